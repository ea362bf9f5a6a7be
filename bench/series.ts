import { addDays, todayIn } from '../src/kernel/calendar.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { benchMeeting, generateSeries, peak } from './generate-series.ts'
import { people, resident, rows, say, start } from './harness.ts'
import { signIn } from './live.ts'
import { benchRegistration } from './registration.ts'
import { benchZip } from './zip.ts'

/** A series at the peak of practice §9.1 with ten years before it, read by people signed in. `url` is an empty database, `data` a folder. */
export async function benchSeries(url: string, data: string): Promise<void> {
  const first = await start(url, data, {}, 'demonstration')
  await first.stop()
  const db = openDatabase(url, { max: 4 })
  say(`Generating ${peak.years} series of ${peak.meetings} meetings, each with ${peak.people} people and ${peak.papers} papers in ${peak.versions} versions …`)
  const began = performance.now()
  await generateSeries(db, addDays(todayIn('Asia/Manila', new Date().toISOString()), 40))
  say(`… in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await db.destroy()

  const app = await start(url, data, { VISITOR_CACHE_MB: '0' }, 'demonstration')
  const desks = ['example-sd', 'example-ch']
  const delegates = ['example-nf', 'example-hd', 'example-de', 'example-hd-phl', 'example-hd-sgp']
  const cookies = new Map(await Promise.all([...desks, ...delegates, 'example-hl'].map(async (person) => [person, await signIn(app, person)] as const)))
  const as = (group: readonly string[]) => ({ headers: (n: number) => ({ cookie: cookies.get(group[n % group.length] ?? '') ?? '' }) })
  const all = [...desks, ...delegates]
  const meeting = `/meetings/${benchMeeting(0)}`
  const pages: [what: string, path: string, readers: readonly string[]][] = [
    ['Workspace of a meeting', '', all], ['Agenda of 80 items', '/agenda', all], [`Papers, ${peak.papers} in ${peak.versions} versions`, '/papers', all], ['Delegations', '/delegations', desks], ['Session', '/room', all],
    ['Registration of 800', '/registration', ['example-hl']], ['List of participants', '/participants', all], ['Letters', '/letters', all], ['Report', '/report', desks],
  ]
  for (const [what, path, group] of pages) await people(app, what, () => `${meeting}${path}`, 50, as(group))
  await people(app, 'One paper with its versions', (n) => `/documents/${benchMeeting(0)}/WP.${1 + 4 * (n % 20)}`, 50, as(desks))
  await people(app, 'The series', () => '/series/bench-10', 50, as(all))
  await people(app, 'What needs me', () => '/', 50, as(all))
  rows.push({ what: 'Resident memory after that', measured: `${resident(app.pid).toFixed(0)} MB`, limit: '< 500 MB', met: resident(app.pid) < 500 })
  await benchRegistration(app, url, cookies.get('example-hl') ?? '', benchMeeting(0))
  await benchZip(app, url, data, cookies.get('example-sd') ?? '')
  await app.stop()
}
