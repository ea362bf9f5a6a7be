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

/** Each decision hangs under the latest of its parents that a source names, else under the latest inferred one. */
export function treeOf(chain: Chain): Branch[] {
  const known = new Map(chain.nodes.map((node) => [node.id, node]))
  const branches = new Map<string, Branch>()
  const roots: Branch[] = []
  for (const node of chain.nodes) {
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
  return !asksNothing(node.class) && node.status === 'OPEN' && node.reportedOn === null && !chain.nodes.some((other) => other.parents.some((parent) => parent.id === node.id))
}

/** Below the leaders a decision comes from somewhere; where the record does not say from where, the chain has a break. */
export const lacksParent = (node: ChainNode): boolean => node.level > 1 && node.parents.length === 0

/** The decisions nearest to one, by the number of links between, up to `most`; always in order of time. */
export function nearest(chain: Chain, id: string, most: number): ChainNode[] {
  if (chain.nodes.length <= most) return chain.nodes
  const next = new Map<string, string[]>()
  const join = (a: string, b: string) => next.set(a, [...(next.get(a) ?? []), b])
  for (const node of chain.nodes) {
    for (const parent of node.parents) {
      join(node.id, parent.id)
      join(parent.id, node.id)
    }
  }
  const reached = new Set([id])
  for (const at of reached) {
    for (const neighbour of next.get(at) ?? []) if (reached.size < most) reached.add(neighbour)
  }
  return chain.nodes.filter((node) => reached.has(node.id))
}
