import { formatNumber } from '../../../kernel/calendar.ts'
import { listed, type Lang, type Text } from '../../../kernel/languages.ts'
import { Status, type Tone } from '../../../ui/index.ts'
import type { Paper } from '../queries/papers.ts'
import { distributionWord, languageWord, paperWords, type Standing, standingOf } from '../paper-wording.ts'
import { paperHref, shortSymbol } from '../rules/symbol.ts'
import type { Distribution } from '../schema/papers.ts'

const edge: Partial<Record<Distribution, string>> = { LIMITED: ' dm--lim', RESTRICTED: ' dm--res', PARTNER: ' dm--par' }

/** Who may have it: a tag with a heavy left edge, never a lock, never a colour. */
export function DistributionMark(props: { marks: Pick<Paper, 'distribution' | 'partner' | 'joint'>; parties: ReadonlyMap<string, Text>; lang: Lang }) {
  return <span class={`dm${edge[props.marks.distribution] ?? ''}`}>{distributionWord(props.marks, props.parties, props.lang)}</span>
}

const tones: Record<Standing, Tone> = { current: 'effect', superseded: 'superseded', 'taken-in': 'superseded', withdrawn: 'rejected', refused: 'rejected', recalled: 'rejected', 'late-waits': 'late', submitted: 'part' }

export function StandingMark(props: { paper: Paper; lang: Lang; /** Not said of what simply stands. */ quiet?: boolean }) {
  const { paper, lang } = props
  const m = paperWords[lang]
  const standing = standingOf(paper)
  return (
    <>
      {!(props.quiet && standing === 'current') && <Status tone={tones[standing]}>{m[`papers.${standing}`]}</Status>}
      {/* leave does not make it timely. */}
      {paper.late && standing !== 'late-waits' && <Status tone="late">{m['papers.late']}</Status>}
    </>
  )
}

export function SymbolLink(props: { paper: Pick<Paper, 'id' | 'symbol'>; lang: Lang; short?: boolean; as?: 'as-it-was' }) {
  const { paper, lang } = props
  const text = paper.symbol === null ? paperWords[lang]['papers.no-symbol-yet'] : props.short ? shortSymbol(paper.symbol) : paper.symbol
  return <a class="govuk-link sym" href={`${paperHref(paper)}${props.as ? '?as=filed' : ''}`}>{text}</a>
}

export const languagesOf = (paper: Paper, lang: Lang): string => (paper.files.length === 0 ? paperWords[lang]['papers.no-file'] : listed(paper.files.map((file) => languageWord(file.lang, lang)), lang))

/** "1.4 MB", "38 kB". */
export function sizeWord(bytes: number, lang: Lang): string {
  return bytes < 1_000_000 ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)), lang)} kB` : `${formatNumber(Math.round(bytes / 100_000) / 10, lang)} MB`
}

const kinds: Record<string, string> = {
  'application/pdf': 'PDF', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
}
export const typeWord = (type: string): string => kinds[type] ?? type.split('/').at(-1)?.toUpperCase() ?? type

/** The file of one language version. */
export const fileHref = (paper: Pick<Paper, 'id' | 'symbol'>, lang: string): string => paperHref(paper, `files/${lang}`)
