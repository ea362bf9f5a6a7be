import { sql } from 'kysely'
import writeExcelFile from 'write-excel-file/node'
import { openDatabase } from '../src/kernel/db.ts'
import { rows, type Started } from './harness.ts'

const people = 800
const inScript = ['มานพ ตัวอย่าง', 'ကျော် ဥပမာ', 'សុខា ឧទាហរណ៍', 'ຄຳຫຼ້າ ຕົວຢ່າງ', 'Lan Ví Dụ']
const members = ['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM']

/** A whole meeting's people come in one spreadsheet, and their badges are drawn on sheets. `cookie` is of a liaison of the host; the meeting is as in addresses: `SOMTC/26`. */
export async function benchRegistration(app: Started, databaseUrl: string, cookie: string, meeting: string): Promise<void> {
  const desk = `${app.base}/meetings/${meeting}/registration`
  const headers = { cookie, origin: app.base }
  const post = async (path: string, body: FormData | URLSearchParams = new URLSearchParams()) => {
    const answer = await fetch(path, { method: 'POST', headers, redirect: 'manual', body })
    await answer.arrayBuffer()
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`)
    return new URL(answer.headers.get('location') ?? '', app.base).href
  }

  const file = await spreadsheet()
  const form = new FormData()
  form.set('file', file, 'people.xlsx')
  const began = performance.now()
  const preview = await post(`${desk}/import`, form)
  const checked = performance.now()
  await post(preview)
  const taken = performance.now()
  row(`${people} people from a spreadsheet`, `read and checked in ${seconds(checked - began)}, taken in within ${seconds(taken - checked)}`, taken - began, 3)

  await vetAll(databaseUrl)
  const asked = performance.now()
  await post(`${desk}/badges`)
  const page = await (await fetch(`${desk}/badges`, { headers })).text()
  const sheet = await fetch(new URL(/href="([^"]+\.pdf)"/.exec(page)?.[1] ?? '', app.base), { headers })
  const pdf = Buffer.from(await sheet.arrayBuffer())
  const drawn = performance.now()
  const sheets = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  row(`Badges of ${people} people`, `${sheets} sheets, ${(pdf.byteLength / 1024 / 1024).toFixed(1)} MB, in ${seconds(drawn - asked)}`, sheets >= people / 4 ? drawn - asked : Number.POSITIVE_INFINITY, 5)
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
const row = (what: string, measured: string, milliseconds: number, limit: number) => rows.push({ what, measured, limit: `< ${limit} s`, met: milliseconds < limit * 1000 })

async function spreadsheet(): Promise<Blob> {
  const heads = ['delegation', 'givenName', 'familyName', 'nativeName', 'sex', 'nationality', 'post', 'agency', 'consent', 'passportType', 'passportNumber', 'passportExpiry', 'arrivalFlight', 'arrivalOn', 'arrivalAt', 'departureFlight', 'departureOn', 'hotel', 'visa', 'diet']
  const lines = Array.from({ length: people }, (_, n) => [members[n % members.length], `Bench ${n}`, 'Example', inScript[n % inScript.length], n % 2 ? 'F' : 'M', 'Example', 'Director of operations', 'Ministry of examples', 'yes', 'official', `BE${100_000 + n}`, '1 January 2040', `EX ${n % 40}`, '8 February 2030', '09:05', `EX ${n % 30}`, '12 February 2030', 'An example hotel', 'none', 'halal'])
  return new Blob([new Uint8Array(await writeExcelFile([heads, ...lines].map((line) => line.map((value) => ({ value: value ?? '' })))).toBuffer())])
}

/** What officers do one by one over weeks. */
async function vetAll(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1 })
  await sql`update registration set validated_at = now(), validated_by = 'bench', validated_role = 'HL' where participant in (select id from participant where given_name like 'Bench %')`.execute(db)
  await sql`insert into badge (id, participant, number, series, code, code_hash, category, state, changed_at) select 'b-' || id, id, 1, series, lpad(upper(to_hex(row_number() over (order by id))), 8, '0'), md5(id), 'delegate', 'vetted', now() from participant where given_name like 'Bench %'`.execute(db)
  await sql`insert into badge_state (badge, number, state, at, by_name, by_role) select id, 1, 'vetted', now(), 'bench', 'HL' from badge where id like 'b-%'`.execute(db)
  await db.destroy()
}
