import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { modules } from '../../src/modules.ts'
import { as, type Browser, demonstration } from '../../src/modules/people/test-browser.ts'
import { type TestInstallation, testNow } from '../installation.ts'

let house: TestInstallation
let desk: Browser
const statement = '1. The Ministers tasked SOMTC to report on the matter.'

beforeAll(async () => {
  house = await demonstration('record')
  for (const module of modules.filter((known) => known.name === 'mandates')) await module.demonstrate?.(house.db, testNow)
  desk = await as(house, 'example-sd')
})
afterAll(() => void vi.useRealTimers())

const send = (cookie: string, path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  house.app.request(`http://localhost${path}`, { method: 'POST', body, headers: { cookie, origin: 'http://localhost', ...headers }, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}) } as RequestInit)
const cookieOf = (window: Browser) => [...window.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
const form = (fields: Record<string, string | File>) => Object.entries(fields).reduce((made, [name, value]) => (made.append(name, value), made), new FormData())
const upload = (content: BlobPart, name: string, more: Record<string, string> = {}, lang = 'en') =>
  send(cookieOf(desk), `/extraction/new?lang=${lang}`, form({ body: 'AMMTC', meeting: 'AMMTC/19', instrumentTitle: 'A kept title', language: 'en', marking: 'PUBLIC', file: new File([content], name), ...more }))

const forms: [path: string, fields: Record<string, string>][] = [
  ['/mandates/new', { body: 'AMMTC', meeting: 'AMMTC/19', instrumentTitle: 'T', paragraph: '1', title: 't', quote: 'q', verbs: 'tasked', class: 'C5', addressees: 'SOMTC', due: 'none stated', language: 'en', marking: 'PUBLIC' }],
  ['/extraction/new', { body: 'AMMTC', meeting: 'AMMTC/19', instrumentTitle: 'T', content: statement, language: 'en', marking: 'PUBLIC' }],
  ['/mandates/AMMTC-19-DEC.4/report', { text: 'done', status: 'IN_PROGRESS', on: '2025-12-01', evidence: 'https://example.org/x', marking: 'LIMITED', reference: 'r', party: 'THA' }],
  ['/mandates/AMMTC-19-DEC.4/acts/link', { other: 'AMMTC/19/DEC.1', basis: 'inferred', note: 'n' }],
  ['/mandates/AMMTC-19-DEC.4/acts/overtake', { reference: 'x', on: '2025-12-01', note: 'n' }],
  ['/follow-up/statements/1', { verdict: 'return', note: 'n' }],
  ['/account/hat', { id: 'x' }],
  ['/account/keys', { name: 'a key', days: '3' }],
  ['/sign-in', { email: 'a@example.org', password: 'four words are enough' }],
  ['/sign-in/as', { person: 'example-pr' }],
]

describe('what cannot be read is refused at the door, and nothing is written', () => {
  it.each(forms)('NUL in any field of %s is a clean refusal', async (path, fields) => {
    const before = await acts()
    for (const name of Object.keys(fields)) {
      const answer = await send(cookieOf(desk), path, form({ ...fields, [name]: `${fields[name]}\0` }))
      expect([name, answer.status]).toEqual([name, 400])
    }
    expect(await acts()).toBe(before)
  })

  it.each(forms.map(([path]) => path))('a body that is no form is no fault of ours: %s', async (path) => {
    const cookie = cookieOf(desk)
    const answers = await Promise.all([
      send(cookie, path, '{"title":"x"}', { 'content-type': 'application/json' }), send(cookie, path, 'garbage', { 'content-type': 'multipart/form-data; boundary=x' }), send(cookie, path, 'garbage', { 'content-type': 'multipart/form-data' }), send(cookie, path, 'garbage', { 'content-type': 'text/plain' }),
    ])
    expect(answers.slice(1).map((answer) => answer.status)).toEqual([400, 400, 400])
    expect([400, 404, 422]).toContain(answers[0]?.status)
  })

  it('NUL in an address, a filter and a cursor; to the interface as a problem that names the place', async () => {
    const cursor = Buffer.from(JSON.stringify(['2025-01-01', 1, 'a\0'])).toString('base64url')
    const addresses = ['/mandates/a%00b', '/meetings/AMMTC/%00', '/matrix/%00/THA', '/d/%00/1/DEC.1', '/c/%00', '/check/%00', '/mandates?text=%00', '/audit?command=a%00', '/search?q=a%00b', '/people?q=%00', '/invitation/%00', '/extraction/%00-text-1', '/api/v1/meetings?body=%00', '/api/v1/mandates/%00/chain', `/api/v1/mandates?cursor=${cursor}`]
    for (const at of addresses) expect([at, (await desk.get(at)).status]).toEqual([at, 400])
    const problem = await (await desk.get('/api/v1/search?q=a%00b')).json()
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/q' }] })
    expect(await (await desk.get('/api/v1/mandates/%00')).json()).toMatchObject({ status: 400 })
  })

  it('half a pair of letters, and more fields or bytes than any form has', async () => {
    expect((await send('', '/sign-in/passkey', '{"a":"\\ud800"}', { 'content-type': 'application/json' })).status).toBe(400)
    expect((await send('', '/sign-in/passkey', '{"a":"\\u0000"}', { 'content-type': 'application/json' })).status).toBe(400)
    const many = Array.from({ length: 6000 }, (_, index) => `f${index}=1`).join('&')
    const typed = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await send('', '/sign-in', many, typed)).status).toBe(413)
    expect((await send('', '/sign-in', `a=${'x'.repeat(5_000_000)}`, typed)).status).toBe(413)
    // Sent in pieces without saying how much there will be.
    let sent = 0
    const endless = new ReadableStream({ pull: (controller) => (sent++ < 200 ? controller.enqueue(new Uint8Array(1_000_000).fill(120)) : controller.close()) })
    expect((await send('', '/sign-in', endless, typed)).status).toBe(413)
    expect(sent).toBeLessThan(20)
  })

  it('years that no calendar has, cursors and pages out of all bounds', async () => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const at of ['/api/v1/mandates?asOf=0000-01-01', '/api/v1/mandates/AMMTC-19-DEC.4?asOf=0000-01-01', '/api/v1/mandates/AMMTC-19-DEC.4/chain?asOf=0000-01-01', '/api/v1/mandates?asOf=2026-02-30', '/api/v1/mandates?asOf=275760-09-13', '/api/v1/about?asOf=0000-13-01', `/api/v1/mandates?cursor=${cursor(['0000-01-01', 1, 'x'])}`, `/api/v1/mandates?cursor=${cursor(['2025-01-01', 1e300, 'x'])}`, '/api/v1/mandates?limit=-1', '/api/v1/mandates?limit=1e9', '/api/v1/search?q=x&cursor=-1', '/api/v1/meetings?cursor=x']) {
      const answer = await desk.get(at)
      expect([at, answer.status, answer.headers.get('content-type')]).toEqual([at, 400, 'application/problem+json'])
      expect((await answer.json()).errors ?? [], at).toBeInstanceOf(Array)
    }
    for (const at of ['/mandates?asOf=0000-01-01', '/matrix?page=1e309', '/matrix?page=99999999999999999999', '/matrix?asOf=0000-01-01', '/about?asOf=0000-01-01', '/meetings/AMMTC/19/follow-up?asOf=0000-01-01', '/report-to-ministers?asOf=0000-01-01', '/mandates/AMMTC-19-DEC.4?asOf=0000-01-01', '/mandates?page=-1', '/audit?before=99999999999999999999999']) expect([at, (await desk.get(at)).status < 500]).toEqual([at, true])
  })
})

describe('uploads: the message beside the field in the reader’s language, what was typed kept, nothing half-written', () => {
  const beside = async (answer: Response, status: number, words: string) => {
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expect(/id="file-error"[^]*?<\/p>/.exec(html)?.[0] ?? '').toContain(words)
    expect(html).toContain('A kept title')
  }
  it('50 MB', async () => {
    await beside(await upload(new Uint8Array(50 * 1024 * 1024).fill(65), 'a.txt'), 413, 'too big')
    await beside(await upload(new Uint8Array(21 * 1024 * 1024).fill(65), 'a.txt', {}, 'th'), 413, 'ใหญ่')
  })
  it('empty, mislabelled, protected, in wrong letters', async () => {
    await beside(await upload('', 'a.txt'), 422, 'empty')
    await beside(await upload('MZ\0\0\0\x01\x02\x03\x04', 'a.docx', {}, 'th'), 422, 'ไฟล์')
    await beside(await upload(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]), 'a.docx'), 422, 'password')
    await beside(await upload(Uint8Array.from({ length: 400 }, (_, index) => 0x80 + ((index * 37) % 128)), 'a.txt'), 422, 'letters')
  })
  it('a text without an operative verb; a file whose name is an attack', async () => {
    await beside(await upload('The sun shone on the river all day long.', 'a.txt'), 422, '')
    const answer = await upload(`${statement}\n2. With\0 NUL. ${'More words. '.repeat(30)}`, '../../etc/passwd\r\nX: y.txt', { instrumentTitle: 'Named badly' })
    expect(answer.status).toBe(303)
    const stored = await house.db.selectFrom('stored_file').selectAll().execute()
    expect(stored.every((file) => /^[0-9a-f]{64}$/.test(file.sha256))).toBe(true)
    expect((await desk.get(answer.headers.get('location') ?? '')).status).toBe(200)
  })
  it('letters beyond the basic plane are cut whole', async () => {
    const words = `1. The Ministers tasked SOMTC to ${'x'.repeat(77)}${'😀'.repeat(60)} and report.`
    for (const shift of ['', 'a', 'ab']) expect((await upload(words.replace('xx', `xx${shift}`), 'a.txt', { instrumentTitle: `Pairs ${shift}` })).status).toBe(303)
  })
  it('nothing of what was refused is there', async () => {
    expect((await sql`select 1 from extraction_text where instrument_title = 'A kept title'`.execute(house.db)).rows).toEqual([])
  })
})

describe('what is typed never becomes markup, a command or a formula', () => {
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'); drop table mandate; --'
  it('shown again from an address', async () => {
    for (const at of ['/search?q=', '/mandates?text=', '/mandates?body=', '/mandates?asOf=', '/about?asOf=', '/check?code=', '/matrix?area=', '/people?q=', '/audit?command=', '/sign-in?next=', '/meetings?body=', '/instruments?asOf=', '/report-to-ministers?meeting=', '/extraction/new?meeting=', '/mandates/AMMTC-19-DEC.4?asOf=']) {
      expect(await desk.text(`${at}${encodeURIComponent(nasty)}`), at).not.toMatch(/<script>alert|<img src=x/)
    }
  })

  it('kept in the register and shown, exported and found', async () => {
    const filed = await desk.post('/mandates/new', { body: 'AMMTC', meeting: 'AMMTC/19', instrumentTitle: `=cmd|'/c calc'!A1 ${nasty}`, paragraph: '=1+1', title: `=HYPERLINK("http://evil") ${nasty}`, quote: `@SUM(1) ${nasty}`, verbs: 'tasked', class: 'C5', addressees: `+1 ${nasty}`, due: 'none stated', dueWords: '', action: nasty, language: 'en', marking: 'PUBLIC', origin: 'record', status: 'COMPLETED', version: '9', number: '77', id: 'OTHER' })
    expect(filed.status).toBe(303)
    const at = filed.headers.get('location') ?? ''
    const [row] = (await sql<{ origin: string; status: string; version: number; number: number }>`select origin, status, version, number from mandate where id = ${at.split('/').at(-1)}`.execute(house.db)).rows
    expect(row).toMatchObject({ origin: 'desk', status: 'OPEN', version: 1 })
    expect(row?.number).not.toBe(77)
    const report = (evidence: string) => desk.post(`${at}/report`, { text: nasty, status: 'IN_PROGRESS', on: '2025-12-01', evidence, marking: 'LIMITED', reference: nasty, verdict: 'accepted' })
    for (const evidence of ['javascript:alert(1)', 'JaVaScRiPt://x/%0aalert(1)', 'data:text/html,<script>', ' vbscript:x', 'https://']) expect([evidence, (await report(evidence)).status]).toEqual([evidence, 422])
    expect((await report('https://example.org/"onmouseover="alert(1)')).status).toBe(303)
    expect((await sql`select 1 from mandate_statement where mandate = ${at.split('/').at(-1)} and verdict = 'accepted'`.execute(house.db)).rows).toEqual([])
    for (const page of [at, `${at}/statements`, `${at}/acts`, `${at}/correct`, '/follow-up', '/mandates', '/search?q=HYPERLINK', '/matrix', '/meetings/AMMTC/19/follow-up', '/meetings/AMMTC/19', '/report-to-ministers']) expect(await desk.text(page), page).not.toMatch(/<script>alert|<img src=x|"onmouseover/)
    for (const line of (await desk.text('/mandates.csv')).split(/\r\n/)) for (const cell of line.split(',')) expect(cell.replace(/^\ufeff?"?/, '')).not.toMatch(/^[=+@]/)
    const { readSheet } = await import('read-excel-file/node')
    const book = Buffer.from(await (await desk.get('/mandates.xlsx')).arrayBuffer())
    expect(JSON.stringify(await readSheet(book))).toContain('=HYPERLINK(')
    expect((await desk.get('/meetings/AMMTC/19/follow-up/paper.pdf?lang=en')).status).toBe(200)
  })

  it('letters of every kind in every filter give an answer', async () => {
    const odd = ["'", '"', '\\', '%', '_', "';select pg_sleep(9)--", '$1', '{}', '((((', ':*', "a' & !b", '&|!', '\u202e', '\u200b', '😀', '__proto__', 'constructor', 'ๆๆ', 'x'.repeat(4000)]
    const addresses = ['/mandates?text=', '/mandates?owner=', '/mandates?meeting=', '/mandates?area=', '/search?q=', '/search?kind=', '/api/v1/search?q=', '/api/v1/mandates?owner=', '/api/v1/mandates?text=', '/api/v1/meetings?body=', '/audit?subject=', '/people?q=', '/matrix?meeting=', '/mandates/', '/people/', '/c/', '/check/', '/meetings/AMMTC/', '/invitation/', '/report-to-ministers?meeting=']
    const asked = addresses.flatMap((at) => odd.map((value) => `${at}${encodeURIComponent(value)}`))
    for (let from = 0; from < asked.length; from += 20) {
      const batch = asked.slice(from, from + 20)
      const answers = await Promise.all(batch.map((at) => desk.get(at)))
      expect(batch.filter((_, index) => (answers[index]?.status ?? 500) >= 500)).toEqual([])
    }
  })
})

describe('dates and circles', () => {
  it('the year 2569 is asked about wherever a date is typed', async () => {
    for (const [path, fields] of [['/mandates/AMMTC-19-DEC.4/report', { text: 'x', on: '1 January 2569', marking: 'LIMITED' }], ['/mandates/AMMTC-19-DEC.4/acts/overtake', { reference: 'x', on: '1/1/2569' }], ['/mandates/new', { body: 'AMMTC', date: '2569' }]] as const) {
      const answer = await desk.post(path, fields)
      expect([path, answer.status]).toEqual([path, 422])
      expect(await answer.text(), path).toContain('Which year is meant?')
    }
  })
  it('a parent that would close a circle is refused with the circle, also when two officers link at the same time', async () => {
    const circle = await desk.post('/mandates/SUMMIT-5-DEC.1/acts/link', { other: 'AMMTC/19/DEC.1', basis: 'inferred' })
    expect(circle.status).toBe(422)
    const other = await as(house, 'example-sd')
    const [a, b] = ['AMMTC-7-DEC.1', 'AMMTC-7-DEC.2']
    for (let n = 0; n < 3; n++) {
      const answers = await Promise.all([desk.post(`/mandates/${a}/acts/link`, { other: b, basis: 'inferred' }), other.post(`/mandates/${b}/acts/link`, { other: a, basis: 'inferred' })])
      expect(answers.filter((answer) => answer.status === 303).length).toBe(n === 0 ? 1 : 0)
      expect(answers.every((answer) => [303, 409, 422].includes(answer.status))).toBe(true)
    }
  })
  it('a due event that never comes stays an event: no day, never overdue', async () => {
    const filed = await desk.post('/mandates/new', { body: 'AMMTC', meeting: 'AMMTC/18', instrumentTitle: 'T', paragraph: '9', title: 'Waits for ever', quote: 'q', verbs: 'tasked', class: 'C5', addressees: 'SOMTC', due: 'before the next SUMMIT', language: 'en', marking: 'PUBLIC' })
    if (filed.status !== 303) expect(filed.status).toBe(422)
    else expect((await (await desk.get(`/api/v1${filed.headers.get('location')}`)).json()).overdue).toBe(false)
  })
})

async function acts(): Promise<number> {
  return Number((await sql<{ n: string }>`select count(*) n from audit_entry`.execute(house.db)).rows[0]?.n)
}
