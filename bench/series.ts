import { addDays, todayIn } from '../src/kernel/calendar.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { benchMeeting, generateSeries, peak } from './generate-series.ts'
import { readers, resident, rows, say, start } from './harness.ts'
import { signIn } from './live.ts'
import { benchRegistration } from './registration.ts'

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
  const people = ['example-sd', 'example-nf', 'example-hd', 'example-de', 'example-dp', 'example-ob', 'example-hd-phl', 'example-hl', 'example-ch', 'example-hd-sgp']
  const cookies = await Promise.all(people.map((person) => signIn(app, person)))
  const signedIn = { count: 800, concurrency: 50, headers: (n: number) => ({ cookie: cookies[n % cookies.length] ?? '' }) }
  const meeting = `/meetings/${benchMeeting(0)}`
  const pages: [what: string, path: string][] = [['Workspace of a meeting', ''], ['Agenda of 80 items', '/agenda'], [`Papers, ${peak.papers} in ${peak.versions} versions`, '/papers'], ['Delegations', '/delegations'], ['Session', '/room'], ['Registration', '/registration'], ['List of participants', '/participants'], ['Letters', '/letters'], ['Report', '/report']]
  for (const [what, path] of pages) await readers(app, what, () => `${meeting}${path}`, 50, signedIn)
  await readers(app, 'One paper with its versions', (n) => `/documents/${benchMeeting(0)}/WP.${1 + (n % 50)}`, 50, signedIn)
  await readers(app, 'The series', () => '/series/bench-10', 50, signedIn)
  await readers(app, 'What needs me', () => '/', 50, signedIn)
  rows.push({ what: 'Resident memory after that', measured: `${resident(app.pid).toFixed(0)} MB`, limit: '< 500 MB', met: resident(app.pid) < 500 })
  await benchRegistration(app, url, cookies[people.indexOf('example-hl')] ?? '', benchMeeting(0))
  await app.stop()
}
