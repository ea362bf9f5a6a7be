import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { eicar, jpegOf, officeOf, pdfOf, wordOf } from '../../../tests/fixtures/files.ts'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import fc from '../../../tests/properties.ts'
import { modules } from '../../modules.ts'
import { takeUpload } from './index.ts'
import { tidyUploads } from './upload-jobs.ts'
import { canUpload, cleanName, contentDisposition, rangeOf } from './rules/upload.ts'

let here: TestInstallation
const meeting = 'SOMTC/26'

async function prepared(env: Record<string, string> = {}): Promise<TestInstallation> {
  const made = await testInstallation({ env })
  for (const module of modules.filter(({ name }) => name === 'people' || name === 'meetings')) await module.demonstrate?.(made.db, testNow)
  return made
}
beforeAll(async () => void (here = await prepared()))

const signedIn = (person: string, on = here) => on.signedIn(person)

const base64 = (text: string) => Buffer.from(text).toString('base64')
const tus = (cookie: string, more: Record<string, string> = {}) => ({ cookie, 'tus-resumable': '1.0.0', origin: 'http://localhost', ...more })

async function begin(cookie: string, name: string, length: number, options: { on?: TestInstallation; meeting?: string; headers?: Record<string, string> } = {}) {
  return (options.on ?? here).app.request('/uploads', { method: 'POST', headers: tus(cookie, { 'upload-length': String(length), 'upload-metadata': `filename ${base64(name)},meeting ${base64(options.meeting ?? meeting)}`, ...options.headers }) })
}
const piece = (cookie: string, at: string, offset: number, bytes: Uint8Array, on = here) =>
  on.app.request(at, { method: 'PATCH', headers: tus(cookie, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }), body: new Uint8Array(bytes), duplex: 'half' } as RequestInit)
const state = async (cookie: string, at: string, on = here) => (await (await on.app.request(at, { headers: { cookie } })).json()) as { state: string; said: string; name: string }

/** Sends a whole file in one piece and gives what was found. */
async function send(cookie: string, name: string, bytes: Uint8Array, on = here) {
  const begun = await begin(cookie, name, bytes.byteLength, { on })
  expect(begun.status).toBe(201)
  const at = begun.headers.get('location') ?? ''
  expect((await piece(cookie, at, 0, bytes, on)).status).toBe(204)
  return { at, id: at.split('/').at(-1) ?? '', ...(await state(cookie, at, on)) }
}

describe('a file sent in pieces', () => {
  it('US-07 goes on after a break from the last byte that arrived, and is then part of a paper once', async () => {
    const cookie = await signedIn('example-nf')
    const bytes = pdfOf(['A working paper'])
    const begun = await begin(cookie, 'แผนงาน ๒๕๖๙.pdf', bytes.byteLength)
    expect(begun.status).toBe(201)
    const at = begun.headers.get('location') ?? ''
    expect(at).toMatch(/^\/uploads\/[0-9a-f]{32}$/)
    expect((await piece(cookie, at, 0, bytes.subarray(0, 100))).headers.get('upload-offset')).toBe('100')
    expect((await state(cookie, at)).state).toBe('arriving')
    // Another program, or the same after a break, asks how far it is.
    const head = await here.app.request(at, { method: 'HEAD', headers: tus(cookie) })
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('cache-control')]).toEqual([200, '100', 'no-store'])
    expect((await piece(cookie, at, 50, bytes.subarray(50))).status).toBe(409)
    expect((await piece(cookie, at, 100, bytes.subarray(100))).status).toBe(204)
    const found = await state(cookie, at)
    expect(found).toMatchObject({ state: 'ready', name: 'แผนงาน ๒๕๖๙.pdf', said: 'Arrived and checked' })

    const actor = { ...acting('NF', { party: 'THA' }), person: { id: (await sql<{ person: string }>`select person from upload where id = ${at.slice(9)}`.execute(here.db)).rows[0]?.person ?? '', name: 'x' } }
    const take = (more = {}) => here.db.transaction().execute((tx) => takeUpload(tx, at.slice(9), { actor, now: testNow, meeting, ...more }))
    await expect(take({ meeting: 'SOMTC+3/23' })).rejects.toMatchObject({ faults: [{ path: '/file', code: 'upload.unknown' }] })
    await expect(here.db.transaction().execute((tx) => takeUpload(tx, at.slice(9), { actor: acting('NF', { party: 'THA' }), now: testNow, meeting }))).rejects.toMatchObject({ faults: [{ code: 'upload.unknown' }] })
    const taken = await take()
    expect(taken).toMatchObject({ type: 'application/pdf', scanned: 'not-scanned', bytes: bytes.byteLength })
    expect(taken.text).toContain('A working paper')
    expect(Buffer.from((await here.files.get(taken.sha256)) ?? []).equals(bytes)).toBe(true)
    await expect(take({ field: 'fileEn' })).rejects.toMatchObject({ faults: [{ path: '/fileEn', code: 'upload.taken' }] })
  })

  it('is for people who may hand in papers in that meeting; to all others there is nothing', async () => {
    expect((await begin('', 'a.pdf', 10)).status).toBe(404)
    expect((await begin(await signedIn('example-pr'), 'a.pdf', 10)).status).toBe(404)
    expect((await begin(await signedIn('example-nf'), 'a.pdf', 10, { meeting: 'NOWHERE/1' })).status).toBe(404)
    const auditor = await begin(await signedIn('example-au'), 'a.pdf', 10)
    expect(auditor.status).toBe(403)
    expect(((await auditor.json()) as { said: string }).said).toContain('handed in by delegations')
    // China takes part in its own consultation, not in Japan's.
    const china = await signedIn('example-dp')
    expect((await begin(china, 'a.pdf', 10, { meeting: 'SOMTC+CHN/26' })).status).toBe(201)
    expect((await begin(china, 'a.pdf', 10, { meeting: 'SOMTC+JPN/26' })).status).toBe(404)
  })

  it('another person’s upload does not exist, to look at, to go on with or to take away', async () => {
    const cookie = await signedIn('example-nf')
    const at = (await begin(cookie, 'a.pdf', 100)).headers.get('location') ?? ''
    for (const person of ['example-sd', 'example-hd', 'example-pr']) {
      const other = await signedIn(person)
      expect((await here.app.request(at, { headers: { cookie: other } })).status).toBe(404)
      expect((await here.app.request(at, { method: 'HEAD', headers: tus(other) })).status).toBe(404)
      expect((await piece(other, at, 0, Buffer.alloc(10))).status).toBe(404)
      expect((await here.app.request(at, { method: 'DELETE', headers: tus(other) })).status).toBe(404)
    }
    expect((await here.app.request(at, { headers: {} })).status).toBe(404)
    expect((await here.app.request(at, { method: 'DELETE', headers: tus(cookie) })).status).toBe(204)
    expect((await here.app.request(at, { headers: { cookie } })).status).toBe(404)
  })

  it('a right that ends while a file is on its way ends it at the next piece', async () => {
    const cookie = await signedIn('example-hd')
    const at = (await begin(cookie, 'a.pdf', 100)).headers.get('location') ?? ''
    expect((await piece(cookie, at, 0, Buffer.alloc(50))).status).toBe(204)
    await sql`update participation set until_at = ${testNow} where meeting = ${meeting} and party = 'THA'`.execute(here.db)
    expect((await piece(cookie, at, 50, Buffer.alloc(50))).status).toBe(404)
    await sql`update participation set until_at = null where meeting = ${meeting} and party = 'THA'`.execute(here.db)
    expect((await piece(cookie, at, 50, Buffer.alloc(50))).status).toBe(204)
  })

  it('no other site can send, and no other address takes bodies that are no form', async () => {
    const cookie = await signedIn('example-nf')
    expect((await begin(cookie, 'a.pdf', 10, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403)
    const answer = await begin(cookie, 'a.pdf', 10)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    for (const at of ['/', '/uploadsx', '/account', '/sign-out']) {
      expect((await here.app.request(at, { method: 'PATCH', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/offset+octet-stream' }, body: 'x' })).status, at).toBe(400)
    }
  })

  it('200 MB at most, and so many at once', async () => {
    const cookie = await signedIn('example-ls')
    expect((await begin(cookie, 'a.pdf', 200 * 1024 * 1024 + 1)).status).toBe(413)
    const at = (await begin(cookie, 'a.pdf', 10)).headers.get('location') ?? ''
    const beyond = await piece(cookie, at, 0, Buffer.alloc(11))
    expect(beyond.status).toBeGreaterThanOrEqual(400)
    for (let sent = 1; sent < 20; sent += 1) expect((await begin(cookie, 'a.pdf', 10)).status).toBe(201)
    const more = await begin(cookie, 'a.pdf', 10)
    expect(more.status).toBe(429)
    expect(await more.text()).toContain('too many files on the way')
  })

  it('names with paths in them, metadata that is none and uploads that are none do no harm', async () => {
    const cookie = await signedIn('example-sd')
    expect((await send(cookie, '../../etc/pass\u202ewd.pdf', pdfOf(['x']))).name).toBe('passwd.pdf')
    expect((await here.app.request('/uploads', { method: 'POST', headers: tus(cookie, { 'upload-length': '10', 'upload-metadata': ',,, =' }) })).status).toBeLessThan(500)
    expect((await here.app.request('/uploads', { method: 'POST', headers: tus(cookie, { 'upload-length': '-1' }) })).status).toBe(400)
    for (const id of ['..%2f..%2fsecret', 'f'.repeat(32), '0', '%00']) expect((await here.app.request(`/uploads/${id}`, { headers: { cookie } })).status).toBeGreaterThanOrEqual(400)
  })
})

describe('what arrived is looked through before anything else is done with it', () => {
  it('a lie, a macro, a bomb and a picture too large are refused in words, in the reader’s language, and deleted', async () => {
    const cookie = await signedIn('example-sd')
    const lie = await send(cookie, 'paper.docx', pdfOf(['x']))
    expect(lie).toMatchObject({ state: 'refused', said: 'The file is named .docx, but it is a PDF. Save it under the right type, or choose another file.' })
    expect(existsSync(path.join(here.files.drafts, lie.id))).toBe(false)
    expect((await state(`${cookie}; lang=th`, lie.at)).said).toContain('เนื้อไฟล์เป็นไฟล์ PDF')
    expect(await send(cookie, 'a.docx', await officeOf('word', { 'word/vbaProject.bin': 'x' }))).toMatchObject({ state: 'refused', said: expect.stringContaining('macros') })
    expect(await send(cookie, 'a.jpg', jpegOf(60_000, 60_000))).toMatchObject({ state: 'refused', said: 'The picture has 3600 million points; at most 60 million are taken.' })
    await expect(here.db.transaction().execute((tx) => takeUpload(tx, lie.id, { actor: { ...acting('SD'), person: { id: 'example-sd', name: 'x' } }, now: testNow, meeting }))).rejects.toMatchObject({ faults: [{ code: expect.stringMatching(/file\.lies|upload\.unknown/) }] })
  })

  it('two questions at once look through it once; the same bytes sent twice are kept once', async () => {
    const cookie = await signedIn('example-sd')
    const bytes = await wordOf(['Twice', 'The same words'])
    const at = (await begin(cookie, 'one.docx', bytes.byteLength)).headers.get('location') ?? ''
    await piece(cookie, at, 0, bytes)
    const found = await Promise.all([state(cookie, at), state(cookie, at), state(cookie, at)])
    expect(found.map((each) => each.state)).toEqual(['ready', 'ready', 'ready'])
    const entries = (await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'upload.ready' and subject_id = ${at.slice(9)}`.execute(here.db)).rows[0]
    expect(entries?.n).toBe(1)
    const again = await send(cookie, 'two.docx', bytes)
    const kept = (await sql<{ sha256: string }>`select distinct sha256 from upload where id in (${at.slice(9)}, ${again.id})`.execute(here.db)).rows
    expect(kept).toHaveLength(1)
  })

  it('a virus is refused by name; while the scanner is away files wait, and are scanned when it is back', async () => {
    const place = path.join(tmpdir(), `mufakat-scan-${process.pid}.sock`)
    const on = await prepared({ CLAMD_SOCKET: place })
    const cookie = await signedIn('example-nf', on)
    const waiting = await send(cookie, 'a.pdf', pdfOf(['Waits']), on)
    expect(waiting).toMatchObject({ state: 'arriving', said: expect.stringContaining('virus scanner does not answer') })
    await expect(on.db.transaction().execute((tx) => takeUpload(tx, waiting.id, { actor: { ...acting('NF'), person: { id: 'example-nf', name: 'x' } }, now: testNow, meeting }))).rejects.toMatchObject({ faults: [{ path: '/file' }] })
    const server = createServer((socket) => {
      let all = Buffer.alloc(0)
      socket.on('data', (chunk: Buffer) => {
        all = Buffer.concat([all, chunk])
        if (all.subarray(-4).equals(Buffer.alloc(4))) socket.end(all.includes(eicar()) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
      })
    })
    await new Promise<void>((resolve) => server.listen(place, resolve))
    expect(await state(cookie, waiting.at, on)).toMatchObject({ state: 'ready' })
    expect((await sql<{ scanned: string }>`select scanned from upload where id = ${waiting.id}`.execute(on.db)).rows[0]?.scanned).toBe('clean')
    const bad = await send(cookie, 'note.txt', eicar(), on)
    expect(bad).toMatchObject({ state: 'refused', said: 'The virus scanner found Eicar-Test-Signature in this file. It was deleted.' })
    server.close()

    // An installation may choose to take files meanwhile; they say that nobody scanned them.
    const open = await prepared({ CLAMD_SOCKET: `${place}.none`, CLAMD_AWAY: 'accept' })
    const taken = await send(await signedIn('example-nf', open), 'a.pdf', pdfOf(['Goes']), open)
    expect(taken.state).toBe('ready')
    expect((await sql<{ scanned: string }>`select scanned from upload where id = ${taken.id}`.execute(open.db)).rows[0]?.scanned).toBe('not-scanned')
    await Promise.all([on.db.destroy(), open.db.destroy()])
  })
})

describe('what nobody comes back for', () => {
  it('is removed after a day, its bytes too; what is under way, or belongs to a paper, stays', async () => {
    const on = await prepared()
    const cookie = await signedIn('example-sd', on)
    const old = await send(cookie, 'old.pdf', pdfOf(['Old']), on)
    const half = ((await begin(cookie, 'half.pdf', 100, { on })).headers.get('location') ?? '').slice(9)
    const used = await send(cookie, 'used.pdf', pdfOf(['Used']), on)
    const sha = async (id: string) => (await sql<{ sha256: string }>`select sha256 from upload where id = ${id}`.execute(on.db)).rows[0]?.sha256 ?? ''
    const [oldSha, usedSha] = [await sha(old.id), await sha(used.id)]
    const person = (await sql<{ person: string }>`select person from upload where id = ${used.id}`.execute(on.db)).rows[0]?.person ?? ''
    await on.db.transaction().execute((tx) => takeUpload(tx, used.id, { actor: { ...acting('SD'), person: { id: person, name: 'x' } }, now: testNow, meeting }))
    const stray = path.join(on.files.drafts, 'left-by-a-killed-process')
    writeFileSync(stray, 'half')
    const later = Temporal.Now.instant().add({ hours: 48 }).toString()
    on.setNow(later)
    await sql`update upload set begun_at = ${later} where id = ${half}`.execute(on.db)
    // Refers to the used file, as a paper does.
    await sql`create table keeper (sha256 text references stored_file)`.execute(on.db)
    await sql`insert into keeper values (${usedSha})`.execute(on.db)
    await tidyUploads({ db: on.db, files: on.files, now: on.now })
    expect([await on.files.size(oldSha), existsSync(stray), existsSync(path.join(on.files.drafts, old.id))]).toEqual([null, false, false])
    expect(await on.files.size(usedSha)).toBeGreaterThan(0)
    expect(readdirSync(on.files.drafts).filter((name) => !name.endsWith('.json'))).toEqual([half])
    await on.db.destroy()
  })
})

describe('rules', () => {
  it('R-1.8.6 who may send', () => {
    for (const role of ['SD', 'CH'] as const) expect(canUpload(acting(role), 'no').allowed).toBe(true)
    for (const role of ['NF', 'HD', 'DE', 'LS', 'DP', 'OB'] as const) expect([canUpload(acting(role, { party: 'THA' }), 'yes').allowed, canUpload(acting(role, { party: 'THA' }), 'no').allowed]).toEqual([true, false])
    expect(canUpload(acting('DP', { party: 'CHN' }), 'own').allowed).toBe(true)
    for (const role of ['IN', 'PR', 'AU', 'SA', 'LE', 'HL'] as const) expect(canUpload(acting(role, { party: 'THA' }), 'yes').allowed).toBe(false)
    expect(canUpload({ person: null, capacity: null }, 'yes').allowed).toBe(false)
  })

  it('names are kept without folders and tricks, whatever is sent', () => {
    expect(cleanName('C:\\x\\y\\report.final.DOCX', 'docx')).toBe('report.final.docx')
    expect(cleanName('ร่างแผนงาน.pdf', 'pdf')).toBe('ร่างแผนงาน.pdf')
    expect(cleanName('WP.2 final', 'pdf')).toBe('WP.2 final.pdf')
    expect(cleanName('...', 'pdf')).toBe('paper.pdf')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      const clean = cleanName(name, 'pdf')
      expect(clean).toMatch(/\.pdf$/)
      expect(clean).not.toMatch(/[/\\\p{Cc}]|^\./u)
    }))
  })

  it('RFC 6266 a Thai name arrives whole, and no name breaks the header', () => {
    expect(contentDisposition('ร่างแผนงาน.pdf')).toBe(`attachment; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent('ร่างแผนงาน.pdf')}`)
    expect(contentDisposition('Draft (1).pdf')).toBe(`attachment; filename="Draft (1).pdf"; filename*=UTF-8''Draft%20%281%29.pdf`)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(new Headers({ 'content-disposition': contentDisposition(name) }).get('content-disposition')).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.~%-]*$/)
    }))
  })

  it('RFC 9110 ranges', () => {
    expect(rangeOf('bytes=0-9', 100)).toEqual({ start: 0, end: 9 })
    expect(rangeOf('bytes=90-', 100)).toEqual({ start: 90, end: 99 })
    expect(rangeOf('bytes=-10', 100)).toEqual({ start: 90, end: 99 })
    expect(rangeOf('bytes=50-500', 100)).toEqual({ start: 50, end: 99 })
    expect(rangeOf('bytes=100-', 100)).toBe('beyond')
    expect(rangeOf('bytes=-0', 100)).toBe('beyond')
    for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=9-1', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b']) expect(rangeOf(header, 100), header).toBeNull()
  })
})
