import { defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import { listParties } from '../../mechanism/index.ts'
import { appendChange, factsOf, raiseRun, saveFacts, saveRunFacts } from '../queries/plan.ts'
import type { RunningMeeting } from '../queries/run.ts'
import { canPrepare, isLive } from '../rules/state.ts'
import { FactsInput, Ref, Version } from '../schema/plan.ts'
import { byOf, changed, meetingSpecimens, requireVersion, running, stale, tell } from './acting.ts'

/** Place, mode, host and chair, size of delegations, costs. A change of mode is no new meeting: the number stays, the change is on record. */
export const editFacts = defineCommand({
  name: 'meeting.edit',
  input: FactsInput.extend({ meeting: Ref, version: Version }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canPrepare(actor, meeting),
  async run(context, meeting, input) {
    const { tx } = context
    requireVersion(meeting, input.version)
    if (!isLive(meeting.run.state)) throw new AppError('conflict', 'meetings.over')
    const known = new Set((await listParties(tx)).map((party) => party.code))
    const faults: Fault[] = []
    for (const [path, code] of [['/country', input.country], ['/host', input.host], ['/chair', input.chair], ['/coChair', input.coChair]] as const) if (code !== null && !known.has(code)) faults.push({ path, code: 'meetings.no-such-party' })
    if (input.coChair !== null && input.chair === null) faults.push({ path: '/chair', code: 'meetings.chair-needed' })
    // a confirmed host is fixed; another is a decision of the meeting.
    if (meeting.run.announced && input.host !== meeting.host) faults.push({ path: '/host', code: 'meetings.host-fixed' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const before = factsOf(meeting)
    const after = { ...before, city: input.city, country: input.country, mode: input.mode, host: input.host, chair: input.chair === null ? null : { party: input.chair, person: meeting.chair?.party === input.chair ? meeting.chair.person : null, coChair: input.coChair } }
    if (!(await raiseRun(tx, meeting.ref, meeting.run.version))) throw stale()
    await saveFacts(tx, meeting, after)
    await saveRunFacts(tx, meeting.ref, { sizeQuota: input.sizeQuota, costs: input.costs })
    await appendChange(tx, meeting.ref, byOf(context), { what: before.mode === after.mode ? 'facts' : 'mode', before, after })
    await changed(context, meeting.ref)
    await tell(context, meeting.ref)
  },
  audit: (meeting, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { before: factsOf(meeting), after: input } }),
  specimens: (actor) => meetingSpecimens(actor),
})
