import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, inject, it } from 'vitest'
import { openBrowser, openWindow, startMufakat } from './browser.ts'

const root = path.resolve(import.meta.dirname, '../..')
const pages: { name: string; at: string; as?: string }[] = [
  { name: 'home', at: '/' },
  { name: 'register', at: '/mandates' },
  { name: 'mandate', at: '/mandates/AMMTC-7-DEC.10' },
  { name: 'meetings', at: '/meetings' },
  { name: 'meeting', at: '/meetings/AMMTC/16' },
  { name: 'about', at: '/about?asOf=2012-01-01' },
  { name: 'mechanism', at: '/mechanism' },
  { name: 'instruments', at: '/instruments' },
  { name: 'areas', at: '/areas' },
  { name: 'members', at: '/members' },
  { name: 'search', at: '/search?q=ยาเสพติด' },
  { name: 'matrix', at: '/matrix' },
  { name: 'follow-up-table', at: '/meetings/AMMTC/19/follow-up' },
  { name: 'sign-in', at: '/sign-in' },
  { name: 'desk', at: '/', as: 'example-sd' },
  { name: 'extraction', at: '/extraction', as: 'example-sd' },
  { name: 'report', at: '/report-to-ministers?meeting=AMMTC/19', as: 'example-sd' },
  { name: 'follow-up', at: '/follow-up', as: 'example-sd' },
  { name: 'account', at: '/account', as: 'example-nf' },
]
/** For the README, and how much of each is shown. */
const kept: Record<string, number> = { 'mandate.en.1280': 1720, 'register.en.1280': 900, 'meetings.th.1280': 760 }

it.skipIf(!process.env['PICTURES'])('pictures of the main pages', { timeout: 300_000 }, async () => {
  const mufakat = await startMufakat(inject('postgres'))
  const browser = await openBrowser()
  for (const folder of ['docs/pictures', 'var/pictures']) mkdirSync(path.join(root, folder), { recursive: true })
  for (const lang of ['en', 'th'] as const) {
    for (const width of [1280, 390]) {
      const visitor = await openWindow(browser, mufakat.base, { lang, width })
      const signed = new Map<string, Awaited<ReturnType<typeof openWindow>>>()
      for (const { name, at, as } of pages) {
        let window = visitor
        if (as) {
          window = signed.get(as) ?? (await openWindow(browser, mufakat.base, { lang, width, signedInAs: as }))
          signed.set(as, window)
        }
        await window.page.goto(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`, { waitUntil: 'networkidle' })
        const file = `${name}.${lang}.${width}`
        const height = kept[file]
        await window.page.screenshot({ path: path.join(root, height ? 'docs/pictures' : 'var/pictures', `${file}.png`), fullPage: true, ...(height ? { clip: { x: 0, y: 0, width: 1280, height } } : {}) })
      }
      for (const { context } of [visitor, ...signed.values()]) await context.close()
    }
  }
  await browser.close()
  await mufakat.stop()
  expect(true).toBe(true)
})
