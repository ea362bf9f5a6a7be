import { addDays, dayInZone } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { findMechanism, listHolidays } from '../mechanism/index.ts'
import { allSessions } from './queries/plan.ts'
import type { Reader } from './queries/rights.ts'
import { listRunning, type RunningMeeting, type Session } from './queries/run.ts'
import { timelinesOf } from './queries/timeline.ts'
import { daysBetween, type Holiday, movedDates, type MovedDate, shiftDays } from './rules/timeline.ts'
import { beforeOpened } from './rules/state.ts'

export interface MovedMeeting {
  ref: string
  from: string | null
  to: string
  until: string
}

export interface MovedSession {
  id: string
  meeting: string
  title: Text
  startsAt: string
  endsAt: string
  newStartsAt: string
  newEndsAt: string
}

/** Everything that a new opening day moves, and what stays. */
export interface MovePlan {
  days: number
  meetings: (MovedMeeting & { meeting: RunningMeeting })[]
  /** Others of the series: they stay unless they are asked along. */
  staying: RunningMeeting[]
  sessions: MovedSession[]
  dates: (MovedDate & { meeting: string })[]
  /** The new opening day is no working day of the host or of the seat; it may be held then all the same. */
  holiday: Holiday | 'weekend' | null
  room: { title: Text; with: Text } | null
}

/** The day a postponed meeting was to open is the one its programme was made for. */
export const opensOnBefore = (meeting: RunningMeeting): string | null => meeting.startsOn ?? (meeting.run.opensAt === null ? null : dayInZone(meeting.run.opensAt, meeting.run.zone))

/** What of a series can come along: what has not begun. The meeting that prepares this one always does. */
export const mayComeAlong = (meeting: RunningMeeting, other: RunningMeeting): boolean => other.ref !== meeting.ref && other.startsOn !== null && other.run.state !== 'POSTPONED' && beforeOpened(other.run.state)

export async function planMove(db: Db, reader: Reader, meeting: RunningMeeting, startsOn: string, along: readonly string[]): Promise<MovePlan> {
  const before = opensOnBefore(meeting)
  const days = before === null ? 0 : daysBetween(before, startsOn)
  const series = await listRunning(db, reader, { series: meeting.run.series })
  const moving = series.filter((other) => other.ref === meeting.ref || (mayComeAlong(meeting, other) && (other.prepares === meeting.ref || along.includes(other.ref))))
  const [own, holidays, mechanism] = await Promise.all([allSessions(db, series.map((other) => other.ref)), listHolidays(db), findMechanism(db)])
  const moved = moving.map((other) => ({ before: other, after: shifted(other, startsOnOf(other, meeting, startsOn, days), days) }))
  const [then, now] = [await timelinesOf(db, moved.map(({ before: one }) => one), reader.now), await timelinesOf(db, moved.map(({ after }) => after), reader.now)]
  const refs = new Set(moving.map((other) => other.ref))
  const sessions = own.filter((session) => refs.has(session.meeting) && session.state === 'planned').map((session) => ({
    id: session.id, meeting: session.meeting, title: session.title, startsAt: session.startsAt, endsAt: session.endsAt, newStartsAt: shiftDays(session.startsAt, days, meeting.run.zone), newEndsAt: shiftDays(session.endsAt, days, meeting.run.zone),
  }))
  const calledOff = new Set(series.filter((other) => other.run.state === 'CANCELLED' || other.run.state === 'POSTPONED').map((other) => other.ref))
  return {
    days,
    meetings: moved.map(({ before: one, after }) => ({ ref: one.ref, from: one.startsOn, to: after.startsOn ?? startsOn, until: after.endsOn ?? startsOn, meeting: one })),
    staying: series.filter((other) => mayComeAlong(meeting, other) && !refs.has(other.ref)),
    sessions,
    dates: moved.flatMap(({ before: one }) => movedDates(then.get(one.ref) ?? [], now.get(one.ref) ?? []).map((date) => ({ ...date, meeting: one.ref }))),
    holiday: offDay(startsOn, holidays.filter((holiday) => holiday.where === (meeting.host ?? meeting.country) || holiday.where === mechanism?.seat)),
    room: roomClash(sessions, own.filter((session) => !refs.has(session.meeting) && !calledOff.has(session.meeting)), own),
  }
}

const startsOnOf = (other: RunningMeeting, meeting: RunningMeeting, startsOn: string, days: number): string => (other.ref === meeting.ref || other.startsOn === null ? startsOn : addDays(other.startsOn, days))

function shifted(meeting: RunningMeeting, startsOn: string, days: number): RunningMeeting {
  const { zone, opensAt, closesAt } = meeting.run
  const before = opensOnBefore(meeting)
  const length = meeting.startsOn !== null && meeting.endsOn !== null ? daysBetween(meeting.startsOn, meeting.endsOn) : before !== null && closesAt !== null ? daysBetween(before, dayInZone(closesAt, zone)) : 0
  return {
    ...meeting, starts: startsOn, startsOn, endsOn: addDays(startsOn, Math.max(0, length)),
    run: { ...meeting.run, opensAt: opensAt && shiftDays(opensAt, days, zone), closesAt: closesAt && shiftDays(closesAt, days, zone) },
  }
}

export { shifted as movedMeeting }

function offDay(day: string, holidays: readonly Holiday[]): Holiday | 'weekend' | null {
  return holidays.find((holiday) => holiday.day === day) ?? (Temporal.PlainDate.from(day).dayOfWeek > 5 ? 'weekend' : null)
}

/** A session that would come into a room that is taken at that hour. */
function roomClash(moved: readonly MovedSession[], staying: readonly Session[], all: readonly Session[]): MovePlan['room'] {
  const room = (session: Session | undefined) => session?.room?.en.trim().toLowerCase() ?? ''
  const byId = new Map(all.map((session) => [session.id, session]))
  for (const session of moved) {
    const own = room(byId.get(session.id))
    const other = own === '' ? undefined : staying.find((stays) => room(stays) === own && stays.startsAt < session.newEndsAt && session.newStartsAt < stays.endsAt)
    if (other) return { title: session.title, with: other.title }
  }
  return null
}
