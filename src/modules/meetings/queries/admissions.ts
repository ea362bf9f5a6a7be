import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'

export interface Admission {
  id: string
  meeting: string
  session: string | null
  sessionTitle: Text | null
  item: string | null
  itemTitle: Text | null
  party: string | null
  person: string | null
  personName: string | null
  reason: string | null
  givenBy: string
  givenRole: string
  from: string
  until: string | null
  endedAt: string | null
}

/** Whom the Chair invited beyond what the category has; those to single papers are the papers' own affair. */
export async function listAdmissions(db: Db | Tx, meeting: string): Promise<Admission[]> {
  return (await sql<Admission>`select ad.id, ad.meeting, ad.session, s.title as "sessionTitle", ad.item, i.title as "itemTitle", ad.party, ad.person, p.name as "personName", ad.reason, ad.given_by as "givenBy", ad.given_role as "givenRole",
      ad.from_at as "from", ad.until_at as until, ad.ended_at as "endedAt"
    from admission ad left join session s on s.id = ad.session left join agenda_item i on i.id = ad.item left join auth_user p on p.id = ad.person where ad.meeting = ${meeting} and ad.document is null order by ad.from_at desc, ad.id`.execute(db)).rows
}

export async function addAdmission(tx: Tx, row: { id: string; meeting: string; session: string | null; item: string | null; party: string | null; person: string | null; reason: string | null; givenBy: string; givenRole: string; from: string; until: string | null }): Promise<void> {
  await sql`insert into admission (id, meeting, session, item, party, person, reason, given_by, given_role, from_at, until_at)
    values (${row.id}, ${row.meeting}, ${row.session}, ${row.item}, ${row.party}, ${row.person}, ${row.reason}, ${row.givenBy}, ${row.givenRole}, ${row.from}, ${row.until})`.execute(tx)
}

export async function endAdmission(tx: Tx, meeting: string, id: string, now: string): Promise<boolean> {
  return (await sql`update admission set ended_at = ${now} where id = ${id} and meeting = ${meeting} and ended_at is null and document is null returning id`.execute(tx)).rows.length === 1
}

export interface Assignment {
  id: string
  person: string
  personName: string
  session: string | null
  sessionTitle: Text | null
  task: 'interpreter' | 'translator' | 'note-taker' | 'technical'
  startsAt: string
  endsAt: string
  endedAt: string | null
}

export async function listAssignments(db: Db | Tx, meeting: string): Promise<Assignment[]> {
  return (await sql<Assignment>`select a.id, a.person, p.name as "personName", a.session, s.title as "sessionTitle", a.task, a.starts_at as "startsAt", a.ends_at as "endsAt", a.ended_at as "endedAt"
    from assignment a join auth_user p on p.id = a.person left join session s on s.id = a.session where a.meeting = ${meeting} order by a.starts_at, p.name, a.id`.execute(db)).rows
}

export async function endAssignment(tx: Tx, meeting: string, id: string, now: string): Promise<boolean> {
  return (await sql`update assignment set ended_at = ${now} where id = ${id} and meeting = ${meeting} and ended_at is null returning id`.execute(tx)).rows.length === 1
}

/** A person by the address he or she signs in with. */
export async function findPersonByEmail(db: Db | Tx, email: string): Promise<{ id: string; name: string } | null> {
  return (await sql<{ id: string; name: string }>`select id, name from auth_user where lower(email) = lower(${email})`.execute(db)).rows[0] ?? null
}

/** Whether an agenda item is of this meeting. */
export async function isItemOf(tx: Tx, meeting: string, item: string): Promise<boolean> {
  return (await sql`select 1 from agenda_item where id = ${item} and meeting = ${meeting} and removed_at is null`.execute(tx)).rows.length === 1
}

/** What the Chair may invite to beside sessions: the items of the agenda. */
export async function listItemsOf(db: Db, meeting: string): Promise<{ id: string; position: number; title: Text }[]> {
  return (await sql<{ id: string; position: number; title: Text }>`select id, position, title from agenda_item where meeting = ${meeting} and removed_at is null order by position, id`.execute(db)).rows
}
