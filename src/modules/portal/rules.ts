import { addDays, earliestPossible } from '../../kernel/calendar.ts'
import type { Need } from '../../kernel/module.ts'
import type { MandateSummary, standing } from '../mandates/index.ts'
import { type Body, type Cadence, cadenceAt, type HostAnswer, membersAt, nextHost, type Party, type RotationRule } from '../mechanism/index.ts'
import { heldBy, type HeldCount, type Meeting, tookPlace } from '../meetings/index.ts'

export interface AboutBody extends HeldCount {
  level: Body['level']
  /** In force on the day. */
  cadence: Cadence | null
  /** The number its latest meeting bears: it may have met more often than the record holds. */
  latestOrdinal: number | null
  /** Every number up to the latest is on record, so the count is the body's own. */
  complete: boolean
}

/** How often each body meets and has met, as of the end of a day. In the order of the record. */
export function aboutBodies(bodies: readonly Body[], meetings: readonly Meeting[], cadences: readonly Cadence[], asOf: string): AboutBody[] {
  return bodies.map((body) => {
    const count = heldBy(meetings, body.code, asOf)
    const latestOrdinal = count.last?.ordinal ?? null
    return { ...count, level: body.level, cadence: cadenceAt(cadences, body.code, asOf), latestOrdinal, complete: count.held > 0 && latestOrdinal === count.held }
  })
}

interface Hosting {
  rules: readonly RotationRule[]
  meetings: readonly Meeting[]
  parties: readonly Party[]
  cadences: readonly Cadence[]
  today: string
}

/** The host of a meeting by rule and by record. The rule is asked without the record's answer, so both can be shown. */
export function hostOf(body: string, ordinal: number, { rules, meetings, parties, cadences, today }: Hosting): HostAnswer {
  const own = rules.filter((rule) => rule.body === body)
  const meetingOf = (of: string, number: number) => meetings.find((meeting) => meeting.body === of && meeting.ordinal === number)
  const yearOf = (number: number): number | null => {
    const starts = meetingOf(body, number)?.starts
    if (starts) return Number(starts.slice(0, 4))
    const before = meetingOf(body, number - 1)?.starts
    return before ? Number(before.slice(0, 4)) + (cadenceAt(cadences, body, today)?.every ?? 1) : null
  }
  const chairOf = (meeting: Meeting | undefined) => meeting?.chair?.party ?? meeting?.host ?? null
  const parentChair = (number: number): string | null => {
    const parent = own.findLast((rule) => rule.parent !== null)?.parent
    const year = yearOf(number)
    if (!parent || year === null) return null
    const numbered = meetings.filter((meeting) => meeting.body === parent && meeting.ordinal !== null)
    const inYear = numbered.find((meeting) => meeting.starts?.startsWith(String(year)))
    // A planned meeting without a date is the parent's next one: of this year only where ours is still to come as well.
    const planned = tookPlace(meetingOf(body, number) ?? { status: 'planned' }) ? undefined : numbered.find((meeting) => meeting.status === 'planned')
    return chairOf(inYear ?? planned)
  }
  const meeting = meetingOf(body, ordinal)
  return nextHost(own, ordinal, {
    membersAt: (number) => membersAt(parties, dayOfYear(yearOf(number), today)).map(({ code }) => code),
    parentChair,
    confirmed: meeting && tookPlace(meeting) ? chairOf(meeting) : (meeting?.host ?? null),
    dayOf: (number) => {
      const starts = meetingOf(body, number)?.starts
      return starts ? earliestPossible(starts) : null
    },
  })
}

const dayOfYear = (year: number | null, today: string): string => (year === null ? today : `${year}-07-01`)

export const periods = ['late', 'week', 'month', 'later', 'open'] as const
export type WhenNeeded = (typeof periods)[number]

/** What waits, by when it is wanted: late and today, within seven days, within a month, later, and without a day; else in the order of the modules. */
export function byTime(needs: readonly Need[], today: string): Record<WhenNeeded, Need[]> {
  const groups: Record<WhenNeeded, Need[]> = { late: [], week: [], month: [], later: [], open: [] }
  for (const need of [...needs].sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))) groups[whenNeeded(need.dueOn, today)].push(need)
  return groups
}

function whenNeeded(dueOn: string | null, today: string): WhenNeeded {
  if (dueOn === null) return 'open'
  if (dueOn <= today) return 'late'
  if (dueOn <= addDays(today, 7)) return 'week'
  return dueOn <= addDays(today, 31) ? 'month' : 'later'
}

export type Standing = ReturnType<typeof standing>
const tones = {
  'in-effect': 'effect', completed: 'done', continuing: 'continuing', 'in-progress': 'part', 'sent-up': 'up', 'no-report': 'none', 'past-due': 'late',
  'term-ended': 'superseded', superseded: 'superseded', overtaken: 'superseded', lapsed: 'superseded', open: 'part', signal: 'plain',
} as const satisfies Record<Standing, string>

/** Whether what is shown of a decision rests on a demonstration: marked as such wherever it shows. */
export const isExample = (mandate: Pick<MandateSummary, 'origin' | 'reportedOrigin'>): boolean => mandate.origin === 'demonstration' || mandate.reportedOrigin === 'demonstration'

/** What a standing looks like, the same here as in the register. */
export const toneOf = (standing: Standing) => tones[standing]
