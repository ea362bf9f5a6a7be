import type { ActivityStatus } from './schema.ts'

/** Practice §3.3: where each status may go. What ends here ends for this cycle. */
const ways: Record<ActivityStatus, readonly ActivityStatus[]> = {
  PRO: ['END', 'REJ', 'WDN'],
  END: ['FUN', 'SCH', 'DEF', 'CAN', 'SUP', 'COV'],
  FUN: ['SCH', 'DEF', 'CAN', 'SUP', 'COV'],
  SCH: ['ONG', 'DEF', 'CAN', 'SUP', 'COV'],
  ONG: ['COM', 'REC', 'SUS', 'DEF', 'SUP', 'COV'],
  SUS: ['ONG', 'CAN', 'SUP', 'COV'],
  COM: [],
  REC: ['SCH', 'ONG', 'COM', 'SUP', 'COV'],
  DEF: ['SCH', 'CAN', 'SUP', 'COV'],
  COV: [],
  SUP: [],
  CAN: [],
  REJ: [],
  WDN: [],
}

export const mayBecome = (from: ActivityStatus, to: ActivityStatus): boolean => ways[from].includes(to)
export const nextStatuses = (from: ActivityStatus): readonly ActivityStatus[] => ways[from]

/** What the end of a cycle leaves nothing outside of. A proposal refused or withdrawn never was in it. */
const terminal: readonly ActivityStatus[] = ['COM', 'REC', 'COV', 'SUP', 'CAN', 'REJ', 'WDN']
export const isTerminal = (status: ActivityStatus): boolean => terminal.includes(status)

/** Why a step cannot be taken now; null when it can. What decisions it needs, the command asks. */
export type StepRefusal = 'plans.no-such-step' | 'plans.needs-verified-evidence' | 'plans.needs-funds' | 'plans.funds-not-the-budget' | 'plans.needs-dates' | 'plans.needs-successor' | 'plans.only-recurring'

export interface StepFacts {
  from: ActivityStatus
  to: ActivityStatus
  verifiedEvidence: number
  recurring: boolean
  startsOn: string | null
  supersededBy: string | null
  funding: readonly Fund[]
  budget: number | null
  currency: string | null
}

/** completed only with proof that another verified. US-16 AC2: funds confirmed only with a source and an amount, that together are the budget. */
export function refusalOf(step: StepFacts): StepRefusal | null {
  if (!mayBecome(step.from, step.to)) return 'plans.no-such-step'
  if (step.to === 'COM' && step.verifiedEvidence < 1) return 'plans.needs-verified-evidence'
  if (step.to === 'REC' && !step.recurring) return 'plans.only-recurring'
  if (step.to === 'SCH' && step.startsOn === null) return 'plans.needs-dates'
  if (step.to === 'SUP' && step.supersededBy === null) return 'plans.needs-successor'
  if (step.to === 'FUN') {
    const confirmed = step.funding.filter((fund) => fund.status === 'confirmed' && fund.amount !== null)
    if (confirmed.length === 0) return 'plans.needs-funds'
    if (!fundsMeetBudget(step.funding, step.budget, step.currency)) return 'plans.funds-not-the-budget'
  }
  return null
}

export interface Fund {
  amount: number | null
  currency: string | null
  /** Units of the currency for one US dollar on `rateOn`; null for the dollar itself or where none was given. */
  rate: number | null
  rateOn: string | null
  status: 'sought' | 'confirmed' | 'declined'
}

/** In US dollars; null when it is not valued or has no rate. */
export function inDollars(fund: Pick<Fund, 'amount' | 'currency' | 'rate'>): number | null {
  if (fund.amount === null) return null
  if (fund.currency === 'USD') return fund.amount
  return fund.rate === null || fund.rate <= 0 ? null : fund.amount / fund.rate
}

const cents = (value: number): number => Math.round(value * 100)

/** US-16 AC2: what the confirmed sources give is the budget, to the hundredth; in its currency where all are in it, else in dollars. */
export function fundsMeetBudget(funding: readonly Fund[], budget: number | null, currency: string | null, budgetRate: number | null = null): boolean {
  if (budget === null || currency === null) return false
  const counted = funding.filter((fund) => fund.status === 'confirmed' && fund.amount !== null)
  if (counted.every((fund) => fund.currency === currency)) return Math.abs(cents(counted.reduce((sum, fund) => sum + (fund.amount ?? 0), 0)) - cents(budget)) <= 1
  const wanted = inDollars({ amount: budget, currency, rate: budgetRate ?? counted.find((fund) => fund.currency === currency)?.rate ?? null })
  const given = counted.map(inDollars)
  if (wanted === null || given.some((value) => value === null)) return false
  return Math.abs(cents(given.reduce<number>((sum, value) => sum + (value ?? 0), 0)) - cents(wanted)) <= 1
}

/** Sums by currency as given, and in dollars with how many could not be valued: a sum never swallows what is not in it (US-16 AC3). */
export function totals(funding: readonly Fund[]): { byCurrency: { currency: string; amount: number }[]; dollars: number; notValued: number } {
  const byCurrency = new Map<string, number>()
  let dollars = 0
  let notValued = 0
  for (const fund of funding) {
    if (fund.amount !== null && fund.currency !== null) byCurrency.set(fund.currency, (cents(byCurrency.get(fund.currency) ?? 0) + cents(fund.amount)) / 100)
    const value = inDollars(fund)
    if (value === null) notValued += 1
    else dollars += value
  }
  return { byCurrency: [...byCurrency].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => (a.currency < b.currency ? -1 : 1)), dollars: cents(dollars) / 100, notValued }
}

export type Overlay = 'OVERDUE' | 'NO_REPORT' | 'UNFUNDED' | 'AT_RISK'

export interface OverlayFacts {
  status: ActivityStatus
  dueOn: string | null
  /** There is a round whose reports are due and none on this activity was accepted in it (practice §3.3). */
  reportMissing: boolean
  funded: boolean
  budget: number | null
  atRisk: string | null
}

/** Worked out when read, never kept (practice §3.3). A carried over, superseded or cancelled activity is not past due. */
export function overlaysOf(activity: OverlayFacts, today: string): Overlay[] {
  const settled = ['COM', 'CAN', 'SUP', 'COV', 'REJ', 'WDN'].includes(activity.status)
  return [
    ...(!settled && activity.dueOn !== null && today > activity.dueOn ? (['OVERDUE'] as const) : []),
    ...(!settled && activity.reportMissing ? (['NO_REPORT'] as const) : []),
    ...(!settled && activity.status !== 'PRO' && activity.budget !== null && activity.budget > 0 && !activity.funded ? (['UNFUNDED'] as const) : []),
    ...(!settled && activity.atRisk !== null ? (['AT_RISK'] as const) : []),
  ]
}

export interface Rates {
  /** Everything that was in the programme and not taken out: all less cancelled, superseded, rejected and withdrawn. */
  of: number
  completed: number
  addressed: number
}

/** two counts beside their n, never one "implementation rate". */
export function ratesOf(statuses: readonly ActivityStatus[]): Rates {
  const counted = statuses.filter((status) => !['CAN', 'SUP', 'REJ', 'WDN'].includes(status))
  return {
    of: counted.length,
    completed: counted.filter((status) => status === 'COM').length,
    addressed: counted.filter((status) => ['COM', 'REC', 'ONG'].includes(status)).length,
  }
}

/** how often the same work was carried over; from two on it is flagged. `carriedFrom` leads to the activity before. */
export function carriedTimes(id: string, carriedFrom: ReadonlyMap<string, string | null>): number {
  let times = 0
  const seen = new Set<string>()
  for (let at = carriedFrom.get(id) ?? null; at !== null && !seen.has(at); at = carriedFrom.get(at) ?? null) {
    seen.add(at)
    times += 1
  }
  return times
}

/** the provisions of a superseded plan that lead nowhere yet and were not dropped with a reason. */
export function unmapped(provisions: readonly string[], mappings: readonly { number: string; target: string | null; reason: string | null }[]): string[] {
  const done = new Set(mappings.filter((mapping) => mapping.target !== null || (mapping.reason ?? '').trim() !== '').map((mapping) => mapping.number))
  return provisions.filter((number) => !done.has(number))
}

/** US-18 AC1: what keeps a cycle open, by its codes. */
export const notTerminal = <Coded extends { code: string; status: ActivityStatus }>(activities: readonly Coded[]): Coded[] => activities.filter((activity) => !isTerminal(activity.status))

/** The next code of an area and strategy in a programme: `TIP-2.3-04` has two numbers; ours are `WLT-4-01`, area, strategy, sequence. */
export function nextCode(area: string, strategy: number, known: readonly string[]): string {
  const prefix = `${area}-${strategy}-`
  const highest = Math.max(0, ...known.filter((code) => code.startsWith(prefix)).map((code) => Number(code.slice(prefix.length)) || 0))
  return `${prefix}${String(highest + 1).padStart(2, '0')}`
}
