import { sql } from 'kysely'
import type { Role } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { addCapacity } from './capacities.ts'

export interface Person {
  id: string
  name: string
  email: string
  lang: Lang
  example: boolean
  twoFactor: boolean
  closedAt: string | null
  createdAt: string
}

const personColumns = sql`u.id, u.name, u.email, u.lang, u.example, u.two_factor_enabled as "twoFactor", u.closed_at as "closedAt", u.created_at as "createdAt"`

/** Whose people: null for all, else only those who hold or held something for this party. What is outside has no row. */
const ofParty = (party: string | null) => sql`(${party}::text is null or exists (select 1 from capacity x where x.person = u.id and x.party = ${party}))`

export async function listPeople(db: Db, scope: { party: string | null; text: string; limit: number; offset: number }): Promise<{ people: Person[]; total: number }> {
  const like = `%${scope.text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = (
    await sql<Person & { total: string }>`select ${personColumns}, count(*) over () as total from auth_user u
      where ${ofParty(scope.party)} and (${scope.text} = '' or u.name ilike ${like} or u.email ilike ${like})
      order by u.closed_at is not null, u.name, u.id limit ${scope.limit} offset ${scope.offset}`.execute(db)
  ).rows
  return { people: rows, total: Number(rows[0]?.total ?? 0) }
}

export async function findPerson(db: Db | Tx, id: string, party: string | null = null): Promise<Person | null> {
  return (await sql<Person>`select ${personColumns} from auth_user u where u.id = ${id} and ${ofParty(party)}`.execute(db)).rows[0] ?? null
}

export async function findPersonByEmail(db: Db | Tx, email: string): Promise<Person | null> {
  return (await sql<Person>`select ${personColumns} from auth_user u where u.email = ${email.toLowerCase()}`.execute(db)).rows[0] ?? null
}

export async function addPerson(tx: Tx, person: { id: string; name: string; email: string; lang: Lang; passwordHash: string; now: string }): Promise<void> {
  await sql`insert into auth_user (id, name, email, email_verified, lang, created_at, updated_at) values (${person.id}, ${person.name}, ${person.email.toLowerCase()}, true, ${person.lang}, ${person.now}, ${person.now})`.execute(tx)
  await sql`insert into auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    values (${`${person.id}-password`}, ${person.id}, 'credential', ${person.id}, ${person.passwordHash}, ${person.now}, ${person.now})`.execute(tx)
}

/** False when the person was there already. */
export async function addExamplePerson(tx: Tx, person: { id: string; name: string; email: string; now: string; capacities: { id: string; role: Role; body: string | null; party: string | null; area: string | null }[] }): Promise<boolean> {
  const added = await sql`insert into auth_user (id, name, email, email_verified, example, created_at, updated_at)
    values (${person.id}, ${person.name}, ${person.email}, true, true, ${person.now}, ${person.now}) on conflict do nothing returning id`.execute(tx)
  if (added.rows.length === 0) return false
  for (const row of person.capacities) {
    await addCapacity(tx, { ...row, person: person.id, from: person.now, until: null, by: 'system', now: person.now, reason: null, counts: true })
  }
  return true
}

/** Ends the account and everything that hangs on it; the person's past acts keep the name. */
export async function closePerson(tx: Tx, id: string, by: string, now: string): Promise<void> {
  await sql`update auth_user set closed_at = ${now}, updated_at = ${now} where id = ${id}`.execute(tx)
  await sql`update capacity set revoked_at = ${now}, revoked_by = ${by}, version = version + 1 where person = ${id} and revoked_at is null and (until_at is null or until_at > ${now}) and granted_at is not null`.execute(tx)
  await sql`update capacity set refused_at = ${now}, refused_by = ${by}, version = version + 1 where person = ${id} and granted_at is null and refused_at is null`.execute(tx)
  await sql`update api_token set revoked_at = ${now} where person = ${id} and revoked_at is null`.execute(tx)
  await sql`delete from auth_session where user_id = ${id}`.execute(tx)
}
