import type { Role } from '../../kernel/actor.ts'
import type { Wording } from '../../kernel/languages.ts'

export const en = {
  example: 'Example',
  back: 'Back',
  save: 'Save',

  // Signing in
  signIn: 'Sign in',
  tryIt: 'Try it as someone',
  tryItLede: 'Sixteen made-up people, one for each role and two with something special. One click signs you in; nothing you do leaves this computer.',
  signInAs: 'Sign in',
  'group.house': 'The desk',
  'group.members': 'Members',
  'group.partners': 'Partners and observers',
  'group.services': 'Conference services and press',
  'group.watch': 'Law enforcement, audit and administration',
  personHead: 'Person',
  doesHead: 'What this person does here',
  actHead: 'Sign in',
  twoHats: 'Delegate, and interpreter on other days: chooses one hat before acting.',
  secondAdministrator: 'The second administrator: approves what the first one asked for.',
  ordinaryTitle: 'With your own account',
  ordinaryLede: 'Accounts are made by invitation. If you have none, ask your national focal point or the secretariat.',
  email: 'E-mail address',
  password: 'Password',
  wrong: 'The address and the password do not belong together.',
  tooMany: (minutes: number) => `Too many tries. Wait ${minutes} minutes and try again.`,
  passkeySignIn: 'Sign in with a passkey',
  passkeyFailed: 'The passkey was not accepted. Use your password, or try again.',
  second: 'Second step',
  secondLede: 'Type the six digits your authenticator app shows now.',
  code: 'Code from the app',
  useBackup: 'Use a backup code instead',
  backupCode: 'Backup code',
  backupHint: 'Each one works once.',
  wrongCode: 'This code is not right, or no longer. Type the one shown now.',
  wrongBackup: 'This is not one of your unused backup codes.',
  secondExpired: 'The first step was too long ago. Begin again.',
  continue: 'Continue',
  signedOut: 'You are signed out.',
  signedOutEverywhere: 'You are signed out on every device.',
} as const

export type Messages = Wording<typeof en>

/** What each role does, in one sentence, for someone who has never seen the system. */
export const roleSentences: Record<Role, string> = {
  SD: 'Runs the registry: proposes decisions and asks for reports, but decides nothing.',
  CH: 'Opens and closes, rules, and confirms what was decided. Neutral.',
  HL: 'Looks after registration, accreditation and rooms for the host.',
  NF: 'Speaks for one member day to day: reports, submits, and names the people of the delegation.',
  HD: 'Binds the member: agrees, reserves, objects, adopts.',
  DE: 'Reads, drafts, and speaks when given the floor.',
  LS: 'Owns one priority area: collects, verifies and proposes.',
  DP: 'Sees the consultation and work plan of one partner, and no other.',
  OB: 'Follows open sessions on invitation.',
  IN: 'Sees the texts an assignment needs, in confidence.',
  PR: 'Reads the press kit and what is published.',
  PU: 'Reads what is published.',
  LE: 'Exchanges information with other contact points, and sees nothing else by that.',
  AU: 'Reads the log of acts and the settings; no content above LIMITED.',
  SA: 'Keeps accounts and settings; reads no content and does no act of the mechanism.',
}
