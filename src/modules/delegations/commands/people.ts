import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import type { Tx } from '../../../kernel/db.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { findRunning, type RunningMeeting } from '../../meetings/index.ts'
import { addParticipant, addProposal, amendParticipant, changeRole, type DelegationMember, type LockedParticipant, listComing, listMembers, lockDelegation, lockParticipant, lockProposal, type Proposal, settleProposal, withdrawIfNowhere } from '../queries/people.ts'
import { canName, canPropose, isOver, isPast } from '../rules/people.ts'
import { nominationDay } from '../reading.ts'
import { delegationRoles } from '../schema.ts'

const line = z.string().trim().max(160)
export const PersonFields = z.strictObject({
  honorific: line.default(''), givenName: line.min(1, 'delegations.given-needed'), familyName: line.default(''), badgeName: line.default(''), post: line.min(1, 'delegations.post-of-person-needed'), agency: line.default(''),
})
type PersonFields = z.infer<typeof PersonFields>
const Ref = z.string().trim().max(60)
const Instant = z.iso.datetime()

interface Delegation {
  meeting: RunningMeeting
  party: string
}
const specimenMeeting = { run: { state: 'REGISTRATION_OPEN' } } as unknown as RunningMeeting
const specimens = () => ({ 'the own delegation': { meeting: specimenMeeting, party: 'OWN' }, 'another delegation': { meeting: specimenMeeting, party: 'OTHER' } })

async function loadDelegation(context: CommandContext, input: { meeting: string; party: string }): Promise<Delegation> {
  const meeting = await findRunning(context.tx, context, input.meeting)
  if (!meeting) throw missing()
  await lockDelegation(context.tx, meeting.ref, input.party)
  return { meeting, party: input.party }
}

const requireOpen = ({ run }: RunningMeeting) => {
  if (isOver(run)) throw new AppError('conflict', 'delegations.meeting-over')
}
const refuse = (faults: Fault[]) => {
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
}
const isLate = async (tx: Tx, meeting: RunningMeeting, now: string): Promise<boolean> => isPast(await nominationDay(tx, meeting, now), now, meeting.run.zone)

interface Naming {
  role: (typeof delegationRoles)[number]
  participant: string
  letter: string
  from: string | null
}

/** and the meeting's quota: what stands against naming this person in this role. */
async function namingFaults({ tx, now }: CommandContext, { meeting, party }: Delegation, asked: Naming, members: readonly DelegationMember[]): Promise<Fault[]> {
  const faults: Fault[] = []
  const here = members.find((member) => member.id === asked.participant)
  const quota = meeting.run.sizeQuota
  if (!here && quota !== null && members.length + (await listComing(tx, meeting.ref, party, now)).length >= quota) faults.push({ path: '/role', code: 'delegations.quota-full', params: { n: quota } })
  const head = members.find((member) => member.role === 'head')
  if (asked.role === 'head' && head && head.id !== asked.participant && (await isLate(tx, meeting, now))) {
    if (asked.letter === '') faults.push({ path: '/letter', code: 'delegations.letter-needed' })
    if (asked.from === null) faults.push({ path: '/from', code: 'delegations.from-needed' })
  }
  if (here && here.role === asked.role) faults.push({ path: '/role', code: 'delegations.role-already' })
  if (asked.from !== null && asked.from < now) faults.push({ path: '/from', code: 'delegations.time-past' })
  if (asked.from !== null && meeting.run.closesAt !== null && asked.from >= meeting.run.closesAt) faults.push({ path: '/from', code: 'delegations.time-after' })
  return faults
}

async function name(context: CommandContext, delegation: Delegation, asked: Naming, members: readonly DelegationMember[]): Promise<void> {
  const { tx, actor, now } = context
  const from = asked.from ?? now
  const by = { namedBy: actor.person?.name ?? '', late: await isLate(tx, delegation.meeting, now) }
  const head = members.find((member) => member.role === 'head')
  // There is one head at a time: who was it stays in the delegation, as a delegate.
  if (asked.role === 'head' && head && head.id !== asked.participant) await changeRole(tx, { ...by, participant: head.id, meeting: delegation.meeting.ref, role: 'delegate', from, letter: asked.letter || null })
  await changeRole(tx, { ...by, participant: asked.participant, meeting: delegation.meeting.ref, role: asked.role, from, letter: asked.letter || null })
}

const rowOf = (person: PersonFields) => ({ honorific: person.honorific || null, givenName: person.givenName, familyName: person.familyName, badgeName: person.badgeName || [person.givenName, person.familyName].filter(Boolean).join(' '), post: person.post, agency: person.agency })

/** Row 5: the focal point names somebody, or gives somebody named another role; a change of head after the deadline by a new letter, from a stated time. */
export const nameDelegate = defineCommand({
  name: 'delegation.name',
  input: z.strictObject({
    meeting: Ref, party: z.string().max(12), role: z.enum(delegationRoles),
    /** Somebody the party has named already, or a new person. */
    participant: z.string().max(80).nullable().default(null), person: PersonFields.nullable().default(null),
    letter: line.default(''), from: Instant.nullable().default(null),
  }),
  load: loadDelegation,
  allow: (actor: Actor, { party }: Delegation) => canName(actor, party),
  async run(context, delegation: Delegation, input) {
    requireOpen(delegation.meeting)
    const { tx, actor, now } = context
    const members = await listMembers(tx, delegation.meeting.ref, { party: delegation.party, at: now })
    let participant = input.participant
    if (participant !== null) {
      const known = await lockParticipant(tx, participant)
      if (!known || known.party !== delegation.party || known.series !== delegation.meeting.run.series) throw missing()
    } else if (input.person === null) refuse([{ path: '/givenName', code: 'delegations.given-needed' }])
    const id = participant ?? randomUUID()
    refuse(await namingFaults(context, delegation, { ...input, participant: id }, members))
    if (participant === null && input.person !== null) {
      participant = id
      await addParticipant(tx, { id, series: delegation.meeting.run.series, party: delegation.party, ...rowOf(input.person), namedBy: actor.person?.name ?? '', origin: 'desk', now })
    }
    await name(context, delegation, { ...input, participant: id }, members)
    return id
  },
  audit: ({ meeting, party }, id, input) => ({ type: 'delegation', id: `${meeting.ref} ${party}`, change: { participant: id, role: input.role, from: input.from, letter: input.letter } }),
  specimens,
})

/** Row 5, "p": a head of delegation proposes whom to name; the focal point names or declines. */
export const proposeDelegate = defineCommand({
  name: 'delegation.propose',
  input: z.strictObject({ meeting: Ref, party: z.string().max(12), role: z.enum(delegationRoles), person: PersonFields, note: z.string().trim().max(500).default('') }),
  load: loadDelegation,
  allow: (actor: Actor, { party }: Delegation) => canPropose(actor, party),
  async run({ tx, actor, now }, { meeting, party }: Delegation, input) {
    requireOpen(meeting)
    const id = randomUUID()
    await addProposal(tx, { id, meeting: meeting.ref, party, person: input.person, role: input.role, note: input.note || null, proposedBy: actor.person?.name ?? '', proposedById: actor.person?.id ?? '', proposedAt: now })
    return id
  },
  audit: ({ meeting, party }, id, input) => ({ type: 'delegation', id: `${meeting.ref} ${party}`, change: { proposal: id, role: input.role } }),
  specimens,
})

interface Settling extends Delegation {
  proposal: Proposal
}

export const settleDelegateProposal = defineCommand({
  name: 'delegation.settle-proposal',
  input: z.strictObject({ meeting: Ref, party: z.string().max(12), proposal: z.string().max(80), as: z.enum(['named', 'declined']), why: z.string().trim().max(500).default('') }),
  async load(context, input): Promise<Settling> {
    const delegation = await loadDelegation(context, input)
    const proposal = await lockProposal(context.tx, input.proposal, input.party)
    if (!proposal || proposal.meeting !== delegation.meeting.ref) throw missing()
    return { ...delegation, proposal }
  },
  allow: (actor: Actor, { party }: Settling) => canName(actor, party),
  async run(context, settling: Settling, input) {
    const { tx, actor, now } = context
    requireOpen(settling.meeting)
    const { proposal } = settling
    if (proposal.settled !== null) throw new AppError('conflict', 'delegations.settled-before')
    await settleProposal(tx, { id: proposal.id, as: input.as, by: actor.person?.name ?? '', now, why: input.why || null })
    if (input.as === 'declined') return null
    const id = randomUUID()
    const members = await listMembers(tx, settling.meeting.ref, { party: settling.party, at: now })
    refuse(await namingFaults(context, settling, { role: proposal.role, participant: id, letter: '', from: null }, members))
    await addParticipant(tx, { id, series: settling.meeting.run.series, party: settling.party, ...rowOf(proposal.person), namedBy: actor.person?.name ?? '', origin: 'desk', now })
    await name(context, settling, { role: proposal.role, participant: id, letter: '', from: null }, members)
    return id
  },
  audit: ({ meeting, party, proposal }, id, input) => ({ type: 'delegation', id: `${meeting.ref} ${party}`, change: { proposal: proposal.id, settled: input.as, participant: id, why: input.why } }),
  specimens: () => ({ 'of the own delegation': { meeting: specimenMeeting, party: 'OWN', proposal: {} as Proposal }, 'of another delegation': { meeting: specimenMeeting, party: 'OTHER', proposal: {} as Proposal } }),
})

interface Amending extends Delegation {
  participant: LockedParticipant
}
async function loadPerson(context: CommandContext, input: { meeting: string; party: string; participant: string }): Promise<Amending> {
  const delegation = await loadDelegation(context, input)
  const participant = await lockParticipant(context.tx, input.participant)
  if (!participant || participant.party !== input.party || participant.series !== delegation.meeting.run.series) throw missing()
  return { ...delegation, participant }
}
const personSpecimens = () => ({ 'of the own delegation': { meeting: specimenMeeting, party: 'OWN', participant: {} as LockedParticipant }, 'of another delegation': { meeting: specimenMeeting, party: 'OTHER', participant: {} as LockedParticipant } })

/** Puts a name, a post or the order right. */
export const amendDelegate = defineCommand({
  name: 'delegation.amend',
  input: z.strictObject({ meeting: Ref, party: z.string().max(12), participant: z.string().max(80), version: z.coerce.number().int(), person: PersonFields, position: z.coerce.number().int().min(1).max(999) }),
  load: loadPerson,
  allow: (actor: Actor, { party }: Amending) => canName(actor, party),
  async run({ tx }, { meeting, participant }: Amending, input) {
    requireOpen(meeting)
    if (!(await amendParticipant(tx, { id: participant.id, version: input.version, ...rowOf(input.person), position: input.position }))) throw new AppError('conflict', 'version.stale')
  },
  audit: ({ meeting, party, participant }) => ({ type: 'delegation', id: `${meeting.ref} ${party}`, change: { amended: participant.id } }),
  specimens: personSpecimens,
})

/** Takes somebody out of the delegation at this meeting. That he or she was named stays. */
export const withdrawDelegate = defineCommand({
  name: 'delegation.withdraw',
  input: z.strictObject({ meeting: Ref, party: z.string().max(12), participant: z.string().max(80), version: z.coerce.number().int() }),
  load: loadPerson,
  allow: (actor: Actor, { party }: Amending) => canName(actor, party),
  async run({ tx, actor, now }, { meeting, participant }: Amending, input) {
    requireOpen(meeting)
    if (participant.version !== input.version) throw new AppError('conflict', 'version.stale')
    await changeRole(tx, { participant: participant.id, meeting: meeting.ref, role: null, from: now, letter: null, namedBy: actor.person?.name ?? '', late: false })
    return withdrawIfNowhere(tx, participant.id, now)
  },
  audit: ({ meeting, party, participant }, gone) => ({ type: 'delegation', id: `${meeting.ref} ${party}`, change: { withdrawn: participant.id, fromAll: gone } }),
  specimens: personSpecimens,
})
