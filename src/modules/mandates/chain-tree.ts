import { asksNothing } from './rules.ts'
import type { Chain, ChainNode } from './queries.ts'

/** A decision in its one place in the nested list; other parents are named beside it, so that nothing stands twice. */
export interface Branch {
  node: ChainNode
  /** The link it hangs by; null at a root. */
  link: ChainNode['parents'][number] | null
  /** Its other parents in the chain. */
  also: ChainNode[]
  children: Branch[]
}

/** In order of time; on one day what others carry on from comes first. */
export function inOrder(chain: Chain): ChainNode[] {
  const known = new Map(chain.nodes.map((node) => [node.id, node]))
  const depths = new Map<string, number>()
  const depth = (node: ChainNode): number => {
    const counted = depths.get(node.id)
    if (counted !== undefined) return counted
    depths.set(node.id, 0)
    const above = node.parents.flatMap((parent) => known.get(parent.id) ?? []).map(depth)
    const own = above.length === 0 ? 0 : Math.max(...above) + 1
    depths.set(node.id, own)
    return own
  }
  return [...chain.nodes].sort((a, b) => (a.sortOn === b.sortOn ? depth(a) - depth(b) : a.sortOn < b.sortOn ? -1 : 1))
}

/** Each decision hangs under the latest of its parents that a source names, else under the latest inferred one. */
export function treeOf(chain: Chain): Branch[] {
  const known = new Map(chain.nodes.map((node) => [node.id, node]))
  const branches = new Map<string, Branch>()
  const roots: Branch[] = []
  for (const node of inOrder(chain)) {
    const inside = node.parents.filter((parent) => known.has(parent.id))
    const link = [...inside].sort((a, b) => rank(b) - rank(a) || compare(known.get(b.id), known.get(a.id)))[0] ?? null
    const also = inside.filter((parent) => parent !== link).flatMap((parent) => known.get(parent.id) ?? [])
    branches.set(node.id, { node, link, also, children: [] })
  }
  for (const branch of branches.values()) (branch.link ? branches.get(branch.link.id)?.children : roots)?.push(branch)
  return roots
}

const rank = (link: { basis: string }): number => (link.basis === 'stated' ? 1 : 0)
const compare = (a: ChainNode | undefined, b: ChainNode | undefined): number => ((a?.sortOn ?? '') < (b?.sortOn ?? '') ? -1 : 1)

/** It asks or changes something, and neither a statement nor a later decision answers it. */
export function isSilent(node: ChainNode, chain: Chain): boolean {
  return !asksNothing(node.class) && !node.takesEffect && node.status === 'OPEN' && node.reportedOn === null && !chain.nodes.some((other) => other.parents.some((parent) => parent.id === node.id))
}

/** Below the leaders a decision comes from somewhere; where the record does not say from where, the chain has a break. */
export const lacksParent = (node: ChainNode): boolean => node.level > 1 && node.parents.length === 0

/**
 * At most `most` decisions for a picture that can still be read: this one, the way up from it, and of what came of it the longest
 * lines first, the latest before the earlier. Every one that is shown hangs together with the others.
 */
export function trunk(chain: Chain, id: string, most: number): ChainNode[] {
  if (chain.nodes.length <= most) return chain.nodes
  const branches = new Map<string, Branch>()
  const gather = (branch: Branch): void => {
    branches.set(branch.node.id, branch)
    branch.children.forEach(gather)
  }
  treeOf(chain).forEach(gather)
  const heights = new Map<string, number>()
  const height = (branch: Branch): number => {
    const own = heights.get(branch.node.id) ?? branch.children.reduce((highest, child) => Math.max(highest, height(child) + 1), 0)
    heights.set(branch.node.id, own)
    return own
  }
  const shown = new Set([id])
  const known = new Map(chain.nodes.map((node) => [node.id, node]))
  for (const at of shown) for (const parent of known.get(at)?.parents ?? []) if (known.has(parent.id) && shown.size < most) shown.add(parent.id)
  const frontier = [...shown].flatMap((at) => branches.get(at)?.children ?? [])
  while (shown.size < most && frontier.length > 0) {
    frontier.sort((a, b) => height(a) - height(b) || (a.node.sortOn < b.node.sortOn ? -1 : 1))
    const next = frontier.pop() as Branch
    if (shown.has(next.node.id)) continue
    shown.add(next.node.id)
    frontier.push(...next.children)
  }
  return chain.nodes.filter((node) => shown.has(node.id))
}
