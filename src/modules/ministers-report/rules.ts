import { type Actor, readableMarkings, roleOf } from '../../kernel/actor.ts'
import { addMonths, earliestPossible, latestPossible } from '../../kernel/calendar.ts'
import type { Body } from '../mechanism/index.ts'
import type { Instrument } from '../documents/index.ts'
import { type MandateSummary, ratesOf } from '../mandates/index.ts'
import type { Ask, DecisionRow } from './schema.ts'

/** requests, taskings and what changes the state of something are followed up; what only records, urges or signs is not. */
export const isFollowedUp = (decision: Pick<MandateSummary, 'class'>): boolean => decision.class >= 'C4' && decision.class <= 'C6'

/** Which of the decisions asked for are missing from the rows shown, and which stand there twice. */
export function completeness(asked: readonly string[], shown: readonly string[]): { missing: string[]; twice: string[]; complete: boolean } {
  const missing = asked.filter((symbol) => !shown.includes(symbol))
  const twice = [...new Set(shown.filter((symbol, index) => shown.indexOf(symbol) !== index))]
  return { missing, twice, complete: missing.length === 0 && twice.length === 0 && shown.length === asked.length }
}

export interface Rates {
  /** What is counted: decisions that ask for an act and still stand. */
  n: number
  completed: number
  addressed: number
  /** Superseded or overtaken: they leave the count. */
  replaced: number
  /** In effect by being decided: nothing is asked that could be completed, so they are not in the count either. */
  inEffect: number
}

/** two rates, each with its n, and what left the denominator. */
export function ratesFor(decisions: readonly Pick<MandateSummary, 'status' | 'takesEffect'>[]): Rates {
  const replaced = decisions.filter(({ status }) => status === 'SUPERSEDED' || status === 'OVERTAKEN').length
  const asking = decisions.filter(({ status, takesEffect }) => !(takesEffect && (status === 'OPEN' || status === 'IN_PROGRESS')))
  return { ...ratesOf(asking.map(({ status }) => status)), replaced, inEffect: decisions.length - asking.length }
}

/** The end of an instrument's period as it stood on a day: the latest extension made by then, else the period it was given. */
export function endsOn(instrument: Pick<Instrument, 'periodUntil' | 'acts'>, asOf: string): string | null {
  const extended = instrument.acts.filter((act) => act.periodUntil !== null && act.on !== null && earliestPossible(act.on) <= asOf).at(-1)
  return extended?.periodUntil ?? instrument.periodUntil
}

/** The body and every body under it. */
export function bodiesUnder(code: string, bodies: Iterable<Pick<Body, 'code' | 'parent'>>): Set<string> {
  const all = [...bodies]
  const found = new Set([code])
  for (let grew = true; grew; ) {
    grew = false
    for (const body of all) {
      if (body.parent === null || found.has(body.code) || !found.has(body.parent)) continue
      found.add(body.code)
      grew = true
    }
  }
  return found
}

/**
 * What the record itself calls for (practice §3.5, 1): instruments of the body or those under it that end within twelve months and have
 * no successor by then known, and decisions still open that name nobody. Nothing is proposed that the record does not support.
 */
export function asksOf(rows: readonly DecisionRow[], instruments: Iterable<Instrument>, under: ReadonlySet<string>, asOf: string): Ask[] {
  const all = [...instruments]
  const byId = new Map(all.map((instrument) => [instrument.id, instrument]))
  const known = (id: string) => {
    const on = byId.get(id)?.acts.map((act) => act.on).find((day) => day !== null)
    return on === undefined || on === null || earliestPossible(on) <= asOf
  }
  const limit = addMonths(asOf, 12)
  const asks: Ask[] = []
  for (const instrument of all) {
    const until = endsOn(instrument, asOf)
    if (until === null || latestPossible(until) < asOf || latestPossible(until) > limit) continue
    if (!instrument.bodies.some((body) => under.has(body)) || instrument.replacedBy.some(known) || !known(instrument.id)) continue
    asks.push({ kind: 'ends', instrument, until, class: 'C6' })
  }
  for (const row of rows) {
    if (row.decision.addressees.length === 0 && (row.decision.status === 'OPEN' || row.decision.status === 'IN_PROGRESS')) asks.push({ kind: 'owner', row, class: 'C5' })
  }
  return asks
}

const strictness = (marking: string): number => (marking.startsWith('PARTNER:') ? 4 : ['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED'].indexOf(marking))

/**
 * The marking of a paper made under someone's rights: at least that of the audience they belong to, for members' work is not
 * public until released, and never less than the strictest thing in it. The public's paper can only hold what is public.
 */
export function paperMarking(actor: Actor, contents: readonly string[]): string {
  const readable = readableMarkings(actor)
  const floor = !readable.includes('GENERAL') ? 'PUBLIC' : readable.includes('LIMITED') ? 'LIMITED' : 'GENERAL'
  const strictest = [floor, ...contents].reduce((strict, marking) => (strictness(marking) > strictness(strict) ? marking : strict))
  return strictest.startsWith('PARTNER:') && roleOf(actor) !== 'DP' ? 'PARTNER:*' : strictest
}
