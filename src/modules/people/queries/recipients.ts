import { sql } from 'kysely'
import { type Capacity, type Role, roles } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Lang } from '../../../kernel/languages.ts'

export interface Recipient {
  person: { id: string; name: string }
  email: string
  lang: Lang
  capacities: Capacity[]
}

/** People with an open account who hold one of these roles now, each with the capacities in force: whom a mail may reach. */
export const listRecipients = (db: Db, wanted: readonly Role[], now: string): Promise<Recipient[]> => holdersOf(db, wanted, now, null)

/** One person with an open account and what he may act in now, for what reads in his name without a sign-in, such as a calendar feed. */
export const findHolder = async (db: Db, person: string, now: string): Promise<Recipient | null> => (await holdersOf(db, roles, now, person))[0] ?? null

async function holdersOf(db: Db, wanted: readonly Role[], now: string, person: string | null): Promise<Recipient[]> {
  const rows = await sql<{ id: string; name: string; email: string; lang: Lang; capacities: Capacity[] }>`
    select u.id, u.name, u.email, u.lang, json_agg(json_build_object('id', c.id, 'role', c.role, 'body', c.body, 'party', c.party, 'area', c.area, 'from', c.from_at, 'until', c.until_at) order by c.id) as capacities
    from auth_user u join capacity c on c.person = u.id
    where u.closed_at is null and (${person}::text is null or u.id = ${person}) and c.role = any(${[...wanted]}) and c.granted_at is not null and c.refused_at is null and (c.revoked_at is null or c.revoked_at > ${now}) and c.from_at <= ${now} and (c.until_at is null or c.until_at > ${now})
    group by u.id order by u.id`.execute(db)
  return rows.rows.map((row) => ({ person: { id: row.id, name: row.name }, email: row.email, lang: row.lang, capacities: row.capacities }))
}
