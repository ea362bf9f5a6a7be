import { type RawBuilder, sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Answers } from '../form-file/rows.ts'

/** A spreadsheet that came back: what was read of it, what its person answered, and whether it was taken in. */
export interface FormFile<Read> {
  id: string
  name: string
  read: Read
  answers: Answers
  uploadedAt: string
  uploadedName: string
  takenAt: string | null
  takenName: string | null
  takenCells: number | null
  version: number
}

export interface NewFormFile<Read> {
  id: string
  sha256: string
  name: string
  read: Read
  answers: Answers
  now: string
  byName: string
  /** The file itself. */
  bytes: Uint8Array
}

const columns = sql`f.id, f.name, f.read, f.answers, f.uploaded_at as "uploadedAt", f.uploaded_name as "uploadedName", f.taken_at as "takenAt", f.taken_name as "takenName", f.taken_cells as "takenCells", f.version`

/** Files of one kind, kept in a table of their own. `columnsOf` says whose a file is: that of another owner is one that does not exist. */
export function formFiles<Owner, Read>(table: string, columnsOf: (owner: Owner) => Record<string, string | null>) {
  const from = sql.table(table)
  const of = (owner: Owner): RawBuilder<boolean> => sql<boolean>`${sql.join(Object.entries(columnsOf(owner)).map(([name, value]) => (value === null ? sql`f.${sql.ref(name)} is null` : sql`f.${sql.ref(name)} = ${value}`)), sql` and `)}`
  const one = async (db: Db | Tx, owner: Owner, id: string, lock: RawBuilder<unknown>): Promise<FormFile<Read> | null> => (await sql<FormFile<Read>>`select ${columns} from ${from} f where f.id = ${id} and ${of(owner)} ${lock}`.execute(db)).rows[0] ?? null
  return {
    find: (db: Db | Tx, owner: Owner, id: string) => one(db, owner, id, sql``),
    lock: (tx: Tx, owner: Owner, id: string) => one(tx, owner, id, sql`for update`),
    /** The file itself; null where it was not kept. */
    async bytes(db: Db, owner: Owner, id: string): Promise<Uint8Array | null> {
      return (await sql<{ bytes: Uint8Array | null }>`select f.bytes from ${from} f where f.id = ${id} and ${of(owner)}`.execute(db)).rows[0]?.bytes ?? null
    },
    async findSame(tx: Tx, owner: Owner, sha256: string): Promise<string | null> {
      return (await sql<{ id: string }>`select f.id from ${from} f where f.sha256 = ${sha256} and ${of(owner)}`.execute(tx)).rows[0]?.id ?? null
    },
    async list(db: Db, owner: Owner): Promise<Pick<FormFile<Read>, 'id' | 'name' | 'uploadedAt' | 'takenAt'>[]> {
      return (await sql<Pick<FormFile<Read>, 'id' | 'name' | 'uploadedAt' | 'takenAt'>>`select f.id, f.name, f.uploaded_at as "uploadedAt", f.taken_at as "takenAt" from ${from} f where ${of(owner)} order by f.uploaded_at desc limit 10`.execute(db)).rows
    },
    async add(tx: Tx, owner: Owner, row: NewFormFile<Read>, more: Record<string, string> = {}): Promise<void> {
      const values = { ...columnsOf(owner), ...more, id: row.id, sha256: row.sha256, name: row.name, read: json(row.read), answers: json(row.answers), uploaded_at: row.now, uploaded_name: row.byName, bytes: Buffer.from(row.bytes) }
      await sql`insert into ${from} (${sql.join(Object.keys(values).map((name) => sql.ref(name)))}) values (${sql.join(Object.values(values).map((value) => sql.val(value)))})`.execute(tx)
    },
    async saveAnswers(tx: Tx, id: string, answers: Answers): Promise<void> {
      await sql`update ${from} set answers = ${json(answers)}, version = version + 1 where id = ${id}`.execute(tx)
    },
    async markTaken(tx: Tx, id: string, row: { answers: Answers; now: string; byName: string; cells: number }): Promise<void> {
      await sql`update ${from} set answers = ${json(row.answers)}, taken_at = ${row.now}, taken_name = ${row.byName}, taken_cells = coalesce(taken_cells, 0) + ${row.cells}, version = version + 1 where id = ${id}`.execute(tx)
    },
    async drop(tx: Tx, id: string): Promise<void> {
      await sql`delete from ${from} where id = ${id}`.execute(tx)
    },
    /** The newest that were not taken in stay; nobody needs more. */
    async dropOld(tx: Tx, owner: Owner, keep: number): Promise<void> {
      await sql`delete from ${from} where id in (select f.id from ${from} f where ${of(owner)} and f.taken_at is null order by f.uploaded_at desc offset ${keep})`.execute(tx)
    },
  }
}
