import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Meeting } from '../queries.ts'
import { isStaff, type Reader, seesSession, takesPart } from './rights.ts'
import type { AccessClass, Category } from '../rights.ts'
import type { RunState } from '../schema.ts'

/** How a meeting is prepared and held here. */
export interface Run {
  meeting: string
  series: string
  position: number
  /** IANA zone of the place: deadlines are its days and hours. */
  zone: string
  state: RunState
  stateBefore: RunState | null
  opensAt: string | null
  closesAt: string | null
  hostBasis: 'confirmed' | 'tentative'
  sizeQuota: number | null
  languages: string[]
  costs: Text | null
  contacts: unknown
  /** False until its days and place are announced. */
  announced: boolean
  /** false where it was cancelled and its number goes to the next. */
  numberCounts: boolean
  version: number
}

/** A meeting that is prepared or held here, with its series. */
export interface RunningMeeting extends Meeting {
  run: Run
}

export interface Series {
  id: string
  name: Text
  zone: string
  host: string | null
  city: Text | null
  venue: Text | null
  startsOn: string
  endsOn: string
  origin: 'desk' | 'demonstration'
  version: number
}

export interface Session {
  id: string
  meeting: string
  position: number
  title: Text
  access: AccessClass
  partner: string | null
  room: Text | null
  startsAt: string
  endsAt: string
  overlays: number | null
  state: 'planned' | 'open' | 'suspended' | 'closed'
  openedAt: string | null
  closedAt: string | null
  version: number
}

export interface Participation {
  meeting: string
  party: string
  category: Exclude<Category, 'resource-person'>
  from: string
  until: string | null
}

const runJson = sql`json_build_object('meeting', u.meeting, 'series', u.series, 'position', u.position, 'zone', u.zone, 'state', u.state, 'stateBefore', u.state_before,
  'opensAt', to_char(u.opens_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'closesAt', to_char(u.closes_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'hostBasis', u.host_basis, 'sizeQuota', u.size_quota, 'languages', u.languages, 'costs', u.costs, 'contacts', u.contacts, 'announced', m.marking = 'PUBLIC' and u.tentative is null, 'numberCounts', u.number_counts, 'version', u.version)`

/** What is tentative of a meeting that is public already stands before what is public, for those who prepare it. */
const runningColumns = sql`m.ref, m.body, m.session, m.ordinal, m.kind, m.status, m.name, coalesce(u.tentative->>'startsOn', m.starts) as starts, coalesce(u.tentative->>'startsOn', m.starts_on::text) as "startsOn",
  coalesce(u.tentative->>'endsOn', m.ends_on::text) as "endsOn", coalesce(u.tentative->>'startsOn', m.begun_by::text) as "begunBy", coalesce(u.tentative->'city', m.city) as city, coalesce(u.tentative->>'country', m.country) as country,
  coalesce(u.tentative->>'mode', m.mode) as mode, coalesce(u.tentative->>'host', m.host) as host, coalesce(u.tentative->'chair', m.chair) as chair, m.prepares, m.theme, m.outcome, m.participants, m.note, m.citations, m.origin, m.marking`

/** A meeting whose workspace this reader may open: taking part or serving it. Null otherwise, also where its bare facts are public. */
export async function findRunning(db: Db | Tx, reader: Reader, ref: string): Promise<RunningMeeting | null> {
  return (await sql<RunningMeeting>`select ${runningColumns}, ${runJson} as run from meeting m join meeting_run u on u.meeting = m.ref where m.ref = ${ref} and ${takesPart(reader)}`.execute(db)).rows[0] ?? null
}

/** For a command: locks the run until the transaction ends. */
export async function lockRunning(tx: Tx, reader: Reader, ref: string): Promise<RunningMeeting | null> {
  return (await sql<RunningMeeting>`select ${runningColumns}, ${runJson} as run from meeting m join meeting_run u on u.meeting = m.ref where m.ref = ${ref} and ${takesPart(reader)} for update of u`.execute(tx)).rows[0] ?? null
}

/** The meetings of a series, or all that are run here, that this reader takes part in or serves; in the order of the series. */
export async function listRunning(db: Db | Tx, reader: Reader, asked: { series?: string | undefined } = {}): Promise<RunningMeeting[]> {
  return (await sql<RunningMeeting>`select ${runningColumns}, ${runJson} as run from meeting m join meeting_run u on u.meeting = m.ref
    where ${takesPart(reader)} and (${asked.series ?? null}::text is null or u.series = ${asked.series ?? null}) order by coalesce(u.tentative->>'startsOn', m.starts_on::text) nulls last, u.position, m.ref`.execute(db)).rows
}

const seriesColumns = sql`e.id, e.name, e.zone, e.host, e.city, e.venue, e.starts_on as "startsOn", e.ends_on as "endsOn", e.origin, e.version`

/** A series exists for whoever takes part in one of its meetings, and for those who prepare it also while it is empty. */
const seesSeries = (reader: Reader) => (isStaff(reader) ? sql`true` : sql`exists (select 1 from meeting_run u join meeting m on m.ref = u.meeting where u.series = e.id and ${takesPart(reader)})`)

export async function findSeries(db: Db | Tx, reader: Reader, id: string): Promise<Series | null> {
  return (await sql<Series>`select ${seriesColumns} from series e where e.id = ${id} and ${seesSeries(reader)}`.execute(db)).rows[0] ?? null
}

export async function listSeries(db: Db | Tx, reader: Reader): Promise<Series[]> {
  return (await sql<Series>`select ${seriesColumns} from series e where ${seesSeries(reader)} order by e.starts_on desc, e.id`.execute(db)).rows
}

const sessionColumns = sql`s.id, s.meeting, s.position, s.title, s.access, s.partner, s.room, s.starts_at as "startsAt", s.ends_at as "endsAt", s.overlays, s.state, s.opened_at as "openedAt", s.closed_at as "closedAt", s.version`

/** The sessions of a meeting that exist for this reader, by time. `live`: whose room is open to him now. */
export async function listSessions(db: Db | Tx, reader: Reader, meeting: string, options: { live?: boolean } = {}): Promise<Session[]> {
  return (await sql<Session>`select ${sessionColumns} from session s where s.meeting = ${meeting} and ${seesSession(reader, options)} order by s.starts_at, s.position, s.id`.execute(db)).rows
}

/** Sessions this reader may enter of whatever meeting, that are held now or begin within some hours; for what waits for somebody. */
export async function listSessionsNear(db: Db | Tx, reader: Reader, hours: number): Promise<(Session & { body: string; zone: string })[]> {
  return (await sql<Session & { body: string; zone: string }>`select ${sessionColumns}, m.body, u.zone from session s join meeting m on m.ref = s.meeting join meeting_run u on u.meeting = s.meeting
    where (s.state in ('open', 'suspended') or (s.state = 'planned' and s.starts_at between ${reader.now}::timestamptz - interval '2 hours' and ${reader.now}::timestamptz + make_interval(hours => ${hours}))) and u.state <> 'CANCELLED' and ${seesSession(reader)}
    order by s.starts_at, s.id`.execute(db)).rows
}

/** As `listSessions`, of several meetings in one statement. */
export async function listSessionsOf(db: Db | Tx, reader: Reader, meetings: readonly string[]): Promise<Session[]> {
  return (await sql<Session>`select ${sessionColumns} from session s where s.meeting = any(${meetings}) and ${seesSession(reader)} order by s.starts_at, s.position, s.id`.execute(db)).rows
}

export async function findSession(db: Db | Tx, reader: Reader, id: string, options: { live?: boolean } = {}): Promise<Session | null> {
  return (await sql<Session>`select ${sessionColumns} from session s where s.id = ${id} and ${seesSession(reader, options)}`.execute(db)).rows[0] ?? null
}

export async function lockSession(tx: Tx, reader: Reader, id: string): Promise<Session | null> {
  return (await sql<Session>`select ${sessionColumns} from session s where s.id = ${id} and ${seesSession(reader)} for update of s`.execute(tx)).rows[0] ?? null
}

/** Everyone who takes part in a meeting, by category and the English alphabet of codes; for staff and members only. */
export async function listParticipations(db: Db | Tx, meeting: string): Promise<Participation[]> {
  return (await sql<Participation>`select meeting, party, category, from_at as "from", until_at as until from participation where meeting = ${meeting} order by category, party`.execute(db)).rows
}

/** False when a series of that name is there already. */
export async function addSeries(tx: Tx, row: Omit<Series, 'version'> & { now: string }): Promise<boolean> {
  const added = await sql`insert into series (id, name, zone, host, city, venue, starts_on, ends_on, origin, created_at)
    values (${row.id}, ${JSON.stringify(row.name)}, ${row.zone}, ${row.host}, ${row.city && JSON.stringify(row.city)}, ${row.venue && JSON.stringify(row.venue)}, ${row.startsOn}, ${row.endsOn}, ${row.origin}, ${row.now}) on conflict do nothing returning id`.execute(tx)
  return added.rows.length === 1
}

export async function addSession(tx: Tx, row: Pick<Session, 'id' | 'meeting' | 'position' | 'title' | 'access' | 'partner' | 'room' | 'startsAt' | 'endsAt' | 'overlays'>): Promise<void> {
  await sql`insert into session (id, meeting, position, title, access, partner, room, starts_at, ends_at, overlays)
    values (${row.id}, ${row.meeting}, ${row.position}, ${JSON.stringify(row.title)}, ${row.access}, ${row.partner}, ${row.room && JSON.stringify(row.room)}, ${row.startsAt}, ${row.endsAt}, ${row.overlays})`.execute(tx)
}

export async function addParticipation(tx: Tx, row: Omit<Participation, 'until'> & { until?: string | null }): Promise<void> {
  await sql`insert into participation (meeting, party, category, from_at, until_at) values (${row.meeting}, ${row.party}, ${row.category}, ${row.from}, ${row.until ?? null}) on conflict (meeting, party) do nothing`.execute(tx)
}

/** A person of the services at work in a meeting or one session. */
export async function addAssignment(tx: Tx, row: { id: string; person: string; meeting: string; session: string | null; task: 'interpreter' | 'translator' | 'note-taker' | 'technical'; startsAt: string; endsAt: string }): Promise<void> {
  await sql`insert into assignment (id, person, meeting, session, task, starts_at, ends_at) values (${row.id}, ${row.person}, ${row.meeting}, ${row.session}, ${row.task}, ${row.startsAt}, ${row.endsAt}) on conflict do nothing`.execute(tx)
}

/** A meeting made here. What the record holds under the same name is not touched: then it is a conflict for the command to refuse. */
export async function addMeeting(tx: Tx, row: Pick<Meeting, 'ref' | 'body' | 'session' | 'kind' | 'startsOn' | 'endsOn' | 'city' | 'country' | 'mode' | 'host' | 'chair' | 'prepares' | 'origin' | 'marking'> & { name?: Text | null }): Promise<void> {
  const ordinal = /^\d+$/.test(row.session) ? Number(row.session) : null
  await sql`insert into meeting (ref, body, session, ordinal, kind, status, name, starts, starts_on, ends_on, begun_by, sort_on, city, country, mode, host, chair, prepares, citations, origin, marking)
    values (${row.ref}, ${row.body}, ${row.session}, ${ordinal}, ${row.kind}, 'planned', ${json(row.name)}, ${row.startsOn}, ${row.startsOn}, ${row.endsOn}, ${row.startsOn}, ${row.startsOn}, ${json(row.city)}, ${row.country}, ${row.mode}, ${row.host},
      ${json(row.chair)}, ${row.prepares}, '[]', ${row.origin}, ${row.marking})`.execute(tx)
}

/** A cancelled meeting whose number was not consumed may be run anew: its dated path goes on. */
export async function addRun(tx: Tx, row: Pick<Run, 'meeting' | 'series' | 'position' | 'zone' | 'state' | 'opensAt' | 'closesAt' | 'hostBasis' | 'sizeQuota'>): Promise<void> {
  await sql`insert into meeting_run (meeting, series, position, zone, state, opens_at, closes_at, host_basis, size_quota)
    values (${row.meeting}, ${row.series}, ${row.position}, ${row.zone}, ${row.state}, ${row.opensAt}, ${row.closesAt}, ${row.hostBasis}, ${row.sizeQuota})
    on conflict (meeting) do update set series = excluded.series, position = excluded.position, zone = excluded.zone, state = excluded.state, state_before = null, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
      host_basis = excluded.host_basis, size_quota = excluded.size_quota, tentative = null, number_counts = true, version = meeting_run.version + 1 where meeting_run.state = 'CANCELLED'`.execute(tx)
}

export async function addState(tx: Tx, row: { meeting: string; number: number; state: RunState; at: string; byName: string; byRole: string; reason: string | null }): Promise<void> {
  await sql`insert into meeting_state (meeting, number, state, at, by_name, by_role, reason) values (${row.meeting}, ${row.number}, ${row.state}, ${row.at}, ${row.byName}, ${row.byRole}, ${row.reason})`.execute(tx)
}

/** What the room made of a session: its state, when it was first opened and when it was closed. A session that is resumed is closed no more. */
export async function saveSessionState(tx: Tx, row: { id: string; state: Exclude<Session['state'], 'planned'>; now: string }): Promise<void> {
  await sql`update session set state = ${row.state}, version = version + 1, opened_at = coalesce(opened_at, ${row.now}), closed_at = case when ${row.state} = 'closed' then ${row.now}::timestamptz end where id = ${row.id}`.execute(tx)
}

/** A session held for practice begins anew: as planned, at these times. */
export async function replanSession(tx: Tx, row: { id: string; startsAt: string; endsAt: string }): Promise<void> {
  await sql`update session set state = 'planned', opened_at = null, closed_at = null, starts_at = ${row.startsAt}, ends_at = ${row.endsAt}, version = version + 1 where id = ${row.id}`.execute(tx)
}
