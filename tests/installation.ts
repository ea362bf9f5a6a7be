import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { createApp } from '../src/app.tsx'
import { readConfig } from '../src/config.ts'
import type { Actor, Role } from '../src/kernel/actor.ts'
import { type Db, openDatabase } from '../src/kernel/db.ts'
import { type FileStore, folderStore } from '../src/kernel/files.ts'
import { openLive, noLive } from '../src/kernel/live.ts'
import type { OnQuery } from '../src/kernel/shared-reads.ts'

export const testNow = '2026-01-12T02:00:00.000Z'
export const testToday = '2026-01-12'
const root = path.resolve(import.meta.dirname, '..')

/** A migrated database of its own, cloned from a template in tens of milliseconds: empty, or with the public record. */
export async function testDatabase(template: 'empty' | 'record' = 'record', options: { onQuery?: OnQuery } = {}): Promise<Db & { url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(`${inject('postgres')}postgres`)
  await admin.connect()
  // Two clones of one template at once are refused, so test files queue here.
  await admin.query('select pg_advisory_lock(1)')
  await admin.query(`create database ${name} template template_${template} strategy file_copy`)
  await admin.end()
  const url = `${inject('postgres')}${name}`
  return Object.assign(openDatabase(url, { max: 5, ...options }), { url })
}

export interface TestInstallation {
  db: Db & { url: string }
  files: FileStore
  app: ReturnType<typeof createApp>
  setNow(now: string): void
  now(): string
  /** What requests asked of the database, also where the answer was kept since another asked. */
  queries: string[]
  /** Signs in as a person of the demonstration, who must be there, and gives the cookies. */
  signedIn(person: string): Promise<string>
  close(): Promise<void>
}

/** The whole application over a database of its own. Requests go through `app.request`, as from a browser. */
export async function testInstallation(options: { template?: 'empty' | 'record'; mode?: 'demonstration' | 'real'; env?: Record<string, string>; /** Hears signals through PostgreSQL, on a connection of its own. */ live?: boolean } = {}): Promise<TestInstallation> {
  const queries: string[] = []
  const db = await testDatabase(options.template ?? 'record', { onQuery: (text) => queries.push(text) })
  const config = readConfig({ PORT: '3000', ...options.env }, options.mode ?? 'demonstration', root)
  const files = folderStore(mkdtempSync(path.join(tmpdir(), 'mufakat-files-')))
  let now = testNow
  const live = options.live ? await openLive(db.url) : noLive
  const app = createApp({ config, db, files, live, clock: () => now, log: (_level, what) => console.error(what) })
  const signedIn = async (person: string) => {
    const answer = await app.request('/sign-in/as', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams({ person }).toString() })
    if (answer.status !== 303) throw new Error(`${person} could not sign in: ${answer.status}`)
    return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
  }
  return { db, files, app, setNow: (instant) => (now = instant), now: () => now, queries, signedIn, close: async () => { await live.close(); await db.destroy() } }
}

/** Someone acting in a capacity, for calling commands and queries directly. */
export function acting(role: Role, more: { party?: string; body?: string; area?: string } = {}): Actor {
  return {
    person: { id: `person-${role}-${more.party ?? more.body ?? ''}`, name: `Test ${role}` },
    capacity: { id: `capacity-${role}`, role, body: more.body ?? null, party: more.party ?? null, area: more.area ?? null, from: '2000-01-01T00:00:00.000Z', until: null },
  }
}
