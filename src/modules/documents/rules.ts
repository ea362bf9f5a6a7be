import { decimalYear, earliestPossible, latestPossible } from '../../kernel/calendar.ts'
import type { Instrument, InstrumentAct } from './queries.ts'

export interface Stretch {
  /** As the record has it: a year, month or day. */
  from: string
  until: string
  /** Of an extension: the act that made it. */
  by: InstrumentAct | null
}

/** The period of an instrument as first set, then each extension from where the one before ended. Empty when it has none. */
export function periodsOf(instrument: Pick<Instrument, 'periodFrom' | 'periodUntil' | 'acts'>): Stretch[] {
  if (instrument.periodFrom === null || instrument.periodUntil === null) return []
  const stretches: Stretch[] = [{ from: instrument.periodFrom, until: instrument.periodUntil, by: null }]
  for (const act of instrument.acts) {
    const before = stretches.at(-1)
    if (act.periodUntil !== null && before && latestPossible(act.periodUntil) > latestPossible(before.until)) stretches.push({ from: before.until, until: act.periodUntil, by: act })
  }
  return stretches
}

/** The last day its period can mean, extensions counted; null when it has none. */
export function endsOn(instrument: Pick<Instrument, 'periodFrom' | 'periodUntil' | 'acts'>): string | null {
  const last = periodsOf(instrument).at(-1)
  return last ? latestPossible(last.until) : null
}

/** From the beginning of the first to the end of the last day a partial date can mean, as decimal years. */
export const spanOf = (stretch: Pick<Stretch, 'from' | 'until'>): { from: number; to: number } => ({ from: decimalYear(earliestPossible(stretch.from)), to: decimalYear(latestPossible(stretch.until)) + 1 / 366 })

/** The parts of the list of instruments, in order. */
export const groups = ['plans', 'declarations', 'partners', 'other'] as const
export type Group = (typeof groups)[number]

/** Where the list of instruments shows it. */
export function groupOf(instrument: Pick<Instrument, 'form' | 'partner' | 'bodies'>): Group {
  if (instrument.partner !== null || instrument.bodies.some((code) => code.includes('+'))) return 'partners'
  if (['plan-of-action', 'work-programme', 'work-plan', 'roadmap'].includes(instrument.form)) return 'plans'
  return ['declaration', 'convention', 'summit-decision', 'joint-statement', 'communique', 'statement'].includes(instrument.form) ? 'declarations' : 'other'
}
