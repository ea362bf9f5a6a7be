import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

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

it.each([true, false])('US-01 AC4 from the leaders’ words of 1995 one walks to a decision of 2025 and comes back (JavaScript %s)', { timeout: 60_000 }, async (javaScript) => {
  const { context, page } = await openWindow(browser, mufakat.base, { javaScript })
  await page.goto('/mandates/SUMMIT-5-DEC.1')
  const list = page.locator('.mf-chain').first()
  await list.locator('a[href*="AMMTC-19-DEC.1"]').first().click()
  await page.waitForURL(/AMMTC-19-DEC\.1/)
  expect(await page.locator('main').innerText()).toContain('2025')
  await page.locator('.mf-chain a[href*="SUMMIT-5-DEC.1"]').first().click()
  await page.waitForURL(/SUMMIT-5-DEC\.1/)
  expect(await page.locator('h1').innerText()).toBeTruthy()
  await context.close()
})

it('the chain is walked by keyboard alone in the picture: each point is a link that shows where the focus is', { timeout: 60_000 }, async () => {
  const { context, page } = await openWindow(browser, mufakat.base)
  await page.goto('/mandates/AMMTC-7-DEC.10')
  const point = page.locator('svg a[href*="/mandates/"]:visible').first()
  await point.focus()
  const target = await point.getAttribute('href')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === target)
  await context.close()
})

it('US-01 AC5 dates are in the Buddhist Era in Thai, and the switch keeps the page', { timeout: 60_000 }, async () => {
  const { context, page } = await openWindow(browser, mufakat.base)
  await page.goto('/mandates/SUMMIT-5-DEC.1')
  expect(await page.locator('main').innerText()).toContain('1995')
  await page.locator('a[hreflang="th"]').first().click()
  await page.waitForURL(/SUMMIT-5-DEC\.1.*lang=th/)
  expect(await page.locator('main').innerText()).toContain('๒๕๓๘')
  expect(await page.locator('time[datetime^="1995"]').count()).toBeGreaterThan(0)
  await context.close()
})
