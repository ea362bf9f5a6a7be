import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

export type Value = string | string[] | { name: string; mimeType: string; buffer: Buffer }

/** Fills a form and sends it, as its button does. What the page refuses is the error, in its own words. */
export async function send(page: Page, at: string | null, action: string, fields: Record<string, Value> = {}, button?: string | RegExp): Promise<string> {
  if (at !== null) await look(page, at)
  const form = page.locator(action.startsWith('form') ? action : `form[action$="${action}"]`).first()
  await form.evaluate((element) => {
    element.setAttribute('data-sent', '')
    for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true
  })
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    const kind = await field.first().evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName))
    if (kind === 'SELECT') {
      // By what it stands for, or by the words a person would look for in the list.
      const options = await field.locator('option').evaluateAll((all) => all.map((option) => ({ value: (option as HTMLOptionElement).value, text: option.textContent ?? '' })))
      await field.selectOption(options.find((option) => option.value === value || option.text.includes(value as string))?.value ?? `nothing called ${value as string}`)
    } else if (kind === 'file') await field.setInputFiles(value as Exclude<Value, string | string[]>)
    else if (kind === 'radio' || kind === 'checkbox') for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one as string}"]`).check()
    else await field.fill(value as string)
  }
  const press = button === undefined ? form.locator('button:not([type="button"])').first() : form.getByRole('button', { name: button }).first()
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST' && !response.url().includes('/live')), press.click()])
  await page.locator('form[data-sent]').waitFor({ state: 'detached' })
  if (answer.status() >= 400) throw new Error(`${action} answered ${answer.status()}: ${(await page.locator('.govuk-error-summary, .govuk-notification-banner, main').first().innerText()).slice(0, 600)}`)
  return new URL(page.url()).pathname
}

export async function look(page: Page, at: string): Promise<string> {
  const answer = await page.goto(at)
  if (answer?.status() !== 200) throw new Error(`${at} answered ${answer?.status()}: ${(await page.locator('main').first().innerText()).slice(0, 300)}`)
  return page.locator('body').innerText()
}
export const statusAt = async (page: Page, at: string): Promise<number | undefined> => (await page.context().request.get(at, { maxRedirects: 0 })).status()
export const both = (name: string, en: string, th: string): Record<string, string> => ({ [`${name}.en`]: en, [`${name}.th`]: th })
export const day = (ahead: number): string => Temporal.Now.plainDateISO('Asia/Manila').add({ days: ahead }).toString()
export const idIn = (text: string | null | undefined, pattern: RegExp): string => pattern.exec(text ?? '')?.[1] ?? ''
export const hrefs = (page: Page, selector: string): Promise<string[]> => page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

const shots = process.env['SCREENSHOTS']
/** Pictures of a page in both languages and at two widths, for looking at; made only when asked for. */
export async function picture(page: Page, name: string, at: string): Promise<void> {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  const back = page.viewportSize()
  for (const lang of ['th', 'en']) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${at}${at.includes('?') ? '&' : '?'}lang=${lang}`)
      await page.screenshot({ path: path.join(shots, `${name}-${lang}-${width}.png`), fullPage: true })
    }
  }
  if (back) await page.setViewportSize(back)
}
