import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import { visibleTo } from '../../mandates/index.ts'

/** The symbols of decisions that lines follow, as far as this reader may see them. */
export async function mandatesNamed(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await sql<{ id: string; symbol: string }>`select m.id, m.symbol from mandate m where m.id = any(${[...ids]}::text[]) and ${visibleTo(actor)}`.execute(db)).rows.map((row) => [row.id, row.symbol]))
}
