import { type Fund, type OverlayFacts, type Overlay, overlaysOf } from '../rules.ts'

/** What the activities may be narrowed by, as the address says it; empty: not. */
export const activityFilters = ['area', 'strategy', 'status', 'overlay', 'lead', 'partner', 'fund'] as const
export type ActivityFilter = Record<(typeof activityFilters)[number], string>
export const overlays: readonly Overlay[] = ['OVERDUE', 'NO_REPORT', 'UNFUNDED', 'AT_RISK']

export interface Filtered extends OverlayFacts {
  area: string
  strategy: string
  lead: string | null
  partner: string | null
  funding: readonly { name: string; source: string; partner: string | null }[]
}

/** A partner is one that carries it out or pays for it; a fund is named as in the sources of money, or by its kind. */
export function passes(activity: Filtered, asked: { [Name in keyof ActivityFilter]?: string | undefined }, today: string): boolean {
  const is = (wanted: string | undefined, value: string | null) => !wanted || value === wanted
  return is(asked.area, activity.area) && is(asked.strategy, activity.strategy) && is(asked.status, activity.status) && is(asked.lead, activity.lead)
    && (!asked.partner || activity.partner === asked.partner || activity.funding.some((fund) => fund.partner === asked.partner))
    && (!asked.fund || activity.funding.some((fund) => fund.name === asked.fund || fund.source === asked.fund))
    && (!asked.overlay || overlaysOf(activity, today).some((overlay) => overlay === asked.overlay))
}

/** Every rate that stands behind a sum in dollars, with its day, once. */
export function ratesUsed(funds: readonly Fund[]): { currency: string; rate: number; on: string }[] {
  const found = new Map(funds.flatMap((fund) => (fund.amount !== null && fund.currency !== null && fund.currency !== 'USD' && fund.rate !== null && fund.rateOn !== null ? [[`${fund.currency} ${fund.rate} ${fund.rateOn}`, { currency: fund.currency, rate: fund.rate, on: fund.rateOn }] as const] : [])))
  return [...found.values()].sort((a, b) => a.currency.localeCompare(b.currency) || a.on.localeCompare(b.on))
}

/** The areas and strategies a programme is looked at by: its own; where its frame names none, those its activities stand in. */
export function taxonomyOf<Area extends { slug: string }, Strategy extends { slug: string }>(programme: { areas: readonly string[]; strategies: readonly string[] }, areas: readonly Area[], strategies: readonly Strategy[], activities: readonly { area: string; strategy: string }[]): { areas: Area[]; strategies: Strategy[] } {
  const of = <One extends { slug: string }>(own: readonly string[], all: readonly One[], used: (activity: { area: string; strategy: string }) => string) => (own.length > 0 ? own.flatMap((slug) => all.find((one) => one.slug === slug) ?? []) : all.filter(({ slug }) => activities.some((activity) => used(activity) === slug)))
  return { areas: of(programme.areas, areas, ({ area }) => area), strategies: of(programme.strategies, strategies, ({ strategy }) => strategy) }
}
