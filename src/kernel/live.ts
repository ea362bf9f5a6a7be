import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from './db.ts'

/**
 * Signals that something changed, never what: whoever hears one fetches the page again with his own rights, so that no second channel
 * can tell what the page would not. They go through PostgreSQL, so any process may cause them and every process hears them.
 */
export interface Live {
  /** Calls back for every signal on the topic until the returned function is called. */
  listen(topic: string, heard: () => void): () => void
  /** How many listen to a topic in this process. */
  count(topic: string): number
  close(): Promise<void>
}

const channel = 'mufakat_live'

/** In the transaction that causes it: PostgreSQL sends it on commit, once for many on the same topic. */
export async function signal(tx: Tx, topic: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${topic})`.execute(tx)
}

/** One connection that listens for the whole process. When it breaks it is made anew, and everyone is told to look: something may have been missed. */
export async function openLive(connectionString: string, onError: (error: unknown) => void = () => {}): Promise<Live> {
  const listeners = new Map<string, Set<() => void>>()
  let client: pg.Client | undefined
  let closed = false
  const tell = (topic: string) => {
    for (const heard of listeners.get(topic) ?? []) heard()
  }
  const connect = async (): Promise<void> => {
    const made = new pg.Client({ connectionString })
    client = made
    made.on('notification', (message) => tell(message.payload ?? ''))
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
        for (const topic of listeners.keys()) tell(topic)
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
