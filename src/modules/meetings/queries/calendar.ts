import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { type Meeting, meetingColumns } from '../queries.ts'
import { type Reader, seesMeeting, seesSession, takesPart } from './rights.ts'
import type { AccessClass } from '../rights.ts'

export interface CalendarMeeting extends Meeting {
  /** Where it is run here. */
  zone: string | null
  tentative: boolean
  cancelled: boolean
  /** The reader takes part in it or serves it. */
  own: boolean
  sequence: number
  changedAt: string
}

/** What is a day of no known length lasts that day. */
const lastDay = sql`coalesce(m.ends_on, m.starts_on)`

/**
 * Meetings with a day that exist for this reader, by day, between two days where asked. A place or day that no meeting has confirmed yet
 * is shown to those who take part only: tentative dates are not public.
 */
export async function listCalendar(db: Db, reader: Reader, asked: { from?: string; until?: string; own?: boolean } = {}): Promise<CalendarMeeting[]> {
  return (await sql<CalendarMeeting>`
    select ${meetingColumns}, u.zone, coalesce(u.host_basis = 'tentative', false) as tentative, (m.status = 'cancelled' or coalesce(u.state = 'CANCELLED', false)) as cancelled,
      (u.meeting is not null and ${takesPart(reader)}) as own, coalesce(v.sequence, 0) as sequence, coalesce(v.changed_at, '2000-01-01T00:00:00Z') as "changedAt"
    from meeting m left join meeting_run u on u.meeting = m.ref left join calendar_revision v on v.kind = 'meeting' and v.id = m.ref
    where m.starts_on is not null and ${seesMeeting(reader)} and (coalesce(u.host_basis, 'confirmed') = 'confirmed' or ${takesPart(reader)})
      and (${asked.own ?? false} is false or (u.meeting is not null and ${takesPart(reader)}))
      and (${asked.from ?? null}::date is null or ${lastDay} >= ${asked.from ?? null}::date) and (${asked.until ?? null}::date is null or m.starts_on <= ${asked.until ?? null}::date)
    order by m.starts_on, u.position nulls last, m.ref`.execute(db)).rows
}

/** Meetings of a year whose day no source gives, which no calendar can place. */
export async function listUnplaced(db: Db, reader: Reader, year: string): Promise<Meeting[]> {
  return (await sql<Meeting>`select ${meetingColumns} from meeting m left join meeting_run u on u.meeting = m.ref
    where m.starts_on is null and left(m.starts, 4) = ${year} and u.meeting is null and ${seesMeeting(reader)} order by m.sort_on, m.ref`.execute(db)).rows
}

/** The years in which this reader's calendar has something. */
export async function listYears(db: Db, reader: Reader): Promise<number[]> {
  return (await sql<{ year: number }>`select distinct left(m.starts, 4)::int as year from meeting m left join meeting_run u on u.meeting = m.ref
    where m.starts is not null and ${seesMeeting(reader)} and (coalesce(u.host_basis, 'confirmed') = 'confirmed' or ${takesPart(reader)}) order by year`.execute(db)).rows.map((row) => row.year)
}

export interface CalendarSession {
  id: string
  meeting: string
  title: Text
  access: AccessClass
  room: Text | null
  startsAt: string
  endsAt: string
  zone: string
  cancelled: boolean
  tentative: boolean
  origin: Meeting['origin']
  sequence: number
  changedAt: string
}

/** The sessions whose room this reader may enter, by time. */
export async function listCalendarSessions(db: Db, reader: Reader, asked: { from?: string; until?: string } = {}): Promise<CalendarSession[]> {
  if (reader.actor.person === null) return []
  return (await sql<CalendarSession>`
    select s.id, s.meeting, s.title, s.access, s.room, s.starts_at as "startsAt", s.ends_at as "endsAt", u.zone, (m.status = 'cancelled' or u.state = 'CANCELLED') as cancelled, u.host_basis = 'tentative' as tentative, m.origin,
      coalesce(v.sequence, 0) as sequence, coalesce(v.changed_at, '2000-01-01T00:00:00Z') as "changedAt"
    from session s join meeting m on m.ref = s.meeting join meeting_run u on u.meeting = s.meeting left join calendar_revision v on v.kind = 'session' and v.id = s.id
    where m.starts_on is not null and ${seesMeeting(reader)} and ${seesSession(reader)}
      and (${asked.from ?? null}::timestamptz is null or s.ends_at >= ${asked.from ?? null}::timestamptz) and (${asked.until ?? null}::timestamptz is null or s.starts_at <= ${asked.until ?? null}::timestamptz)
    order by s.starts_at, s.position, s.id`.execute(db)).rows
}

export interface Feed {
  id: string
  person: string
  createdAt: string
}

export async function findFeedOf(db: Db | Tx, person: string): Promise<Feed | null> {
  return (await sql<Feed>`select id, person, created_at as "createdAt" from calendar_feed where person = ${person} and revoked_at is null`.execute(db)).rows[0] ?? null
}

export async function findFeedBy(db: Db, tokenHash: string): Promise<Feed | null> {
  return (await sql<Feed>`select id, person, created_at as "createdAt" from calendar_feed where token_hash = ${tokenHash} and revoked_at is null`.execute(db)).rows[0] ?? null
}

export async function addFeed(tx: Tx, row: { id: string; person: string; tokenHash: string; now: string }): Promise<void> {
  await sql`insert into calendar_feed (id, person, token_hash, created_at) values (${row.id}, ${row.person}, ${row.tokenHash}, ${row.now})`.execute(tx)
}

/** False when there was none. */
export async function revokeFeed(tx: Tx, person: string, now: string): Promise<boolean> {
  return (await sql`update calendar_feed set revoked_at = ${now} where person = ${person} and revoked_at is null returning id`.execute(tx)).rows.length > 0
}

/** Two who ask at once make one address. */
export async function lockFeeds(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(727291, hashtext(${person}))`.execute(tx)
}
