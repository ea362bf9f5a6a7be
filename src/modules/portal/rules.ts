import { addDays } from '../../kernel/calendar.ts'
import type { Need } from '../../kernel/module.ts'
import type { MandateSummary, standing } from '../mandates/index.ts'
import { type Body, type Cadence, cadenceAt } from '../mechanism/index.ts'
import { heldBy, type HeldCount, type Meeting } from '../meetings/index.ts'

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
