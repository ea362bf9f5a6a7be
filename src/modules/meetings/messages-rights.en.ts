import type { Wording } from '../../kernel/languages.ts'

/** Why a category may or may not (practice §4.4). */
export const enRights = {
  'rights.yes': 'Your category has this right',
  'rights.invited': 'The Chair has invited you to it',
  'rights.own': 'It is your own',
  'rights.own-or-invited': 'It is your own, or the Chair has invited you',
  'rights.joint': 'It is a joint text that you own together with the members',
  'rights.named': 'You are named for it',
  'rights.released': 'It was released to you',
  'rights.via-chair': 'It goes through the Chair',
  'rights.via-secretariat': 'It goes through the Secretariat',
  'rights.editorial': 'Editorial changes only',
  'rights.pen': 'The Secretariat holds the pen',
  'rights.technical': 'Technical items only',
  'rights.extract': 'The part on your own session',
  'rights.that-meeting': 'You take part in that meeting',
  'rights.head-plus-one': 'Heads of delegation and one more each',
  'rights.secretary-general-plus-one': 'The Secretary-General or a Deputy, and one more',
  'rights.rotation': 'The chair falls to you by rotation',
  'rights.co-chair': 'You co-chair this consultation',
  'rights.if-authorised': 'You are authorised to sign',
  'rights.invited-missing': 'Only on the invitation of the Chair',
  'rights.own-missing': 'Only for your own',
  'rights.own-or-invited-missing': 'Only for your own, or on the invitation of the Chair',
  'rights.joint-missing': 'Only for joint texts',
  'rights.named-missing': 'Only for those named',
  'rights.released-missing': 'Only what was released to you',
  'rights.that-meeting-missing': 'Only for those who take part in that meeting',
  'rights.head-plus-one-missing': 'Only heads of delegation and one more each',
  'rights.secretary-general-plus-one-missing': 'Only the Secretary-General or a Deputy, and one more',
  'rights.rotation-missing': 'Only the member whose turn it is',
  'rights.co-chair-missing': 'Only the partner who co-chairs',
  'rights.if-authorised-missing': 'Only when authorised to sign',
  'rights.no': 'Your category does not have this right',
} as const

export type RightsMessages = Wording<typeof enRights>
