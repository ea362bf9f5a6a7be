import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid, missing } from '../../../kernel/errors.ts'
import { categoriesAt, listParties, membersAt } from '../../mechanism/index.ts'
import { addAdmission, endAdmission, endAssignment, findPersonByEmail, isItemOf } from '../queries/admissions.ts'
import { appendChange, endParticipation, invite } from '../queries/plan.ts'
import { addAssignment, lockSession, type RunningMeeting, type Session } from '../queries/run.ts'
import { canAdmit, canPlan, canPrepare, isLive } from '../rules/state.ts'
import { PartyCategory, Reason, Ref } from '../schema/plan.ts'
import { byOf, meetingSpecimens, running, tell } from './acting.ts'

const Id = z.string().trim().max(80)

/** a party takes part in one meeting, in one category, from now on. */
export const inviteParty = defineCommand({
  name: 'participation.invite',
  input: z.strictObject({ meeting: Ref, party: z.string().trim().max(12), category: PartyCategory }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor) => canPlan(actor),
  async run(context, meeting: RunningMeeting, input) {
    const { tx, now } = context
    if (!isLive(meeting.run.state)) throw new AppError('conflict', 'meetings.over')
    const parties = await listParties(tx)
    const party = parties.find((one) => one.code === input.party)
    if (!party) throw invalid('/party', 'meetings.no-such-party')
    const day = meeting.startsOn ?? now.slice(0, 10)
    const member = membersAt(parties, day).some((one) => one.code === party.code)
    if (member !== (input.category === 'member')) throw invalid('/category', member ? 'meetings.is-member' : 'meetings.not-member', { party: party.name.en })
    const held = categoriesAt(party, day).map(({ category }) => category as string)
    // Partner status is conferred by the foreign ministers, not here (practice §10.3).
    if ((input.category === 'dialogue-partner' || input.category === 'sectoral-partner') && !held.includes(input.category)) throw invalid('/category', 'meetings.not-partner', { party: party.name.en })
    if (!(await invite(tx, { meeting: meeting.ref, party: party.code, category: input.category, from: now }))) throw new AppError('conflict', 'meetings.invited-before')
    await appendChange(tx, meeting.ref, byOf(context), { what: 'participation', before: null, after: { party: party.code, category: input.category } })
    await tell(context, meeting.ref)
  },
  audit: (meeting, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { invited: input.party, category: input.category } }),
  specimens: (actor) => meetingSpecimens(actor),
})

/** Ends at once: rights are judged at the instant of reading. What was released stays readable. */
export const endTakingPart = defineCommand({
  name: 'participation.end',
  input: z.strictObject({ meeting: Ref, party: z.string().trim().max(12), reason: Reason }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor) => canPlan(actor),
  async run(context, meeting: RunningMeeting, input) {
    if (input.reason === '') throw invalid('/reason', 'meetings.reason-needed')
    if (!(await endParticipation(context.tx, meeting.ref, input.party, context.now))) throw new AppError('conflict', 'meetings.not-taking-part')
    await appendChange(context.tx, meeting.ref, byOf(context), { what: 'participation', before: { party: input.party }, after: null, reason: input.reason })
    await tell(context, meeting.ref)
  },
  audit: (meeting, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { ended: input.party, reason: input.reason } }),
  specimens: (actor) => meetingSpecimens(actor),
})

async function sessionOf({ tx, actor, now }: CommandContext, meeting: RunningMeeting, id: string | null): Promise<Session | null> {
  if (id === null) return null
  const session = await lockSession(tx, { actor, now }, id)
  return session?.meeting === meeting.ref ? session : null
}

/** On the Chair's invitation: a party or one person, to a session or an item, until it is over. */
export const admit = defineCommand({
  name: 'admission.give',
  input: z.strictObject({ meeting: Ref, party: z.string().trim().max(12).nullable().default(null), email: z.string().trim().max(200).nullable().default(null), session: Id.nullable().default(null), item: Id.nullable().default(null), reason: Reason }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canAdmit(actor, meeting),
  async run(context, meeting, input) {
    const { tx, now } = context
    const faults: Fault[] = []
    if ((input.party === null) === (input.email === null)) faults.push({ path: '/party', code: 'meetings.party-or-person' })
    if ((input.session === null) === (input.item === null)) faults.push({ path: '/session', code: 'meetings.session-or-item' })
    const session = await sessionOf(context, meeting, input.session)
    if (input.session !== null && !session) faults.push({ path: '/session', code: 'meetings.no-such-session' })
    if (input.item !== null && !(await isItemOf(tx, meeting.ref, input.item))) faults.push({ path: '/session', code: 'meetings.no-such-item' })
    if (input.party !== null && !(await listParties(tx)).some((party) => party.code === input.party)) faults.push({ path: '/party', code: 'meetings.no-such-party' })
    const person = input.email === null ? null : await findPersonByEmail(tx, input.email)
    if (input.email !== null && person === null) faults.push({ path: '/email', code: 'meetings.no-such-person' })
    // a retreat is for heads and one more each; nobody else is let in.
    if (session?.access === 'RETREAT') faults.push({ path: '/session', code: 'meetings.retreat-closed' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const id = randomUUID()
    const by = byOf(context)
    await addAdmission(tx, { id, meeting: meeting.ref, session: input.session, item: input.item, party: input.party, person: person?.id ?? null, reason: input.reason || null, givenBy: by.byName, givenRole: by.byRole, from: now, until: session?.endsAt ?? meeting.run.closesAt })
    await tell(context, meeting.ref)
    return { id, person: person?.id ?? null }
  },
  audit: (meeting, result, input) => ({ type: 'meeting', id: meeting.ref, change: { admitted: input.party ?? result.person, session: input.session, item: input.item, reason: input.reason } }),
  specimens: (actor) => meetingSpecimens(actor),
})

export const withdrawAdmission = defineCommand({
  name: 'admission.end',
  input: z.strictObject({ meeting: Ref, admission: Id }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canAdmit(actor, meeting),
  async run(context, meeting, input) {
    if (!(await endAdmission(context.tx, meeting.ref, input.admission, context.now))) throw missing()
    await tell(context, meeting.ref)
  },
  audit: (meeting, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { admissionEnded: input.admission } }),
  specimens: (actor) => meetingSpecimens(actor),
})

const tasks = ['interpreter', 'translator', 'note-taker', 'technical'] as const

/** Interpreters and note-takers see what their task needs, from 48 hours before to 24 hours after it (US-08 AC5). */
export const assignPerson = defineCommand({
  name: 'assignment.give',
  input: z.strictObject({ meeting: Ref, email: z.string().trim().max(200), task: z.enum(tasks), session: Id.nullable().default(null) }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canPrepare(actor, meeting),
  async run(context, meeting, input) {
    const { tx } = context
    const session = await sessionOf(context, meeting, input.session)
    const person = await findPersonByEmail(tx, input.email)
    const faults: Fault[] = []
    if (input.session !== null && !session) faults.push({ path: '/session', code: 'meetings.no-such-session' })
    if (person === null) faults.push({ path: '/email', code: 'meetings.no-such-person' })
    const [startsAt, endsAt] = [session?.startsAt ?? meeting.run.opensAt, session?.endsAt ?? meeting.run.closesAt]
    if (startsAt === null || endsAt === null) faults.push({ path: '/session', code: 'meetings.hours-needed' })
    // a retreat keeps no record, and nobody writes one.
    if (session?.access === 'RETREAT' && input.task === 'note-taker') faults.push({ path: '/task', code: 'meetings.retreat-no-record' })
    if (faults.length > 0 || person === null || startsAt === null || endsAt === null) throw new AppError('invalid', 'input.invalid', { faults })
    const id = randomUUID()
    await addAssignment(tx, { id, person: person.id, meeting: meeting.ref, session: input.session, task: input.task, startsAt, endsAt })
    await tell(context, meeting.ref)
    return { id, person: person.id }
  },
  audit: (meeting, result, input) => ({ type: 'meeting', id: meeting.ref, change: { assigned: result.person, task: input.task, session: input.session } }),
  specimens: (actor) => meetingSpecimens(actor),
})

export const withdrawAssignment = defineCommand({
  name: 'assignment.end',
  input: z.strictObject({ meeting: Ref, assignment: Id }),
  load: (context, input) => running(context, input.meeting),
  allow: (actor, meeting: RunningMeeting) => canPrepare(actor, meeting),
  async run(context, meeting, input) {
    if (!(await endAssignment(context.tx, meeting.ref, input.assignment, context.now))) throw missing()
    await tell(context, meeting.ref)
  },
  audit: (meeting, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { assignmentEnded: input.assignment } }),
  specimens: (actor) => meetingSpecimens(actor),
})
