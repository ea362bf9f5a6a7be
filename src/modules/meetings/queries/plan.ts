import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { indexForSearch } from '../../../kernel/search.ts'
import type { Category } from '../rights.ts'
import type { Run, RunningMeeting, Series, Session } from './run.ts'
import type { Meeting } from '../queries.ts'
import type { RunState } from '../schema.ts'

/** What a command writes of meetings that are run here. Every reading for it has locked the run before. */

export interface By {
  now: string
  byName: string
  byRole: string
}

/** One more step of the dated path; the number follows from those there are. */
export async function appendState(tx: Tx, meeting: string, state: RunState, by: By, reason: string | null): Promise<void> {
  await sql`insert into meeting_state (meeting, number, state, at, by_name, by_role, reason)
    select ${meeting}, coalesce(max(number), 0) + 1, ${state}, ${by.now}, ${by.byName}, ${by.byRole}, ${reason} from meeting_state where meeting = ${meeting}`.execute(tx)
}

/** False where somebody else was first. */
export async function saveState(tx: Tx, meeting: string, version: number, row: { state: RunState; stateBefore: RunState | null; numberCounts?: boolean }): Promise<boolean> {
  const saved = await sql`update meeting_run set state = ${row.state}, state_before = ${row.stateBefore}, number_counts = coalesce(${row.numberCounts ?? null}::boolean, number_counts), version = version + 1 where meeting = ${meeting} and version = ${version} returning meeting`.execute(tx)
  return saved.rows.length === 1
}

export async function raiseRun(tx: Tx, meeting: string, version: number): Promise<boolean> {
  return (await sql`update meeting_run set version = version + 1 where meeting = ${meeting} and version = ${version} returning meeting`.execute(tx)).rows.length === 1
}

/** What the register counts: held once it is closed, cancelled once it is called off. */
export async function saveStatus(tx: Tx, meeting: string, status: Meeting['status']): Promise<void> {
  await sql`update meeting set status = ${status} where ref = ${meeting}`.execute(tx)
}

export interface Facts {
  startsOn: string | null
  endsOn: string | null
  city: Text | null
  country: string | null
  mode: Meeting['mode']
  host: string | null
  chair: Meeting['chair']
}

export const factsOf = ({ startsOn, endsOn, city, country, mode, host, chair }: Facts): Facts => ({ startsOn, endsOn, city, country, mode, host, chair })

/** Days, place, mode, host and chair: aside while a public meeting's are not announced, else in the meeting itself. */
export async function saveFacts(tx: Tx, meeting: Pick<RunningMeeting, 'ref' | 'marking' | 'run'>, facts: Facts): Promise<void> {
  if (meeting.marking === 'PUBLIC' && !meeting.run.announced) {
    await sql`update meeting_run set tentative = ${json(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)))} where meeting = ${meeting.ref}`.execute(tx)
    return
  }
  await sql`update meeting set starts = ${facts.startsOn}, starts_on = ${facts.startsOn}, ends_on = ${facts.endsOn}, begun_by = ${facts.startsOn}, sort_on = ${facts.startsOn}, city = ${json(facts.city)}, country = ${facts.country},
    mode = ${facts.mode}, host = ${facts.host}, chair = ${json(facts.chair)} where ref = ${meeting.ref}`.execute(tx)
}

/** From now on everyone may know of it, and find it. */
export async function publish(tx: Tx, meeting: RunningMeeting, title: Text): Promise<void> {
  await sql`update meeting_run set tentative = null where meeting = ${meeting.ref}`.execute(tx)
  await sql`update meeting set marking = 'PUBLIC' where ref = ${meeting.ref}`.execute(tx)
  const place = (lang: 'en' | 'th') => [meeting.city?.[lang], meeting.startsOn?.slice(0, 4)].filter(Boolean).join(' ')
  await indexForSearch(tx, [
    { kind: 'meeting', id: meeting.ref, marking: 'PUBLIC', url: `/meetings/${meeting.ref}`, title, body: { en: place('en'), th: place('th') }, codes: [meeting.ref, `${meeting.body} ${meeting.ordinal ?? ''}`], onDate: meeting.startsOn },
  ])
}

export async function saveRunFacts(tx: Tx, meeting: string, row: Partial<Pick<Run, 'opensAt' | 'closesAt' | 'hostBasis' | 'sizeQuota' | 'languages' | 'costs' | 'contacts'>>): Promise<void> {
  const columns: Record<keyof typeof row, string> = { opensAt: 'opens_at', closesAt: 'closes_at', hostBasis: 'host_basis', sizeQuota: 'size_quota', languages: 'languages', costs: 'costs', contacts: 'contacts' }
  const changed = (Object.keys(row) as (keyof typeof row)[]).map((key) => sql`${sql.ref(columns[key])} = ${key === 'costs' || key === 'contacts' ? json(row[key]) : row[key]}`)
  if (changed.length > 0) await sql`update meeting_run set ${sql.join(changed)} where meeting = ${meeting}`.execute(tx)
}

export interface MeetingChange {
  id: string
  meeting: string
  at: string
  byName: string
  byRole: string
  what: 'moved' | 'facts' | 'mode' | 'announced' | 'host' | 'session' | 'participation'
  before: unknown
  after: unknown
  reason: string | null
}

export async function appendChange(tx: Tx, meeting: string, by: By, row: Pick<MeetingChange, 'what' | 'before' | 'after'> & { reason?: string | null }): Promise<string> {
  const id = randomUUID()
  await sql`insert into meeting_change (id, meeting, at, by_name, by_role, what, before, after, reason) values (${id}, ${meeting}, ${by.now}, ${by.byName}, ${by.byRole}, ${row.what}, ${json(row.before)}, ${json(row.after)}, ${row.reason ?? null})`.execute(tx)
  return id
}

const changeColumns = sql`id, meeting, at, by_name as "byName", by_role as "byRole", what, before, after, reason`

/** Newest first. */
export async function listChanges(db: Db | Tx, meeting: string, limit: number): Promise<MeetingChange[]> {
  return (await sql<MeetingChange>`select ${changeColumns} from meeting_change where meeting = ${meeting} order by number desc limit ${limit}`.execute(db)).rows
}

export async function findChange(db: Db, meeting: string, id: string): Promise<MeetingChange | null> {
  return (await sql<MeetingChange>`select ${changeColumns} from meeting_change where meeting = ${meeting} and id = ${id}`.execute(db)).rows[0] ?? null
}

/** What bears this name already, with its run where it is run here; locked. */
export async function findTaken(tx: Tx, ref: string): Promise<{ ref: string; status: Meeting['status']; marking: Meeting['marking']; origin: Meeting['origin']; state: RunState | null; numberCounts: boolean | null; starts: string | null } | null> {
  // Two who take the same free name at once queue here.
  await sql`select pg_advisory_xact_lock(727276, hashtext(${ref}))`.execute(tx)
  return (await sql<{ ref: string; status: Meeting['status']; marking: Meeting['marking']; origin: Meeting['origin']; state: RunState | null; numberCounts: boolean | null; starts: string | null }>`
    select m.ref, m.status, m.marking, m.origin, m.starts, u.state, u.number_counts as "numberCounts" from meeting m left join meeting_run u on u.meeting = m.ref where m.ref = ${ref} for update of m`.execute(tx)).rows[0] ?? null
}

/** The highest number of a body that is taken, cancelled ones that gave theirs back aside. */
export async function highestTaken(db: Db | Tx, body: string): Promise<number> {
  return (await sql<{ n: number | null }>`select max(m.ordinal)::int as n from meeting m left join meeting_run u on u.meeting = m.ref where m.body = ${body} and m.status <> 'planned' and coalesce(u.number_counts, true)`.execute(db)).rows[0]?.n ?? 0
}

/** A cancelled meeting whose number was not consumed takes a new beginning: its old programme is laid aside, its path goes on. */
export async function beginAnew(tx: Tx, meeting: string, now: string): Promise<void> {
  await sql`update session set removed_at = ${now} where meeting = ${meeting} and removed_at is null`.execute(tx)
  await sql`update meeting set status = 'planned' where ref = ${meeting}`.execute(tx)
}

export async function lockSeries(tx: Tx, id: string): Promise<Series | null> {
  return (await sql<Series>`select e.id, e.name, e.zone, e.host, e.city, e.venue, e.starts_on as "startsOn", e.ends_on as "endsOn", e.origin, e.version from series e where e.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function saveSeries(tx: Tx, row: Pick<Series, 'id' | 'name' | 'host' | 'city' | 'venue' | 'startsOn' | 'endsOn' | 'version'>): Promise<boolean> {
  const saved = await sql`update series set name = ${json(row.name)}, host = ${row.host}, city = ${json(row.city)}, venue = ${json(row.venue)}, starts_on = ${row.startsOn}, ends_on = ${row.endsOn}, version = version + 1
    where id = ${row.id} and version = ${row.version} returning id`.execute(tx)
  return saved.rows.length === 1
}

/** The days of a series hold those of its meetings. */
export async function widenSeries(tx: Tx, id: string): Promise<void> {
  await sql`update series e set starts_on = least(e.starts_on, w.first), ends_on = greatest(e.ends_on, w.last)
    from (select min(coalesce((u.tentative->>'startsOn')::date, m.starts_on)) as first, max(coalesce((u.tentative->>'endsOn')::date, (u.tentative->>'startsOn')::date, m.ends_on, m.starts_on)) as last
      from meeting_run u join meeting m on m.ref = u.meeting where u.series = ${id} and u.state <> 'CANCELLED') w where e.id = ${id} and w.first is not null`.execute(tx)
}

export async function nextPosition(tx: Tx, series: string): Promise<number> {
  return (await sql<{ n: number }>`select coalesce(max(position), 0)::int + 1 as n from meeting_run where series = ${series}`.execute(tx)).rows[0]?.n ?? 1
}

/** Another session in the same room at the same time, in the whole series: gives it one venue. Touching ends is no overlap. */
export async function roomTaken(tx: Tx, asked: { series: string; room: string; startsAt: string; endsAt: string; except: readonly string[] }): Promise<{ title: Text; meeting: string } | null> {
  return (await sql<{ title: Text; meeting: string }>`select s.title, s.meeting from session s join meeting_run u on u.meeting = s.meeting
    where u.series = ${asked.series} and u.state not in ('CANCELLED', 'POSTPONED') and s.removed_at is null and lower(trim(s.room->>'en')) = lower(trim(${asked.room})) and s.id <> all(${asked.except})
      and s.starts_at < ${asked.endsAt}::timestamptz and ${asked.startsAt}::timestamptz < s.ends_at order by s.starts_at limit 1`.execute(tx)).rows[0] ?? null
}

export async function saveSession(tx: Tx, row: Pick<Session, 'id' | 'title' | 'access' | 'partner' | 'room' | 'startsAt' | 'endsAt' | 'overlays' | 'version'>): Promise<boolean> {
  const saved = await sql`update session set title = ${json(row.title)}, access = ${row.access}, partner = ${row.partner}, room = ${json(row.room)}, starts_at = ${row.startsAt}, ends_at = ${row.endsAt}, overlays = ${row.overlays}, version = version + 1
    where id = ${row.id} and version = ${row.version} and removed_at is null returning id`.execute(tx)
  return saved.rows.length === 1
}

export async function removeSession(tx: Tx, id: string, version: number, now: string): Promise<boolean> {
  return (await sql`update session set removed_at = ${now}, version = version + 1 where id = ${id} and version = ${version} and removed_at is null returning id`.execute(tx)).rows.length === 1
}

/** The sessions of meetings as they stand, whoever asks: for moving them. */
export async function allSessions(db: Db | Tx, meetings: readonly string[]): Promise<Session[]> {
  return (await sql<Session>`select s.id, s.meeting, s.position, s.title, s.access, s.partner, s.room, s.starts_at as "startsAt", s.ends_at as "endsAt", s.overlays, s.state, s.opened_at as "openedAt", s.closed_at as "closedAt", s.version
    from session s where s.meeting = any(${meetings}) and s.removed_at is null order by s.starts_at, s.position, s.id`.execute(db)).rows
}

/** New times of a session and of those who serve there. */
export async function moveSession(tx: Tx, row: { id: string; startsAt: string; endsAt: string; shiftStart: string; shiftEnd: string }): Promise<void> {
  await sql`update assignment set starts_at = starts_at + (${row.startsAt}::timestamptz - ${row.shiftStart}::timestamptz), ends_at = ends_at + (${row.endsAt}::timestamptz - ${row.shiftEnd}::timestamptz) where session = ${row.id} and ended_at is null`.execute(tx)
  await sql`update session set starts_at = ${row.startsAt}, ends_at = ${row.endsAt}, version = version + 1 where id = ${row.id}`.execute(tx)
}

/** A meeting that closes ends what was left open. */
export async function closeSessions(tx: Tx, meeting: string, now: string): Promise<string[]> {
  return (await sql<{ id: string }>`update session set state = 'closed', closed_at = ${now}, version = version + 1 where meeting = ${meeting} and state in ('open', 'suspended') returning id`.execute(tx)).rows.map((row) => row.id)
}

/** Invites a party anew or for the first time. False where it takes part already in that category. */
export async function invite(tx: Tx, row: { meeting: string; party: string; category: Exclude<Category, 'resource-person'>; from: string }): Promise<boolean> {
  const made = await sql`insert into participation (meeting, party, category, from_at) values (${row.meeting}, ${row.party}, ${row.category}, ${row.from})
    on conflict (meeting, party) do update set category = excluded.category, from_at = excluded.from_at, until_at = null where participation.until_at is not null or participation.category <> excluded.category returning party`.execute(tx)
  return made.rows.length === 1
}

export async function endParticipation(tx: Tx, meeting: string, party: string, now: string): Promise<boolean> {
  return (await sql`update participation set until_at = ${now} where meeting = ${meeting} and party = ${party} and (until_at is null or until_at > ${now}) returning party`.execute(tx)).rows.length === 1
}
