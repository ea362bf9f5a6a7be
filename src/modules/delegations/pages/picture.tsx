import { decimalYear, earliestPossible, formatYear } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { BarSign, colourOf, Glyph, GlyphSign, ink, lamp, type Level, numeral, PictureKey, quiet, round, Scroll, shapeOf, shorten, surface, textWidth, YearLines, yearNumeral } from '../../../ui/index.ts'
import { levelWord } from '../../mechanism/index.ts'
import { placeInTime } from '../../meetings/index.ts'
import { beginsAt, type Lane, type Point } from '../history.ts'
import { type Designation, type HeadParts, spanOf } from '../rules.ts'
import { words } from '../wording.ts'

interface Drawn {
  lanes: readonly Lane[]
  parts: Pick<HeadParts, 'designations' | 'posts' | 'occasionOf'>
  /** The meeting the sentence speaks of. */
  current: string | null
  nameOf: (ref: string) => string
  lang: Lang
  today: string
}

const width = 1180
const laneHeight = 170

/**
 * Who headed, meeting by meeting: a bar for each designation, dashed where it is not ended yet others headed; a filled mark where a source names
 * the head, a ring where only the post is known, a dashed one where nothing is. The table under it is the equal.
 */
export function HeadsPicture({ lanes, parts, current, nameOf, lang, today }: Drawn) {
  const m = words[lang]
  const all = lanes.flatMap((lane) => lane.points)
  if (all.length === 0) return null
  const from = Math.floor(Math.min(...all.map(({ meeting }) => placeInTime(meeting.starts ?? today)))) - 1
  const to = Math.max(decimalYear(today), ...all.map(({ meeting }) => placeInTime(meeting.starts ?? today))) + 0.7
  const lead = 150
  const x = (year: number) => lead + 12 + (Math.max(0, Math.min(1, (year - from) / (to - from)))) * (width - lead - 30)
  const height = 26 + lanes.length * laneHeight + 28
  const known = all.filter(({ answer }) => answer.known).length
  return (
    <figure class="fig">
      <Scroll name={m['delegations.picture']}>
        <svg class="picture" role="group" aria-labelledby="heads-t heads-d" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title id="heads-t">{m['delegations.picture']}</title>
          <desc id="heads-d">{m['delegations.picture-desc'](numeral(lang, all.length), numeral(lang, known))}</desc>
          {lanes.map((lane, index) => {
            const top = 26 + index * laneHeight
            const colour = colourOf[lane.body.level as Level]
            return (
              <>
                <rect y={top} width={width} height={laneHeight} fill={index % 2 === 0 ? '#fff' : surface} />
                <path d={`M0 ${top + 0.5}H${width}`} stroke={colour} stroke-width={lane.body.level === 2 ? 2 : 1.5} opacity=".8" />
                <text x="10" y={top + 26} font-size="14.5" font-weight="600" fill={colour}>{shorten(levelWord(lane.body.level, lang), lead - 14, 14.5, true)}</text>
                <text x="10" y={top + 44} font-size="13" fill={quiet}>{lane.body.short[lang]}</text>
              </>
            )
          })}
          <YearLines lang={lang} from={from} to={to} x={x} top={26} bottom={26 + lanes.length * laneHeight} over />
          {lanes.map((lane, index) => <LaneMarks lane={lane} top={26 + index * laneHeight} x={x} end={to} parts={parts} current={current} nameOf={nameOf} lang={lang} />)}
        </svg>
      </Scroll>
      <PictureKey entries={[
        { sign: <GlyphSign level={2} />, label: m['delegations.key-known'] },
        { sign: <svg width="20" height="20" aria-hidden="true"><circle cx="10" cy="10" r="6.5" fill="#fff" stroke={colourOf[3]} stroke-width="3" /></svg>, label: m['delegations.key-post'] },
        { sign: <GlyphSign level={3} hollow />, label: m['delegations.key-none'] },
        { sign: <BarSign style="solid" level={3} />, label: m['delegations.key-rule'] },
        { sign: <BarSign style="dashed" level={3} />, label: m['delegations.key-open'] },
        { sign: <svg width="20" height="20" aria-hidden="true"><rect width="20" height="20" rx="3" fill={lamp} /></svg>, label: m['delegations.key-current'] },
      ]} />
    </figure>
  )
}

type Laid = { lane: Lane; top: number; x: (year: number) => number; end: number; parts: Drawn['parts']; current: string | null; nameOf: Drawn['nameOf']; lang: Lang }

function LaneMarks({ lane, top, x, end, parts, current, nameOf, lang }: Laid) {
  const m = words[lang]
  const level = lane.body.level as Level
  const colour = colourOf[level]
  const heads = parts.designations.filter((row) => row.body === lane.body.code && row.function === 'head' && row.origin === 'record')
  const first = heads.map((row) => decimalYear(spanOf(row, parts.occasionOf).from)).sort((a, b) => a - b)[0] ?? end
  const begun = lane.points[0] ? placeInTime(lane.points[0].meeting.starts ?? '9999') - 0.3 : first
  const line = top + 82
  const places = spread(lane.points.map((point) => x(placeInTime(point.meeting.starts ?? '9999'))))
  const loose = lane.loose.map((known) => x(decimalYear(earliestPossible(known.on)) + 0.06))
  const labels = captions(lane, places, loose, lang)
  return (
    <>
      {first > begun + 0.6 && <Stretch x1={x(begun)} x2={x(first) - 3} y={top + 14} dashed label={m['delegations.not-known']} />}
      {heads.map((row) => <Rule row={row} lane={lane} x={x} y={top + 14} end={end} parts={parts} lang={lang} nameOf={nameOf} colour={colour} />)}
      {lane.points.map((point, index) => <Mark point={point} x={places[index] ?? 0} y={line} level={level} current={point.meeting.ref === current} nameOf={nameOf} lang={lang} />)}
      {lane.loose.map((known) => {
        const at = x(decimalYear(earliestPossible(known.on)) + 0.06)
        return (
          <g>
            <path d={`M${round(at)} ${line + 12}v14`} stroke={quiet} />
            <circle cx={round(at)} cy={line + 26} r="6" fill={colour} />
            <text x={round(at) - 10} y={line + 31} font-size="12.5" font-weight="600" fill={ink} text-anchor="end">{yearNumeral(lang, Number(known.on.slice(0, 4)))}</text>
            <text x={round(at) - 10} y={line + 47} font-size="12.5" fill={quiet} text-anchor="end">{known.post[lang]}</text>
          </g>
        )
      })}
      {labels.map((label) => (
        <>
          <path d={`M${round(label.at)} ${line + 12}v${10 + label.row * 16}`} stroke={quiet} />
          <text x={round(label.x)} y={line + 34 + label.row * 16} font-size="12.5" fill={quiet} text-anchor={label.anchor}><tspan font-weight="600" fill={ink}>{label.head}</tspan>{label.text === '' ? '' : ` ${label.text}`}</text>
        </>
      ))}
    </>
  )
}

/** Marks of one lane on their line, pushed apart where two would cover each other. */
function spread(at: readonly number[]): number[] {
  const placed: number[] = []
  for (const x of at) placed.push(Math.max(x, (placed.at(-1) ?? -99) + 21))
  for (let index = placed.length - 2; index >= 0; index -= 1) placed[index] = Math.min(placed[index] ?? 0, (placed[index + 1] ?? 0) - 21)
  const over = (placed.at(-1) ?? 0) - (width - 18)
  return over > 0 ? placed.map((x) => x - over) : placed
}

interface Caption {
  at: number
  x: number
  anchor: 'start' | 'middle' | 'end'
  row: number
  head: string
  text: string
}

/** Under the marks of which more is known than a number, in three rows so that none covers another. */
function captions(lane: Lane, places: readonly number[], loose: readonly number[], lang: Lang): Caption[] {
  const m = words[lang]
  const ends = [-99, -99, -99]
  return lane.points.flatMap((point, index): Caption[] => {
    const { answer, meeting } = point
    const shown = answer.known ?? answer.chair
    const begins = beginsAt(point)
    if (!shown && !begins && !answer.named) return []
    const year = yearNumeral(lang, Number((meeting.starts ?? '').slice(0, 4)))
    const head = begins && !shown ? m['delegations.begins'](numeral(lang, meeting.ordinal ?? 0)) : `${m['delegations.nth'](meeting.ordinal ?? 0)}, ${year}${answer.chair && !answer.known ? ` (${m['delegations.chair']})` : ''}`
    const text = shown ? shorten(shown.post[lang].split(',')[0] ?? '', 190, 12.5) : answer.named ? m['delegations.named'] : ''
    const wide = textWidth(`${head} ${text}`, 12.5, true)
    const at = places[index] ?? 0
    const anchor = at - wide / 2 < 150 ? 'start' : at + wide / 2 > width - 8 ? 'end' : 'middle'
    const left = anchor === 'start' ? at - 8 : anchor === 'end' ? at + 10 - wide : at - wide / 2
    // What hangs lower without a meeting keeps its place on the first row.
    const free = ends.findIndex((end, row) => left > end + 8 && (row > 1 || !loose.some((spot) => left < spot + 14 && left + wide > spot - (row === 0 ? 60 : 240))))
    const row = free < 0 ? 2 : free
    ends[row] = left + wide
    return [{ at, x: anchor === 'start' ? at - 8 : anchor === 'end' ? at + 10 : at, anchor, row, head, text }]
  })
}

function Mark({ point, x, y, level, current, nameOf, lang }: { point: Point; x: number; y: number; level: Level; current: boolean; nameOf: Drawn['nameOf']; lang: Lang }) {
  const { meeting, answer } = point
  const m = words[lang]
  const colour = colourOf[level]
  const filled = answer.known !== null || (answer.named !== null && answer.named.credentials === 'VERIFIED')
  const ring = !filled && !answer.disputed && answer.basis === 'designation' && answer.mode === 'EX_OFFICIO'
  const what = answer.known ? m['delegations.key-known'] : ring ? m['delegations.key-post'] : answer.named ? m['delegations.named'] : m['delegations.key-none']
  return (
    <a href={`?meeting=${encodeURIComponent(meeting.ref)}`} aria-label={`${numeral(lang, meeting.ordinal ?? 0)}: ${nameOf(meeting.ref)}, ${formatYear(Number((meeting.starts ?? '').slice(0, 4)), lang)}: ${what}`}>
      {current && <rect x={round(x - 14)} y={y - 14} width="28" height="28" rx="3" fill={lamp} />}
      {ring
        ? (shapeOf[level] === 'circle' ? <circle cx={round(x)} cy={y} r="9" fill="#fff" stroke={colour} stroke-width={beginsAt(point) ? 3.4 : 2} /> : <rect x={round(x - 9)} y={y - 9} width="18" height="18" fill="#fff" stroke={colour} stroke-width="2.4" />)
        : <Glyph x={x} y={y} r={9.5} level={level} shape={level === 4 ? 'circle' : undefined} hollow={!filled} dash="3 2.4" />}
      <text x={round(x)} y={y + 4} font-size="10.5" font-weight="650" text-anchor="middle" fill={filled ? '#fff' : ring ? ink : colour}>{numeral(lang, meeting.ordinal ?? 0)}</text>
    </a>
  )
}

function Rule({ row, lane, x, y, end, parts, lang, nameOf, colour }: { row: Designation; lane: Lane; x: (year: number) => number; y: number; end: number; parts: Drawn['parts']; lang: Lang; nameOf: Drawn['nameOf']; colour: string }) {
  const m = words[lang]
  const span = spanOf(row, parts.occasionOf)
  const x1 = x(decimalYear(span.from))
  const x2 = x(span.until === null ? end : Math.min(end, decimalYear(span.until)))
  const label = row.mode === 'AD_HOC' ? m['delegations.bar-ad-hoc'](row.choice?.what[lang] ?? '', row.choice?.by[lang] ?? '') : row.mode === 'PERSONAL' ? (row.person?.[lang] ?? '') : m['delegations.bar-ex-officio'](parts.posts.get(row.post ?? '')?.name[lang] ?? '')
  const others = [...lane.points.filter(({ answer }) => answer.disputed).map(({ meeting }) => placeInTime(meeting.starts ?? '9999')), ...lane.loose.filter(() => row.mode === 'EX_OFFICIO').map((known) => decimalYear(earliestPossible(known.on)))]
  const broken = row.until === null && others.length > 0 ? Math.max(x1 + 40, x(Math.min(...others))) : x2
  const from = 'meeting' in row.since ? m['delegations.bar-from'](nameOf(row.since.meeting)) : ''
  const bare = row.mode === 'EX_OFFICIO' ? (parts.posts.get(row.post ?? '')?.name[lang] ?? label) : label
  const fits = (text: string) => textWidth(text, 13, true) <= broken - x1 - 16
  const roomy = textWidth(label, 13, true) + textWidth(from, 12.5) + 44 < broken - x1
  return (
    <>
      <rect x={round(x1)} y={y} width={round(Math.max(2, broken - x1))} height="24" fill={colour} />
      <text x={round(x1 + 10)} y={y + 17} font-size="13" font-weight="600" fill="#fff">{shorten(fits(label) ? label : bare, broken - x1 - 16, 13, true)}</text>
      {roomy && from !== '' && <text x={round(broken - 10)} y={y + 17} font-size="12.5" fill="#fff" text-anchor="end">{from}</text>}
      {broken < x2 && (
        <>
          <path d={`M${round(broken)} ${y + 0.8}H${round(x2)}V${y + 23.2}H${round(broken)}`} fill="#fff" stroke={colour} stroke-width="1.6" stroke-dasharray="5 4" />
          <text x={round(broken + 10)} y={y + 17} font-size="12.5" fill={colour}>{shorten(m['delegations.bar-open'], x2 - broken - 16, 12.5)}</text>
        </>
      )}
    </>
  )
}

function Stretch({ x1, x2, y, label }: { x1: number; x2: number; y: number; dashed: true; label: string }) {
  return (
    <>
      <rect x={round(x1)} y={y} width={round(x2 - x1)} height="24" fill="#fff" stroke="#76837b" stroke-width="1.5" stroke-dasharray="5 4" />
      {textWidth(label, 12.5) < x2 - x1 - 6 && <text x={round((x1 + x2) / 2)} y={y + 17} font-size="12.5" fill={quiet} text-anchor="middle">{label}</text>}
    </>
  )
}
