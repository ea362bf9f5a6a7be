import { createRoute, z } from '@hono/zod-openapi'
import { acts } from '../../kernel/actor.ts'
import { missing } from '../../kernel/errors.ts'
import { type Reply, router } from '../../kernel/http.ts'
import { endsOn, listInstruments } from '../documents/index.ts'
import { findMandates } from '../mandates/index.ts'
import { listAreas, listOf, pageOf, PageQuery } from '../mechanism/index.ts'
import { listMeetings } from '../meetings/index.ts'
import { ActivityRecord, ActivityShape, FundingTotals, presentActivity, presentActivityRecord, presentProgramme, presentReport, ProgrammeShape, ReportShape } from './present.ts'
import { type Activity, listActivities, listProgrammes, type Programme } from './queries.ts'
import { listIndicators } from './queries/indicators.ts'
import { listChanges, withChanges } from './queries/cycle.ts'
import { listReports, listRounds, listSaid } from './queries/reports.ts'
import { totals } from './rules.ts'
import { daysOf, leadsIn, shepherdOf, spanOfProgramme } from './rules/leads.ts'
import { passes, ratesUsed } from './rules/views.ts'
import { activityStatuses } from './schema.ts'
import { reviewApi } from './routes/reviews.ts'
import { overlayFacts } from './wording.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })
const text = (description: string, example?: string) => z.string().max(80).optional().openapi({ description, ...(example ? { example } : {}) })

const plans = createRoute({ method: 'get', path: '/plans', tags: ['Plans'], summary: 'Plans of action: period and areas', request: { query: PageQuery }, responses: { 200: { description: 'By code.', content: { 'application/json': { schema: listOf(ProgrammeShape) } } } } })
const programmes = createRoute({ method: 'get', path: '/work-programmes', tags: ['Plans'], summary: 'Work programmes, work plans with partners and cross-sectoral plans', request: { query: PageQuery.extend({ partner: text('A partner by its code.', 'CHN'), plan: text('The plan they carry out, by its id.') }) }, responses: { 200: { description: 'By code.', content: { 'application/json': { schema: listOf(ProgrammeShape) } } } } })
const activities = createRoute({
  method: 'get', path: '/activities', tags: ['Plans'], summary: 'Activities that are open to you',
  request: {
    query: PageQuery.extend({
      programme: text('A programme by its code.', 'SOMTC/WP/2022'), area: text('A priority area by its slug.', 'wildlife-timber'), strategy: text('A strategy by its slug.'), status: z.enum(activityStatuses).optional(), lead: text('A party by its code.'), partner: text('A partner by its code.'),
      mandate: text('A decision by its id.', 'AMMTC-18-DEC.1'), overlay: z.enum(['OVERDUE', 'NO_REPORT', 'UNFUNDED', 'AT_RISK']).optional(), fund: text('A source of funds by its name or its kind.', 'partner-fund'),
    }),
  },
  responses: { 200: { description: 'By area and code.', content: { 'application/json': { schema: listOf(ActivityShape) } } } },
})
const funding = createRoute({
  method: 'get', path: '/activity-funding', tags: ['Plans'], summary: 'Sums of the money of activities that are open to you: by currency as given, and in US dollars with the day of each rate',
  request: { query: z.object({ programme: text('A programme by its code.', 'SOMTC/WP/2022'), area: text('A priority area by its slug.'), strategy: text('A strategy by its slug.'), status: z.enum(activityStatuses).optional(), lead: text('A party by its code.'), partner: text('A partner by its code.', 'JPN'), fund: text('A source of funds by its name or its kind.', 'partner-fund') }) },
  responses: { 200: { description: 'What has declined is not counted; what has no amount or rate is counted in `notValued` and is not in the sum in dollars.', content: { 'application/json': { schema: FundingTotals } } } },
})
const activity = createRoute({ method: 'get', path: '/activities/{id}', tags: ['Plans'], summary: 'One activity with its money and what was accepted of it', request: { params: z.object({ id: z.string().max(80) }) }, responses: { 200: { description: 'The record.', content: { 'application/json': { schema: ActivityRecord } } }, 404: problem('No such activity is open to you.') } })
const reports = createRoute({
  method: 'get', path: '/progress-reports', tags: ['Plans'], summary: 'Progress reports; a draft is its reporter’s alone',
  request: { query: PageQuery.extend({ programme: text('A programme by its code.', 'SOMTC/WP/2022'), party: text('A party by its code.', 'THA') }) },
  responses: { 200: { description: 'Newest round first.', content: { 'application/json': { schema: listOf(ReportShape) } } }, 404: problem('Reports are for those who report, judge or watch.') },
})

export const api = router()
api.route('/', reviewApi)

async function programmesWithPeriods(c: Reply, wanted: (programme: Programme) => boolean) {
  const { db, today } = c.var
  const [all, instruments, changes, areas, meetings] = await Promise.all([listProgrammes(db), listInstruments(db), listChanges(db), listAreas(db), listMeetings(db)])
  const dayOf = daysOf(meetings)
  return all.filter(wanted).map((programme) => {
    const adopted = instruments.find((one) => one.id === programme.id)
    const instrument = adopted && withChanges(adopted, changes)
    const period = { from: instrument?.periodFrom ?? null, until: instrument ? endsOn(instrument) : null }
    const span = spanOfProgramme(instrument, today)
    const leads = areas.filter((area) => programme.areas.includes(area.slug)).flatMap((area) => leadsIn(area, span.from, span.until, dayOf).map((one) => ({ area: area.slug, party: one.lead.party, from: one.from, until: one.until })))
    return presentProgramme(programme, period, leads)
  })
}

api.openapi(plans, async (c) => c.json(pageOf(await programmesWithPeriods(c, (programme) => programme.kind === 'plan'), (programme) => programme.id, c.req.valid('query')), 200))

api.openapi(programmes, async (c) => {
  const { partner, plan, ...page } = c.req.valid('query')
  return c.json(pageOf(await programmesWithPeriods(c, (programme) => programme.kind !== 'plan' && (partner === undefined || programme.partner === partner) && (plan === undefined || programme.plan === plan)), (programme) => programme.id, page), 200)
})

/** Who leads the area of an activity. */
async function shepherds(c: Reply): Promise<(one: Activity) => string | null> {
  const [areas, meetings] = await Promise.all([listAreas(c.var.db), listMeetings(c.var.db)])
  const dayOf = daysOf(meetings)
  return (one) => shepherdOf(one, areas.find((area) => area.slug === one.area), c.var.today, dayOf)?.party ?? null
}

/** Of the decisions these answer to, the ones this reader may see. */
async function seenMandates(c: Reply, list: readonly Activity[]): Promise<Set<string>> {
  return new Set((await findMandates(c.var.db, c.var.actor, [...new Set(list.flatMap((one) => [...one.mandates, ...(one.dueAfter?.mandate ? [one.dueAfter.mandate] : [])]))])).map((mandate) => mandate.id))
}

api.openapi(activities, async (c) => {
  const { db, actor, now, today } = c.var
  const { programme: code, mandate, overlay, area, strategy, status, lead, partner, fund, ...asked } = c.req.valid('query')
  const known = await listProgrammes(db)
  const programme = code === undefined ? undefined : known.find((one) => one.code === code)
  if (code !== undefined && !programme) return c.json({ items: [], next: null }, 200)
  const all = await listActivities(db, { actor, now }, programme ? { programme: programme.id } : {})
  const [seen, shepherd] = await Promise.all([seenMandates(c, all), shepherds(c)])
  const rows = all.filter((one) => passes({ ...overlayFacts(one), ...one }, { area, strategy, status, lead, partner, fund, overlay }, today) && (mandate === undefined || (seen.has(mandate) && one.mandates.includes(mandate))))
  const page = pageOf(rows, (one) => one.id, asked)
  return c.json({ items: page.items.map((one) => presentActivity(one, known.find((each) => each.id === one.programme)?.code ?? one.programme, seen, shepherd(one), today)), next: page.next }, 200)
})

api.openapi(funding, async (c) => {
  const { db, actor, now, today } = c.var
  const { programme: code, ...asked } = c.req.valid('query')
  const programme = code === undefined ? undefined : (await listProgrammes(db)).find((one) => one.code === code)
  const all = code !== undefined && !programme ? [] : await listActivities(db, { actor, now }, programme ? { programme: programme.id } : {})
  const shown = all.filter((one) => passes({ ...overlayFacts(one), ...one }, asked, today))
  const funds = shown.flatMap((one) => one.funding.filter((fund) => fund.status !== 'declined'))
  return c.json({ activities: shown.length, sources: funds.length, ...totals(funds), rates: ratesUsed(funds) }, 200)
})

api.openapi(activity, async (c) => {
  const { db, actor, now, today } = c.var
  const found = (await listActivities(db, { actor, now }, { id: c.req.valid('param').id }))[0]
  if (!found) throw missing()
  const [known, said, seen, indicators] = await Promise.all([listProgrammes(db), listSaid(db, { actor, now }, found.id), seenMandates(c, [found]), listIndicators(db, found.id)])
  const shepherd = await shepherds(c)
  return c.json(presentActivityRecord(found, known.find((one) => one.id === found.programme)?.code ?? found.programme, seen, said, indicators, shepherd(found), today), 200)
})

api.openapi(reports, async (c) => {
  const { db, actor } = c.var
  if (!acts(actor, 'SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'DP', 'AU')) throw missing()
  const { programme: code, party, ...asked } = c.req.valid('query')
  const own = actor.capacity?.party ?? null
  const [known, rounds, list] = await Promise.all([listProgrammes(db), listRounds(db), listReports(db, null, own)])
  const rows = list.flatMap((report) => {
    const round = rounds.find((one) => one.id === report.round)
    const programme = known.find((one) => one.id === round?.programme)
    if (!round || !programme || (acts(actor, 'DP') && programme.partner !== own)) return []
    return (code === undefined || programme.code === code) && (party === undefined || report.party === party) ? [presentReport(report, round, programme.code)] : []
  })
  return c.json(pageOf(rows.sort((a, b) => (a.period.from < b.period.from ? 1 : a.period.from > b.period.from ? -1 : 0)), (one) => one.id, asked), 200)
})
