import type { Lang } from '../kernel/languages.ts'
import type { Level, Shape } from './status.tsx'
import { joinLinks, samples, type Spot } from './picture-lanes-links.ts'
import { leadOf, overlap, share, shorten, textWidth, twoLines, type BarStyle, type Box } from './picture-parts.tsx'

export type LanesInput = {
  lang: Lang
  /** Unique on the page. */
  id: string
  title: string
  desc: string
  lanes: readonly { level: Level; label: string; sub?: string | undefined; /** Over a narrow column. */ short?: string | undefined }[]
  /** Years of the common era, where the picture begins and ends. */
  from: number
  to: number
  points: readonly LanePoint[]
  bars: readonly LaneBar[]
  links: readonly { from: string; to: string; style: 'solid' | 'dashed' }[]
}

export type LanePoint = {
  id: string
  /** Index into `lanes`. */
  lane: number
  /** Decimal year: 2009.88. */
  at: number
  label: string
  sub?: string | undefined
  /** Under the label where `sub` finds no room, such as “Bangkok 1995”. */
  place?: string | undefined
  /** For the upright picture, such as “7th”. */
  short?: string | undefined
  /** Everything a reader must hear; label and sub where absent. */
  name?: string | undefined
  href: string
  level?: Level | undefined
  shape?: Shape | undefined
  hollow?: boolean | undefined
  current?: boolean | undefined
}

export type LaneBar = {
  id?: string | undefined
  lane: number
  from: number
  to: number
  label: string
  short?: string | undefined
  style: BarStyle
  href?: string | undefined
}

export type Line = { text: string; x: number; y: number; size: number; bold: boolean; anchor: 'start' | 'middle' | 'end' }
export type PlacedPoint = { point: LanePoint; x: number; y: number; r: number; lines: Line[] }
export type PlacedBar = { bar: LaneBar; box: Box; line?: Line | undefined }
export type PlacedLink = { path: string; dashed: boolean }
export type LanesLayout = {
  width: number
  height: number
  /** Before the first moment of time. */
  lead: number
  /** Along the lanes' own direction: y and height at width, x and width upright. */
  lanes: { start: number; size: number }[]
  points: PlacedPoint[]
  bars: PlacedBar[]
  links: PlacedLink[]
  /** Where a moment stands along time. */
  at: (year: number) => number
}

const glyph = 7
const fullWidth = 1180

/** Time left to right; each lane grows only as tall as its labels and periods need. */
export function layoutWide(input: LanesInput): LanesLayout {
  const lead = leadOf(input.lanes)
  const at = (year: number) => lead + 8 + share(input, year) * (fullWidth - lead - 26)
  // Names are placed once to learn how the links run, and again out of their way.
  return stackLanes(input, at, lead, stackLanes(input, at, lead))
}

function stackLanes(input: LanesInput, at: (year: number) => number, lead: number, before?: LanesLayout & { bases: number[] }): LanesLayout & { bases: number[] } {
  const lanes: LanesLayout['lanes'] = []
  const points: PlacedPoint[] = []
  const bars: PlacedBar[] = []
  const bases: number[] = []
  const along = before?.links.flatMap((link) => samples(link.path)) ?? []
  let top = 8
  input.lanes.forEach((_, lane) => {
    const was = before?.bases[lane] ?? 0
    const laid = layLane(input, lane, at, lead, along.map((spot) => ({ x: spot.x, y: spot.y - was })))
    const above = -Math.min(0, ...laid.boxes.map((box) => box.y))
    const below = Math.max(0, ...laid.boxes.map((box) => box.y + box.h))
    const size = Math.max(70, above + below + 22)
    const base = top + (size - above - below) / 2 + above
    bases.push(base)
    for (const p of laid.points) points.push({ ...p, y: p.y + base, lines: p.lines.map((line) => ({ ...line, y: line.y + base })) })
    for (const b of laid.bars) {
      bars.push({ ...b, box: { ...b.box, y: b.box.y + base }, ...(b.line && { line: { ...b.line, y: b.line.y + base } }) })
    }
    lanes.push({ start: top, size })
    top += size
  })
  return { width: fullWidth, height: top + 26, lead, lanes, points, bars, links: joinLinks(input, points, bars, 'wide'), at, bases }
}

/** One lane in its own coordinates: 0 is the line of the first glyphs. */
function layLane(input: LanesInput, lane: number, at: (year: number) => number, lead: number, along: readonly Spot[]) {
  const own = input.points.filter((point) => point.lane === lane).sort((a, b) => a.at - b.at)
  const points: PlacedPoint[] = []
  const boxes: Box[] = []
  const rows: number[] = []
  for (const point of own) {
    const x = at(point.at)
    const need = point.current ? 34 : 20
    let row = rows.findIndex((last) => x - last >= need)
    if (row < 0) row = rows.push(-Infinity) - 1
    rows[row] = point.current ? x + 10 : x
    const r = point.current ? glyph + 1 : glyph
    const placed = { point, x, y: row * 24, r, lines: [] }
    points.push(placed)
    boxes.push(glyphBox(placed))
  }
  const bars = layBars(input, lane, at, lead, own.length === 0 ? -11 : rows.length * 24 - 2)
  const fixed = bars.map((bar) => bar.box)
  // The record the page is about is named first, then the others in the order of time.
  for (const placed of [...points].sort((a, b) => Number(b.point.current ?? false) - Number(a.point.current ?? false) || a.x - b.x)) {
    // Several records of one meeting stand together: its name once is enough.
    if (points.some((other) => other.lines.length > 0 && other.point.label === placed.point.label && Math.abs(other.x - placed.x) < 16)) continue
    const others = points.filter((other) => other !== placed).map(glyphBox)
    placed.lines = nameWide(placed, [...others, ...boxes.filter((box) => !points.some((p) => same(box, glyphBox(p)))), ...fixed], lead, along)
    boxes.push(...placed.lines.map(lineBox))
  }
  return { points, bars, boxes: [...boxes, ...fixed] }
}

function layBars(input: LanesInput, lane: number, at: (year: number) => number, lead: number, top: number): PlacedBar[] {
  const height = 22
  const ends: number[] = []
  return input.bars.filter((bar) => bar.lane === lane).sort((a, b) => a.from - b.from).map((bar) => {
    const x = Math.max(at(bar.from), lead) + 1.5
    // A period that goes on beyond the picture runs to its edge.
    const w = Math.max(3, (bar.to > input.to ? fullWidth - 8 : at(bar.to)) - x - 1.5)
    let row = ends.findIndex((end) => x >= end)
    if (row < 0) row = ends.push(0) - 1
    ends[row] = x + w
    const box = { x, y: top + row * (height + 5), w, h: height }
    const text = [bar.label, bar.short].find((t) => t && textWidth(t, 12.5, true) <= w - 6)
    const line = text ? { text, x: x + w / 2, y: box.y + 15.5, size: 12.5, bold: true, anchor: 'middle' as const } : undefined
    return { bar, box, line }
  })
}

/** The best place beside a glyph where its name touches nothing; none when the lane is crowded, and the glyph stands alone. */
function nameWide(placed: PlacedPoint, taken: readonly Box[], lead: number, along: readonly Spot[]): Line[] {
  const { point, x, y } = placed
  const gap = point.current ? 21 : 13
  const label = shorten(point.label, 290, 13, true)
  const stack = (subs: readonly string[], dx: number, anchor: Line['anchor'], first: number): Line[] => [
    { text: label, x: x + dx, y: y + first, size: 13, bold: true, anchor },
    ...subs.map((text, index) => ({ text, x: x + dx, y: y + first + 15.5 * (index + 1), size: 12.5, bold: false, anchor })),
  ]
  const around = (subs: readonly string[]): Line[][] => {
    const beside = subs.length > 0 ? -3 - (subs.length - 1) * 7 : 4.5
    const over = -(gap + 1) - subs.length * 15.5
    const under = gap + 11
    return [
      stack(subs, gap, 'start', beside),
      stack(subs, 0, 'middle', over),
      stack(subs, 0, 'middle', under),
      stack(subs, -6, 'start', over),
      stack(subs, 6, 'end', over),
      stack(subs, -6, 'start', under),
      stack(subs, 6, 'end', under),
      stack(subs, -gap, 'end', beside),
    ]
  }
  // Whole words or none: a title cut short says less than the list under the picture.
  const sub = point.sub ? twoLines(point.sub, 178, 12.5) : []
  const tries = [...(sub.length > 0 && !sub.some((line) => line.endsWith('…')) ? around(sub) : []), ...(point.place ? around([point.place]) : []), ...around([])]
  return best(tries.filter((lines) => lines.every((line) => fits(lineBox(line), taken, lead + 2, fullWidth - 4))), along) ?? []
}

const uprightWidth = 358
const uprightLead = 38

/** Time top to bottom, a column for each lane: the same picture for a phone. */
export function layoutUpright(input: LanesInput): LanesLayout {
  const column = (uprightWidth - uprightLead) / Math.max(1, input.lanes.length)
  const span = Math.max(0.5, input.to - input.from)
  const crowd = Math.max(0, ...input.lanes.map((_, lane) => input.points.filter((p) => p.lane === lane).length))
  const length = Math.max(420, Math.min(1400, Math.max(span * 22, crowd * 34)))
  const at = (year: number) => 56 + share(input, year) * length
  const lanes = input.lanes.map((_, lane) => ({ start: uprightLead + lane * column, size: column }))
  const points: PlacedPoint[] = []
  for (const point of [...input.points].sort((a, b) => a.at - b.at)) {
    const { start } = lanes[point.lane] ?? { start: uprightLead }
    const barred = input.bars.some((bar) => bar.lane === point.lane)
    const y = at(point.at)
    const r = point.current ? 7.5 : 6.5
    const steps = [0.5, 0.24, 0.76].map((share) => start + column * (barred ? share * 0.62 : share))
    const free = (x: number) => !points.some((other) => Math.abs(other.x - x) < 18 && Math.abs(other.y - y) < (point.current || other.point.current ? 26 : 17))
    const x = steps.find(free)
    // Where even three side by side do not suffice, the glyph slides down: the list beside the picture has the date.
    let down = y
    while (x === undefined && points.some((other) => Math.abs(other.x - steps[0]!) < 18 && Math.abs(other.y - down) < 17)) down += 3
    points.push({ point, x: x ?? steps[0]!, y: x === undefined ? down : y, r, lines: [] })
  }
  const bars: PlacedBar[] = []
  input.lanes.forEach((_, lane) => {
    const rows: number[] = []
    const own = input.points.some((point) => point.lane === lane)
    for (const bar of input.bars.filter((b) => b.lane === lane).sort((a, b) => a.from - b.from)) {
      const y = at(bar.from) + 1
      const h = Math.max(4, at(bar.to) - y - 1)
      let row = rows.findIndex((end) => y >= end)
      if (row < 0) row = rows.push(0) - 1
      rows[row] = y + h
      const many = Math.max(1, Math.floor((column * 0.4) / 14))
      const w = own ? 12 : 26
      const { start } = lanes[lane]!
      const x = own ? start + column - 4 - w - (row % many) * 14 : start + column / 2 - w / 2 + row * 14
      bars.push({ bar, box: { x, y, w, h } })
    }
  })
  const links = joinLinks(input, points, bars, 'upright')
  const along = links.flatMap((link) => samples(link.path))
  const taken = [...points.map(glyphBox), ...bars.map((bar) => bar.box)]
  for (const placed of [...points].sort((a, b) => Number(b.point.current ?? false) - Number(a.point.current ?? false) || a.y - b.y)) {
    const own = glyphBox(placed)
    placed.lines = nameUpright(placed, taken.filter((box) => !same(box, own)), along)
    taken.push(...placed.lines.map(lineBox))
  }
  for (const placed of bars) {
    const text = placed.bar.short ?? placed.bar.label
    const fitting = textWidth(text, 11, true) <= placed.box.w - 2 ? text : undefined
    if (fitting && placed.box.h > 16) {
      placed.line = { text: fitting, x: placed.box.x + placed.box.w / 2, y: placed.box.y + placed.box.h / 2 + 4, size: 11, bold: true, anchor: 'middle' }
    }
  }
  // A name under the last glyph, or a glyph that slid down, may stand lower than time ends.
  const lowest = Math.max(0, ...points.flatMap((placed) => [glyphBox(placed), ...placed.lines.map(lineBox)]).map((box) => box.y + box.h))
  return { width: uprightWidth, height: Math.max(56 + length + 14, lowest + 6), lead: uprightLead, lanes, points, bars, links, at }
}

function nameUpright(placed: PlacedPoint, taken: readonly Box[], along: readonly Spot[]): Line[] {
  const { point, x, y } = placed
  const gap = point.current ? 18 : 11
  const tries: Line[] = [point.short, shorten(point.label, 92, 12, true)].filter((text) => text !== undefined).flatMap((text) => [
    { text, x: x + gap, y: y + 4, size: 12, bold: true, anchor: 'start' as const },
    { text, x: x - gap, y: y + 4, size: 12, bold: true, anchor: 'end' as const },
    { text, x, y: y + gap + 10, size: 12, bold: true, anchor: 'middle' as const },
    { text, x, y: y - gap - 2, size: 12, bold: true, anchor: 'middle' as const },
  ])
  return best(tries.filter((line) => fits(lineBox(line), taken, uprightLead - 2, uprightWidth)).map((line) => [line]), along) ?? []
}

/** Earlier places are better; one that a link runs through is worse than any other that fits. */
function best(places: readonly Line[][], along: readonly Spot[]): Line[] | undefined {
  const cost = (lines: Line[], index: number) => {
    const boxes = lines.map(lineBox)
    return index + 5 * along.filter((spot) => boxes.some((box) => spot.x > box.x - 2 && spot.x < box.x + box.w + 2 && spot.y > box.y && spot.y < box.y + box.h)).length
  }
  return places.map((lines, index) => ({ lines, cost: cost(lines, index) })).sort((a, b) => a.cost - b.cost)[0]?.lines
}

function glyphBox(placed: { point: LanePoint; x: number; y: number; r: number }): Box {
  const r = placed.point.current ? 15 : placed.r + 1.5
  return { x: placed.x - r, y: placed.y - r, w: 2 * r, h: 2 * r }
}

export function lineBox(line: Line): Box {
  const w = textWidth(line.text, line.size, line.bold)
  const x = line.anchor === 'start' ? line.x : line.anchor === 'end' ? line.x - w : line.x - w / 2
  return { x, y: line.y - line.size * 0.95, w, h: line.size * 1.22 }
}

function fits(box: Box, taken: readonly Box[], left: number, right: number): boolean {
  return box.x >= left && box.x + box.w <= right && box.y > -1e6 && taken.every((other) => overlap(box, other) === 0)
}

const same = (a: Box, b: Box) => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
