import type { LanesInput, PlacedBar, PlacedLink, PlacedPoint } from './picture-lanes-layout.ts'

export type Spot = { x: number; y: number }

/** How each link runs from its record to the next, in the coordinates of the picture. */
export function joinLinks(input: LanesInput, points: readonly PlacedPoint[], bars: readonly PlacedBar[], way: 'wide' | 'upright'): PlacedLink[] {
  const ends = new Map<string, { x: number; y: number; rx: number; ry: number }>()
  for (const { bar, box } of bars) if (bar.id) ends.set(bar.id, { x: box.x + box.w / 2, y: box.y + box.h / 2, rx: box.w / 2, ry: box.h / 2 })
  for (const p of points) {
    const edge = p.point.current ? 15 : p.r + 2
    ends.set(p.point.id, { x: p.x, y: p.y, rx: edge, ry: edge })
  }
  return input.links.flatMap((link) => {
    const a = ends.get(link.from)
    const b = ends.get(link.to)
    if (!a || !b) return []
    const between = [...ends.values()].some((other) => way === 'wide' ? hides(other, a, b) : hides(turned(other), turned(a), turned(b)))
    return [{ path: way === 'wide' ? curve(a, b, between) : turn(curve(turned(a), turned(b), between)), dashed: link.style === 'dashed' }]
  })
}

type End = { x: number; y: number; rx: number; ry: number }

/** Along the lane a straight line, or a bow over what stands between; across lanes it leaves and arrives upright. */
function curve(a: End, b: End, bowed: boolean): string {
  const right = Math.sign(b.x - a.x) || 1
  if (bowed) return `M${n(a.x + right * 4)} ${n(a.y - a.ry)}C${n(a.x + right * 20)} ${n(a.y - 30)} ${n(b.x - right * 20)} ${n(b.y - 30)} ${n(b.x - right * 4)} ${n(b.y - b.ry - 3)}`
  if (Math.abs(a.y - b.y) < 6) return `M${n(a.x + right * a.rx)} ${n(a.y)}L${n(b.x - right * (b.rx + 4))} ${n(b.y)}`
  if (Math.abs(a.y - b.y) < 40) {
    const y = Math.max(a.y, b.y)
    return `M${n(a.x + right * a.rx)} ${n(a.y)}C${n((a.x + b.x) / 2)} ${n(a.y)} ${n((a.x + b.x) / 2)} ${n(y)} ${n(b.x - right * (b.rx + 4))} ${n(b.y)}`
  }
  const down = Math.sign(b.y - a.y)
  const y1 = a.y + down * a.ry
  const y2 = b.y - down * (b.ry + 4)
  if (Math.abs(a.x - b.x) < 3) return `M${n(a.x)} ${n(y1)}L${n(b.x)} ${n(y2)}`
  const pull = Math.max(24, Math.abs(y2 - y1) * 0.55)
  return `M${n(a.x)} ${n(y1)}C${n(a.x)} ${n(y1 + down * pull)} ${n(b.x)} ${n(y2 - down * pull)} ${n(b.x)} ${n(y2)}`
}

/** Whether something stands on the straight way between two ends of one line. */
function hides(other: End, a: End, b: End): boolean {
  if (Math.abs(a.y - b.y) >= 6 || Math.abs(other.y - a.y) >= 10) return false
  return other.x > Math.min(a.x, b.x) + 6 && other.x < Math.max(a.x, b.x) - 6
}

const turned = (end: End): End => ({ x: end.y, y: end.x, rx: end.ry, ry: end.rx })
const turn = (path: string) => path.replace(/(-?[\d.]+) (-?[\d.]+)/g, '$2 $1')
const n = (value: number) => Math.round(value * 10) / 10

/** Points along a path of one line or one curve. */
export function samples(path: string): Spot[] {
  const [x0 = 0, y0 = 0, ...rest] = (path.match(/-?[\d.]+/g) ?? []).map(Number)
  const [x1, y1, x2, y2, x3, y3] = rest.length === 6 ? rest as [number, number, number, number, number, number] : [x0, y0, rest[0] ?? x0, rest[1] ?? y0, rest[0] ?? x0, rest[1] ?? y0]
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3]
    return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 }
  })
}
