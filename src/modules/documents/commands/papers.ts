import type { Actor } from '../../../kernel/actor.ts'
import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { house } from './submit.ts'
import { register } from '../filing.ts'
import { changePaper, itemPlace, type LockedPaper, lockDocument } from '../queries/acts.ts'
import { indexPaper, lockSeries, nextModifierNumber, nextNumber, putUnderItem, stemOf } from '../queries/filing.ts'
import { findDocument } from '../queries/papers.ts'
import { canAdmit, canDescribe, canForward, canRecall, canRegister, canWithdraw } from '../rules/papers.ts'
import { PaperId, Reason, Version } from '../schema/acts.ts'
import { standing, waiting } from '../specimens.ts'

export async function seen({ tx, actor, now }: CommandContext, document: string): Promise<LockedPaper> {
  const paper = await lockDocument(tx, { actor, now }, document)
  if (!paper) throw missing()
  return paper
}

/** Changes a paper or refuses: someone else did so since the form was read. */
export async function change({ tx }: CommandContext, paper: LockedPaper, version: number, columns: Record<string, unknown>): Promise<void> {
  if (!(await changePaper(tx, paper.id, version, columns))) throw new AppError('conflict', 'version.stale')
}

export const named = (paper: Pick<LockedPaper, 'id' | 'symbol'>, what: Record<string, unknown>) => ({ type: 'document', id: paper.id, change: { symbol: paper.symbol, ...what } })

const One = z.strictObject({ document: PaperId, version: Version })
const WithReason = One.extend({ reason: Reason })

/** the number is given now and never again. */
export const registerDocument = defineCommand({
  name: 'document.assign-symbol',
  input: One.extend({ /** The symbol the officer was shown; refused where it has gone to another meanwhile. */ expected: z.string().max(120).nullable().default(null) }),
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canRegister(actor, paper),
  async run(context, paper, input): Promise<{ id: string; symbol: string }> {
    const { tx, now } = context
    if (paper.version !== input.version) throw new AppError('conflict', 'version.stale')
    if (paper.backing !== null && paper.backedAt === null) throw new AppError('conflict', paper.backing === 'chair' ? 'papers.waits-for-chair' : 'papers.waits-for-party')
    if (!paper.files.some((file) => file.authentic)) throw new AppError('conflict', 'papers.no-authentic-file')
    await lockSeries(tx, paper.meeting, paper.series)
    const base = paper.modifies === null ? null : await stemOf(tx, paper.modifies)
    // The text it hangs on may have been replaced or withdrawn while it waited.
    const stem = base === null ? null : await findDocument(tx, house(now), base.id)
    if (base !== null && (stem?.status !== 'REGISTERED' || (paper.modifier !== 'Rev' && stem.supersededBy !== null))) throw new AppError('conflict', 'papers.stem-gone', { params: { symbol: base.symbol } })
    const next = await symbolToCome(tx, paper)
    if (input.expected !== null && input.expected !== next) throw new AppError('conflict', 'papers.symbol-moved', { params: { next } })
    const symbol = await register(tx, { id: paper.id, meeting: paper.meeting, series: paper.series, base, modifier: paper.modifier, now })
    await changePaper(tx, paper.id, null, { distributed_at: now, ...(paper.distribution === 'PUBLIC' ? { released_at: now } : {}) })
    await indexPaper(tx, paper.id)
    return { id: paper.id, symbol }
  },
  audit: (paper, { symbol }) => named({ ...paper, symbol }, { registered: true, late: paper.late }),
  specimens: waiting,
})

/** The symbol a paper that waits would get now. */
export async function symbolToCome(tx: Db | Tx, paper: Pick<LockedPaper, 'meeting' | 'series' | 'modifies' | 'modifier'>): Promise<string> {
  const base = paper.modifies === null ? null : await stemOf(tx, paper.modifies)
  if (base !== null && paper.modifier !== null) return `${base.symbol}/${paper.modifier}.${await nextModifierNumber(tx, base.id, paper.modifier)}`
  return `${paper.meeting}/${paper.series}.${await nextNumber(tx, paper.meeting, paper.series)}`
}

export const refuseDocument = defineCommand({
  name: 'document.refuse',
  input: WithReason,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canRegister(actor, paper),
  run: (context, paper, { version, reason }) => change(context, paper, version, { status: 'REFUSED', refused_at: context.now, refused_why: reason }),
  audit: (paper, _result, { reason }) => named(paper, { refused: reason }),
  specimens: waiting,
})

/** who may only propose is stood behind by his focal point or head, an observer by the Chair. */
export const forwardDocument = defineCommand({
  name: 'document.forward',
  input: One,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canForward(actor, paper),
  run: (context, paper, { version }) => change(context, paper, version, { backed_at: context.now, backed_by: context.actor.person?.name ?? '' }),
  audit: (paper) => named(paper, { forwarded: paper.backing }),
  specimens: waiting,
})

/** a late paper needs the Chair's leave; nobody else's will do. */
export const admitDocument = defineCommand({
  name: 'document.admit',
  input: One,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canAdmit(actor, paper),
  async run(context, paper, { version }) {
    if (!paper.late || paper.admittedAt !== null) throw new AppError('conflict', 'papers.not-late')
    if (paper.status !== 'SUBMITTED' && paper.status !== 'REGISTERED') throw new AppError('conflict', 'papers.not-standing')
    await change(context, paper, version, { admitted_at: context.now, admitted_by: context.actor.person?.name ?? '' })
  },
  audit: (paper) => named(paper, { admitted: true }),
  specimens: standing,
})

/** it goes, its number stays with it. */
export const withdrawDocument = defineCommand({
  name: 'document.withdraw',
  input: WithReason,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canWithdraw(actor, paper),
  run: (context, paper, { version, reason }) => change(context, paper, version, { status: 'WITHDRAWN', withdrawn_at: context.now, withdrawn_why: reason }),
  audit: (paper, _result, { reason }) => named(paper, { withdrawn: reason }),
  specimens: standing,
})

/** what was released stays readable unless recalled. */
export const recallDocument = defineCommand({
  name: 'document.recall',
  input: WithReason,
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canRecall(actor, paper),
  async run(context, paper, { version }) {
    if (paper.recalledAt !== null) throw new AppError('conflict', 'papers.recalled-before')
    await change(context, paper, version, { recalled_at: context.now })
  },
  audit: (paper, _result, { reason }) => named(paper, { recalled: reason }),
  specimens: standing,
})

/** Stamp, annex number, classification and handling stand beside the distribution and do not follow from it (§1.8.3). */
export const describeDocument = defineCommand({
  name: 'document.describe',
  input: One.extend({ asOfStamp: z.string().trim().max(200).default(''), annexNumber: z.number().int().min(1).max(999).nullable().default(null), classification: z.string().trim().max(60).default('none'), handling: z.string().trim().max(200).default(''), item: z.string().trim().max(80).nullable().default(null) }),
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canDescribe(actor, paper),
  async run(context, paper, { version, asOfStamp, annexNumber, classification, handling, item }) {
    await change(context, paper, version, { as_of_stamp: asOfStamp || null, annex_number: annexNumber, classification: classification || 'none', handling: handling || null, ...(item === null ? { item: null } : {}) })
    if (item === null || item === paper.item?.id) return
    if ((await itemPlace(context.tx, paper.meeting, item))?.access === 'RETREAT') throw invalid('/item', 'papers.retreat')
    if (!(await putUnderItem(context.tx, paper.id, item))) throw invalid('/item', 'papers.no-item')
  },
  audit: (paper, _result, { document: _, version: _version, ...what }) => named(paper, what),
  specimens: standing,
})
