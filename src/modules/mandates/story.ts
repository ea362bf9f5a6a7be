import { inOrder, isSilent, lacksParent } from './chain-tree.ts'
import type { Chain, ChainNode } from './queries.ts'
import type { Speaker } from './wording.ts'

export interface StoryItem {
  kind: 'said' | 'inferred' | 'none'
  when: string
  iso?: string
  text: string
  /** What it carries on from, or that no source says so. */
  by: string
  symbol?: string
  /** The id of the decision told of. */
  href?: string
}

/** A chain told in sentences, in order of time, ending with what the record does not know. */
export function storyOf(speak: Speaker, chain: Chain, id: string, today: string): StoryItem[] {
  const { m } = speak
  const known = new Map(chain.nodes.map((node) => [node.id, node]))
  const items: StoryItem[] = inOrder(chain).map((node) => {
    const parents = node.parents.flatMap((link) => (known.has(link.id) ? [{ link, node: known.get(link.id) as ChainNode }] : []))
    const from = parents.map((parent) => m[parent.link.basis === 'stated' ? 'mandate.story-from' : 'mandate.story-inferred'](m['mandate.story-decision-of'](whoOf(speak, parent.node), speak.year(parent.node.date))))
    const inferred = parents.length > 0 && parents.every((parent) => parent.link.basis === 'inferred')
    return {
      kind: inferred || (parents.length === 0 && lacksParent(node)) ? 'inferred' : 'said',
      when: speak.day(node.date, 'short'), iso: node.date,
      text: m[`mandate.story-${node.class}`](subjectOf(speak, node), node.title[speak.lang]),
      by: [...new Set(from), lacksParent(node) && m['mandate.story-no-parent'], node.reportedOn !== null && m['mandate.story-status'](m[`mandate.status.${node.status}`])].filter(Boolean).join(' '),
      symbol: node.symbol, ...(node.id === id ? {} : { href: node.id }),
    }
  })
  const silent = chain.nodes.filter((node) => isSilent(node, chain)).length
  return [...items, { kind: silent > 0 ? 'none' : 'said', when: m['mandate.story-end'](speak.day(today, 'short')), text: silent > 0 ? m['mandate.story-silent'](silent) : m['mandate.story-answered'], by: m['mandate.searched-by'] }]
}

const whoOf = (speak: Speaker, node: ChainNode): string => (node.meeting ? speak.meetingName(node.meeting) : speak.bodyName(node.body))

function subjectOf(speak: Speaker, node: ChainNode): string {
  const { m } = speak
  if (!node.meeting) return m['mandate.story-body'](speak.bodyName(node.body))
  const city = speak.directory.meetings.get(node.meeting)?.city?.[speak.lang]
  return city ? m['mandate.story-meeting'](speak.meetingName(node.meeting), city) : m['mandate.story-meeting-bare'](speak.meetingName(node.meeting))
}
