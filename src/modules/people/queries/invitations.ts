import { sql } from 'kysely'
import type { Role } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Lang } from '../../../kernel/languages.ts'

export interface Invitation {
  id: string
  name: string
  email: string
  lang: Lang
  role: Role
  body: string | null
  party: string | null
  area: string | null
  until: string | null
  invitedBy: string
  invitedByName: string | null
  invitedAt: string
  expiresAt: string
  acceptedAt: string | null
  withdrawnAt: string | null
}

const columns = sql`i.id, i.name, i.email, i.lang, i.role, i.body, i.party, i.area, i.until_at as until, i.invited_by as "invitedBy", u.name as "invitedByName",
  i.invited_at as "invitedAt", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.withdrawn_at as "withdrawnAt"`
const tables = sql`invitation i left join auth_user u on u.id = i.invited_by`

/** By the digest of its token. For an acceptance the row is locked, so that two clicks make one account. */
export async function findInvitation(db: Db | Tx, tokenHash: string, options: { lock?: boolean } = {}): Promise<Invitation | null> {
  return (await sql<Invitation>`select ${columns} from ${tables} where i.token_hash = ${tokenHash} ${options.lock ? sql`for update of i` : sql``}`.execute(db)).rows[0] ?? null
}

export async function listOpenInvitations(db: Db, party: string | null, now: string): Promise<Invitation[]> {
  return (
    await sql<Invitation>`select ${columns} from ${tables} where i.accepted_at is null and i.withdrawn_at is null and i.expires_at > ${now}
      and (${party}::text is null or i.party = ${party}) order by i.invited_at desc, i.id`.execute(db)
  ).rows
}

export async function addInvitation(
  tx: Tx,
  row: { id: string; tokenHash: string; name: string; email: string; lang: Lang; role: Role; body: string | null; party: string | null; area: string | null; until: string | null; by: string; now: string; expiresAt: string },
): Promise<void> {
  await sql`insert into invitation (id, token_hash, name, email, lang, role, body, party, area, until_at, invited_by, invited_at, expires_at)
    values (${row.id}, ${row.tokenHash}, ${row.name}, ${row.email.toLowerCase()}, ${row.lang}, ${row.role}, ${row.body}, ${row.party}, ${row.area}, ${row.until}, ${row.by}, ${row.now}, ${row.expiresAt})`.execute(tx)
}

export async function markAccepted(tx: Tx, id: string, person: string, now: string): Promise<void> {
  await sql`update invitation set accepted_at = ${now}, accepted_by = ${person} where id = ${id}`.execute(tx)
}

/** Open invitations the installation itself made for its first administrators. */
export async function countFirstInvitations(tx: Tx, now: string): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from invitation where invited_by = 'system' and accepted_at is null and withdrawn_at is null and expires_at > ${now}`.execute(tx)).rows[0]?.n ?? 0
}

export async function withdrawFirstInvitations(tx: Tx, now: string): Promise<void> {
  await sql`update invitation set withdrawn_at = ${now} where invited_by = 'system' and accepted_at is null and withdrawn_at is null`.execute(tx)
}
