/** How far the last signal of a topic has come among the pages that are open in this process. */
export interface Reach {
  /** Pages that listen. */
  open: number
  /** Of those that were open when it was signalled and still are: who has not fetched what changed. */
  waiting: number
  /** Milliseconds from the signal until the last of them was answered; null while some wait, and before the first signal. */
  ms: number | null
}

interface Topic {
  /** Pages by their own names, with how many lines each has open. */
  pages: Map<string, number>
  /** Pages that listen without a name: counted, not waited for. */
  nameless: number
  /** What each page was last answered with: an act is answered before its own signal comes round. */
  has: Map<string, bigint>
  last: { version: bigint; at: number; waiting: Set<string>; ms: number | null } | null
  heard: Set<(reach: Reach) => void>
  timer: ReturnType<typeof setTimeout> | undefined
}

/** After so many milliseconds those who follow are told how far it has come, though some still wait. */
const soFar = 1_500

/**
 * Counts who was answered after a signal. A page acknowledges by asking for what changed, which it does anyway: nothing is sent for it and
 * nothing is read from the database.
 */
export function reachKeeper(clock: () => number = () => performance.now()) {
  const topics = new Map<string, Topic>()
  const of = (name: string): Topic => {
    const known = topics.get(name) ?? { pages: new Map<string, number>(), nameless: 0, has: new Map<string, bigint>(), last: null, heard: new Set<(reach: Reach) => void>(), timer: undefined }
    topics.set(name, known)
    return known
  }
  const reachOf = ({ pages, nameless, last }: Topic): Reach => ({ open: pages.size + nameless, waiting: last?.waiting.size ?? 0, ms: last?.ms ?? null })
  const tell = (topic: Topic) => { for (const heard of topic.heard) heard(reachOf(topic)) }
  const settle = (topic: Topic, page: string) => {
    const { last } = topic
    if (!last?.waiting.delete(page) || last.waiting.size > 0) return
    last.ms = clock() - last.at
    clearTimeout(topic.timer)
    tell(topic)
  }
  const forget = (name: string, topic: Topic) => {
    if (topic.pages.size > 0 || topic.nameless > 0 || topic.heard.size > 0) return
    clearTimeout(topic.timer)
    topics.delete(name)
  }
  return {
    reach(name: string): Reach {
      const topic = topics.get(name)
      return topic ? reachOf(topic) : { open: 0, waiting: 0, ms: null }
    },
    opened(name: string, page: string | null): () => void {
      const topic = of(name)
      if (page === null) topic.nameless += 1
      else topic.pages.set(page, (topic.pages.get(page) ?? 0) + 1)
      return () => {
        if (page === null) topic.nameless -= 1
        else {
          const lines = (topic.pages.get(page) ?? 1) - 1
          if (lines > 0) topic.pages.set(page, lines)
          else {
            topic.pages.delete(page)
            topic.has.delete(page)
            // Who has left is not waited for.
            settle(topic, page)
          }
        }
        forget(name, topic)
      }
    },
    signalled(name: string, version: string | null): void {
      const topic = topics.get(name)
      if (!topic || version === null) return
      const number = BigInt(version)
      const waiting = new Set([...topic.pages.keys()].filter((page) => (topic.has.get(page) ?? -1n) < number))
      topic.last = { version: number, at: clock(), waiting, ms: waiting.size === 0 && topic.pages.size > 0 ? 0 : null }
      clearTimeout(topic.timer)
      topic.timer = setTimeout(() => tell(topic), soFar)
      topic.timer.unref()
    },
    answered(names: readonly string[], versions: readonly string[], page: string): void {
      for (const [index, name] of names.entries()) {
        const topic = topics.get(name)
        if (topic?.pages.has(page)) topic.has.set(page, BigInt(versions[index] ?? '0'))
        if (topic?.last && BigInt(versions[index] ?? '0') >= topic.last.version) settle(topic, page)
      }
    },
    follow(name: string, heard: (reach: Reach) => void): () => void {
      const topic = of(name)
      topic.heard.add(heard)
      return () => {
        topic.heard.delete(heard)
        forget(name, topic)
      }
    },
  }
}

/** The name a page gave itself; null for anything that cannot be one. */
export const pageName = (text: string | null | undefined): string | null => (text != null && /^[a-z0-9]{6,16}$/.test(text) ? text : null)
