import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/calendar.ts'
import { type Db, type Tx, upsert } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { visibleTo } from '../queries.ts'
import { type KnownMeeting, resolveDue } from '../rules.ts'
import type { Due } from '../schema.ts'

/** Works out the due day of these mandates (all, when none is named) from their rules and the meetings as they stand. */
export async function resolveDues(tx: Tx, ids?: string[]): Promise<void> {
  const mandates = await sql<{ id: string; due: Due; decidedOn: string; dueOn: string | null; basis: string | null }>`
    select m.id, m.due, m.sort_on as "decidedOn", d.due_on as "dueOn", d.basis from mandate m left join mandate_due d on d.mandate = m.id where ${ids ? sql`m.id = any(${ids})` : sql`m.due <> '{"none":true}' or d.mandate is null or d.basis <> 'none'`}`.execute(tx)
  if (mandates.rows.length === 0) return
  const [meetings, holidays] = [await knownMeetings(tx), await workedOff(tx)]
  for (const mandate of mandates.rows) {
    const resolved = resolveDue(mandate.due, mandate.decidedOn, meetings, holidays)
    const basis = resolved.meeting ? `${resolved.basis}:${resolved.meeting}` : resolved.basis
    if (basis === mandate.basis && resolved.on === mandate.dueOn) continue
    await upsert(tx, 'mandate_due', ['mandate'], { mandate: mandate.id, due_on: resolved.on, basis })
  }
  // For all of them it is called by a listener too, outside a command: what was counted before no longer holds.
  if (!ids) await sql`update data_version set number = number + 1`.execute(tx)
}

/** The mandates that fall due by a meeting, with the day they are due and the day they would be due if it moved by so many days. */
export async function duesFollowing(db: Db, actor: Actor, ref: string, days: number): Promise<{ id: string; title: Text; from: string | null; to: string | null }[]> {
  const rows = (await sql<{ id: string; title: Text; due: Due; decidedOn: string; from: string | null }>`select m.id, m.title, m.due, m.sort_on as "decidedOn", d.due_on as "from" from mandate m join mandate_due d on d.mandate = m.id
    where split_part(d.basis, ':', 2) = ${ref} and ${visibleTo(actor)} order by m.sort_on desc, m.id`.execute(db)).rows
  if (rows.length === 0) return []
  const [meetings, holidays] = await Promise.all([knownMeetings(db), workedOff(db)])
  const later = (day: string | null) => (day === null ? null : addDays(day, days))
  const moved = meetings.map((meeting) => (meeting.ref === ref ? { ...meeting, startsOn: later(meeting.startsOn), endsOn: later(meeting.endsOn), sortOn: later(meeting.sortOn), begunBy: later(meeting.begunBy) } : meeting))
  return rows.map(({ id, title, due, decidedOn, from }) => ({ id, title, from, to: resolveDue(due, decidedOn, moved, holidays).on }))
}

const knownMeetings = async (db: Db | Tx): Promise<KnownMeeting[]> =>
  (await sql<KnownMeeting>`select ref, body, ordinal, status, starts_on as "startsOn", ends_on as "endsOn", sort_on as "sortOn", begun_by as "begunBy" from meeting where marking = 'PUBLIC'`.execute(db)).rows
/** Days not worked at the Secretariat's seat. */
const workedOff = async (db: Db | Tx): Promise<Set<string>> => new Set((await sql<{ day: string }>`select day from holiday where where_in = (select seat from mechanism)`.execute(db)).rows.map((row) => row.day))
