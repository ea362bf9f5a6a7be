import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Generated, Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { inLine } from './in-line.ts'
import { inSharedReading, type OnQuery, SharingDialect } from './shared-reads.ts'

export type KernelTables = {
  audit_entry: {
    number: Generated<string>
    at: string
    actor: string
    command: string
    subject_type: string
    subject_id: string
    change: string
    previous_hash: string
    hash: string
  }
  record_item: { section: string; key: string; digest: string; loaded_at: string }
  record_load: { folder: string; digest: string; loaded_at: string }
  search_entry: {
    kind: string
    id: string
    marking: string
    url: string
    title: unknown
    body: unknown
    words: string
    ranks: string
    on_date: string | null
  }
  search_word: { word: string; marking: string }
  setting: { key: string; value: unknown }
  data_version: { number: string }
  mail: { id: Generated<string>; to_address: string; subject: string; text: string; queued_at: string; sent_at: string | null; unique_key: string | null }
  stored_file: { sha256: string; name: string; type: string; bytes: number; stored_at: string }
}

/** Reads take a Db; writes take a Tx, so a write outside a transaction does not compile. */
export type Db = Kysely<KernelTables>
export type Tx = Transaction<KernelTables>

// A date has no time zone: keep it as text, or it moves by a day east or west of Greenwich. Instants too: ISO text in, ISO text out.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

export function openDatabase(connectionString: string, options: { max?: number; onQuery?: OnQuery } = {}): Db {
  const pool = new pg.Pool({ connectionString, max: options.max ?? 10, options: '-c timezone=UTC' })
  pool.on('error', () => {}) // an idle connection lost at shutdown; a query in flight reports its own error
  pool.on('connect', (client) => {
    // One that is cut while it is in use says so twice: to whoever asked, and here, where nobody listening would end the program.
    client.on('error', () => {})
    rememberPlans(client)
  })
  const dialect = new SharingDialect({ pool }, options.onQuery)
  const db = new Kysely<KernelTables>({ dialect })
  dialects.set(db, dialect)
  return db
}

const dialects = new WeakMap<Db, SharingDialect>()

/** Tables that change without the data changing, such as who opened what: they do not move `dataVersion`, and are always read anew. */
export const keepApart = (db: Db, tables: readonly string[]): void => dialects.get(db)?.keepApart(tables)

/** A connection is not asked to hold more prepared statements than this; the number of different texts is small but filters vary them. */
const mostPlans = 200

/** Readings under a name, so that PostgreSQL parses each text once a connection. */
function rememberPlans(client: pg.PoolClient): void {
  const names = new Map<string, string>()
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (text: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || rest.length !== 1 || !Array.isArray(rest[0]) || text.length > 12_000 || !/^\s*(?:select|with)\b/.test(text)) return plain(text, ...rest)
    const name = names.get(text) ?? (names.size < mostPlans ? `r${names.size}` : undefined)
    if (name === undefined) return plain(text, ...rest)
    names.set(text, name)
    return plain({ name, text, values: rest[0] })
  }
  client.query = named as typeof client.query
}

/** Runs the numbered SQL files not yet in the ledger, in order, each in its transaction. A file changed after it ran is refused. */
export async function migrate(db: Db, folder: string): Promise<string[]> {
  await sql`create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())`.execute(db)
  const ran: string[] = []
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(727274)`.execute(connection)
    try {
      const done = new Map((await sql<{ name: string; checksum: string }>`select name, checksum from migration`.execute(connection)).rows.map((row) => [row.name, row.checksum]))
      for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
        const text = await readFile(path.join(folder, name), 'utf8')
        const checksum = createHash('sha256').update(text).digest('hex')
        const known = done.get(name)
        if (known !== undefined && known !== checksum) throw new Error(`migration ${name} was changed after it ran`)
        if (known !== undefined) continue
        await connection.transaction().execute(async (tx) => {
          await sql.raw(text).execute(tx)
          await sql`insert into migration (name, checksum) values (${name}, ${checksum})`.execute(tx)
        })
        ran.push(name)
      }
    } finally {
      await sql`select pg_advisory_unlock(727274)`.execute(connection)
    }
  })
  return ran
}

const asking = new WeakMap<Db, ReturnType<typeof inLine<null, string>>>()

/**
 * Changes with every committed write; pages and counts cached in the process carry it, so a cache is never stale. Requests that ask at
 * the same time share one statement, which is sent after all of them asked: none is told of a version older than its own question.
 */
export async function dataVersion(db: Db): Promise<string> {
  // In a request it is the number of what the request has read, and shared there already.
  if (db.isTransaction || inSharedReading()) return askVersion(db)
  const ask = asking.get(db) ?? inLine<null, string>(() => askVersion(db))
  asking.set(db, ask)
  return (await ask(null)).answer
}

async function askVersion(db: Db): Promise<string> {
  const row = await db.selectFrom('data_version').select('number').executeTakeFirst()
  return row?.number ?? '0'
}

/** A value for a jsonb column. The driver would turn an array into a PostgreSQL array; half a pair of letters would be refused. */
export const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? inner.toWellFormed() : inner)))

/** Writes a row under its key, replacing what stood there. Table and column names come from our own code, values are parameters. */
export async function upsert(tx: Tx, table: string, keys: string[], row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row)
  const changed = columns.filter((column) => !keys.includes(column))
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values (${sql.join(columns.map((column) => sql.val(row[column])))})
    on conflict (${sql.join(keys.map((key) => sql.ref(key)))}) do ${changed.length === 0 ? sql`nothing` : sql`update set ${sql.join(changed.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`}`.execute(tx)
}
