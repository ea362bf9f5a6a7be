import path from 'node:path'
import { sql } from 'kysely'
import { createApp } from '../src/app.tsx'
import { readConfig } from '../src/config.ts'
import { todayIn } from '../src/kernel/calendar.ts'
import { openDatabase } from '../src/kernel/db.ts'
import { folderStore } from '../src/kernel/files.ts'
import { noLive } from '../src/kernel/live.ts'
import { benchProgramme, benchRound, generatePlans, planPeak } from './generate-plans.ts'
import { people, resident, root, rows, say, start, type Started } from './harness.ts'
import { signIn } from './live.ts'
import { benchPlansImport } from './plans-import.ts'

/** Plans at the peak of practice §9.1 with ten years of reports, read by people signed in. `url` is an empty database, `data` a folder. */
export async function benchPlans(url: string, data: string): Promise<void> {
  const first = await start(url, data, {}, 'demonstration')
  await first.stop()
  const db = openDatabase(url, { max: 4 })
  say(`Generating ${planPeak.programmes.length} programmes of ${planPeak.activities} activities, ${planPeak.partnerPlans} partner plans and ${planPeak.years} years of reports …`)
  const began = performance.now()
  await generatePlans(db, todayIn('Asia/Jakarta', new Date().toISOString()))
  say(`… in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await db.destroy()

  const app = await start(url, data, { VISITOR_CACHE_MB: '0' }, 'demonstration')
  const capacities = ['example-sd', 'example-nf', 'example-hd', 'example-de', 'example-ch', 'example-ls', 'example-nf-vnm', 'example-nf-phl']
  const cookies = new Map(await Promise.all(capacities.map(async (person) => [person, await signIn(app, person)] as const)))
  const as = (...who: string[]) => (n: number) => ({ cookie: cookies.get(who[n % who.length] ?? '') ?? '' })
  const plan = `/plans/${benchProgramme}`
  const everyone = as(...capacities)
  const readPages: [what: string, path: (n: number) => string, who: (n: number) => { cookie: string }][] = [
    ['Plans', () => '/plans', everyone], ['Programme, areas × strategies', () => plan, everyone], [`Activities as Gantt, ${planPeak.activities}`, () => `${plan}/activities`, everyone], ['Activities as matrix', () => `${plan}/activities/matrix`, everyone], ['Activities as board', () => `${plan}/activities/board`, everyone], ['Funding', () => `${plan}/activities/funding`, everyone],
    ['One activity', (n) => oneActivity(plan, 1 + (n % 499)), everyone], ['Rounds', () => `${plan}/rounds`, everyone], ['A round, who reported', () => `${plan}/rounds/${benchRound}`, everyone], ['Form of a report', () => `${plan}/rounds/${benchRound}/report`, as('example-nf', 'example-nf-vnm', 'example-nf-phl')],
    ['Proof to verify', () => '/plans/proof-to-verify', as('example-sd')], ['Activities with no mandate', () => '/plans/activities-without-mandate', as('example-sd')], ['Mandates with no activity', () => '/plans/mandates-without-activity', as('example-sd')], ['What needs me', () => '/', everyone],
  ]
  for (const [what, address, headers] of readPages) await people(app, what, address, 50, { headers })
  await spreadsheet(app, 'a report', `${plan}/rounds/${benchRound}/report/form.xlsx`, `${plan}/rounds/${benchRound}/report/file`, cookies.get('example-nf') ?? '')
  await spreadsheet(app, 'the activities, every field', `${plan}/activities/table.xlsx`, `${plan}/activities/table`, cookies.get('example-sd') ?? '')
  await benchPlansImport(app, cookies.get('example-sd') ?? '')
  rows.push({ what: 'Resident memory after that', measured: `${resident(app.pid).toFixed(0)} MB`, limit: '< 500 MB', met: resident(app.pid) < 500 })
  await app.stop()
  await statements(url, data, plan)
}

const oneActivity = (plan: string, n: number) => `${plan}/activities/B${1 + (n % 10)}-${1 + (Math.floor(n / 10) % 6)}-${String(n).padStart(3, '0')}`
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
const row = (what: string, milliseconds: number, more = '') => rows.push({ what, measured: `${seconds(milliseconds)}${more}`, limit: '< 2 s', met: milliseconds < 2000 })

/** 600 rows out as a workbook, and the same file read back, compared and shown. */
async function spreadsheet(app: Started, what: string, from: string, to: string, cookie: string): Promise<void> {
  const headers = { cookie, origin: app.base }
  const asked = performance.now()
  const answer = await fetch(`${app.base}${from}`, { headers })
  const bytes = await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`the form answered ${answer.status}`)
  row(`Export of ${planPeak.activities} rows as a workbook: ${what}`, performance.now() - asked, `, ${(bytes.byteLength / 1024).toFixed(0)} kB`)
  const form = new FormData()
  form.set('file', new Blob([bytes]), 'report.xlsx')
  const sent = performance.now()
  const uploaded = await fetch(`${app.base}${to}`, { method: 'POST', headers, body: form, redirect: 'manual' })
  if (uploaded.status !== 303) throw new Error(`the upload answered ${uploaded.status}`)
  const shown = await fetch(new URL(uploaded.headers.get('location') ?? '', app.base), { headers })
  await shown.text()
  row(`The same file read back and compared`, performance.now() - sent)
}

/** How many statements a page of all activities asks of the table of activities: one, whatever their number. */
async function statements(url: string, data: string, plan: string): Promise<void> {
  const asked: string[] = []
  const db = openDatabase(url, { max: 2, onQuery: (text) => asked.push(text) })
  const app = createApp({ config: readConfig({ PORT: '3000' }, 'demonstration', root), db, files: folderStore(path.join(data, 'files')), live: noLive, clock: () => new Date().toISOString(), log: () => {} })
  const signedIn = await app.request('/sign-in/as', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams({ person: 'example-sd' }).toString() })
  const cookie = signedIn.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ')
  for (const [what, address] of [['Matrix', `${plan}/activities/matrix`], ['Gantt', `${plan}/activities`]] as const) {
    // Each page as the first after a change: what another page has read already is not asked again.
    await sql`update data_version set number = number + 1`.execute(db)
    asked.length = 0
    const answer = await app.request(address, { headers: { cookie } })
    await answer.text()
    const count = asked.filter((text) => /\bfrom activity\b/.test(text) && /starts_on/.test(text)).length
    rows.push({ what: `${what} of ${planPeak.activities} activities, statements that read them`, measured: `${count}, of ${asked.length} on the page`, limit: '1', met: answer.status === 200 && count === 1 })
  }
  await db.destroy()
}
