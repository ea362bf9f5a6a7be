import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import { readableMarkings } from '../../../kernel/actor.ts'
import { anchorDay, withDays } from './due.ts'
import { seesActivity } from './rights.ts'
import type { DueAfter } from '../rules/due.ts'
import type { Fund } from '../rules.ts'
import type { ActivityStatus, fundSources } from '../schema.ts'

/** As much of an activity as counts need. */
export interface CountedActivity {
  id: string
  programme: string
  area: string
  status: ActivityStatus
  dueOn: string | null
  reportMissing: boolean
  origin: 'desk' | 'demonstration'
  /** It has a budget, and a source whose money is confirmed. */
  valued: boolean
  funded: boolean
  mandates: string[]
}

/** The activities of these programmes that exist for this reader, one light row each, in one statement. */
export async function countedActivities(db: Db | Tx, reader: Reader, programmes: readonly string[]): Promise<CountedActivity[]> {
  const { rows } = await sql<CountedActivity & { dueAfter: DueAfter | null; anchorOn: string | null }>`
    with last_round as (select distinct on (programme) programme, id from reporting_round where closes_at <= ${reader.now} order by programme, closes_at desc),
      told as (select distinct e.activity from last_round l join progress_report r on r.round = l.id and r.state = 'ACCEPTED' join progress_entry e on e.report = r.id),
      funded as (select distinct activity from funding where status = 'confirmed'),
      answers as (select activity, array_agg(mandate order by mandate) as list from activity_mandate group by activity)
    select a.id, a.programme, a.area, a.status, a.due_on as "dueOn", a.due_after as "dueAfter", ${anchorDay(sql.ref('a.due_after'))} as "anchorOn", (l.id is not null and t.activity is null) as "reportMissing", a.origin, coalesce(a.budget, 0) > 0 as valued, f.activity is not null as funded, coalesce(m.list, '{}') as mandates
    from activity a join programme g on g.id = a.programme left join last_round l on l.programme = a.programme left join told t on t.activity = a.id left join funded f on f.activity = a.id left join answers m on m.activity = a.id
    where a.programme = any(${[...programmes]}) and ${seesActivity(reader)} order by a.programme, a.area, a.code`.execute(db)
  return withDays(rows)
}

/** Money of one source, in one currency, at one rate: the sum of what was given so. */
export interface FundingSum extends Fund {
  source: (typeof fundSources)[number]
  partner: string | null
  activities: number
  /** Sources that name no amount. */
  notStated: number
}

/** What pays for the activities of these programmes, as given, one row for each partner or kind of source, currency and rate. */
export async function sumFunding(db: Db | Tx, reader: Reader, programmes: readonly string[]): Promise<FundingSum[]> {
  return (await sql<FundingSum>`select f.source, f.partner, f.currency, f.rate::float8 as rate, f.rate_on as "rateOn", f.status, sum(f.amount)::float8 as amount, count(distinct f.activity)::int as activities, count(*) filter (where f.amount is null)::int as "notStated"
    from funding f join activity a on a.id = f.activity join programme g on g.id = a.programme where a.programme = any(${[...programmes]}) and f.status <> 'declined' and ${seesActivity(reader)}
    group by f.source, f.partner, f.currency, f.rate, f.rate_on, f.status order by f.partner nulls last, f.source, f.currency, f.rate_on, f.status`.execute(db)).rows
}

export interface MandateProof {
  id: string
  mandate: string
  title: Text
  symbol: string | null
  /** Where the proof is when it is a paper of ours, a link or a kept file. */
  link: string | null
  hasFile: boolean
  programme: string
  code: string
  marking: string
  on: string | null
  origin: 'desk' | 'demonstration'
  /** Whether everyone of the audience may open it. */
  open: boolean
  /** How many of its decision are as open as it is. */
  of: number
}

/** So many of a decision are told one by one, the newest; the others are counted. */
const mostProofs = 20

/**
 * Verified proof of the activities that answer to these decisions, and of each whether all of an audience may see it: by its own marking,
 * by the rights of the activity and by those of the paper that it is (US-19 AC2). The newest, and those named. One statement.
 */
export async function proofsForAudience(db: Db | Tx, desk: Reader, audience: readonly Reader[], mandates: readonly string[], named: readonly string[] = []): Promise<MandateProof[]> {
  const first = audience[0]
  if (first === undefined) throw new RangeError('an audience has someone in it')
  const markings = readableMarkings(first.actor).filter((marking) => !marking.startsWith('PARTNER:'))
  const all = sql.join(audience.map((reader) => seesDocument(reader)), sql` and `)
  return (await sql<MandateProof>`
    with proof as (select e.id, am.mandate, e.title, d.symbol, e.link, e.file is not null as "hasFile", g.code as programme, a.code, e.marking, e.on_date as "on", a.origin,
        (e.marking = any(${markings}) and ${seesActivity(first)} and (e.document is null or (d.id is not null and d.recalled_at is null and d.status = 'REGISTERED' and ${all}))) as open
      from activity_mandate am join activity a on a.id = am.activity join programme g on g.id = a.programme join evidence e on e.activity = a.id left join official_document d on d.id = e.document
      where am.mandate = any(${[...mandates]}) and e.verified_at is not null and e.refused_why is null and e.marking = any(${readableMarkings(desk.actor).filter((marking) => !marking.startsWith('PARTNER:'))}) and ${seesActivity(desk)}),
    placed as (select proof.*, (row_number() over kind)::int as place, (count(*) over (partition by mandate, open))::int as of from proof window kind as (partition by mandate, open order by "on" desc nulls last, id))
    select id, mandate, title, symbol, link, "hasFile", programme, code, marking, "on", origin, open, of from placed where place <= ${mostProofs} or id = any(${[...named]}) order by mandate, open desc, place`.execute(db)).rows
}
