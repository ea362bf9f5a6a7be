import { sql } from 'kysely'
import { type Actor, readableMarkings } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import { type Evidence, evidenceColumns } from './acts.ts'
import { seesActivity } from './rights.ts'
import type { ActivityStatus } from '../schema.ts'

export interface Proof extends Evidence {
  /** The paper that is the proof, which this reader may see. */
  symbol: string | null
  fileType: string | null
  fileBytes: number | null
}

const markings = (actor: Actor) => readableMarkings(actor).filter((marking) => !marking.startsWith('PARTNER:'))

/** Proof of an activity that this reader may see, by its own marking and by the rights of the paper it is; what he may not see leaves no row. */
export async function listProofs(db: Db | Tx, reader: Reader, activity: string, id: string | null = null): Promise<Proof[]> {
  return (await sql<Proof>`select ${evidenceColumns}, d.symbol, f.type as "fileType", f.bytes::int as "fileBytes" from evidence e left join official_document d on d.id = e.document left join stored_file f on f.sha256 = e.file
    where e.activity = ${activity} and (${id}::text is null or e.id = ${id}) and e.marking = any(${markings(reader.actor)}) and (e.document is null or (d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)}))
    order by e.sent_at, e.id`.execute(db)).rows
}

/** The same bytes prove the same thing: sent once. */
export async function hasProof(tx: Tx, activity: string, sha256: string): Promise<boolean> {
  return (await sql`select 1 from evidence where activity = ${activity} and file = ${sha256}`.execute(tx)).rows.length > 0
}

export interface Step {
  number: number
  kind: 'status' | 'due' | 'note' | 'risk'
  status: ActivityStatus | null
  dueFrom: string | null
  dueTo: string | null
  text: Text | null
  decision: string | null
  byRole: string
  byParty: string | null
  at: string
}

export async function listSteps(db: Db | Tx, activity: string): Promise<Step[]> {
  return (await sql<Step>`select number, kind, status, due_from as "dueFrom", due_to as "dueTo", text, decision, by_role as "byRole", by_party as "byParty", at from activity_step where activity = ${activity} order by at, number`.execute(db)).rows
}

export interface Carried {
  /** Whether the row is where this activity came from or what it became. */
  way: 'from' | 'into'
  programme: string
  code: string
}

/** The same work in the cycle before and in the next, as far as this reader sees it. */
export async function listCarried(db: Db | Tx, reader: Reader, activity: { id: string; carriedFrom: string | null }): Promise<Carried[]> {
  return (await sql<Carried>`select case when a.id = ${activity.carriedFrom} then 'from' else 'into' end as way, g.code as programme, a.code from activity a join programme g on g.id = a.programme
    where (a.id = ${activity.carriedFrom} or a.carried_from = ${activity.id}) and ${seesActivity(reader)} order by 1, 2, 3`.execute(db)).rows
}

/** how often the work was carried over until it became this activity. */
export async function timesCarried(db: Db | Tx, id: string): Promise<number> {
  return (await sql<{ n: number }>`with recursive up as (select carried_from, 1 as n from activity where id = ${id} and carried_from is not null union all select a.carried_from, up.n + 1 from up join activity a on a.id = up.carried_from where a.carried_from is not null and up.n < 50) select coalesce(max(n), 0)::int as n from up`.execute(db)).rows[0]?.n ?? 0
}
