import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db.ts'

/** Everything that was tried in a session held for practice; only there is anything taken away. */
export async function clearRehearsal(tx: Tx, session: string): Promise<void> {
  await sql`delete from silence_draft where line in (select id from agreed_line where session = ${session})`.execute(tx)
  await sql`delete from objection where line in (select id from agreed_line where session = ${session})`.execute(tx)
  for (const table of ['agreed_line', 'room_note', 'floor_statement', 'presence', 'session_event']) await sql`delete from ${sql.table(table)} where session = ${session}`.execute(tx)
  await sql`update floor_request set interrupts = null where session = ${session}`.execute(tx)
  await sql`delete from floor_request where session = ${session}`.execute(tx)
  // The number of the floor goes on, so that a page from before cannot lead the room that begins now.
  await sql`update floor set item = null, item_since = null, list = 'open', list_order = 'request', seconds = 180, recorded = false, version = version + 1 where session = ${session}`.execute(tx)
}

export async function saveRehearsal(tx: Tx, row: { session: string; now: string; by: string }): Promise<void> {
  await sql`insert into rehearsal (session, begun_at, begun_by) values (${row.session}, ${row.now}, ${row.by}) on conflict (session) do update set begun_at = excluded.begun_at, begun_by = excluded.begun_by`.execute(tx)
}

/** When it was begun last; null where there is none. */
export async function rehearsalBegun(tx: Tx, session: string): Promise<string | null> {
  return (await sql<{ at: string }>`select begun_at as at from rehearsal where session = ${session}`.execute(tx)).rows[0]?.at ?? null
}
