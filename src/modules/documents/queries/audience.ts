import { type RawBuilder, sql } from 'kysely'
import { type Actor, type Role, roles } from '../../../kernel/actor.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import { type Category, everyReader, partyIn, personIn, type Reader } from '../../meetings/index.ts'
import { seesDocument } from './rights.ts'
import type { Marks } from '../rules/papers.ts'

/** Under which heading a person is counted: the category of his party in that meeting, or what he serves as. */
export type AudienceGroup = Exclude<Category, 'resource-person'> | 'chair' | 'host' | 'services' | 'auditor' | 'other'

export interface AudienceRow {
  /** Of the marks asked about. */
  key: string
  group: AudienceGroup
  /** People who may open it now. */
  people: number
  parties: number
}

/** Whether the person and capacity in row `c` sees `d`: `seesDocument` itself, for each role. */
const seenBy = (now: string): RawBuilder<boolean> => sql`(${sql.join(roles.filter((role) => role !== 'PU').map((role: Role) => sql`(c.role = ${role} and ${seesDocument(everyReader(role, now, { person: sql`c.person`, party: sql`c.party`, area: sql`coalesce(c.area, '')` }))})`), sql` or `)})`

/** Capacities in force of open accounts, with the group each counts under. */
const inForce = (now: string) => sql`select c.person, c.role, c.party, c.area, u.name, case when c.role = 'SD' then 'secretariat' when c.role = 'CH' then 'chair' when c.role = 'HL' then 'host' when c.role = 'IN' then 'services' when c.role = 'AU' then 'auditor' else coalesce(p.category, 'other') end as grouped
  from capacity c join auth_user u on u.id = c.person left join participation p on p.meeting = d.meeting and p.party = c.party and c.role in ('NF', 'HD', 'DE', 'LS', 'DP', 'OB')
  where u.closed_at is null and c.granted_at is not null and c.refused_at is null and (c.revoked_at is null or c.revoked_at > ${now}::timestamptz) and c.from_at <= ${now}::timestamptz and (c.until_at is null or ${now}::timestamptz < c.until_at)`

/** A paper as it would be with other marks: what each would change is counted by the same rule, in the same statement. */
const variants = (id: string, now: string, marks: readonly (Marks & { key: string })[]) => sql`select o.id, o.meeting, o.item, o.status, o.late, o.admitted_at, o.recalled_at, o.submitted_by, o.areas, o.registered_at, v.key, v.distribution, v.partner, v.joint,
    case when v.key = 'now' then o.distributed_at else ${now}::timestamptz end as distributed_at, case when v.key = 'now' then o.released_at when v.distribution = 'PUBLIC' then ${now}::timestamptz end as released_at
  from official_document o cross join (values ${sql.join(marks.map((each) => sql`(${each.key}::text, ${each.distribution}::text, ${each.partner}::text, ${each.joint}::boolean)`))}) v(key, distribution, partner, joint) where o.id = ${id}`

/** Who may open a paper now (`now`) and with each of the other marks, in people by group; each person counts once. One statement. */
export async function audienceOf(db: Db, id: string, now: string, marks: readonly (Marks & { key: string })[]): Promise<AudienceRow[]> {
  return (await sql<AudienceRow>`select key, grouped as "group", count(*)::int as people, count(distinct party)::int as parties from (
      select distinct on (d.key, c.person) d.key, c.person, c.party, c.grouped from (${variants(id, now, marks)}) d cross join lateral (${inForce(now)}) c where ${seenBy(now)} order by d.key, c.person, c.role) seen
    group by key, grouped order by key, grouped`.execute(db)).rows
}

export interface AudiencePerson {
  person: string
  name: string
  role: Role
  party: string | null
  group: AudienceGroup
  firstOpened: string | null
  /** May open it now; false: opened it while he might. */
  may: boolean
}

/** The people who may open a paper or have opened it, each once, in the order of their groups. One statement. */
export async function listAudience(db: Db, id: string, now: string): Promise<AudiencePerson[]> {
  return (await sql<AudiencePerson>`with may as (select distinct on (c.person) c.person, c.name, c.role, c.party, c.grouped from (select o.* from official_document o where o.id = ${id}) d cross join lateral (${inForce(now)}) c where ${seenBy(now)} order by c.person, c.role),
      opened as (select person, min(first_at) as at, min(role) as role, min(party) as party from document_opening where document = ${id} group by person)
    select coalesce(may.person, opened.person) as person, coalesce(may.name, u.name, '') as name, coalesce(may.role, opened.role) as role, coalesce(may.party, opened.party) as party, coalesce(may.grouped, 'other') as "group", opened.at as "firstOpened", may.person is not null as may
    from may full join opened on opened.person = may.person left join auth_user u on u.id = opened.person order by array_position(array['member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'sister-body', 'secretariat', 'chair', 'host', 'services', 'auditor'], coalesce(may.grouped, 'other')), 4, 2`.execute(db)).rows
}

/** How many of each group have opened it, and when services that are yet to come will be able to. */
export async function openedOf(db: Db, id: string, now: string): Promise<{ opened: Map<string, number>; servicesFrom: string | null }> {
  const rows = (await sql<{ grouped: string; n: number; from: string | null }>`select case when x.role = 'SD' then 'secretariat' when x.role = 'CH' then 'chair' when x.role = 'HL' then 'host' when x.role = 'IN' then 'services' when x.role = 'AU' then 'auditor' else coalesce(p.category, 'other') end as grouped, count(distinct x.person)::int as n, null as "from"
      from document_opening x join official_document d on d.id = x.document left join participation p on p.meeting = d.meeting and p.party = x.party where x.document = ${id} group by 1
    union all select 'services-from', 0, to_char(min(a.starts_at - interval '48 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from official_document d join assignment a on a.meeting = d.meeting and a.ended_at is null and a.starts_at - interval '48 hours' > ${now}::timestamptz
      and (a.session is null or a.session = (select i.session from agenda_item i where i.id = d.item)) where d.id = ${id}`.execute(db)).rows
  return { opened: new Map(rows.filter((row) => row.grouped !== 'services-from').map((row) => [row.grouped, row.n])), servicesFrom: rows.find((row) => row.grouped === 'services-from')?.from ?? null }
}

/** Someone opened it: kept for "who has it now". No data that pages show moves, so the data version does not. */
export async function saveOpening(db: Db, opening: { document: string; actor: Actor; lang: string; way: 'read' | 'download' | 'pack'; now: string }): Promise<void> {
  const { actor } = opening
  if (actor.person === null || actor.capacity === null) return
  await sql`insert into document_opening (document, person, capacity, party, role, lang, way, first_at, last_at) values (${opening.document}, ${actor.person.id}, ${actor.capacity.id}, ${actor.capacity.party}, ${actor.capacity.role}, ${opening.lang}, ${opening.way}, ${opening.now}, ${opening.now})
    on conflict (document, person, capacity, lang, way) do update set last_at = excluded.last_at, times = document_opening.times + 1`.execute(db)
}

/** What is true of this reader and a paper, for saying why he sees it. */
export interface WhyFacts {
  sees: boolean
  own: boolean
  released: boolean
  /** Named for the paper or its item. */
  named: 'document' | 'item' | null
  category: Category | null
  /** Of his party in the meeting. */
  from: string | null
  until: string | null
  serving: { from: string; until: string } | null
  session: string | null
}

export async function whyFacts(db: Db | Tx, reader: Reader, id: string): Promise<WhyFacts | null> {
  const [person, party] = [personIn(reader) ?? sql`null::text`, partyIn(reader) ?? sql`null::text`]
  const at = sql`${reader.now}::timestamptz`
  return (await sql<WhyFacts>`select ${seesDocument(reader)} as sees, coalesce(d.submitted_by = ${party}, false) as own, coalesce(d.distribution = 'PUBLIC' and d.released_at <= ${at}, false) as released,
      (select case when ad.document is not null then 'document' else 'item' end from admission ad where ad.meeting = d.meeting and (ad.person = ${person} or ad.party = ${party}) and ad.ended_at is null and ad.from_at <= ${at} and (ad.until_at is null or ${at} < ad.until_at) and (ad.document = d.id or ad.item = d.item) order by ad.document nulls last limit 1) as named,
      p.category, p.from_at as "from", p.until_at as until, i.session,
      (select json_build_object('from', to_char((a.starts_at - interval '48 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'until', to_char((a.ends_at + interval '24 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) from assignment a where a.meeting = d.meeting and a.person = ${person} and a.ended_at is null
        and (a.session is null or i.session is null or a.session = i.session) and a.starts_at - interval '48 hours' <= ${at} and ${at} < a.ends_at + interval '24 hours' limit 1) as serving
    from official_document d left join participation p on p.meeting = d.meeting and p.party = ${party} left join agenda_item i on i.id = d.item where d.id = ${id}`.execute(db)).rows[0] ?? null
}
