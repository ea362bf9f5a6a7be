import { sql } from 'kysely'
import pg from 'pg'
import { visitor } from '../src/kernel/actor.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { findChain } from '../src/modules/mandates/queries.ts'
import { generateRegister, size } from './generate.ts'
import { ms, readers, resident, rows, say, start, ticks } from './harness.ts'
import { load } from './load.ts'

/** The register at the size of half a century. `url` is an empty database, `data` a folder. */
export async function benchRegister(url: string, data: string): Promise<void> {
  const first = await start(url, data)
  await first.stop()
  const db = openDatabase(url, { max: 4 })
  say(`Generating ${size.mandates} mandates, up to ${size.links} links, ${size.statements} statements …`)
  const began = performance.now()
  await generateRegister(db)
  say(`… in ${((performance.now() - began) / 1000).toFixed(1)} s`)

  const ids = (await db.selectFrom('search_entry').select('id').where('kind', '=', 'mandate').orderBy('id').execute()).map((row) => row.id).filter((_, index) => index % 97 === 0)
  await chainRatio(url, ids, db)

  const app = await start(url, data, { VISITOR_CACHE_MB: '0' })
  const cpu = async (what: string, paths: (n: number) => string, limit: number) => {
    await load(app.base, paths, { count: 200, concurrency: 2 })
    const before = ticks(app.pid)
    const result = await load(app.base, (n) => paths(n + 200), { count: 1000, concurrency: 2 })
    const each = (ticks(app.pid) - before) / result.requests
    rows.push({ what, measured: `${ms(each)} of server CPU${result.failures ? `, ${result.failures} FAILED` : ''}`, limit: `≤ ${limit} ms`, met: each <= limit && result.failures === 0 })
  }
  const idAt = (n: number) => encodeURIComponent(ids[n % ids.length] ?? '')
  const words = ['drug', 'terrorism', 'trafficking', 'arms', 'piracy', 'laundering', 'cybercrime', 'smuggling', 'timber', 'economic', 'ยาเสพติด', 'การค้ามนุษย์', 'อาวุธ', 'โจรสลัด', 'ไซเบอร์']
  const areas = ['drugs', 'terrorism', 'trafficking-in-persons', 'arms-smuggling', 'sea-piracy', 'money-laundering', 'cybercrime', 'people-smuggling', 'wildlife-timber', 'economic-crime']
  const states = ['OPEN', 'COMPLETED', 'CONTINUING', 'IN_PROGRESS']
  const cursor = (n: number) => Buffer.from(JSON.stringify([`${2000 + (n % 24)}-0${1 + (n % 9)}-15`, 1, ''])).toString('base64url')
  const filters = (n: number) => `/mandates?body=${n % 2 ? 'SOMTC' : 'AMMTC'}&class=C4%2B&status=${states[(n >> 1) % states.length]}`
  await cpu('JSON list of 50 mandates', (n) => `/api/v1/mandates?limit=50&class=C${n % 7}&cursor=${cursor(n)}`, 2)
  await cpu('JSON of one mandate', (n) => `/api/v1/mandates/${idAt(n)}`, 1)
  await readers(app, 'Register with three filters, counts known', filters, 30)
  await readers(app, '  the same, another area and page each time', (n) => `/mandates?body=${n % 2 ? 'SOMTC' : 'AMMTC'}&status=${states[(n >> 1) % 4]}&area=${areas[2 * ((n >> 3) % 5) + (n % 2)]}&page=${1 + ((n >> 6) % 5)}`, null)
  await readers(app, 'Matrix of 11 × 500, table remembered', (n) => `/matrix?columns=500&page=${1 + (n % 5)}`, 30)
  await readers(app, '  the same, every table made anew', (n) => `/matrix?columns=500&asOf=${2005 + (n % 20)}-0${1 + (n % 9)}-${10 + (n % 17)}`, null, { count: 100 })
  await readers(app, 'Search, words that were asked for before', (n) => `/search?q=${encodeURIComponent(['money laundering', 'ยาเสพติด', 'การค้ามนุษย์ ไซเบอร์', 'arms smugg', '2546', 'terrorism officials'][n % 6] ?? '')}`, 30)
  await readers(app, '  the same, two other words each time', (n) => `/search?q=${encodeURIComponent(`${words[n % 15]} ${words[Math.floor(n / 15) % 15]} ${1997 + (n % 28)}`)}`, null, { count: 200 })
  const uncached = await load(app.base, (n) => ['/', '/mandates', '/meetings', '/about', '/members'][n % 5] ?? '/', { count: 1500, concurrency: 20 })
  rows.push({ what: 'Anonymous pages without the cache', measured: `${uncached.perSecond.toFixed(0)}/s`, limit: '≥ 300/s', met: uncached.perSecond >= 300 && uncached.failures === 0 })
  rows.push({ what: 'Resident memory after all that', measured: `${resident(app.pid).toFixed(0)} MB`, limit: '< 200 MB', met: resident(app.pid) < 200 })
  await app.stop()

  const cached = await start(url, data)
  await load(cached.base, (n) => ['/', '/mandates', '/meetings', '/about', '/members'][n % 5] ?? '/', { count: 50, concurrency: 4 })
  const warm = await load(cached.base, (n) => ['/', '/mandates', '/meetings', '/about', '/members'][n % 5] ?? '/', { count: 6000, concurrency: 20 })
  rows.push({ what: 'Anonymous pages with the cache', measured: `${warm.perSecond.toFixed(0)}/s`, limit: '≥ 1000/s', met: warm.perSecond >= 1000 && warm.failures === 0 })
  await cached.stop()

  const paper = await start(url, data)
  const meeting = (await sql<{ ref: string }>`select ref from meeting where body = 'AMMTC' and ordinal is not null and status = 'held' order by sort_on desc limit 1`.execute(db)).rows[0]?.ref ?? ''
  await sql`update mandate set meeting = ${meeting} where id in (select id from mandate where origin = 'desk' and body = 'AMMTC' and class between 'C4' and 'C6' order by sort_on desc, id limit 100)`.execute(db)
  await sql`update data_version set number = number + 1`.execute(db)
  for (const lang of ['en', 'th']) {
    const take = () => load(paper.base, () => `/report-to-ministers/${meeting}/paper.pdf?lang=${lang}`, { count: 1, concurrency: 1 })
    const first = await take()
    const again = await load(paper.base, () => `/report-to-ministers/${meeting}/paper.pdf?lang=${lang}`, { count: 10, concurrency: 1 })
    const told = (result: typeof first) => `${ms(result.p50)}${result.failures ? ` ${result.failures} FAILED` : ''}`
    rows.push({ what: `Ministers’ PDF of 100 decisions and more, ${lang}, first`, measured: told(first), limit: '< 2000 ms', met: first.p50 < 2000 && first.failures === 0 })
    rows.push({ what: `Ministers’ PDF of 100 decisions and more, ${lang}, again`, measured: `p50 ${told(again)}`, limit: '< 300 ms', met: again.p50 < 300 && again.failures === 0 })
  }
  await paper.stop()
  await db.destroy()
}

/** The whole chain as the page reads it, against the recursive statement alone through the same driver. */
async function chainRatio(url: string, ids: string[], db: ReturnType<typeof openDatabase>): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  const statement = `with recursive up as (select $1::text as id union select l.parent from up cross join lateral (select parent from mandate_link where child = up.id offset 0) l),
    down as (select $1::text as id union select l.child from down cross join lateral (select child from mandate_link where parent = down.id offset 0) l)
    select m.id, m.title, m.date, m.body from (select id from (select id from up limit 201) a union all select id from (select id from down limit 201) b) n join mandate m on m.id = n.id`
  const timed = async (work: (id: string) => Promise<unknown>) => {
    const times: number[] = []
    for (const id of ids.slice(0, 150)) {
      const at = performance.now()
      await work(id)
      times.push(performance.now() - at)
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  }
  await timed((id) => client.query(statement, [id]))
  const bare = await timed((id) => client.query(statement, [id]))
  await timed((id) => findChain(db, visitor, id))
  const ours = await timed((id) => findChain(db, visitor, id))
  await client.end()
  rows.push({ what: 'Chain of a mandate, against the bare recursive SQL', measured: `${(ours / bare).toFixed(2)}× (${ms(ours)} against ${ms(bare)})`, limit: '≤ 2×', met: ours / bare <= 2 })
}
