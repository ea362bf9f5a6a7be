import { formatDay, formatYear, isDay, ordinal } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Cell, Line, Run } from '../../../kernel/paper.ts'
import type { Citation } from '../../../kernel/record.ts'
import type { Meeting } from '../../meetings/index.ts'
import { en, type Messages } from '../messages.en.ts'
import { enPack, type PackMessages } from '../messages/pack.en.ts'
import { thPack } from '../messages/pack.th.ts'
import { th } from '../messages.th.ts'
import { type Speaker, speaker } from '../../mandates/index.ts'
import { symbolIn } from '../rules/pack.ts'
import type { DecisionRow, MeetingFacts } from '../schema.ts'

export type Words = Messages & PackMessages
export const wordings: Record<Lang, Words> = { en: { ...en, ...enPack }, th: { ...th, ...thPack } }

/** Sources in the order in which a paper first rests on them; a number each. */
export interface SourceNumbers {
  numberOf(id: string): number
  ids(): string[]
}

export function sourceNumbers(): SourceNumbers {
  const numbers = new Map<string, number>()
  return {
    numberOf(id) {
      const known = numbers.get(id) ?? numbers.size + 1
      numbers.set(id, known)
      return known
    },
    ids: () => [...numbers.keys()],
  }
}

/** The one who words a paper: language, names, addresses. */
export interface Writer {
  lang: Lang
  m: Words
  say: Speaker
  /** Where the register is read, such as `https://mufakat.example.org`. */
  site: string
  sources: SourceNumbers
}

export const writer = (lang: Lang, facts: MeetingFacts, site: string): Writer => ({ lang, m: wordings[lang], say: speaker(lang, facts.directory), site, sources: sourceNumbers() })

export const linkTo = (w: Writer, row: DecisionRow): string => `${w.site}/mandates/${row.decision.id}`

/** `DEC.4`, leading to the register; where in the text under it. */
export function symbolCell(w: Writer, row: DecisionRow): Cell {
  const place = row.decision.paragraph === '-' ? [] : [[{ text: w.say.paragraph(row.decision.paragraph), quiet: true }]]
  return [[{ text: row.decision.symbol.split('/').at(-1) ?? row.decision.symbol, href: linkTo(w, row) }], ...place]
}

export const owners = (w: Writer, row: DecisionRow): string => row.decision.addressees.map(w.say.addressee).join(w.lang === 'th' ? ' ' : ', ')

export function dueCell(w: Writer, row: DecisionRow): Cell {
  const { main, sub } = w.say.dueCell(row.decision)
  if (main === null) return [[{ text: w.m['report.due-none'], quiet: true }]]
  return sub === null ? [[main]] : [[main], [{ text: sub, quiet: true }]]
}

export function statusRun(w: Writer, row: DecisionRow, asOf: string): Exclude<Run, string> & { tone: NonNullable<Exclude<Run, string>['tone']> } {
  const { tone, word } = w.say.standing(row.decision, asOf)
  return { text: word, tone, strong: true }
}

export const statusCell = (w: Writer, row: DecisionRow, asOf: string): Cell => [
  [statusRun(w, row, asOf), ...(row.decision.reportedOrigin === 'demonstration' && !row.decision.takesEffect ? [{ text: w.m['report.example'], quiet: true }] : [])],
]

/** What was last said of the whole decision, by whom and when; members' own parts as a count. */
export function saidCell(w: Writer, row: DecisionRow, disagreePart: boolean): Cell {
  const { m } = w
  const whole = row.detail.statements.filter((statement) => statement.party === null).at(-1)
  const members = new Set(row.detail.statements.flatMap((statement) => (statement.party === null ? [] : [statement.party])))
  const cell: Cell = []
  if (whole) {
    cell.push([whole.text[w.lang]])
    cell.push([{ text: m['report.said-by'](whole.reportedBy[w.lang], day(whole.onText, w.lang)) + (whole.origin === 'demonstration' ? m['report.example'] : ''), quiet: true }])
  }
  if (members.size > 0) cell.push([{ text: m['report.members-said'](members.size) + (row.detail.statements.some((statement) => statement.party !== null && statement.origin === 'demonstration') ? m['report.example'] : ''), quiet: whole !== undefined }])
  if (cell.length === 0) cell.push([{ text: row.decision.takesEffect ? m['report.takes-effect'](day(row.decision.date, w.lang)) : m['report.nothing-said'], quiet: true }])
  if (disagreePart && row.detail.disagreements.length > 0) cell.push([{ text: m['report.disagree-see'], quiet: true, to: 'disagree' }])
  return cell
}

/** The numbers of the sources it rests on, and the evidence given with the report. */
export function proofCell(w: Writer, row: DecisionRow): Cell {
  const whole = row.detail.statements.filter((statement) => statement.party === null).at(-1)
  const cited = [...new Set([...row.detail.citations, ...(whole?.citations ?? [])].map((citation) => citation.source))]
  const line: Line = cited.flatMap((id, index) => [...(index > 0 ? [' '] : []), { text: `[${w.say.number(w.sources.numberOf(id))}]`, ...hrefOf(w, id) }])
  const cell: Cell = line.length > 0 ? [line] : []
  if (whole?.evidence) cell.push([evidenceRun(w, whole.evidence)])
  return cell.length > 0 ? cell : [['–']]
}

/** A paper of ours by its symbol, another by the word for evidence, leading there. */
function evidenceRun(w: Writer, evidence: string): Run {
  const symbol = symbolIn(evidence)
  if (symbol !== null) return { text: symbol, href: `${w.site}/documents/${symbol}` }
  return isAddress(evidence) ? { text: w.m['report.evidence'], href: evidence } : { text: evidence, quiet: true }
}

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text)

function hrefOf(w: Writer, id: string): { href?: string } {
  const url = w.say.source(id)?.url
  return url !== undefined && isAddress(url) ? { href: url } : {}
}

/** Publishers of these citations, each once, with their numbers. */
export const publishers = (w: Writer, citations: readonly Citation[]): string =>
  [...new Set(citations.map(({ source }) => source))].map((id) => `${w.say.source(id)?.publisher[w.lang] ?? id} [${w.say.number(w.sources.numberOf(id))}]`).join('; ')

export function sourceRows(w: Writer): Cell[][] {
  return w.sources.ids().map((id) => {
    const source = w.say.source(id)
    const number: Cell = [[`[${w.say.number(w.sources.numberOf(id))}]`]]
    if (!source) return [number, [[id]]]
    const published = source.published ? day(source.published, w.lang) : w.m['report.undated']
    return [number, [[`${source.title[w.lang]}. ${source.publisher[w.lang]}, ${published}. `, { text: w.say.site(source.url), ...hrefOf(w, id) }]]]
  })
}

/** Days in full, months and years as they are known. */
export const day = (date: string, lang: Lang): string => formatDay(date, lang)

/** A meeting by its body's full name: "20th ASEAN Ministerial Meeting on Transnational Crime". */
export function inFull(facts: MeetingFacts, meeting: Meeting, lang: Lang): string {
  const name = facts.directory.bodies.get(meeting.body)?.name[lang] ?? meeting.body
  if (meeting.ordinal === null) return meeting.name?.[lang] ?? `${name} ${meeting.session}`
  return lang === 'th' ? `${name} ${ordinal(meeting.ordinal, 'th')}` : `${ordinal(meeting.ordinal, 'en')} ${name}`
}

/** "on 31 December 2026", "in 2026". */
export const untilWords = (w: Pick<Writer, 'lang' | 'm'>, until: string): string =>
  isDay(until) && !until.endsWith('-12-31') ? w.m['report.until-day'](day(until, w.lang)) : w.m['report.until-year'](formatYear(Number(until.slice(0, 4)), w.lang))

export function markingWords(w: Pick<Writer, 'm'>, marking: string): string {
  if (marking === 'PARTNER:*') return w.m['report.marking.desk']
  if (marking.startsWith('PARTNER:')) return w.m['report.marking.PARTNER']
  return w.m[`report.marking.${marking as 'PUBLIC' | 'GENERAL' | 'LIMITED' | 'RESTRICTED'}`]
}
