import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { change, named, seen } from './papers.ts'
import { markFaults } from './submit.ts'
import { addNamed, addProposal, changePaper, consultationOf, decideProposal, endNamed, listNamed, type LockedPaper, openProposal, personOf, type Proposal } from '../queries/acts.ts'
import { canName, canNarrow, canProposeWider, canWiden, type Marks, widens } from '../rules/papers.ts'
import { MarksInput, PaperId, Version } from '../schema/acts.ts'
import { standing } from '../specimens.ts'

const marksOf = ({ distribution, partner, joint }: Marks): Marks => ({ distribution, partner, joint })

async function requireFitting({ tx }: CommandContext, paper: LockedPaper, marks: Marks): Promise<void> {
  const { consultation } = await consultationOf(tx, paper.meeting)
  const faults = await markFaults(tx, paper.meeting, consultation, marks, { release: true })
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
}

const columns = (marks: Marks, now: string) => ({ distribution: marks.distribution, partner: marks.partner, joint: marks.joint, distributed_at: now, released_at: marks.distribution === 'PUBLIC' ? now : null })

/** Row 13: fewer may read it from now on. Whoever loses it loses it at once. */
export const narrowDocument = defineCommand({
  name: 'document.narrow',
  input: MarksInput,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canNarrow(actor, paper),
  async run(context, paper, input) {
    if (widens(paper, input)) throw invalid('/distribution', 'papers.that-widens')
    await requireFitting(context, paper, input)
    // What was released to a party before its part ended stays so; the instant of release is not moved by narrowing.
    await change(context, paper, input.version, { distribution: input.distribution, partner: input.partner, joint: input.joint, released_at: null })
  },
  audit: (paper, _result, input) => named(paper, { from: marksOf(paper), to: marksOf(input) }),
  specimens: standing,
})

/** Row 14: more may read it; what was opened once cannot be taken back from those who opened it. */
export const widenDocument = defineCommand({
  name: 'document.release',
  input: MarksInput,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canWiden(actor, paper),
  async run(context, paper, input) {
    if (!widens(paper, input)) throw invalid('/distribution', 'papers.that-narrows')
    await requireFitting(context, paper, input)
    await change(context, paper, input.version, columns(input, context.now))
  },
  audit: (paper, _result, input) => named(paper, { from: marksOf(paper), to: marksOf(input) }),
  specimens: standing,
})

/** Row 14 "p": the Secretariat asks the Chair, or the Chair and the Secretariat ask the party whose paper it is. */
export const proposeRelease = defineCommand({
  name: 'document.propose-release',
  input: MarksInput.extend({ reason: z.string().trim().max(1000).default('') }),
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canProposeWider(actor, paper),
  async run(context, paper, input) {
    const { tx, actor, now } = context
    if (!widens(paper, input) || input.distribution === 'RESTRICTED') throw invalid('/distribution', 'papers.that-narrows')
    await requireFitting(context, paper, input)
    if (paper.version !== input.version) throw new AppError('conflict', 'version.stale')
    const added = await addProposal(tx, { id: randomUUID(), document: paper.id, distribution: input.distribution, partner: input.distribution === 'PARTNER' ? input.partner : null, reason: input.reason || null, proposedBy: actor.person?.name ?? '', proposedRole: roleOf(actor), proposedAt: now })
    if (!added) throw new AppError('conflict', 'papers.proposed-before')
  },
  audit: (paper, _result, input) => named(paper, { proposed: marksOf(input), reason: input.reason }),
  specimens: standing,
})

type Proposed = LockedPaper & { proposal?: Proposal | null }

export const decideRelease = defineCommand({
  name: 'document.decide-release',
  input: z.strictObject({ document: PaperId, version: Version, verdict: z.enum(['accepted', 'refused']) }),
  async load(context, input): Promise<Proposed> {
    const paper = await seen(context, input.document)
    return { ...paper, proposal: await openProposal(context.tx, paper.id) }
  },
  allow: (actor: Actor, paper: Proposed) => canWiden(actor, paper),
  async run(context, paper: Proposed, { version, verdict }) {
    const { proposal } = paper
    if (!proposal) throw new AppError('conflict', 'papers.nothing-proposed')
    if (paper.version !== version) throw new AppError('conflict', 'version.stale')
    await decideProposal(context.tx, proposal.id, { verdict, by: context.actor.person?.name ?? '', now: context.now })
    if (verdict === 'accepted') await changePaper(context.tx, paper.id, version, columns({ distribution: proposal.distribution, partner: proposal.distribution === 'PARTNER' ? proposal.partner : paper.partner, joint: paper.joint }, context.now))
  },
  audit: (paper: Proposed, _result, { verdict }) => named(paper, { proposal: paper.proposal && { distribution: paper.proposal.distribution, partner: paper.proposal.partner }, verdict }),
  specimens: (actor): Record<string, Proposed> => standing(actor),
})

/** A paper with the person who is, or is to be, named to read it. */
type Naming = LockedPaper & { named?: { party: string | null; role: string } | null }

/** Row 17 "need": one person may read this very paper from now on. */
export const nameReader = defineCommand({
  name: 'document.name-reader',
  input: z.strictObject({ document: PaperId, person: z.string().trim().min(1, 'papers.person-needed').max(80), reason: z.string().trim().max(300).default('') }),
  async load(context, input): Promise<Naming> {
    const paper = await seen(context, input.document)
    return { ...paper, named: await personOf(context.tx, input.person, context.now) }
  },
  allow: (actor: Actor, paper: Naming) => canName(actor, paper),
  async run({ tx, actor, now }, paper, input) {
    if (!paper.named) throw invalid('/person', 'papers.person-needed')
    await addNamed(tx, { id: randomUUID(), meeting: paper.meeting, document: paper.id, person: input.person, reason: input.reason || null, by: actor.person?.name ?? '', role: roleOf(actor), now, until: null })
  },
  audit: (paper, _result, { person, reason }) => named(paper, { namedReader: person, reason }),
  specimens: (actor) => Object.fromEntries(Object.entries(standing(actor)).flatMap(([label, paper]) => [[label, { ...paper, named: { party: 'XXX', role: 'DE' } }], [`${label}, for a delegate of their own`, { ...paper, named: { party: actor.capacity?.party ?? 'XXX', role: 'DE' } }]])),
})

export const endReader = defineCommand({
  name: 'document.end-reader',
  input: z.strictObject({ document: PaperId, admission: z.string().max(80) }),
  async load(context, input): Promise<Naming> {
    const paper = await seen(context, input.document)
    const person = (await listNamed(context.tx, paper.id, context.now)).find((each) => each.id === input.admission)?.person
    return { ...paper, named: person ? await personOf(context.tx, person, context.now) : null }
  },
  allow: (actor: Actor, paper: Naming) => canName(actor, paper),
  async run({ tx, now }, paper, { admission }) {
    if (!(await endNamed(tx, paper.id, admission, now))) throw new AppError('conflict', 'papers.not-named')
  },
  audit: (paper, _result, { admission }) => named(paper, { endedReader: admission }),
  specimens: (actor): Record<string, Naming> => standing(actor),
})
