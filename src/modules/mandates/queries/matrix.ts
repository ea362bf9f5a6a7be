import { type RawBuilder, sql } from 'kysely'
import { type Actor, readableMarkings } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Citation } from '../../../kernel/record.ts'
import { visibleTo } from '../queries.ts'
import type { MandateStatus } from '../schema.ts'

export interface Commitment {
  id: string
  symbol: string
  title: Text
  date: string
  sortOn: string
  meeting: string | null
  dueOn: string | null
  takesEffect: boolean
  origin: 'record' | 'desk' | 'demonstration'
}

export interface MatrixAsked {
  area?: string | undefined
  body?: string | undefined
  meeting?: string | undefined
  asOf: string
}

/** What all members were asked for or bound themselves to (C4 and up), as of a day. */
const commitments = (actor: Actor, asked: MatrixAsked): RawBuilder<boolean> => sql<boolean>`${visibleTo(actor)} and m.class >= 'C4' and m.sort_on <= ${asked.asOf}
  and exists (select 1 from mandate_owner o where o.mandate = m.id and o.kind = 'all' and o.code = 'members')
  and ${asked.area ? sql`m.areas @> array[${asked.area}]::text[]` : sql`true`} and ${asked.body ? sql`m.body = ${asked.body}` : sql`true`} and ${asked.meeting ? sql`m.meeting = ${asked.meeting}` : sql`true`}`

/** One page of the columns, newest first, and how many there are in all; the page's keys are chosen before its rows are read. */
export async function listCommitments(db: Db, actor: Actor, asked: MatrixAsked, page: { limit: number; offset: number }): Promise<{ rows: Commitment[]; total: number }> {
  const [rows, counted] = await Promise.all([
    sql<Commitment>`
      select m.id, m.symbol, m.title, m.date, m.sort_on as "sortOn", m.meeting, d.due_on as "dueOn", m.takes_effect as "takesEffect", m.origin
      from (select m.id from mandate m where ${commitments(actor, asked)} order by m.sort_on desc, m.number, m.id limit ${page.limit} offset ${page.offset}) page
        join mandate m on m.id = page.id left join mandate_due d on d.mandate = m.id order by m.sort_on desc, m.number, m.id`.execute(db),
    sql<{ n: number }>`select count(*)::int as n from mandate m where ${commitments(actor, asked)}`.execute(db),
  ])
  return { rows: rows.rows, total: counted.rows[0]?.n ?? 0 }
}

export interface CellStatement {
  id: string
  mandate: string
  /** Null: said of the decision as a whole. */
  party: string | null
  status: MandateStatus | null
  on: string
  onText: string
  text: Text
  byParty: string | null
  reportedBy: Text
  citations: Citation[]
  origin: 'record' | 'desk' | 'demonstration'
}

/** The latest accepted word for each member and decision up to that day, as far as this reader may see; one statement for all cells. */
export async function listCells(db: Db, actor: Actor, mandates: readonly string[], asOf: string): Promise<CellStatement[]> {
  if (mandates.length === 0) return []
  const scope = readableMarkings(actor).includes('LIMITED') ? sql`true` : sql`s.marking = 'PUBLIC'`
  return (
    await sql<CellStatement>`
      select distinct on (s.mandate, s.party) s.id, s.mandate, s.party, s.status, s.on_date as on, s.on_text as "onText", s.text, s.by_party as "byParty", s.reported_by as "reportedBy", s.citations, s.origin
      from mandate_statement s join mandate m on m.id = s.mandate
      where s.mandate = any(${[...mandates]}) and ${visibleTo(actor)} and s.verdict = 'accepted' and ${scope} and s.on_date <= ${asOf} and (s.party is not null or s.status is not null)
      order by s.mandate, s.party, s.on_date desc, s.id desc`.execute(db)
  ).rows
}

/** Bodies and areas that have commitments of all members, for the links that narrow the table. */
export async function listMatrixChoices(db: Db, actor: Actor, asOf: string): Promise<{ areas: string[]; meetings: string[] }> {
  const row = await sql<{ areas: string[] | null; meetings: string[] | null }>`
    select array_agg(distinct area) filter (where area is not null) as areas, array_agg(distinct meeting) filter (where meeting is not null) as meetings
    from (select m.meeting, unnest(case when m.areas = '{}' then array[null]::text[] else m.areas end) as area from mandate m where ${commitments(actor, { asOf })}) c`.execute(db)
  return { areas: row.rows[0]?.areas ?? [], meetings: row.rows[0]?.meetings ?? [] }
}
