import http from 'node:http'
import { openDatabase } from '../src/kernel/db.ts'
import { signal } from '../src/kernel/live.ts'
import { ms, resident, rows, say, start, type Started } from './harness.ts'

const pages = 1_000
/** The Chair and the desk lead, each on two pages; everyone else follows. */
const leadingPages = 4
const leaders = ['example-sd', 'example-ch']
const followers = ['example-nf', 'example-hd', 'example-de', 'example-hd-phl', 'example-hd-sgp', 'example-hd-idn', 'example-nf-vnm', 'example-hd-tls']
const signals = 10
/** Changes before it is measured, as before a session opens: the first ones find a program that has run nothing twice. */
const warming = 3
/** As the browser does it: a page asks again within this many milliseconds of a signal, so that not all ask at once. */
const spread = 350

/** A thousand open pages of one session, then of one agenda, on one process: how long until all have heard a change, and until all have fetched it. `url` is an empty database. */
export async function benchLive(url: string, data: string): Promise<void> {
  const app = await start(url, data, { VISITOR_CACHE_MB: '0' }, 'demonstration')
  const db = openDatabase(url, { max: 2 })
  const [leading, following] = await Promise.all([leaders, followers].map((people) => Promise.all(people.map((person) => signIn(app, person)))))
  const cookies = Array.from({ length: pages }, (_, n) => (n < leadingPages ? leading : following)?.[n % (n < leadingPages ? leaders : followers).length] ?? '')
  const session = 'example-rehearsal'
  await follow(app, db, cookies, 'the room', `session:${session}`, `/meetings/SOMTC/26/room/${session}`)
  await follow(app, db, cookies, 'an agenda', 'agenda:SOMTC/26', '/meetings/SOMTC/26/agenda')
  await db.destroy()
  await app.stop()
}

/** So many pages of one kind, on one process: after a signal each asks for its living part. */
async function follow(app: Started, db: ReturnType<typeof openDatabase>, cookies: readonly string[], what: string, topic: string, address: string): Promise<void> {
  say(`Opening ${pages} pages of ${what} that listen …`)
  const heard: (() => void)[] = []
  const open = await Promise.all(Array.from({ length: pages }, (_, n) => listen(app, topic, nameOf(n), cookies[n] ?? '', () => heard[n]?.())))
  const hearing: number[] = []
  const fetching: number[] = []
  let failures = 0
  for (let round = -warming; round < signals; round++) {
    const began = performance.now()
    const all = Array.from({ length: pages }, (_, n) => new Promise<void>((resolve) => {
      heard[n] = () => {
        heard[n] = () => {}
        if (round >= 0) hearing.push(performance.now() - began)
        setTimeout(() => {
          void fetchPart(app, address, nameOf(n), cookies[n] ?? '').then((good) => {
            if (!good) failures += 1
            if (round >= 0) fetching.push(performance.now() - began)
            resolve()
          })
        }, Math.random() * spread)
      }
    }))
    await db.transaction().execute((tx) => signal(tx, topic))
    await Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, 30_000))])
  }
  const at = (times: number[], share: number) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.POSITIVE_INFINITY
  const complete = hearing.length === pages * signals
  rows.push({ what: `A change reaches ${pages} open pages of ${what}`, measured: `p50 ${ms(at(hearing, 0.5))}, p99 ${ms(at(hearing, 0.99))}${complete ? '' : `, only ${hearing.length} of ${pages * signals} heard`}`, limit: 'p99 ≤ 1000 ms', met: complete && at(hearing, 0.99) <= 1000 })
  rows.push({ what: '  and is fetched by all of them', measured: `p50 ${ms(at(fetching, 0.5))}, p99 ${ms(at(fetching, 0.99))}${failures ? `, ${failures} FAILED` : ''}`, limit: 'p99 ≤ 1000 ms', met: failures === 0 && at(fetching, 0.99) <= 1000 })
  rows.push({ what: `Resident memory with ${pages} open pages of ${what}`, measured: `${resident(app.pid).toFixed(0)} MB`, limit: '< 500 MB', met: resident(app.pid) < 500 })
  for (const request of open) request.destroy()
}

const nameOf = (n: number): string => `bench${String(n).padStart(5, '0')}`

/** One click on a person of the demonstration; gives the cookies. */
export function signIn(app: Started, person: string): Promise<string> {
  const body = new URLSearchParams({ person }).toString()
  return new Promise((resolve, reject) => {
    const request = http.request(`${app.base}/sign-in/as`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.base, 'content-length': body.length } }, (answer) => {
      answer.resume()
      const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
      answer.on('end', () => (answer.statusCode === 303 ? resolve(cookies) : reject(new Error(`${person} could not sign in: ${answer.statusCode}`))))
    })
    request.on('error', reject)
    request.end(body)
  })
}

function listen(app: Started, topic: string, page: string, cookie: string, changed: () => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${app.base}/live?topic=${encodeURIComponent(topic)}&page=${page}`, { agent: false, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`/live answered ${answer.statusCode}`))
      let first = true
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        if (first) {
          first = false
          resolve(request)
        }
        if (chunk.includes('event: change')) changed()
      })
    })
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)))
  })
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 100 })

function fetchPart(app: Started, path: string, page: string, cookie: string): Promise<boolean> {
  return new Promise((resolve) => {
    http.get(`${app.base}${path}`, { agent, headers: { cookie, 'x-part': 'live', 'x-page': page, 'accept-encoding': 'gzip' } }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode === 200))
    }).on('error', () => resolve(false))
  })
}
