import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

const agenda = '/meetings/SOMTC/26/agenda'
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

async function enter(person: string, at: string, width = 1280): Promise<{ context: BrowserContext; page: Page }> {
  const window = await openWindow(browser, mufakat.base, { lang: 'en', width, signedInAs: person })
  await window.page.goto(at)
  await window.page.locator('[data-behaviour="live"][data-ready]').waitFor()
  await window.page.evaluate(() => Object.assign(window, { sameDocument: true }))
  return window
}
const sameDocument = (page: Page) => page.evaluate(() => 'sameDocument' in window)
const nowAt = (page: Page) => page.locator('.ag > li.now h2').allInnerTexts()
const said = (page: Page) => page.locator('[data-live-say]').textContent()

describe('pages that are read while the meeting goes on', () => {
  it('US-13 the Chair takes up the next item: an open agenda shows it without a reload, says so, and takes no focus', { timeout: 120_000 }, async () => {
    const delegate = await enter('example-de', agenda, 390)
    const partner = await enter('example-dp', agenda)
    const chair = await enter('example-ch', room)
    const [before] = await nowAt(delegate.page)
    const link = delegate.page.locator('.ag > li h2 a').nth(3)
    await link.focus()
    const focused = () => delegate.page.evaluate(() => document.activeElement?.getAttribute('href'))
    const here = await focused()
    await chair.page.getByRole('button', { name: /Go to the next item/ }).click()
    await expect.poll(() => nowAt(delegate.page), { timeout: 20_000 }).not.toEqual([before])
    expect(await nowAt(delegate.page)).toHaveLength(1)
    await expect.poll(() => said(delegate.page)).toContain((await nowAt(delegate.page))[0])
    expect(await focused()).toBe(here)
    expect(await sameDocument(delegate.page)).toBe(true)
    expect(await delegate.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    // A partner is not in that room: his agenda stays as it is, and says nothing.
    expect(await partner.page.locator('.ag > li.now').count()).toBe(0)
    expect(await said(partner.page)).toBe('')
    for (const { context } of [delegate, partner, chair]) await context.close()
  })

  it('US-12 while the desk types a note another moves an item: nothing moves under its hands, one line says so, and the note stays', { timeout: 120_000 }, async () => {
    const desk = await enter('example-sd', agenda)
    const other = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd', javaScript: false })
    const titles = (page: Page) => page.locator('.ag > li:not(.sub) h2').allInnerTexts()
    const before = await titles(desk.page)
    await desk.page.locator('#issue-note').fill('For the second')
    await other.page.goto(agenda)
    await other.page.getByRole('button', { name: 'Move down: item 8' }).click()
    await expect.poll(() => desk.page.locator('[data-live-held]').isVisible(), { timeout: 20_000 }).toBe(true)
    expect(await titles(desk.page)).toEqual(before)
    expect(await desk.page.evaluate(() => document.activeElement?.id)).toBe('issue-note')
    expect(await desk.page.locator('#issue-note').inputValue()).toBe('For the second')
    await expect.poll(() => said(desk.page)).toContain('This page has changed')
    // Leaving the field does not let go of what stands in it.
    await desk.page.locator('.ag > li h2 a').first().focus()
    expect(await titles(desk.page)).toEqual(before)
    await desk.page.getByRole('button', { name: 'Show what changed' }).click()
    await expect.poll(() => titles(desk.page)).not.toEqual(before)
    expect(await titles(desk.page)).toEqual(await titles(other.page))
    expect(await desk.page.locator('#issue-note').inputValue()).toBe('For the second')
    expect(await desk.page.locator('[data-live-held]').isVisible()).toBe(false)
    // The grips are there after it, and the note still goes out with the next version.
    expect(await desk.page.locator('#item-example-item-4 .grip').isVisible()).toBe(true)
    await desk.page.getByRole('button', { name: 'Send out as a revision' }).click()
    await desk.page.waitForURL(/did=issue/)
    expect(await desk.page.locator('h1').innerText()).toBe('Provisional agenda, Rev.2')
    expect(await desk.page.locator('.mf-bar').innerText()).toContain('AG.1/Rev.2')
    for (const { context } of [desk, other]) await context.close()
  })

  it('US-12 where nobody types, what another changes comes by itself: items, papers and the name of the version', { timeout: 120_000 }, async () => {
    const member = await enter('example-nf', agenda)
    const desk = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd', javaScript: false })
    await desk.page.goto(agenda)
    await desk.page.locator('#next').getByRole('button', { name: 'Send out as a revision' }).click()
    const name = await desk.page.locator('h1').innerText()
    await expect.poll(() => member.page.locator('h1').innerText(), { timeout: 20_000 }).toBe(name)
    await expect.poll(() => said(member.page)).toContain('brought up to date')
    expect(await sameDocument(member.page)).toBe(true)
    for (const { context } of [member, desk]) await context.close()
  })

  it('who is signed out while typing keeps the words in view until he goes himself', { timeout: 120_000 }, async () => {
    const desk = await enter('example-sd', agenda)
    const other = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd', javaScript: false })
    await desk.page.locator('#issue-note').fill('Not yet sent')
    await desk.context.clearCookies()
    await other.page.goto(agenda)
    await other.page.getByRole('button', { name: /Move up: item 9/ }).first().click()
    await expect.poll(() => desk.page.locator('[data-live-held]').isVisible(), { timeout: 20_000 }).toBe(true)
    expect(await desk.page.locator('#issue-note').inputValue()).toBe('Not yet sent')
    await desk.page.getByRole('button', { name: 'Show what changed' }).click()
    await expect.poll(() => desk.page.locator('.ag').count(), { timeout: 20_000 }).toBe(0)
    for (const { context } of [desk, other]) await context.close()
  })

  it('US-14 a paragraph that another writes shows in the open draft report; a title half typed for an annex stays', { timeout: 120_000 }, async () => {
    const report = '/meetings/SOMTC/26/report'
    const other = await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: 'example-sd', javaScript: false })
    await other.page.goto(report)
    if ((await other.page.getByRole('button', { name: /Begin the draft/ }).count()) > 0) await other.page.getByRole('button', { name: /Begin the draft/ }).click()
    const desk = await enter('example-sd', report)
    const write = async (text: string) => {
      await other.page.goto(`${report}/paragraphs/new`)
      await other.page.locator('[name="text.en"]').fill(text)
      await other.page.locator('[name="text.th"]').fill('ที่ประชุมรับทราบ')
      await other.page.locator('main form button').first().click()
      await other.page.waitForURL(/did=add/)
    }
    await write('The Meeting noted the first text.')
    await expect.poll(() => desk.page.locator('.rp-text').innerText(), { timeout: 20_000 }).toContain('the first text')
    await desk.page.locator('#annexes summary').click()
    await desk.page.locator('[name="title.en"]').fill('Half a ti')
    await write('The Meeting noted the second text.')
    await expect.poll(() => desk.page.locator('[data-live-held]').isVisible(), { timeout: 20_000 }).toBe(true)
    expect(await desk.page.locator('.rp-text').innerText()).not.toContain('the second text')
    await desk.page.getByRole('button', { name: 'Show what changed' }).click()
    await expect.poll(() => desk.page.locator('.rp-text').innerText()).toContain('the second text')
    expect(await desk.page.locator('[name="title.en"]').inputValue()).toBe('Half a ti')
    expect(await sameDocument(desk.page)).toBe(true)
    for (const { context } of [other, desk]) await context.close()
  })
})
