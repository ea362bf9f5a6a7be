import { dayInZone } from '../../../kernel/calendar.ts'
import { z } from 'zod'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid } from '../../../kernel/errors.ts'
import { type MovePlan, movedMeeting, planMove } from '../moving.ts'
import { appendChange, appendState, factsOf, lockSeries, moveSession, raiseRun, saveFacts, saveRunFacts, saveState, widenSeries } from '../queries/plan.ts'
import { lockRunning, type RunningMeeting } from '../queries/run.ts'
import { beforeOpened, canPlan } from '../rules/state.ts'
import { PlannedDay, Reason, Ref, Version } from '../schema/plan.ts'
import { byOf, changed, meetingSpecimens, requireVersion, running, stale, tell } from './acting.ts'

/** What is kept of a move beside the old and new days: enough to say what moved, without any text that others may not read. */
const recordOf = (plan: MovePlan) => ({
  days: plan.days, meetings: plan.meetings.map(({ ref, from, to, until }) => ({ ref, from, to, until })),
  sessions: plan.sessions.map(({ id, meeting, title, startsAt, newStartsAt }) => ({ id, meeting, title, from: startsAt, to: newStartsAt })),
  dates: plan.dates.map(({ key, meeting, name, from, to, days, stays }) => ({ key, meeting, name, from, to, days, stays })),
})
export type MoveRecord = ReturnType<typeof recordOf>

/**
 * Moves the opening day with what hangs on it: the sessions, the meeting that prepares this one, others asked along, the dates of the
 * timeline that are still open, and after commit the due days of mandates.: the number stays. A postponed meeting that gets a
 * day again goes back to where it stood.
 */
export const moveMeeting = defineCommand({
  name: 'meeting.move',
  input: z.strictObject({ meeting: Ref, version: Version, startsOn: PlannedDay, along: z.array(Ref).max(60).default([]), reason: Reason }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor) => canPlan(actor),
  async run(context, meeting: RunningMeeting, input) {
    const { tx, actor, now } = context
    const reader = { actor, now }
    requireVersion(meeting, input.version)
    if (!beforeOpened(meeting.run.state)) throw new AppError('conflict', 'meetings.begun')
    const faults: Fault[] = []
    if (input.startsOn < dayInZone(now, meeting.run.zone)) faults.push({ path: '/startsOn', code: 'meetings.day-past' })
    if (input.startsOn === meeting.startsOn) faults.push({ path: '/startsOn', code: 'meetings.same-day' })
    if (input.reason === '') faults.push({ path: '/reason', code: 'meetings.reason-needed' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    await lockSeries(tx, meeting.run.series)
    const plan = await planMove(tx, reader, meeting, input.startsOn, input.along)
    if (plan.room) throw invalid('/startsOn', 'meetings.room-taken-move', { session: plan.room.title.en, sessionTh: plan.room.title.th, other: plan.room.with.en, otherTh: plan.room.with.th })
    const before = factsOf(meeting)
    for (const { meeting: other, to } of plan.meetings) {
      const locked = other.ref === meeting.ref ? meeting : await lockRunning(tx, reader, other.ref)
      if (!locked || locked.run.version !== other.run.version) throw stale()
      const after = movedMeeting(other, to, plan.days)
      await saveFacts(tx, other, factsOf(after))
      await saveRunFacts(tx, other.ref, { opensAt: after.run.opensAt, closesAt: after.run.closesAt })
      if (other.run.state === 'POSTPONED') {
        const back = other.run.stateBefore ?? 'PLANNED'
        if (!(await saveState(tx, other.ref, other.run.version, { state: back, stateBefore: null }))) throw stale()
        await appendState(tx, other.ref, back, byOf(context), input.reason)
      } else if (!(await raiseRun(tx, other.ref, other.run.version))) throw stale()
      if (other.ref !== meeting.ref) await appendChange(tx, other.ref, byOf(context), { what: 'moved', before: factsOf(other), after: { with: meeting.ref, ...factsOf(after) }, reason: input.reason })
      await changed(context, other.ref)
      await tell(context, other.ref)
    }
    for (const session of plan.sessions) await moveSession(tx, { id: session.id, startsAt: session.newStartsAt, endsAt: session.newEndsAt, shiftStart: session.startsAt, shiftEnd: session.endsAt })
    await widenSeries(tx, meeting.run.series)
    const record = recordOf(plan)
    const id = await appendChange(tx, meeting.ref, byOf(context), { what: 'moved', before, after: record, reason: input.reason })
    return { id, record }
  },
  audit: (meeting, { record }, input) => ({ type: 'meeting', id: meeting.ref, change: { moved: { from: meeting.startsOn, to: input.startsOn }, reason: input.reason, ...record } }),
  specimens: (actor) => meetingSpecimens(actor),
})
