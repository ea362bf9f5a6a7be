import { thaiDigits } from '../../kernel/calendar.ts'
import { wordFile } from '../../kernel/docx.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { languages, type Lang, type Text } from '../../kernel/languages.ts'
import type { Block, Paper } from '../../kernel/paper.ts'
import { typeset } from '../../kernel/typeset.ts'
import { itemNumber, listItems, type NumberedItem } from '../agenda/index.ts'
import type { FiledFile } from '../documents/index.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { meetingTitle, type Reader, type RunningMeeting } from '../meetings/index.ts'
import { listAnnexes, listParagraphs } from './queries.ts'
import { numberedAnnexes, numberedParagraphs } from './rules.ts'
import type { Annex, Paragraph } from './schema.ts'
import { annexWord, digits, paragraphText, when, words } from './wording.ts'

export interface Asking extends Reader {
  tx: Tx
}

export interface ReportParts {
  title: Text
  paragraphs: readonly Paragraph[]
  /** Of the whole report: an extract cites an annex by the number it has there. */
  numbers: ReadonlyMap<string, number>
  annexes: readonly Annex[]
  items: readonly NumberedItem[]
  parties: ReadonlyMap<string, { name: Text }>
  zone: string
  now: string
  extractFor?: Text | undefined
}

export async function reportTitles(db: Db | Tx, meeting: RunningMeeting): Promise<Text> {
  const bodies = new Map((await listBodies(db as Db)).map((body) => [body.code, body]))
  return { en: words.en['proceedings.report-of'](meetingTitle(meeting, bodies, 'en')), th: words.th['proceedings.report-of'](meetingTitle(meeting, bodies, 'th')) }
}

/** What a report says to this reader; `of` cuts the extract of one party out of it (US-14 AC6). */
export async function readParts(db: Db | Tx, reader: Reader, meeting: RunningMeeting, more: { of?: string | undefined; extract?: boolean } = {}): Promise<ReportParts> {
  const [title, paragraphs, annexes, items, parties] = await Promise.all([reportTitles(db, meeting), listParagraphs(db, reader, meeting.ref, { of: more.of }), listAnnexes(db, meeting.ref), listItems(db, reader, meeting.ref), listParties(db as Db)])
  const byCode = new Map(parties.map((party) => [party.code, party]))
  const { numbers } = numberedAnnexes(paragraphs, annexes)
  // What this reader's paragraphs do not cite does not exist for him.
  return { title, paragraphs, numbers, annexes: annexes.filter((annex) => numbers.has(annex.key)).sort((a, b) => (numbers.get(a.key) ?? 0) - (numbers.get(b.key) ?? 0)), items, parties: byCode, zone: meeting.run.zone, now: reader.now, extractFor: more.of === undefined ? undefined : byCode.get(more.of)?.name }
}

/** The report as a paper: sections by agenda item, numbered paragraphs, the list of annexes. */
export function reportPaper(parts: ReportParts, lang: Lang, state: string): Paper {
  const m = words[lang]
  const items = new Map(parts.items.map((item) => [item.id, item]))
  const blocks: Block[] = []
  let section: string | null | undefined
  for (const paragraph of numberedParagraphs(parts.paragraphs)) {
    if (paragraph.item !== section) {
      section = paragraph.item
      const item = section === null ? undefined : items.get(section)
      if (item) blocks.push({ kind: 'heading', text: `${m['proceedings.item'](itemNumber(item.number, lang))} ${item.title[lang]}` })
    }
    const party = paragraph.party === null ? null : (parts.parties.get(paragraph.party)?.name[lang] ?? paragraph.party)
    blocks.push({ kind: 'text', line: [{ text: `${digits(paragraph.number, lang)}. `, quiet: true }, ...(party ? [{ text: `${party}: `, strong: true }] : []), paragraphText(paragraph.text, parts.numbers, lang)] })
  }
  if (parts.annexes.length > 0) {
    blocks.push({ kind: 'heading', text: m['proceedings.annexes'] }, { kind: 'table', caption: m['proceedings.annexes'], columns: [{ head: m['proceedings.annex'], width: 2 }, { head: m['proceedings.annex-title'], width: 8 }], rows: parts.annexes.map((annex) => [[[annexWord(parts.numbers.get(annex.key) ?? 0, lang)]], [[annex.title[lang]], ...(annex.symbol ? [[{ text: annex.symbol, quiet: true }]] : [])]]) })
  }
  return {
    lang, over: state, title: parts.title[lang], subtitle: parts.extractFor ? m['proceedings.extract-for'](parts.extractFor[lang]) : m['proceedings.whole'],
    dated: m['proceedings.as-of'](when(parts.now, parts.zone, lang)), facts: [], blocks, marking: m['proceedings.marking'], pageWords: [m['proceedings.page'], m['proceedings.of']],
  }
}

const pdf = 'application/pdf'
const name = (meeting: string, lang: Lang) => `report-${meeting.replace(/[^A-Za-z0-9]+/g, '-')}.${lang}.pdf`

/** One file a language under one symbol; English is authentic. */
export async function reportFiles({ tx, actor, now }: Asking, meeting: RunningMeeting): Promise<FiledFile[]> {
  const parts = await readParts(tx, { actor, now }, meeting)
  return languages.map((lang) => ({ lang, name: name(meeting.ref, lang), type: pdf, bytes: typeset(reportPaper(parts, lang, words[lang]['proceedings.title-final'])), authentic: lang === 'en', text: plainOf(parts, lang) }))
}

export async function plainReport({ tx, actor, now }: Asking, meeting: RunningMeeting, lang: Lang): Promise<string> {
  return plainOf(await readParts(tx, { actor, now }, meeting), lang)
}
const plainOf = (parts: ReportParts, lang: Lang): string => numberedParagraphs(parts.paragraphs).map((paragraph) => `${paragraph.number}. ${paragraphText(paragraph.text, parts.numbers, lang)}`).join('\n\n')

/** What a corrigendum says: which paragraph, how it read, how it reads, why, and what act approves it. */
export async function correctionFiles({ tx, actor, now }: Asking, meeting: RunningMeeting, change: { number: number; before: Text; after: Text; reason: string; approvingAct: string }): Promise<FiledFile[]> {
  const parts = await readParts(tx, { actor, now }, meeting)
  return languages.map((lang) => {
    const m = words[lang]
    const paper: Paper = {
      lang, over: m['proceedings.corrigendum'], title: parts.title[lang], subtitle: m['proceedings.correction-of'](lang === 'th' ? thaiDigits(String(change.number)) : String(change.number)), dated: m['proceedings.as-of'](when(now, meeting.run.zone, lang)), facts: [],
      blocks: [
        { kind: 'heading', text: m['proceedings.for'] }, { kind: 'text', line: [paragraphText(change.before, parts.numbers, lang)] }, { kind: 'heading', text: m['proceedings.read'] }, { kind: 'text', line: [paragraphText(change.after, parts.numbers, lang)] },
        { kind: 'text', line: [`${m['proceedings.reason']}: ${change.reason}`], quiet: true }, { kind: 'text', line: [`${m['proceedings.approving-act']}: ${change.approvingAct}`], quiet: true },
      ],
      marking: m['proceedings.marking'], pageWords: [m['proceedings.page'], m['proceedings.of']],
    }
    return { lang, name: name(`${meeting.ref}-Corr`, lang), type: pdf, bytes: typeset(paper), authentic: lang === 'en' }
  })
}

export const asPdf = (paper: Paper): Uint8Array => typeset(paper)
export const asWord = (paper: Paper): Promise<Uint8Array> => wordFile(paper)
