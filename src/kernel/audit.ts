import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Db, Tx } from './db.ts'

export interface AuditEntry {
  number: string
  at: string
  actor: string
  command: string
  subject_type: string
  subject_id: string
  change: string
  previous_hash: string
  hash: string
}

const start = '0'.repeat(64)

/** Text with sorted keys: the same value always has the same bytes, so it can be hashed. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

const hashOf = (entry: Omit<AuditEntry, 'hash' | 'number'>): string =>
  createHash('sha256')
    .update([entry.previous_hash, entry.at, entry.actor, entry.command, entry.subject_type, entry.subject_id, entry.change].map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
    .digest('hex')

/** Appends to the chain. The lock makes writers queue, so that each entry knows the one before it. */
export async function appendAudit(tx: Tx, entry: { at: string; actor: Actor; command: string; type: string; id: string; change: unknown }): Promise<string> {
  await sql`select pg_advisory_xact_lock(727275)`.execute(tx)
  const last = await tx.selectFrom('audit_entry').select('hash').orderBy('number', 'desc').limit(1).executeTakeFirst()
  const row = {
    at: entry.at,
    actor: canonical(entry.actor),
    command: entry.command,
    subject_type: entry.type,
    subject_id: entry.id,
    change: canonical(entry.change ?? null),
    previous_hash: last?.hash ?? start,
  }
  const stored = await tx
    .insertInto('audit_entry')
    .values({ ...row, hash: hashOf(row) })
    .returning('number')
    .executeTakeFirstOrThrow()
  await sql`update data_version set number = number + 1`.execute(tx)
  return stored.number
}

export type ChainCheck = { entries: number; lastHash: string; broken: { number: string; why: 'content' | 'link' | 'missing' } | null }

/** Walks the chain from its start and stops at the first entry whose content, link or number does not fit. */
export async function checkChain(db: Db, upTo?: string): Promise<ChainCheck> {
  let previous = start
  let count = 0
  let after = '0'
  for (;;) {
    const rows = await db.selectFrom('audit_entry').selectAll().where('number', '>', after).orderBy('number').limit(5000).execute()
    for (const row of rows) {
      if (upTo !== undefined && BigInt(row.number) > BigInt(upTo)) return { entries: count, lastHash: previous, broken: null }
      if (row.previous_hash !== previous) return { entries: count, lastHash: previous, broken: { number: row.number, why: 'link' } }
      if (hashOf(row) !== row.hash) return { entries: count, lastHash: previous, broken: { number: row.number, why: 'content' } }
      previous = row.hash
      after = row.number
      count += 1
    }
    if (rows.length < 5000) return { entries: count, lastHash: previous, broken: null }
  }
}

export async function historyOf(db: Db, type: string, id: string): Promise<AuditEntry[]> {
  return db.selectFrom('audit_entry').selectAll().where('subject_type', '=', type).where('subject_id', '=', id).orderBy('number').execute()
}
