import { z } from 'zod'
import { readDay } from '../../../kernel/calendar.ts'
import type { Text } from '../../../kernel/languages.ts'
import { Day } from '../../../kernel/record.ts'
import { categories } from '../rights.ts'
import { meetingModes } from '../schema.ts'

/** Words in one or both languages; where one is left empty the other stands for it. */
const Typed = z.strictObject({ en: z.string().trim().max(300).default(''), th: z.string().trim().max(300).default('') })
const filled = ({ en, th }: { en: string; th: string }): Text => ({ en: en || th, th: th || en })
export const Words = Typed.refine(({ en, th }) => en !== '' || th !== '', { message: 'meetings.words-needed' }).transform(filled)
export const MaybeWords = Typed.nullable().default(null).transform((typed) => (typed === null || (typed.en === '' && typed.th === '') ? null : filled(typed)))

export const Ref = z.string().trim().max(60)
export const Zone = z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', { message: 'meetings.zone-unknown' })
export const Time = z.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'meetings.time-unreadable')
const Party = z.string().trim().max(12).nullable().default(null)
/** How many may be asked for at once; anything greater is a slip of the key. */
const Count = z.coerce.number().int().min(1, 'meetings.count-range').max(999, 'meetings.count-range').nullable().default(null)
export const Reason = z.string().trim().max(500).default('')
export const Version = z.coerce.number().int()
export const PlannedDay = Day.refine((day) => day >= '1990-01-01' && day <= '2100-12-31', { message: 'meetings.day-unreadable' })

/** The categories a party can take part in; a resource person is invited by name. */
export const partyCategories = categories.filter((category) => category !== 'resource-person')
export const PartyCategory = z.enum(categories).exclude(['resource-person'])

export const SeriesInput = z.strictObject({ name: Words, zone: Zone, host: Party, city: MaybeWords, venue: MaybeWords, startsOn: PlannedDay, endsOn: PlannedDay })

export const FactsInput = z.strictObject({ city: MaybeWords, country: Party, mode: z.enum(meetingModes), host: Party, chair: Party, coChair: Party, sizeQuota: Count, costs: MaybeWords })

export const PlanInput = z.strictObject({
  series: z.string().max(80), body: z.string().trim().max(40),
  /** Empty: the next number of the body. */
  session: z.string().trim().max(20).default(''),
  kind: z.enum(['regular', 'special', 'emergency', 'preparatory']), prepares: Ref.nullable().default(null), name: MaybeWords,
  startsOn: PlannedDay, endsOn: PlannedDay.nullable().default(null), opens: Time.default('09:00'), closes: Time.default('17:00'),
  mode: z.enum(meetingModes).default('in-person'), host: Party, coChair: Party, sizeQuota: Count,
  partners: z.array(z.string().max(12)).max(40).default([]), guests: z.array(z.strictObject({ party: z.string().max(12), category: PartyCategory })).max(60).default([]),
})

export const SessionFields = z.strictObject({
  title: Words, access: z.enum(['CEREMONY', 'OPEN', 'CLOSED', 'CONSULTATION', 'RETREAT', 'DRAFTING', 'HOD_ONLY']), partner: Party, room: MaybeWords,
  day: PlannedDay, from: Time, until: Time, overlays: Count,
})

/**
 * A day as a person types it who plans a meeting. Of a year that may be of either era the reading is taken that lies within a lifetime:
 * nobody plans a meeting five centuries ahead.
 */
export function readPlannedDay(typed: string, today: string): { day: string } | { fault: string } {
  const read = readDay(typed.trim(), { today })
  if ('fault' in read) return { fault: read.fault === 'no-such-day' ? 'meetings.no-such-day' : 'meetings.day-unreadable' }
  const near = (day: string) => Math.abs(Number(day.slice(0, 4)) - Number(today.slice(0, 4))) < 80
  const day = 'date' in read ? read.date : [read.ask.christian, read.ask.buddhist].find(near)
  return day !== undefined && day.length === 10 && near(day) ? { day } : { fault: 'meetings.day-unreadable' }
}
