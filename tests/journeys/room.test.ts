import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

const room = '/meetings/SOMTC/26/room/example-rehearsal'
let mufakat: Running
let browser: Browser
beforeAll(async () => {
  mufakat = await startMufakat(inject('postgres'))
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await mufakat?.stop()
})

async function enter(person: string, width = 1280): Promise<{ context: BrowserContext; page: Page }> {
  const window = await openWindow(browser, mufakat.base, { lang: 'en', width, signedInAs: person })
  await window.page.goto(room)
  await window.page.locator('[data-behaviour="live"][data-ready]').waitFor()
  return window
}
const speaker = (page: Page) => page.locator('.fl b.c, .nowbox h2').first()
const waiting = async (page: Page, name: string) => page.locator('.spk li', { hasText: name }).count()

describe('US-13 the session in several windows', () => {
  it('what the Chair does shows on every page without a reload, and what is being typed and has the focus stays', { timeout: 90_000 }, async () => {
    const chair = await enter('example-ch')
    const delegate = await enter('example-de', 390)
    const desk = await enter('example-sd')
    await desk.page.locator('summary', { hasText: 'Note' }).click()
    await desk.page.locator('#note-text').fill('Half a sen')
    await delegate.page.evaluate(() => Object.assign(window, { sameDocument: true }))
    await chair.page.keyboard.press('o')
    await expect.poll(() => speaker(delegate.page).innerText()).toBe('Singapore')
    await expect.poll(() => desk.page.locator('.nowbox h2').innerText()).toBe('Singapore')
    expect(await delegate.page.evaluate(() => 'sameDocument' in window)).toBe(true)
    expect(await desk.page.locator('#note-text').inputValue()).toBe('Half a sen')
    expect(await desk.page.evaluate(() => document.activeElement?.id)).toBe('note-text')
    // After the point of order the one who was interrupted goes on.
    await chair.page.getByRole('button', { name: 'Back to Thailand' }).click()
    await expect.poll(() => speaker(delegate.page).innerText()).toBe('Thailand')
    // The Chair's page says how many pages are open and in what time the last change reached them all.
    await expect.poll(() => chair.page.locator('[data-reach-open]').innerText(), { timeout: 20_000 }).toBe('3')
    await expect.poll(() => chair.page.locator('[data-reach-reached]').innerText(), { timeout: 20_000 }).toMatch(/^\d+\.\d s$/)
    expect(await chair.page.locator('[data-reach-waiting]').innerText()).toBe('0')
    expect(await delegate.page.locator('[data-reach-open]').count()).toBe(0)
    for (const { context } of [chair, delegate, desk]) await context.close()
  })

  it('US-13 AC6 without network a press waits and goes out once; the page says since when it is alone and catches up', { timeout: 120_000 }, async () => {
    const chair = await enter('example-ch')
    const delegate = await enter('example-hd-phl', 390)
    await delegate.context.setOffline(true)
    await delegate.page.getByRole('button', { name: 'Ask to speak on this item' }).click()
    await expect.poll(() => delegate.page.locator('[data-live-state]').innerText()).toMatch(/Not sent yet/)
    // Impatience does not make it two.
    await delegate.page.getByRole('button', { name: 'Ask to speak on this item' }).click({ force: true })
    await chair.page.getByRole('button', { name: /Later.*Timor-Leste/ }).click()
    await delegate.page.waitForTimeout(8_000)
    expect(await waiting(chair.page, 'Philippines')).toBe(0)
    await delegate.context.setOffline(false)
    await expect.poll(() => waiting(chair.page, 'Philippines'), { timeout: 20_000 }).toBe(1)
    await expect.poll(() => delegate.page.getByText('Your delegation is number').count(), { timeout: 20_000 }).toBe(1)
    await expect.poll(() => delegate.page.locator('[data-live-state]').isHidden(), { timeout: 20_000 }).toBe(true)
    // What happened meanwhile is there too.
    expect(await delegate.page.locator('.spk li:not(.poo) b').allInnerTexts()).toEqual(await chair.page.locator('.spk li:not(.poo) b').allInnerTexts())
    for (const { context } of [chair, delegate]) await context.close()
  })

  it('a wrong clock of the device does not move the time that is left', { timeout: 60_000 }, async () => {
    const window = await openWindow(browser, mufakat.base, { lang: 'en', width: 390, signedInAs: 'example-de' })
    await window.page.addInitScript(() => { const real = Date.now; Date.now = () => real() + 3_600_000 * 30 })
    await window.page.goto(room)
    await window.page.locator('[data-behaviour="live"][data-ready]').waitFor()
    const left = async () => (await window.page.locator('[data-ends-at], .fl b.t').first().innerText()).split(':').map(Number)
    const [minutes = 0] = await left()
    expect(minutes).toBeLessThan(4)
    await window.context.close()
  })
})

describe('kill -9 in the middle of a session', () => {
  it('nothing that was acknowledged is lost, and nothing is half-written', { timeout: 120_000 }, async () => {
    const first = await startMufakat(inject('postgres'))
    const asked: string[] = []
    try {
      const send = async (person: string, act: string, n: number) => {
        const cookie = await cookieOf(first.base, person)
        const answer = await fetch(`${first.base}/api/v1/meetings/SOMTC/26/sessions/example-rehearsal/acts/${act}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: first.base, cookie }, body: JSON.stringify({ act: `k${n}`, kind: 'statement' }) }).catch(() => null)
        if (answer?.ok) asked.push(person)
      }
      const people = ['example-hd-phl', 'example-ls', 'example-hd', 'example-hd-tls', 'example-de']
      const sent = people.map((person, n) => send(person, 'ask', n))
      await Promise.race(sent.slice(0, 2))
      await first.kill()
      await Promise.all(sent)
    } finally {
      await first.kill().catch(() => undefined)
    }
    const second = await startMufakat(inject('postgres'), { again: first })
    try {
      const cookie = await cookieOf(second.base, 'example-sd')
      const state = (await (await fetch(`${second.base}/api/v1/meetings/SOMTC/26/sessions/example-rehearsal`, { headers: { cookie } })).json()) as { waiting: { party: string; leadShepherd: boolean }[]; speaker: { party: string } | null; state: string }
      const party: Record<string, string> = { 'example-hd-phl': 'PHL', 'example-ls': 'KHM', 'example-hd': 'THA', 'example-hd-tls': 'TLS', 'example-de': 'VNM' }
      expect(asked.length).toBeGreaterThan(0)
      for (const person of asked) expect(state.waiting.filter((one) => one.party === party[person] && !(person !== 'example-ls' && one.leadShepherd)), person).toHaveLength(1)
      expect(state.state).toBe('open')
      const keys = state.waiting.map((one) => `${one.party} ${one.leadShepherd}`)
      expect(new Set(keys).size).toBe(keys.filter((key) => !key.startsWith('SGP')).length + Math.min(1, keys.filter((key) => key.startsWith('SGP')).length))
    } finally {
      await second.stop()
    }
  })
})

async function cookieOf(base: string, person: string): Promise<string> {
  const answer = await fetch(`${base}/sign-in/as`, { method: 'POST', redirect: 'manual', headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ person }).toString() })
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

