/** Hears that something changed; tells when the line is lost and when it is back. */
export interface Line {
  close(): void
}

export interface Heard {
  /** Something may have changed; the numbers of the topics as the server has them. */
  changed(version: string): void
  /** The right to listen has ended. */
  ended(): void
  lost(): void
  back(): void
  /** How far the last change has come among all open pages; told to who leads. */
  reach?(words: Record<string, string>): void
}

const silence = 70_000
const longest = 30_000
const pollEvery = 5_000

/**
 * Server-sent events with our own patience: the browser's retries stop for good after an error answer, and it does not notice a line that
 * died in silence. Where events cannot be had at all (a proxy swallows them), the page is asked for every few seconds instead.
 */
export function openLine(topics: string, page: string, since: () => string, heard: Heard): Line {
  let source: EventSource | null = null
  let closed = false
  let failures = 0
  let opened = false
  let lost = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let watch: ReturnType<typeof setTimeout> | undefined

  const alive = () => {
    clearTimeout(watch)
    watch = setTimeout(() => fail(), silence)
    failures = 0
    opened = true
    if (lost) {
      lost = false
      heard.back()
    }
  }
  const connect = () => {
    if (closed) return
    source?.close()
    const query = new URLSearchParams(topics.split(' ').map((topic) => ['topic', topic]))
    query.set('since', since())
    query.set('page', page)
    if (heard.reach) query.set('reach', '1')
    source = new EventSource(`/live?${query.toString()}`)
    source.addEventListener('beat', (event) => { alive(); heard.changed((event as MessageEvent).lastEventId) })
    source.addEventListener('change', (event) => { alive(); heard.changed((event as MessageEvent).lastEventId) })
    source.addEventListener('reach', (event) => { alive(); heard.reach?.(JSON.parse((event as MessageEvent<string>).data) as Record<string, string>) })
    source.addEventListener('end', () => { close(); heard.ended() })
    source.addEventListener('error', fail)
  }
  const fail = () => {
    if (closed) return
    source?.close()
    source = null
    clearTimeout(watch)
    clearTimeout(timer)
    failures += 1
    if (failures > 1 || navigator.onLine === false) loseIt()
    // Never had a line, or long without one: ask the page itself meanwhile.
    if (failures > 3 && (!opened || failures % 2 === 0)) heard.changed('')
    const wait = opened ? Math.min(longest, 500 * 2 ** Math.min(failures, 6)) : Math.min(longest, pollEvery)
    timer = setTimeout(connect, wait * (0.6 + Math.random() * 0.8))
  }
  const loseIt = () => {
    if (lost) return
    lost = true
    heard.lost()
  }
  const online = () => { clearTimeout(timer); failures = 0; connect() }
  const offline = () => { fail(); loseIt() }
  const close = () => {
    closed = true
    source?.close()
    clearTimeout(timer)
    clearTimeout(watch)
    window.removeEventListener('online', online)
    window.removeEventListener('offline', offline)
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', offline)
  connect()
  return { close }
}
