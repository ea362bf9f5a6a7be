import type { Clock } from './clock.ts'
import { missing } from './errors.ts'
import type { Reply } from './http.ts'
import { reachWords } from './live-part.tsx'
import { pageName } from './live-reach.ts'
import { topicVersions } from './live.ts'

/** A page listens to few topics; more is somebody trying names. */
const mostTopics = 8
const beatEvery = 25_000
/** What the browser waits before it tries again, in milliseconds; the page adds its own share of chance. */
const retry = 2_000
/** Chunks that wait for a slow reader. Signals beyond are dropped: the next beat carries the number. */
const mostWaiting = 16

/**
 * `GET /live?topic=…`: server-sent events that say that something changed, never what. The id of an event is the number of each topic; a
 * reader who comes back names the last one he saw (`Last-Event-ID`, or `since` for a page just fetched) and is told at once whether he
 * missed anything. Who loses the right while listening is cut off at the next beat (R-4.4.1: within a minute).
 */
export async function liveStream(c: Reply, clock: Clock): Promise<Response> {
  const topics = [...new Set(c.req.queries('topic') ?? [])]
  if (topics.length === 0 || topics.length > mostTopics || !(await mayHear(c, topics))) throw missing()
  const { db, live } = c.var
  const text = new TextEncoder()
  const page = pageName(c.req.query('page'))
  // How far a change has come is for who leads; a topic of its own says who that is.
  const leads = c.req.query('reach') === '1' && (await mayHear(c, topics.slice(0, 1).map((topic) => `reach:${topic}`)))
  const since = c.req.header('last-event-id') ?? c.req.query('since') ?? null
  const stops: (() => void)[] = []
  // The reader may leave while we still look for him: to a stream that is over nothing is said.
  let over = false
  const stop = () => {
    over = true
    for (const each of stops.splice(0)) each()
  }
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const known = topics.map(() => '0')
      let readyToTell = false
      const send = (event: string, data: string) => {
        if (over || (controller.desiredSize ?? 0) < -mostWaiting) return
        controller.enqueue(text.encode(`id: ${known.join('.')}\nevent: ${event}\ndata: ${data}\n\n`))
      }
      const end = () => {
        if (over) return
        stop()
        controller.close()
      }
      // Listens before it looks, so that nothing falls between.
      for (const [index, topic] of topics.entries()) {
        stops.push(live.listen(topic, (version) => {
          if (version !== null) known[index] = version
          if (readyToTell) send('change', topic)
        }, page))
      }
      const catchUp = async () => {
        for (const [index, version] of (await topicVersions(db, topics)).entries()) if (BigInt(version) > BigInt(known[index] ?? '0')) known[index] = version
      }
      await catchUp()
      if (over) return
      controller.enqueue(text.encode(`retry: ${retry}\n\n`))
      const [first] = topics
      if (leads && first !== undefined) stops.push(live.followReach(first, (reach) => send('reach', JSON.stringify(reachWords(reach, c.var.lang)))))
      send(since !== null && since !== known.join('.') ? 'change' : 'beat', '')
      readyToTell = true
      const beat = setInterval(() => {
        void (async () => {
          const found = await stillThere(c, clock)
          if (!found || !(await mayHear(c, topics))) {
            send('end', '')
            return end()
          }
          await catchUp()
          send('beat', '')
        })().catch(end)
        // Not all at the same moment.
      }, beatEvery + Math.floor(Math.random() * 5_000))
      beat.unref()
      stops.push(() => clearInterval(beat))
    },
    cancel: stop,
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } })
}

async function mayHear(c: Reply, topics: readonly string[]): Promise<boolean> {
  const heard = await Promise.all(topics.map(async (topic) => (await Promise.all(c.var.site.modules.map((module) => module.mayListen?.(c, topic) ?? false))).some(Boolean)))
  return heard.every(Boolean)
}

/** Who is asking, asked anew at this instant: a session that was ended, or a capacity, ends the listening too. */
async function stillThere(c: Reply, clock: Clock): Promise<boolean> {
  const { actor, site, db } = c.var
  const now = clock()
  c.set('now', now)
  if (actor.person === null) return true
  for (const module of site.modules) {
    const found = await module.identify?.(c.req.raw, db, now)
    if (found) {
      c.set('actor', found.actor)
      c.set('capacities', found.capacities)
      return found.actor.person?.id === actor.person.id
    }
  }
  return false
}
