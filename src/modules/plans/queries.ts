import { sql } from 'kysely'
import type { z } from 'zod'
import { type Db, json, type Tx, upsert } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { keptFor, remembered } from '../../kernel/memo.ts'
import type { Citation } from '../../kernel/record.ts'
import type { Reader } from '../meetings/index.ts'
import { visibleTo } from '../mandates/index.ts'
import { audienceKey, seesActivity } from './queries/rights.ts'
import { anchorDay, withDays } from './queries/due.ts'
import type { Fund } from './rules.ts'
import type { DueAfter } from './rules/due.ts'
import type { ActivityStatus, ProgrammeFile, StrategyFile } from './schema.ts'

export interface Strategy {
  slug: string
  number: number
  name: Text
  citations: Citation[]
}

export interface Programme {
  /** Its instrument's. */
  id: string
  code: string
  kind: 'plan' | 'work-programme' | 'partner-work-plan' | 'cross-sectoral'
  title: Text
  plan: string | null
  body: string | null
  partner: string | null
  areas: string[]
  strategies: string[]
  closedAt: string | null
  frozenAt: string | null
  supersededBy: string | null
  note: Text | null
  citations: Citation[]
  version: number
}

export interface Activity {
  id: string
  programme: string
  code: string
  title: Text
  description: Text | null
  area: string
  strategy: string
  actionLine: Text | null
  objective: Text | null
  provision: string | null
  proponent: string | null
  lead: string | null
  coLead: string | null
  participants: string[]
  type: string
  startsOn: string | null
  endsOn: string | null
  /** Where it counts from an event: worked out from that event's day as it stands now. */
  dueOn: string | null
  dueAfter: DueAfter | null
  recurring: boolean
  venue: string | null
  beneficiaries: { women?: number; men?: number; all?: number } | null
  expectedOutput: Text | null
  risks: string | null
  inclusion: string | null
  sustainability: string | null
  remarks: string | null
  budget: number | null
  currency: string | null
  partner: string | null
  status: ActivityStatus
  statusSince: string
  progress: number | null
  atRisk: string | null
  carriedFrom: string | null
  carriedReason: string | null
  supersededBy: string | null
  marking: string
  origin: 'desk' | 'demonstration'
  version: number
  funding: (Fund & { source: string; name: string; partner: string | null; confirmedOn: string | null })[]
  mandates: string[]
  /** Proof that someone else has verified, and all proof sent. */
  verified: number
  proofs: number
  /** The last round that has closed has no accepted report on it. */
  reportMissing: boolean
}

export const listStrategies = remembered(2, async (db: Db): Promise<Strategy[]> => (await sql<Strategy>`select slug, number, name, citations from strategy order by number`.execute(db)).rows)

const programmeColumns = sql`g.id, g.code, g.kind, i.title, g.plan, g.body, g.partner, g.areas, g.strategies, g.closed_at as "closedAt", g.frozen_at as "frozenAt", g.superseded_by as "supersededBy", g.note, g.citations, g.version`

/** Frames are of the public record: the same for every reader. Newest period first. */
export const listProgrammes = remembered(2, async (db: Db): Promise<Programme[]> => (await sql<Programme>`select ${programmeColumns} from programme g join instrument i on i.id = g.id order by i.period_from desc nulls last, g.code`.execute(db)).rows)

export async function findProgramme(db: Db | Tx, code: string): Promise<Programme | null> {
  return (await sql<Programme>`select ${programmeColumns} from programme g join instrument i on i.id = g.id where g.code = ${code} or g.id = ${code}`.execute(db)).rows[0] ?? null
}

const activityColumns = sql`a.id, a.programme, a.code, a.title, a.description, a.area, a.strategy, a.action_line as "actionLine", a.objective, a.provision, a.proponent, a.lead, a.co_lead as "coLead", a.participants, a.type, a.starts_on as "startsOn",
  a.ends_on as "endsOn", a.due_on as "dueOn", a.due_after as "dueAfter", ${anchorDay(sql.ref('a.due_after'))} as "anchorOn", a.recurring, a.venue, a.beneficiaries, a.expected_output as "expectedOutput", a.risks, a.inclusion, a.sustainability, a.remarks, a.budget::float8 as budget, a.currency, a.partner, a.status, a.status_since as "statusSince",
  a.progress, a.at_risk as "atRisk", a.carried_from as "carriedFrom", a.carried_reason as "carriedReason", a.superseded_by as "supersededBy", a.marking, a.origin, a.version,
  coalesce(f.list, '[]') as funding, coalesce(am.list, '{}') as mandates, coalesce(ev.verified, 0) as verified, coalesce(ev.all, 0) as proofs`

const programmesRead = keptFor<Activity[]>(12)

/**
 * The activities of programmes that exist for this reader, with money, proof and reports, in one statement whatever their number. A whole
 * programme is remembered for all who see the same of it until something is written, and no longer than the minute: a round may close.
 */
export function listActivities(db: Db | Tx, reader: Reader, asked: { programme?: string; id?: string; mandate?: string; /** These and no others. */ ids?: readonly string[] } = {}): Promise<readonly Activity[]> {
  if (asked.programme === undefined || Object.keys(asked).length > 1) return readActivities(db, reader, asked)
  return programmesRead(db, `${asked.programme} ${audienceKey(reader)} ${reader.now.slice(0, 16)}`, () => readActivities(db, reader, asked))
}

async function readActivities(db: Db | Tx, reader: Reader, asked: { programme?: string; id?: string; mandate?: string; ids?: readonly string[] }): Promise<Activity[]> {
  const { rows } = await sql<Activity & { anchorOn: string | null }>`
    with last_round as (select distinct on (programme) programme, id from reporting_round where closes_at <= ${reader.now} order by programme, closes_at desc)
    select ${activityColumns}, (lr.id is not null and not exists (select 1 from progress_entry e join progress_report r on r.id = e.report where e.activity = a.id and r.round = lr.id and r.state = 'ACCEPTED')) as "reportMissing"
    from activity a join programme g on g.id = a.programme
      left join last_round lr on lr.programme = a.programme
      left join lateral (select json_agg(json_build_object('source', f.source, 'name', f.name, 'partner', f.partner, 'amount', f.amount::float8, 'currency', f.currency, 'rate', f.rate::float8, 'rateOn', f.rate_on, 'status', f.status, 'confirmedOn', f.confirmed_on) order by f.position) as list from funding f where f.activity = a.id) f on true
      left join lateral (select array_agg(am.mandate order by am.mandate) as list from activity_mandate am where am.activity = a.id) am on true
      left join lateral (select count(*)::int as all, count(*) filter (where ev.verified_at is not null)::int as verified from evidence ev where ev.activity = a.id) ev on true
    where ${seesActivity(reader)} and (${asked.programme ?? null}::text is null or a.programme = ${asked.programme ?? null}) and (${asked.id ?? null}::text is null or a.id = ${asked.id ?? null})
      and (${asked.ids ?? null}::text[] is null or a.id = any(${asked.ids ?? null}::text[]))
      and (${asked.mandate ?? null}::text is null or a.id in (select m.activity from activity_mandate m where m.mandate = ${asked.mandate ?? null}))
    order by a.area, a.code`.execute(db)
  return withDays(rows)
}

/** Those that answer to no decision this reader may see: one he may not see does not exist for him. By area and code, a page of them, with how many there are. */
export async function listUnlinked(db: Db, reader: Reader, page: { limit: number; offset: number }): Promise<{ ids: string[]; total: number }> {
  const unlinked = sql`from activity a join programme g on g.id = a.programme where ${seesActivity(reader)} and not exists (select 1 from activity_mandate l join mandate m on m.id = l.mandate where l.activity = a.id and ${visibleTo(reader.actor)})`
  const [rows, count] = await Promise.all([sql<{ id: string }>`select a.id ${unlinked} order by a.area, a.code, a.id limit ${page.limit} offset ${page.offset}`.execute(db), sql<{ n: number }>`select count(*)::int as n ${unlinked}`.execute(db)])
  return { ids: rows.rows.map(({ id }) => id), total: count.rows[0]?.n ?? 0 }
}

export async function findActivity(db: Db | Tx, reader: Reader, programme: string, code: string): Promise<Activity | null> {
  const found = (await sql<{ id: string }>`select a.id from activity a join programme g on g.id = a.programme where a.programme = ${programme} and a.code = ${code} and ${seesActivity(reader)}`.execute(db)).rows[0]
  return found ? ((await listActivities(db, reader, { id: found.id }))[0] ?? null) : null
}

/** How many activities of each programme this reader may see, by status. */
export async function countActivities(db: Db, reader: Reader): Promise<{ programme: string; status: ActivityStatus; n: number }[]> {
  return (await sql<{ programme: string; status: ActivityStatus; n: number }>`select a.programme, a.status, count(*)::int as n from activity a join programme g on g.id = a.programme where ${seesActivity(reader)} group by a.programme, a.status`.execute(db)).rows
}

export async function saveStrategy(tx: Tx, row: z.infer<typeof StrategyFile>[number]): Promise<void> {
  await upsert(tx, 'strategy', ['slug'], { slug: row.slug, number: row.number, name: json(row.name), since: row.since, citations: json(row.sources) })
}

export async function saveProgramme(tx: Tx, row: z.infer<typeof ProgrammeFile>[number]): Promise<void> {
  await upsert(tx, 'programme', ['id'], { id: row.instrument, code: row.code, kind: row.kind, plan: row.plan, body: row.body, partner: row.partner, areas: row.areas, strategies: row.strategies, note: json(row.note), citations: json(row.sources) })
}
