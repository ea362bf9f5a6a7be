import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import type { Db } from '../../../kernel/db.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { PartialDate } from '../../../kernel/record.ts'
import { listCadences, listParties, listRotationRules, membersAt } from '../../mechanism/index.ts'
import { confirmHost, findConfirmedBy, saveConfirmed } from '../queries/next.ts'
import { appendChange, findTaken } from '../queries/plan.ts'
import { addMeeting, addParticipation, type RunningMeeting } from '../queries/run.ts'
import { listTimelineRules, markMilestone, timelineOf, unmarkMilestone } from '../queries/timeline.ts'
import { listMeetings } from '../queries.ts'
import { hostOf } from '../rules/host.ts'
import { canConfirmNext, canMark } from '../rules/state.ts'
import type { Lane } from '../rules/timeline.ts'
import { Reason, Ref } from '../schema/plan.ts'
import { byOf, changed, meetingSpecimens, running, tell } from './acting.ts'

type Subject = { meeting: RunningMeeting; lane: Lane; key: string }

async function milestone(context: CommandContext, input: { meeting: string; milestone: string }): Promise<Subject> {
  const meeting = await running(context, input.meeting)
  const rule = (await listTimelineRules(context.tx, meeting.startsOn ?? context.now.slice(0, 10))).find((one) => one.key === input.milestone)
  if (!rule) throw missing()
  return { meeting, lane: rule.lane, key: rule.key }
}

const subjects = (actor: Parameters<typeof meetingSpecimens>[0]): Record<string, Subject> =>
  Object.fromEntries(Object.entries(meetingSpecimens(actor)).flatMap(([label, meeting]) => (['meeting', 'secretariat', 'host', 'members'] as const).map((lane) => [`${label}, lane ${lane}`, { meeting, lane, key: 'x' }])))

/** "Done", of what the states and papers of a meeting do not tell by themselves. Whoever said so first stands. */
export const markDone = defineCommand({
  name: 'milestone.mark',
  input: z.strictObject({ meeting: Ref, milestone: z.string().max(60), note: Reason }),
  load: (context, input) => milestone(context, input),
  allow: (actor, { meeting, lane }: Subject) => canMark(actor, meeting, lane),
  async run(context, { meeting, key }, input) {
    const known = (await timelineOf(context.tx, meeting, context.now)).find((one) => one.key === key)
    if (!known) throw new AppError('conflict', 'meetings.no-such-date')
    const { byName, byRole } = byOf(context)
    if (known.state === 'done' || !(await markMilestone(context.tx, { meeting: meeting.ref, milestone: key, at: context.now, byName, byRole, note: input.note || null }))) throw new AppError('conflict', 'meetings.done-before')
    await tell(context, meeting.ref)
  },
  audit: ({ meeting, key }, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { done: key, note: input.note || null } }),
  specimens: subjects,
})

export const unmarkDone = defineCommand({
  name: 'milestone.unmark',
  input: z.strictObject({ meeting: Ref, milestone: z.string().max(60) }),
  load: (context, input) => milestone(context, input),
  allow: (actor, { meeting, lane }: Subject) => canMark(actor, meeting, lane),
  async run(context, { meeting, key }) {
    if (!(await unmarkMilestone(context.tx, meeting.ref, key))) throw new AppError('conflict', 'meetings.not-marked')
    await tell(context, meeting.ref)
  },
  audit: ({ meeting, key }) => ({ type: 'meeting', id: meeting.ref, change: { notDone: key } }),
  specimens: subjects,
})

/** at "Date and venue of the next meeting" the meeting confirms who hosts the next one; until then it is tentative. */
export const confirmNext = defineCommand({
  name: 'meeting.confirm-next',
  input: z.strictObject({ meeting: Ref, host: z.string().trim().max(12), starts: PartialDate.nullable().default(null), note: Reason }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canConfirmNext(actor, meeting),
  async run(context, meeting, input) {
    const { tx, now } = context
    if (meeting.ordinal === null) throw new AppError('conflict', 'meetings.no-next')
    if (!['OPENED', 'SUSPENDED', 'CLOSED'].includes(meeting.run.state)) throw new AppError('conflict', 'meetings.next-in-session')
    const parties = await listParties(tx)
    const members = membersAt(parties, meeting.endsOn ?? now.slice(0, 10))
    if (!members.some((party) => party.code === input.host)) throw invalid('/host', 'meetings.host-a-member')
    if (input.starts !== null && input.starts <= (meeting.endsOn ?? meeting.startsOn ?? '').slice(0, input.starts.length) && input.starts.length > 4) throw invalid('/starts', 'meetings.next-later')
    const next = `${meeting.body}/${meeting.ordinal + 1}`
    if (await findConfirmedBy(tx, meeting.ref)) throw new AppError('conflict', 'meetings.next-confirmed')
    const taken = await findTaken(tx, next)
    if (taken && taken.status !== 'planned') throw new AppError('conflict', 'meetings.next-past')
    if (!taken) {
      await addMeeting(tx, { ref: next, body: meeting.body, session: String(meeting.ordinal + 1), kind: 'regular', startsOn: null, endsOn: null, city: null, country: null, mode: 'in-person', host: input.host, chair: { party: input.host, person: null, coChair: null }, prepares: null, origin: meeting.origin === 'demonstration' ? 'demonstration' : 'desk', marking: 'GENERAL' })
      for (const party of members) await addParticipation(tx, { meeting: next, party: party.code, category: 'member', from: now })
    }
    const by = byOf(context)
    await saveConfirmed(tx, { meeting: meeting.ref, next, host: input.host, starts: input.starts, confirmedAt: now, byName: by.byName, byRole: by.byRole, note: input.note || null })
    await confirmHost(tx, next)
    await appendChange(tx, meeting.ref, by, { what: 'host', before: { proposed: await proposedHost(tx, meeting, now) }, after: { next, host: input.host, starts: input.starts } })
    await changed(context, next)
    await tell(context, meeting.ref)
    return { next }
  },
  audit: (meeting, { next }, input) => ({ type: 'meeting', id: meeting.ref, change: { next, host: input.host, starts: input.starts, note: input.note || null } }),
  specimens: (actor) => meetingSpecimens(actor),
})

/** the host the rule proposes for the meeting after this one; what nobody confirms it stays. */
export async function proposedHost(db: Db, meeting: Pick<RunningMeeting, 'body' | 'ordinal'>, now: string): Promise<string | null> {
  if (meeting.ordinal === null) return null
  const [rules, parties, cadences, meetings] = await Promise.all([listRotationRules(db), listParties(db), listCadences(db), listMeetings(db)])
  return hostOf(meeting.body, meeting.ordinal + 1, { rules, parties, cadences, meetings, today: now.slice(0, 10) }).predicted
}
