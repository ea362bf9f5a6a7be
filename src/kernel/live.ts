import { sql } from 'kysely'
import pg from 'pg'
import type { Db, Tx } from './db.ts'

/**
 * Signals that something changed, never what: whoever hears one fetches the page again with his own rights, so that no second channel
 * can tell what the page would not. They go through PostgreSQL, so any process may cause them and every process hears them.
 */
export interface Live {
  /** Calls back for every signal on the topic, with its number, until the returned function is called. Without a number: look yourself, something may have been missed. */
  listen(topic: string, heard: (version: string | null) => void): () => void
  /** How many listen to a topic in this process. */
  count(topic: string): number
  close(): Promise<void>
}

const channel = 'mufakat_live'

/** In the transaction that causes it: PostgreSQL sends it on commit. Two acts on one topic queue here, so its numbers are in the order of the commits. */
export async function signal(tx: Tx, topic: string): Promise<void> {
  await sql`with moved as (insert into live_topic (topic, version) values (${topic}, 1) on conflict (topic) do update set version = live_topic.version + 1 returning version)
    select pg_notify(${channel}, ${topic} || ' ' || version) from moved`.execute(tx)
}

/** The number of each topic as last committed, in the order asked; `0` where nothing was ever signalled. */
export async function topicVersions(db: Db | Tx, topics: readonly string[]): Promise<string[]> {
  const rows = (await sql<{ topic: string; version: string }>`select topic, version::text from live_topic where topic = any(${[...topics]}::text[])`.execute(db)).rows
  return topics.map((topic) => rows.find((row) => row.topic === topic)?.version ?? '0')
}

/** One connection that listens for the whole process. When it breaks it is made anew, and everyone is told to look: something may have been missed. */
export async function openLive(connectionString: string, onError: (error: unknown) => void = () => {}): Promise<Live> {
  const listeners = new Map<string, Set<(version: string | null) => void>>()
  let client: pg.Client | undefined
  let closed = false
  const tell = (topic: string, version: string | null) => {
    for (const heard of listeners.get(topic) ?? []) heard(version)
  }
  const connect = async (): Promise<void> => {
    const made = new pg.Client({ connectionString })
    client = made
    made.on('notification', (message) => {
      const [topic = '', version] = (message.payload ?? '').split(' ')
      tell(topic, version ?? null)
    })
    made.on('error', (error) => {
      onError(error)
      if (closed || client !== made) return
      client = undefined
      void again()
    })
    await made.connect()
    await made.query(`listen ${channel}`)
  }
  const again = async (): Promise<void> => {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      try {
        await connect()
        for (const topic of listeners.keys()) tell(topic, null)
        return
      } catch (error) {
        onError(error)
      }
    }
  }
  await connect()
  return {
    listen(topic, heard) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set)
      set.add(heard)
      return () => {
        set.delete(heard)
        if (set.size === 0) listeners.delete(topic)
      }
    },
    count: (topic) => listeners.get(topic)?.size ?? 0,
    async close() {
      closed = true
      await client?.end()
    },
  }
}

/** For a program that serves nobody: there is nothing to hear. */
export const noLive: Live = { listen: () => () => {}, count: () => 0, close: async () => {} }
