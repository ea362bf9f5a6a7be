import type { Lang } from '../kernel/languages.ts'
import { colourOf, shapeOf, type Level, type Shape } from './status.tsx'
import { yearNumeral, type Children } from './language.tsx'

export const ink = '#1b2330'
export const quiet = '#4d5868'
export const hairline = '#d2dbd6'
export const dashedInk = '#76837b'
export const lamp = '#ffcf66'
export const surface = '#f2f7f4'
export const lacquer = '#a3261c'
const celadon = '#a9c4b7'

export type Box = { x: number; y: number; w: number; h: number }

export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}

/** How wide a line of Noto Sans stands, in px: an estimate that errs on the wide side. Thai vowels and tones above and below take none. */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0
  for (const char of text) {
    let width = widths.get(char)
    if (width === undefined) widths.set(char, width = charWidth(char))
    em += width
  }
  return em * size * (bold ? 1.07 : 1.01)
}

const widths = new Map<string, number>()

function charWidth(char: string): number {
  if (/\p{Mn}/u.test(char)) return 0
  if (/[\u0E00-\u0E7F]/.test(char)) return /[าเแโใไะๆฯ]/.test(char) ? 0.48 : 0.64
  if (/[ijlI.,:;'’|!()[\]·]/.test(char)) return 0.31
  if (/[ \-ftr/]/.test(char)) return char === ' ' ? 0.26 : 0.38
  if (/[mwMW@%—]/.test(char)) return 0.93
  if (/[A-Z≠→+]/.test(char)) return 0.66
  if (/[a-z0-9–?“”]/.test(char)) return 0.575
  return char.codePointAt(0)! > 0x2e80 ? 1 : 0.62
}

/** How much room the names of the lanes take at the left of a wide picture. */
export function leadOf(lanes: readonly { label: string; sub?: string | undefined }[]): number {
  return Math.round(Math.min(230, Math.max(150, ...lanes.map((lane) => Math.max(textWidth(lane.label, 14.5, true), textWidth(lane.sub ?? '', 13)) + 20))))
}

/** Cuts at a whole letter with its marks, never inside a Thai cluster. */
export function shorten(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)) {
    if (textWidth(`${kept}${segment}…`, size, bold) > width) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** One or two lines for a narrow column, broken between words. */
export function twoLines(text: string, width: number, size: number): string[] {
  if (textWidth(text, size, true) <= width) return [text]
  let seen = ''
  let first = ''
  for (const { segment, isWordLike } of new Intl.Segmenter('th', { granularity: 'word' }).segment(text)) {
    // A line begins with a word, after a space or between two Thai words: never with a stop, nor inside “2017–2020” or “พ.ศ.”.
    if ((isWordLike || segment === '(') && (/\s$/.test(seen) || (/[ก-๎]$/.test(seen) && /^[ก-๎]/.test(segment)))) first = seen
    if (textWidth((seen + segment).trimEnd(), size, true) > width) break
    seen += segment
  }
  if (first.trim() === '') first = seen
  if (first.trim() === '') return [shorten(text, width, size, true)]
  return [first.trimEnd(), shorten(text.slice(first.length).trimStart(), width, size, true)]
}

/** The head of a column in an upright picture. */
export function ColumnHead(props: { x: number; width: number; label: string; colour: string }) {
  const size = [12, 11.5, 11].find((each) => !twoLines(props.label, props.width, each).some((line) => line.endsWith('…'))) ?? 11
  const lines = twoLines(props.label, props.width, size)
  return (
    <text x={round(props.x)} y="16" font-size={size} font-weight="600" fill={props.colour}>
      {lines.map((line, index) => <tspan x={round(props.x)} dy={index === 0 ? undefined : 15}>{index < lines.length - 1 ? `${line} ` : line}</tspan>)}
    </text>
  )
}

export const round = (n: number) => Math.round(n * 10) / 10

/** How far along the picture a moment stands, 0 to 1; what lies outside stands at the edge. */
export function share(span: { from: number; to: number }, year: number): number {
  return Math.min(1, Math.max(0, (year - span.from) / Math.max(0.5, span.to - span.from)))
}

/** Whole years worth a line across the picture, about eight of them. */
export function yearMarks(from: number, to: number): number[] {
  const span = Math.max(1, to - from)
  const step = [1, 2, 5, 10, 20, 50].find((n) => span / n <= 9) ?? 100
  const marks: number[] = []
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) marks.push(year)
  return marks
}

/** Lines of the calendar, with their years under (and over) the picture. */
export function YearLines(props: { lang: Lang; from: number; to: number; x: (at: number) => number; top: number; bottom: number; over?: boolean | undefined }) {
  return (
    <>
      {yearMarks(props.from, props.to).map((year) => {
        const x = round(props.x(year))
        return (
          <>
            <path d={`M${x} ${props.top}V${props.bottom}`} stroke={hairline} />
            <text x={x} y={props.bottom + 18} font-size="12.5" fill={quiet} text-anchor="middle">{yearNumeral(props.lang, year)}</text>
            {props.over && <text x={x} y={props.top - 8} font-size="12.5" fill={quiet} text-anchor="middle">{yearNumeral(props.lang, year)}</text>}
          </>
        )
      })}
    </>
  )
}

/** The shape of a level, `r` px from its middle to its edge. Hollow and dashed: not known, or not found. */
export function Glyph(props: { x: number; y: number; r: number; level: Level; shape?: Shape | undefined; hollow?: boolean | undefined; dash?: string | undefined }) {
  const { r } = props
  const x = round(props.x)
  const y = round(props.y)
  const colour = colourOf[props.level]
  const paint = props.hollow
    ? { fill: '#fff', stroke: colour, 'stroke-width': 1.5, 'stroke-dasharray': props.dash ?? '3 2' }
    : { fill: colour, stroke: colour, 'stroke-width': 1.6 }
  switch (props.shape ?? shapeOf[props.level]) {
    case 'diamond': return <path d={`M${x} ${round(y - r * 1.25)}l${r * 1.25} ${r * 1.25} ${-r * 1.25} ${r * 1.25} ${-r * 1.25} ${-r * 1.25}z`} {...paint} />
    case 'square': return <rect x={round(x - r)} y={round(y - r)} width={2 * r} height={2 * r} rx="1" {...paint} />
    case 'circle': return <circle cx={x} cy={y} r={r} {...paint} />
    case 'triangle': return <path d={`M${x} ${round(y - r * 1.15)}L${round(x + r * 1.2)} ${round(y + r * 0.9)}H${round(x - r * 1.2)}z`} {...paint} />
  }
}

/** Hatching for what is planned or does not apply. Ids are per page: give each picture its own. */
export function Hatch(props: { id: string; colour?: string | undefined }) {
  return (
    <pattern id={props.id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="#fff" />
      <path d="M0 0V6" stroke={props.colour ?? celadon} stroke-width="2" />
    </pattern>
  )
}

export function Arrow(props: { id: string }) {
  return (
    <marker id={props.id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
      <path d="M0 0 8 4 0 8z" fill={ink} />
    </marker>
  )
}

export const barStyles = ['solid', 'dashed', 'hatched'] as const
export type BarStyle = (typeof barStyles)[number]

/** How a period is painted: known, not found in a source, planned or extended. */
export function barPaint(style: BarStyle, colour: string, hatchId: string) {
  if (style === 'dashed') return { fill: '#fff', stroke: dashedInk, 'stroke-dasharray': '4 3' }
  if (style === 'hatched') return { fill: `url(#${hatchId})`, stroke: colour }
  return { fill: colour }
}

/** The key under a picture. */
export function PictureKey(props: { entries: readonly { sign: Children; label: string }[] }) {
  return <ul class="key">{props.entries.map((entry) => <li>{entry.sign}{entry.label}</li>)}</ul>
}

export const LineSign = (props: { dashed?: boolean | undefined }) => (
  <svg width="34" height="12" aria-hidden="true"><path d="M1 6H33" stroke={ink} stroke-width="1.8" stroke-dasharray={props.dashed ? '5 4' : undefined} /></svg>
)
export const BarSign = (props: { style: BarStyle; level?: Level | undefined }) => (
  <svg width="30" height="14" aria-hidden="true">
    {props.style === 'hatched' && <defs><Hatch id={`key-hatch-${props.level ?? 3}`} /></defs>}
    <rect x=".7" y=".7" width="28.6" height="12.6" rx="2" {...barPaint(props.style, colourOf[props.level ?? 3], `key-hatch-${props.level ?? 3}`)} />
  </svg>
)
export const GlyphSign = (props: { level: Level; hollow?: boolean | undefined; current?: boolean | undefined }) => (
  <svg width="20" height="20" aria-hidden="true">
    {props.current && <rect x="1" y="1" width="18" height="18" rx="2" fill={lamp} stroke={ink} stroke-width="1.4" />}
    <Glyph x={10} y={10} r={props.current ? 4.5 : 6} level={props.level} hollow={props.hollow} />
  </svg>
)
