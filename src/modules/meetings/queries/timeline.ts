import { sql } from 'kysely'
import type { z } from 'zod'
import { type Db, json, type Tx, upsert } from '../../../kernel/db.ts'
import { remembered } from '../../../kernel/memo.ts'
import { findMechanism, listBodies, listHolidays } from '../../mechanism/index.ts'
import type { RunningMeeting } from './run.ts'
import { type Done, doneByStates, type Milestone, timelineFrom, type TimelineRule } from '../rules/timeline.ts'
import type { TimelineFile } from '../schema.ts'

/** The dates of the master timeline in force on a day. */
const everyTimelineRule = remembered(1, async (db: Db): Promise<(TimelineRule & { fromOn: string; untilOn: string | null })[]> => {
  return (await sql<TimelineRule & { fromOn: string; untilOn: string | null }>`select key, lane, name, who, note, counted_from as "countedFrom", days, working_days as "workingDays", hours, since, moves, scope, open_to_all as "openToAll", rule, from_on as "fromOn", until_on as "untilOn"
    from timeline_rule order by position, key, from_on`.execute(db)).rows
})

/** The rules of a day, each key once: of two that hold on it the later. One reading serves the meetings of every day. */
export async function listTimelineRules(db: Db, day: string): Promise<TimelineRule[]> {
  const held = (await everyTimelineRule(db)).filter((rule) => rule.fromOn <= day && (rule.untilOn === null || rule.untilOn > day))
  return held.filter((rule) => !held.some((later) => later.key === rule.key && later.fromOn > rule.fromOn)).map(({ fromOn, untilOn, ...rule }) => rule)
}

export async function saveTimelineRule(tx: Tx, row: z.infer<typeof TimelineFile>[number], position: number): Promise<void> {
  await upsert(tx, 'timeline_rule', ['key', 'from_on'], {
    key: row.key, from_on: row.from, until_on: row.until, position, lane: row.lane, name: json(row.name), who: json(row.who), note: json(row.note), counted_from: row.countedFrom,
    days: row.days ?? null, working_days: row.workingDays ?? null, hours: row.hours ?? null, since: row.since ?? null, moves: row.moves, scope: row.scope, open_to_all: row.openToAll, rule: row.rule,
  })
}

export interface StateStep {
  state: string
  at: string
  byName: string
  byRole: string
  reason: string | null
}

/** The dated path of a meeting, oldest first. */
export async function listStates(db: Db | Tx, meeting: string): Promise<StateStep[]> {
  return (await sql<StateStep>`select state, at, by_name as "byName", by_role as "byRole", reason from meeting_state where meeting = ${meeting} order by number`.execute(db)).rows
}

/** What was marked as done, of several meetings at once. */
export async function listDone(db: Db | Tx, meetings: readonly string[]): Promise<Map<string, Map<string, Done>>> {
  const rows = (await sql<{ meeting: string; key: string; at: string; by: string; note: string | null; told: boolean }>`
    select meeting, milestone as key, done_at as at, by_name as by, note, false as told from milestone_done where meeting = any(${meetings})
    union all select meeting, state, at, by_name, null, true from meeting_state where meeting = any(${meetings}) order by at`.execute(db)).rows
  const found = new Map<string, Map<string, Done>>()
  for (const meeting of meetings) {
    const own = rows.filter((row) => row.meeting === meeting)
    const done = doneByStates(own.filter((row) => row.told).map((row) => ({ state: row.key, at: row.at, byName: row.by })))
    for (const row of own) if (!row.told) done.set(row.key, { at: row.at, by: row.by, note: row.note })
    found.set(meeting, done)
  }
  return found
}

/**
 * The dates of these meetings by the master timeline (practice §1.3), each with its state at an instant; none where no day is set. The same
 * number of statements for one meeting as for a week of them.
 */
export async function timelinesOf(db: Db, meetings: readonly RunningMeeting[], now: string): Promise<Map<string, Milestone[]>> {
  const dated = meetings.filter((meeting) => meeting.startsOn !== null)
  const days = [...new Set(dated.map((meeting) => meeting.startsOn as string))]
  const [holidays, bodies, mechanism, done, rules] = await Promise.all([
    listHolidays(db), listBodies(db), findMechanism(db), listDone(db, dated.map((meeting) => meeting.ref)), Promise.all(days.map(async (day) => [day, await listTimelineRules(db, day)] as const)),
  ])
  const rulesOn = new Map(rules)
  const consultations = new Set(bodies.filter((body) => body.kind === 'consultation').map((body) => body.code))
  return new Map(meetings.map((meeting) => {
    if (meeting.startsOn === null) return [meeting.ref, []]
    const own = new Map(done.get(meeting.ref))
    // agreed at the previous meeting is what the confirmed host says.
    if (meeting.run.hostBasis === 'confirmed' && !own.has('date-agreed')) own.set('date-agreed', { at: null, by: null, note: null })
    return [meeting.ref, timelineFrom(rulesOn.get(meeting.startsOn) ?? [], {
      opensOn: meeting.startsOn, closesOn: meeting.endsOn ?? meeting.startsOn, opensAt: meeting.run.opensAt, zone: meeting.run.zone, now, state: meeting.run.state, done: own,
      main: meeting.kind !== 'preparatory' && !consultations.has(meeting.body),
      holidays: holidays.filter((holiday) => holiday.where === (meeting.host ?? meeting.country) || holiday.where === meeting.country || holiday.where === mechanism?.seat),
    })]
  }))
}

/** The dates of one meeting. */
export const timelineOf = async (db: Db, meeting: RunningMeeting, now: string): Promise<Milestone[]> => (await timelinesOf(db, [meeting], now)).get(meeting.ref) ?? []

/** Says that a date of the timeline is met; whoever said so first stands. Other modules say it of what they keep, such as the last nomination. */
export async function markMilestone(tx: Tx, row: { meeting: string; milestone: string; at: string; byName: string; byRole: string; note?: string | null }): Promise<boolean> {
  const made = await sql`insert into milestone_done (meeting, milestone, done_at, by_name, by_role, note) values (${row.meeting}, ${row.milestone}, ${row.at}, ${row.byName}, ${row.byRole}, ${row.note ?? null}) on conflict do nothing returning milestone`.execute(tx)
  return made.rows.length === 1
}

/** Takes the mark back; the audit keeps both. */
export async function unmarkMilestone(tx: Tx, meeting: string, milestone: string): Promise<boolean> {
  return (await sql`delete from milestone_done where meeting = ${meeting} and milestone = ${milestone} returning milestone`.execute(tx)).rows.length === 1
}
