import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import { type Reader, takesPart } from '../../meetings/index.ts'

/** Something that happened in what this reader may see: where it leads is for the page to say. */
export interface Change {
  at: string
  kind: 'paper' | 'withdrawn' | 'state' | 'moved' | 'mode' | 'host' | 'agenda' | 'letter' | 'designation'
  meeting: string | null
  /** Of a paper: its symbol. Of a letter or designation: its id. */
  ref: string | null
  title: Text | null
  /** The state a meeting came to; the decision on a letter. */
  word: string | null
}

/**
 * What changed after an instant, newest first, in one statement: papers by the rule of their own page, meetings the reader takes part in,
 * and what was decided on his own party's letters and designations. What he may not see is not read, so it cannot be counted.
 */
export async function listChanges(db: Db, reader: Reader, party: string, since: string, limit: number): Promise<Change[]> {
  const after = sql`${since}::timestamptz`
  const until = sql`${reader.now}::timestamptz`
  const between = (column: ReturnType<typeof sql.ref>) => sql`${column} > ${after} and ${column} <= ${until}`
  return (await sql<Change>`
    select * from (
      select d.registered_at as at, 'paper' as kind, d.meeting, d.symbol as ref, d.title, null as word from official_document d
        where d.symbol is not null and d.status = 'REGISTERED' and ${between(sql.ref('d.registered_at'))} and d.submitted_by is distinct from ${party} and ${seesDocument(reader)}
      union all select d.withdrawn_at, 'withdrawn', d.meeting, d.symbol, d.title, null from official_document d where d.symbol is not null and d.status = 'WITHDRAWN' and ${between(sql.ref('d.withdrawn_at'))} and ${seesDocument(reader)}
      union all select t.at, 'state', t.meeting, null, null, t.state from meeting_state t join meeting m on m.ref = t.meeting where ${between(sql.ref('t.at'))} and t.number > 1 and ${takesPart(reader)}
      union all select g.at, g.what, g.meeting, null, null, null from meeting_change g join meeting m on m.ref = g.meeting where ${between(sql.ref('g.at'))} and g.what in ('moved', 'mode', 'host') and ${takesPart(reader)}
      union all select a.at, 'agenda', a.meeting, null, null, a.kind from agenda_version a join meeting m on m.ref = a.meeting where ${between(sql.ref('a.at'))} and ${takesPart(reader)}
      union all select c.decided_at, 'letter', c.meeting, c.id, null, c.decision from credential c where c.party = ${party} and c.replaced_by is null and ${between(sql.ref('c.decided_at'))}
      union all select x.verified_at, 'designation', null, x.id, null, x.body from designation x where x.party = ${party} and ${between(sql.ref('x.verified_at'))}
    ) changed order by at desc, kind, ref limit ${limit}`.execute(db)).rows
}

export async function findLook(db: Db | Tx, person: string, party: string): Promise<string | null> {
  return (await sql<{ at: string }>`select to_char(looked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from delegation_look where person = ${person} and party = ${party}`.execute(db)).rows[0]?.at ?? null
}

/** Never backwards: of two pages that were open, the later look counts. */
export async function saveLook(tx: Tx, row: { person: string; party: string; at: string }): Promise<void> {
  await sql`insert into delegation_look (person, party, looked_at) values (${row.person}, ${row.party}, ${row.at}) on conflict (person, party) do update set looked_at = greatest(delegation_look.looked_at, excluded.looked_at)`.execute(tx)
}
