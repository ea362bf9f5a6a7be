import { sql } from 'kysely'
import type { Db, Tx } from '../../kernel/db.ts'
import { type Reader, seesSession } from '../meetings/index.ts'
import type { AgreedLine, Floor, FloorRequest, FloorStatement, Objection, Presence, RoomNote, SessionEvent, SilenceDraft } from './schema.ts'

const floorColumns = sql`f.session, f.item, f.item_since as "itemSince", f.list, f.list_order as "order", f.seconds, f.recorded, f.version`

/** A session nobody has touched has the floor as it begins. */
export async function findFloor(db: Db | Tx, session: string): Promise<Floor> {
  const found = (await sql<Floor>`select ${floorColumns} from floor f where f.session = ${session}`.execute(db)).rows[0]
  return found ?? { session, item: null, itemSince: null, list: 'open', order: 'request', seconds: 180, recorded: false, version: 1 }
}

/** Where the sessions of a meeting are on its agenda that are held now and that this reader may enter. */
export async function listPositions(db: Db, reader: Reader, meeting: string): Promise<{ session: string; item: string; since: string; zone: string; rehearsal: boolean }[]> {
  return (await sql<{ session: string; item: string; since: string; zone: string; rehearsal: boolean }>`select f.session, f.item, f.item_since as since, u.zone, exists (select 1 from rehearsal h where h.session = f.session) as rehearsal
    from session s join floor f on f.session = s.id join meeting_run u on u.meeting = s.meeting where s.meeting = ${meeting} and s.state in ('open', 'suspended') and f.item is not null and f.item_since is not null and ${seesSession(reader, { live: true })}
    order by s.starts_at, s.id`.execute(db)).rows
}

const requestColumns = sql`r.id::text, r.session, r.item, r.party, r.category, r.as_lead as "asLead", r.kind, r.state, r.seconds, r.asked_at as "askedAt", r.asked_role as "askedRole", r.invited_at as "invitedAt", r.later_at as "laterAt",
  r.started_at as "startedAt", r.paused_at as "pausedAt", r.paused_ms as "pausedMs", r.extended_seconds as "extendedSeconds", r.interrupts::text, r.ended_at as "endedAt", r.ended_how as "endedHow"`

/** Of one session, the last ended ones too; in the order in which they were asked. */
export async function listRequests(db: Db | Tx, session: string): Promise<FloorRequest[]> {
  return (await sql<FloorRequest>`select ${requestColumns} from floor_request r where r.session = ${session} order by r.id`.execute(db)).rows
}

export async function lockRequest(tx: Tx, session: string, id: string): Promise<FloorRequest | null> {
  return (await sql<FloorRequest>`select ${requestColumns} from floor_request r where r.session = ${session} and r.id = ${id}::bigint for update`.execute(tx)).rows[0] ?? null
}

/** Who was present in the sessions, first by session, then by when it was noted. */
export async function listPresence(db: Db | Tx, sessions: readonly string[]): Promise<(Presence & { session: string })[]> {
  return (await sql<Presence & { session: string }>`select id::text, session, party, seat, from_at as "from", until_at as until from presence where session = any(${[...sessions]}::text[]) order by session, id`.execute(db)).rows
}

export async function listEvents(db: Db | Tx, session: string): Promise<SessionEvent[]> {
  return (await sql<SessionEvent>`select number, kind, item, at, by_name as "byName", by_role as "byRole" from session_event where session = ${session} order by number`.execute(db)).rows
}

export async function listFloorStatements(db: Db | Tx, session: string): Promise<FloorStatement[]> {
  return (await sql<FloorStatement>`select id::text, item, party, form, check_against_delivery as "checkAgainstDelivery", until_delivered as "untilDelivered", title, recorded_at as "recordedAt" from floor_statement where session = ${session} order by id`.execute(db)).rows
}

export async function listNotes(db: Db | Tx, session: string): Promise<RoomNote[]> {
  return (await sql<RoomNote>`select id::text, item, text, at, by_name as "byName", by_role as "byRole" from room_note where session = ${session} order by id`.execute(db)).rows
}

const lineColumns = sql`l.id::text, l.meeting, l.session, l.item, l.language, l.text, l.translation, l.verb, l.class, l.owners, l.due, l.follows, l.state, l.views, l.drafted_by as "draftedBy", l.drafted_name as "draftedName", l.number,
  l.decided_at as "decidedAt", l.decided_name as "decidedName", l.present, l.absent, l.provisional, l.ad_referendum as "adReferendum", l.handed_to as "handedTo", exists (select 1 from rehearsal h where h.session = l.session) as rehearsal, l.version`

/** What was put to a meeting, in the order of the gavel, drafts last; nothing that was withdrawn. */
export async function listLines(db: Db | Tx, meeting: string): Promise<AgreedLine[]> {
  return (await sql<AgreedLine>`select ${lineColumns} from agreed_line l where l.meeting = ${meeting} and l.state <> 'withdrawn' order by l.number nulls last, l.decided_at nulls last, l.id`.execute(db)).rows
}

export async function lockLine(tx: Tx, session: string, id: string): Promise<AgreedLine | null> {
  return (await sql<AgreedLine>`select ${lineColumns} from agreed_line l where l.session = ${session} and l.id = ${id}::bigint for update of l`.execute(tx)).rows[0] ?? null
}

/** Objections that stand, by line. */
export async function listObjections(db: Db | Tx, meeting: string): Promise<Objection[]> {
  return (await sql<Objection>`select o.id::text, o.line::text, o.party, o.reason, o.at from objection o join agreed_line l on l.id = o.line where l.meeting = ${meeting} and o.withdrawn_at is null order by o.id`.execute(db)).rows
}

export async function listSilenceDrafts(db: Db | Tx, meeting: string): Promise<SilenceDraft[]> {
  return (await sql<SilenceDraft>`select line::text, addressees, due_at as "dueAt", working_days as "workingDays", prepared_at as "preparedAt" from silence_draft where meeting = ${meeting} order by due_at, line`.execute(db)).rows
}

/** Which of these sessions are held for practice. */
export async function rehearsalsAmong(db: Db | Tx, sessions: readonly string[]): Promise<Set<string>> {
  return new Set((await sql<{ session: string }>`select session from rehearsal where session = any(${[...sessions]}::text[])`.execute(db)).rows.map((row) => row.session))
}

/** How many lines of each meeting are agreed for good and wait to be handed over; without what was only practised. */
export async function countReady(db: Db | Tx): Promise<{ meeting: string; n: number; since: string }[]> {
  return (await sql<{ meeting: string; n: number; since: string }>`select l.meeting, count(*)::int as n, min(l.decided_at) as since from agreed_line l where l.state = 'gavelled' and not l.ad_referendum and l.handed_to is null
    and not exists (select 1 from rehearsal h where h.session = l.session) group by l.meeting order by l.meeting`.execute(db)).rows
}

/** Drafts that wait for the gavel, by session. */
export async function countDrafts(db: Db | Tx): Promise<Map<string, number>> {
  return new Map((await sql<{ session: string; n: number }>`select session, count(*)::int as n from agreed_line where state = 'draft' group by session`.execute(db)).rows.map((row) => [row.session, row.n]))
}

/** The items whose turn came in these sessions. */
export async function listTakenUp(db: Db | Tx, sessions: readonly string[]): Promise<string[]> {
  return (await sql<{ item: string }>`select distinct item from session_event where session = any(${[...sessions]}) and kind = 'item' and item is not null`.execute(db)).rows.map((row) => row.item)
}
