import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { BadgeCategory, BadgeState } from '../schema.ts'

export interface NewBadge {
  id: string
  participant: string
  series: string
  code: string
  codeHash: string
  category: BadgeCategory
  state: BadgeState
}

export async function addBadge(tx: Tx, row: NewBadge & { by: string; role: string; now: string; reason?: string | null }): Promise<void> {
  await sql`insert into badge (id, participant, number, series, code, code_hash, category, state, changed_at)
    values (${row.id}, ${row.participant}, (select coalesce(max(number), 0) + 1 from badge where participant = ${row.participant}), ${row.series}, ${row.code}, ${row.codeHash}, ${row.category}, ${row.state}, ${row.now})`.execute(tx)
  await sql`insert into badge_state (badge, number, state, at, by_name, by_role, reason) values (${row.id}, 1, ${row.state}, ${row.now}, ${row.by}, ${row.role}, ${row.reason ?? null})`.execute(tx)
}

/** False when somebody changed the badge meanwhile. A receipt is the next number of the series, given with the badge. */
export async function changeBadge(tx: Tx, badge: { id: string; version: number }, row: { state: BadgeState; by: string; role: string; now: string; reason: string | null; batch?: string; receipt?: boolean; series: string }): Promise<boolean> {
  if (row.receipt) await sql`select 1 from series where id = ${row.series} for update`.execute(tx)
  const changed = await sql`update badge set state = ${row.state}, changed_at = ${row.now}, reason = ${row.reason}, version = version + 1,
      batch = coalesce(${row.batch ?? null}, batch), receipt = ${row.receipt ? sql`(select coalesce(max(receipt), 0) + 1 from badge where series = ${row.series})` : sql`receipt`}
    where id = ${badge.id} and version = ${badge.version} returning 1`.execute(tx)
  if (changed.rows.length === 0) return false
  await sql`insert into badge_state (badge, number, state, at, by_name, by_role, reason) values (${badge.id}, (select coalesce(max(number), 0) + 1 from badge_state where badge = ${badge.id}), ${row.state}, ${row.now}, ${row.by}, ${row.role}, ${row.reason})`.execute(tx)
  return true
}

/** Every badge that is vetted becomes printed, as one batch; gives how many. */
export async function printBadges(tx: Tx, row: { series: string; participants: readonly string[] | null; batch: string; by: string; role: string; now: string }): Promise<number> {
  const printed = await sql`with changed as (update badge set state = 'printed', batch = ${row.batch}, changed_at = ${row.now}, version = version + 1
      where series = ${row.series} and state = 'vetted' and (${row.participants}::text[] is null or participant = any(${row.participants})) returning id)
    insert into badge_state (badge, number, state, at, by_name, by_role) select id, (select coalesce(max(s.number), 0) + 1 from badge_state s where s.badge = changed.id), 'printed', ${row.now}, ${row.by}, ${row.role} from changed returning 1`.execute(tx)
  return printed.rows.length
}

export interface BadgeStep {
  badge: string
  number: number
  state: BadgeState
  at: string
  byName: string
  reason: string | null
}

/** What happened to every badge of a person, the oldest first. */
export async function listBadgeSteps(db: Db, participant: string): Promise<BadgeStep[]> {
  return (await sql<BadgeStep>`select s.badge, b.number, s.state, s.at, s.by_name as "byName", s.reason from badge_state s join badge b on b.id = s.badge where b.participant = ${participant} order by b.number, s.number`.execute(db)).rows
}

export interface Batch {
  batch: string
  at: string
  n: number
}

export async function listBatches(db: Db, series: string): Promise<Batch[]> {
  return (await sql<Batch>`select batch, max(changed_at) as at, count(*)::int as n from badge where series = ${series} and batch is not null and state = 'printed' group by batch order by max(changed_at) desc limit 10`.execute(db)).rows
}

/** Badges of a party that count against its quota: all that were not taken back. */
export async function countBadges(tx: Tx, series: string, party: string): Promise<number> {
  return Number((await sql<{ n: string }>`select count(*) as n from badge b join participant p on p.id = b.participant where b.series = ${series} and p.party = ${party} and b.state in ('vetted', 'printed', 'issued')`.execute(tx)).rows[0]?.n ?? 0)
}

/** Acts on one delegation's badges wait for each other, so that two officers do not pass its quota together. */
export async function lockDelegation(tx: Tx, series: string, party: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`badges ${series} ${party}`}))`.execute(tx)
}
