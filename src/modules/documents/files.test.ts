import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { renderToString } from 'preact-render-to-string'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { onDisk, pdfOf, wordOf } from '../../../tests/fixtures/files.ts'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { heldBytes } from '../../../tests/memory.ts'
import { mediaTypes } from '../../kernel/sniff.ts'
import { textOf } from '../../kernel/text-of.ts'
import { modules } from '../../modules.ts'
import { FilePreview } from './pages/files-preview.tsx'
import { fileDocument, type FiledPaper, findDocument, findReading, paperHref, readingOf } from './index.ts'

let here: TestInstallation
const desk = acting('SD', { body: 'SOMTC' })
const meeting = 'SOMTC/26'
const megabyte = 1024 * 1024

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(here.db, testNow)
})

const signedIn = (person: string) => here.signedIn(person)

const pdf = pdfOf(['The text of the working paper'])
const filed = async (more: Partial<FiledPaper> = {}) => {
  const made = await here.db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: testNow, files: here.files }, {
    meeting, series: 'WP', title: { en: 'Draft work programme', th: 'ร่างแผนงาน' }, purpose: 'decision', distribution: 'LIMITED', origin: 'desk',
    files: [{ lang: 'en', name: 'wp.pdf', type: 'application/pdf', bytes: pdf, authentic: true }, { lang: 'th', name: 'แผน.pdf', type: 'application/pdf', bytes: pdfOf(['ไทย']), authentic: false }], ...more,
  }))
  return { ...made, at: `${paperHref(made)}/files/en` }
}
const get = (at: string, cookie: string, headers: Record<string, string> = {}) => here.app.request(at, { headers: { cookie, ...headers } })

describe('the file of a paper', () => {
  it('is given to who sees the paper, to be saved, and may do nothing in a browser', async () => {
    const { at, symbol, id } = await filed()
    const answer = await get(at, await signedIn('example-nf'))
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${symbol.replaceAll('/', '-')}.en.pdf"; filename*=UTF-8''${symbol.replaceAll('/', '-')}.en.pdf`)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const opened = await sql<{ way: string; times: number }>`select way, times from document_opening where document = ${id}`.execute(here.db)
    expect(opened.rows).toEqual([{ way: 'download', times: 1 }])
    // A page of ours keeps its own policy.
    expect((await get('/meetings', '')).headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('comes in ranges, so that a broken download goes on', async () => {
    const { at } = await filed()
    const cookie = await signedIn('example-nf')
    const part = await get(at, cookie, { range: 'bytes=5-9' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, `bytes 5-9/${pdf.byteLength}`, pdf.subarray(5, 10).toString('latin1')])
    expect((await get(at, cookie, { range: 'bytes=99999999-' })).status).toBe(416)
    expect((await get(at, cookie, { range: 'bytes=5-9', 'if-range': '"another"' })).status).toBe(200)
    const head = await here.app.request(at, { method: 'HEAD', headers: { cookie } })
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([200, String(pdf.byteLength), 'bytes'])
    expect((await get(at, cookie, { 'if-none-match': head.headers.get('etag') ?? '' })).status).toBe(304)
  })

  it('US-08 AC2 has no address for who does not see the paper: the same answer as for what was never there', async () => {
    const { at } = await filed()
    const never = await (await get('/documents/SOMTC/26/WP.999/files/en?lang=en', await signedIn('example-dp'))).text()
    for (const person of ['example-dp', 'example-ob', 'example-pr', 'example-le', 'example-sa', 'example-hl']) {
      const answer = await get(`${at}?lang=en`, await signedIn(person))
      expect(answer.status, person).toBe(404)
      if (person === 'example-dp') expect((await answer.text()).replaceAll(/WP\.\d+/g, 'WP.999')).toBe(never)
      expect(answer.headers.get('content-disposition')).toBeNull()
    }
    expect((await get(at, '')).status).toBe(404)
    expect((await get(at.replace('/en', '/vi'), await signedIn('example-nf'))).status).toBe(404)
  })

  it('US-08 AC3 a right that is taken away ends the address at once, also for a range and for a copy asked after', async () => {
    const { at, id } = await filed()
    const cookie = await signedIn('example-nf')
    const etag = (await get(at, cookie)).headers.get('etag') ?? ''
    await sql`update official_document set recalled_at = ${testNow} where id = ${id}`.execute(here.db)
    expect((await get(at, cookie)).status).toBe(404)
    expect((await get(at, cookie, { range: 'bytes=0-1' })).status).toBe(404)
    expect((await get(at, cookie, { 'if-none-match': etag })).status).toBe(404)
  })

  it('a file changed on disk is not given out as the text', async () => {
    const bytes = pdfOf(['To be changed'])
    const { at, id } = await filed({ files: [{ lang: 'en', name: 'x.pdf', type: 'application/pdf', bytes, authentic: true }] })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(path.join(path.dirname(here.files.drafts), sha256.slice(0, 2), sha256), bytes.toString('latin1').replace('changed', 'CHANGED'), 'latin1')
    const answer = await get(at, await signedIn('example-nf'))
    await expect(answer.arrayBuffer()).rejects.toThrow()
    await sql`update official_document set recalled_at = ${testNow} where id = ${id}`.execute(here.db)
  })
})

describe('all papers of a meeting as one zip', () => {
  it('holds what this reader sees and no trace of the rest, with a page in both languages that leads through it', async () => {
    const limited = await filed({ series: 'LSR', title: { en: 'Limited okapifern', th: 'จำกัด' } })
    const general = await filed({ series: 'INF', distribution: 'GENERAL', title: { en: 'General & <b>open</b>', th: 'ทั่วไป' } })
    const partOf = async (person: string) => {
      const answer = await get(`/meetings/${meeting}/papers.zip`, await signedIn(person))
      expect(answer.status).toBe(200)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
      const zip = await fromBufferPromise(bytes, { lazyEntries: true })
      const parts = new Map<string, Buffer>()
      for await (const entry of zip.eachEntry()) {
        const chunks: Buffer[] = []
        for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
        parts.set(entry.fileName, Buffer.concat(chunks))
      }
      return parts
    }
    const member = await partOf('example-nf')
    const named = (symbol: string, series: string, lang: string) => `${series}/${symbol.replaceAll('/', '-')}.${lang}.pdf`
    expect(member.get(named(limited.symbol, 'LSR', 'en'))?.equals(pdf)).toBe(true)
    const page = member.get('index.html')?.toString() ?? ''
    const paper = await findDocument(here.db, { actor: desk, now: testNow }, limited.id)
    for (const word of ['Limited okapifern', 'จำกัด', limited.symbol, paper?.files[0]?.checkCode ?? '?', 'lang="th"', 'lang="en"', `href="${named(limited.symbol, 'LSR', 'th')}"`, 'General &amp; &lt;b>open&lt;/b>']) expect(page, word).toContain(word)
    expect(page).not.toMatch(/<script|onclick/)

    const host = await partOf('example-hl')
    expect([...host.keys()].some((name) => name.includes('LSR'))).toBe(false)
    expect(host.get('index.html')?.toString()).not.toContain('okapifern')
    expect(host.has(named(general.symbol, 'INF', 'en'))).toBe(true)
    for (const person of ['example-pr', 'example-le']) expect((await get(`/meetings/${meeting}/papers.zip`, await signedIn(person))).status).toBe(404)
  })

  it('of 400 papers with 4 versions streams with flat memory, in the same number of statements', { timeout: 120_000 }, async () => {
    const big = Buffer.concat([pdfOf(['big']), Buffer.alloc(100_000, 32)])
    await here.db.transaction().execute(async (tx) => {
      const sha256 = await here.files.put(tx, { name: 'big.pdf', type: 'application/pdf', bytes: big, now: testNow })
      for (let number = 1; number <= 400; number += 1) {
        const id = `bulk-${number}`
        for (const [index, tail] of ['', '/Rev.1', '/Rev.2', '/Rev.3'].entries()) {
          await sql`insert into official_document (id, meeting, symbol, body, session, series, number, modifies, chain, modifier, modifier_number, title, purpose, submitted_role, submitted_at, status, registered_at, distribution)
            values (${id + tail}, 'SOMTC+JPN/26', ${`SOMTC+JPN/26/NR.${number}${tail}`}, 'SOMTC+JPN', '26', 'NR', ${number}, ${index === 0 ? null : id}, ${id}, ${index === 0 ? null : 'Rev'}, ${index === 0 ? null : index}, '{"en":"Bulk","th":"Bulk"}', 'information', 'SD', ${testNow}, 'REGISTERED', ${testNow}, 'LIMITED')`.execute(tx)
          await sql`insert into document_file (document, lang, sha256, name, type, bytes, authentic, uploaded_by, uploaded_at) values (${id + tail}, 'en', ${sha256}, 'big.pdf', 'application/pdf', ${big.byteLength}, true, 'x', ${testNow})`.execute(tx)
        }
      }
    })
    const cookie = await signedIn('example-sd')
    here.queries.length = 0
    const answer = await get('/meetings/SOMTC+JPN/26/papers.zip', cookie)
    let read = 0
    let highest = 0
    const before = heldBytes()
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      if (Math.trunc(read / (20 * megabyte)) !== Math.trunc((read += chunk.byteLength) / (20 * megabyte))) highest = Math.max(highest, heldBytes() - before)
    }
    expect(read).toBe(Number(answer.headers.get('content-length')))
    expect(read).toBeGreaterThan(1600 * 100_000)
    // All of it at once would be 160 MB.
    expect(highest).toBeLessThan(20 * megabyte)
    expect(here.queries.length).toBeLessThan(12)
  })
})

describe('a copy is checked by its code', () => {
  it('R-8.3.1 anyone learns that it is the text and whether there is a newer one; only who may read it, what it is', async () => {
    const first = await filed({ series: 'L', title: { en: 'Secret quollfern', th: 'ลับ' } })
    const code = (await findDocument(here.db, { actor: desk, now: testNow }, first.id))?.files.find((file) => file.lang === 'en')?.checkCode ?? ''
    const check = async (cookie: string) => (await get(`/check/${code.toLowerCase()}?lang=en`, cookie)).text()
    expect(await check('')).toContain('This is the text that stands')
    expect(await check('')).not.toMatch(/quollfern|SOMTC\/26\/L/)
    expect(await check(await signedIn('example-nf'))).toContain('Secret quollfern')
    const rev = await filed({ series: 'L', modifies: first.symbol, modifier: 'Rev', title: { en: 'Secret quollfern revised', th: 'ลับ' } })
    expect(await check('')).toContain('There is a newer text')
    expect(await check('')).not.toContain(rev.symbol)
    expect(await check(await signedIn('example-nf'))).toContain(rev.symbol)
    await sql`update official_document set recalled_at = ${testNow} where id = ${first.id}`.execute(here.db)
    expect(await check('')).toContain('withdrawn or called back')
    expect((await get('/check/S26-00000-00000', '')).status).toBe(404)
  })

  it('its bytes prove it too', async () => {
    const bytes = pdfOf(['Proved by its bytes'])
    await filed({ files: [{ lang: 'en', name: 'x.pdf', type: 'application/pdf', bytes, authentic: true }], title: { en: 'Secret numbatfern', th: 'ลับ' } })
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], 'copy.pdf'))
    const answer = await here.app.request('/check?lang=en', { method: 'POST', headers: { origin: 'http://localhost' }, body: form })
    const text = await answer.text()
    expect(text).toContain('This is the text that stands')
    expect(text).not.toContain('numbatfern')
  })
})

describe('the first pages in the browser', () => {
  it('show headings, lists and tables as text, and nothing of the file that could act', async () => {
    const reading = await textOf(onDisk(await wordOf(['Draft <script>alert(1)</script>', 'Summary. This paper carries on'], [['Party', 'Sum'], ['Thailand', '5']])), 'docx')
    const html = renderToString(FilePreview({ reading, page: 1, lang: 'en', fileLang: 'en', title: 'Draft', href: (page) => `?page=${page}` }))
    expect(html).toContain('<h3>Draft &lt;script>alert(1)&lt;/script></h3>')
    expect(html).toContain('<b>Summary.</b>')
    expect(html).toMatch(/<th scope="col">Party<\/th>.*<td>Thailand<\/td>/)
    expect(html).not.toMatch(/<script|style=|onerror/)
  })

  it('of a file the program made itself are read when first asked for, and then remembered', async () => {
    const made = await filed({ files: [{ lang: 'en', name: 'made.docx', type: mediaTypes.docx, bytes: await wordOf(['Made here']), authentic: true }] })
    const file = (await findDocument(here.db, { actor: desk, now: testNow }, made.id))?.files[0]
    const c = { var: { db: here.db, files: here.files, now: testNow } } as never
    expect(file && (await readingOf(c, file))?.text).toBe('Made here')
    expect((await findReading(here.db, file?.sha256 ?? ''))?.pages[0]?.blocks).toHaveLength(1)
  })

  it('of a PDF go page by page; what holds no text says so', async () => {
    const reading = await textOf(onDisk(pdfOf(['Page one', 'Page two'])), 'pdf')
    const shown = (page: number) => renderToString(FilePreview({ reading, page, lang: 'th', fileLang: 'en', title: 'x', href: (at) => `?page=${at}` }))
    expect(shown(1)).toContain('Page one')
    expect(shown(1)).toContain('href="?page=2"')
    expect(shown(1)).toContain('หน้า ๑ จาก ๒')
    expect(shown(99)).toContain('Page two')
    const scan = await textOf(onDisk(pdfOf([''])), 'pdf')
    expect(renderToString(FilePreview({ reading: scan, page: 1, lang: 'en', fileLang: 'en', title: 'x', href: () => '' }))).toContain('only pictures of pages')
    expect(renderToString(FilePreview({ reading: 'later', page: 2, lang: 'en', fileLang: 'en', title: 'x', href: (page) => `?page=${page}` }))).toContain('href="?page=2">Look again</a>')
    expect(renderToString(FilePreview({ reading: null, page: 1, lang: 'en', fileLang: 'en', title: 'x', href: () => '' }))).toContain('cannot be shown here')
  })
})
