import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type Answer, answerOf, categoryIn, listRights, partyOf } from '../../meetings/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { isInvited } from '../queries/papers.ts'
import { addItem, addProposal, answerProposal, lockProposal, placeBeforeEnd } from '../queries.ts'
import { canEdit, canPropose, type Proposing } from '../rules.ts'
import { ItemFields, type Proposal, ProposalFields } from '../schema.ts'
import { specimenSubject, tell } from './items.ts'
import { type AgendaSubject, checkFields, heldOf, loadAgenda, newId, specimenAgenda } from './subject.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Actor } from '../../../kernel/actor.ts'
import type { RunningMeeting } from '../../meetings/index.ts'
import type { Agenda } from '../schema.ts'

/** The facts on which an actor may propose an item: category, invitation, whose consultation it is. */
export async function proposingOf(db: Db | Tx, reader: { actor: Actor; now: string }, meeting: RunningMeeting, agenda: Pick<Agenda, 'state'>): Promise<Proposing> {
  const category = await categoryIn(db, reader, meeting.ref)
  const answer: Answer = category === null ? 'no' : answerOf(await listRights(db as Db, reader.now.slice(0, 10)), 'propose-item', category)
  return { meeting: heldOf(meeting), agenda, answer, invited: await isInvited(db, reader, meeting.ref), own: await consultationWith(db, partyOf(reader.actor), meeting) }
}

/** `SOMTC+CHN` is the consultation with China, `SOMTC+3` that with all partners who take part in it; a sister body has none. */
async function consultationWith(db: Db | Tx, party: string | null, meeting: RunningMeeting): Promise<boolean> {
  if (party === null || !meeting.body.includes('+')) return false
  return meeting.chair?.coChair === party || meeting.body.endsWith(`+${party}`) || (!(await listParties(db as Db)).some((one) => meeting.body.endsWith(`+${one.code}`)))
}

interface ProposeSubject extends AgendaSubject {
  proposing: Proposing
}

const proposing = (answer: Answer, more: Partial<Proposing> = {}): ProposeSubject => {
  const subject = specimenAgenda('PROVISIONAL')
  return { ...specimenSubject('PROVISIONAL'), proposing: { ...subject, answer, invited: false, own: false, ...more } }
}

export const proposeItem = defineCommand({
  name: 'agenda.propose-item',
  input: z.strictObject({ meeting: z.string().max(60), fields: ProposalFields }),
  async load(context, input): Promise<ProposeSubject> {
    const subject = await loadAgenda(context, input)
    return { ...subject, proposing: await proposingOf(context.tx, context, subject.meeting, subject.agenda) }
  },
  allow: (actor, subject: ProposeSubject) => canPropose(actor, subject.proposing),
  async run(context, { meeting }: ProposeSubject, { fields }) {
    const { tx, actor, now } = context
    await checkFields(context, meeting, { ...fields, parent: null, lead: null, session: null, sameAs: null, topic: null }, null)
    const id = newId()
    await addProposal(tx, { ...fields, id, meeting: meeting.ref, party: partyOf(actor), byName: actor.person?.name ?? '', byRole: actor.capacity?.role ?? '', at: now })
    await tell(context, meeting.ref)
    return id
  },
  audit: (subject, result, input) => ({ type: 'agenda_proposal', id: result, change: { meeting: subject.meeting.ref, title: input.fields.title.en } }),
  specimens: () => ({ 'a member’s meeting': proposing('yes'), 'its own consultation': proposing('own', { own: true }), 'the main meeting, as partner': proposing('own'), 'as sister body, invited': proposing('invited', { invited: true }) }),
})

interface AnswerSubject extends AgendaSubject {
  proposal: Proposal
}

const loadProposal = async (context: CommandContext, input: { meeting: string; proposal: string }): Promise<AnswerSubject> => {
  const subject = await loadAgenda(context, input)
  const proposal = await lockProposal(context.tx, subject.meeting.ref, input.proposal)
  // A proposal of another party does not exist for whoever does not hold the pen; the verdict comes after.
  if (!proposal || (partyOf(context.actor) !== null && proposal.party !== partyOf(context.actor))) throw missing()
  return { ...subject, proposal }
}
const specimenProposal = (): AnswerSubject => ({
  ...specimenSubject('PROVISIONAL'),
  proposal: { id: 'X', meeting: 'OWN/1', party: 'OWN', title: { en: '', th: '' }, purpose: 'discussion', background: null, request: null, mandates: [], minutes: null, byName: '', byRole: 'NF', at: '', status: 'open', item: null, answer: null, answeredAt: null },
})
const settled = (proposal: Proposal): void => {
  if (proposal.status !== 'open') throw new AppError('conflict', 'agenda.answered-already')
}
const one = z.strictObject({ meeting: z.string().max(60), proposal: z.string().max(80) })
const answers = { load: loadProposal, allow: (actor: Actor, subject: AnswerSubject) => canEdit(actor, { meeting: heldOf(subject.meeting), agenda: subject.agenda }), specimens: () => ({ 'an open proposal': specimenProposal() }) }

export const takeProposal = defineCommand({
  name: 'agenda.take-proposal',
  input: one.extend({ fields: ItemFields }),
  ...answers,
  async run(context, { meeting, proposal }: AnswerSubject, { fields }) {
    settled(proposal)
    await checkFields(context, meeting, fields, null)
    const id = newId()
    await addItem(context.tx, { ...fields, id, meeting: meeting.ref, proposer: proposal.party })
    await placeBeforeEnd(context.tx, meeting.ref, { id, parent: fields.parent, topic: fields.topic })
    await answerProposal(context.tx, { id: proposal.id, status: 'taken', item: id, answer: null, by: context.actor.person?.name ?? '', at: context.now })
    await tell(context, meeting.ref)
    return id
  },
  audit: (subject, result) => ({ type: 'agenda_proposal', id: subject.proposal.id, change: { taken: result } }),
})

export const declineProposal = defineCommand({
  name: 'agenda.decline-proposal',
  input: one.extend({ answer: z.string().trim().min(1, 'agenda.answer-needed').max(500) }),
  ...answers,
  async run(context, { meeting, proposal }: AnswerSubject, { answer }) {
    settled(proposal)
    await answerProposal(context.tx, { id: proposal.id, status: 'declined', item: null, answer, by: context.actor.person?.name ?? '', at: context.now })
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'agenda_proposal', id: subject.proposal.id, change: { declined: input.answer } }),
})
