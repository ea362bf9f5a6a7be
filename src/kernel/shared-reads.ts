import { AsyncLocalStorage } from 'node:async_hooks'
import { type CompiledQuery, type DatabaseConnection, type Driver, PostgresDialect, type PostgresDialectConfig, type QueryResult } from 'kysely'

interface Reading {
  open: boolean
  answers: Map<string, Promise<QueryResult<unknown>>>
}

const readings = new AsyncLocalStorage<Reading>()

/**
 * While `work` runs, the same reading asked twice is one statement: the parts of a page ask for what they need without knowing of each
 * other, and all of them see the same state. It ends with `work`; what goes on after that (a stream, a timer) reads anew. A transaction
 * always does, and one that commits ends the sharing of what was read before it.
 */
export async function sharingReads<Value>(work: () => Promise<Value>): Promise<Value> {
  const reading: Reading = { open: true, answers: new Map() }
  try {
    return await readings.run(reading, work)
  } finally {
    reading.open = false
    reading.answers.clear()
  }
}

/** Plain readings; not what waits, locks or counts up. */
const shareable = (text: string): boolean => /^\s*(?:select|with)\b/i.test(text) && !/\bfor (?:update|share|no key)\b|\bpg_|\bnextval\b|\b(?:insert into|update|delete from)\b/i.test(text)

/** PostgreSQL with `sharingReads`; `onQuery` hears each statement that is sent. */
export class SharingDialect extends PostgresDialect {
  readonly #onQuery: ((text: string) => void) | undefined

  constructor(config: PostgresDialectConfig, onQuery?: (text: string) => void) {
    super(config)
    this.#onQuery = onQuery
  }

  override createDriver(): Driver {
    const driver = super.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const begin = driver.beginTransaction.bind(driver)
    const commit = driver.commitTransaction.bind(driver)
    const rollback = driver.rollbackTransaction.bind(driver)
    const known = new WeakSet<DatabaseConnection>()
    const inTransaction = new WeakSet<DatabaseConnection>()
    driver.acquireConnection = async (options) => {
      const connection = await acquire(options)
      if (!known.has(connection)) {
        known.add(connection)
        this.#share(connection, inTransaction)
      }
      return connection
    }
    driver.beginTransaction = async (connection, settings) => {
      inTransaction.add(connection)
      await begin(connection, settings)
    }
    driver.commitTransaction = async (connection) => {
      await commit(connection)
      inTransaction.delete(connection)
      readings.getStore()?.answers.clear()
    }
    driver.rollbackTransaction = async (connection) => {
      await rollback(connection)
      inTransaction.delete(connection)
    }
    return driver
  }

  #share(connection: DatabaseConnection, inTransaction: WeakSet<DatabaseConnection>): void {
    const plain = connection.executeQuery.bind(connection) as (query: CompiledQuery, options?: Parameters<DatabaseConnection['executeQuery']>[1]) => Promise<QueryResult<unknown>>
    const send: typeof plain = (query, options) => {
      this.#onQuery?.(query.sql)
      return plain(query, options)
    }
    const executeQuery: typeof plain = async (query, options) => {
      const reading = readings.getStore()
      if (!reading?.open || inTransaction.has(connection) || !shareable(query.sql)) return send(query, options)
      const key = `${query.sql}\u0000${JSON.stringify(query.parameters)}`
      const shared = reading.answers.get(key) ?? send(query, options)
      reading.answers.set(key, shared)
      const answer = await shared
      // Each gets rows of its own, to do with as it likes.
      return { ...answer, rows: answer.rows.map((row) => ({ ...(row as object) })) }
    }
    connection.executeQuery = executeQuery as DatabaseConnection['executeQuery']
  }
}
