import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { cellText, readWorkbook } from '../../kernel/workbook.ts'
import { readZipParts } from '../../kernel/unzip.ts'
import { modules } from '../../modules.ts'
import { saveReport, submitReport } from './commands.ts'
import { listActivities } from './queries.ts'
import { findReport, listEntries } from './queries/reports.ts'

const round = 'example-round-open'
const at = `/plans/SOMTC/WP/2022/rounds/${round}/report`
const malaysia = acting('NF', { party: 'MYS' })
const owner = { round, party: 'MYS', reporter: 'member', area: null }

let installation: TestInstallation
let cookie: string
beforeEach(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  // The example focal point is given to a member that has not begun its report.
  await sql`update capacity set party = 'MYS' where person = 'example-nf' and role = 'NF'`.execute(installation.db)
  cookie = await asPerson('example-nf')
  return () => installation.close()
})

const asPerson = (person: string) => installation.signedIn(person)
const get = async (path: string) => installation.app.request(path, { headers: { cookie } })
const download = async (lang = 'en') => new Uint8Array(await (await get(`${at}/form.xlsx?lang=${lang}`)).arrayBuffer())
const upload = async (bytes: Uint8Array, name = 'report.xlsx', to = `${at}/file?lang=en`) => {
  const form = new FormData()
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name))
  return installation.app.request(to, { method: 'POST', headers: { cookie, origin: 'http://localhost' }, body: form })
}
const post = async (path: string, fields: Record<string, string>) => installation.app.request(path, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
const seenIn = (text: string) => /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? ''
const said = async () => { const report = await findReport(installation.db, owner); return report ? { report, entries: await listEntries(installation.db, report.id) } : null }

/** A whole page is no help in a failure. */
const has = (page: string | undefined, words: string) => expect(page?.includes(words) ? words : page?.replace(/<[^>]*>/g, ' ').slice(0, 300)).toBe(words)
const hasNot = (page: string, words: string) => expect(page.includes(words) ? words : '').toBe('')

/** The downloaded file with cells of its first sheet changed, as a program saves it. */
async function edited(bytes: Uint8Array, change: (rows: (string | number | boolean | Date | null)[][]) => void): Promise<Uint8Array> {
  const sheets = await readWorkbook(bytes, 'report.xlsx', { bytes: 1e7, rows: 10_000 })
  const rows = sheets.map((sheet) => sheet.rows.map((row) => [...row]))
  change(rows[0] ?? [])
  const cell = (value: unknown): Cell => (typeof value === 'string' ? { type: String, value: cellText(value) } : typeof value === 'number' ? { type: Number, value } : null)
  return new Uint8Array(await writeExcelFile(rows.map((data, index) => ({ data: data.map((row) => row.map(cell)), sheet: sheets[index]?.name ?? '' }))).toBuffer())
}
const set = (row: number, column: string, value: string | number) => (rows: unknown[][]) => { const line = rows[row - 1] ?? []; while (line.length < 16) line.push(null); line[column.charCodeAt(0) - 65] = value }
const all = (...changes: ((rows: unknown[][]) => void)[]) => (rows: unknown[][]) => { for (const change of changes) change(rows) }

/** The notes of a workbook by their cells. */
async function notesIn(bytes: Uint8Array): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-notes-'))
  try {
    writeFileSync(path.join(folder, 'x.xlsx'), bytes)
    const parts = await readZipParts(path.join(folder, 'x.xlsx'), (part) => /comments/.test(part), 1e7)
    return Object.fromEntries([...parts.values()].flatMap((part) => [...Buffer.from(part).toString('utf8').matchAll(/<comment ref="([A-Z]+\d+)"[\s\S]*?<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, at = '', text = '']) => [at, text])))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('US-17 AC6 offline work on a progress report', () => {
  it('downloaded and uploaded as it is, it says that nothing would change, and nothing does', async () => {
    const answer = await upload(await download())
    expect(answer.status).toBe(303)
    const text = await (await get(`${answer.headers.get('location')}?lang=en`)).text()
    has(text, 'There is nothing to take in')
    has(text, 'so they count as not filled in: 138 rows')
    hasNot(text, 'Take in what is read')
    expect(await said()).toBeNull()
  })

  it('upload writes nothing; after the differences were seen and agreed, just those cells are written, in one act', async () => {
    const answer = await upload(await edited(await download('th'), all(set(2, 'D', '=เริ่มแล้ว\nสองแห่ง '), set(2, 'F', '๑๙'), set(3, 'H', 40))))
    const place = `${answer.headers.get('location')}?lang=en`
    const text = await (await get(place)).text()
    has(text, 'What report.xlsx would change')
    expect(await said()).toBeNull()
    const took = await post(place, { act: 'take', seen: seenIn(text) })
    expect(took.headers.get('location')).toContain('did=took&n=3')
    const now = await said()
    expect(now?.report.state).toBe('DRAFT')
    expect(now?.entries).toHaveLength(2)
    expect(now?.entries.find((entry) => entry.text?.startsWith('='))).toMatchObject({ text: '=เริ่มแล้ว\nสองแห่ง ', women: 19, language: 'th' })
    expect(now?.entries.find((entry) => entry.progress === 40)).toBeDefined()
    expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'progress.take-file'`.execute(installation.db)).rows[0]?.n).toBe(1)
  })

  it('faults are named by row and column in the reader’s language, can be corrected in the cell, and what is read need not wait for them', async () => {
    const answer = await upload(await edited(await download(), all(set(2, 'H', '๑๒๐'), set(3, 'D', 'Read at once'), set(4, 'I', 500), set(4, 'J', 'บ.'))))
    const place = answer.headers.get('location') ?? ''
    const thai = await (await get(`${place}?lang=th`)).text()
    has(thai, 'แถว ๒ คอลัมน์ H (ร้อยละความคืบหน้า): “๑๒๐” เกิน ๑๐๐')
    const text = await (await get(`${place}?lang=en`)).text()
    has(text, 'href="#fix-2-progress"')
    has(text, 'id="fix-2-progress"')
    expect(text).toMatch(/<select[^>]*id="fix-4-currency"[^>]*>.*?THB/s)
    await post(place, { act: 'take', seen: seenIn(text) })
    expect((await said())?.entries.map((entry) => entry.text)).toEqual(['Read at once'])
    // A correction is seen as a difference before it goes in, even when "take in" was pressed.
    const checked = await post(place, { act: 'take', seen: 'whatever', 'fix-2-progress': '100', 'fix-4-currency': 'THB' })
    expect(checked.headers.get('location')).toContain('did=checked')
    expect((await said())?.entries).toHaveLength(1)
    const again = await (await get(`${place}?lang=en`)).text()
    hasNot(again, 'fix-2-progress')
    await post(place, { act: 'take', seen: seenIn(again) })
    expect((await said())?.entries.map((entry) => [entry.progress, entry.spent, entry.currency]).sort()).toEqual([[null, null, null], [100, null, null], [null, 500, 'THB']].sort())
  })

  it('where both sides changed since the download someone chooses; what he chose is not asked again', async () => {
    const [first, second] = await listActivities(installation.db, { actor: malaysia, now: testNow }, { programme: 'wp-2022-2024' })
    const save = (text: string, obstacles: string) => perform(saveReport, { db: installation.db, actor: malaysia, now: testNow, input: { round, reporter: 'member', entries: [first, second].map((activity) => ({ activity: activity?.id, text, obstacles })) } })
    await save('As downloaded', 'None')
    const bytes = await edited(await download(), all(set(2, 'D', 'From the file'), set(3, 'D', 'From the file'), set(2, 'K', 'New in the file')))
    await save('Changed on the page', 'None')
    const place = (await upload(bytes)).headers.get('location') ?? ''
    const text = await (await get(`${place}?lang=en`)).text()
    has(text, 'Changed in both. Choose one')
    const took = await post(`${place}?lang=en`, { act: 'take', seen: seenIn(text), 'choice-2-text': 'file', 'choice-3-text': 'here' })
    expect(took.status).toBe(303)
    expect((await said())?.entries.map((entry) => [entry.text, entry.obstacles])).toEqual([['From the file', 'New in the file'], ['Changed on the page', 'None']])
    has(await (await get(`${place}?lang=en`)).text(), 'There is nothing to take in')
  })

  it('someone saved the report between looking and saying yes: nothing is taken in and the differences are shown again', async () => {
    const place = (await upload(await edited(await download(), set(2, 'D', 'From the file')))).headers.get('location') ?? ''
    const seen = seenIn(await (await get(place)).text())
    const [first] = await listActivities(installation.db, { actor: malaysia, now: testNow }, { programme: 'wp-2022-2024' })
    await perform(saveReport, { db: installation.db, actor: malaysia, now: testNow, input: { round, reporter: 'member', entries: [{ activity: first?.id, text: 'On the page' }] } })
    const answer = await post(`${place}?lang=en`, { act: 'take', seen })
    expect(answer.status).toBe(409)
    has(await answer.text(), 'The report was changed meanwhile')
    expect((await said())?.entries.map((entry) => entry.text)).toEqual(['On the page'])
  })

  it('the same file uploaded twice says so and changes nothing', async () => {
    const bytes = await edited(await download(), set(2, 'D', 'Once'))
    const place = (await upload(bytes)).headers.get('location') ?? ''
    await post(place, { act: 'take', seen: seenIn(await (await get(place)).text()) })
    const [before] = (await said())?.entries ?? []
    await perform(saveReport, { db: installation.db, actor: malaysia, now: testNow, input: { round, reporter: 'member', entries: [{ activity: before?.activity, text: 'Better words since' }] } })
    const again = await upload(bytes, 'renamed.xlsx')
    expect(again.headers.get('location')).toBe(`${place}?did=same`)
    const text = await (await get(`${place}?did=same&lang=en`)).text()
    has(text, 'This very file was uploaded before')
    hasNot(text, 'Take in what is read')
    expect((await said())?.entries.map((entry) => entry.text)).toEqual(['Better words since'])
  })

  it('a round that closed while the file was out, and a report submitted meanwhile, take nothing', async () => {
    const bytes = await edited(await download(), set(2, 'D', 'Too late'))
    const place = (await upload(bytes)).headers.get('location') ?? ''
    const seen = seenIn(await (await get(place)).text())
    installation.setNow('2026-03-01T00:00:00.000Z')
    expect((await post(`${place}?lang=en`, { act: 'take', seen })).status).toBe(409)
    has(await (await get(`${place}?lang=en`)).text(), 'The round has closed or the report is submitted')
    const late = await upload(await edited(await download(), set(2, 'D', 'Another')))
    expect(late.status).toBe(409)
    has(await late.text(), 'The round has closed')
    expect(await said()).toBeNull()
    installation.setNow(testNow)
    const [first] = await listActivities(installation.db, { actor: malaysia, now: testNow }, { programme: 'wp-2022-2024' })
    const saved = await perform(saveReport, { db: installation.db, actor: malaysia, now: testNow, input: { round, reporter: 'member', entries: [{ activity: first?.id, text: 'Submitted' }] } })
    await perform(submitReport, { db: installation.db, actor: malaysia, now: testNow, input: { report: saved.id, version: saved.version } })
    const text = await (await get(`${place}?lang=en`)).text()
    expect((await post(`${place}?lang=en`, { act: 'take', seen: seenIn(text) })).status).toBe(409)
    expect((await said())?.entries.map((entry) => entry.text)).toEqual(['Submitted'])
  })

  it('the file of another member or round is refused in the same words as any foreign file, and another’s upload does not exist', async () => {
    const bytes = await download()
    const mine = (await upload(await edited(bytes, set(2, 'D', 'Mine')))).headers.get('location') ?? ''
    const foreign = new Uint8Array(await writeExcelFile([[{ value: 'Code' }]]).toBuffer())
    const words = async (answer: Response) => { expect(answer.status).toBe(422); return /id="file-error"[^>]*>(.*?)<\/p>/s.exec(await answer.text())?.[1] }
    const any = await words(await upload(foreign))
    has(any, 'This is not the file of this report')
    await sql`update capacity set party = 'SGP' where person = 'example-nf' and role = 'NF'`.execute(installation.db)
    cookie = await asPerson('example-nf')
    expect(await words(await upload(bytes))).toBe(any)
    expect((await get(mine)).status).toBe(404)
    expect((await post(mine, { act: 'take', seen: 'x' })).status).toBe(404)
    cookie = await asPerson('example-dp')
    expect([(await get(mine)).status, (await upload(bytes)).status].every((status) => status === 403 || status === 404)).toBe(true)
    cookie = ''
    expect((await get(`${at}/form.xlsx`)).status).toBe(404)
  })

  it('proof at a place the reader may not see is refused as if it were not there; a web address is sent once, to be verified by another', async () => {
    await sql`insert into official_document (id, meeting, symbol, body, session, series, number, chain, title, purpose, submitted_by, submitted_role, submitted_at, status, registered_at, distribution)
      select 'secret', ref, 'SOMTC/19/WP.77', 'SOMTC', '19', 'WP', 77, 'secret', '{"en":"x","th":"x"}', 'information', 'THA', 'NF', now(), 'REGISTERED', now(), 'RESTRICTED' from meeting where body = 'SOMTC' order by ordinal desc limit 1`.execute(installation.db)
    const proof = (row: number, title: string, place: string) => all(set(row, 'M', title), set(row, 'N', 'Attendance list'), set(row, 'O', place))
    const answer = await upload(await edited(await download(), all(proof(2, 'Secret paper', 'SOMTC/19/WP.77'), proof(3, 'No such paper', 'SOMTC/19/WP.78'), proof(4, 'Ours', 'http://localhost:3000/plans'), proof(5, 'List', 'https://example.org/list.pdf'))))
    const place = answer.headers.get('location') ?? ''
    const text = await (await get(`${place}?lang=en`)).text()
    has(text, 'there is no paper “SOMTC/19/WP.77” that you can see')
    has(text, 'there is no paper “SOMTC/19/WP.78” that you can see')
    has(text, 'an address of this system')
    await post(place, { act: 'take', seen: seenIn(text) })
    const proofs = async () => (await sql<{ link: string; sent: string; verified: string | null; type: string }>`select link, sent_party as sent, verified_at as verified, type from evidence where link = 'https://example.org/list.pdf'`.execute(installation.db)).rows
    expect(await proofs()).toEqual([{ link: 'https://example.org/list.pdf', sent: 'MYS', verified: null, type: 'attendance' }])
    const second = (await upload(await edited(await download(), proof(5, 'List', 'https://example.org/list.pdf')))).headers.get('location') ?? ''
    hasNot(await (await get(`${second}?lang=en`)).text(), 'Will be sent as proof')
    expect(await proofs()).toHaveLength(1)
  })

  it('the same file comes back with a note in each cell to correct, in the reader’s language; nothing else of it is changed', async () => {
    const sent = await edited(await download(), all(set(2, 'H', '๑๒๐'), set(3, 'D', 'Fine'), set(4, 'C', 'Nearly')))
    const place = (await upload(sent)).headers.get('location') ?? ''
    has(await (await get(`${place}?lang=en`)).text(), 'The same file with notes in its cells')
    const noted = async (lang: string) => new Uint8Array(await (await get(`${place}/notes.xlsx?lang=${lang}`)).arrayBuffer())
    const limits = { bytes: 1e7, rows: 10_000 }
    expect(await readWorkbook(await noted('th'), 'x.xlsx', limits)).toEqual(await readWorkbook(sent, 'x.xlsx', limits))
    expect(await notesIn(await noted('th'))).toMatchObject({ H2: expect.stringContaining('เกิน ๑๐๐') })
    const english = await notesIn(await noted('en'))
    expect(Object.keys(english).sort()).toEqual(['C4', 'H2'])
    expect(english['C4']).toContain('One of: Proposed; Endorsed')
    // It is the same form: sent again it is read as before.
    expect((await upload(await noted('en'), 'again.xlsx')).status).toBe(303)
    cookie = await asPerson('example-nf-vnm')
    expect((await get(`${place}/notes.xlsx`)).status).toBe(404)
  })

  it('a file thrown away is gone and nothing of it was written', async () => {
    const place = (await upload(await edited(await download(), set(2, 'D', 'Never')))).headers.get('location') ?? ''
    expect((await post(place, { act: 'drop' })).headers.get('location')).toBe(`${at}?did=dropped`)
    expect((await get(place)).status).toBe(404)
    expect(await said()).toBeNull()
  })

  it('the number of statements does not grow with the rows that differ', async () => {
    const statements = async (rows: number) => {
      const place = (await upload(await edited(await download(), all(...Array.from({ length: rows }, (_, index) => all(set(index + 2, 'D', `Words ${index}`), set(index + 2, 'M', 'List'), set(index + 2, 'O', `https://example.org/${index}.pdf`))))))).headers.get('location') ?? ''
      await get(place)
      installation.queries.length = 0
      await get(place)
      return installation.queries.length
    }
    expect(await statements(2)).toBe(await statements(20))
  })
})

