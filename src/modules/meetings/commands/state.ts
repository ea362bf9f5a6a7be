import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { appendChange, appendState, closeSessions, factsOf, publish, saveFacts, saveState, saveStatus } from '../queries/plan.ts'
import type { RunningMeeting } from '../queries/run.ts'
import { canChangeState, canPlan, needsReason, nextStates } from '../rules/state.ts'
import { type RunState, runStates } from '../schema.ts'
import { byOf, changed, meetingSpecimens, requireVersion, running, stale, tell } from './acting.ts'
import { titlesOf } from './names.ts'

/**
 * Takes a meeting one step along its path, inside another act such as the gavel in the room or the convocation. Who may, is asked before
 * (`canChangeState`). The instant is the server's; nothing a browser says of the time is read.
 */
export async function advanceState(context: CommandContext, meeting: RunningMeeting, to: RunState, more: { reason?: string | null; numberCounts?: boolean } = {}): Promise<void> {
  const { tx, now } = context
  const { state, version } = meeting.run
  if (!nextStates(meeting).includes(to)) throw new AppError('conflict', 'meetings.no-such-step')
  const called = to === 'CANCELLED' ? { numberCounts: more.numberCounts ?? false } : {}
  if (!(await saveState(tx, meeting.ref, version, { state: to, stateBefore: to === 'POSTPONED' ? state : null, ...called }))) throw stale()
  await appendState(tx, meeting.ref, to, byOf(context), more.reason ?? null)
  if (to === 'POSTPONED') {
    // The old days are nobody's plan any more; they stay in the list of changes.
    await appendChange(tx, meeting.ref, byOf(context), { what: 'moved', before: factsOf(meeting), after: null, reason: more.reason ?? null })
    await saveFacts(tx, meeting, { ...factsOf(meeting), startsOn: null, endsOn: null })
  }
  if (to === 'CANCELLED') await saveStatus(tx, meeting.ref, 'cancelled')
  if (to === 'CLOSED') {
    await closeSessions(tx, meeting.ref, now)
    if (meeting.marking === 'PUBLIC' && !meeting.run.announced) await publish(tx, meeting, await titlesOf(tx, meeting))
    await saveFacts(tx, { ...meeting, run: { ...meeting.run, announced: true } }, factsOf(meeting))
    await saveStatus(tx, meeting.ref, 'held')
  }
  await tell(context, meeting.ref)
  if (to === 'POSTPONED' || to === 'CANCELLED' || to === 'CLOSED') await changed(context, meeting.ref)
}

/** Practice §1.1.: the Chair opens, suspends, resumes and closes; the Secretariat moves the states of preparation. */
export const changeState = defineCommand({
  name: 'meeting.change-state',
  input: z.strictObject({ meeting: z.string().max(60), version: z.coerce.number().int(), to: z.enum(runStates), reason: z.string().trim().max(500).default(''), numberCounts: z.boolean().default(false) }),
  load: async (context, input) => ({ meeting: await running(context, input.meeting), to: input.to }),
  allow: (actor, { meeting, to }) => canChangeState(actor, meeting, to),
  async run(context, { meeting, to }, input) {
    requireVersion(meeting, input.version)
    if (nextStates(meeting).includes(to) && needsReason(meeting.run.state, to) && input.reason === '') throw invalid('/reason', 'meetings.reason-needed')
    await advanceState(context, meeting, to, { reason: input.reason || null, numberCounts: input.numberCounts })
  },
  audit: ({ meeting, to }, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { from: meeting.run.state, to, reason: input.reason || null, ...(to === 'CANCELLED' ? { numberCounts: input.numberCounts } : {}) } }),
  specimens: (actor) => Object.fromEntries(Object.entries(meetingSpecimens(actor)).flatMap(([label, meeting]) => [
    [`${label}, papers closed`, { meeting, to: 'DOCUMENTS_CLOSED' as RunState }], [`${label}, opened`, { meeting, to: 'OPENED' as RunState }], [`${label}, cancelled`, { meeting, to: 'CANCELLED' as RunState }],
  ])),
})

/** Until a meeting is announced it exists for its participants only: tentative dates are never public (practice §6.3). */
export const announceMeeting = defineCommand({
  name: 'meeting.announce',
  input: z.strictObject({ meeting: z.string().max(60), version: z.coerce.number().int() }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor) => canPlan(actor),
  async run(context, meeting: RunningMeeting, input) {
    requireVersion(meeting, input.version)
    if (meeting.run.announced) throw new AppError('conflict', 'meetings.announced-before')
    if (meeting.run.state === 'CANCELLED' || meeting.startsOn === null) throw new AppError('conflict', 'meetings.nothing-to-announce')
    if (meeting.run.hostBasis === 'tentative') throw new AppError('conflict', 'meetings.tentative-not-public')
    if (meeting.origin === 'demonstration') throw new AppError('conflict', 'meetings.example-not-public')
    if (!(await saveState(context.tx, meeting.ref, meeting.run.version, { state: meeting.run.state, stateBefore: meeting.run.stateBefore }))) throw stale()
    await publish(context.tx, meeting, await titlesOf(context.tx, meeting))
    await saveFacts(context.tx, { ...meeting, run: { ...meeting.run, announced: true } }, factsOf(meeting))
    await appendChange(context.tx, meeting.ref, byOf(context), { what: 'announced', before: null, after: factsOf(meeting) })
    await changed(context, meeting.ref)
    await tell(context, meeting.ref)
  },
  audit: (meeting) => ({ type: 'meeting', id: meeting.ref, change: { announced: factsOf(meeting) } }),
  specimens: (actor) => meetingSpecimens(actor),
})
