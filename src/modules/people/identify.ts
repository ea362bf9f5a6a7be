import { createHash } from 'node:crypto'
import type { Actor, Capacity } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import { AppError } from '../../kernel/errors.ts'
import { sessionSeconds, sessionTokenOf } from './auth.ts'
import { findByKey, findSession, prolongSession } from './queries/sessions.ts'
import { hatOf } from './rules.ts'

export interface Identified {
  actor: Actor
  capacities: Capacity[]
}

export const keyPrefix = 'mfk_'

/** What is kept of a secret that we hand out once: an invitation's or a program's key. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Who is asking. One statement for a session or a key, a second one at most every five minutes, none for a visitor. */
export async function identify(request: Request, db: Db, now: string): Promise<Identified | null> {
  const key = /^Bearer\s+(mfk_[\w-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (key) return byKey(db, key, now)
  const token = sessionTokenOf(db, request.headers.get('cookie'))
  return token === null ? null : bySession(db, token, now)
}

async function bySession(db: Db, token: string, now: string): Promise<Identified | null> {
  const row = await findSession(db, token, now)
  if (!row) return null
  const end = new Date(Date.parse(now) + sessionSeconds * 1000).toISOString()
  if (Date.parse(end) - Date.parse(row.expiresAt) > 5 * 60_000) await prolongSession(db, row.session, end, now)
  return { actor: { person: { id: row.id, name: row.name }, capacity: hatOf(row.capacities, row.chosen) }, capacities: row.capacities }
}

/** A program acts in the one capacity its key was made for. A key that is not known is refused aloud, never taken for a visitor. */
async function byKey(db: Db, key: string, now: string): Promise<Identified> {
  const row = await findByKey(db, digestOf(key), now)
  if (!row) throw new AppError('unauthenticated', 'people.key-unknown')
  return { actor: { person: { id: row.id, name: row.name }, capacity: row.capacity }, capacities: [row.capacity] }
}
