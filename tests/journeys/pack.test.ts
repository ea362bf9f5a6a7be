import path from 'node:path'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Db, openDatabase } from '../../src/kernel/db.ts'
import { type FileStore, folderStore } from '../../src/kernel/files.ts'
import { fileDocument, findDocument } from '../../src/modules/documents/index.ts'
import { pdfOf } from '../fixtures/files.ts'
import { acting } from '../installation.ts'
import { openBrowser, openWindow, type Running, signIn, startMufakat } from './browser.ts'

const meeting = 'SOMTC/26'
const desk = acting('SD', { body: 'SOMTC' })
let mufakat: Running
let browser: Browser
let db: Db
let files: FileStore
beforeAll(async () => {
  ;[mufakat, browser] = await Promise.all([startMufakat(inject('postgres')), openBrowser()])
  db = openDatabase(mufakat.databaseUrl, { max: 2 })
  files = folderStore(path.join(mufakat.dataDir, 'files'))
}, 180_000)
afterAll(async () => {
  await db?.destroy()
  await Promise.all([browser?.close(), mufakat?.stop()])
})

const now = () => Temporal.Now.instant().toString()
async function filed(title: string) {
  const made = await db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: now(), files }, {
    meeting, series: 'WP', title: { en: title, th: `${title} ฉบับไทย` }, purpose: 'decision', distribution: 'LIMITED', origin: 'demonstration', files: [{ lang: 'en', name: 'wp.pdf', type: 'application/pdf', bytes: pdfOf([title]), authentic: true }],
  }))
  const file = (await findDocument(db, { actor: desk, now: now() }, made.id))?.files[0]
  return { ...made, code: file?.checkCode ?? '', at: `/meetings/${meeting}/pack/${made.id}/en/${file?.sha256.slice(0, 12)}` }
}

/** Keeps the pack and waits until it is there and its worker serves pages. */
async function keepPack(page: Page, lang = 'en'): Promise<void> {
  await page.goto(`/meetings/${meeting}/pack?lang=${lang}`)
  await page.locator('.mf-pack button').first().click()
  await page.locator('.mf-pack[data-state="kept"]').waitFor({ timeout: 30_000 })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}
const packs = (page: Page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('pack|')))

it('the papers of a meeting open in a room without a network, each with its code, and who has them is known', { timeout: 240_000 }, async () => {
  const paper = await filed('Offline quokkafern')
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-nf' })
  await keepPack(page)
  const opened = await sql<{ way: string }>`select way from document_opening where document = ${paper.id}`.execute(db)
  expect(opened.rows.map((row) => row.way)).toEqual(['pack'])

  await context.setOffline(true)
  await page.goto(`/meetings/${meeting}/pack`)
  const text = await page.locator('main').innerText()
  expect(text).toContain('Offline quokkafern')
  expect(text).toContain(paper.code)
  // It still looks as it should, from what was kept.
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.mf-pack') as Element).borderLeftStyle)).toBe('solid')
  const bytes = await page.evaluate(async (at) => [...new Uint8Array(await (await fetch(at)).arrayBuffer())], paper.at)
  expect(Buffer.from(bytes).equals(pdfOf(['Offline quokkafern']))).toBe(true)
  // Nothing else is served from the device.
  expect(await page.evaluate(() => fetch('/meetings').then(() => 'came', () => 'nothing'))).toBe('nothing')
  expect(await packs(page)).toHaveLength(1)
  await context.close()
})

it('a paper that was called back leaves the pack, a right that ended takes all of it, on the next contact', { timeout: 240_000 }, async () => {
  const paper = await filed('Recalled numbatfern')
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-hd' })
  await keepPack(page)
  const has = (at: string) => page.evaluate(async (address) => (await caches.match(address)) !== undefined, at)
  expect(await has(paper.at)).toBe(true)
  await sql`update official_document set recalled_at = ${now()} where id = ${paper.id}`.execute(db)
  await page.goto('/meetings')
  await expect.poll(() => has(paper.at)).toBe(false)
  expect(await packs(page)).toHaveLength(1)
  // His own answer from the server wipes it too: the meeting is not his any more.
  await sql`delete from participation where meeting = ${meeting} and party = 'THA'`.execute(db)
  expect((await page.goto(`/meetings/${meeting}/pack`))?.status()).toBe(404)
  await expect.poll(() => packs(page)).toEqual([])
  await context.close()
})

it('signing out wipes the pack, and another who signs in finds none', { timeout: 240_000 }, async () => {
  await filed('Wiped bilbyfern')
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd' })
  await keepPack(page)
  expect(await packs(page)).toHaveLength(1)
  await page.locator('form[action="/sign-out"] button').first().click()
  await page.waitForURL(/sign-in/)
  await expect.poll(() => packs(page)).toEqual([])
  await context.setOffline(true)
  await expect(page.goto(`/meetings/${meeting}/pack`)).rejects.toThrow()
  await context.setOffline(false)

  await signIn(page, 'example-sd')
  await keepPack(page)
  // Another takes the same device without the first having signed out.
  await context.clearCookies()
  await signIn(page, 'example-ch')
  await expect.poll(() => packs(page)).toEqual([])
  await context.close()
})
