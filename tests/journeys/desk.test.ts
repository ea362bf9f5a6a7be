import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { extractText } from 'unpdf'
import { openBrowser, openWindow, type Running, signIn, startMufakat } from './browser.ts'

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

const statement = [
  '1. The Senior Officials tasked the SOMTC Lead Shepherds to submit their annual reports and to convene a coordination meeting before the next SOMTC.',
  '2. The Senior Officials adopted the Guidelines on Joint Training (2027-2029).',
  '3. The Senior Officials requested the ASEAN Secretariat to circulate the calendar of activities.',
].join('\n\n')

/** Goes on by the tab key until the wanted place has the focus, as one without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 150; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} cannot be reached by the tab key`)
}

/** Presses a single key of the review once the page listens for it. */
async function press(page: Page, key: string): Promise<void> {
  await page.locator('[data-key-hints][data-ready]').waitFor()
  await page.keyboard.press(key)
}

const openCards = (page: Page) => page.locator('[data-review-card="open"], [data-review-card="waiting"]')
const openTitle = (page: Page) => page.locator('[data-review-card="open"] h2').innerText()

describe('a desk officer reads a text', () => {
  it('US-06 keyboard alone completes an extraction, and what was accepted is in the register', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd' })
    await page.goto('/extraction/new')
    await tabTo(page, '#body')
    await page.keyboard.type('SOMTC')
    await tabTo(page, '#date')
    await page.keyboard.type('2 October 2025')
    await tabTo(page, '#instrumentTitle')
    await page.keyboard.type('Keyboard statement')
    await tabTo(page, '#content')
    await page.keyboard.insertText(statement)
    await tabTo(page, 'form button.govuk-button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/extraction\/SOMTC-/)
    await expect.poll(() => openCards(page).count()).toBe(3)

    // J goes on, K back.
    const first = await openTitle(page)
    await press(page, 'j')
    await page.waitForFunction((title) => document.querySelector('[data-review-card="open"] h2')?.textContent?.trim() !== title, first)
    expect(await openTitle(page)).not.toBe(first)
    await press(page, 'k')
    await page.waitForFunction((title) => (document.querySelector('[data-review-card="open"] h2') as HTMLElement | null)?.innerText === title, first)

    // Two acts under one verb: S offers them on two lines.
    await press(page, 's')
    await page.locator('textarea[name="parts"]').waitFor()
    expect((await page.locator('textarea[name="parts"]').inputValue()).split('\n')).toHaveLength(2)
    await tabTo(page, '[data-review-card="open"] .acts button')
    await page.keyboard.press('Enter')
    await expect.poll(() => openCards(page).count()).toBe(4)
    await press(page, 'a')
    await page.locator('[data-review-card="accepted"]').waitFor()
    await press(page, 'a')
    await expect.poll(() => page.locator('[data-review-card="accepted"]').count()).toBe(2)

    // E goes to the fields; keys typed there are words, not commands.
    await press(page, 'e')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).toMatch(/-class$/)
    await tabTo(page, '[data-review-card="open"] input[name="due"]')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('31 December 2029')
    await tabTo(page, '[data-review-card="open"] [data-hotkey="A"]')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('[data-review-card="accepted"]').count()).toBe(3)

    // R asks for a reason.
    await press(page, 'r')
    await page.locator('input[name="reason"]').waitFor()
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? '')).toBe('reason')
    await page.keyboard.type('A matter of routine')
    await page.keyboard.press('Enter')
    await expect.poll(() => openCards(page).count()).toBe(0)
    expect(await page.locator('main').innerText()).toContain('A matter of routine')

    await page.goto('/mandates?body=SOMTC&text=Guidelines+on+Joint+Training')
    expect(await page.locator('main table').innerText()).toMatch(/Guidelines on Joint Training[\s\S]*31 Dec 2029/)
    await page.goto('/mandates?body=SOMTC&text=circulate+the+calendar')
    expect(await page.locator('main').innerText()).not.toMatch(/circulate the calendar of activities/)
    await context.close()
  })

  it('WCAG 2.1.4 single keys can be turned off, stay off, and are turned on again', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd' })
    await page.goto('/extraction')
    await page.locator('main table a', { hasText: 'Example joint statement' }).click()
    await page.waitForURL(/text-1/)
    const before = await openTitle(page)
    await page.locator('[data-keys-off]').click()
    const rejecting = async (key: string) => {
      await page.locator('main').focus()
      await press(page, key)
      return page.locator('input[name="reason"]').waitFor({ timeout: 700 }).then(() => true, () => false)
    }
    expect(await rejecting('r')).toBe(false)
    await page.reload()
    expect(await rejecting('r')).toBe(false)
    expect(await openTitle(page)).toBe(before)
    await page.locator('[data-keys-off]').click()
    expect(await rejecting('r')).toBe(true)
    await context.close()
  })

  it('US-06 without JavaScript the same is done by buttons', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', javaScript: false, signedInAs: 'example-sd' })
    await page.goto('/extraction/new')
    await page.getByLabel('Issued by').selectOption({ value: 'SOMTC' })
    await page.locator('#date').fill('3 October 2025')
    await page.locator('#instrumentTitle').fill('Statement by buttons')
    await page.locator('#content').fill(statement)
    await page.getByRole('button', { name: 'Propose decisions' }).click()
    const open = page.locator('[data-review-card="open"]')
    await open.getByRole('link', { name: 'Split' }).click()
    await open.locator('.acts button').first().click()
    await expect.poll(() => openCards(page).count()).toBe(4)
    for (let accepted = 1; accepted <= 3; accepted += 1) {
      await open.getByRole('button', { name: 'Accept', exact: true }).click()
      await expect.poll(() => page.locator('[data-review-card="accepted"]').count()).toBe(accepted)
    }
    await open.getByRole('link', { name: 'Reject' }).click()
    await open.locator('input[name="reason"]').fill('A matter of routine')
    await open.locator('.acts button').first().click()
    await expect.poll(() => openCards(page).count()).toBe(0)
    await page.locator('[data-review-card="accepted"] a').first().click()
    expect(await page.locator('main').innerText()).toContain('Statement by buttons')
    await context.close()
  })
})

it('R-8.3.2 a focal point reports with evidence, the desk returns it with a note, the corrected report is accepted and then public', { timeout: 60_000 }, async () => {
  const [focal, desk, visitor] = await Promise.all([
    openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-nf' }), openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd' }), openWindow(browser, mufakat.base, { lang: 'en' }),
  ])
  const decision = '/mandates/AMMTC-19-DEC.5'
  await focal.page.goto(`${decision}/report`)
  await focal.page.locator('#text').fill('Border posts have met twice.')
  await focal.page.locator('#status').selectOption('IN_PROGRESS')
  await focal.page.locator('#evidence').fill('https://example.org/border-posts')
  await focal.page.locator('input[name="marking"][value="PUBLIC"]').check()
  await focal.page.getByRole('button', { name: 'Submit to the desk' }).click()
  await focal.page.waitForURL(/statements\?did=submit/)
  await visitor.page.goto(decision)
  expect(await visitor.page.locator('main').innerText()).not.toContain('Border posts have met')

  await desk.page.goto(`${decision}/statements`)
  const own = desk.page.locator('[data-review-card="waiting"]', { hasText: 'Border posts have met twice.' })
  await own.getByRole('button', { name: 'Return' }).click()
  await desk.page.locator('.govuk-error-summary').waitFor()
  await own.locator('input[name="note"]').fill('Which border posts, and when?')
  await own.getByRole('button', { name: 'Return' }).click()
  await desk.page.waitForURL(/did=return/)

  await focal.page.goto('/')
  await focal.page.getByRole('link', { name: /Complete a returned statement: .*border management/ }).first().click()
  expect(await focal.page.locator('main').innerText()).toContain('Which border posts, and when?')
  expect(await focal.page.locator('#text').inputValue()).toBe('Border posts have met twice.')
  expect(await focal.page.locator('#evidence').inputValue()).toBe('https://example.org/border-posts')
  await focal.page.locator('#text').fill('The posts of the northern border have met twice since March.')
  await focal.page.getByRole('button', { name: 'Submit to the desk' }).click()
  await focal.page.waitForURL(/statements\?did=submit/)

  await desk.page.goto(`${decision}/statements`)
  await desk.page.locator('[data-review-card="waiting"]', { hasText: 'northern border' }).getByRole('button', { name: 'Accept' }).click()
  await desk.page.waitForURL(/did=accept/)
  await visitor.page.goto(decision)
  const seen = await visitor.page.locator('main').innerText()
  expect(seen).toContain('The posts of the northern border have met twice since March.')
  expect(seen).not.toContain('Border posts have met twice.')
  await expect.poll(() => visitor.page.locator('a[href="https://example.org/border-posts"]').count()).toBe(1)
  await Promise.all([focal, desk, visitor].map(({ context }) => context.close()))
})

it.each([['example-ch', '/meetings/AMMTC/19/follow-up'], ['example-sd', '/report-to-ministers?meeting=AMMTC/19']])('US-19 %s takes a paper in Thai from %s and anyone can prove it by its code', { timeout: 60_000 }, async (person, at) => {
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'th', signedInAs: person })
  await page.goto(at)
  const link = page.locator('a[download][href*="paper.pdf"][href*="lang=th"]')
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const bytes = readFileSync(await download.path())
  expect(bytes.subarray(0, 4).toString()).toBe('%PDF')
  expect(bytes.length).toBeGreaterThan(10_000)
  // The code stands on the paper itself.
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true })
  const code = /A19-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0]
  expect(code).toBeDefined()
  expect((await page.goto(`/check/${code}`))?.status()).toBe(200)
  expect(await page.locator('main').innerText()).toContain('AMMTC')
  // A paper for those who take part is proved genuine to anyone, and tells a visitor nothing else.
  const visitor = await openWindow(browser, mufakat.base, { lang: 'th' })
  expect((await visitor.page.goto(`/check/${code}`))?.status()).toBe(200)
  const told = await visitor.page.locator('main').innerText()
  expect(told).toContain(code)
  expect(told).not.toContain('AMMTC')
  expect((await visitor.page.goto('/check/AAAA-AAAA-AAAA'))?.status()).toBe(404)
  await Promise.all([context.close(), visitor.context.close()])
})

it.each(['en', 'th'] as const)('US-13 the follow-up table of ten decisions prints on one sheet of A4 from the browser (%s)', { timeout: 60_000 }, async (lang) => {
  const { context, page } = await openWindow(browser, mufakat.base, { lang })
  await page.goto(`/meetings/AMMTC/19/follow-up?lang=${lang}`)
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  const { totalPages, text } = await extractText(new Uint8Array(pdf), { mergePages: true })
  expect(totalPages).toBe(1)
  expect(text).toContain('DEC.10')
  expect(text).not.toContain('Mufakat')
  await context.close()
})

it('where sources disagree, the link from a meeting opens the claims folded under the table', { timeout: 60_000 }, async () => {
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en' })
  await page.goto('/meetings')
  const link = page.locator('main table a.disagree').first()
  const claims = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`)
  expect(await claims.isVisible()).toBe(false)
  await link.click()
  await claims.waitFor({ state: 'visible' })
  await context.close()
})

it('R-4.4.2 who holds two capacities chooses one before acting, is reminded until then, and may change it', { timeout: 60_000 }, async () => {
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en' })
  await signIn(page, 'example-two')
  await page.waitForURL(/\/account\/hat/)
  const capacity = page.locator('.mf-capacity')
  await page.goto('/mandates')
  expect(await capacity.innerText()).toBe('Choose a capacity')
  await page.goto('/')
  expect(await page.locator('main').innerText()).toContain('Choose in which capacity you act')
  await capacity.click()
  await page.getByRole('button').filter({ hasText: /act|wear|use|choose/i }).first().click()
  await page.locator('.govuk-error-summary').waitFor()
  await page.getByLabel(/^Delegate, Thailand/).check()
  await page.locator('main form button').first().click()
  await expect.poll(() => capacity.innerText()).toMatch(/Delegate.*THA/)
  await context.close()
})

it.each([true, false])('the language switch keeps the page and its filters, and the next page is in that language (JavaScript %s)', { timeout: 60_000 }, async (javaScript) => {
  const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', javaScript })
  await page.goto('/mandates?class=C4%2B&body=AMMTC&sort=due')
  const total = await page.locator('.mf-chips b').first().innerText()
  await page.locator('a.mf-lang').click()
  await page.waitForURL(/lang=th/)
  const address = new URL(page.url())
  expect([address.pathname, address.searchParams.get('class'), address.searchParams.get('body'), address.searchParams.get('sort')]).toEqual(['/mandates', 'C4+', 'AMMTC', 'due'])
  expect(await page.locator('html').getAttribute('lang')).toBe('th')
  // The pointer now lies on the way back to English: resting there must not be taken for choosing it.
  await page.mouse.move(5, 400)
  await page.locator('a.mf-lang').hover()
  await page.waitForTimeout(javaScript ? 600 : 0)
  const thai = (text: string) => text.replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit)))
  expect(thai(await page.locator('.mf-chips b').first().innerText()).match(/\d+/g)).toEqual(total.match(/\d+/g))
  await page.locator('main table a[href^="/mandates/"]').first().click()
  await page.waitForURL(/\/mandates\/[A-Z]/)
  expect(await page.locator('html').getAttribute('lang')).toBe('th')
  await context.close()
})
