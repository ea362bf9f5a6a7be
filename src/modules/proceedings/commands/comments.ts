import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { acts } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { categoryIn, partyOf } from '../../meetings/index.ts'
import { addComment, listStanding, lockComment, lockParagraph, saveWords, settleComment } from '../queries.ts'
import { canComment, canOwnComment, canRule, type Commenting, conflicting } from '../rules.ts'
import { type Comment, type Paragraph, Reason, Wording } from '../schema.ts'
import { byOf, heldOf, loadReport, type ReportSubject, specimen, tell } from './subject.ts'

interface CommentSubject extends ReportSubject {
  paragraph: Pick<Paragraph, 'id' | 'party' | 'text'>
  commenting: Commenting
}

const commenting = (party: string | null): CommentSubject => {
  const subject = specimen('IN_COMMENT', 'REPORT_IN_COMMENT')
  const paragraph = { id: 'X', party, text: { en: '', th: '' } }
  return { ...subject, paragraph, commenting: { meeting: heldOf(subject.meeting), report: subject.report, paragraph, category: 'member', now: '2026-01-01T00:00:00.000Z' } }
}

/** on one paragraph, with the words asked for and why. */
export const commentOnReport = defineCommand({
  name: 'report.comment',
  input: z.strictObject({ meeting: z.string().max(60), paragraph: z.string().max(80), wording: Wording, reason: Reason }),
  async load(context, input): Promise<CommentSubject> {
    const subject = await loadReport(context, input)
    const paragraph = await lockParagraph(context.tx, context, subject.meeting.ref, input.paragraph)
    if (!paragraph) throw missing()
    return { ...subject, paragraph, commenting: { meeting: heldOf(subject.meeting), report: subject.report, paragraph, category: await categoryIn(context.tx, context, subject.meeting.ref), now: context.now } }
  },
  allow: (actor, subject: CommentSubject) => canComment(actor, subject.commenting),
  async run(context, { meeting, report, paragraph }: CommentSubject, { wording, reason }) {
    const { actor, tx } = context
    if (wording.en === paragraph.text.en && wording.th === paragraph.text.th) throw invalid('/wording/en', 'proceedings.nothing-changed')
    const id = randomUUID()
    await addComment(tx, { id, meeting: meeting.ref, paragraph: paragraph.id, revision: report.revision, party: partyOf(actor), kind: paragraph.party === null ? 'factual' : 'own-intervention', wording, reason, state: acts(actor, 'DE') ? 'proposed' : 'open', ...byOf(context) })
    await tell(context, meeting.ref)
    return id
  },
  audit: (subject, result, input) => ({ type: 'report_comment', id: result, change: { meeting: subject.meeting.ref, paragraph: input.paragraph } }),
  specimens: (actor) => ({ 'what the meeting did': commenting(null), 'an own intervention': commenting(actor.capacity?.party ?? 'OWN'), 'another’s intervention': commenting('OTHER') }),
})

interface OwnSubject extends ReportSubject {
  comment: Comment
  now: string
}
const loadComment = async (context: CommandContext, input: { meeting: string; comment: string }): Promise<OwnSubject> => {
  const subject = await loadReport(context, input)
  const comment = await lockComment(context.tx, context, subject.meeting.ref, input.comment)
  if (!comment) throw missing()
  return { ...subject, comment, now: context.now }
}
const specimenComment = (more: Partial<Comment> = {}): OwnSubject => ({
  ...specimen('IN_COMMENT', 'REPORT_IN_COMMENT'), now: '2026-01-01T00:00:00.000Z',
  comment: { id: 'X', paragraph: 'X', revision: 0, party: 'OWN', kind: 'factual', wording: { en: '', th: '' }, reason: '', state: 'open', byName: '', byRole: 'NF', at: '', ruling: null, ruledBy: null, ...more },
})
const still = (comment: Comment, ...states: Comment['state'][]): void => { if (!states.includes(comment.state)) throw new AppError('conflict', 'proceedings.comment-settled') }
const one = z.strictObject({ meeting: z.string().max(60), comment: z.string().max(80) })

/** §8.2 row 29: a delegate's comment counts once head or focal point makes it the delegation's. */
export const adoptComment = defineCommand({
  name: 'report.adopt-comment',
  input: one,
  load: loadComment,
  allow: (actor, subject: OwnSubject) => canOwnComment(actor, subject),
  async run(context, { meeting, comment }: OwnSubject) {
    still(comment, 'proposed')
    await settleComment(context.tx, { id: comment.id, state: 'open' })
    await tell(context, meeting.ref)
  },
  audit: (subject) => ({ type: 'report_comment', id: subject.comment.id, change: { state: 'open' } }),
  specimens: (actor) => ({ 'its own delegate’s': specimenComment({ party: actor.capacity?.party ?? 'OWN', state: 'proposed', byRole: 'DE' }), 'another delegation’s': specimenComment({ party: 'OTHER' }) }),
})

export const withdrawComment = defineCommand({
  name: 'report.withdraw-comment',
  input: one,
  load: loadComment,
  allow: (actor, subject: OwnSubject) => canOwnComment(actor, subject),
  async run(context, { meeting, comment }: OwnSubject) {
    still(comment, 'open', 'proposed')
    await settleComment(context.tx, { id: comment.id, state: 'withdrawn' })
    await tell(context, meeting.ref)
  },
  audit: (subject) => ({ type: 'report_comment', id: subject.comment.id, change: { state: 'withdrawn' } }),
  specimens: (actor) => ({ 'its own': specimenComment({ party: actor.capacity?.party ?? 'OWN' }), 'another delegation’s': specimenComment({ party: 'OTHER' }) }),
})

interface RulingSubject extends OwnSubject {
  conflicts: boolean
  refuses: boolean
}

/** Takes a comment into the text, or refuses it with a reason. Where delegations ask for different words, taking one refuses the others: the Chair's ruling. */
export const ruleOnComment = defineCommand({
  name: 'report.rule',
  input: one.extend({ verdict: z.enum(['accept', 'refuse']), ruling: z.string().trim().max(1000).default('') }),
  async load(context, input): Promise<RulingSubject> {
    const subject = await loadComment(context, input)
    return { ...subject, conflicts: conflicting(await listStanding(context.tx, subject.meeting.ref)).has(subject.comment.paragraph), refuses: input.verdict === 'refuse' }
  },
  allow: (actor, { meeting, report, conflicts, refuses }: RulingSubject) => canRule(actor, { meeting: heldOf(meeting), report, conflicts, refuses }),
  async run(context, { meeting, comment, conflicts }: RulingSubject, { verdict, ruling }) {
    const { tx } = context
    still(comment, 'open')
    if ((verdict === 'refuse' || conflicts) && ruling === '') throw invalid('/ruling', 'proceedings.ruling-needed')
    const { byName, byRole, at } = byOf(context)
    const by = { by: byName, role: byRole, at, ruling: ruling || null }
    await settleComment(tx, { id: comment.id, state: verdict === 'accept' ? 'accepted' : 'refused', ...by })
    if (verdict === 'accept') {
      await saveWords(tx, comment.paragraph, comment.wording)
      if (conflicts) for (const other of await listStanding(tx, meeting.ref)) if (other.paragraph === comment.paragraph && other.state === 'open' && other.id !== comment.id) await settleComment(tx, { id: other.id, state: 'refused', ...by })
    }
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'report_comment', id: subject.comment.id, change: { verdict: input.verdict, ruling: input.ruling, conflicts: subject.conflicts } }),
  specimens: () => ({ 'taking one in': { ...specimenComment(), conflicts: false, refuses: false }, 'refusing one': { ...specimenComment(), conflicts: false, refuses: true }, 'conflicting ones': { ...specimenComment(), conflicts: true, refuses: false } }),
})
