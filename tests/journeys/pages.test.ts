import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The pages a visitor meets, and those of a person with the capacity that needs them. */
export const publicPages = ['/', '/mandates', '/mandates?class=C4%2B&body=AMMTC', '/mandates/AMMTC-7-DEC.10', '/mandates/SUMMIT-5-DEC.1', '/meetings', '/meetings/AMMTC/16', '/meetings/AMMTC/19/follow-up', '/mechanism', '/members', '/areas', '/instruments', '/about', '/about?asOf=2012-01-01', '/matrix', '/search?q=drugs', '/search?q=ยาเสพติด', '/disagreements', '/how-decisions-are-read', '/open-data', '/check', '/sign-in', '/api/v1', '/nothing-here']
export const deskPages = ['/', '/extraction', '/extraction/new', '/mandates/new', '/follow-up', '/report-to-ministers', '/report-to-ministers/AMMTC/19/pack', '/report-to-ministers/AMMTC/19/pack/preview', '/report-to-ministers/AMMTC/19/pack/parts/new?section=decision', '/report-to-ministers/AMMTC/19/pack/changes', '/account', '/mandates/AMMTC-19-DEC.4/report']
/** A liaison of the host registers people, prints badges and stands at doors. */
export const hostPages = [...['', '/new', '/people/example-int-1', '/badges', '/import', '/manifests'].map((page) => `/meetings/SOMTC/26/registration${page}`), '/meetings/SOMTC/26/participants', '/door', '/door?session=example-opening']
const week = '/meetings/SOMTC/26'
/** The pages of a meeting that is prepared, by who works on them. */
const weekPages: [whose: string, person: string, pages: string[]][] = [
  ['the desk at work on a meeting', 'example-sd', [...['', '/dates', '/taking-part', '/agenda', '/agenda/versions/2', '/agenda/compare', '/papers', '/delegations', '/delegations/VNM/credentials/example-letter-6', '/letters', '/circulars', '/report'].map((page) => `${week}${page}`), '/series/example-week', '/calendar', '/documents', `/documents/SOMTC/26/WP.2`]],
  ['a focal point', 'example-nf', ['/my-delegation', `${week}/delegations/THA/name`, '/delegations/THA', `${week}/programme`, `${week}/agenda`, '/meetings/SOMTC/SP9/report']],
  ['the Chair', 'example-ch', [`${week}/state`, `${week}/room`, `${week}/room/example-rehearsal`, `${week}/agreed`]],
  ['a partner', 'example-dp', ['/', '/meetings/SOMTC+CHN/26', '/meetings/SOMTC+CHN/26/agenda', '/meetings/SOMTC+CHN/26/papers']],
]

let mufakat: Running
let browser: Browser

beforeAll(async () => {
  mufakat = await startMufakat(inject('postgres'))
  browser = await openBrowser()
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await mufakat?.stop()
})

async function faultsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> } }
    const found = await engine.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)
  })
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe.each(['en', 'th'] as const)('in %s', (lang) => {
  describe.each([1280, 390])('at %i px', (width) => {
    it('every public page is without accessibility findings, sideways scrolling or foreign requests', { timeout: 240_000 }, async () => {
      const { context, page } = await openWindow(browser, mufakat.base, { lang, width })
      const foreign: string[] = []
      const errors: string[] = []
      page.on('request', (request) => request.url().startsWith(mufakat.base) || request.url().startsWith('data:') || foreign.push(request.url()))
      page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && errors.push(message.text()))
      const findings: string[] = []
      for (const at of publicPages) {
        const answer = await page.goto(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`)
        if (at !== '/nothing-here' && answer?.status() !== 200) findings.push(`${at} answered ${answer?.status()}`)
        for (const fault of await faultsOn(page)) findings.push(`${at} ${fault}`)
        const over = await overflow(page)
        if (over > 1) findings.push(`${at} scrolls ${over} px sideways`)
        if ((await page.locator('html').getAttribute('lang')) !== lang) findings.push(`${at} is not in ${lang}`)
        if ((await page.locator('h1').count()) !== 1) findings.push(`${at} has ${await page.locator('h1').count()} first headings`)
      }
      await context.close()
      expect(findings).toEqual([])
      expect(foreign).toEqual([])
      expect(errors).toEqual([])
    })

    // The pages of a meeting are looked at on a phone in English and on a desk in Thai: every page and both widths, at half the time.
    it.each([['the desk', 'example-sd', deskPages], ['the host', 'example-hl', hostPages], ...((lang === 'en') === (width === 390) ? weekPages : [])] as const)('so is every page of %s', { timeout: 240_000 }, async (_whose, signedInAs, pages) => {
      const { context, page } = await openWindow(browser, mufakat.base, { lang, width, signedInAs })
      const findings: string[] = []
      for (const at of pages) {
        const answer = await page.goto(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`)
        if (answer?.status() !== 200) findings.push(`${at} answered ${answer?.status()}`)
        for (const fault of await faultsOn(page)) findings.push(`${at} ${fault}`)
        const over = await overflow(page)
        if (over > 1) findings.push(`${at} scrolls ${over} px sideways`)
      }
      await context.close()
      expect(findings).toEqual([])
    })
  })
})

it('every public page works with JavaScript off: same title, same first heading, links that lead on', { timeout: 120_000 }, async () => {
  const { context, page } = await openWindow(browser, mufakat.base, { javaScript: false })
  for (const at of publicPages.filter((known) => known !== '/nothing-here')) {
    const answer = await page.goto(at)
    expect(answer?.status(), at).toBe(200)
    expect((await page.locator('h1').first().innerText()).length, at).toBeGreaterThan(2)
  }
  await page.goto('/')
  await page.locator('form[role="search"] input').first().fill('money laundering')
  await page.locator('form[role="search"] button').first().click()
  await page.waitForURL(/\/search\?/)
  expect(await page.locator('main').innerText()).toMatch(/laundering/i)
  await context.close()
})

it('a first visit stays within its budget: 150 kB in English, 250 kB in Thai, 40 kB of scripts', { timeout: 60_000 }, async () => {
  const weigh = async (lang: 'en' | 'th', at: string) => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang })
    const client = await context.newCDPSession(page)
    await client.send('Network.enable')
    const kinds = new Map<string, string>()
    const bytes = { all: 0, scripts: 0 }
    client.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type))
    client.on('Network.loadingFinished', (event) => {
      bytes.all += event.encodedDataLength
      if (kinds.get(event.requestId) === 'Script') bytes.scripts += event.encodedDataLength
    })
    await page.goto(`${at}?lang=${lang}`, { waitUntil: 'networkidle' })
    await context.close()
    return bytes
  }
  for (const at of ['/', '/mandates', '/meetings']) {
    const english = await weigh('en', at)
    expect(english.all, `${at} in English`).toBeLessThanOrEqual(150_000)
    expect(english.scripts, `scripts of ${at}`).toBeLessThanOrEqual(40_000)
    expect((await weigh('th', at)).all, `${at} in Thai`).toBeLessThanOrEqual(250_000)
  }
  expect((await weigh('en', '/mandates/AMMTC-7-DEC.10')).all).toBeLessThanOrEqual(250_000)
  expect((await weigh('th', '/mandates/AMMTC-7-DEC.10')).all).toBeLessThanOrEqual(250_000)
})
