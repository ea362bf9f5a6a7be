import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { dataVersion } from '../../kernel/db.ts'
import { modules } from '../../modules.ts'
import { fileDocument } from './index.ts'

let here: TestInstallation
const cookies = new Map<string, string>()

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => ['people', 'meetings', 'documents'].includes(name))) await module.demonstrate?.(here.db, testNow, here.files)
})

async function as(person: string | null): Promise<Record<string, string>> {
  if (person === null) return {}
  const known = cookies.get(person)
  if (known) return { cookie: known }
  const cookie = await here.signedIn(person)
  cookies.set(person, cookie)
  return { cookie }
}
const open = async (at: string, person: string | null) => {
  const answer = await here.app.request(at, { headers: await as(person) })
  return { status: answer.status, text: answer.headers.get('content-type')?.includes('pdf') ? '' : await answer.text(), answer }
}
const send = async (at: string, person: string, fields: Record<string, string>) => here.app.request(at, { method: 'POST', headers: { ...(await as(person)), 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, body: new URLSearchParams(fields).toString() })
const versionOf = async (symbol: string): Promise<string> => String((await sql<{ version: number }>`select version from official_document where symbol = ${symbol}`.execute(here.db)).rows[0]?.version)

describe('one paper', () => {
  it('US-07 AC4 R-1.8.5 the base symbol shows the current version with a notice, and every earlier one stays readable', async () => {
    const base = await open('/documents/SOMTC/26/WP.2', 'example-nf')
    expect(base.status).toBe(200)
    expect(base.text).toContain('You asked for WP.2; this is the version that stands.')
    expect(base.text).toMatch(/<title>[^<]*SOMTC\/26\/WP\.2\/Rev\.1/)
    const filed = await open('/documents/SOMTC/26/WP.2?as=filed', 'example-nf')
    expect(filed.text).toContain('This text no longer stands.')
    expect(filed.text).toMatch(/<title>[^<]*SOMTC\/26\/WP\.2 /)
    for (const symbol of ['WP.2/Corr.1', 'WP.2/Rev.1', 'WP.2/Rev.1/Add.1']) expect((await open(`/documents/SOMTC/26/${symbol}`, 'example-nf')).status, symbol).toBe(200)
    const file = await open('/documents/SOMTC/26/WP.2/files/en', 'example-nf')
    expect([file.status, file.answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(Buffer.from(await file.answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('a paper the Secretariat filed is read in the browser, page by page, as one that was sent in', async () => {
    const look = async () => (await open('/documents/SOMTC/26/INF.1?as=filed', 'example-nf')).text
    // While the file is still being read the page says so, with a way to look again.
    await expect.poll(look, { timeout: 60_000 }).not.toContain('The text is being read from the file.')
    const text = await look()
    expect(text).toMatch(/class="leaf" lang="en"[\s\S]*Administrative arrangements/)
    expect(text).not.toContain('This file cannot be shown here')
  })

  it('US-07 AC5 R-1.8.4 every language version is under one symbol, and the authentic one is flagged', async () => {
    const { text } = await open('/documents/SOMTC/26/WP.1', 'example-nf')
    expect(text).toMatch(/English, PDF<\/a>[\s\S]{0,120}Authentic/)
    expect(text).toMatch(/Thai, PDF<\/a>[\s\S]{0,120}Unofficial translation/)
    expect(text).toContain('One symbol for every language. Where they differ, English counts.')
    const thai = await open('/documents/SOMTC/26/WP.1?lang=th', 'example-nf')
    expect(thai.text).toContain('ทุกภาษาใช้สัญลักษณ์เดียวกัน')
    await open('/documents?lang=en', 'example-nf')
  })

  it('US-07 AC3 a late paper says so, is not in the list of others until the Chair gives leave, and still says so after', async () => {
    expect((await open('/documents/SOMTC/26/WP.6', 'example-de')).status).toBe(404)
    expect((await open('/meetings/SOMTC/26/papers', 'example-de')).text).not.toContain('Arms smuggling: new indicators')
    expect((await open('/meetings/SOMTC/26/papers', 'example-ch')).text).toContain('Late, no leave yet')
    expect((await send('/documents/SOMTC/26/WP.6/admit', 'example-sd', { version: await versionOf('SOMTC/26/WP.6') })).status).toBe(403)
    expect((await send('/documents/SOMTC/26/WP.6/admit', 'example-ch', { version: await versionOf('SOMTC/26/WP.6') })).status).toBe(303)
    expect((await open('/meetings/SOMTC/26/papers', 'example-de')).text).toMatch(/Arms smuggling: new indicators[\s\S]{0,900}Late submission/)
  })

  it('US-07 AC6 a withdrawn paper keeps its number and says why it went', async () => {
    const { text } = await open('/documents/SOMTC/26/WP.3', 'example-nf')
    expect(text).toContain('Its subject is taken up in WP.2. Its number is not used again.')
  })

  it('US-08 AC2 a partner sees its own papers and no trace of others: no title, count, gap or address', async () => {
    const list = await open('/meetings/SOMTC+CHN/26/papers', 'example-dp')
    expect(list.text).toContain('Work plan with China, second year')
    for (const person of ['example-dp-jpn', 'example-ob', 'example-le', 'example-pr', null]) {
      for (const view of ['', '/why', '/who', '/files/en']) {
        const [hidden, absent] = [await open(`/documents/SOMTC+CHN/26/WP.1${view}`, person), await open(`/documents/SOMTC+CHN/26/WP.9${view}`, person)]
        expect([hidden.status, absent.status], `${person} ${view}`).toEqual([404, 404])
        expect(hidden.text.replaceAll(/WP\.\d|[0-9a-f-]{36}/g, '')).toBe(absent.text.replaceAll(/WP\.\d|[0-9a-f-]{36}/g, ''))
      }
      const papers = await open('/documents', person)
      expect(papers.text).not.toContain('SOMTC+CHN')
    }
    const main = await open('/meetings/SOMTC/26/papers', 'example-dp')
    expect(main.text).toContain('Administrative arrangements')
    for (const word of ['Draft SOMTC work programme', 'Terms of reference', 'report of the lead shepherd', 'WP.1', 'LSR', 'withdrawn']) expect(main.text, word).not.toContain(word)
    expect((await open('/meetings/SOMTC+CHN/26', 'example-dp-jpn')).text).not.toMatch(/\/papers"/)
  })

  it('who will see this is counted by the rule that opens it, and what a change would do is said before', async () => {
    const { text } = await open('/documents/SOMTC/26/WP.2/Rev.1', 'example-sd')
    expect(text).toContain('Who will see this, who has it now')
    expect(text).toMatch(/General would add \d+ pe/)
    expect(text).toContain('Ask the Chair')
    const who = await open('/documents/SOMTC/26/WP.2/Rev.1/who', 'example-sd')
    expect(who.text).toContain('Suda Tuayang')
    expect(who.text).not.toContain('Lin Lizi')
    expect((await open('/documents/SOMTC/26/WP.2/Rev.1/who', 'example-nf')).status).toBe(403)
    expect((await open('/documents/SOMTC/26/WP.2/Rev.1', 'example-nf')).text).not.toContain('May open')
  })

  it('opening is kept for who has it now, and moves no version of the data', async () => {
    await as('example-hd')
    const before = await dataVersion(here.db)
    await open('/documents/SOMTC/26/NC.1', 'example-hd')
    await open('/documents/SOMTC/26/NC.1/files/en', 'example-hd')
    expect(await dataVersion(here.db)).toBe(before)
    const rows = (await sql<{ way: string; role: string }>`select way, role from document_opening x join official_document d on d.id = x.document where d.symbol = 'SOMTC/26/NC.1' order by way`.execute(here.db)).rows
    expect(rows).toEqual([{ way: 'download', role: 'HD' }, { way: 'read', role: 'HD' }])
    expect((await open('/documents/SOMTC/26/NC.1/who', 'example-ch')).text).toMatch(/Prasert Tuayang[\s\S]{0,200}January 2026/)
  })

  it('US-08 AC4 the panel says in which capacity one reads, and of two hats which was chosen', async () => {
    const own = await open('/documents/SOMTC+CHN/26/WP.1/why', 'example-dp')
    expect(own.text).toContain('This paper is open to you as')
    expect(own.text).toMatch(/<td class="[^"]* on"[^>]*>/)
    expect(own.text).toContain('20, Papers for one partner: Own')
  })

  it('looking as someone else is for the desk, the Chair and auditors, is logged, and shows what the other would see', async () => {
    const china = await open('/documents/SOMTC+CHN/26/WP.1/why?look=DP:CHN', 'example-sd')
    expect(china.text).toContain('This paper is open to: Dialogue partner')
    expect((await open('/documents/SOMTC/26/WP.1/why?look=DP:JPN', 'example-sd')).text).toContain('For them it does not exist.')
    expect((await open('/documents/SOMTC/26/WP.1/why?look=DP:JPN', 'example-nf')).status).toBe(403)
    expect((await open('/documents/SOMTC/26/WP.4/why?look=DP:JPN', 'example-au')).status).toBe(404)
    expect((await open('/documents/SOMTC/26/WP.1/why?look=DP:JPN&at=yesterday', 'example-sd')).status).toBe(422)
    const logged = (await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'document.look-as'`.execute(here.db)).rows[0]?.n
    expect(logged).toBe(2)
  })
})

describe('forms', () => {
  const fields = { series: 'WP', 'title.en': 'A paper on gates', purpose: 'decision', 'actionRequested.en': 'The Meeting is invited to note it.', distribution: 'LIMITED' }

  it('a paper is handed in, shown as waiting, registered by the desk; what is wrong comes back beside its field with what was typed', async () => {
    const refused = await send('/meetings/SOMTC/26/papers/new', 'example-nf-vnm', { ...fields, 'actionRequested.en': '', modifies: 'SOMTC/25/WP.1', modifier: 'Rev' })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('A paper for decision says what the Meeting is invited to do')
    expect(page).toContain('This symbol is not of SOMTC/26.')
    expect(page).toContain('value="A paper on gates"')
    const sent = await send('/meetings/SOMTC/26/papers/new', 'example-nf-vnm', fields)
    expect(sent.status).toBe(303)
    const at = sent.headers.get('location') ?? ''
    expect(at).toMatch(/^\/documents\/id\/[0-9a-f-]+\?done=submit/)
    expect((await open(at, 'example-nf-vnm')).text).toContain('Handed in after the deadline: it is late')
    expect((await open(at, 'example-nf')).status).toBe(404)
    const id = at.replace(/\?.*/, '')
    expect((await open(id, 'example-sd')).text).toContain('Register as SOMTC/26/WP.8')
    const version = String((await sql<{ version: number }>`select version from official_document where id = ${id.split('/').at(-1)}`.execute(here.db)).rows[0]?.version)
    const early = await send(`${id}/register`, 'example-sd', { version, expected: 'SOMTC/26/WP.8' })
    expect([early.status, (await early.text()).includes('needs the file of its authentic language')]).toEqual([409, true])
  })

  it('a form for who may not submit there: hidden meeting 404, wrong role 403', async () => {
    expect((await open('/meetings/SOMTC+CHN/26/papers/new', 'example-dp-jpn')).status).toBe(404)
    expect((await open('/meetings/SOMTC/26/papers/new', 'example-au')).status).toBe(403)
    expect((await open('/meetings/SOMTC/26/papers/new', 'example-nf')).status).toBe(200)
    expect((await open('/meetings/SOMTC+CHN/26/papers/new', 'example-dp')).status).toBe(200)
  })

  it('a stale form is refused and says so', async () => {
    const answer = await send('/documents/SOMTC/26/INF.1/marks', 'example-sd', { version: '0', distribution: 'LIMITED' })
    expect(answer.status).toBe(409)
    const done = await send('/documents/SOMTC/26/INF.2/marks', 'example-sd', { version: await versionOf('SOMTC/26/INF.2'), distribution: 'LIMITED' })
    expect(done.status).toBe(303)
    expect((await open('/documents/SOMTC/26/INF.2', 'example-dp')).status).toBe(404)
  })

  it('the Secretariat asks the Chair to open a paper of the house, and the Chair decides', async () => {
    expect((await open('/', 'example-ch')).text).toContain('Open to more readers?')
    const { text } = await open('/documents/SOMTC/26/WP.1', 'example-ch')
    expect(text).toContain('Melati Contoh asks to open it: General.')
    expect((await send('/documents/SOMTC/26/WP.1/decide', 'example-ch', { version: await versionOf('SOMTC/26/WP.1'), verdict: 'accepted' })).status).toBe(303)
    expect((await open('/documents/SOMTC/26/WP.1', 'example-dp-jpn')).status).toBe(200)
  })
})

describe('the table of rights', () => {
  it('US-08 AC1 has 198 cells in words, and as CSV', async () => {
    const { text } = await open('/rights', null)
    expect(text.match(/<td class="[ycn]"/g)).toHaveLength(198)
    const file = await open('/rights.csv', null)
    expect(file.text.trim().split(/\r?\n/)).toHaveLength(23)
  })
})

describe('a meeting with hundreds of papers', () => {
  it('has them page by page and by series, each once, with a fixed number of statements; what waits stands on the first page alone', async () => {
    const meeting = 'SOMTC+JPN/26'
    const desk = acting('SD')
    const file = (series: 'WP' | 'INF', n: number) => here.db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: here.now(), files: here.files }, { meeting, series, title: { en: `Many ${series} ${n}`, th: `มาก ${series} ${n}` }, purpose: 'information', distribution: 'GENERAL', item: null, files: [], origin: 'desk' }))
    const count = async (at: string) => {
      await open(at, 'example-sd')
      here.queries.length = 0
      const { text } = await open(at, 'example-sd')
      return { text, statements: here.queries.length }
    }
    for (let n = 0; n < 3; n++) await file('INF', n)
    const few = await count(`/meetings/${meeting}/papers`)
    expect(few.text).not.toContain('class="mf-series"')
    for (let n = 0; n < 130; n++) await file('WP', n)
    const symbolsOn = (text: string) => [...text.matchAll(/href="\/documents\/(SOMTC\+JPN\/26\/(?:WP|INF)\.\d+)"/g)].map((found) => found[1] as string)
    const seen: string[] = []
    let statements = 0
    for (const page of [1, 2, 3]) {
      const { text, statements: asked } = await count(`/meetings/${meeting}/papers?page=${page}`)
      seen.push(...symbolsOn(text))
      statements = Math.max(statements, asked)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(133)
    expect(statements).toBeLessThanOrEqual(few.statements)
    expect(symbolsOn((await count(`/meetings/${meeting}/papers?series=INF`)).text)).toHaveLength(3)
    expect((await open(`/meetings/${meeting}/papers?page=999&series=CRP`, 'example-sd')).status).toBe(200)
  })
})
