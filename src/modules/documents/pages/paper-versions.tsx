import type { Lang } from '../../../kernel/languages.ts'
import { listed } from '../../../kernel/languages.ts'
import { DataTable, numeral, Scroll, Status, Sub, textWidth } from '../../../ui/index.ts'
import { StandingMark, SymbolLink } from './paper-parts.tsx'
import { dayIn, languageWord, paperWords, standingOf } from '../paper-wording.ts'
import type { Paper } from '../queries/papers.ts'
import { paperHref, shortSymbol } from '../rules/symbol.ts'

interface Placed {
  paper: Paper
  x: number
  w: number
}
interface Beside extends Placed {
  /** Index of the text it belongs to. */
  of: number
}

const gap = 74
const lead = 180

/** Texts along a line, each with what corrects it or adds to it in the room before the next one. */
function layout(chain: readonly Paper[]): { texts: Placed[]; beside: Beside[]; end: number } {
  const base = chain.find((paper) => paper.modifier === null) ?? chain[0]
  const line = chain.filter((paper) => paper === base || (paper.modifier === 'Rev' && paper.modifies === base?.id)).sort((a, b) => (a.modifierNumber ?? 0) - (b.modifierNumber ?? 0))
  const onLine = new Map(line.map((paper, index) => [paper.id, index]))
  const known = new Map(chain.map((paper) => [paper.id, paper]))
  const textOf = (paper: Paper): number => {
    for (let at: Paper | undefined = paper; at; at = at.modifies === null ? undefined : known.get(at.modifies)) {
      const index = onLine.get(at.id)
      if (index !== undefined) return index
    }
    return 0
  }
  const width = (paper: Paper) => Math.max(150, Math.ceil(textWidth(shortSymbol(paper.symbol ?? ''), 14, true)) + 28)
  const texts: Placed[] = []
  const beside: Beside[] = []
  let x = lead
  for (const [index, paper] of line.entries()) {
    texts.push({ paper, x, w: width(paper) })
    x += width(paper)
    for (const other of chain.filter((each) => !onLine.has(each.id) && textOf(each) === index)) {
      x += gap
      beside.push({ paper: other, x, w: width(other), of: index })
      x += width(other)
    }
    x += gap
  }
  return { texts, beside, end: x }
}

/** as a picture: revisions run along a line; corrections and additions hang under the text they belong to. The table is its equal. */
export function VersionsPicture(props: { chain: readonly Paper[]; current: string; zone: string; lang: Lang }) {
  const { chain, lang, zone } = props
  const m = paperWords[lang]
  const { texts, beside, end } = layout(chain.filter((paper) => paper.symbol !== null))
  const first = texts[0]
  if (!first) return null
  const next = { x: end, w: 150 }
  const width = next.x + next.w + 10
  const ink = '#1b2330'
  const quiet = '#4d5868'
  const word = (paper: Paper) => m[`papers.${standingOf(paper)}`].toLowerCase()
  const box = ({ paper, x, w }: Placed, y: number) => {
    const gone = ['superseded', 'taken-in', 'withdrawn', 'recalled'].includes(standingOf(paper))
    return (
      <a href={`${paperHref(paper)}?as=filed`}>
        {paper.id === props.current && <rect x={x - 6} y={y - 7} width={w + 12} height="62" rx="3" fill="#ffcf66" />}
        <rect x={x} y={y} width={w} height="48" rx="2" fill={gone ? '#f4eaf4' : '#fff'} stroke={gone ? '#6f3f70' : ink} stroke-width={paper.id === props.current ? 2.2 : 1.5} />
        <text x={x + 12} y={y + 20} font-size="14" fill={gone ? '#6f3f70' : ink} font-weight="650">{shortSymbol(paper.symbol ?? '')}</text>
        <text x={x + 12} y={y + 38} font-size="12.5" fill={quiet}>{m['papers.on-day'](paper.registeredAt === null ? '' : dayIn(paper.registeredAt, zone, lang).replace(/ \S+$/, ''), word(paper))}</text>
      </a>
    )
  }
  const arrow = (d: string, dashed = false) => <path d={d} fill="none" stroke={ink} stroke-width="1.5" stroke-dasharray={dashed ? '4 3' : undefined} marker-end="url(#versions-arrow)" />
  const label = (x: number, y: number, text: string) => <text x={x} y={y} font-size="13" fill={quiet} text-anchor="middle">{text}</text>
  const revision = (first.paper.symbol === null ? 0 : texts.filter(({ paper }) => paper.modifier === 'Rev').length) + 1
  return (
    <figure class="fig">
      <Scroll name={m['papers.versions']}>
        <svg role="group" aria-labelledby="versions-t versions-d" width={width} height="196" viewBox={`0 0 ${width} 196`}>
          <title id="versions-t">{m['papers.versions-of'](first.paper.symbol ?? '')}</title>
          <desc id="versions-d">{m['papers.picture-desc'](numeral(lang, chain.length))}</desc>
          <defs><marker id="versions-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill={ink} /></marker></defs>
          <rect width={width} height="92" fill="#f2f7f4" />
          <path d={`M0 92.5H${width}M0 .5H${width}M0 195.5H${width}`} stroke="#d2dbd6" />
          <text x="10" y="36" font-size="14" fill={ink} font-weight="600">{m['papers.text']}</text><text x="10" y="54" font-size="13" fill={quiet}>{m['papers.text-sub']}</text>
          <text x="10" y="128" font-size="14" fill={ink} font-weight="600">{m['papers.beside']}</text><text x="10" y="146" font-size="13" fill={quiet}>{m['papers.beside-sub']}</text>
          {texts.map((text, index) => {
            const after = texts[index + 1]
            return after && <>{arrow(`M${text.x + text.w} 46H${after.x - 8}`)}{label((text.x + text.w + after.x) / 2, 38, m['papers.replaced-by'])}</>
          })}
          {arrow(`M${(texts.at(-1)?.x ?? 0) + (texts.at(-1)?.w ?? 0)} 46H${next.x - 4}`, true)}
          {beside.map((one) => {
            const text = texts[one.of] as Placed
            const later = texts[one.of + 1]
            // Each hangs at its own place under the text, so that two do not run into one line.
            const place = beside.filter((other) => other.of === one.of).indexOf(one)
            const foot = text.x + text.w / 2 + place * 14
            return (
              <>
                {arrow(`M${one.x} 140H${foot}V${text.paper.id === props.current ? 80 : 72}`)}
                {label(one.x - 34, 158, one.paper.modifier === 'Corr' ? m['papers.corrects'] : one.paper.modifier === 'Amend' ? m['papers.amends'] : m['papers.adds'])}
                {one.paper.modifier === 'Corr' && later && <>{arrow(`M${one.x + one.w} 140H${later.x + 34}V${later.paper.id === props.current ? 80 : 72}`, true)}{label(one.x + one.w + 34, 158, m['papers.taken-in'].toLowerCase())}</>}
              </>
            )
          })}
          {texts.map((text) => box(text, 22))}
          {beside.map((one) => box(one, 116))}
          <rect x={next.x} y="22" width={next.w} height="48" rx="2" fill="#fff" stroke="#76837b" stroke-width="1.5" stroke-dasharray="5 4" />
          <text x={next.x + 12} y="42" font-size="14" fill={quiet} font-weight="650">{`Rev.${revision}`}</text><text x={next.x + 12} y="60" font-size="12.5" fill={quiet}>{m['papers.none-yet']}</text>
        </svg>
      </Scroll>
    </figure>
  )
}

/** Every version with what it does and in which languages it is there. */
export function VersionsTable(props: { chain: readonly Paper[]; zone: string; lang: Lang }) {
  const { lang, zone } = props
  const m = paperWords[lang]
  const rows = props.chain.filter((paper) => paper.symbol !== null).toReversed()
  const languages = [...new Set(['en', 'th', ...rows.flatMap((paper) => paper.files.map((file) => file.lang))])].filter((code) => rows.some((paper) => paper.files.some((file) => file.lang === code)) || code === 'en')
  const does = (paper: Paper): string => {
    const of = shortSymbol(paper.modifiesSymbol ?? '')
    const what = paper.modifier === null ? m[paper.late ? 'papers.does.first-late' : 'papers.does.first'] : m[`papers.does.${paper.modifier}`](of)
    return listed([what, paper.languagesConcerned && m['papers.only-languages'](listed(paper.languagesConcerned.map((code) => languageWord(code, lang)), lang))], lang)
  }
  const version = (paper: Paper, code: string) => {
    const file = paper.files.find((each) => each.lang === code)
    if (file) return file.authentic ? <Status tone="effect">{m['papers.authentic']}</Status> : m['papers.translation']
    if (paper.languagesConcerned && !paper.languagesConcerned.includes(code)) return <span class="muted">{m['papers.not-concerned']}</span>
    // A translation of an earlier text is better than none, and says so.
    const before = paper.modifier === 'Rev' ? props.chain.filter((each) => each.symbol !== null && (each.id === paper.modifies || (each.modifies === paper.modifies && each.modifier === 'Rev' && (each.modifierNumber ?? 0) < (paper.modifierNumber ?? 0)))).findLast((each) => each.files.some((other) => other.lang === code)) : undefined
    return before ? <span class="inferred">{m['papers.behind'](shortSymbol(before.symbol ?? ''))}</span> : <span class="muted">{m['papers.not-yet']}</span>
  }
  return (
    <DataTable
      caption={m['papers.versions-of'](rows.at(-1)?.symbol ?? '')}
      columns={[
        { head: m['papers.symbol'], rowHeader: true, class: 'nowrap', cell: (paper) => <SymbolLink paper={paper} lang={lang} short as="as-it-was" /> },
        { head: m['papers.registered'], class: 'num nowrap', cell: (paper) => (paper.registeredAt === null ? '' : dayIn(paper.registeredAt, zone, lang)) },
        { head: m['papers.does'], class: 'wide', cell: (paper) => <>{does(paper)} <Sub><StandingMark paper={paper} lang={lang} /></Sub></> },
        ...languages.map((code) => ({ head: languageWord(code, lang), cell: (paper: Paper) => version(paper, code) })),
      ]}
      rows={rows}
    />
  )
}
