import type { Due, MandateClass, MandateStatus } from './schema.ts'
import { dueAfter } from '../../kernel/calendar.ts'

export interface KnownMeeting {
  ref: string
  body: string
  ordinal: number | null
  status: string
  startsOn: string | null
  endsOn: string | null
  /** Earliest and latest day it can have begun. */
  sortOn: string | null
  begunBy: string | null
}

export interface ResolvedDue {
  on: string | null
  /** How the day was found, or why there is none: shown beside the event. */
  basis: 'none' | 'date' | 'event-dated' | 'event-undated' | 'event-unknown'
  meeting: string | null
}

/** an event resolves to a date when that meeting's date is fixed, and moves with it. Without a date it stays an event. */
export function resolveDue(due: Due, decidedOn: string, meetings: readonly KnownMeeting[], holidays: ReadonlySet<string>): ResolvedDue {
  if ('none' in due) return { on: null, basis: 'none', meeting: null }
  if ('on' in due) return { on: due.on.length === 10 ? due.on : endOf(due.on), basis: 'date', meeting: null }
  if ('beforeNext' in due || 'atNext' in due) return ofMeeting(nextMeeting('beforeNext' in due ? due.beforeNext : due.atNext, decidedOn, meetings))
  if ('atMeeting' in due) return ofMeeting(meetings.find((meeting) => meeting.ref === due.atMeeting))
  const anchor = due.after === 'decision' ? decidedOn : 'meeting' in due.after ? endOfMeeting(due.after.meeting, meetings) : null
  if (anchor === null) return { on: null, basis: 'event-unknown', meeting: typeof due.after === 'object' && 'meeting' in due.after ? due.after.meeting : null }
  const period = { ...(due.months ? { months: due.months } : {}), ...(due.days ? { days: due.days } : {}), ...(due.workingDays ? { workingDays: due.workingDays } : {}) }
  return { on: dueAfter(period, anchor, holidays), basis: 'event-dated', meeting: typeof due.after === 'object' && 'meeting' in due.after ? due.after.meeting : null }
}

/** The first numbered meeting of the body that surely began after the decision. */
function nextMeeting(body: string, after: string, meetings: readonly KnownMeeting[]): KnownMeeting | undefined {
  return meetings
    .filter((meeting) => meeting.body === body && meeting.ordinal !== null && meeting.status !== 'cancelled' && (meeting.sortOn === null ? meeting.status === 'planned' : meeting.sortOn > after))
    .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))[0]
}

const ofMeeting = (meeting: KnownMeeting | undefined): ResolvedDue =>
  meeting === undefined ? { on: null, basis: 'event-unknown', meeting: null } : { on: meeting.startsOn, basis: meeting.startsOn ? 'event-dated' : 'event-undated', meeting: meeting.ref }

const endOfMeeting = (ref: string, meetings: readonly KnownMeeting[]): string | null => {
  const meeting = meetings.find((known) => known.ref === ref)
  return meeting?.endsOn ?? meeting?.startsOn ?? null
}

const endOf = (partial: string): string => (partial.length === 4 ? `${partial}-12-31` : dueAfter({ months: 1, days: -1 }, `${partial}-01`, new Set()))

export type Standing = 'in-effect' | 'completed' | 'continuing' | 'in-progress' | 'sent-up' | 'term-ended' | 'no-report' | 'past-due' | 'superseded' | 'overtaken' | 'lapsed' | 'open' | 'signal'

/**
 * The one word a screen shows. "Past due" is worked out at the moment of reading; "no report" says only that the record holds
 * none and is never counted as not done.
 */
export function standingOf(mandate: { class: MandateClass; status: MandateStatus; reportedOn: string | null; dueOn: string | null; sentUp: boolean; takesEffect: boolean }, today: string): Standing {
  const open = mandate.status === 'OPEN' || mandate.status === 'IN_PROGRESS'
  if (open && mandate.takesEffect) return mandate.dueOn !== null && mandate.dueOn < today ? 'term-ended' : 'in-effect'
  if (open && isOverdue(mandate, today)) return 'past-due'
  if (open && mandate.sentUp) return 'sent-up'
  switch (mandate.status) {
    case 'COMPLETED':
      return 'completed'
    case 'CONTINUING':
      return mandate.class === 'C6' || mandate.class === 'C7' ? 'in-effect' : 'continuing'
    case 'IN_PROGRESS':
      return 'in-progress'
    case 'SUPERSEDED':
      return 'superseded'
    case 'OVERTAKEN':
      return 'overtaken'
    case 'LAPSED':
      return 'lapsed'
    case 'OPEN':
      if (mandate.reportedOn !== null) return 'open'
      return asksNothing(mandate.class) ? 'signal' : 'no-report'
  }
}

/**
 * Overdue: the day has passed and nobody has said it is done. A day that is today is not yet past. What takes effect by being
 * decided asks for nothing by a day: the end of a plan's period ends its term.
 */
export const isOverdue = (mandate: { status: MandateStatus; dueOn: string | null; takesEffect: boolean }, today: string): boolean =>
  mandate.dueOn !== null && mandate.dueOn < today && !mandate.takesEffect && (mandate.status === 'OPEN' || mandate.status === 'IN_PROGRESS')

/** C0 to C2 record, receive or signal: nothing is asked, so nothing can be missing. */
export const asksNothing = (klass: MandateClass): boolean => klass < 'C3'

/** never one "implementation rate". Both rates stand with their n; what was overtaken or superseded leaves the denominator. */
export function ratesOf(list: readonly MandateStatus[]): { n: number; completed: number; addressed: number } {
  const counted = list.filter((status) => status !== 'SUPERSEDED' && status !== 'OVERTAKEN')
  const completed = counted.filter((status) => status === 'COMPLETED').length
  const addressed = counted.filter((status) => status === 'COMPLETED' || status === 'CONTINUING' || status === 'IN_PROGRESS').length
  return { n: counted.length, completed, addressed }
}
