import { z } from '@hono/zod-openapi'
import { type Citation } from '../../kernel/record.ts'
import { CitationShape, presentCitations, TextShape } from '../mechanism/index.ts'
import type { Activity, Programme } from './queries.ts'
import type { Indicator } from './queries/indicators.ts'
import type { Report, Round, Said } from './queries/reports.ts'
import { inDollars, overlaysOf, totals } from './rules.ts'
import { activityStatuses } from './schema.ts'

export const ProgrammeShape = z
  .object({
    id: z.string(), code: z.string().openapi({ example: 'SOMTC/WP/2022' }), kind: z.enum(['plan', 'work-programme', 'partner-work-plan', 'cross-sectoral']), title: TextShape, plan: z.string().nullable(), body: z.string().nullable(), partner: z.string().nullable(),
    period: z.object({ from: z.string().nullable(), until: z.string().nullable() }), areas: z.array(z.string()), leads: z.array(z.object({ area: z.string(), party: z.string(), from: z.string().nullable(), until: z.string().nullable() })).openapi({ description: 'Who led each area while it ran; `until` is the first day of the next.' }), strategies: z.array(z.string()), closed: z.boolean(), supersededBy: z.string().nullable(), sources: z.array(CitationShape),
  })
  .openapi('Programme')

const FundShape = z.object({ source: z.string(), name: z.string(), partner: z.string().nullable(), amount: z.number().nullable(), currency: z.string().nullable(), rate: z.number().nullable(), rateOn: z.string().nullable(), inDollars: z.number().nullable(), status: z.enum(['sought', 'confirmed', 'declined']) })

export const ActivityShape = z
  .object({
    id: z.string(), programme: z.string(), code: z.string(), title: TextShape, area: z.string(), strategy: z.string(), type: z.string(), proponent: z.string().nullable(), lead: z.string().nullable(), leadShepherd: z.string().nullable().openapi({ description: 'Of its area: when it ended, or today.' }), coLead: z.string().nullable(), participants: z.array(z.string()), partner: z.string().nullable(),
    startsOn: z.string().nullable(), endsOn: z.string().nullable(), dueOn: z.string().nullable(), dueAfter: z.object({ meeting: z.string().nullable(), mandate: z.string().nullable(), months: z.number().int(), days: z.number().int() }).nullable().openapi({ description: 'From which event `dueOn` counts; it moves with that event. The decision is named where it is open to you.' }), recurring: z.boolean(), status: z.enum(activityStatuses), overlays: z.array(z.enum(['OVERDUE', 'NO_REPORT', 'UNFUNDED', 'AT_RISK'])).openapi({ description: 'Worked out when read. `NO_REPORT` says nothing about what was done.' }),
    progress: z.number().int().nullable(), mandates: z.array(z.string()), marking: z.string(), origin: z.string().openapi({ description: '`demonstration`: made up.' }),
  })
  .openapi('Activity')

export const FundingTotals = z
  .object({ activities: z.number().int(), sources: z.number().int(), byCurrency: z.array(z.object({ currency: z.string(), amount: z.number() })), dollars: z.number(), notValued: z.number().int(), rates: z.array(z.object({ currency: z.string(), rate: z.number().openapi({ description: 'Units of the currency for one US dollar.' }), on: z.string() })) })
  .openapi('FundingTotals')

export const ActivityRecord = ActivityShape.extend({
  description: TextShape.nullable(), objective: TextShape.nullable(), expectedOutput: TextShape.nullable(), venue: z.string().nullable(), budget: z.number().nullable(), currency: z.string().nullable(), funding: z.array(FundShape),
  totals: z.object({ byCurrency: z.array(z.object({ currency: z.string(), amount: z.number() })), dollars: z.number(), notValued: z.number().int() }).openapi({ description: 'What has no rate is counted beside the sum and is not in it.' }),
  indicators: z.array(z.object({ name: TextShape, unit: z.string(), source: z.string().nullable(), frequency: z.string().nullable(), baseline: z.number().nullable(), target: z.number().nullable(), values: z.array(z.object({ on: z.string(), party: z.string(), value: z.number(), verified: z.boolean() })) })),
  reports: z.array(z.object({ party: z.string(), reporter: z.string(), periodFrom: z.string(), periodUntil: z.string(), status: z.string().nullable(), progress: z.number().nullable(), text: z.string().nullable(), language: z.string() })),
}).openapi('ActivityRecord')

export const ReportShape = z
  .object({ id: z.string(), round: z.string(), programme: z.string(), period: z.object({ from: z.string(), until: z.string() }), party: z.string(), reporter: z.string(), area: z.string().nullable(), state: z.enum(['DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED']), submittedAt: z.string().nullable() })
  .openapi('ProgressReport')

export const presentProgramme = (programme: Programme, period: { from: string | null; until: string | null }, leads: { area: string; party: string; from: string | null; until: string | null }[]): z.infer<typeof ProgrammeShape> => ({
  id: programme.id, code: programme.code, kind: programme.kind, title: programme.title, plan: programme.plan, body: programme.body, partner: programme.partner, period, areas: programme.areas, leads, strategies: programme.strategies, closed: programme.closedAt !== null, supersededBy: programme.supersededBy,
  sources: presentCitations(programme.citations as Citation[]),
})

export function presentActivity(activity: Activity, programme: string, seen: ReadonlySet<string>, shepherd: string | null, today: string): z.infer<typeof ActivityShape> {
  return {
    id: activity.id, programme, code: activity.code, title: activity.title, area: activity.area, strategy: activity.strategy, type: activity.type, proponent: activity.proponent, lead: activity.lead, leadShepherd: shepherd, coLead: activity.coLead, participants: activity.participants, partner: activity.partner,
    startsOn: activity.startsOn, endsOn: activity.endsOn, dueOn: activity.dueOn, dueAfter: activity.dueAfter && { meeting: activity.dueAfter.meeting || null, mandate: activity.dueAfter.mandate && seen.has(activity.dueAfter.mandate) ? activity.dueAfter.mandate : null, months: activity.dueAfter.months, days: activity.dueAfter.days ?? 0 }, recurring: activity.recurring, status: activity.status, overlays: overlaysOf({ ...activity, funded: activity.funding.some((fund) => fund.status === 'confirmed') }, today), progress: activity.progress,
    mandates: activity.mandates.filter((mandate) => seen.has(mandate)), marking: activity.marking, origin: activity.origin,
  }
}

export function presentActivityRecord(activity: Activity, programme: string, seen: ReadonlySet<string>, said: readonly Said[], indicators: readonly Indicator[], shepherd: string | null, today: string): z.infer<typeof ActivityRecord> {
  return {
    ...presentActivity(activity, programme, seen, shepherd, today), description: activity.description, objective: activity.objective, expectedOutput: activity.expectedOutput, venue: activity.venue, budget: activity.budget, currency: activity.currency,
    funding: activity.funding.map(({ source, name, partner, amount, currency, rate, rateOn, status }) => ({ source, name, partner, amount, currency, rate, rateOn, inDollars: inDollars({ amount, currency, rate }), status })),
    totals: totals(activity.funding.filter((fund) => fund.status !== 'declined')),
    indicators: indicators.map(({ name, unit, source, frequency, baseline, target, values }) => ({ name, unit, source, frequency, baseline, target, values: values.map(({ on, party, value, verifiedAt }) => ({ on, party, value, verified: verifiedAt !== null })) })),
    reports: said.map(({ party, reporter, periodFrom, periodUntil, status, progress, text, language }) => ({ party, reporter, periodFrom, periodUntil, status, progress, text, language })),
  }
}

export const presentReport = (report: Report, round: Round, programme: string): z.infer<typeof ReportShape> => ({ id: report.id, round: round.id, programme, period: { from: round.periodFrom, until: round.periodUntil }, party: report.party, reporter: report.reporter, area: report.area, state: report.state, submittedAt: report.submittedAt })
