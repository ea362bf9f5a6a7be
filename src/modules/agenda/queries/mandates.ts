import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { visibleTo } from '../../mandates/index.ts'

export interface FollowedMandate {
  id: string
  symbol: string
  title: Text
}

/** The decisions an item follows, as far as this reader may see them. */
export async function mandatesNamed(db: Db | Tx, actor: Actor, ids: readonly string[]): Promise<FollowedMandate[]> {
  if (ids.length === 0) return []
  return (await sql<FollowedMandate>`select m.id, m.symbol, m.title from mandate m where m.id = any(${[...ids]}::text[]) and ${visibleTo(actor)} order by m.body, m.session, m.number`.execute(db)).rows
}
