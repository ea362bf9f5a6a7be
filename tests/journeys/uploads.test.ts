import { createHash } from 'node:crypto'
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { Browser, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { UploadField } from '../../src/modules/documents/index.ts'
import { Button, Form } from '../../src/ui/index.ts'
import { jsx } from 'preact/jsx-runtime'
import { pdfOf } from '../fixtures/files.ts'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

const megabyte = 1024 * 1024
const meeting = 'SOMTC/26'
const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-sent-'))
let mufakat: Running
let browser: Browser
beforeAll(async () => {
  ;[mufakat, browser] = await Promise.all([startMufakat(inject('postgres')), openBrowser()])
}, 180_000)
afterAll(async () => {
  await Promise.all([browser?.close(), mufakat?.stop()])
})

/** A PDF that is as large as asked: what follows its text is a comment. */
function pdfOnDisk(name: string, size: number): string {
  const place = path.join(folder, name)
  const pdf = pdfOf([`The paper ${name}`])
  writeFileSync(place, Buffer.concat([pdf, Buffer.alloc(size, '%'), Buffer.from('\n%%EOF\n')]))
  return place
}

async function signedIn(base: string, person: string): Promise<string> {
  const answer = await fetch(`${base}/sign-in/as`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base }, body: new URLSearchParams({ person }).toString() })
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const begin = async (base: string, cookie: string, name: string, bytes: number) => {
  const answer = await fetch(`${base}/uploads`, { method: 'POST', headers: { cookie, origin: base, 'tus-resumable': '1.0.0', 'upload-length': String(bytes), 'upload-metadata': `filename ${base64(name)},meeting ${base64(meeting)}` } })
  expect(answer.status).toBe(201)
  return `${base}${answer.headers.get('location')}`
}
const offsetOf = async (at: string, cookie: string) => Number((await fetch(at, { method: 'HEAD', headers: { cookie, 'tus-resumable': '1.0.0' } })).headers.get('upload-offset'))
const sendFrom = (at: string, cookie: string, base: string, bytes: Uint8Array, offset: number) =>
  fetch(at, { method: 'PATCH', headers: { cookie, origin: base, 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body: bytes.subarray(offset) as Uint8Array<ArrayBuffer> })

/** The most memory a process ever had, in megabytes, where the system tells. */
function highestMemory(pid: number): number | null {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return null
  }
}

/** Every file of the store under its own hash, and nothing half-written beside them. */
function storeIsWhole(dataDir: string): number {
  const store = path.join(dataDir, 'files')
  const kept = readdirSync(store).filter((name) => name !== 'drafts').flatMap((name) => readdirSync(path.join(store, name)).map((file) => path.join(store, name, file)))
  for (const place of kept) expect(createHash('sha256').update(readFileSync(place)).digest('hex')).toBe(path.basename(place))
  return kept.length
}

describe('a crash in the middle', () => {
  it('kill -9 while a file is on its way loses nothing that was acknowledged and leaves nothing half-written', { timeout: 240_000 }, async () => {
    const bytes = readFileSync(pdfOnDisk('killed.pdf', 40 * megabyte))
    const first = await startMufakat(inject('postgres'))
    const cookie = await signedIn(first.base, 'example-nf')
    const at = await begin(first.base, cookie, 'killed.pdf', bytes.byteLength)
    // Half is acknowledged; then more is being sent, slowly, when the power goes.
    expect((await fetch(at, { method: 'PATCH', headers: { cookie, origin: first.base, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(bytes.subarray(0, 20 * megabyte)) })).status).toBe(204)
    const sending = request(at, { method: 'PATCH', headers: { cookie, origin: first.base, 'tus-resumable': '1.0.0', 'upload-offset': String(20 * megabyte), 'content-type': 'application/offset+octet-stream', 'content-length': String(bytes.byteLength - 20 * megabyte) } })
    sending.on('error', () => {})
    sending.write(bytes.subarray(20 * megabyte, 25 * megabyte))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await first.kill()
    sending.destroy()

    const again = await startMufakat(inject('postgres'), { again: first })
    const resumed = at.replace(first.base, again.base)
    const offset = await offsetOf(resumed, cookie)
    expect(offset).toBeGreaterThanOrEqual(20 * megabyte)
    expect(offset).toBeLessThan(bytes.byteLength)
    storeIsWhole(again.dataDir)
    expect((await sendFrom(resumed, cookie, again.base, bytes, offset)).status).toBe(204)
    // It dies once more, now while the whole file is being looked through.
    const looking = fetch(resumed, { headers: { cookie } }).catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, 60))
    await again.kill()
    await looking
    const third = await startMufakat(inject('postgres'), { again })
    const found = (await (await fetch(at.replace(first.base, third.base), { headers: { cookie } })).json()) as { state: string }
    expect(found.state).toBe('ready')
    expect(storeIsWhole(third.dataDir)).toBeGreaterThan(0)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(statSync(path.join(third.dataDir, 'files', sha256.slice(0, 2), sha256)).size).toBe(bytes.byteLength)
    await third.stop()
  })

  it('a file of 200 MB goes through a real connection with flat memory', { timeout: 180_000 }, async () => {
    const place = path.join(folder, 'large.pdf')
    const pdf = pdfOf(['Large'])
    const end = Buffer.from('\n%%EOF\n')
    const size = 200 * megabyte
    await pipeline(Readable.from((function* () {
      yield pdf
      for (let left = size - pdf.byteLength - end.byteLength; left > 0; left -= megabyte) yield Buffer.alloc(Math.min(megabyte, left), '%')
      yield end
    })()), createWriteStream(place))
    const cookie = await signedIn(mufakat.base, 'example-sd')
    // Made before the upload begins: reading 200 MB blocks this process, and an idle connection is closed meanwhile.
    const bytes = new Uint8Array(readFileSync(place))
    const at = await begin(mufakat.base, cookie, 'large.pdf', size)
    const before = highestMemory(mufakat.pid)
    // A connection that breaks is no fault: whoever sends goes on from where the server is, as a browser does.
    let sent = 0
    for (let tries = 0; tries < 5 && sent !== 204; tries += 1) {
      const offset = Number((await fetch(at, { method: 'HEAD', headers: { cookie, 'tus-resumable': '1.0.0' } })).headers.get('upload-offset') ?? 0)
      sent = await sendFrom(at, cookie, mufakat.base, bytes, offset).then((answer) => answer.status, () => 0)
    }
    expect(sent).toBe(204)
    const found = (await (await fetch(at, { headers: { cookie } })).json()) as { state: string; said: string }
    expect(found).toMatchObject({ state: 'ready' })
    // Less than the file: what is being looked through is read in pieces, but a busy machine collects late.
    if (before !== null) expect((highestMemory(mufakat.pid) ?? 0) - before).toBeLessThan(180)
    expect((await fetch(`${mufakat.base}/uploads`, { method: 'POST', headers: { cookie, origin: mufakat.base, 'tus-resumable': '1.0.0', 'upload-length': String(size + 1), 'upload-metadata': `filename ${base64('x.pdf')},meeting ${base64(meeting)}` } })).status).toBe(413)
  })
})

/** The field in a page of the real program, in place of that page's own content. */
async function withField(page: Page, lang: 'en' | 'th'): Promise<void> {
  const c = { var: { lang, site: { config: { uploadLimitBytes: 20 * megabyte, documentLimitBytes: 200 * megabyte } } } } as never
  const form = renderToString(jsx(Form, { action: '/uploads-end', files: true, children: [jsx(UploadField, { c, meeting, name: 'fileEn', label: lang === 'th' ? 'ไฟล์ภาษาอังกฤษ' : 'English file' }), jsx(Button, { children: 'Hand in' })] }))
  await page.route('**/about*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/<main[\s\S]*<\/main>/, `<main class="mf-main" id="main">${form}</main>`) })
  })
  await page.goto(`/about?lang=${lang}`)
  await page.locator('.mf-upload.is-live').waitFor()
}

describe('the field in a browser', () => {
  const said = (page: Page) => page.locator('.mf-upload [role="status"]').innerText()
  const state = (page: Page) => page.locator('.mf-upload').getAttribute('data-state')

  it('US-07 sends at once, can be stopped, and goes on after a reload from where it was', { timeout: 240_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-nf' })
    await withField(page, 'en')
    const place = pdfOnDisk('halfway.pdf', 45 * megabyte)
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 12 * megabyte })
    await page.locator('input[name="fileEn"]').setInputFiles(place)
    await expect.poll(() => page.locator('.mf-upload progress').evaluate((bar) => (bar as HTMLProgressElement).value), { timeout: 40_000 }).toBeGreaterThan(38)
    // A form is not sent while its file is on the way.
    await page.getByRole('button', { name: 'Hand in' }).click()
    await expect.poll(() => said(page)).toContain('Wait until the file has arrived')
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect.poll(() => state(page)).toBe('paused')
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    await page.reload()
    await page.locator('.mf-upload.is-live').waitFor()
    const offsets: string[] = []
    page.on('request', (sent) => sent.method() === 'PATCH' && offsets.push(sent.headers()['upload-offset'] ?? ''))
    await page.locator('input[name="fileEn"]').setInputFiles(place)
    await expect.poll(() => state(page), { timeout: 40_000 }).toBe('done')
    expect(Number(offsets[0])).toBeGreaterThan(0)
    expect(await said(page)).toBe('halfway.pdf: Arrived and checked')
    expect(await page.locator('input[name="fileEnUpload"]').inputValue()).toMatch(/^[0-9a-f]{32}$/)
    expect(await page.locator('input[name="fileEn"]').evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(0)
    await page.getByRole('button', { name: 'Take away' }).click()
    await expect.poll(() => state(page)).toBe('idle')
    expect(await page.locator('input[name="fileEnUpload"]').inputValue()).toBe('')
    await context.close()
  })

  it('takes a file that is dragged to it, and says in the reader’s language why one is not taken', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'th', signedInAs: 'example-nf' })
    await withField(page, 'th')
    const drop = async (name: string, content: string) => {
      const data = await page.evaluateHandle(([called, text]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text ?? ''], called ?? ''))
        return transfer
      }, [name, content])
      await page.dispatchEvent('.mf-upload', 'drop', { dataTransfer: data })
    }
    await drop('แผน.docx', pdfOf(['x']).toString('latin1'))
    await expect.poll(() => said(page)).toContain('เนื้อไฟล์เป็นไฟล์ PDF')
    await drop('แผน.pdf', pdfOf(['x']).toString('latin1'))
    await expect.poll(() => state(page)).toBe('done')
    expect(await said(page)).toBe('แผน.pdf: ได้รับและตรวจแล้ว')
    await context.close()
  })
})
