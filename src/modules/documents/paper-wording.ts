import { dayInZone, formatDay } from '../../kernel/calendar.ts'
import { listed, type Lang, type Text } from '../../kernel/languages.ts'
import { enPaperPages } from './messages/paper-pages.en.ts'
import { thPaperPages } from './messages/paper-pages.th.ts'
import type { Paper } from './queries/papers.ts'
import type { Distribution, SeriesCode } from './schema/papers.ts'

export const paperWords = { en: enPaperPages, th: thPaperPages }

export const seriesWord = (series: SeriesCode, lang: Lang, n: 'series' | 'one' = 'series'): string => paperWords[lang][`papers.${n}.${series}`]

type Parties = ReadonlyMap<string, Text>
export const partyWord = (code: string, parties: Parties, lang: Lang): string => parties.get(code)?.[lang] ?? code

/** "Limited", "Partner: China", "Limited, joint text". */
export function distributionWord(marks: { distribution: Distribution; partner: string | null; joint: boolean }, parties: Parties, lang: Lang): string {
  const m = paperWords[lang]
  const word = marks.distribution === 'PARTNER' && marks.partner !== null ? m['papers.distribution-of'](partyWord(marks.partner, parties, lang)) : m[`papers.distribution.${marks.distribution}`]
  return listed([word, marks.joint && m['papers.joint']], lang)
}

/** "Thailand", "the Secretariat", "the Chair". */
export const originatorWord = (paper: Pick<Paper, 'submittedBy' | 'submittedRole'>, parties: Parties, lang: Lang): string =>
  paper.submittedBy !== null ? partyWord(paper.submittedBy, parties, lang) : paperWords[lang][paper.submittedRole === 'CH' ? 'papers.the-chair' : 'papers.the-secretariat']

export function languageWord(code: string, lang: Lang): string {
  const word = paperWords[lang][`papers.lang.${code}` as 'papers.lang.en']
  return typeof word === 'string' ? word : code
}

export const dayIn = (instant: string, zone: string, lang: Lang, style: 'short' | 'long' = 'short'): string => formatDay(dayInZone(instant, zone), lang, style)

/** Where a paper stands, in a word: the first of these that is so. */
export type Standing = 'submitted' | 'refused' | 'withdrawn' | 'recalled' | 'late-waits' | 'superseded' | 'taken-in' | 'current'
export function standingOf(paper: Paper): Standing {
  if (paper.status === 'REFUSED') return 'refused'
  if (paper.status === 'WITHDRAWN') return 'withdrawn'
  if (paper.recalledAt !== null) return 'recalled'
  if (paper.late && paper.admittedAt === null) return 'late-waits'
  if (paper.status === 'SUBMITTED') return 'submitted'
  if (paper.supersededBy !== null) return paper.modifier === 'Corr' ? 'taken-in' : 'superseded'
  return 'current'
}
