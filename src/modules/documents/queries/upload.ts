import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { FileFault } from '../../../kernel/sniff.ts'
import type { Reading } from '../../../kernel/text-blocks.ts'

/** A file on its way, or arrived and not yet part of a paper. */
export interface Upload {
  id: string
  meeting: string
  person: string
  name: string
  bytes: number
  state: 'arriving' | 'ready' | 'refused' | 'taken'
  sha256: string | null
  type: string | null
  scanned: 'not-scanned' | 'clean' | null
  refusal: FileFault | null
  begunAt: string
}

const columns = sql`u.id, u.meeting, u.person, u.name, u.bytes::float8 as bytes, u.state, u.sha256, u.type, u.scanned, u.refusal, u.begun_at as "begunAt"`

/** The person's own upload; another's does not exist for him. */
export async function findUpload(db: Db | Tx, person: string, id: string): Promise<Upload | null> {
  return (await sql<Upload>`select ${columns} from upload u where u.id = ${id} and u.person = ${person}`.execute(db)).rows[0] ?? null
}

export async function lockUpload(tx: Tx, person: string, id: string): Promise<Upload | null> {
  return (await sql<Upload>`select ${columns} from upload u where u.id = ${id} and u.person = ${person} for update`.execute(tx)).rows[0] ?? null
}

/** Several of a person's uploads at once, such as those a form that is shown again refers to. */
export async function listUploads(db: Db, person: string, ids: readonly string[]): Promise<Upload[]> {
  return ids.length === 0 ? [] : (await sql<Upload>`select ${columns} from upload u where u.id = any(${[...ids]}) and u.person = ${person}`.execute(db)).rows
}

/** What a person has on the way. Two of his windows count one after the other. */
export async function underWay(tx: Tx, person: string): Promise<{ files: number; bytes: number }> {
  await sql`select pg_advisory_xact_lock(727283, hashtext(${person}))`.execute(tx)
  return (await sql<{ files: number; bytes: number }>`select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes from upload where person = ${person} and state in ('arriving', 'ready')`.execute(tx)).rows[0] ?? { files: 0, bytes: 0 }
}

export async function addUpload(tx: Tx, row: { id: string; meeting: string; person: string; capacity: string; name: string; bytes: number; now: string }): Promise<void> {
  await sql`insert into upload (id, meeting, person, capacity, name, bytes, begun_at) values (${row.id}, ${row.meeting}, ${row.person}, ${row.capacity}, ${row.name}, ${row.bytes}, ${row.now})`.execute(tx)
}

/** Found good: kept in the store, and what it says beside it. */
export async function markReady(tx: Tx, id: string, found: { sha256: string; type: string; name: string; scanned: 'not-scanned' | 'clean'; now: string }): Promise<void> {
  await sql`update upload set state = 'ready', sha256 = ${found.sha256}, type = ${found.type}, name = ${found.name}, scanned = ${found.scanned}, looked_at = ${found.now} where id = ${id} and state = 'arriving'`.execute(tx)
}

export async function markRefused(tx: Tx, id: string, refusal: FileFault, now: string): Promise<void> {
  await sql`update upload set state = 'refused', refusal = ${JSON.stringify(refusal)}, looked_at = ${now} where id = ${id} and state = 'arriving'`.execute(tx)
}

export async function markTaken(tx: Tx, id: string, now: string): Promise<void> {
  await sql`update upload set state = 'taken', taken_at = ${now} where id = ${id}`.execute(tx)
}

export async function removeUpload(tx: Tx, id: string): Promise<void> {
  await sql`delete from upload where id = ${id}`.execute(tx)
}

/** What nobody will come back for: begun before a day, and no paper; taken before an hour, where only the draft is left over. */
export async function listAbandoned(db: Db, before: { begun: string; taken: string }): Promise<{ id: string; state: Upload['state']; sha256: string | null }[]> {
  return (await sql<{ id: string; state: Upload['state']; sha256: string | null }>`select id, state, sha256 from upload where (state <> 'taken' and begun_at < ${before.begun}) or (state = 'taken' and taken_at < ${before.taken}) order by begun_at limit 500`.execute(db)).rows
}

/** Which of these ids are still known. */
export async function knownUploads(db: Db, ids: readonly string[]): Promise<Set<string>> {
  return new Set((await sql<{ id: string }>`select id from upload where id = any(${[...ids]})`.execute(db)).rows.map((row) => row.id))
}

export async function saveReading(tx: Tx, sha256: string, reading: Reading, now: string): Promise<void> {
  await sql`insert into file_reading (sha256, text, pages, page_count, fault, read_at) values (${sha256}, ${reading.text}, ${json(reading.pages)}, ${reading.count}, ${reading.fault}, ${now}) on conflict (sha256) do nothing`.execute(tx)
}

/** What a kept file says; null where it was never read. */
export async function findReading(db: Db | Tx, sha256: string): Promise<Reading | null> {
  return (await sql<Reading>`select text, coalesce(pages, '[]') as pages, page_count as count, fault from file_reading where sha256 = ${sha256}`.execute(db)).rows[0] ?? null
}
