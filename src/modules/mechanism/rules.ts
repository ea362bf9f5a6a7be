import { earliestPossible } from '../../kernel/calendar.ts'
import type { Since } from '../../kernel/record.ts'
import type { Area, Cadence, Lead, Party, PartyCategory, RotationRule } from './queries.ts'

/** The categories a party holds on a day. A start the record does not know counts as "always"; `until` is the first day no longer. */
export function categoriesAt(party: Party, date: string): PartyCategory[] {
  return party.categories.filter((category) => inForceOn(category.from, category.until, date))
}

/** Members on a day, in the mechanism's order: the English alphabetical order of the names it uses. */
export function membersAt(parties: readonly Party[], date: string): Party[] {
  return inEnglishOrder(parties.filter((party) => categoriesAt(party, date).some(({ category }) => category === 'member')))
}

export function inEnglishOrder<Named extends { name: { en: string } }>(parties: readonly Named[]): Named[] {
  return [...parties].sort((a, b) => english.compare(a.name.en, b.name.en))
}

const english = new Intl.Collator('en')

/** How often a body is to meet on a day, by the decision in force; null where the record knows no rule. */
export function cadenceAt(cadences: readonly Cadence[], body: string, date: string): Cadence | null {
  return cadences.filter((cadence) => cadence.body === body && inForceOn(cadence.from, cadence.until, date)).at(-1) ?? null
}

const inForceOn = (from: string | null, until: string | null, date: string): boolean =>
  (from === null || earliestPossible(from) <= date) && (until === null || date < earliestPossible(until))

/** The first day a meeting or date can mean; null when the meeting's day is not known. */
export type DayOf = (meeting: string) => string | null

/**
 * The lead shepherd of an area on a day or from a meeting; null where no public source names one. A lead whose beginning is
 * not known counts until the next one, with `certain: false`: the source speaks of its own time.
 */
export function leadAt(area: Area, when: Since, dayOf: DayOf): { lead: Lead; certain: boolean } | null {
  const date = dayOfSince(when, dayOf)
  if (date === null) return null
  const found = area.leads.findLast((lead) => {
    const since = lead.since && dayOfSince(lead.since, dayOf)
    const until = lead.until && dayOfSince(lead.until, dayOf)
    return (!since || since <= date) && (!until || date < until)
  })
  return found ? { lead: found, certain: found.since !== null } : null
}

export function dayOfSince(when: Since, dayOf: DayOf): string | null {
  if ('meeting' in when) return dayOf(when.meeting)
  return earliestPossible(when.date)
}

export interface HostContext {
  /** Members in the mechanism's order when the meeting of that number takes place. */
  membersAt: (ordinal: number) => readonly string[]
  /** Who chairs the body above in the year of that meeting; null when nobody has said. */
  parentChair: (ordinal: number) => string | null
  /** What the record says of the meeting itself: its host, once confirmed. */
  confirmed?: string | null
  /** The day of the meeting of that number, for rules that begin on a date. */
  dayOf?: (ordinal: number) => string | null
}

export interface HostAnswer {
  party: string | null
  /** `confirmed`: the record names the host. `predicted`: the rule gives it and nobody has confirmed it. `unknown`: neither. */
  basis: 'confirmed' | 'predicted' | 'unknown'
  /** What the rule gives, also where the record says otherwise. */
  predicted: string | null
  rule: RotationRule | null
  /** The exception that changed the rule's answer. */
  exception: RotationRule['exceptions'][number] | null
}

/** Who hosts the meeting of that number: what the record confirms, else what the rule in force predicts (practice §1.2). */
export function nextHost(rules: readonly RotationRule[], ordinal: number, context: HostContext): HostAnswer {
  const rule = rules.findLast((candidate) => begins(candidate, ordinal, context)) ?? null
  const found = rule ? predict(rule, ordinal, context) : { party: null, exception: null }
  const confirmed = context.confirmed ?? null
  const basis = confirmed !== null ? 'confirmed' : found.party !== null ? 'predicted' : 'unknown'
  return { party: confirmed ?? found.party, basis, predicted: found.party, rule, exception: found.exception }
}

function begins(rule: RotationRule, ordinal: number, context: HostContext): boolean {
  if ('meeting' in rule.since) return Number(rule.since.meeting.split('/')[1]) <= ordinal
  const day = context.dayOf?.(ordinal) ?? null
  return day !== null && earliestPossible(rule.since.date) <= day
}

type Found = { party: string | null; exception: HostAnswer['exception'] }

function predict(rule: RotationRule, ordinal: number, context: HostContext): Found {
  switch (rule.rule) {
    case 'ALPHA_EN':
      return alphabetical(rule, ordinal, context)
    case 'ALIGNED_TO_PARENT_CHAIR':
      return excepted(rule, ordinal, context.parentChair(ordinal))
    case 'FIXED_SEAT':
      return excepted(rule, ordinal, rule.anchor?.party ?? null)
    default:
      return { party: null, exception: null }
  }
}

/** Where no circle turns, an exception names the other host or leaves it open. */
function excepted(rule: RotationRule, ordinal: number, party: string | null): Found {
  const exception = rule.exceptions.find((candidate) => candidate.ordinal === ordinal && candidate.party === party) ?? null
  return exception ? { party: exception.with ?? null, exception } : { party, exception: null }
}

/**
 * The circle of members, walked from the anchor with its exceptions:
 * - swap: two members exchange their turns, once;
 * - pass: the next member takes the turn and the circle goes on; the one that passed keeps its place for the next round;
 * - deferral: the next member goes first and the one deferred directly after it;
 * - relinquish: the turn goes to the member named, or to nobody known; the circle goes on as if it had been taken.
 */
function alphabetical(rule: RotationRule, ordinal: number, context: HostContext): Found {
  const { anchor } = rule
  if (!anchor || ordinal < anchor.ordinal) return { party: null, exception: null }
  const swapped = new Map<string, string>()
  let turn = anchor.party
  let deferred: string | null = null
  for (let at = anchor.ordinal; ; at += 1) {
    let host: string | null
    if (deferred !== null) {
      host = deferred
      deferred = null
    } else {
      if (at > anchor.ordinal) turn = after(turn, context.membersAt(at), context.membersAt(at - 1))
      host = turn
    }
    const exchanged: string | undefined = swapped.get(host)
    if (exchanged !== undefined) {
      swapped.delete(host)
      host = exchanged
    }
    const exception = rule.exceptions.find((candidate) => candidate.ordinal === at && candidate.party === host) ?? null
    if (exception) {
      if (exception.kind === 'swap' && exception.with) swapped.set(exception.with, exception.party)
      if (exception.kind === 'deferral') deferred = exception.party
      if (exception.kind === 'pass' || exception.kind === 'deferral') host = turn = after(turn, context.membersAt(at), context.membersAt(at))
      else host = exception.with ?? null
    }
    if (at === ordinal) return { party: host, exception }
  }
}

/** The member after one in the circle; where that one is no longer a member, the first of those after it that still is. */
function after(party: string, members: readonly string[], before: readonly string[]): string {
  const circle = members.includes(party) ? members : before
  const start = circle.indexOf(party)
  for (let step = 1; step <= circle.length; step += 1) {
    const next = circle[(start + step) % circle.length]
    if (next !== undefined && members.includes(next)) return next
  }
  return party
}
