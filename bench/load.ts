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

function get(agent: http.Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      })
      .on('error', reject)
  })
}
