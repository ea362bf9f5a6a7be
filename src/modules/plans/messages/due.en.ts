import type { Wording } from '../../../kernel/languages.ts'

export const enDue = {
  'plans.after': (long: string, event: string) => `${long} after ${event}`,
  'plans.after-the': (meeting: string) => `the ${meeting}`,
  'plans.after-months': (n: string, count: number) => `${n} ${count === 1 ? 'month' : 'months'}`,
  'plans.after-days': (n: string, count: number) => `${n} ${count === 1 ? 'day' : 'days'}`,
  'plans.due-that-is': (day: string, rule: string) => `${day}, that is ${rule}`,
  'plans.due-no-day-yet': (rule: string) => `${rule}, whose day is not known`,
  'plans.the-event': 'the event it counts from',
  'plans.due-followed': (rule: string) => `It counts ${rule}, whose day changed.`,
  'plans.moved-by-itself': 'Worked out when the event moved',
  'plans.field.after-what': 'Or counted from a meeting or a decision',
  'plans.field.after-hint': 'Such as SOMTC/26 or AMMTC/18/DEC.1. It moves when that moves.',
  'plans.field.after-months': 'Months after it',
  'plans.field.after-days': 'Days after it',
} as const

export type DueMessages = Wording<typeof enDue>

export const enDueReasons = {
  'plans.after-what': 'Name one meeting or one decision',
  'plans.after-how-long': 'Say how many months or days after it',
  'plans.day-or-event': 'Give a day, or the event it counts from, not both',
} as const
