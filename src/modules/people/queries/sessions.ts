import { type RawBuilder, sql } from 'kysely'
import type { Capacity } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import { inLine } from '../../../kernel/in-line.ts'

/** Instants inside JSON, written as everywhere else here. */
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
const capacityJson = sql`json_build_object('id', c.id, 'role', c.role, 'body', c.body, 'party', c.party, 'area', c.area, 'from', ${iso('c.from_at')}, 'until', ${iso('c.until_at')})`
// read with the clock of the request, so a right ends by itself.
const inForceAt = (now: string | RawBuilder<unknown>) => sql`c.granted_at <= ${now} and c.revoked_at is null and c.from_at <= ${now} and (c.until_at is null or c.until_at > ${now})`

export interface SessionRow {
  session: string
  expiresAt: string
  chosen: string | null
  id: string
  name: string
  capacities: Capacity[]
}

interface Asked {
  token: string
  now: string
}
const asking = new WeakMap<Db, ReturnType<typeof inLine<Asked, Map<number, SessionRow>>>>()

/**
 * The session with its person and the person's capacities in force. After a signal a thousand pages ask at once: they share statements, and
 * each is answered with what holds at its own instant.
 */
export async function findSession(db: Db, token: string, now: string): Promise<SessionRow | null> {
  const ask = asking.get(db) ?? inLine((questions: readonly Asked[]) => sessionsOf(db, questions))
  asking.set(db, ask)
  const { answer, place } = await ask({ token, now })
  return answer.get(place) ?? null
}

/** By the place of each question, from 0. */
async function sessionsOf(db: Db, questions: readonly Asked[]): Promise<Map<number, SessionRow>> {
  const found = await sql<SessionRow & { place: number }>`
    select a.place::int - 1 as place, s.id as session, s.expires_at as "expiresAt", s.chosen_capacity as chosen, u.id, u.name,
      (select coalesce(json_agg(${capacityJson} order by c.from_at, c.id), '[]') from capacity c where c.person = u.id and ${inForceAt(sql.ref('a.now'))}) as capacities
    from unnest(${questions.map((one) => one.token)}::text[], ${questions.map((one) => one.now)}::timestamptz[]) with ordinality as a (token, now, place)
      join auth_session s on s.token = a.token and s.expires_at > a.now join auth_user u on u.id = s.user_id
    where u.closed_at is null`.execute(db)
  return new Map(found.rows.map(({ place, ...row }) => [place, row]))
}

export async function prolongSession(db: Db, session: string, end: string, now: string): Promise<void> {
  await sql`update auth_session set expires_at = ${end}, updated_at = ${now} where id = ${session}`.execute(db)
}

export async function findByKey(db: Db, tokenHash: string, now: string): Promise<{ id: string; name: string; capacity: Capacity } | null> {
  const found = await sql<{ id: string; name: string; capacity: Capacity }>`
    select u.id, u.name, ${capacityJson} as capacity
    from api_token t join auth_user u on u.id = t.person join capacity c on c.id = t.capacity
    where t.token_hash = ${tokenHash} and t.revoked_at is null and t.expires_at > ${now} and u.closed_at is null and ${inForceAt(now)}`.execute(db)
  return found.rows[0] ?? null
}

export interface OpenSession {
  id: string
  token: string
  userAgent: string | null
  ipAddress: string | null
  createdAt: string
  lastSeenAt: string
}

export async function listSessions(db: Db, person: string, now: string): Promise<OpenSession[]> {
  return (
    await sql<OpenSession>`select id, token, user_agent as "userAgent", ip_address as "ipAddress", created_at as "createdAt", updated_at as "lastSeenAt"
      from auth_session where user_id = ${person} and expires_at > ${now} order by updated_at desc, id`.execute(db)
  ).rows
}

/** Ends one session of a person, or all. Gives how many. */
export async function endSessions(tx: Tx, person: string, only: string | null = null): Promise<number> {
  const ended = await sql`delete from auth_session where user_id = ${person} and (${only}::text is null or id = ${only})`.execute(tx)
  return Number(ended.numAffectedRows ?? 0)
}

export async function wearHat(tx: Tx, session: { token: string; person: string }, capacity: string): Promise<boolean> {
  const worn = await sql`update auth_session set chosen_capacity = ${capacity} where token = ${session.token} and user_id = ${session.person}`.execute(tx)
  return Number(worn.numAffectedRows ?? 0) === 1
}

/** Failed tries since an instant, by key. */
export async function countTries(db: Db, keys: string[], since: string): Promise<Map<string, number>> {
  const rows = (await sql<{ key: string; n: number }>`select key, count(*)::int as n from auth_try where key = any(${keys}) and at > ${since} group by key`.execute(db)).rows
  return new Map(rows.map((row) => [row.key, row.n]))
}

export async function addTry(tx: Tx, keys: string[], now: string, forgetBefore: string): Promise<void> {
  for (const key of keys) await sql`insert into auth_try (key, at) values (${key}, ${now})`.execute(tx)
  await sql`delete from auth_try where at < ${forgetBefore}`.execute(tx)
}

export async function forgetTries(tx: Tx, key: string): Promise<void> {
  await sql`delete from auth_try where key = ${key}`.execute(tx)
}

export interface Factors {
  password: boolean
  twoFactor: boolean
  passkeys: { id: string; name: string | null; createdAt: string | null }[]
}

export async function findFactors(db: Db, person: string): Promise<Factors> {
  const found = await sql<Factors>`
    select exists (select 1 from auth_account a where a.user_id = u.id and a.password is not null) as password, u.two_factor_enabled as "twoFactor",
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'createdAt', ${iso('p.created_at')}) order by p.created_at), '[]') from auth_passkey p where p.user_id = u.id) as passkeys
    from auth_user u where u.id = ${person}`.execute(db)
  return found.rows[0] ?? { password: false, twoFactor: false, passkeys: [] }
}

export interface KeyRow {
  id: string
  name: string
  capacity: string
  createdAt: string
  expiresAt: string
}

export async function listKeys(db: Db, person: string, now: string): Promise<KeyRow[]> {
  return (
    await sql<KeyRow>`select id, name, capacity, created_at as "createdAt", expires_at as "expiresAt" from api_token
      where person = ${person} and revoked_at is null and expires_at > ${now} order by created_at, id`.execute(db)
  ).rows
}

export async function addKey(tx: Tx, key: { id: string; hash: string; person: string; capacity: string; name: string; now: string; expiresAt: string }): Promise<void> {
  await sql`insert into api_token (id, token_hash, person, capacity, name, created_at, expires_at) values (${key.id}, ${key.hash}, ${key.person}, ${key.capacity}, ${key.name}, ${key.now}, ${key.expiresAt})`.execute(tx)
}

export async function findKey(tx: Tx, id: string): Promise<{ id: string; person: string; revokedAt: string | null } | null> {
  return (await sql<{ id: string; person: string; revokedAt: string | null }>`select id, person, revoked_at as "revokedAt" from api_token where id = ${id}`.execute(tx)).rows[0] ?? null
}

export async function revokeKey(tx: Tx, id: string, now: string): Promise<void> {
  await sql`update api_token set revoked_at = ${now} where id = ${id}`.execute(tx)
}
