import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CommandContext, defineCommand, performIn } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import type { FileStore } from '../../../kernel/files.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { fileDocument } from '../../documents/index.ts'
import { beginExtraction } from '../../mandates/index.ts'
import { advanceState, categoryIn, type Category, partyOf } from '../../meetings/index.ts'
import { findMechanism, listHolidays } from '../../mechanism/index.ts'
import { correctionFiles, plainReport, reportFiles, reportTitles } from '../papers.ts'
import { addCorrection, addRevision, listAnnexes, listParagraphs, listStanding, lockCorrection, lockParagraph, saveReport, saveWords, settleComment, settleCorrection } from '../queries.ts'
import { canAskCorrection, canCirculate, canConfirm, canHandOver, canIssueCorrection, canRecirculate, commentsUntil, conflicting, finalProposed, frozenOf, isToComplete, numberedAnnexes, numberedParagraphs } from '../rules.ts'
import { type Correction, Reason, Wording } from '../schema.ts'
import { byOf, fresh, heldOf, keep, loadReport, of, type ReportSubject, specimen, tell } from './subject.ts'

const input = z.strictObject({ meeting: z.string().max(60), version: z.number().int() })
const withStore = { store: z.custom<FileStore>((value) => typeof value === 'object' && value !== null) }

/** Holidays of the host and of the Secretariat's seat. */
async function holidaysOf({ tx }: CommandContext, meeting: ReportSubject['meeting']): Promise<Set<string>> {
  const seat = (await findMechanism(tx))?.seat
  return new Set((await listHolidays(tx)).filter((holiday) => holiday.where === meeting.host || holiday.where === meeting.country || holiday.where === seat).map((holiday) => holiday.day))
}

/** Nothing goes round, and nothing is final, with a paragraph that is still to be completed. */
async function isWritten({ tx, actor, now }: CommandContext, meeting: string): Promise<void> {
  const open = numberedParagraphs(await listParagraphs(tx, { actor, now }, meeting)).filter(isToComplete)
  if (open.length > 0) throw invalid('/paragraphs', 'proceedings.still-to-complete', { numbers: open.map((paragraph) => paragraph.number).join(', ') })
}

/** US-14 AC5: nothing goes round, and nothing is final, with an annex that is not cited or a citation of none. */
async function annexesStand({ tx, actor, now }: CommandContext, meeting: string): Promise<void> {
  const { uncited, unknown } = numberedAnnexes(await listParagraphs(tx, { actor, now }, meeting), await listAnnexes(tx, meeting))
  if (uncited.length > 0) throw invalid('/annexes', 'proceedings.annex-uncited', { keys: uncited.join(', ') })
  if (unknown.length > 0) throw invalid('/annexes', 'proceedings.annex-unknown', { keys: unknown.join(', ') })
}

async function sendRound(context: CommandContext, { meeting, report }: ReportSubject, revision: number, again: boolean): Promise<string> {
  await isWritten(context, meeting.ref)
  await annexesStand(context, meeting.ref)
  const until = commentsUntil(context.now, meeting.run.zone, await holidaysOf(context, meeting), again)
  await saveReport(context.tx, { ...report, state: 'IN_COMMENT', revision, circulatedAt: context.now, commentsUntil: until })
  await keep(context, meeting.ref, { kind: 'CIRCULATED', label: revision, note: null })
  if (meeting.run.state === 'CLOSED') await advanceState(context, meeting, 'REPORT_IN_COMMENT')
  await tell(context, meeting.ref)
  return until
}

export const circulateReport = defineCommand({
  name: 'report.circulate',
  input,
  load: loadReport,
  allow: (actor, subject: ReportSubject) => canCirculate(actor, of(subject)),
  async run(context, subject: ReportSubject, { version }) {
    fresh(subject.report, version)
    if ((await listParagraphs(context.tx, context, subject.meeting.ref)).length === 0) throw new AppError('conflict', 'proceedings.empty')
    return sendRound(context, subject, subject.report.revision, false)
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: { commentsUntil: result } }),
  specimens: () => ({ 'a draft after the meeting': specimen('DRAFT'), 'while the meeting is open': specimen('DRAFT', 'OPENED') }),
})

/** Rev.1, with five working days; comments that stand open are answered by the new text. */
export const recirculateReport = defineCommand({
  name: 'report.recirculate',
  input: input.extend({ ruling: Reason, changes: z.array(z.strictObject({ paragraph: z.string().max(80), text: Wording })).max(200).default([]) }),
  load: loadReport,
  allow: (actor, subject: ReportSubject) => canRecirculate(actor, of(subject)),
  async run(context, subject: ReportSubject, { version, ruling, changes }) {
    const { tx } = context
    fresh(subject.report, version)
    const { byName, byRole, at } = byOf(context)
    const standing = await listStanding(tx, subject.meeting.ref)
    if (!standing.some((comment) => comment.state === 'open')) throw new AppError('conflict', 'proceedings.nothing-open')
    for (const change of changes) {
      if (!(await lockParagraph(tx, context, subject.meeting.ref, change.paragraph))) throw missing()
      await saveWords(tx, change.paragraph, change.text)
    }
    for (const comment of standing) if (comment.state === 'open') await settleComment(tx, { id: comment.id, state: 'refused', ruling, by: byName, role: byRole, at })
    return sendRound(context, subject, subject.report.revision + 1, true)
  },
  audit: (subject, result, given) => ({ type: 'report', id: subject.meeting.ref, change: { revision: subject.report.revision + 1, commentsUntil: result, ruling: given.ruling } }),
  specimens: () => ({ 'in comment': specimen('IN_COMMENT', 'REPORT_IN_COMMENT') }),
})

interface ConfirmSubject extends ReportSubject {
  standing: Awaited<ReturnType<typeof listStanding>>
  now: string
}

/** US-14 AC2: what the term proposes, the Chair confirms; registered as the report of the meeting. A report adopted in the room is final at once. */
export const confirmReport = defineCommand({
  name: 'report.confirm-final',
  input: input.extend(withStore),
  async load(context, given): Promise<ConfirmSubject> {
    const subject = await loadReport(context, given)
    return { ...subject, standing: await listStanding(context.tx, subject.meeting.ref), now: context.now }
  },
  allow: (actor, { meeting, report, standing, now }: ConfirmSubject) => canConfirm(actor, { meeting: heldOf(meeting), report, comments: standing, now }),
  async run(context, { meeting, report, standing, now }: ConfirmSubject, { version, store }) {
    const { tx, actor } = context
    fresh(report, version)
    if (conflicting(standing).size > 0 || (report.state === 'IN_COMMENT' && !finalProposed(report, standing, now))) throw new AppError('conflict', 'proceedings.comments-open')
    await isWritten(context, meeting.ref)
    await annexesStand(context, meeting.ref)
    const filed = await fileDocument({ tx, actor, now, files: store }, {
      meeting: meeting.ref, series: 'RPT', title: await reportTitles(tx, meeting), purpose: 'information', distribution: 'RESTRICTED', origin: report.origin, submittedBy: null, files: await reportFiles(context, meeting),
    })
    await saveReport(tx, { ...report, state: 'FINAL', finalAt: now, finalBy: actor.person?.name ?? '', adoptedInRoom: report.state === 'DRAFT', circulatedAt: report.circulatedAt ?? now, symbol: filed.symbol })
    await keep(context, meeting.ref, { kind: 'FINAL', label: report.revision, note: null })
    await advanceState(context, meeting, 'REPORT_FINAL')
    await tell(context, meeting.ref)
    return filed.symbol
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: { final: result } }),
  specimens: () => {
    const ended = { ...specimen('IN_COMMENT', 'REPORT_IN_COMMENT', { commentsUntil: '2020-01-01T00:00:00.000Z' }), standing: [], now: '2026-01-01T00:00:00.000Z' }
    return { 'after the term, none open': ended, 'with a comment open': { ...ended, standing: [{ id: 'X', paragraph: 'X', party: 'OWN', wording: { en: '', th: '' }, state: 'open' as const }] }, 'adopted in the room': { ...specimen('DRAFT'), standing: [], now: ended.now } }
  },
})

interface CorrectingSubject extends ReportSubject {
  category: Category | null
}

export const askCorrection = defineCommand({
  name: 'report.ask-correction',
  input: z.strictObject({ meeting: z.string().max(60), paragraph: z.string().max(80), wording: Wording, reason: Reason }),
  async load(context, given): Promise<CorrectingSubject> {
    const subject = await loadReport(context, given)
    return { ...subject, category: await categoryIn(context.tx, context, subject.meeting.ref) }
  },
  allow: (actor, subject: CorrectingSubject) => canAskCorrection(actor, { ...of(subject), category: subject.category }),
  async run(context, { meeting }: CorrectingSubject, { paragraph, wording, reason }) {
    const found = await lockParagraph(context.tx, context, meeting.ref, paragraph)
    if (!found) throw missing()
    // holds after the end too: nobody has another's words changed.
    const party = partyOf(context.actor)
    if (found.party !== null && party !== null && found.party !== party) throw new AppError('forbidden', 'proceedings.anothers-intervention')
    if (wording.en === found.text.en && wording.th === found.text.th) throw invalid('/wording/en', 'proceedings.nothing-changed')
    const id = randomUUID()
    const { byName, byRole, at } = byOf(context)
    await addCorrection(context.tx, { id, meeting: meeting.ref, paragraph, wording, reason, party, askedBy: byName, askedRole: byRole, askedAt: at })
    await tell(context, meeting.ref)
    return id
  },
  audit: (subject, result, given) => ({ type: 'report_correction', id: result, change: { meeting: subject.meeting.ref, paragraph: given.paragraph, reason: given.reason } }),
  specimens: () => ({ 'a final report': { ...specimen('FINAL', 'REPORT_FINAL'), category: 'member' as const }, 'a report in comment': { ...specimen('IN_COMMENT', 'REPORT_IN_COMMENT'), category: 'member' as const } }),
})

interface IssuingSubject extends ReportSubject {
  correction: Correction
}

/** US-14 AC4: the only way to change a final report: a Corr. with its reason and the act that approves it. */
export const decideCorrection = defineCommand({
  name: 'report.issue-correction',
  input: z.strictObject({ meeting: z.string().max(60), correction: z.string().max(80), verdict: z.enum(['issue', 'refuse']), approvingAct: Reason, ...withStore }),
  async load(context, given): Promise<IssuingSubject> {
    const subject = await loadReport(context, given)
    const correction = await lockCorrection(context.tx, subject.meeting.ref, given.correction)
    if (!correction) throw missing()
    return { ...subject, correction }
  },
  allow: (actor, subject: IssuingSubject) => canIssueCorrection(actor, of(subject)),
  async run(context, { meeting, report, correction }: IssuingSubject, { verdict, approvingAct, store }) {
    const { tx, actor, now } = context
    if (correction.state !== 'asked') throw new AppError('conflict', 'proceedings.correction-settled')
    let symbol: string | null = null
    if (verdict === 'issue') {
      const paragraphs = await listParagraphs(tx, context, meeting.ref)
      const number = paragraphs.findIndex((paragraph) => paragraph.id === correction.paragraph) + 1
      const before = paragraphs[number - 1]
      if (!before || report.symbol === null) throw missing()
      const filed = await fileDocument({ tx, actor, now, files: store }, {
        meeting: meeting.ref, series: 'RPT', modifies: report.symbol, modifier: 'Corr', title: await reportTitles(tx, meeting), purpose: 'information', distribution: 'RESTRICTED', origin: report.origin, submittedBy: null,
        summary: { en: correction.reason, th: correction.reason }, files: await correctionFiles(context, meeting, { number, before: before.text, after: correction.wording, reason: correction.reason, approvingAct }),
      })
      symbol = filed.symbol
      await saveWords(tx, correction.paragraph, correction.wording)
      await addRevision(tx, meeting.ref, { kind: 'CORRECTED', label: null, note: `${filed.symbol}: ${correction.reason} (${approvingAct})`, ...byOf(context), paragraphs: frozenOf(await listParagraphs(tx, context, meeting.ref)) })
    }
    await settleCorrection(tx, { id: correction.id, state: verdict === 'issue' ? 'issued' : 'refused', approvingAct, symbol, by: actor.person?.name ?? '', at: now })
    await tell(context, meeting.ref)
    return symbol
  },
  audit: (subject, result, given) => ({ type: 'report_correction', id: subject.correction.id, change: { verdict: given.verdict, symbol: result, approvingAct: given.approvingAct } }),
  specimens: () => ({ 'a correction asked for': { ...specimen('FINAL', 'REPORT_FINAL'), correction: { id: 'X', paragraph: 'X', wording: { en: '', th: '' }, reason: '', party: null, askedBy: '', askedRole: 'NF', askedAt: '', state: 'asked' as const, approvingAct: null, symbol: null } } }),
})

/** the decisions of the final report go to extraction, where the desk files them in the register. */
export const handOverReport = defineCommand({
  name: 'report.hand-over',
  input: z.strictObject({ meeting: z.string().max(60) }),
  load: loadReport,
  allow: (actor, subject: ReportSubject) => canHandOver(actor, subject),
  async run(context, { meeting, report }: ReportSubject) {
    const { tx, actor, now } = context
    const title = await reportTitles(tx, meeting)
    // Decided when the meeting ended; in the register never ahead of the day it is filed, whatever the zone of the place.
    const [date = null] = [dayInZone(report.finalAt ?? now, 'UTC'), ...(meeting.endsOn ? [meeting.endsOn] : [])].sort()
    const begun = await performIn(tx, beginExtraction, {
      actor, now, input: {
        body: meeting.body, meeting: meeting.marking === 'PUBLIC' ? meeting.ref : null, date, instrument: null, instrumentTitle: `${title.en} (${report.symbol ?? meeting.ref})`, language: 'en', marking: 'RESTRICTED',
        content: await plainReport(context, meeting, 'en'), file: null, origin: report.origin,
      },
    })
    await saveReport(tx, { ...report, handedOver: begun.id })
    await tell(context, meeting.ref)
    return begun
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: { extraction: result.id, proposals: result.decisions } }),
  specimens: () => ({ 'a final report': specimen('FINAL', 'REPORT_FINAL') }),
})

