import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type DatabaseConnection, type Driver, PostgresDialect, type PostgresDialectConfig, type QueryResult } from 'kysely'
import { inLine } from './in-line.ts'
import { KeptReads } from './kept-reads.ts'

interface Reading {
  open: boolean
  /** The instant of the request, where its readings may be shared with other requests. */
  now: string | null
  answers: Map<string, Promise<QueryResult<unknown>>>
  /** The number of the data as it stood when this request first asked. */
  version: Promise<bigint> | null
}

const readings = new AsyncLocalStorage<Reading>()

/**
 * While `work` runs, the same reading asked twice is one statement: the parts of a page ask for what they need without knowing of each
 * other, and all of them see the same state. It ends with `work`; what goes on after that (a stream, a timer) reads anew. A transaction
 * always does, and one that commits ends the sharing of what was read before it.
 *
 * With `now`, the instant at which all of it is read, an answer is also shared with other requests until the data change (`KeptReads`).
 */
export async function sharingReads<Value>(work: () => Promise<Value>, now: string | null = null): Promise<Value> {
  const reading: Reading = { open: true, now, answers: new Map(), version: null }
  try {
    return await readings.run(reading, work)
  } finally {
    reading.open = false
    reading.answers.clear()
  }
}

/** Whether what is asked now belongs to a request that sees one state of the data. */
export const inSharedReading = (): boolean => readings.getStore()?.open ?? false

/** Plain readings; not what waits, locks or counts up. */
const shareable = (text: string): boolean => /^\s*(?:select|with)\b/i.test(text) && !/\bfor (?:update|share|no key)\b|\bpg_|\bnextval\b|\b(?:insert into|update|delete from)\b/i.test(text)

/** `"insert into session"`, whatever follows; not `for update` nor `do update`. */
const writes = /(?<!\b(?:for|key|do)\s)\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?)\s+(?:only\s+)?"?([a-z_]+(?:"?\."?[a-z_]+)?)/gi

/** What a statement is to those who share: a reading that may be kept, one that is always asked anew, a change of the data, or neither. */
type Kind = 'kept' | 'anew' | 'change' | 'other'

/** Tables that change without the data changing: who is signed in, what was sent, numbers of signals. */
const apartAlways = ['auth_session', 'auth_verification', 'auth_try', 'live_topic', 'mail', 'migration', 'data_version', 'pgboss']

export type OnQuery = (text: string, kept: boolean) => void

const raise = CompiledQuery.raw('update data_version set number = number + 1')
/** As `dataVersion` asks it: in one request both are one statement. */
const askVersion = CompiledQuery.raw('select "number" from "data_version"')
const keyOf = (query: CompiledQuery): string => `${query.sql}\u0000${JSON.stringify(query.parameters)}`
const versionKey = keyOf(askVersion)

/**
 * PostgreSQL with `sharingReads`; `onQuery` hears each statement that a request asks, also where the answer was `kept` since another asked:
 * what a page asks must not seem to depend on who was there before. Whatever is written through it raises the number of the data
 * (`dataVersion`), also where no command did, so that nothing that was kept outlives what it tells of.
 */
export class SharingDialect extends PostgresDialect {
  readonly #onQuery: OnQuery | undefined
  readonly #kept = new KeptReads()
  readonly #kinds = new Map<string, Kind>()
  #apart = new RegExp('')
  readonly #asking = new Map<string, ReturnType<typeof inLine<() => Promise<QueryResult<unknown>>, QueryResult<unknown>>>>()

  constructor(config: PostgresDialectConfig, onQuery?: OnQuery) {
    super(config)
    this.#onQuery = onQuery
    this.keepApart([])
  }

  /** Readings of these tables are never kept, and writing to them alone does not raise the number of the data. */
  keepApart(tables: readonly string[]): void {
    this.#apart = new RegExp(`\\b(?:${[...apartAlways, ...tables].join('|')})\\b`, 'i')
    this.#kinds.clear()
  }

  #kindOf(text: string): Kind {
    const known = this.#kinds.get(text)
    if (known !== undefined) return known
    const kind = this.#judge(text)
    if (this.#kinds.size > 2_000) this.#kinds.clear()
    this.#kinds.set(text, kind)
    return kind
  }

  #judge(text: string): Kind {
    if (shareable(text)) return this.#apart.test(text) ? 'anew' : 'kept'
    const tables = [...text.matchAll(writes)].map((found) => found[1] ?? '')
    return tables.some((table) => !this.#apart.test(table)) && !/\bupdate data_version\b/.test(text) ? 'change' : 'other'
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const release = driver.releaseConnection.bind(driver)
    const begin = driver.beginTransaction.bind(driver)
    const commit = driver.commitTransaction.bind(driver)
    const rollback = driver.rollbackTransaction.bind(driver)
    driver.acquireConnection = async (options) => new Place(() => acquire(options), (place, query, more) => this.#execute(place, query, more))
    driver.releaseConnection = async (connection, options) => {
      const taken = await (connection as Place).taken?.catch(() => null)
      if (taken) await release(taken, options)
    }
    driver.beginTransaction = async (connection, settings) => {
      (connection as Place).transaction = { changed: false, raised: false }
      await begin(connection, settings)
    }
    driver.commitTransaction = async (connection) => {
      const place = connection as Place
      if (place.transaction?.changed && !place.transaction.raised) await place.executeQuery(raise).catch(whereFailed)
      await commit(place)
      place.transaction = null
      anew()
    }
    driver.rollbackTransaction = async (connection) => {
      const place = connection as Place
      this.#onQuery?.('rollback', false)
      // The connection itself: one that cannot take it back is discarded.
      await rollback(await place.take())
      place.transaction = null
    }
    return driver
  }

  async #send(place: Place, query: CompiledQuery, options: Options): Promise<QueryResult<unknown>> {
    this.#onQuery?.(query.sql, false)
    return (await place.take()).executeQuery(query, options)
  }

  async #execute(place: Place, query: CompiledQuery, options: Options): Promise<QueryResult<unknown>> {
    const kind = this.#kindOf(query.sql)
    const { transaction } = place
    if (transaction !== null) {
      if (kind === 'change') transaction.changed = true
      if (query.sql.includes('update data_version')) transaction.raised = true
      return this.#send(place, query, options)
    }
    if (kind === 'change') {
      const answer = await this.#send(place, query, options)
      await (await place.take()).executeQuery(raise)
      anew()
      return answer
    }
    const reading = readings.getStore()
    if (!reading?.open || kind === 'other') return this.#send(place, query, options)
    const key = keyOf(query)
    const send = () => this.#send(place, query, options)
    const shared = reading.answers.get(key) ?? (kind === 'anew' ? this.#together(key, send) : reading.now === null ? send() : this.#fromAll(reading, reading.now, query, place, options))
    // What is read after a reading of the present is not older than it.
    if (kind === 'anew' && key !== versionKey && !reading.answers.has(key)) {
      reading.version = null
      reading.answers.delete(versionKey)
    }
    reading.answers.set(key, shared)
    const answer = await shared
    // Each gets rows of its own, to do with as it likes.
    return { ...answer, rows: answer.rows.map((row) => ({ ...(row as object) })) }
  }

  /** Requests that ask the same at the same time share one statement, sent from the place of the first. */
  async #together(key: string, send: () => Promise<QueryResult<unknown>>): Promise<QueryResult<unknown>> {
    const ask = this.#asking.get(key) ?? inLine<() => Promise<QueryResult<unknown>>, QueryResult<unknown>>(([first]) => (first ?? send)(), () => this.#asking.delete(key))
    this.#asking.set(key, ask)
    return (await ask(send)).answer
  }

  async #fromAll(reading: Reading, now: string, query: CompiledQuery, place: Place, options: Options): Promise<QueryResult<unknown>> {
    if (reading.version === null) {
      const asked = reading.answers.get(versionKey) ?? this.#together(versionKey, () => this.#send(place, askVersion, options))
      reading.answers.set(versionKey, asked)
      reading.version = asked.then(({ rows }) => BigInt((rows[0] as { number: string } | undefined)?.number ?? '0'))
    }
    let sent = false
    const answer = this.#kept.read(await reading.version, now, query.sql, query.parameters, () => {
      sent = true
      return this.#send(place, query, options)
    })
    if (!sent) this.#onQuery?.(query.sql, true)
    return answer
  }
}

type Options = Parameters<DatabaseConnection['executeQuery']>[1]

/**
 * A place at PostgreSQL, taken from the pool when something is first sent and kept until it is given back: whoever asks what is known, or
 * what another is asking already, takes none. With a thousand pages that ask at once, the pool is for those who have something to send.
 */
class Place implements DatabaseConnection {
  taken: Promise<DatabaseConnection> | null = null
  transaction: Changed | null = null
  readonly #acquire: () => Promise<DatabaseConnection>
  readonly #execute: (place: Place, query: CompiledQuery, options: Options) => Promise<QueryResult<unknown>>

  constructor(acquire: () => Promise<DatabaseConnection>, execute: (place: Place, query: CompiledQuery, options: Options) => Promise<QueryResult<unknown>>) {
    this.#acquire = acquire
    this.#execute = execute
  }

  take(): Promise<DatabaseConnection> {
    this.taken ??= this.#acquire()
    return this.taken
  }

  executeQuery<Row>(query: CompiledQuery, options?: Options): Promise<QueryResult<Row>> {
    return this.#execute(this, query, options) as Promise<QueryResult<Row>>
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number, options?: Options): AsyncIterableIterator<QueryResult<Row>> {
    yield* (await this.take()).streamQuery<Row>(query, chunkSize, options)
  }
}

interface Changed {
  changed: boolean
  /** By a command already. */
  raised: boolean
}

/** What this request read before is not what it reads from here on. */
function anew(): void {
  const reading = readings.getStore()
  reading?.answers.clear()
  if (reading) reading.version = null
}

/** A transaction that failed says so when it commits. */
function whereFailed(error: unknown): void {
  if ((error as { code?: string }).code !== '25P02') throw error
}
