import { textWidth } from '../../ui/index.ts'
import { type Lane, lanes, type Milestone } from './rules/timeline.ts'

export const width = 1180
const left = 168
const right = 1152
const rowHeight = 26

export interface TickMark { x: number; distance: number }

/** Days from the opening and where they stand: the scale widens as the day nears, and says so by its break. */
function knotsOf(last: number, first: number): [number, number][] {
  const end = Math.max(45, last)
  const near: [number, number][] = [[-120, first < -120 ? 268 : left + 12], [-30, 506], [0, 800], [14, 920], [end, right]]
  return first < -120 ? [[first, left + 12], ...near] : near
}

export function scaleOf(milestones: readonly Pick<Milestone, 'distance'>[]): (distance: number) => number {
  const distances = milestones.map((milestone) => milestone.distance)
  const knots = knotsOf(Math.max(0, ...distances), Math.min(0, ...distances))
  return (distance) => {
    const at = Math.min(knots.at(-1)?.[0] ?? 0, Math.max(knots[0]?.[0] ?? 0, distance))
    for (let index = 1; index < knots.length; index += 1) {
      const [[from, x], [to, next]] = [knots[index - 1] as [number, number], knots[index] as [number, number]]
      if (at <= to) return Math.round((x + ((at - from) / (to - from)) * (next - x)) * 10) / 10
    }
    return right
  }
}

export interface Placed {
  milestone: Milestone
  x: number
  /** Where a stretch begins. */
  from: number | null
  y: number
  label: { x: number; anchor: 'start' | 'end'; text: string; inside: boolean }
}

export interface LaneBox {
  lane: Lane
  y: number
  height: number
  placed: Placed[]
}

/** Puts each date on the first row of its lane where its name is in nobody's way; to the left of its sign where the right is taken. */
export function layout(milestones: readonly Milestone[], say: (milestone: Milestone) => string, top: number): { boxes: LaneBox[]; bottom: number; x: (distance: number) => number } {
  const x = scaleOf(milestones)
  const starts = new Set(milestones.flatMap((milestone) => (milestone.since === null ? [] : [`${milestone.lane} ${milestone.since}`])))
  let y = top
  const boxes = lanes.map((lane): LaneBox => {
    const taken: { from: number; to: number }[][] = []
    const placed = milestones.filter((milestone) => milestone.lane === lane && !starts.has(`${lane} ${milestone.key}`)).map((milestone): Placed => {
      const at = x(milestone.distance)
      const from = milestone.from === null ? null : x(milestone.distance - daysOf(milestone))
      const text = say(milestone)
      const size = textWidth(text, 12.5, true) + 6
      const begin = from ?? at
      const inside = from !== null && at - from > size + 10
      const ways = inside
        ? [{ box: { from: begin - 4, to: at + 4 }, label: { x: begin + 8, anchor: 'start' as const, text, inside } }]
        : [
            { box: { from: begin - 10, to: at + 10 + size }, label: { x: at + 11, anchor: 'start' as const, text, inside } },
            { box: { from: begin - 10 - size, to: at + 10 }, label: { x: begin - 11, anchor: 'end' as const, text, inside } },
          ].filter(({ box }) => box.from > left - 8 && box.to < width - 2)
      for (let row = 0; ; row += 1) {
        const free = ways.find(({ box }) => (taken[row] ?? []).every((other) => box.to < other.from || other.to < box.from))
        const way = free ?? (row > 8 ? ways[0] : undefined)
        if (!way) continue
        taken[row] = [...(taken[row] ?? []), way.box]
        return { milestone, x: at, from, y: y + 20 + row * rowHeight, label: way.label }
      }
    })
    const height = Math.max(52, taken.length * rowHeight + 14)
    const box = { lane, y, height, placed }
    y += height
    return box
  })
  return { boxes, bottom: y, x }
}

const daysOf = (milestone: Milestone): number => (milestone.from === null ? 0 : Temporal.PlainDate.from(milestone.from).until(Temporal.PlainDate.from(milestone.on)).days)

/** Days worth a line: those of the count that something hangs on, none nearer to another than a date is wide. */
export function ticks(milestones: readonly Milestone[], x: (distance: number) => number): TickMark[] {
  const wanted = [0, ...[...new Set(milestones.map((milestone) => milestone.distance))].sort((a, b) => Math.abs(a) - Math.abs(b)), Math.max(...milestones.map((milestone) => milestone.distance)), Math.min(...milestones.map((milestone) => milestone.distance))]
  const kept: TickMark[] = []
  for (const distance of wanted) {
    const at = x(distance)
    if (kept.every((other) => Math.abs(other.x - at) >= 52)) kept.push({ x: at, distance })
  }
  return kept.sort((a, b) => a.x - b.x)
}
