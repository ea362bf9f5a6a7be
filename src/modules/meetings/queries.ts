import { sql } from 'kysely'
import type { z } from 'zod'
import { earliestPossible, latestPossible } from '../../kernel/calendar.ts'
import { type Db, json, type Tx, upsert } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { remembered } from '../../kernel/memo.ts'
import type { Citation } from '../../kernel/record.ts'
import { indexForSearch } from '../../kernel/search.ts'
import { saveDisagreements } from '../mechanism/index.ts'
import { type Reader, seesMeeting } from './queries/rights.ts'
import type { MeetingFile } from './schema.ts'
import { meetingTitles } from './wording.ts'

export interface Meeting {
  /** Body and session: `AMMTC/16`. */
  ref: string
  body: string
  session: string
  ordinal: number | null
  kind: 'regular' | 'special' | 'emergency' | 'preparatory'
  status: 'held' | 'held-by-rule' | 'planned' | 'cancelled'
  name: Text | null
  /** As far as it is known: a day, a month or a year. */
  starts: string | null
  startsOn: string | null
  endsOn: string | null
  /** The last day it can have begun. */
  begunBy: string | null
  city: Text | null
  country: string | null
  mode: 'in-person' | 'virtual' | 'hybrid'
  host: string | null
  chair: { party: string; person: Text | null; coChair: string | null } | null
  prepares: string | null
  theme: Text | null
  outcome: Text | null
  participants: number | null
  note: Text | null
  citations: Citation[]
  /** `record`: from the reviewed public record; `desk`: made here; `demonstration`: made up, and marked so wherever it shows. */
  origin: 'record' | 'desk' | 'demonstration'
  /** `GENERAL`: not announced; it exists only for those who take part or serve it. */
  marking: 'PUBLIC' | 'GENERAL'
}

export const meetingColumns = sql`m.ref, m.body, m.session, m.ordinal, m.kind, m.status, m.name, m.starts, m.starts_on as "startsOn", m.ends_on as "endsOn", m.begun_by as "begunBy",
  m.city, m.country, m.mode, m.host, m.chair, m.prepares, m.theme, m.outcome, m.participants, m.note, m.citations, m.origin, m.marking`

/** What everyone may know: the record and what was announced. Newest first; meetings without any date first of all. */
export const listMeetings = remembered(4, async (db: Db, asked: { body?: string | undefined } = {}): Promise<Meeting[]> => {
  return (await sql<Meeting>`select ${meetingColumns} from meeting m where m.marking = 'PUBLIC' and (${asked.body ?? null}::text is null or m.body = ${asked.body ?? null}) order by m.sort_on desc nulls first, m.ref`.execute(db)).rows
})

/** As `listMeetings`, with those that exist only for their participants where the reader is one. */
export async function listMeetingsFor(db: Db, reader: Reader, asked: { body?: string | undefined } = {}): Promise<Meeting[]> {
  if (reader.actor.person === null) return [...(await listMeetings(db, asked))]
  return (await sql<Meeting>`select ${meetingColumns} from meeting m where ${seesMeeting(reader)} and (${asked.body ?? null}::text is null or m.body = ${asked.body ?? null}) order by m.sort_on desc nulls first, m.ref`.execute(db)).rows
}

export async function findMeeting(db: Db, reader: Reader, ref: string): Promise<Meeting | null> {
  return (await sql<Meeting>`select ${meetingColumns} from meeting m where m.ref = ${ref} and ${seesMeeting(reader)}`.execute(db)).rows[0] ?? null
}

/** How many numbered meetings each body had begun by a day. A meeting known only by its year counts once that year is over. */
export async function countHeld(db: Db, asOf: string): Promise<Map<string, number>> {
  const rows = await sql<{ body: string; held: number }>`
    select body, count(*)::int as held from meeting where marking = 'PUBLIC' and ordinal is not null and status in ('held', 'held-by-rule') and begun_by <= ${asOf} group by body`.execute(db)
  return new Map(rows.rows.map((row) => [row.body, row.held]))
}

export async function saveMeeting(tx: Tx, row: z.infer<typeof MeetingFile>[number]): Promise<void> {
  const ref = `${row.body}/${row.session}`
  const starts = row.startsOn
  await upsert(tx, 'meeting', ['ref'], {
    ref, body: row.body, session: row.session, ordinal: /^\d+$/.test(row.session) ? Number(row.session) : null, kind: row.kind, status: row.status, name: json(row.name),
    starts, starts_on: starts?.length === 10 ? starts : null, ends_on: row.endsOn, begun_by: starts ? latestPossible(starts) : null, sort_on: starts ? earliestPossible(starts) : null,
    city: json(row.city), country: row.country, mode: row.mode, host: row.host, chair: json(row.chair), prepares: row.prepares ?? null,
    theme: json(row.theme), outcome: json(row.outcome), participants: row.participants ?? null, note: json(row.note), citations: json(row.sources), origin: 'record', marking: 'PUBLIC',
  })
  await saveDisagreements(tx, 'meeting', ref, row.disagreements)
  const ordinal = /^\d+$/.test(row.session) ? Number(row.session) : null
  const place = (lang: 'en' | 'th') => [row.city?.[lang], row.theme?.[lang], row.outcome?.[lang], row.chair?.person?.[lang], starts?.slice(0, 4)].filter(Boolean).join(' ')
  const bodies = await sql<{ code: string; short: Text }>`select code, short from body where code = any(${[row.body, row.prepares?.split('/')[0] ?? row.body]})`.execute(tx)
  const title = meetingTitles({ body: row.body, session: row.session, ordinal, kind: row.kind, prepares: row.prepares ?? null, name: row.name ?? null }, new Map(bodies.rows.map((body) => [body.code, body])))
  await indexForSearch(tx, [
    { kind: 'meeting', id: ref, marking: 'PUBLIC', url: `/meetings/${ref}`, title, body: { en: place('en'), th: place('th') }, codes: [ref, `${row.body} ${ordinal ?? ''}`], onDate: starts ? earliestPossible(starts) : null },
  ])
}
