import type { Lang } from '../kernel/languages.ts'
import { colourOf, type Level, type Shape } from './status.tsx'
import { yearNumeral, type Children } from './language.tsx'
import { ColumnHead, dashedInk, Glyph, hairline, ink, lacquer, leadOf, overlap, quiet, round, share, shorten, surface, textWidth, yearMarks, YearLines, type Box } from './picture-parts.tsx'

export type MeetingsInput = {
  lang: Lang
  /** Unique on the page. */
  id: string
  title: string
  desc: string
  from: number
  to: number
  lanes: readonly { level: Level; label: string; sub?: string | undefined; /** Over a narrow column. */ short?: string | undefined; /** Stands beside the line of authority, as special meetings do. */ aside?: boolean | undefined }[]
  /** How often, from when to when, by which decision. */
  rules: readonly { lane: number; from: number; to: number; label: string }[]
  marks: readonly MeetingMark[]
}

export type MeetingMark = {
  lane: number
  /** Decimal year. */
  at: number
  /** `year-only`: held, the date is not known; `expected`: the rule expects one, none was found; `special`: outside the count. */
  kind: 'held' | 'year-only' | 'expected' | 'special'
  /** Inside the shape. */
  ordinal?: string | undefined
  /** Beside or under the shape, where there is room. */
  label?: string | undefined
  /** Read aloud. */
  name: string
  href?: string | undefined
  shape?: Shape | undefined
  /** Sources disagree: what about, in short. */
  disagree?: string | undefined
}

type Placed = { mark: MeetingMark; x: number; y: number; r: number; label?: { x: number; y: number; anchor: 'start' | 'middle' | 'end' } | undefined; claim?: { x: number; y: number } | undefined }

/** Meetings by body and year. Pair it with a table of every meeting; `children` is the key. */
export function MeetingsPicture(props: MeetingsInput & { children?: Children }) {
  return (
    <figure class="fig fig--near">
      <MeetingsWide {...props} />
      <MeetingsUpright {...props} />
      {props.children}
    </figure>
  )
}

const fullWidth = 1180
const weights = { 1: 2.6, 2: 2, 3: 1.5, 4: 1 } as const

export function MeetingsWide(input: MeetingsInput) {
  const lead = leadOf(input.lanes)
  const at = (year: number) => lead + 8 + share(input, year) * (fullWidth - lead - 26)
  let top = 26
  const lanes = input.lanes.map((lane, index) => {
    const marks = input.marks.filter((mark) => mark.lane === index)
    const rules = input.rules.filter((rule) => rule.lane === index)
    const head = rules.length > 0 ? 34 : 8
    const claims = marks.some((mark) => mark.disagree) ? 18 : 0
    const under = marks.some((mark) => mark.label && mark.kind !== 'special') ? 18 : 0
    const size = Math.max(50, head + claims + 30 + under + 6)
    const y = rules.length + claims + under === 0 ? top + size / 2 : top + head + claims + 15
    const laid = { lane, rules, top, size, y, marks: place(marks, at, y, [lead + 12, fullWidth - 12]) }
    top += size
    return laid
  })
  const height = top + 26
  const id = `${input.id}-wide`
  return (
    <svg class="picture only-wide" role="group" aria-labelledby={`${id}-t ${id}-d`} width={fullWidth} height={height} viewBox={`0 0 ${fullWidth} ${height}`}>
      <title id={`${id}-t`}>{input.title}</title>
      <desc id={`${id}-d`}>{input.desc}</desc>
      {lanes.map((laid, index) => {
        const colour = colourOf[laid.lane.level]
        const middle = laid.rules.length > 0 ? laid.y : laid.top + laid.size / 2
        return (
          <>
            <rect y={laid.top} width={fullWidth} height={laid.size} fill={index % 2 ? '#fff' : surface} />
            <path
              d={`M0 ${laid.top + 0.5}H${fullWidth}`}
              stroke={colour}
              stroke-width={laid.lane.aside ? 1 : weights[laid.lane.level]}
              stroke-dasharray={laid.lane.aside ? '2 3' : undefined}
              opacity={laid.lane.aside ? 0.5 : 0.8}
            />
            <text x="10" y={round(laid.lane.sub ? middle - 2 : middle + 5)} font-size="14.5" font-weight="600" fill={colour}>{shorten(laid.lane.label, lead - 14, 14.5, true)}</text>
            {laid.lane.sub && <text x="10" y={round(middle + 15)} font-size="13" fill={quiet}>{shorten(laid.lane.sub, lead - 14, 13)}</text>}
          </>
        )
      })}
      <YearLines lang={input.lang} from={input.from} to={input.to} x={at} top={26} bottom={top} over />
      {lanes.flatMap((laid) => laid.rules.map((rule, index) => {
        const x1 = round(at(Math.max(rule.from, input.from)) + (index > 0 ? 2 : 0))
        const x2 = round(Math.min(at(rule.to), fullWidth - 10) - 2)
        const open = rule.to >= input.to
        return (
          <>
            <path d={`M${x1} ${laid.top + 29}v-5H${x2}${open ? '' : 'v5'}`} fill="none" stroke={colourOf[laid.lane.level]} stroke-width="1.3" />
            <text x={x1 + 6} y={laid.top + 18} font-size="12.5" fill={colourOf[laid.lane.level]}>{shorten(rule.label, Math.max(60, x2 - x1 - 8), 12.5)}</text>
          </>
        )
      }))}
      {lanes.flatMap((laid) => laid.marks.map((placed) => <Mark {...placed} level={laid.lane.level} />))}
    </svg>
  )
}

/** Marks of one lane on their line, pushed apart where two would cover each other, within reach of the lane's ends. */
function place(marks: readonly MeetingMark[], at: (year: number) => number, y: number, reach: readonly [low: number, high: number]): Placed[] {
  const sorted = [...marks].sort((a, b) => a.at - b.at)
  const close = sorted.some((mark, i) => i > 0 && at(mark.at) - at(sorted[i - 1]!.at) < 19)
  const placed: Placed[] = sorted.map((mark) => ({ mark, x: at(mark.at), y, r: mark.kind === 'special' ? 6 : mark.ordinal ? (close ? 10.5 : 11) : 8 }))
  spread(placed, reach)
  const boxes: Box[] = placed.map((p) => ({ x: p.x - p.r - 1, y: y - p.r, w: 2 * p.r + 2, h: 2 * p.r }))
  for (const p of placed) {
    const { label, disagree, kind } = p.mark
    if (disagree) {
      const w = textWidth(`≠ ${disagree}`, 12.5, true)
      const x = Math.min(Math.max(p.x, reach[0] - 12 + w / 2), reach[1] + 6 - w / 2)
      const box = { x: x - w / 2, y: y - 35, w, h: 14 }
      if (boxes.every((other) => overlap(box, other) === 0)) {
        p.claim = { x, y: y - 23 }
        boxes.push(box)
      }
    }
    if (!label) continue
    const w = textWidth(label, 12.5, kind !== 'special')
    const tries = kind === 'special'
      ? [{ x: p.x + 11, y: y + 4.5, anchor: 'start' as const }, { x: p.x - 11, y: y + 4.5, anchor: 'end' as const }]
      : [{ x: p.x, y: y + 26, anchor: 'middle' as const }, { x: p.x - 8, y: y + 26, anchor: 'start' as const }, { x: p.x + 8, y: y + 26, anchor: 'end' as const }]
    p.label = tries.find((place) => {
      const x = place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - w : place.x - w / 2
      const box = { x, y: place.y - 11, w, h: 14 }
      if (x < reach[0] - 12 || x + w > reach[1] + 8 || boxes.some((other) => overlap(box, other) > 0)) return false
      boxes.push(box)
      return true
    })
  }
  return placed
}

/** Moves marks as little as keeps them apart and inside, in their order (least squares, by pooling those that push each other). */
function spread(placed: Placed[], [low, high]: readonly [low: number, high: number]) {
  const offsets: number[] = []
  for (const [i, p] of placed.entries()) offsets.push(i === 0 ? 0 : offsets[i - 1]! + placed[i - 1]!.r + p.r + 1.5)
  const pools: { sum: number; count: number }[] = []
  for (const [i, p] of placed.entries()) {
    pools.push({ sum: p.x - offsets[i]!, count: 1 })
    for (let last = pools.length - 1; last > 0; last--) {
      const [a, b] = [pools[last - 1]!, pools[last]!]
      if (a.sum / a.count <= b.sum / b.count) break
      pools.splice(last - 1, 2, { sum: a.sum + b.sum, count: a.count + b.count })
    }
  }
  const most = Math.max(low, high - (offsets[offsets.length - 1] ?? 0))
  let i = 0
  for (const pool of pools) {
    const start = Math.min(most, Math.max(low, pool.sum / pool.count))
    for (let n = 0; n < pool.count; n++, i++) placed[i]!.x = start + offsets[i]!
  }
}

const uprightWidth = 358
const uprightLead = 38

export function MeetingsUpright(input: MeetingsInput) {
  const column = (uprightWidth - uprightLead) / Math.max(1, input.lanes.length)
  const busiest = Math.max(1, ...input.lanes.map((_, lane) => input.marks.filter((mark) => mark.lane === lane).length))
  const span = Math.max(0.5, input.to - input.from)
  const length = Math.max(400, span * 23, busiest * 25)
  const at = (year: number) => 58 + share(input, year) * length
  const height = round(58 + length + 20)
  const id = `${input.id}-upright`
  return (
    <svg class="picture only-narrow" role="group" aria-labelledby={`${id}-t ${id}-d`} width={uprightWidth} height={height} viewBox={`0 0 ${uprightWidth} ${height}`}>
      <title id={`${id}-t`}>{input.title}</title>
      <desc id={`${id}-d`}>{input.desc}</desc>
      {input.lanes.map((lane, index) => {
        const x = round(uprightLead + index * column)
        return (
          <>
            <rect x={x} width={round(column)} height={height} fill={index % 2 ? '#fff' : surface} />
            <path d={`M${x + 0.5} 0V${height}`} stroke={colourOf[lane.level]} stroke-width={lane.aside ? 1 : weights[lane.level]} stroke-dasharray={lane.aside ? '2 3' : undefined} opacity=".75" />
            <ColumnHead x={x + 5} width={column - 6} label={lane.short ?? lane.label} colour={colourOf[lane.level]} />
          </>
        )
      })}
      {yearMarks(input.from, input.to).map((year) => (
        <>
          <path d={`M${uprightLead} ${round(at(year))}H${uprightWidth}`} stroke={hairline} />
          <text x="2" y={round(at(year) + 4)} font-size="12" fill={quiet}>{yearNumeral(input.lang, year)}</text>
        </>
      ))}
      {input.rules.map((rule) => {
        const x = round(uprightLead + rule.lane * column + 6)
        const y1 = round(at(Math.max(rule.from, input.from)) + 2)
        const y2 = round(Math.min(at(rule.to), height - 8) - 2)
        return <path d={`M${x + 4} ${y1}h-4V${y2}${rule.to >= input.to ? '' : 'h4'}`} fill="none" stroke={colourOf[input.lanes[rule.lane]?.level ?? 3]} stroke-width="1.3"><title>{rule.label}</title></path>
      })}
      {input.lanes.flatMap((lane, index) => {
        const x = uprightLead + index * column + column / 2 + (input.rules.some((rule) => rule.lane === index) ? 4 : 0)
        const placed = place(input.marks.filter((mark) => mark.lane === index), at, 0, [48, height - 14])
        return placed.map((p) => <Mark mark={p.mark} r={Math.min(p.r, 11)} x={x} y={p.x} level={lane.level} />)
      })}
    </svg>
  )
}

function Mark(props: Placed & { level: Level }) {
  const { mark, r } = props
  const x = round(props.x)
  const y = round(props.y)
  const colour = colourOf[props.level]
  const hollow = mark.kind === 'year-only'
  // What is seen beside the shape is part of what is heard, so that a voice command finds it.
  const name = [mark.name, mark.label, mark.disagree && `≠ ${mark.disagree}`].filter((part, i) => part && (i === 0 || !mark.name.includes(part))).join(', ')
  const drawn = (
    <>
      <title>{name}</title>
      <rect class="hit" fill="transparent" x={x - 12} y={y - 12} width="24" height="24" rx="3" />
      {mark.kind === 'expected' && (
        <>
          <rect x={x - 10} y={y - 10} width="20" height="20" fill="#fff" stroke={dashedInk} stroke-dasharray="2 3" />
          <path d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} stroke={dashedInk} stroke-width="1.3" />
        </>
      )}
      {mark.kind === 'special' && <rect x={x - 5.5} y={y - 5.5} width="11" height="11" rx="1" fill="#fff" stroke={colour} stroke-width="2" />}
      {(mark.kind === 'held' || hollow) && <Glyph x={x} y={y} r={mark.ordinal && (mark.shape ?? props.level) === 1 ? r * 0.9 : r} level={props.level} shape={mark.shape} hollow={hollow} />}
      {mark.ordinal && mark.kind !== 'expected' && (
        <text x={x} y={y + 4.3} font-size={r < 11 || mark.ordinal.length > 2 ? 10.5 : 11.5} font-weight="650" text-anchor="middle" fill={hollow ? colour : '#fff'}>{mark.ordinal}</text>
      )}
      {mark.disagree && <rect x={x - 15} y={y - 15} width="30" height="30" rx="3" fill="none" stroke={lacquer} stroke-width="1.6" stroke-dasharray="4 2.5" />}
      {props.claim && <text class="halo" x={round(props.claim.x)} y={round(props.claim.y)} font-size="12.5" font-weight="600" text-anchor="middle" fill={lacquer}>≠ {mark.disagree}</text>}
      {mark.label && props.label && (
        <text class="halo name" x={round(props.label.x)} y={round(props.label.y)} font-size="12.5" font-weight={mark.kind === 'special' ? undefined : 600} text-anchor={props.label.anchor} fill={mark.kind === 'special' ? ink : colour}>{mark.label}</text>
      )}
    </>
  )
  return mark.href ? <a href={mark.href}>{drawn}</a> : <g role="img" aria-label={name}>{drawn}</g>
}

/** The signs of the picture for its key. */
export function MeetingSign(props: { kind: MeetingMark['kind'] | 'disagree'; level?: Level | undefined }) {
  const level = props.level ?? 2
  return (
    <svg width="20" height="20" aria-hidden="true">
      {props.kind === 'held' && <Glyph x={10} y={10} r={8} level={level} />}
      {props.kind === 'year-only' && <Glyph x={10} y={10} r={8} level={level} hollow />}
      {props.kind === 'expected' && <><rect x="1" y="1" width="18" height="18" fill="#fff" stroke={dashedInk} stroke-dasharray="2 3" /><path d="M6 6l8 8m0-8l-8 8" stroke={dashedInk} stroke-width="1.3" /></>}
      {props.kind === 'special' && <rect x="4.5" y="4.5" width="11" height="11" rx="1" fill="#fff" stroke={colourOf[level]} stroke-width="2" />}
      {props.kind === 'disagree' && <rect x="2" y="2" width="16" height="16" rx="3" fill="none" stroke={lacquer} stroke-width="1.6" stroke-dasharray="4 2.5" />}
    </svg>
  )
}
