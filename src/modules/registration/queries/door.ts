import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { BadgeFacts, DoorAnswer, DoorFacts } from '../rules/door.ts'

export interface DoorSession extends DoorFacts {
  id: string
  meeting: string
  body: string
  host: string | null
  series: string
  zone: string
  title: Text
  room: Text | null
}

const sessionColumns = sql`s.id, s.meeting, m.body, m.host, u.series, u.zone, s.title, s.room, s.access, s.partner, coalesce(o.kind = 'consultation', false) as consultation, s.starts_at as "opensAt", s.ends_at as "closesAt", s.state, s.overlays, r.capacity`
const sessionFrom = sql`session s join meeting m on m.ref = s.meeting join meeting_run u on u.meeting = s.meeting left join body o on o.code = m.body left join door_room r on r.session = s.id`

/** The rooms of the series that are not over: all sessions, by time. For the host, whose doors they are. */
export async function listDoors(db: Db, meetings: readonly string[], now: string): Promise<DoorSession[]> {
  return (await sql<DoorSession>`select ${sessionColumns} from ${sessionFrom} where s.meeting = any(${meetings}) and s.state <> 'closed' and s.ends_at > ${now}::timestamptz - interval '12 hours' order by s.starts_at, s.position, s.id`.execute(db)).rows
}

export async function findDoor(db: Db | Tx, id: string): Promise<DoorSession | null> {
  return (await sql<DoorSession>`select ${sessionColumns} from ${sessionFrom} where s.id = ${id}`.execute(db)).rows[0] ?? null
}

/** Scans at one door wait for each other, so that two doors of a room do not let in more than it holds. */
export async function lockDoor(tx: Tx, session: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`door ${session}`}))`.execute(tx)
}

export async function saveCapacity(tx: Tx, session: string, capacity: number | null): Promise<void> {
  await sql`insert into door_room (session, capacity) values (${session}, ${capacity}) on conflict (session) do update set capacity = excluded.capacity, version = door_room.version + 1`.execute(tx)
}

export interface DoorBadge extends BadgeFacts {
  badge: string
  participant: string
  codeHash: string
  honorific: string
  givenName: string
  familyName: string
  badgeName: string
  post: string
  agency: string
  photo: boolean
  /** Since when it is what it is. */
  changedAt: string
  /** The same person's badge that counts now, where this one does not. */
  replaced: boolean
  inside: boolean
}

/** What a door asks of badges, in one statement: those of the series of the session, or the one with this hash. */
export async function listDoorBadges(db: Db | Tx, session: DoorSession, now: string, hash?: string): Promise<DoorBadge[]> {
  const one: RawBuilder<boolean> = hash === undefined ? sql<boolean>`b.state <> 'requested'` : sql<boolean>`b.code_hash = ${hash}`
  return (await sql<DoorBadge>`select b.id as badge, b.participant, b.code_hash as "codeHash", b.state, b.changed_at as "changedAt", p.kind, p.party, coalesce(p.honorific, '') as honorific, p.given_name as "givenName", p.family_name as "familyName", p.badge_name as "badgeName", p.post, p.agency,
      r.photo is not null as photo, n.category,
      (select o.role from participant_role o where o.participant = p.id and o.meeting = ${session.meeting} and o.from_at <= ${now}::timestamptz and (o.until_at is null or o.until_at > ${now}::timestamptz) order by o.from_at desc limit 1) as role,
      exists (select 1 from admission a where a.meeting = ${session.meeting} and (a.session is null or a.session = ${session.id}) and a.document is null and (a.session is not null or a.item in (select i.id from agenda_item i where i.session = ${session.id}))
        and (a.party = p.party or a.person = p.account) and a.ended_at is null and a.from_at <= ${now}::timestamptz and (a.until_at is null or a.until_at > ${now}::timestamptz)) as admitted,
      exists (select 1 from assignment a where a.person = p.account and a.meeting = ${session.meeting} and (a.session is null or a.session = ${session.id}) and a.ended_at is null) as assigned,
      exists (select 1 from badge x where x.participant = p.id and x.number > b.number) as replaced,
      coalesce((select d.way = 'in' from door_scan d where d.session = ${session.id} and d.participant = p.id and coalesce(d.given, d.answer) in ('in', 'out') order by d.at desc, d.number desc limit 1), false) as inside
    from badge b join participant p on p.id = b.participant left join registration r on r.participant = p.id
      left join participation n on n.meeting = ${session.meeting} and n.party = p.party and n.from_at <= ${now}::timestamptz and (n.until_at is null or n.until_at > ${now}::timestamptz)
    where b.series = ${session.series} and p.withdrawn_at is null and ${one}`.execute(db)).rows
}

/** Who is in the room: of each delegation those without a pin, and all. */
export async function countInside(db: Db | Tx, session: string): Promise<{ all: number; parties: Map<string, number> }> {
  const rows = (await sql<{ party: string | null; pin: boolean; n: number }>`with last as (select distinct on (d.participant) d.participant, d.way, d.meeting from door_scan d where d.session = ${session} and d.participant is not null and coalesce(d.given, d.answer) in ('in', 'out') order by d.participant, d.at desc, d.number desc)
    select p.party, exists (select 1 from participant_role o where o.participant = p.id and o.meeting = last.meeting and o.role = 'head' and o.until_at is null) or p.party is null as pin, count(*)::int as n from last join participant p on p.id = last.participant where last.way = 'in' group by 1, 2`.execute(db)).rows
  const parties = new Map<string, number>()
  for (const row of rows) if (row.party !== null && !row.pin) parties.set(row.party, (parties.get(row.party) ?? 0) + row.n)
  return { all: rows.reduce((sum, row) => sum + row.n, 0), parties }
}

export interface Scan {
  key: string
  session: string
  participant: string | null
  badge: string | null
  way: 'in' | 'out'
  at: string
  answer: DoorAnswer
  reason: string
  given: DoorAnswer | null
}

export async function findScan(db: Db | Tx, key: string): Promise<(Scan & { byAccount: string }) | null> {
  return (await sql<Scan & { byAccount: string }>`select key, session, participant, badge, way, at, answer, reason, given, by_account as "byAccount" from door_scan where key = ${key}`.execute(db)).rows[0] ?? null
}

/** Nothing is written where the key was used before. */
export async function addScan(tx: Tx, row: Scan & { series: string; meeting: string; receivedAt: string; byAccount: string; byName: string }): Promise<boolean> {
  return (await sql`insert into door_scan (key, series, session, meeting, badge, participant, way, at, received_at, by_account, by_name, answer, reason, given)
    values (${row.key}, ${row.series}, ${row.session}, ${row.meeting}, ${row.badge}, ${row.participant}, ${row.way}, ${row.at}, ${row.receivedAt}, ${row.byAccount}, ${row.byName}, ${row.answer}, ${row.reason}, ${row.given}) on conflict (key) do nothing returning 1`.execute(tx)).rows.length === 1
}

export interface Disputed {
  key: string
  session: string
  at: string
  byName: string
  answer: DoorAnswer
  given: DoorAnswer
  reason: string
  honorific: string
  givenName: string
  familyName: string
}

/** What a door said without network and the system would not have said: somebody should look. */
export async function listDisputed(db: Db, series: readonly string[]): Promise<Disputed[]> {
  return (await sql<Disputed>`select d.key, d.session, d.at, d.by_name as "byName", d.answer, d.given, d.reason, coalesce(p.honorific, '') as honorific, coalesce(p.given_name, '') as "givenName", coalesce(p.family_name, '') as "familyName"
    from door_scan d left join participant p on p.id = d.participant where d.series = any(${series}) and d.given is not null and d.given <> d.answer order by d.at desc limit 20`.execute(db)).rows
}
