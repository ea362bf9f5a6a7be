import { sql } from 'kysely'
import { json, type Tx } from '../../../kernel/db.ts'
import type { Category } from '../../meetings/index.ts'
import type { EventKind, Floor, FloorRequest, LineClass, LineDue, Owner, RequestKind, Seat, StatementForm } from '../schema.ts'

interface By {
  name: string
  role: string
}

/** For a command: makes the floor of a session where there is none and holds it, so that acts in one room come one after the other. */
export async function lockFloor(tx: Tx, session: string): Promise<Floor> {
  await sql`insert into floor (session) values (${session}) on conflict do nothing`.execute(tx)
  const row = (await sql<Floor>`select f.session, f.item, f.item_since as "itemSince", f.list, f.list_order as "order", f.seconds, f.recorded, f.version from floor f where f.session = ${session} for update`.execute(tx)).rows[0]
  if (!row) throw new Error(`no floor of ${session}`)
  return row
}

/** What the Chair leads has changed. */
export async function moveFloor(tx: Tx, session: string, change: Partial<Pick<Floor, 'item' | 'itemSince' | 'list' | 'order' | 'seconds' | 'recorded'>> = {}): Promise<void> {
  await sql`update floor set version = version + 1
    ${change.item === undefined ? sql`` : sql`, item = ${change.item}, item_since = ${change.itemSince ?? null}`}
    ${change.list === undefined ? sql`` : sql`, list = ${change.list}`} ${change.order === undefined ? sql`` : sql`, list_order = ${change.order}`}
    ${change.seconds === undefined ? sql`` : sql`, seconds = ${change.seconds}`} ${change.recorded === undefined ? sql`` : sql`, recorded = ${change.recorded}`} where session = ${session}`.execute(tx)
}

export async function addEvent(tx: Tx, row: { session: string; kind: EventKind; item?: string | null; at: string; by: By }): Promise<void> {
  await sql`insert into session_event (session, number, kind, item, at, by_name, by_role)
    select ${row.session}, coalesce(max(number), 0) + 1, ${row.kind}, ${row.item ?? null}, ${row.at}, ${row.by.name}, ${row.by.role} from session_event where session = ${row.session}`.execute(tx)
}

export interface NewRequest {
  session: string
  item: string | null
  party: string
  category: Category
  asLead: boolean
  kind: RequestKind
  seconds: number
  at: string
  by: By
  invited: boolean
}

/** The request that waits: this one, or the one the delegation has already (asking twice is asking once). */
export async function saveRequest(tx: Tx, row: NewRequest): Promise<string> {
  const made = await sql<{ id: string }>`insert into floor_request (session, item, party, category, as_lead, kind, seconds, asked_at, asked_by, asked_role, invited_at, invited_by)
    values (${row.session}, ${row.item}, ${row.party}, ${row.category}, ${row.asLead}, ${row.kind}, ${row.seconds}, ${row.at}, ${row.by.name}, ${row.by.role}, ${row.invited ? row.at : null}, ${row.invited ? row.by.name : null})
    on conflict (session, coalesce(item, ''), party, as_lead, kind) where state = 'waiting' do nothing returning id::text`.execute(tx)
  if (made.rows[0]) return made.rows[0].id
  const known = await sql<{ id: string }>`select id::text from floor_request where session = ${row.session} and item is not distinct from ${row.item} and party = ${row.party} and as_lead = ${row.asLead} and kind = ${row.kind} and state = 'waiting'`.execute(tx)
  return known.rows[0]?.id ?? ''
}

export async function withdrawRequest(tx: Tx, id: string): Promise<void> {
  await sql`update floor_request set state = 'withdrawn' where id = ${id}::bigint and state = 'waiting'`.execute(tx)
}

/** When a session closes, nobody waits any longer. */
export async function withdrawWaiting(tx: Tx, session: string): Promise<void> {
  await sql`update floor_request set state = 'withdrawn' where session = ${session} and state = 'waiting'`.execute(tx)
}

export async function deferRequest(tx: Tx, id: string, now: string): Promise<void> {
  await sql`update floor_request set later_at = ${now} where id = ${id}::bigint`.execute(tx)
}

export async function inviteRequest(tx: Tx, id: string, now: string, by: By): Promise<void> {
  await sql`update floor_request set invited_at = coalesce(invited_at, ${now}), invited_by = coalesce(invited_by, ${by.name}) where id = ${id}::bigint`.execute(tx)
}

export async function startRequest(tx: Tx, id: string, now: string, more: { item: string | null; interrupts?: string | null }): Promise<void> {
  await sql`update floor_request set state = 'speaking', started_at = ${now}, item = ${more.item}, interrupts = ${more.interrupts ?? null}::bigint where id = ${id}::bigint`.execute(tx)
}

export async function pauseRequest(tx: Tx, id: string, now: string): Promise<void> {
  await sql`update floor_request set state = 'paused', paused_at = ${now} where id = ${id}::bigint and state = 'speaking'`.execute(tx)
}

export async function continueRequest(tx: Tx, id: string, now: string): Promise<void> {
  await sql`update floor_request set state = 'speaking', paused_ms = paused_ms + (extract(epoch from ${now}::timestamptz - paused_at) * 1000)::int, paused_at = null where id = ${id}::bigint and state = 'paused'`.execute(tx)
}

export async function extendRequest(tx: Tx, id: string, seconds: number): Promise<void> {
  await sql`update floor_request set extended_seconds = extended_seconds + ${seconds} where id = ${id}::bigint`.execute(tx)
}

/** A pause that stood at the end counts as one: what was spoken ended when it began. */
export async function endRequest(tx: Tx, request: Pick<FloorRequest, 'id'>, ending: { at: string; how: 'finished' | 'limit' | 'suspended' }): Promise<void> {
  await sql`update floor_request set state = 'spoken', ended_at = ${ending.at}, ended_how = ${ending.how}, paused_at = null where id = ${request.id}::bigint`.execute(tx)
}

/** What was so until now ends now; `absent` begins nothing. */
export async function setPresence(tx: Tx, row: { session: string; party: string; seat: Seat | 'absent'; now: string; by: By }): Promise<void> {
  await sql`update presence set until_at = ${row.now} where session = ${row.session} and party = ${row.party} and until_at is null`.execute(tx)
  if (row.seat !== 'absent') await sql`insert into presence (session, party, seat, from_at, by_name, by_role) values (${row.session}, ${row.party}, ${row.seat}, ${row.now}, ${row.by.name}, ${row.by.role})`.execute(tx)
}

/** Whoever was in the room leaves it when the session is closed. */
export async function endPresence(tx: Tx, session: string, now: string): Promise<void> {
  await sql`update presence set until_at = ${now} where session = ${session} and until_at is null and seat <> 'excused'`.execute(tx)
}

export async function saveFloorStatement(tx: Tx, row: { session: string; item: string | null; party: string; form: StatementForm; check: boolean; untilDelivered: boolean; title: string; now: string; by: By }): Promise<string> {
  const made = await sql<{ id: string }>`insert into floor_statement (session, item, party, form, check_against_delivery, until_delivered, title, recorded_at, by_name, by_role)
    values (${row.session}, ${row.item}, ${row.party}, ${row.form}, ${row.check}, ${row.untilDelivered}, ${row.title}, ${row.now}, ${row.by.name}, ${row.by.role}) returning id::text`.execute(tx)
  return made.rows[0]?.id ?? ''
}

export async function saveNote(tx: Tx, row: { session: string; item: string | null; text: string; now: string; by: By; person: string }): Promise<string> {
  const made = await sql<{ id: string }>`insert into room_note (session, item, text, at, by_name, by_role, by_person) values (${row.session}, ${row.item}, ${row.text}, ${row.now}, ${row.by.name}, ${row.by.role}, ${row.person}) returning id::text`.execute(tx)
  return made.rows[0]?.id ?? ''
}

export interface LineWords {
  item: string | null
  language: 'en' | 'th'
  text: string
  translation: string
  verb: string
  class: LineClass
  owners: Owner[]
  due: LineDue
  follows: string[]
}

export async function saveLine(tx: Tx, row: LineWords & { meeting: string; session: string; now: string; person: string; name: string }): Promise<string> {
  const made = await sql<{ id: string }>`insert into agreed_line (meeting, session, item, language, text, translation, verb, class, owners, due, follows, drafted_at, drafted_by, drafted_name)
    values (${row.meeting}, ${row.session}, ${row.item}, ${row.language}, ${row.text}, ${row.translation}, ${row.verb}, ${row.class}, ${json(row.owners)}, ${json(row.due)}, ${row.follows}, ${row.now}, ${row.person}, ${row.name}) returning id::text`.execute(tx)
  return made.rows[0]?.id ?? ''
}

/** Whoever changes the words is their drafter now (R-8.3.1). */
export async function changeLine(tx: Tx, id: string, row: LineWords & { now: string; person: string; name: string }): Promise<void> {
  await sql`update agreed_line set item = ${row.item}, language = ${row.language}, text = ${row.text}, translation = ${row.translation}, verb = ${row.verb}, class = ${row.class}, owners = ${json(row.owners)}, due = ${json(row.due)}, follows = ${row.follows},
    drafted_at = ${row.now}, drafted_by = ${row.person}, drafted_name = ${row.name}, version = version + 1 where id = ${id}::bigint`.execute(tx)
}

export async function decideLine(tx: Tx, id: string, row: { state: 'gavelled' | 'not-agreed'; now: string; by: By; present: string[]; absent: string[]; provisional: string[]; adReferendum: boolean; views?: string }): Promise<number | null> {
  const done = await sql<{ number: number | null }>`update agreed_line l set state = ${row.state}, decided_at = ${row.now}, decided_name = ${row.by.name}, decided_role = ${row.by.role}, present = ${row.present}, absent = ${row.absent}, provisional = ${row.provisional},
    ad_referendum = ${row.adReferendum}, views = ${row.views ?? ''}, version = version + 1,
    number = case when ${row.state} = 'gavelled' then (select coalesce(max(o.number), 0) + 1 from agreed_line o where o.meeting = l.meeting) end where id = ${id}::bigint returning number`.execute(tx)
  return done.rows[0]?.number ?? null
}

/** Numbers of one meeting are given one after the other, whichever room they come from. */
export async function lockNumbers(tx: Tx, meeting: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`agreed:${meeting}`}))`.execute(tx)
}

export async function withdrawLine(tx: Tx, id: string): Promise<void> {
  await sql`update agreed_line set state = 'withdrawn', version = version + 1 where id = ${id}::bigint`.execute(tx)
}

export async function saveObjection(tx: Tx, row: { line: string; party: string; reason: string; now: string; by: By }): Promise<void> {
  await sql`insert into objection (line, party, reason, at, by_name, by_role) values (${row.line}::bigint, ${row.party}, ${row.reason}, ${row.now}, ${row.by.name}, ${row.by.role}) on conflict (line, party) where withdrawn_at is null do nothing`.execute(tx)
}

export async function withdrawObjection(tx: Tx, row: { line: string; party: string; now: string }): Promise<number> {
  const done = await sql`update objection set withdrawn_at = ${row.now} where line = ${row.line}::bigint and party = ${row.party} and withdrawn_at is null returning id`.execute(tx)
  return done.rows.length
}

export async function saveSilenceDraft(tx: Tx, row: { line: string; meeting: string; addressees: string[]; dueAt: string; workingDays: number; now: string }): Promise<void> {
  await sql`insert into silence_draft (line, meeting, addressees, due_at, working_days, prepared_at) values (${row.line}::bigint, ${row.meeting}, ${row.addressees}, ${row.dueAt}, ${row.workingDays}, ${row.now})`.execute(tx)
}

export async function markHanded(tx: Tx, lines: readonly string[], text: string, now: string): Promise<void> {
  await sql`update agreed_line set handed_to = ${text}, handed_at = ${now} where id = any(${[...lines]}::bigint[])`.execute(tx)
}
