import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { type Actor, visitor } from '../../kernel/actor.ts'
import type { Paper } from '../../kernel/paper.ts'
import { reportCommand } from './cli.ts'
import { makePaper, type PaperRequest } from './commands.ts'
import { wordReport } from './present/report.ts'
import { typeset } from '../../kernel/typeset.ts'
import { findMeetingFacts } from './queries.ts'

const site = 'https://mufakat.example.org'
let installation: TestInstallation
beforeAll(async () => void (installation = await testInstallation()))

const make = (reader: Actor, more: Partial<PaperRequest> = {}) =>
  makePaper({ db: installation.db, files: installation.files, reader, issuer: reader, now: testNow, zone: 'Asia/Jakarta', publicUrl: site, kind: 'report-to-ministers', meeting: 'AMMTC/19', lang: 'th', format: 'pdf', ...more })
const textOf = async (pdf: Uint8Array) => (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text
const pagesOf = async (pdf: Uint8Array) => (await getDocumentProxy(new Uint8Array(pdf))).numPages
const joined = (text: string) => text.normalize('NFKD').replace(/\s/g, '').replaceAll('\u0e4d\u0e32', '\u0e33')
const tableRows = (paper: Paper) => paper.blocks.flatMap((block) => (block.kind === 'table' && !block.hideHead ? block.rows : []))
const firstText = (row: Paper['blocks'] extends never ? never : ReturnType<typeof tableRows>[number]) => {
  const run = row[0]?.[0]?.[0]
  return typeof run === 'string' ? run : run?.text
}
const stamp = { code: 'A19-00000-00000', address: 'mufakat.example.org/check', link: `${site}/check/A19-00000-00000`, qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>', qrPng: new Uint8Array(), qrAlt: 'QR', version: 'Version 1' }

/** A decision written past the commands, for what the public record does not hold. */
async function plant(number: number, more: { marking?: string; title?: string; class?: string; owner?: boolean } = {}) {
  const title = JSON.stringify({ en: more.title ?? 'Planted', th: more.title ?? 'ปลูก' })
  await sql`insert into mandate (id, symbol, body, meeting, session, number, date, sort_on, paragraph, title, text, quoted, language, verbs, class, addressees, due, marking, recorded_at)
    values (${`AMMTC-18-DEC.${number}`}, ${`AMMTC/18/DEC.${number}`}, 'AMMTC', 'AMMTC/18', '18', ${number}, '2024-08-28', '2024-08-28', '4', ${title}, ${title}, false, 'en', ${['tasked']}, ${more.class ?? 'C5'},
      ${JSON.stringify(more.owner === false ? [] : [{ body: 'SOMTC' }])}, ${JSON.stringify({ none: true })}, ${more.marking ?? 'PUBLIC'}, ${testNow})`.execute(installation.db)
  await sql`update data_version set number = number + 1`.execute(installation.db)
}

describe('US-19 ministerial report pack', () => {
  it('AC1 every C4 to C6 decision of a meeting appears exactly once, for every meeting of the record', async () => {
    const meetings = await sql<{ meeting: string; symbols: string[] }>`select meeting, array_agg(symbol) as symbols from mandate where meeting is not null and class in ('C4', 'C5', 'C6') and sort_on <= '2026-01-12' group by meeting`.execute(installation.db)
    expect(meetings.rows.length).toBeGreaterThan(5)
    for (const { meeting, symbols } of meetings.rows) {
      const facts = await findMeetingFacts(installation.db, acting('SD'), meeting, '2026-01-12')
      if (!facts) throw new Error(meeting)
      for (const lang of ['en', 'th'] as const) {
        const { paper, shown } = wordReport(facts, lang, site, 'LIMITED')
        expect(shown.toSorted(), meeting).toEqual(symbols.toSorted())
        expect(tableRows(paper).map(firstText).toSorted(), meeting).toEqual(symbols.map((symbol) => symbol.split('/').at(-1)).toSorted())
      }
    }
  })

  it('AC2 each row leads to the register and to its sources; a reader of public things sees no limited statement', async () => {
    await sql`insert into mandate_statement (mandate, on_date, on_text, status, text, reported_by, marking, recorded_at, recorded_by) values ('AMMTC-19-DEC.5', '2025-12-01', '2025-12-01', 'IN_PROGRESS', ${JSON.stringify({ en: 'closed-words', th: 'closed-words' })}, ${JSON.stringify({ en: 'x', th: 'x' })}, 'LIMITED', ${testNow}, 'test')`.execute(installation.db)
    const worded = async (reader: Actor) => {
      const facts = await findMeetingFacts(installation.db, reader, 'AMMTC/19', '2026-01-12')
      if (!facts) throw new Error('no facts')
      return wordReport(facts, 'en', site, 'PUBLIC').paper
    }
    expect(JSON.stringify(await worded(acting('HD', { party: 'THA' })))).toContain('closed-words')
    const open = await worded(visitor)
    expect(JSON.stringify(open)).not.toContain('closed-words')
    for (const row of tableRows(open)) {
      expect(JSON.stringify(row[0])).toMatch(/"href":"https:\/\/mufakat\.example\.org\/mandates\/AMMTC-19-DEC\.\d+"/)
      expect(JSON.stringify(row[5])).toMatch(/"href":"https?:/)
    }
  })

  it('AC4 in Thai with Thai digits and years of the Buddhist era, and no word lost or broken', async () => {
    const { bytes } = await make(visitor)
    const text = joined(await textOf(bytes))
    for (const words of ['รายงานต่อรัฐมนตรี', 'ข้อมูล ณ ๑๒ มกราคม ๒๕๖๙', 'มติของการประชุม AMMTC ครั้งที่ ๑๙', 'พ.ศ. ๒๕๖๙–๒๕๗๘', 'มิได้หมายความว่าไม่ได้ดำเนินการ', 'หน้า ๑ จาก']) expect(text).toContain(joined(words))
    const facts = await findMeetingFacts(installation.db, visitor, 'AMMTC/19', '2026-01-12')
    // Read back from the page, a row's cells are mixed line by line: every word of every title is there.
    const words = new Intl.Segmenter('th', { granularity: 'word' })
    for (const { decision } of facts?.rows.filter((row) => row.decision.class >= 'C4') ?? []) for (const { segment } of words.segment(decision.title.th)) expect(text, decision.symbol).toContain(joined(segment))
    expect(await pagesOf(bytes)).toBeLessThanOrEqual(10)
  })

  it('AC4 at most ten pages with a hundred decisions', async () => {
    const facts = await findMeetingFacts(installation.db, visitor, 'AMMTC/19', '2026-01-12')
    const rows = facts?.rows.filter(({ decision }) => decision.class >= 'C4') ?? []
    const many = Array.from({ length: 100 }, (_, index) => ({ ...rows[index % rows.length]!, decision: { ...rows[index % rows.length]!.decision, symbol: `AMMTC/19/DEC.${index + 1}`, title: { en: `No. ${index}`, th: `เรื่องที่ ${index}` } } }))
    const { paper } = wordReport({ ...facts!, rows: many }, 'th', site, 'PUBLIC')
    expect(await pagesOf(typeset(paper, stamp))).toBeLessThanOrEqual(10)
  })
})

describe('the Word file', () => {
  it('opens, with real headings, a head row and a row for every decision', async () => {
    const { bytes, decisions } = await make(visitor, { format: 'docx' })
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
    expect(value.match(/<h1>/g)?.length).toBeGreaterThanOrEqual(4)
    expect(value).toContain('<thead>')
    for (let number = 1; number <= decisions; number++) expect(value.match(new RegExp(`>DEC\\.${number}<`, 'g')), `DEC.${number}`).toHaveLength(1)
    expect(value).toContain('๒๕๖๙')
  })
})

describe('who may see what', () => {
  it('a hidden decision leaves no trace in the public’s paper and stands in the secretariat’s', async () => {
    await plant(901, { marking: 'RESTRICTED', title: 'planted-word' })
    const open = await make(visitor, { meeting: 'AMMTC/18', lang: 'en' })
    const closed = await make(acting('SD'), { meeting: 'AMMTC/18', lang: 'en' })
    expect(await textOf(open.bytes)).not.toMatch(/planted-word|DEC\.901/)
    expect(joined(await textOf(closed.bytes))).toContain('planted-word')
    expect(closed.decisions).toBe(open.decisions + 1)
    expect([open.paper.marking, closed.paper.marking]).toEqual(['PUBLIC', 'RESTRICTED'])
    const page = await (await installation.app.request('/report-to-ministers?meeting=AMMTC/18&lang=en')).text()
    expect(page).not.toMatch(/planted-word|DEC\.901/)
    expect(page).toContain(`${open.decisions} of ${open.decisions} decisions have a row`)
  })
  it('markup in a title is only text in the paper', async () => {
    await plant(902, { title: '#panic("x") *bold* $y$ <script>' })
    expect((await textOf((await make(visitor, { meeting: 'AMMTC/18', lang: 'en' })).bytes)).replace(/\s+/g, ' ')).toContain('#panic("x") *bold* $y$')
  })
})

describe('versions and pages', () => {
  it('the same paper taken twice has one code, whatever the day, until the record changes', async () => {
    const first = await make(visitor, { meeting: 'AMMTC/17', lang: 'en' })
    const later = await make(visitor, { meeting: 'AMMTC/17', lang: 'en', now: '2026-01-20T02:00:00.000Z' })
    expect(later.paper.code).toBe(first.paper.code)
    expect(Buffer.from(later.bytes).equals(Buffer.from(first.bytes))).toBe(true)
    expect(joined(await textOf(first.bytes))).toContain(first.paper.code)
    const checked = await installation.app.request(`/check/${first.paper.code}?lang=en`)
    expect(checked.status).toBe(200)
    expect(await checked.text()).toContain('1 of 1')
  })
  it('a visitor gets the PDF of public content, and no paper of a past day', async () => {
    const answer = await installation.app.request('/report-to-ministers/AMMTC/19/paper.pdf?lang=en')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    expect((await installation.app.request('/report-to-ministers/AMMTC/19/paper.pdf?asOf=2025-10-01')).status).toBe(403)
    expect((await installation.app.request('/report-to-ministers/AMMTC/99/paper.pdf')).status).toBe(404)
    expect((await installation.app.request('/report-to-ministers?meeting=AMMTC/19&asOf=2025-10-01')).status).toBe(200)
  })
  it('the follow-up table of a meeting is a page and one sheet of paper', async () => {
    for (const lang of ['en', 'th']) expect((await installation.app.request(`/meetings/AMMTC/19/follow-up?lang=${lang}`)).status).toBe(200)
    const { bytes } = await make(visitor, { kind: 'follow-up' })
    expect(await pagesOf(bytes)).toBe(1)
    expect((await installation.app.request('/meetings/AMMTC/99/follow-up')).status).toBe(404)
  })
  it('a page asks the database the same number of times however long the table', async () => {
    const count = async (url: string) => {
      await installation.app.request(url)
      await sql`update data_version set number = number + 1`.execute(installation.db)
      const before = installation.queries.length
      expect((await installation.app.request(url)).status).toBe(200)
      return installation.queries.length - before
    }
    expect(await count('/report-to-ministers?meeting=AMMTC/19&lang=en')).toBe(await count('/report-to-ministers?meeting=AMMTC/17&lang=en'))
  })
})

describe('bin/mufakat report', () => {
  const context = () => ({ open: async () => ({ db: installation.db, files: installation.files, config: { publicUrl: site, zone: 'Asia/Jakarta', root: '' }, close: async () => {} }) })
  const run = async (line: string) => {
    const out: string[] = []
    return { code: await reportCommand(line.split(' '), context(), (text) => out.push(text)), text: out.join('\n') }
  }
  it('writes the paper and says what it wrote', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'r.pdf')
    const { code, text } = await run(`ministers --meeting AMMTC/19 --lang th --format pdf --out ${file}`)
    expect(text).toMatch(/10 decisions, draft 1, \d pages before the annexes\n.*Options or gaps/s)
    expect(code).toBe(0)
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  })
  it('names every fault', async () => {
    const wrong = await run('ministers --lang xx --format odt --colour red')
    expect(wrong.code).toBe(2)
    for (const fault of ['--meeting is needed', '--out is needed', '--lang xx', '--format odt', '--colour is not']) expect(wrong.text).toContain(fault)
    expect(await run('ministers --meeting AMMTC/99 --lang en --format pdf --out /tmp/x.pdf')).toEqual({ code: 1, text: 'Meeting AMMTC/99 is not in the record.' })
    expect((await run('ministers --meeting AMMTC/19 --lang en --format pdf --out /no/such/folder/x.pdf')).code).toBe(1)
    expect((await run('chair')).code).toBe(2)
  })
})
