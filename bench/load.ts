import http from 'node:http'

export interface Result {
  requests: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  failures: number
}

/** Sends `count` requests over `concurrency` kept-open connections; milliseconds from sending to the last byte. */
export async function load(base: string, paths: (n: number) => string, options: { count: number; concurrency: number; /** Of the nth request, such as the cookie of whoever reads. */ headers?: (n: number) => Record<string, string> }): Promise<Result> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.concurrency })
  const times: number[] = []
  let next = 0
  let failures = 0
  const started = performance.now()
  const worker = async () => {
    while (next < options.count) {
      const n = next++
      const at = performance.now()
      const status = await get(agent, `${base}${paths(n)}`, options.headers?.(n) ?? {})
      times.push(performance.now() - at)
      if (status !== 200) failures += 1
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, worker))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length, perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), failures }
}

/**
 * People who read: `users` of them, each opening a page every `every` milliseconds on average, at moments of their own (Poisson). A page is
 * timed from the moment it was wanted, so that a server that falls behind shows it.
 */
export async function visits(base: string, paths: (n: number) => string, options: { users: number; every: number; count: number; headers?: (n: number) => Record<string, string> }): Promise<Result> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.users })
  const times: number[] = []
  let failures = 0
  const started = performance.now()
  let at = started
  const open: Promise<void>[] = []
  for (let n = 0; n < options.count; n++) {
    at += -Math.log(1 - Math.random()) * (options.every / options.users)
    const wanted = at
    const wait = wanted - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    open.push(get(agent, `${base}${paths(n)}`, options.headers?.(n) ?? {}).then((status) => {
      times.push(performance.now() - Math.max(wanted, started))
      if (status !== 200) failures += 1
    }))
  }
  await Promise.all(open)
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const share = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return { requests: times.length, perSecond: times.length / seconds, p50: share(0.5), p95: share(0.95), p99: share(0.99), failures }
}

function get(agent: http.Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http
      .get(url, { agent, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      })
      // A connection that was kept open may close just as it is used again: as a browser does, the page is asked for once more.
      .on('error', (error) => (request.reusedSocket ? get(agent, url, headers).then(resolve, reject) : reject(error)))
  })
}
