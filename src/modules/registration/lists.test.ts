import { sql } from 'kysely'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { type TestInstallation, testNow } from '../../../tests/installation.ts'
import { exampleWeek } from '../../../tests/registration-week.ts'
import { listDocuments } from '../documents/index.ts'
import { as } from '../people/test-browser.ts'
import { columnOf, headOf, columns, readCell } from './columns.ts'
import { byName } from './wording.ts'

let house: TestInstallation
beforeAll(async () => {
  house = await exampleWeek()
})
afterAll(() => void vi.useRealTimers())

const desk = '/meetings/SOMTC/26/registration'
const count = async (table: string) => Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(house.db)).rows[0]?.n)
const used = ['givenName', 'familyName', 'nativeName', 'sex', 'nationality', 'post', 'consent', 'passportNumber', 'passportExpiry', 'arrivalOn', 'arrivalAt', 'diet'] as const
const heads = used.map((field) => headOf(columns.find((column) => column.field === field)!))
const sheet = async (rows: (string | number | null)[][], head: string[] = heads) => new Blob([new Uint8Array(await writeExcelFile([head, ...rows].map((row) => row.map((value) => ({ value })) as never)).toBuffer())])
const someone = (n: number, more: Partial<Record<(typeof used)[number], string>> = {}) => {
  const values: Record<string, string> = { givenName: `Person ${n}`, familyName: 'Tuayang', sex: n % 2 ? 'หญิง' : 'Male', nationality: 'Thai', post: 'Officer', consent: 'Yes', passportNumber: `ZZ${100000 + n}`, passportExpiry: '๑ มกราคม ๒๕๗๕', arrivalOn: '8/2/2569', arrivalAt: '9.05', diet: 'ฮาลาล', ...more }
  return used.map((field) => values[field] ?? '')
}
const send = async (who: string, file: Blob, name = 'people.xlsx') => {
  const window = await as(house, who)
  const body = new FormData()
  body.set('file', file, name)
  const cookie = [...window.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  return { window, answer: await house.app.request(`${desk}/import`, { method: 'POST', headers: { origin: 'http://localhost', cookie }, body }) }
}

describe('US-11 group registration by spreadsheet', () => {
  it('the template has the heads of both languages, lists to choose from, and logistics only for whoever may read them', async () => {
    for (const [who, logistics] of [['example-nf', true], ['example-hl', true], ['example-sd', false]] as const) {
      const answer = await (await as(house, who)).get(`${desk}/template.xlsx`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const rows = await readSheet(bytes)
      const row = (rows[0] ?? []).map(String)
      expect([who, row.includes(headOf(columns.find((column) => column.field === 'passportNumber')!))]).toEqual([who, logistics])
      for (const head of row) expect(columnOf(head)?.field).toBeDefined()
    }
  })

  it('validate, look, take in: a whole group at once, days of either era and digits of either kind; what was taken in once is not taken twice', async () => {
    const before = await count('registration')
    const { window, answer } = await send('example-nf', await sheet([someone(1), someone(2), someone(3, { givenName: 'สมชาย', familyName: 'ตัวอย่าง', nativeName: 'ကျော် ဥပမာ' })]))
    expect(answer.status).toBe(303)
    const preview = answer.headers.get('location') ?? ''
    expect(await count('registration')).toBe(before)
    expect(await window.text(preview)).toContain('3 people, no fault found')
    // Another person's draft is not there.
    expect((await (await as(house, 'example-hd')).get(preview)).status).toBe(404)
    const twice = await Promise.all([window.post(preview), window.post(preview)])
    expect(twice.map((each) => each.status).sort()).toEqual([303, 404])
    expect(await count('registration')).toBe(before + 3)
    const [id] = (await sql<{ id: string }>`select id from participant where given_name = 'Person 1'`.execute(house.db)).rows
    const page = await window.text(`${desk}/people/${id?.id}`)
    for (const words of ['1 January 2032', '8 February 2026', 'value="09:05"']) expect(page).toContain(words)
    expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where change like '%ZZ100001%'`.execute(house.db)).rows[0]?.n).toBe(0)
    const again = await send('example-nf', await sheet([someone(1)]))
    expect(await again.answer.text()).toContain('registered already')
  })

  it('every fault by row and column in words, and nothing written: one bad row spoils all', async () => {
    const before = await count('participant')
    const { answer } = await send('example-nf', await sheet([someone(11), someone(12, { sex: 'perhaps' }), someone(13, { passportExpiry: '31/2/2570' }), someone(14, { givenName: '' }), someone(15, { passportNumber: 'ZZ100011' }), someone(11, { passportNumber: 'ZZ9' }), someone(16, { arrivalAt: '26:00' })]))
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const words of ['6 cells need correcting', 'D · Sex', 'The same passport stands in row 2', 'The same person stands in row 2', 'This is not a day', 'Write the time such as']) expect(text).toContain(words)
    expect(await count('participant')).toBe(before)
    expect(await (await send('example-nf', await sheet([someone(20)], heads.map((head, index) => (index === 3 ? 'Shoe size' : head))))).answer.text()).toContain('No such column is known')
    // The Secretariat may register everyone and read nobody's passport.
    expect(await (await send('example-sd', await sheet([someone(21)]))).answer.text()).toContain('for the host’s liaison')
  })

  it('a 30,000-row spreadsheet, a macro, a text that calls itself a spreadsheet and an empty one are refused in words', async () => {
    const many = await sheet(Array.from({ length: 30_000 }, (_, n) => [`Person ${n}`, 'Tuayang']), heads.slice(0, 2))
    const large = await send('example-nf', many)
    expect([large.answer.status, (await large.answer.text()).includes('The sheet has 30001 rows')]).toEqual([422, true])
    expect(await (await send('example-nf', new Blob(['name;post']))).answer.text()).toMatch(/spreadsheet|xlsx/)
    expect((await send('example-nf', await sheet([someone(1)]), 'people.xlsm')).answer.status).toBe(422)
    expect(await (await send('example-nf', await sheet([]))).answer.text()).toContain('There is nobody in it')
    expect(readCell(columns.find((column) => column.field === 'arrivalOn')!, new Date('2569-02-08T00:00:00Z'), '2026-01-12')).toEqual({ value: '2026-02-08' })
  })

  it('800 people at once', async () => {
    await sql`insert into registration_quota (series, party, badges, given_by, given_at) values ('example-week', 'THA', 500, 'test', ${testNow}) on conflict do nothing`.execute(house.db)
    const before = await count('registration')
    const { window, answer } = await send('example-nf', await sheet(Array.from({ length: 800 }, (_, n) => someone(1000 + n))))
    expect((await window.post(answer.headers.get('location') ?? '')).status).toBe(303)
    expect(await count('registration')).toBe(before + 800)
    await sql`delete from registration_logistics where participant in (select id from participant where given_name ~ '^Person 1[0-9]{3}$')`.execute(house.db)
    await sql`delete from participant_role where participant in (select id from participant where given_name ~ '^Person 1[0-9]{3}$')`.execute(house.db)
    await sql`delete from registration where participant in (select id from participant where given_name ~ '^Person 1[0-9]{3}$')`.execute(house.db)
    await sql`delete from participant where given_name ~ '^Person 1[0-9]{3}$'`.execute(house.db)
  })
})

describe('US-11 AC5 manifests', () => {
  it('US-11 AC5 arrivals by flight and time, diets by meal, visas by place; passports stand in the visa list alone', async () => {
    const host = await as(house, 'example-hl')
    const page = await host.text(`${desk}/manifests`)
    for (const words of ['Arrivals', 'Lunch', 'Halal', 'Airport, counter 3']) expect(page).toContain(words)
    const numbers = /EX1\d{5}|ZZ1\d{5}/
    for (const kind of ['arrivals', 'departures', 'meals', 'care']) expect([kind, numbers.test(await host.text(`${desk}/manifests/${kind}.csv`))]).toEqual([kind, false])
    expect(await host.text(`${desk}/manifests/visas.csv`)).toMatch(numbers)
    const xlsx = await readSheet(Buffer.from(await (await host.get(`${desk}/manifests/visas.xlsx`)).arrayBuffer()))
    expect(JSON.stringify(xlsx)).toMatch(numbers)
    for (const who of ['example-sd', 'example-hl', 'example-nf']) expect([who, numbers.test(await (await as(house, who)).text(`${desk}/people.csv`))]).toEqual([who, false])
    for (const who of ['example-sd', 'example-nf']) expect([who, (await (await as(house, who)).get(`${desk}/manifests`)).status, (await (await as(house, who)).get(`${desk}/manifests/visas.csv`)).status]).toEqual([who, 403, 403])
  })

  it('names in five scripts stand in every list and export, sorted by the reader’s collation; delegations in the English order', async () => {
    const host = await as(house, 'example-hl')
    for (const text of [await host.text(desk), await host.text(`${desk}/people.csv`)]) for (const name of ['มานพ', 'ບຸນມີ', 'Nguyễn Văn']) expect(text).toContain(name)
    const csv = await host.text(`${desk}/people.csv`)
    for (const name of ['ကျော် ဥပမာ', 'សុខា ឧទាហរណ៍', 'Lan Ví Dụ']) expect(csv).toContain(name)
    const order = csv.split('\r\n').slice(1).map((line) => line.split(',')[0])
    const members = [...new Set(order)].filter((name) => ['Indonesia', 'Lao PDR', 'Philippines', 'Singapore', 'Thailand', 'Timor-Leste', 'Viet Nam'].includes(name ?? ''))
    expect(members).toEqual([...members].sort((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1)))
    expect(members.length).toBeGreaterThan(4)
  })

  it('people who stand in no order of protocol are sorted as the reader’s language sorts, in five scripts; tones and accents tell apart what is else the same', () => {
    const sorted = (lang: 'en' | 'th', names: readonly string[]) => names.map((givenName) => ({ honorific: 'Mr.', givenName, familyName: '' })).sort(byName(lang)).map((person) => person.givenName)
    // To readers of English and Thai a Đ is a D.
    const inOrder = {
      Thai: ['กมล', 'เกษม', 'ขา', 'ข่า', 'ข้า', 'ไพศาล', 'มานพ', 'เอก'], Burmese: ['ကျော်', 'ခင်', 'စိုး', 'သီရိ', 'အောင်'], Khmer: ['កែវ', 'ដារា', 'សុខា', 'ស្រីមុំ'],
      Lao: ['ແກ້ວ', 'ຄຳ', 'ສົມພອນ', 'ບຸນມີ', 'ໄພ'], Vietnamese: ['An', 'Ân', 'Bình', 'Đức', 'Dũng', 'Minh', 'Ngọc'],
    }
    for (const lang of ['en', 'th'] as const) for (const [script, names] of Object.entries(inOrder)) for (const given of [[...names].reverse(), [...names.slice(2), ...names.slice(0, 2)]]) expect([lang, script, sorted(lang, given)]).toEqual([lang, script, names])
    const mixed = ['มานพ', 'An', 'ຄຳ', 'ကျော်', 'សុខា']
    expect(sorted('en', mixed)[0]).toBe('An')
    expect(sorted('th', mixed)[0]).toBe('มานพ')
  })
})

describe('US-15 the list of participants', () => {
  const list = '/meetings/SOMTC/26/participants'

  it('US-15 AC1 members in the English order, then chair and host, partners, organisations, Secretariat; the head first, the alternate next', async () => {
    const text = await (await as(house, 'example-sd')).text(list)
    const groups = [...text.matchAll(/<section[^>]*id="(members|host|partners|observers|organisations|secretariat|guests)"|id="(members|host|partners|observers|organisations|secretariat|guests)"/g)].map(([, a, b]) => a ?? b)
    expect([...new Set(groups)]).toEqual(['members', 'host', 'partners', 'organisations', 'secretariat'].filter((group) => groups.includes(group)))
    const members = [...text.matchAll(/<h3[^>]*>([^<]+)<\/h3>/g)].map(([, name]) => name)
    expect(members.indexOf('Thailand')).toBeGreaterThan(members.indexOf('Singapore'))
    expect(members.indexOf('Timor-Leste')).toBeGreaterThan(members.indexOf('Thailand'))
    expect(text.indexOf('Assistant Commissioner-General')).toBeLessThan(text.indexOf('Deputy Secretary-General'))
    expect(text).not.toContain('Conference services')
  })

  it('US-15 AC3 who gave no consent is listed by post only', async () => {
    const [silent] = (await sql<{ id: string; given_name: string; family_name: string; post: string }>`select p.id, p.given_name, p.family_name, p.post from participant p join registration r on r.participant = p.id where p.party = 'VNM' limit 1`.execute(house.db)).rows
    await sql`update registration set consent = false where participant = ${silent?.id}`.execute(house.db)
    const text = await (await as(house, 'example-nf')).text(list)
    expect(text).not.toContain(`${silent?.given_name} ${silent?.family_name}`)
    expect(text).toContain(silent?.post)
    expect(text).toContain('By post')
  })

  it('US-15 AC4 provisional INF.n, corrections asked for and settled, then INF.n/Rev.m', async () => {
    const focal = await as(house, 'example-nf')
    expect((await focal.post(`${list}/issue`, { kind: 'provisional' })).status).toBe(403)
    const officer = await as(house, 'example-sd')
    expect((await officer.post(`${list}/issue`, { kind: 'provisional' })).status).toBe(303)
    const [first] = (await sql<{ symbol: string }>`select symbol from participants_list where meeting = 'SOMTC/26' and number = 1`.execute(house.db)).rows
    expect(first?.symbol).toMatch(/^SOMTC\/26\/INF\.\d+$/)
    expect((await focal.post(`${list}/corrections`, { text: ' ' })).status).toBe(422)
    expect((await focal.post(`${list}/corrections`, { text: 'Read "Director" in line 3.' })).status).toBe(303)
    const [asked] = (await sql<{ id: string }>`select id from participants_correction`.execute(house.db)).rows
    expect(await (await as(house, 'example-nf-vnm')).text(list)).not.toContain('in line 3')
    expect((await focal.post(`${list}/corrections/${asked?.id}`, { version: '1', answer: 'Mine' })).status).toBe(403)
    expect((await officer.post(`${list}/corrections/${asked?.id}`, { version: '1', answer: 'Corrected.' })).status).toBe(303)
    expect((await officer.post(`${list}/corrections/${asked?.id}`, { version: '1', answer: 'Again.' })).status).toBe(409)
    expect((await officer.post(`${list}/issue`, { kind: 'provisional' })).status).toBe(303)
    const [second] = (await sql<{ symbol: string }>`select symbol from participants_list where meeting = 'SOMTC/26' and number = 2`.execute(house.db)).rows
    expect(second?.symbol).toBe(`${first?.symbol}/Rev.1`)
  })

  it('US-15 AC2 the final list names only whose badge was let in or who was noted as present', async () => {
    const officer = await as(house, 'example-sd')
    expect((await officer.post(`${list}/issue`, { kind: 'final' })).status).toBe(409)
    const [scanned, seen] = (await sql<{ id: string }>`select p.id from participant p join registration r on r.participant = p.id join participant_role o on o.participant = p.id and o.meeting = 'SOMTC/26' where p.party is not null order by p.id limit 2`.execute(house.db)).rows
    await sql`insert into door_scan (key, series, session, meeting, participant, way, at, received_at, by_account, by_name, answer, reason) values ('a-scan-of-the-test', 'example-week', 'example-morning', 'SOMTC/26', ${scanned?.id}, 'in', ${testNow}, ${testNow}, 'x', 'x', 'in', 'door.may')`.execute(house.db)
    expect((await officer.post(`${list}/confirm`, { participant: seen?.id ?? '' })).status).toBe(303)
    expect([403, 404]).toContain((await (await as(house, 'example-nf')).post(`${list}/confirm`, { participant: seen?.id ?? '' })).status)
    expect((await officer.post(`${list}/issue`, { kind: 'final' })).status).toBe(303)
    const [final] = (await sql<{ people: { id: string }[]; symbol: string }>`select people, symbol from participants_list where meeting = 'SOMTC/26' and kind = 'final'`.execute(house.db)).rows
    expect(final?.people.map((person) => person.id).sort()).toEqual([scanned?.id, seen?.id].sort())
    expect(final?.symbol).toMatch(/\/Rev\.2$/)
    expect((await officer.post(`${list}/issue`, { kind: 'provisional' })).status).toBe(409)
  })

  it('US-15 AC5 the list is not public unless released: GENERAL, not there for visitors, and by the table of rights for categories', async () => {
    const [paper] = (await sql<{ distribution: string; files: number }>`select d.distribution, (select count(*)::int from document_file f where f.document = d.id) as files from official_document d join participants_list l on l.document = d.id`.execute(house.db)).rows
    expect(paper).toEqual({ distribution: 'GENERAL', files: 2 })
    expect((await house.app.request(list)).status).toBe(404)
    for (const [who, status] of [['example-nf', 200], ['example-de', 200], ['example-dp', 200], ['example-ob', 200], ['example-sb', 200], ['example-ch', 200], ['example-pr', 404], ['example-sa', 404]] as const) expect([who, (await (await as(house, who)).get(list)).status]).toEqual([who, status])
    await sql`update registration set native_name = case party when 'CHN' then '例子 琳' when 'THA' then 'ကျော် ဥပမာ' else native_name end, consent = true from participant p where p.id = participant`.execute(house.db)
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await (await (await as(house, 'example-nf')).get(`${list}.pdf`)).arrayBuffer())), { mergePages: true })
    expect([text.includes('(?)'), text.replace(/\s/g, '').includes('ဥပမာ')]).toEqual([false, true])
    for (const [ending, type] of [['pdf', 'application/pdf'], ['docx', 'wordprocessingml']] as const) for (const lang of ['en', 'th']) expect((await (await as(house, 'example-nf')).get(`${list}.${ending}?lang=${lang}`)).headers.get('content-type')).toContain(type)
    const items = ((await (await (await as(house, 'example-nf')).get('/api/v1/meetings/SOMTC/26/participants')).json()) as { items: { party: string; name: string | null; group: string }[] }).items
    expect(items[0]?.group).toBe('members')
    expect(JSON.stringify(items)).not.toMatch(/EX1\d{5}/)
    expect((await house.app.request('/api/v1/meetings/SOMTC/26/participants')).status).toBe(404)
    expect(await listDocuments(house.db, { actor: { person: null, capacity: null }, now: testNow }, { meeting: 'SOMTC/26' }).catch(() => [])).toEqual([])
  })
})

