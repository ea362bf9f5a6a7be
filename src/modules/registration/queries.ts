import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../kernel/db.ts'
import { hosts, type Reader } from '../meetings/index.ts'
import { findSeries, listRunning, listSeries, type RunningMeeting, type Series } from '../meetings/index.ts'
import { closingDay, isLate, scopeOf, type Scope } from './rules.ts'
import type { Identity, Kind, PersonRole, Registrant } from './schema.ts'

/** A series as registration knows it, for this reader. */
export interface Gathering extends Series {
  /** Of the series, that the reader takes part in or serves; the earliest first. */
  meetings: RunningMeeting[]
  closesOn: string
  closed: boolean
  termsVersion: number
  hosted: boolean
  scope: Scope
}

/** Null where the reader takes part in nothing of it. */
export async function findGathering(db: Db | Tx, reader: Reader, id: string): Promise<Gathering | null> {
  const series = await findSeries(db, reader, id)
  if (!series) return null
  const meetings = await listRunning(db, reader, { series: id })
  const terms = (await sql<{ closesOn: string | null; version: number | null; firstDay: string | null }>`select t.closes_on as "closesOn", t.version, (select min(m.starts_on) from meeting_run u join meeting m on m.ref = u.meeting where u.series = ${id}) as "firstDay"
    from (select 1) one left join registration_terms t on t.series = ${id}`.execute(db)).rows[0]
  return gatheringOf(series, meetings, terms, reader)
}

function gatheringOf(series: Series, meetings: RunningMeeting[], terms: { closesOn: string | null; version: number | null; firstDay: string | null } | undefined, reader: Reader): Gathering {
  const closesOn = closingDay(terms?.closesOn ?? null, terms?.firstDay ?? series.startsOn)
  const hosted = meetings.some((meeting) => hosts(reader.actor, { body: meeting.body, host: meeting.host ?? series.host }))
  return { ...series, meetings, closesOn, closed: isLate(reader.now, closesOn, series.zone), termsVersion: terms?.version ?? 0, hosted, scope: scopeOf(reader.actor, { hosted }) }
}

/** The gatherings that are not over, of this reader, in three statements whatever their number. */
export async function listGatherings(db: Db, reader: Reader, today: string): Promise<Gathering[]> {
  const [meetings, all, terms] = await Promise.all([
    listRunning(db, reader), listSeries(db, reader),
    sql<{ series: string; closesOn: string | null; version: number | null; firstDay: string | null }>`select e.id as series, t.closes_on as "closesOn", t.version, (select min(m.starts_on) from meeting_run u join meeting m on m.ref = u.meeting where u.series = e.id) as "firstDay"
      from series e left join registration_terms t on t.series = e.id where e.ends_on >= ${today}`.execute(db),
  ])
  return all.filter((series) => series.endsOn >= today).flatMap((series) => {
    const own = meetings.filter((meeting) => meeting.run.series === series.id)
    return own.length === 0 ? [] : [gatheringOf(series, own, terms.rows.find((one) => one.series === series.id), reader)]
  })
}

const within = (scope: Scope): RawBuilder<boolean> => {
  if (scope === null) return sql<boolean>`false`
  if ('all' in scope) return sql<boolean>`true`
  return 'party' in scope ? sql<boolean>`p.party = ${scope.party}` : sql<boolean>`p.account = ${scope.account}`
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = (now: string) => sql`p.id, p.series, p.party, p.kind, coalesce(p.honorific, '') as honorific, p.given_name as "givenName", p.family_name as "familyName", p.badge_name as "badgeName", coalesce(r.native_name, '') as "nativeName",
  p.post, p.agency, p.position, p.account, p.origin, p.version,
  coalesce((select json_agg(json_build_object('meeting', o.meeting, 'role', o.role) order by o.meeting, o.from_at) from participant_role o where o.participant = p.id and (o.until_at is null or o.until_at > ${now}::timestamptz)), '[]') as roles,
  case when r.participant is null then null else json_build_object('sex', r.sex, 'nationality', r.nationality, 'language', r.language, 'accompanies', r.accompanies, 'equipment', r.equipment, 'photo', r.photo, 'photoType', r.photo_type, 'consent', r.consent,
    'submittedAt', ${instant('r.submitted_at')}, 'submittedBy', r.submitted_by, 'late', r.late, 'lateRequest', r.late_request, 'validatedAt', ${instant('r.validated_at')}, 'validatedBy', r.validated_by) end as registered,
  case when b.id is null then null else json_build_object('id', b.id, 'number', b.number, 'code', b.code, 'category', b.category, 'state', b.state, 'receipt', b.receipt, 'batch', b.batch, 'reason', b.reason, 'changedAt', ${instant('b.changed_at')}, 'version', b.version) end as badge,
  coalesce((select array_agg(distinct w.meeting) from (select d.meeting from door_scan d where d.participant = p.id and coalesce(d.given, d.answer) = 'in' union select a.meeting from attendance a where a.participant = p.id) w), '{}') as attended`

const from = sql`participant p left join registration r on r.participant = p.id left join lateral (select * from badge x where x.participant = p.id order by x.number desc limit 1) b on true`

/** The people of a series that this reader may see registered; delegations in the order of codes, then as each gave it. */
export async function listRegistrants(db: Db | Tx, gathering: Pick<Gathering, 'id' | 'scope'>, now: string, asked: { party?: string | undefined; batch?: string | undefined } = {}): Promise<Registrant[]> {
  return (await sql<Registrant>`select ${columns(now)} from ${from} where p.series = ${gathering.id} and p.withdrawn_at is null and ${within(gathering.scope)}
    and (${asked.party ?? null}::text is null or p.party = ${asked.party ?? null}) and (${asked.batch ?? null}::text is null or b.batch = ${asked.batch ?? null}) order by p.party nulls last, p.kind, p.position, p.id`.execute(db)).rows
}

export async function findRegistrant(db: Db | Tx, gathering: Pick<Gathering, 'id' | 'scope'>, id: string, now: string): Promise<Registrant | null> {
  return (await sql<Registrant>`select ${columns(now)} from ${from} where p.id = ${id} and p.series = ${gathering.id} and p.withdrawn_at is null and ${within(gathering.scope)}`.execute(db)).rows[0] ?? null
}

/** For a command: the person's row is locked until the transaction ends. */
export async function lockRegistrant(tx: Tx, gathering: Pick<Gathering, 'id' | 'scope'>, id: string, now: string): Promise<Registrant | null> {
  await sql`select 1 from participant where id = ${id} for update`.execute(tx)
  return findRegistrant(tx, gathering, id, now)
}

/** For a tab: how many are named, and how many of them have registered. */
export async function countRegistrants(db: Db, gathering: Pick<Gathering, 'id' | 'scope'>): Promise<{ people: number; registered: number }> {
  const row = (await sql<{ people: number; registered: number }>`select count(*)::int as people, count(r.participant)::int as registered from participant p left join registration r on r.participant = p.id
    where p.series = ${gathering.id} and p.withdrawn_at is null and ${within(gathering.scope)}`.execute(db)).rows[0]
  return row ?? { people: 0, registered: 0 }
}

/** The series of the one meeting or person an act names. */
export async function seriesOfParticipant(db: Db | Tx, id: string): Promise<string | null> {
  return (await sql<{ series: string }>`select series from participant where id = ${id}`.execute(db)).rows[0]?.series ?? null
}

/** The account that a delegation named as its accreditation officer, if any. */
export async function findOfficer(db: Db | Tx, series: string, party: string): Promise<{ account: string; name: string } | null> {
  return (await sql<{ account: string; name: string }>`select o.account, u.name from accreditation_officer o join auth_user u on u.id = o.account where o.series = ${series} and o.party = ${party} and o.ended_at is null order by o.named_at desc limit 1`.execute(db)).rows[0] ?? null
}

export async function saveOfficer(tx: Tx, row: { series: string; party: string; account: string | null; by: string; now: string }): Promise<void> {
  await sql`update accreditation_officer set ended_at = ${row.now} where series = ${row.series} and party = ${row.party} and ended_at is null`.execute(tx)
  if (row.account !== null) await sql`insert into accreditation_officer (series, party, account, named_by, named_at) values (${row.series}, ${row.party}, ${row.account}, ${row.by}, ${row.now}) on conflict (series, party, named_at) do update set account = excluded.account, named_by = excluded.named_by, ended_at = null`.execute(tx)
}

/** Accounts that act for a party now: whom it may name as its officer, and whose registration is their own. */
export async function listAccountsOf(db: Db | Tx, party: string, now: string): Promise<{ id: string; name: string; role: string }[]> {
  return (await sql<{ id: string; name: string; role: string }>`select distinct on (u.id) u.id, u.name, c.role from capacity c join auth_user u on u.id = c.person where c.party = ${party} and c.role in ('NF', 'HD', 'DE', 'LS', 'DP', 'OB') and c.granted_at is not null and c.from_at <= ${now}::timestamptz and (c.until_at is null or c.until_at > ${now}::timestamptz) order by u.id, c.role`.execute(db)).rows
}

export async function saveTerms(tx: Tx, series: string, closesOn: string | null, version: number): Promise<boolean> {
  if (version === 0) return (await sql`insert into registration_terms (series, closes_on) values (${series}, ${closesOn}) on conflict do nothing returning 1`.execute(tx)).rows.length === 1
  return (await sql`update registration_terms set closes_on = ${closesOn}, version = version + 1 where series = ${series} and version = ${version} returning 1`.execute(tx)).rows.length === 1
}

export interface NewParticipant {
  id: string
  series: string
  party: string | null
  kind: Kind
  account: string | null
  origin: 'desk' | 'demonstration'
}

/** A person who was not nominated: services, staff, media, support. Put last in the order of the delegation. */
export async function addParticipant(tx: Tx, row: NewParticipant & Identity & { by: string; now: string; position?: number }): Promise<void> {
  await sql`insert into participant (id, series, party, kind, honorific, given_name, family_name, badge_name, post, agency, position, account, named_by, named_at, origin)
    values (${row.id}, ${row.series}, ${row.party}, ${row.kind}, ${row.honorific || null}, ${row.givenName}, ${row.familyName}, ${row.badgeName}, ${row.post}, ${row.agency},
      ${row.position ?? sql`(select coalesce(max(position), 0) + 1 from participant where series = ${row.series} and party is not distinct from ${row.party})`}, ${row.account}, ${row.by}, ${row.now}, ${row.origin}) on conflict (id) do nothing`.execute(tx)
}

export async function addRole(tx: Tx, row: { participant: string; meeting: string; role: PersonRole; from: string }): Promise<void> {
  await sql`insert into participant_role (participant, meeting, role, from_at) values (${row.participant}, ${row.meeting}, ${row.role}, ${row.from}) on conflict do nothing`.execute(tx)
}

/** The names on the person's own row; false when somebody changed it meanwhile. */
export async function saveIdentity(tx: Tx, id: string, version: number, row: Identity): Promise<boolean> {
  return (await sql`update participant set honorific = ${row.honorific || null}, given_name = ${row.givenName}, family_name = ${row.familyName}, badge_name = ${row.badgeName}, post = ${row.post}, agency = ${row.agency}, version = version + 1
    where id = ${id} and version = ${version} returning 1`.execute(tx)).rows.length === 1
}

export async function saveRegistration(tx: Tx, id: string, row: Identity & { photo: string | null; photoType: string | null; late: boolean; lateRequest: string | null; by: string; role: string; now: string }): Promise<void> {
  await sql`insert into registration (participant, native_name, sex, nationality, language, accompanies, equipment, photo, photo_type, consent, submitted_at, submitted_by, submitted_role, late, late_request)
    values (${id}, ${row.nativeName}, ${row.sex}, ${row.nationality}, ${row.language}, ${row.accompanies}, ${row.equipment}, ${row.photo}, ${row.photoType}, ${row.consent}, ${row.now}, ${row.by}, ${row.role}, ${row.late}, ${row.lateRequest})
    on conflict (participant) do update set native_name = excluded.native_name, sex = excluded.sex, nationality = excluded.nationality, language = excluded.language, accompanies = excluded.accompanies, equipment = excluded.equipment,
      photo = coalesce(excluded.photo, registration.photo), photo_type = coalesce(excluded.photo_type, registration.photo_type), consent = excluded.consent, late_request = coalesce(excluded.late_request, registration.late_request)`.execute(tx)
}

/** What was validated is to be looked at again after it changed. */
export async function clearValidation(tx: Tx, id: string): Promise<void> {
  await sql`update registration set validated_at = null, validated_by = null, validated_role = null where participant = ${id}`.execute(tx)
}

export async function saveLateRequest(tx: Tx, id: string, text: string): Promise<void> {
  await sql`update registration set late_request = ${text} where participant = ${id}`.execute(tx)
}

export async function saveValidation(tx: Tx, id: string, row: { by: string; role: string; now: string }): Promise<void> {
  await sql`update registration set validated_at = ${row.now}, validated_by = ${row.by}, validated_role = ${row.role} where participant = ${id}`.execute(tx)
}

/** The photo of a person this reader may see registered. */
export async function findPhoto(db: Db, gathering: Pick<Gathering, 'id' | 'scope'>, id: string): Promise<{ sha256: string; type: string } | null> {
  return (await sql<{ sha256: string; type: string }>`select r.photo as sha256, r.photo_type as type from participant p join registration r on r.participant = p.id where p.id = ${id} and p.series = ${gathering.id} and r.photo is not null and ${within(gathering.scope)}`.execute(db)).rows[0] ?? null
}

/** The categories under which parties take part in the meetings of a series: meeting → party → category. */
export async function listCategories(db: Db | Tx, series: string): Promise<{ meeting: string; party: string; category: string }[]> {
  return (await sql<{ meeting: string; party: string; category: string }>`select n.meeting, n.party, n.category from participation n join meeting_run u on u.meeting = n.meeting where u.series = ${series}`.execute(db)).rows
}

/** How many badges a delegation may have: the host's yes, else the size of the largest delegation that a convocation names; null: as many as come. */
export async function listQuotas(db: Db | Tx, series: string): Promise<{ party: string | null; badges: number | null }[]> {
  return (await sql<{ party: string | null; badges: number | null }>`select party, badges from registration_quota where series = ${series} union all select null, max(size_quota) from meeting_run where series = ${series}`.execute(db)).rows
}

export async function saveQuota(tx: Tx, row: { series: string; party: string; badges: number; by: string; now: string }): Promise<void> {
  await sql`insert into registration_quota (series, party, badges, given_by, given_at) values (${row.series}, ${row.party}, ${row.badges}, ${row.by}, ${row.now})
    on conflict (series, party) do update set badges = excluded.badges, given_by = excluded.given_by, given_at = excluded.given_at`.execute(tx)
}

