import type { Wording } from '../../kernel/languages.ts'

/** Verdicts and errors, known to every page by their key. */
export const en = {
  'people.nav': 'People',
  'people.audit-nav': 'Log of acts',
  'people.sign-in-first': 'Sign in first.',
  'people.key-unknown': 'This key is not known, or no longer.',
  'people.not-an-administrator': 'Only an administrator, or the administrator of a party for its own people, may do this.',
  'people.not-oneself': 'Nobody decides about the own role.',
  'people.not-this-role': 'This role is given by an administrator of the system.',
  'people.needs-two': 'This role takes two administrators: ask for it, and another one approves.',
  'people.asks-for-two': 'An administrator asks; another one must approve.',
  'people.administrator': 'An administrator of the system keeps accounts.',
  'people.own-party': 'Each party names its own people.',
  'people.other-party': 'Each party names its own people, and this is another party’s.',
  'people.decided-already': 'This was decided already.',
  'people.second-administrator': 'Whoever asked cannot approve: it takes a second administrator.',
  'people.second-approves': 'A second administrator approves what the first one asked for.',
  'people.ended-already': 'This ended already.',
  'people.last-administrator': 'Someone must remain who keeps the accounts.',
  'people.own-capacity': 'It is your own.',
  'people.not-your-capacity': 'It is not yours.',
  'people.not-in-force': 'It is not in force.',
  'people.needs-party': 'Say which party.',
  'people.needs-body': 'Say which body.',
  'people.needs-area': 'Say which priority area.',
  'people.unknown-party': 'No party has this code.',
  'people.unknown-body': 'No body has this code.',
  'people.unknown-area': 'There is no such priority area.',
  'people.until-past': 'The end must be later than today.',
  'people.until-unclear': 'Write a date such as 31 December 2026.',
  'people.email': 'Write an address such as name@example.org.',
  'people.email-taken': 'Another account has this address.',
  'people.password-short': 'Use at least 12 characters.',
  'people.password-long': 'Use at most 128 characters.',
  'people.invitation-gone': 'This invitation was used, withdrawn, or is older than seven days. Ask for a new one.',
  'people.invitation-other': 'An account with this address exists. Sign in with it, then open the invitation again.',
  'people.invited': 'The invitation is meant for whoever holds its address.',
  'people.key-needs-hat': 'Choose the capacity you act in first: a key carries it.',
  'people.own-key': 'It is your own key.',
  'people.not-your-key': 'It is not your key.',
} as const

export type Reasons = Wording<typeof en>

export const letters = {
  'auditor.requested': 'was asked for',
  'auditor.approved': 'was approved',
  'auditor.refused': 'was refused',
  'auditor.revoked': 'was revoked',
  'auditor.subject': (role: string, act: string) => `${role} ${act}`,
  'auditor.text': (name: string, role: string, act: string, by: string) => `The role “${role}” for ${name} ${act} by ${by}.\n\nYou are told because this role takes two administrators. The log of acts has the details.\n`,
  'invitation.subject': 'An invitation to Mufakat',
  'invitation.text': (name: string, by: string, role: string, address: string, until: string) =>
    `Dear ${name},\n\n${by} invites you to Mufakat as ${role}. Open this address to make your account:\n\n${address}\n\nIt works once and ends on ${until}.\n`,
} as const
export type Letters = Wording<typeof letters>
