import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { cellText, readWorkbook } from '../../kernel/workbook.ts'
import { modules } from '../../modules.ts'
import { moveDue } from './commands.ts'
import { type Activity, listActivities } from './queries.ts'
import { columns, type SheetField } from './table-file/columns.ts'

const programme = 'wp-2022-2024'
const at = '/plans/SOMTC/WP/2022/activities/table'

let installation: TestInstallation
let cookie: string
beforeEach(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  cookie = await asPerson('example-sd')
  return () => installation.close()
})

const asPerson = async (person: string) => {
  const answer = await installation.app.request('/sign-in/as', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams({ person }).toString() })
  return answer.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ')
}
const get = async (path: string, as = cookie) => installation.app.request(path, { headers: { cookie: as } })
const download = async (query = '?lang=en', as = cookie) => new Uint8Array(await (await get(`${at}.xlsx${query}`, as)).arrayBuffer())
const upload = async (bytes: Uint8Array, name = 'table.xlsx', as = cookie) => {
  const form = new FormData()
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name))
  return installation.app.request(`${at}?lang=en`, { method: 'POST', headers: { cookie: as, origin: 'http://localhost' }, body: form })
}
const post = async (path: string, fields: [string, string][], as = cookie) => installation.app.request(path, { method: 'POST', headers: { cookie: as, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
const seenIn = (text: string): [string, string] => ['seen', /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '']
const ticksIn = (text: string): [string, string][] => [...text.matchAll(/name="take" value="([^"]+)"/g)].map((found) => ['take', found[1] ?? ''])
const activities = () => listActivities(installation.db, { actor: acting('SD'), now: testNow }, { programme })
const find = async (code: string) => (await activities()).find((one) => one.code === code)

/** One of the examples, as a body has endorsed it: no first day yet, due at the end of the year. */
async function endorsed(): Promise<Activity> {
  const [one] = (await activities()).filter((each) => each.status === 'ONG')
  if (!one) throw new Error('no example under way')
  await installation.db.transaction().execute((tx) => sql`update activity set status = 'END', starts_on = null, ends_on = null, due_on = '2026-12-31', due_after = null where id = ${one.id}`.execute(tx))
  await sql`update data_version set number = number + 1`.execute(installation.db)
  return (await find(one.code)) ?? one
}

/** A whole page is no help in a failure. */
const has = (page: string, words: string) => expect(page.includes(words) ? words : page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)).toBe(words)
const hasNot = (page: string, words: string) => expect(page.includes(words) ? words : '').toBe('')

const place = (field: SheetField) => columns.findIndex((column) => column.field === field)
/** The downloaded table with cells of some activities changed, as a program saves it; null takes the row out. */
async function edited(bytes: Uint8Array, changes: Record<string, Partial<Record<SheetField, string | number>> | null>): Promise<Uint8Array> {
  const sheets = await readWorkbook(bytes, 'table.xlsx', { bytes: 1e7, rows: 10_000 })
  const cell = (value: unknown): Cell => (typeof value === 'string' && value !== '' ? { type: String, value: cellText(value) } : typeof value === 'number' ? { type: Number, value } : value instanceof Date ? { type: Date, value, format: 'yyyy-mm-dd' } : null)
  const rows = (sheets[0]?.rows ?? []).flatMap((row): unknown[][] => {
    const change = changes[String(row[0])]
    if (change === null) return []
    const line: unknown[] = [...row]
    while (line.length < columns.length) line.push(null)
    for (const [field, value] of Object.entries(change ?? {})) line[place(field as SheetField)] = value
    return [line]
  })
  return new Uint8Array(await writeExcelFile(sheets.map((sheet, index) => ({ data: (index === 0 ? rows : sheet.rows.map((row) => [...row])).map((row) => row.map(cell)), sheet: sheet.name }))).toBuffer())
}
const opened = async (answer: Response, as = cookie) => { expect(answer.status).toBe(303); const to = answer.headers.get('location') ?? ''; return { to, text: await (await get(`${to}${to.includes('?') ? '&' : '?'}lang=en`, as)).text() } }

describe('US-16 the activities of a programme changed in a spreadsheet', () => {
  it('downloaded and uploaded as it is, it says that nothing would change, and nothing does', async () => {
    const before = await activities()
    const { text } = await opened(await upload(await download()))
    has(text, 'every cell understood')
    has(text, 'There is nothing to take in')
    expect(await activities()).toEqual(before)
  })

  it('upload writes nothing; what is ticked is taken in, in one act, and the rest stays', async () => {
    const [first, second] = (await activities()).filter((one) => one.status === 'ONG')
    if (!first || !second) throw new Error('no example under way')
    const { to, text } = await opened(await upload(await edited(await download('?lang=th'), { [first.code]: { titleTh: '=ชื่อใหม่\nสองบรรทัด', venue: 'เชียงใหม่', women: '๑๙' }, [second.code]: { venue: 'Not now' } })))
    has(text, 'What table.xlsx would change')
    expect((await find(first.code))?.venue).toBe(first.venue)
    const ticks = ticksIn(text)
    expect(ticks).toHaveLength(4)
    const rowOf = (code: string) => /value="(\d+)\.venue"/.exec(text.slice(text.indexOf(`>${code}<`, text.indexOf('id="differences"'))))?.[1]
    const left = ticks.find(([, key]) => key === `${rowOf(second.code)}.venue`)
    expect(left).toBeDefined()
    const took = await post(to, [['act', 'take'], seenIn(text), ...ticks.filter((tick) => tick !== left)])
    expect(took.headers.get('location')).toContain('did=took&n=3')
    const after = [await find(first.code), await find(second.code)]
    expect([after[0]?.venue, after[1]?.venue]).toEqual(['เชียงใหม่', second.venue])
    expect(after[0]?.title).toEqual({ en: first.title.en, th: '=ชื่อใหม่\nสองบรรทัด' })
    expect(after[0]?.beneficiaries).toMatchObject({ women: 19 })
    expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'activities.take-file'`.execute(installation.db)).rows[0]?.n).toBe(1)
    // What was left out waits, unticked; what went in is not asked about again.
    const again = await (await get(`${to}?lang=en`)).text()
    expect(ticksIn(again)).toEqual([left])
    hasNot(again, ' checked')
  })

  it('R-3.3.4 a due day and a step by decision go in only with the decision, and both are on record with it', async () => {
    const one = await endorsed()
    const { to, text } = await opened(await upload(await edited(await download(), { [one.code]: { dueOn: '30 ก.ย. 2569', status: 'Deferred' } })))
    has(text, 'By decision')
    const refused = await post(`${to}?lang=en`, [['act', 'take'], seenIn(text), ...ticksIn(text)])
    expect(refused.status).toBe(422)
    has(await refused.text(), 'href="#decision"')
    expect((await find(one.code))?.status).toBe('END')
    await post(to, [['act', 'take'], seenIn(text), ...ticksIn(text), ['decision', 'SOMTC/26/DEC.4']])
    expect(await find(one.code)).toMatchObject({ status: 'DEF', dueOn: '2026-09-30' })
    const steps = (await sql<{ kind: string; decision: string; to: string | null }>`select kind, decision, due_to as to from activity_step where activity = ${one.id} and decision = 'SOMTC/26/DEC.4' order by kind`.execute(installation.db)).rows
    expect(steps).toEqual([{ kind: 'due', decision: 'SOMTC/26/DEC.4', to: '2026-09-30' }, { kind: 'status', decision: 'SOMTC/26/DEC.4', to: null }])
  })

  it('what stood on a cell that was left out is refused, by row and column, and nothing is written', async () => {
    const one = await endorsed()
    const { to, text } = await opened(await upload(await edited(await download(), { [one.code]: { startsOn: '2026-05-01', status: 'Scheduled' } })))
    const refused = await post(`${to}?lang=en`, [['act', 'take'], seenIn(text), ...ticksIn(text).filter(([, key]) => !key.endsWith('startsOn'))])
    expect(refused.status).toBe(422)
    expect(await find(one.code)).toMatchObject({ status: 'END', startsOn: null })
    await post(to, [['act', 'take'], seenIn(text), ...ticksIn(text)])
    expect(await find(one.code)).toMatchObject({ status: 'SCH', startsOn: '2026-05-01' })
  })

  it('faults are named by row and column in the reader’s language, corrected in the cell, and the rest need not wait', async () => {
    const [one] = await activities()
    if (!one) throw new Error('no example')
    const sent = await edited(await download(), { [one.code]: { budget: '1.234', lead: 'Atlantis', venue: 'Bangkok' } })
    const { to, text } = await opened(await upload(sent))
    has(text, 'is not in the list')
    const row = /href="#fix-(\d+)-lead"/.exec(text)?.[1] ?? ''
    has(await (await get(`${to}?lang=th`)).text(), 'ไม่มี “Atlantis” ในรายการ')
    await post(to, [['act', 'take'], seenIn(text), ...ticksIn(text)])
    expect((await find(one.code))?.venue).toBe('Bangkok')
    // The same file with notes: sent again, mended or not, it is a table of this programme.
    const noted = new Uint8Array(await (await get(`${to}/notes.xlsx?lang=en`)).arrayBuffer())
    const limits = { bytes: 1e7, rows: 5000 }
    expect((await readWorkbook(noted, 'x.xlsx', limits))[0]?.rows).toEqual((await readWorkbook(sent, 'x.xlsx', limits))[0]?.rows)
    expect(Buffer.from(noted).equals(Buffer.from(sent))).toBe(false)
    has((await opened(await upload(noted, 'noted.xlsx'))).text, 'is not in the list')
    const checked = await post(to, [['act', 'take'], seenIn(text), [`fix-${row}-lead`, 'VNM']])
    expect(checked.headers.get('location')).toContain('did=checked')
    const again = await (await get(`${to}?lang=en`)).text()
    await post(to, [['act', 'take'], seenIn(again), ...ticksIn(again)])
    expect((await find(one.code))?.lead).toBe('VNM')
  })

  it('the same file uploaded twice says so and changes nothing', async () => {
    const [one] = await activities()
    if (!one) throw new Error('no example')
    const bytes = await edited(await download(), { [one.code]: { venue: 'Once' } })
    const first = await opened(await upload(bytes))
    await post(first.to, [['act', 'take'], seenIn(first.text), ...ticksIn(first.text)])
    const again = await opened(await upload(bytes, 'renamed.xlsx'))
    expect(again.to).toBe(`${first.to}?did=same`)
    has(again.text, 'This very file was uploaded before')
  })

  it('a row that was taken out is named, nothing is deleted', async () => {
    const before = await activities()
    const [one, two] = before
    if (!one || !two) throw new Error('no example')
    const { text } = await opened(await upload(await edited(await download(), { [one.code]: null, [two.code]: null })))
    has(text, `Rows taken out of the file: 2 (${[one.code, two.code].sort().join(' ')})`)
    has(text, 'Nothing is deleted')
    expect(await activities()).toHaveLength(before.length)
  })

  it('what another changed meanwhile is named with who did it; between looking and saying yes, nothing goes in', async () => {
    const one = (await activities()).find((each) => each.status === 'ONG' && each.dueAfter === null)
    if (!one) throw new Error('no example')
    const bytes = await edited(await download(), { [one.code]: { remarks: 'From the file' } })
    const clerk = acting('SD')
    await perform(moveDue, { db: installation.db, actor: { ...clerk, person: { ...clerk.person, id: 'another', name: 'Another Clerk' } as NonNullable<typeof clerk.person> }, now: testNow, input: { activity: one.id, version: one.version, dueOn: '2026-11-30', decision: 'SOMTC/26/DEC.1' } })
    const { to, text } = await opened(await upload(bytes))
    has(text, 'Changed here by others since you downloaded the table: 1')
    has(text, 'Due day, by Another Clerk')
    await sql`update activity set remarks = 'Meanwhile' where id = ${one.id}`.execute(installation.db)
    const answer = await post(`${to}?lang=en`, [['act', 'take'], seenIn(text), ...ticksIn(text)])
    expect(answer.status).toBe(409)
    has(await answer.text(), 'Someone changed these activities meanwhile')
  })

  it('the download holds what the filter shows and the reader may see; a visitor has none of what is not public and sends nothing back', async () => {
    const all = await activities()
    const area = all[0]?.area ?? ''
    const rows = async (query: string, as: string) => (await readWorkbook(await download(query, as), 'x.xlsx', { bytes: 1e7, rows: 5000 }))[0]?.rows.length
    expect(await rows(`?area=${area}&lang=en`, cookie)).toBe(all.filter((one) => one.area === area).length + 1)
    expect(await rows('', '')).toBe(all.filter((one: Activity) => one.marking === 'PUBLIC').length + 1)
    expect((await upload(await download(), 'table.xlsx', '')).status).toBeGreaterThanOrEqual(400)
  })

  it('a file is of the person who sent it: for another it does not exist', async () => {
    const [one] = await activities()
    const { to } = await opened(await upload(await edited(await download(), { [one?.code ?? '']: { venue: 'Mine' } })))
    const other = await asPerson('example-nf')
    expect((await get(to, other)).status).toBe(404)
    expect((await get(to, '')).status).toBeGreaterThanOrEqual(400)
  })

  it('no file, the table of another programme and a file that is none are refused beside the field', async () => {
    const answer = await upload(new TextEncoder().encode('code;title'))
    expect(answer.status).toBe(422)
    has(await answer.text(), 'href="#file"')
    expect((await upload(new Uint8Array())).status).toBe(422)
  })
})
