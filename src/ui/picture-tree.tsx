import { colourOf, type Level, type Shape } from './status.tsx'
import type { Children } from './language.tsx'
import { dashedInk, Glyph, ink, lamp, quiet, round, shorten, textWidth } from './picture-parts.tsx'

export type TreeInput = {
  /** Unique on the page. */
  id: string
  title: string
  desc: string
  nodes: readonly TreeNode[]
}

export type TreeNode = {
  id: string
  /** Whom it answers to; absent at the top. */
  parent?: string | undefined
  level: Level
  shape?: Shape | undefined
  label: string
  sub?: string | undefined
  href: string
  current?: boolean | undefined
  /** Consults or works beside, does not answer to. */
  beside?: boolean | undefined
}

type Placed = { node: TreeNode; x: number; y: number; w: number; h: number }
type Elbow = { path: string; dashed: boolean }
type Block = { w: number; h: number; nodes: Placed[]; elbows: Elbow[]; /** Of the top node, from the block's left. */ stem: number }

const boxHeight = 48
const gapX = 18
const gapY = 34
const fullWidth = 1180

/** The line of authority. Pair it with a list; `children` is the caption or key. */
export function TreePicture(props: TreeInput & { children?: Children }) {
  return (
    <figure class="fig">
      <TreeWide {...props} />
      <TreeUpright {...props} />
      {props.children}
    </figure>
  )
}

export function TreeWide(input: TreeInput) {
  const tops = input.nodes.filter((node) => !input.nodes.some((other) => other.id === node.parent))
  // Broad generations stand in columns until the picture fits the page.
  const laid = [6, 3, 1, 0].map((breadth) => row(tops.map((top) => block(input, top, breadth)))).find((tried) => tried.w <= fullWidth)
    ?? row(tops.map((top) => block(input, top, 0)))
  return <Drawing input={input} way="wide" nodes={laid.nodes} elbows={laid.elbows} width={Math.max(fullWidth, laid.w)} height={laid.h + 4} shift={Math.max(0, (fullWidth - laid.w) / 2)} />
}

export function TreeUpright(input: TreeInput) {
  const nodes: Placed[] = []
  const elbows: Elbow[] = []
  let y = 4
  const walk = (node: TreeNode, depth: number, parent?: Placed) => {
    const x = Math.min(depth, 6) * 20
    const placed = { node, x, y, w: 356 - x, h: boxHeight }
    nodes.push(placed)
    if (parent) elbows.push({ path: `M${parent.x + 10} ${parent.y + parent.h}V${y + 24}H${x}`, dashed: node.beside ?? false })
    y += boxHeight + 8
    for (const child of input.nodes) if (child.parent === node.id) walk(child, depth + 1, placed)
  }
  for (const node of input.nodes) if (!input.nodes.some((other) => other.id === node.parent)) walk(node, 0)
  return <Drawing input={input} way="upright" nodes={nodes} elbows={elbows} width={358} height={y} shift={1} />
}

/** A node over its children: side by side, or in a column where they are many and have none themselves. */
function block(input: TreeInput, node: TreeNode, breadth: number): Block {
  const w = Math.min(300, Math.max(130, 44 + Math.max(textWidth(node.label, 13.5, true), textWidth(node.sub ?? '', 12.5))))
  const own: Placed = { node, x: 0, y: 2, w, h: boxHeight }
  const children = input.nodes.filter((child) => child.parent === node.id)
  if (children.length === 0) return { w, h: boxHeight + 2, nodes: [own], elbows: [], stem: w / 2 }
  const leaves = children.every((child) => !input.nodes.some((other) => other.parent === child.id))
  const top = boxHeight + gapY
  if (leaves && children.length > breadth) {
    const blocks = children.map((child) => block(input, child, breadth))
    const nodes = [own]
    const elbows: Elbow[] = []
    let y = top - 12
    for (const below of blocks) {
      const leaf = below.nodes[0]!
      nodes.push({ ...leaf, x: 26, y })
      elbows.push({ path: `M12 ${boxHeight + 2}V${y + boxHeight / 2}H26`, dashed: leaf.node.beside ?? false })
      y += boxHeight + 8
    }
    return { w: Math.max(w, 26 + Math.max(...blocks.map((b) => b.w))), h: y, nodes, elbows, stem: Math.min(w / 2, 60) }
  }
  const below = row(children.map((child) => block(input, child, breadth)))
  const stems = below.stems
  const middle = (stems[0]! + stems[stems.length - 1]!) / 2
  const left = Math.max(0, w / 2 - middle)
  const x = Math.max(0, middle - w / 2)
  const moved = below.nodes.map((placed) => ({ ...placed, x: placed.x + left, y: placed.y + top }))
  const stem = x + w / 2
  const elbows = [
    ...below.elbows.map((elbow) => ({ ...elbow, path: shiftPath(elbow.path, left, top) })),
    ...stems.map((at, i) => ({ path: `M${round(stem)} ${boxHeight + 2}V${boxHeight + 2 + gapY / 2}H${round(at + left)}V${top + 2}`, dashed: children[i]!.beside ?? false })),
  ]
  return { w: Math.max(x + w, left + below.w), h: top + below.h, nodes: [{ ...own, x }, ...moved], elbows, stem }
}

function row(blocks: readonly Block[]) {
  let x = 0
  const nodes: Placed[] = []
  const elbows: Elbow[] = []
  const stems: number[] = []
  for (const b of blocks) {
    nodes.push(...b.nodes.map((placed) => ({ ...placed, x: placed.x + x })))
    elbows.push(...b.elbows.map((elbow) => ({ ...elbow, path: shiftPath(elbow.path, x, 0) })))
    stems.push(x + b.stem)
    x += b.w + gapX
  }
  return { w: x - gapX, h: Math.max(0, ...blocks.map((b) => b.h)), nodes, elbows, stems }
}

function shiftPath(path: string, dx: number, dy: number): string {
  return path.replace(/M(-?[\d.]+) (-?[\d.]+)|([VH])(-?[\d.]+)/g, (_, mx?: string, my?: string, turn?: string, to?: string) =>
    turn ? `${turn}${round(Number(to) + (turn === 'V' ? dy : dx))}` : `M${round(Number(mx) + dx)} ${round(Number(my) + dy)}`)
}

function Drawing(props: { input: TreeInput; way: 'wide' | 'upright'; nodes: readonly Placed[]; elbows: readonly Elbow[]; width: number; height: number; shift: number }) {
  const id = `${props.input.id}-${props.way}`
  const [width, height] = [round(props.width), round(props.height)]
  return (
    <svg class={`picture ${props.way === 'wide' ? 'only-wide' : 'only-narrow'}`} role="group" aria-labelledby={`${id}-t ${id}-d`} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <title id={`${id}-t`}>{props.input.title}</title>
      <desc id={`${id}-d`}>{props.input.desc}</desc>
      <g transform={`translate(${round(props.shift)} 0)`}>
        {props.elbows.map((elbow) => <path d={elbow.path} fill="none" stroke={elbow.dashed ? dashedInk : '#a9c4b7'} stroke-width="2" stroke-dasharray={elbow.dashed ? '5 4' : undefined} />)}
        {props.nodes.map(({ node, x, y, w, h }) => (
          <a href={node.href} aria-current={node.current ? 'true' : undefined}>
            <title>{[node.label, node.sub].filter(Boolean).join(', ')}</title>
            <rect x={round(x)} y={round(y)} width={round(w)} height={h} rx="3" fill={node.current ? lamp : '#fff'} stroke={node.beside ? dashedInk : '#a9c4b7'} stroke-dasharray={node.beside ? '4 3' : undefined} />
            <path d={`M${round(x + 1.5)} ${round(y + 1)}v${h - 2}`} stroke={colourOf[node.level]} stroke-width={5 - node.level} />
            <Glyph x={x + 19} y={y + (node.sub ? 17 : h / 2)} r={5.5} level={node.level} shape={node.shape} />
            <text class="name" x={round(x + 33)} y={round(y + (node.sub ? 21.5 : h / 2 + 4.5))} font-size="13.5" font-weight="600" fill={ink}>{shorten(node.label, w - 38, 13.5, true)}</text>
            {node.sub && <text x={round(x + 33)} y={round(y + 38)} font-size="12.5" fill={node.current ? ink : quiet}>{shorten(node.sub, w - 38, 12.5)}</text>}
            <rect class="hit" fill="transparent" x={round(x)} y={round(y)} width={round(w)} height={h} rx="3" />
          </a>
        ))}
      </g>
    </svg>
  )
}
