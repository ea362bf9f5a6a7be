import type { Wording } from '../../../kernel/languages.ts'

/** Reminders of a reporting round, and one text out of several reports. */
export const enRemind = {
  'remind.subject': (n: string, count: number) => (count === 1 ? 'A progress report is asked of you' : `${n} progress reports are asked of you`),
  'remind.intro': 'What is asked of you now:',
  'remind.closes': (when: string) => `Open until ${when}`,
  'remind.begun': 'Begun, not submitted yet',
  'remind.not-begun': 'Not begun yet',
  'remind.until-submitted': 'You are reminded until the report is submitted, once on each day that the Secretariat has set for the round.',
  'remind.days': 'Reminders: days before the closing',
  'remind.days-hint': 'For example 14, 7, 1. Who has not submitted is told when the round opens and on these days, all in one mail.',
  'remind.days-wrong': 'Write whole numbers of days from 0 to 120, at most ten, such as 14, 7, 1',
  'remind.move': 'Move the closing day or the reminders',
  'remind.move-lede': 'A reminder that was given is not given again; those still to come follow the new day.',
  'remind.moved': 'Save the days',
  'remind.on-days': (days: string) => `Reminders: when it opens and ${days} days before it closes`,
  'remind.when-opens': 'Reminder: when it opens',
  'remind.round-is-closed': 'The round is closed; its days stay as they were',

  'merge.need': (code: string, more: string, count: number) => `Several reports on ${code}${count > 0 ? ` and ${more} more ${count === 1 ? 'activity' : 'activities'}` : ''}: write one text`,
  'merge.verb': 'Bring together',
  'merge.title': 'One text from several reports',
  'merge.lede': 'What members reported stays as it is, beside your text.',
  'merge.by': (who: string, day: string) => `Brought together by ${who} on ${day}; the reports stand below`,
  'merge.text': 'Your text',
  'merge.language': 'Written in',
  'merge.save': 'Save the text',
  'merge.change': 'Change the text',
  'merge.of-round': (round: string) => `Bring the reports together: ${round}`,
  'merge.text-needed': 'Write the text',
  'merge.one-report': 'There are not two accepted reports on this activity in this round',
  'merge.area-lead': 'The lead shepherd of the area brings reports together',
  'merge.more-since': (n: string, count: number) => (count === 1 ? 'One report came after this text was written' : `${n} reports came after this text was written`),
} as const

export type RemindMessages = Wording<typeof enRemind>
