import { sql } from 'kysely'
import pg from 'pg'
import type { Db, Tx } from './db.ts'
import { type Reach, reachKeeper } from './live-reach.ts'

/**
 * Signals that something changed, never what: whoever hears one fetches the page again with his own rights, so that no second channel
 * can tell what the page would not. They go through PostgreSQL, so any process may cause them and every process hears them.
 */
export interface Live {
  /** Calls back for every signal on the topic, with its number, until the returned function is called. Without a number: look yourself, something may have been missed. */
  listen(topic: string, heard: (version: string | null) => void, page?: string | null): () => void
  /** How far the last signal has come among the pages open in this process, and who is told when it has come further. */
  reach(topic: string): Reach
  followReach(topic: string, heard: (reach: Reach) => void): () => void
  /** A page was answered with what the topics stood at. */
  answered(topics: readonly string[], versions: readonly string[], page: string): void
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
  const keeper = reachKeeper()
  const tell = (topic: string, version: string | null) => {
    keeper.signalled(topic, version)
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
    listen(topic, heard, page = null) {
      const left = keeper.opened(topic, page)
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set)
      set.add(heard)
      return () => {
        left()
        set.delete(heard)
        if (set.size === 0) listeners.delete(topic)
      }
    },
    reach: keeper.reach,
    followReach: keeper.follow,
    answered: keeper.answered,
    async close() {
      closed = true
      await client?.end()
    },
  }
}

/** For a program that serves nobody: there is nothing to hear. */
export const noLive: Live = { listen: () => () => {}, reach: () => ({ open: 0, waiting: 0, ms: null }), followReach: () => () => {}, answered: () => {}, close: async () => {} }
