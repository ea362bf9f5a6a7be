import { z } from 'zod'
import { type Actor, mayRead } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { PartialDate } from '../../../kernel/record.ts'
import { cutParagraphs, extractDecisions } from '../../extraction/index.ts'
import { readDirectory } from '../directory.ts'
import {
  findText, findTwin, listMadeFrom, lockProposal, lockProposals, readReview, saveFields, saveParagraphs, saveProposal, saveText, settleProposal, symbolsOf, type Settling,
} from '../queries/acts.ts'
import { canBegin, canPropose, canReopen, canSettle } from '../rules/acts.ts'
import { fieldsOf, isSignal, lexiconOf, merged, shortened } from '../rules/proposal.ts'
import { Distribution } from '../schema.ts'
import { DecisionFields, type Proposal, type ProposalStatus, type TextInReview } from '../schema/acts.ts'
import { dayOf, fileMandate } from './filing.ts'

const one = z.strictObject({ text: z.string().max(120), proposal: z.string().max(20), version: z.coerce.number().int() })

interface Subject {
  text: TextInReview
  proposal: Proposal
}

const load = async ({ tx, actor }: CommandContext, input: { text: string; proposal: string }): Promise<Subject> => {
  const found = await lockProposal(tx, actor, input.text, input.proposal)
  if (!found) throw missing()
  return found
}

/** Of a proposal for the generated matrix. */
const specimen = (status: ProposalStatus): Subject => ({
  text: { id: 'X', title: '', body: 'OWN', meeting: null, date: '2026-01-01', instrument: null, instrumentTitle: '', language: 'en', marking: 'PUBLIC', origin: 'desk', createdAt: '', createdBy: '' },
  proposal: { id: '1', text: 'X', paragraph: 0, position: 0, fields: DecisionFields.parse({}), proposed: { fields: DecisionFields.parse({}), start: null, end: null, reasons: [] }, confidence: 'high', status, reason: null, mandate: null, decidedAt: null, decidedBy: null, decidedRole: null, version: 1 },
})

/** Two officers at the same proposal: the second learns what the first did, and nothing happens twice. */
async function requireOpen({ tx, actor }: CommandContext, { proposal }: Subject, version: number): Promise<void> {
  const who = proposal.decidedBy ?? ''
  switch (proposal.status) {
    case 'accepted': {
      const [symbol] = proposal.mandate === null ? [] : await symbolsOf(tx, [proposal.mandate], actor)
      throw new AppError('conflict', 'extraction.accepted-before', { params: { who, symbol: symbol ?? '' } })
    }
    case 'rejected':
      throw new AppError('conflict', 'extraction.rejected-before', { params: { who, reason: proposal.reason ?? '' } })
    case 'merged':
      throw new AppError('conflict', 'extraction.merged-before', { params: { who } })
    case 'split':
      throw new AppError('conflict', 'extraction.split-before', { params: { who } })
    case 'kept':
    case 'open':
      if (proposal.version !== version) throw new AppError('conflict', 'extraction.changed-before')
  }
}

const by = ({ actor, now }: CommandContext): Pick<Settling, 'by' | 'role' | 'at'> => ({ by: actor.person?.name ?? '', role: actor.capacity?.role ?? null, at: now })
const about = (subject: Subject, change: unknown) => ({ type: 'extraction', id: subject.text.id, change: { proposal: subject.proposal.id, ...(change as object) } })

export const beginExtraction = defineCommand({
  name: 'extraction.begin',
  input: z.strictObject({
    body: z.string().trim().max(40),
    meeting: z.string().max(60).nullable(),
    date: PartialDate.nullable(),
    instrument: z.string().max(120).nullable(),
    instrumentTitle: z.string().trim().max(300),
    language: z.enum(['en', 'th']),
    marking: Distribution,
    content: z.string().max(2_000_000, 'extract.too-big'),
    file: z.string().length(64).nullable().default(null),
    origin: z.enum(['desk', 'demonstration']).default('desk'),
  }),
  load: async () => null,
  allow: (actor) => canBegin(actor),
  async run(context, _subject, input) {
    const { tx, actor, now } = context
    const directory = await readDirectory(tx)
    const faults = []
    const meeting = input.meeting === null ? undefined : directory.meetings.get(input.meeting)
    if (!directory.bodies.has(input.body)) faults.push({ path: '/body', code: 'follow-up.body-needed' })
    if (input.meeting !== null && meeting?.body !== input.body) faults.push({ path: '/meeting', code: 'follow-up.meeting-of-body' })
    const date = input.date ?? meeting?.endsOn ?? meeting?.starts ?? null
    if (date === null) faults.push({ path: input.meeting === null ? '/meeting' : '/date', code: input.meeting === null ? 'follow-up.meeting-or-date' : 'follow-up.meeting-undated' })
    else if (date > (await dayOf(context)).slice(0, date.length)) faults.push({ path: '/date', code: 'follow-up.not-ahead' })
    if (input.instrument !== null && !directory.instruments.has(input.instrument)) faults.push({ path: '/instrument', code: 'follow-up.instrument-unknown' })
    if (input.instrument === null && input.instrumentTitle === '') faults.push({ path: '/instrument', code: 'follow-up.instrument-needed' })
    if (!mayRead(actor, input.marking)) faults.push({ path: '/marking', code: 'follow-up.marking-beyond' })
    if (input.content.trim() === '') faults.push({ path: '/content', code: 'extraction.content-needed' })
    if (faults.length > 0 || date === null) throw new AppError('invalid', 'input.invalid', { faults })
    const decisions = extractDecisions(input.content, { lang: input.language, issuer: input.body, lexicon: lexiconOf(directory) })
    if (decisions.length === 0) throw invalid('/content', 'extraction.no-verb')
    const instrumentTitle = input.instrument === null ? input.instrumentTitle : (directory.instruments.get(input.instrument)?.title[input.language] ?? input.instrument)
    const twin = await findTwin(tx, { body: input.body, meeting: input.meeting, date, instrumentTitle })
    if (twin !== null) throw new AppError('conflict', 'extraction.text-exists', { params: { id: twin } })
    const id = await saveText(tx, { title: instrumentTitle, body: input.body, meeting: input.meeting, date, instrument: input.instrument, instrumentTitle, language: input.language, marking: input.marking, origin: input.origin, file: input.file, content: input.content, createdBy: actor.person?.name ?? '' }, now)
    const { paragraphs } = cutParagraphs(input.content)
    const rows = paragraphs.map((paragraph, position) => ({ position, key: paragraph.id, number: paragraph.number, content: paragraph.text }))
    await saveParagraphs(tx, id, rows)
    const places = new Map(rows.map((row) => [row.key, row.position]))
    const today = await dayOf(context)
    for (const decision of decisions) {
      const paragraph = places.get(decision.paragraphId)
      if (paragraph === undefined) continue
      const fields = fieldsOf(decision, { directory, decidedOn: date, today })
      const within = !decision.inherited
      await saveProposal(tx, {
        text: id, paragraph, fields, proposed: { fields, start: within ? decision.start : null, end: within ? decision.end : null, reasons: decision.reasons }, confidence: decision.confidence,
        status: isSignal(decision) ? 'kept' : 'open',
      })
    }
    return { id, decisions: decisions.length }
  },
  audit: (_subject, result, input) => ({ type: 'extraction', id: result.id, change: { body: input.body, meeting: input.meeting, instrument: input.instrument ?? input.instrumentTitle, marking: input.marking, proposals: result.decisions } }),
  specimens: () => ({ 'a text': null }),
})

export const acceptProposal = defineCommand({
  name: 'extraction.accept',
  input: one.extend({ fields: DecisionFields.nullable().default(null) }),
  load,
  allow: (actor: Actor) => canSettle(actor),
  async run(context, subject: Subject, input) {
    await requireOpen(context, subject, input.version)
    const { text, proposal } = subject
    const fields = input.fields ?? proposal.fields
    const paragraph = (await paragraphNumber(context, text.id, proposal.paragraph)) ?? '-'
    const filed = await fileMandate(context, {
      body: text.body, meeting: text.meeting, date: text.date, instrument: text.instrument, instrumentTitle: text.instrument === null ? text.instrumentTitle : null, paragraph,
      language: text.language, marking: text.marking, origin: text.origin, fields,
    })
    await settleProposal(context.tx, proposal.id, { ...by(context), status: 'accepted', mandate: filed.id, fields })
    return { ...filed, fields }
  },
  audit: (subject, result) => ({ type: 'mandate', id: result.id, change: { symbol: result.symbol, text: subject.text.id, proposal: subject.proposal.id, proposed: subject.proposal.proposed.fields, accepted: result.fields } }),
  specimens: () => ({ 'an open proposal': specimen('open') }),
})

export const editProposal = defineCommand({
  name: 'extraction.edit',
  input: one.extend({ fields: DecisionFields }),
  load,
  allow: (actor: Actor) => canPropose(actor),
  async run(context, subject: Subject, input) {
    await requireOpen(context, subject, input.version)
    await saveFields(context.tx, subject.proposal.id, input.fields)
  },
  audit: (subject, _result, input) => about(subject, { before: subject.proposal.fields, after: input.fields }),
  specimens: () => ({ 'an open proposal': specimen('open') }),
})

export const splitProposal = defineCommand({
  name: 'extraction.split',
  input: one.extend({ parts: z.array(z.string().trim().min(1).max(2000)).max(10) }),
  load,
  allow: (actor: Actor) => canPropose(actor),
  async run(context, subject: Subject, input) {
    await requireOpen(context, subject, input.version)
    if (input.parts.length < 2) throw invalid('/parts', 'extraction.two-parts')
    const { proposal } = subject
    const made: string[] = []
    for (const action of input.parts) {
      const fields = { ...proposal.fields, action, title: partTitle(proposal.fields, action), titleTranslation: '' }
      made.push(await saveProposal(context.tx, { text: proposal.text, paragraph: proposal.paragraph, fields, proposed: { ...proposal.proposed, fields }, confidence: proposal.confidence, status: 'open', madeFrom: proposal.id }))
    }
    await settleProposal(context.tx, proposal.id, { ...by(context), status: 'split' })
    return made
  },
  audit: (subject, result, input) => about(subject, { parts: input.parts, made: result }),
  specimens: () => ({ 'an open proposal': specimen('open') }),
})

export const mergeProposals = defineCommand({
  name: 'extraction.merge',
  input: one.extend({ with: z.array(z.string().max(20)).max(20) }),
  load,
  allow: (actor: Actor) => canPropose(actor),
  async run(context, subject: Subject, input) {
    await requireOpen(context, subject, input.version)
    const others = (await lockProposals(context.tx, subject.text.id, input.with)).filter((other) => other.id !== subject.proposal.id)
    if (others.length === 0) throw invalid('/with', 'extraction.merge-what')
    for (const other of others) await requireOpen(context, { ...subject, proposal: other }, other.version)
    await saveFields(context.tx, subject.proposal.id, merged(subject.proposal.fields, others.map((other) => other.fields)))
    for (const other of others) await settleProposal(context.tx, other.id, { ...by(context), status: 'merged', reason: subject.proposal.id })
    return others.map((other) => other.id)
  },
  audit: (subject, result) => about(subject, { merged: result }),
  specimens: () => ({ 'an open proposal': specimen('open') }),
})

export const rejectProposal = defineCommand({
  name: 'extraction.reject',
  input: one.extend({ reason: z.string().trim().min(1, 'extraction.reason-needed').max(500) }),
  load,
  allow: (actor: Actor) => canSettle(actor),
  async run(context, subject: Subject, input) {
    await requireOpen(context, subject, input.version)
    await settleProposal(context.tx, subject.proposal.id, { ...by(context), status: 'rejected', reason: input.reason })
  },
  audit: (subject, _result, input) => about(subject, { rejected: input.reason }),
  specimens: () => ({ 'an open proposal': specimen('open') }),
})

/** Undo. What became a mandate stays one; a signal kept in the text is taken up by the same act. */
export const reopenProposal = defineCommand({
  name: 'extraction.reopen',
  input: one.omit({ version: true }),
  load,
  allow: (actor: Actor, subject: Subject) => canReopen(actor, subject.proposal),
  async run(context, { proposal }: Subject) {
    if (proposal.status === 'open') throw new AppError('conflict', 'extraction.is-open')
    if (proposal.status === 'split') {
      const parts = await listMadeFrom(context.tx, proposal.id)
      if (parts.some((part) => part.status !== 'open')) throw new AppError('conflict', 'extraction.parts-settled')
      for (const part of parts) await settleProposal(context.tx, part.id, { ...by(context), status: 'merged', reason: proposal.id })
    }
    await settleProposal(context.tx, proposal.id, { status: 'open', by: null, role: null, at: null })
  },
  audit: (subject) => about(subject, { from: subject.proposal.status }),
  specimens: () => ({ 'a rejected proposal': specimen('rejected'), 'an accepted proposal': specimen('accepted') }),
})

export const addProposal = defineCommand({
  name: 'extraction.add',
  input: z.strictObject({ text: z.string().max(120), paragraph: z.coerce.number().int().min(0) }),
  async load({ tx, actor }, input) {
    const text = await findText(tx, actor, input.text)
    const paragraph = text && (await readReview(tx, text.id)).paragraphs.find((each) => each.position === input.paragraph)
    if (!text || !paragraph) throw missing()
    return { text, paragraph }
  },
  allow: (actor: Actor) => canPropose(actor),
  async run({ tx }, { text, paragraph }) {
    const fields = DecisionFields.parse({ title: shortened(paragraph.content), quote: paragraph.content.slice(0, 8000), class: 'C4', due: { none: true } })
    return saveProposal(tx, { text: text.id, paragraph: paragraph.position, fields, proposed: { fields, start: null, end: null, reasons: [] }, confidence: 'low', status: 'open' })
  },
  audit: ({ text, paragraph }, result) => ({ type: 'extraction', id: text.id, change: { added: result, paragraph: paragraph.number } }),
  specimens: () => ({ 'a paragraph': { text: specimen('open').text, paragraph: { position: 0, key: '', number: '1', content: '' } } }),
})

async function paragraphNumber({ tx }: CommandContext, text: string, position: number): Promise<string | undefined> {
  return (await readReview(tx, text)).paragraphs.find((each) => each.position === position)?.number
}

/** "Lead shepherds to finalise … and to convene …" keeps its doer in each part. */
function partTitle(fields: DecisionFields, action: string): string {
  const at = fields.title.indexOf(' to ')
  const doer = at > 0 && (fields.class === 'C4' || fields.class === 'C5') ? fields.title.slice(0, at + 4) : ''
  return shortened(doer === '' ? action.charAt(0).toUpperCase() + action.slice(1) : `${doer}${action}`)
}
