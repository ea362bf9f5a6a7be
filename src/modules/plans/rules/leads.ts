import { dayInZone, earliestPossible } from '../../../kernel/calendar.ts'
import { endsOn, type Instrument } from '../../documents/index.ts'
import { type Area, dayOfSince, type Lead, leadAt } from '../../mechanism/index.ts'
import type { Meeting } from '../../meetings/index.ts'
import type { Activity } from '../queries.ts'
import { isTerminal } from '../rules.ts'

export type DayOf = (ref: string) => string | null

/** The day a meeting began, as far as the record knows it. */
export const daysOf = (meetings: readonly Pick<Meeting, 'ref' | 'starts'>[]): DayOf => {
  const days = new Map(meetings.map((meeting) => [meeting.ref, meeting.starts ? earliestPossible(meeting.starts) : null]))
  return (ref) => days.get(ref) ?? null
}

/** The days a programme spans as far as they are known, at the latest until today: from its period, or from when it was adopted. */
export function spanOfProgramme(instrument: Instrument | undefined, today: string): { from: string; until: string } {
  const began = instrument?.periodFrom ?? instrument?.acts.find((act) => act.on !== null)?.on ?? today
  const end = instrument ? endsOn(instrument) : null
  const until = end !== null && end < today ? end : today
  const from = earliestPossible(began)
  return { from: from < until ? from : until, until }
}

export interface LeadIn {
  lead: Lead
  /** The days between which it led, where they are known; `until` is the first day of the next. */
  from: string | null
  until: string | null
}

/** US-16 AC4: who led an area between two days, in order: a transfer at a meeting shows both, each with its part. */
export function leadsIn(area: Area, from: string, until: string, dayOf: DayOf): LeadIn[] {
  return area.leads
    .map((lead) => ({ lead, from: lead.since && dayOfSince(lead.since, dayOf), until: lead.until && dayOfSince(lead.until, dayOf) }))
    .filter((one) => (one.from === null || one.from <= until) && (one.until === null || one.until > from))
}

/** Who leads the area of an activity: of one that is over, whoever led when it was due; of one that goes on, whoever leads today. */
export function shepherdOf(activity: Pick<Activity, 'status' | 'endsOn' | 'dueOn' | 'statusSince'>, area: Area | undefined, today: string, dayOf: DayOf): Lead | null {
  const on = isTerminal(activity.status) ? (activity.endsOn ?? activity.dueOn ?? dayInZone(activity.statusSince, 'UTC')) : today
  return area ? (leadAt(area, { date: on }, dayOf)?.lead ?? null) : null
}
