import { sql } from 'kysely'
import type { Role } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Lang } from '../../../kernel/languages.ts'

export interface CapacityRow {
  id: string
  person: string
  personName: string
  role: Role
  body: string | null
  party: string | null
  area: string | null
  from: string
  until: string | null
  requestedBy: string
  requestedByName: string | null
  requestedAt: string
  reason: string | null
  grantedAt: string | null
  approvedBy: string | null
  approvedByName: string | null
  refusedAt: string | null
  revokedAt: string | null
  version: number
}

const capacityColumns = sql`c.id, c.person, u.name as "personName", c.role, c.body, c.party, c.area, c.from_at as "from", c.until_at as until, c.requested_by as "requestedBy", r.name as "requestedByName",
  c.requested_at as "requestedAt", c.reason, c.granted_at as "grantedAt", c.approved_by as "approvedBy", a.name as "approvedByName", c.refused_at as "refusedAt", c.revoked_at as "revokedAt", c.version`
const capacityTables = sql`capacity c join auth_user u on u.id = c.person left join auth_user r on r.id = c.requested_by left join auth_user a on a.id = c.approved_by`

export async function listCapacities(db: Db | Tx, people: string[], party: string | null = null): Promise<CapacityRow[]> {
  if (people.length === 0) return []
  return (await sql<CapacityRow>`select ${capacityColumns} from ${capacityTables} where c.person = any(${people}) and (${party}::text is null or c.party = ${party}) order by c.requested_at, c.id`.execute(db)).rows
}

export async function listWaiting(db: Db): Promise<CapacityRow[]> {
  return (await sql<CapacityRow>`select ${capacityColumns} from ${capacityTables} where c.granted_at is null and c.refused_at is null order by c.requested_at, c.id`.execute(db)).rows
}

/** what auditors are told of. Newest first. */
export async function listOfRoles(db: Db, roles: readonly Role[], limit: number): Promise<CapacityRow[]> {
  return (await sql<CapacityRow>`select ${capacityColumns} from ${capacityTables} where c.role = any(${[...roles]}) order by c.requested_at desc, c.id limit ${limit}`.execute(db)).rows
}

/** For a decision: locks the row until the transaction ends. */
export async function capacityToDecide(tx: Tx, id: string): Promise<CapacityRow | null> {
  return (await sql<CapacityRow>`select ${capacityColumns} from ${capacityTables} where c.id = ${id} for update of c`.execute(tx)).rows[0] ?? null
}

export interface NewCapacity {
  id: string
  person: string
  role: Role
  body: string | null
  party: string | null
  area: string | null
  from: string
  until: string | null
  by: string
  now: string
  reason: string | null
  /** False: waits for a second administrator. */
  counts: boolean
}

export async function addCapacity(tx: Tx, row: NewCapacity): Promise<void> {
  await sql`insert into capacity (id, person, role, body, party, area, from_at, until_at, requested_by, requested_at, reason, granted_at, granted_by)
    values (${row.id}, ${row.person}, ${row.role}, ${row.body}, ${row.party}, ${row.area}, ${row.from}, ${row.until}, ${row.by}, ${row.now}, ${row.reason}, ${row.counts ? row.now : null}, ${row.counts ? row.by : null})`.execute(tx)
}

/** A right does not reach back before it was approved. */
export async function approveCapacity(tx: Tx, id: string, by: string, now: string): Promise<void> {
  await sql`update capacity set granted_at = ${now}, granted_by = ${by}, approved_by = ${by}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function refuseCapacity(tx: Tx, id: string, by: string, now: string): Promise<void> {
  await sql`update capacity set refused_at = ${now}, refused_by = ${by}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function revokeCapacity(tx: Tx, id: string, by: string, now: string): Promise<void> {
  await sql`update capacity set revoked_at = ${now}, revoked_by = ${by}, version = version + 1 where id = ${id}`.execute(tx)
}

/** Administrators in force, without one person or one capacity. */
export async function countAdministrators(db: Db | Tx, now: string, without: { person?: string; capacity?: string } = {}): Promise<number> {
  const found = await sql<{ n: number }>`select count(distinct c.person)::int as n from capacity c join auth_user u on u.id = c.person
    where c.role = 'SA' and c.granted_at <= ${now} and c.revoked_at is null and c.from_at <= ${now} and (c.until_at is null or c.until_at > ${now}) and u.closed_at is null
      and (${without.person ?? null}::text is null or c.person <> ${without.person ?? null}) and (${without.capacity ?? null}::text is null or c.id <> ${without.capacity ?? null})`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** Addresses of those who hold a role now, with their language, for mails. */
export async function addressesOf(db: Db | Tx, role: Role, now: string): Promise<{ email: string; lang: Lang }[]> {
  return (
    await sql<{ email: string; lang: Lang }>`select distinct u.email, u.lang from capacity c join auth_user u on u.id = c.person
      where c.role = ${role} and c.granted_at <= ${now} and c.revoked_at is null and c.from_at <= ${now} and (c.until_at is null or c.until_at > ${now}) and u.closed_at is null order by u.email`.execute(db)
  ).rows
}
