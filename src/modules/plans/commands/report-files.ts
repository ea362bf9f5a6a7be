import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import type { Programme } from '../queries.ts'
import { addEvidence } from '../queries/acts.ts'
import { type ReportFile, reportFiles, writeEntries } from '../queries/exchange.ts'
import { addReport, findRound, isOpen, lockRound, raiseReport, type Report, type Round } from '../queries/reports.ts'
import { findProgramme } from '../queries/write.ts'
import { digestOf, judgeProofs, reportAsked, toCompare } from '../report-file/asked.ts'
import type { SaidField } from '../report-file/columns.ts'
import { differenceOf, kept, noAnswers, ready } from '../report-file/difference.ts'
import type { ReadFile, Values } from '../report-file/workbook.ts'
import { canReportProgress, type ReportSubject } from '../rules/acts.ts'
import { todayOf } from './today.ts'

const Owned = { round: z.string().max(80), reporter: z.enum(['member', 'lead-shepherd', 'implementing-agency', 'partner']), area: z.string().max(60).nullable().default(null) }
const Key = z.string().regex(/^\d{1,6}\.[a-zA-Z]{1,20}$/)
const File = { ...Owned, file: z.string().max(80) }

const UploadReportFile = z.strictObject({ ...Owned, sha256: z.string().length(64), name: z.string().trim().min(1).max(200), read: z.custom<ReadFile>((value) => typeof value === 'object' && value !== null && 'rows' in value && 'base' in value), bytes: z.instanceof(Uint8Array) })
const AnswerReportFile = z.strictObject({ ...File, fixes: z.record(Key, z.string().max(4000)), choices: z.record(Key, z.enum(['here', 'file'])), hiddenRows: z.boolean() })
const TakeReportFile = z.strictObject({ ...File, choices: z.record(Key, z.enum(['here', 'file'])), seen: z.string().max(40), ownHost: z.string().max(300), lang: z.enum(['en', 'th']) })

interface Reporting {
  round: Round
  programme: Programme
  subject: ReportSubject
}

async function loadReporting({ tx, actor }: CommandContext, asked: { round: string; reporter: ReportSubject['reporter']; area: string | null }, lock = false): Promise<Reporting> {
  const round = await (lock ? lockRound : findRound)(tx, asked.round)
  const programme = round && (await findProgramme(tx, round.programme))
  if (!round || !programme) throw missing()
  return { round, programme, subject: { party: actor.capacity?.party ?? '', reporter: asked.reporter, area: asked.area, planPartner: programme.partner } }
}

async function loadFile(context: CommandContext, input: { round: string; reporter: ReportSubject['reporter']; area: string | null; file: string }, lock = false): Promise<Reporting & { file: ReportFile }> {
  const reporting = await loadReporting(context, input, lock)
  const file = await reportFiles.lock(context.tx, { round: reporting.round.id, ...reporting.subject }, input.file)
  if (!file) throw missing('exchange.gone')
  return { ...reporting, file }
}

const specimens = (): Record<string, Reporting & { file: ReportFile }> => {
  const of = (subject: Partial<ReportSubject>) => ({ round: {} as Round, programme: {} as Programme, file: {} as ReportFile, subject: { party: 'OWN', reporter: 'member' as const, area: null, planPartner: null, ...subject } })
  return { 'of the own member': of({}), 'of another member': of({ party: 'OTHER' }), 'on the own area': of({ reporter: 'lead-shepherd', area: 'own-area' }), 'on the own work plan': of({ reporter: 'partner', planPartner: 'OWN' }) }
}
const allow = (actor: Actor, { subject }: Reporting) => canReportProgress(actor, subject)
const audited = (round: Round, change: unknown) => ({ type: 'programme', id: round.programme, change })

/** Keeps what was read until its reporter says yes to it. The report is not touched. The same file again leads to the first; nothing changes. */
export const uploadReportFile = defineCommand({
  name: 'progress.upload-file',
  input: UploadReportFile,
  load: (context, input) => loadReporting(context, input, true),
  allow,
  async run({ tx, actor, now }, { round, subject }: Reporting, input) {
    const { of } = input.read
    if (of.round !== round.id || of.party !== subject.party || of.reporter !== subject.reporter || of.area !== subject.area) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code: 'exchange.not-this-report' }] })
    const owner = { round: round.id, ...subject }
    const same = await reportFiles.findSame(tx, owner, input.sha256)
    if (same !== null) return { id: same, again: true }
    if (!isOpen(round, now)) throw new AppError('conflict', 'plans.round-closed')
    const id = randomUUID()
    await reportFiles.add(tx, owner, { id, sha256: input.sha256, name: input.name, read: input.read, answers: noAnswers, now, byName: actor.person?.name ?? '', bytes: input.bytes }, { uploaded_by: actor.person?.id ?? '' })
    await reportFiles.dropOld(tx, owner, 20)
    return { id, again: false }
  },
  audit: ({ round, subject }, result, input) => audited(round, { reportFile: result.id, party: subject.party, sha256: input.sha256, again: result.again }),
  specimens,
})

/** Cells corrected and choices made; still nothing of the file is in the report. */
export const answerReportFile = defineCommand({
  name: 'progress.correct-file',
  input: AnswerReportFile,
  load: (context, input) => loadFile(context, input),
  allow,
  async run({ tx }, { file }: Reporting & { file: ReportFile }, input) {
    await reportFiles.saveAnswers(tx, file.id, { ...file.answers, fixes: { ...file.answers.fixes, ...input.fixes }, choices: { ...file.answers.choices, ...input.choices }, hiddenRows: input.hiddenRows })
    return { id: file.id }
  },
  audit: ({ round }, result, input) => audited(round, { reportFile: result.id, corrected: Object.keys(input.fixes).length }),
  specimens,
})

export const dropFile = defineCommand({
  name: 'progress.drop-file',
  input: z.strictObject(File),
  load: (context, input) => loadFile(context, input),
  allow,
  async run({ tx }, { file }: Reporting & { file: ReportFile }) {
    await reportFiles.drop(tx, file.id)
    return { id: file.id }
  },
  audit: ({ round }, result) => audited(round, { droppedFile: result.id }),
  specimens,
})

/** Takes in what is understood and agreed, all of it or nothing; cells that wait for a correction or a choice stay for later. */
export const takeReportFile = defineCommand({
  name: 'progress.take-file',
  input: TakeReportFile,
  // The round is locked: two windows of one focal point must not make two reports.
  load: (context, input) => loadFile(context, input, true),
  allow,
  async run({ tx, actor, now }, { round, programme, subject, file }: Reporting & { file: ReportFile }, input) {
    if (!isOpen(round, now)) throw new AppError('conflict', 'plans.round-closed')
    const asked = await reportAsked(tx, { actor, now }, programme, round, subject)
    if (asked.report && asked.report.state !== 'DRAFT' && asked.report.state !== 'RETURNED') throw new AppError('conflict', 'plans.submitted-before')
    const answers = { ...file.answers, choices: { ...file.answers.choices, ...input.choices } }
    const compared = toCompare(asked, input.lang)
    const found = differenceOf(file.read, compared, answers, { today: await todayOf(tx, now), lang: input.lang })
    const { proofs } = await judgeProofs(tx, { actor, now }, found, { read: file.read, asked: asked.asked, programme, party: subject.party, ownHost: input.ownHost })
    if (digestOf(found, proofs) !== input.seen) throw new AppError('conflict', 'exchange.changed-meanwhile')
    const changes = ready(found, answers)
    const stay = kept(found, answers)
    if (changes.length + stay.length + proofs.length === 0) throw new AppError('conflict', 'exchange.nothing-to-take')
    const report = changes.length === 0 ? asked.report : await draftOf(tx, round, subject, asked.report)
    if (report) {
      const rows = compared.filter((one) => changes.some((change) => change.activity === one.id)).map((one): { activity: string } & Values => ({
        activity: one.id, ...(one.here ?? { ...one.before, ...found.whole[one.id] }), ...(Object.fromEntries(changes.filter((change) => change.activity === one.id).map((change) => [change.field, change.file])) as Partial<Record<SaidField, string>>),
      }))
      await writeEntries(tx, report.id, rows, now)
    }
    for (const proof of proofs) await addEvidence(tx, { id: randomUUID(), activity: proof.activity, report: report?.id ?? null, type: proof.type, title: { en: proof.title, th: proof.title }, file: null, fileName: null, link: proof.document === null ? proof.place : null, document: proof.document, onDate: proof.on, marking: 'GENERAL', sentBy: actor.person?.id ?? '', sentParty: actor.capacity?.party ?? null, sentAt: now })
    const cells = changes.length + proofs.length
    await reportFiles.markTaken(tx, file.id, { answers: { ...answers, settled: [...new Set([...answers.settled, ...changes.map((change) => change.key), ...stay.map((change) => change.key), ...proofs.map((proof) => proof.key)])] }, now, byName: actor.person?.name ?? '', cells })
    return { id: file.id, report: report?.id ?? null, cells, proofs: proofs.length }
  },
  audit: ({ round, subject }, result) => audited(round, { tookFile: result.id, report: result.report, party: subject.party, cells: result.cells, proofs: result.proofs }),
  specimens,
})

async function draftOf(tx: CommandContext['tx'], round: Round, subject: ReportSubject, report: Report | null): Promise<{ id: string }> {
  if (report === null) {
    const id = randomUUID()
    await addReport(tx, { id, round: round.id, party: subject.party, reporter: subject.reporter, area: subject.area })
    return { id }
  }
  if (!(await raiseReport(tx, report.id, report.version, { state: 'DRAFT', returnedWhy: report.returnedWhy }))) throw new AppError('conflict', 'version.stale')
  return report
}
