import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid, missing } from '../../../kernel/errors.ts'
import { languages, type Text } from '../../../kernel/languages.ts'
import { listItems } from '../../agenda/index.ts'
import { findDocument } from '../../documents/index.ts'
import { findSession, listParticipations, lockRunning, type RunningMeeting } from '../../meetings/index.ts'
import { type AgreedLine, takenUpIn } from '../../room/index.ts'
import { addParagraph, addReport, listParagraphs, listRevisions, lockParagraph, lockReport, removeAnnex, removeParagraph, restoreParagraphs, saveAnnex, saveParagraph, saveWords } from '../queries.ts'
import { gavelledLines, unrecordedLines } from '../queries/agreed.ts'
import { canDraft, recordsNobody, toComplete, toldOf } from '../rules.ts'
import { AnnexFields, ParagraphFields, type Report } from '../schema.ts'
import { heldOf, keep, loadReport, of, type ReportSubject, specimen, stale, tell } from './subject.ts'

const inMeeting = z.strictObject({ meeting: z.string().max(60) })
/** What the room kept of each item of the agenda, and the lines agreed on it at the gavel that the text does not record yet. */
async function whatHappened(context: CommandContext, meeting: RunningMeeting): Promise<(item: { id: string }) => { told: ReturnType<typeof toldOf>; agreed: readonly AgreedLine[] }> {
  const { tx } = context
  const [takenUp, gavelled, missing] = [await takenUpIn(tx, context, meeting.ref), new Set((await gavelledLines(tx, meeting.ref)).map((line) => line.item)), Map.groupBy(await unrecordedLines(tx, meeting.ref), (line) => line.item)]
  return ({ id }) => ({ told: toldOf({ state: meeting.run.state, takenUp: takenUp === null ? null : takenUp.has(id), decided: gavelled.has(id) }), agreed: missing.get(id) ?? [] })
}
const takenUpText = ({ title }: { title: Text }): Text => ({ en: `The Meeting took up “${title.en}”.`, th: `ที่ประชุมพิจารณา “${title.th}”` })
const layoutOf = ({ title }: { title: Text }): Text => ({ en: `“${title.en}”: ${toComplete}`, th: `“${title.th}”: ${toComplete}` })
const agreedParagraph = (meeting: RunningMeeting, line: AgreedLine) => ({
  id: randomUUID(), meeting: meeting.ref, line: line.id, item: line.item, session: line.session, party: null,
  text: line.language === 'en' ? { en: line.text, th: line.translation || line.text } : { en: line.translation || line.text, th: line.text },
})

const drafting = { allow: (actor: Parameters<typeof canDraft>[0], subject: ReportSubject) => canDraft(actor, of(subject)), specimens: () => ({ 'a draft': specimen('DRAFT'), 'in comment': specimen('IN_COMMENT', 'REPORT_IN_COMMENT'), 'final': specimen('FINAL', 'REPORT_FINAL') }) }

/** The draft begins as the agenda: one paragraph for each item that was taken up, and below it what was agreed, as it was read at the gavel. What is still to come is laid out to be completed. */
export const startReport = defineCommand({
  name: 'report.start',
  input: inMeeting.extend({ origin: z.enum(['desk', 'demonstration']).default('desk') }),
  async load({ tx, actor, now }, input): Promise<{ meeting: RunningMeeting; report: Report | null }> {
    const meeting = await lockRunning(tx, { actor, now }, input.meeting)
    if (!meeting) throw missing()
    return { meeting, report: await lockReport(tx, { actor, now }, meeting.ref) }
  },
  allow: (actor, subject: { meeting: RunningMeeting; report: Report | null }) => canDraft(actor, { meeting: heldOf(subject.meeting), report: null }),
  async run(context, { meeting }, { origin }) {
    const { tx } = context
    if (!(await addReport(tx, meeting.ref, origin))) throw new AppError('conflict', 'proceedings.started')
    const happened = await whatHappened(context, meeting)
    let written = 0
    for (const item of await listItems(tx, context, meeting.ref)) {
      const { told, agreed } = happened(item)
      if (told === 'left-out') continue
      await addParagraph(tx, { id: randomUUID(), meeting: meeting.ref, item: item.id, session: item.session, party: null, text: told === 'to-come' ? layoutOf(item) : takenUpText(item) })
      for (const line of agreed) await addParagraph(tx, agreedParagraph(meeting, line))
      written += 1 + agreed.length
    }
    const beside = await unrecordedLines(tx, meeting.ref)
    for (const line of beside) await addParagraph(tx, agreedParagraph(meeting, line))
    await tell(context, meeting.ref)
    return written + beside.length
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: { paragraphs: result } }),
  specimens: () => ({ 'a meeting without report': { ...specimen('DRAFT'), report: null } }),
})

/**
 * What has happened since it was begun: each item still to be completed says that it was taken up, and what was agreed and is not in the
 * text stands at the end of its item. An item that was not taken up goes once the meeting is over. What somebody wrote himself stays.
 */
export const completeReport = defineCommand({
  name: 'report.complete',
  input: inMeeting,
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject) {
    const { tx } = context
    const happened = await whatHappened(context, meeting)
    const all = await listParagraphs(tx, context, meeting.ref)
    const counts = { completed: 0, removed: 0, agreed: 0 }
    let last: string | null = null
    for (const item of await listItems(tx, context, meeting.ref)) {
      const own = all.filter((paragraph) => paragraph.item === item.id)
      const { told, agreed } = happened(item)
      for (const paragraph of own.filter((one) => languages.every((lang) => one.text[lang] === layoutOf(item)[lang]))) {
        if (told === 'taken-up') {
          await saveWords(tx, paragraph.id, takenUpText(item))
          counts.completed += 1
        }
        if (told === 'left-out') {
          await removeParagraph(tx, paragraph.id, paragraph.version, context.now)
          counts.removed += 1
        }
      }
      last = own.at(-1)?.id ?? last
      const adding = [...(own.length === 0 && agreed.length > 0 ? [{ id: randomUUID(), meeting: meeting.ref, item: item.id, session: item.session, party: null, text: takenUpText(item) }] : []), ...agreed.map((line) => agreedParagraph(meeting, line))]
      for (const paragraph of adding) {
        await addParagraph(tx, { ...paragraph, after: last })
        last = paragraph.id
      }
      counts.agreed += agreed.length
    }
    // What was agreed beside the agenda stands at the end.
    for (const line of await unrecordedLines(tx, meeting.ref)) {
      await addParagraph(tx, agreedParagraph(meeting, line))
      counts.agreed += 1
    }
    await tell(context, meeting.ref)
    return counts
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: result }),
})

/** Item, session and party must be of this meeting; a retreat records nobody's words. */
async function check(context: CommandContext, meeting: RunningMeeting, fields: ParagraphFields): Promise<void> {
  const { tx } = context
  const faults: Fault[] = []
  const session = fields.session === null ? null : await findSession(tx, context, fields.session)
  if (fields.session !== null && session?.meeting !== meeting.ref) faults.push({ path: '/session', code: 'proceedings.session-unknown' })
  if (fields.item !== null && !(await listItems(tx, context, meeting.ref)).some((item) => item.id === fields.item)) faults.push({ path: '/item', code: 'proceedings.item-unknown' })
  if (fields.party !== null && !(await listParticipations(tx, meeting.ref)).some((one) => one.party === fields.party)) faults.push({ path: '/party', code: 'proceedings.party-unknown' })
  if (fields.party !== null && recordsNobody(session?.access ?? null)) faults.push({ path: '/party', code: 'proceedings.retreat-records-nobody' })
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
}

export const writeParagraph = defineCommand({
  name: 'report.add-paragraph',
  input: inMeeting.extend({ fields: ParagraphFields, after: z.string().max(80).nullable().default(null) }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { fields, after }) {
    await check(context, meeting, fields)
    const id = randomUUID()
    await addParagraph(context.tx, { ...fields, id, meeting: meeting.ref, after })
    await tell(context, meeting.ref)
    return id
  },
  audit: (subject, result, input) => ({ type: 'report', id: subject.meeting.ref, change: { added: result, party: input.fields.party } }),
})

const ofParagraph = inMeeting.extend({ paragraph: z.string().max(80), version: z.number().int() })

export const editParagraph = defineCommand({
  name: 'report.edit-paragraph',
  input: ofParagraph.extend({ fields: ParagraphFields }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { paragraph, version, fields }) {
    if (!(await lockParagraph(context.tx, context, meeting.ref, paragraph))) throw missing()
    await check(context, meeting, fields)
    if (!(await saveParagraph(context.tx, { ...fields, id: paragraph, version }))) throw stale()
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'report', id: subject.meeting.ref, change: { paragraph: input.paragraph, fields: input.fields } }),
})

export const takeOutParagraph = defineCommand({
  name: 'report.remove-paragraph',
  input: ofParagraph,
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { paragraph, version }) {
    if (!(await lockParagraph(context.tx, context, meeting.ref, paragraph))) throw missing()
    if (!(await removeParagraph(context.tx, paragraph, version, context.now))) throw stale()
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'report', id: subject.meeting.ref, change: { removed: input.paragraph } }),
})

export const keepRevision = defineCommand({
  name: 'report.keep-revision',
  input: inMeeting.extend({ note: z.string().trim().max(300).nullable().default(null) }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { note }) {
    const number = await keep(context, meeting.ref, { kind: 'KEPT', label: null, note })
    await tell(context, meeting.ref)
    return number
  },
  audit: (subject, result) => ({ type: 'report', id: subject.meeting.ref, change: { kept: result } }),
})

/** The kept text becomes the present one, as a new revision: what was there in between stays readable. */
export const restoreRevision = defineCommand({
  name: 'report.restore-revision',
  input: inMeeting.extend({ revision: z.number().int() }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { revision }) {
    const wanted = (await listRevisions(context.tx, context, meeting.ref)).find((one) => one.number === revision)
    if (!wanted) throw missing()
    await keep(context, meeting.ref, { kind: 'KEPT', label: null, note: null })
    await restoreParagraphs(context.tx, meeting.ref, wanted.paragraphs, context.now)
    await tell(context, meeting.ref)
    return keep(context, meeting.ref, { kind: 'RESTORED', label: wanted.number, note: null })
  },
  audit: (subject, result, input) => ({ type: 'report', id: subject.meeting.ref, change: { restored: input.revision, as: result } }),
})

export const setAnnex = defineCommand({
  name: 'report.set-annex',
  input: inMeeting.extend({ fields: AnnexFields }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { fields }) {
    const paper = fields.document === null ? null : await findDocument(context.tx, context, fields.document)
    if (fields.document !== null && paper?.meeting !== meeting.ref) throw invalid('/document', 'proceedings.document-unknown')
    await saveAnnex(context.tx, meeting.ref, { ...fields, document: paper?.id ?? null })
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'report', id: subject.meeting.ref, change: { annex: input.fields.key } }),
})

export const takeOutAnnex = defineCommand({
  name: 'report.remove-annex',
  input: inMeeting.extend({ key: z.string().max(40) }),
  load: loadReport,
  ...drafting,
  async run(context, { meeting }: ReportSubject, { key }) {
    if (!(await removeAnnex(context.tx, meeting.ref, key))) throw missing()
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'report', id: subject.meeting.ref, change: { annexRemoved: input.key } }),
})

