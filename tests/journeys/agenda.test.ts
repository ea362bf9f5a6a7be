import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
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

describe('a desk officer orders the agenda', () => {
  it('US-12 AC4 by keyboard alone: an item is taken, moved, put back, moved again and dropped; and by dragging', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd' })
    const titles = () => page.locator('.ag > li:not(.sub) h2').allInnerTexts()
    const grip = (key: string) => page.locator(`#item-example-item-${key} .grip`)
    await page.goto('/meetings/SOMTC/26/agenda')
    await grip('4').waitFor({ state: 'visible' })
    const before = await titles()
    await grip('4').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('[data-live]').innerText()).toContain('Place 3 of 12')
    await page.keyboard.press('Escape')
    expect(await titles()).toEqual(before)
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(/moved=example-item-4/)
    expect((await titles())[2]).toBe('Work programme 2026–2028')

    // Dragged back under what stood before it.
    await grip('4').waitFor({ state: 'visible' })
    await page.locator('#item-example-item-3').scrollIntoViewIfNeeded()
    await grip('4').scrollIntoViewIfNeeded()
    const [from, to] = [await grip('4').boundingBox(), await page.locator('#item-example-item-3').boundingBox()]
    if (!from || !to) throw new Error('nothing to drag')
    await page.mouse.move(from.x + 6, from.y + 6)
    await page.mouse.down()
    await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 4 })
    // The list shows the new order at once; it stands when the act was answered.
    const done = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/agenda/'))
    await page.mouse.up()
    expect(await titles()).toEqual(before)
    expect((await done).status()).toBeLessThan(400)
    await page.goto('/meetings/SOMTC/26/agenda')
    expect(await titles()).toEqual(before)
    await context.close()
  })

  it('US-12 AC4 without JavaScript the buttons move it, and the page says where it went', { timeout: 60_000 }, async () => {
    const { context, page } = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd', javaScript: false })
    await page.goto('/meetings/SOMTC/26/agenda')
    await page.getByRole('button', { name: 'Move down: item 8' }).click()
    expect(await page.getByText('is now item 9').count()).toBe(1)
    await context.close()
  })
})
