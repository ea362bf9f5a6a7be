import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import readXlsxFile from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { words } from '../../src/modules/plans/wording.ts'
import { pdfOf } from '../fixtures/files.ts'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'
import { hrefs, look, picture, send } from './forms.ts'

/** The Secretariat, three members (one of them without scripts), a lead shepherd and a reader from outside, all signed in at once. */
const people = { desk: 'example-sd', chair: 'example-ch', thailand: 'example-nf', vietnam: 'example-nf-vnm', philippines: 'example-nf-phl', auditor: 'example-au' } as const
type Who = keyof typeof people

let mufakat: Running
let browser: Browser
let db: pg.Client
const pages = {} as Record<Who, Page>
beforeAll(async () => {
  ;[mufakat, browser] = await Promise.all([startMufakat(inject('postgres')), openBrowser()])
  db = new pg.Client(mufakat.databaseUrl)
  await db.connect()
  await Promise.all(Object.entries(people).map(async ([who, person]) => {
    pages[who as Who] = (await openWindow(browser, mufakat.base, { lang: 'en', signedInAs: person, javaScript: who !== 'vietnam', width: who === 'thailand' ? 390 : 1280 })).page
  }))
}, 180_000)
afterAll(async () => {
  await db?.end()
  await browser?.close()
  await mufakat?.stop()
})

const day = (ahead: number): string => Temporal.Now.plainDateISO('Asia/Jakarta').add({ days: ahead }).toString()
const plan = '/plans/SOMTC/XS/2024'
const next = '/plans/SOMTC/XS/2027'
const decision = 'SOMTC/25, item 5'
const activity = (code: string) => `${plan}/activities/${code}`
const frame = (code: string, en: string, th: string, from: string, until: string) => ({ kind: 'cross-sectoral', code, 'title.en': en, 'title.th': th, from, until, body: 'SOMTC', endorsedOn: '26 June 2024', meeting: 'SOMTC/24', decision: 'SOMTC/24, item 5', areas: ['terrorism', 'drugs'] })
let draft = ''
let round = ''
let review = ''
let pack = ''

describe('a full cycle, from a messy spreadsheet to the ministers', () => {
  it('the Secretariat enters the plan and the one that follows it', { timeout: 60_000 }, async () => {
    const { desk } = pages
    expect(await send(desk, '/plans/new', '/plans/new', frame('SOMTC/XS/2024', 'Work plan against smuggling 2024–2025', 'แผนงานต่อต้านการลักลอบ พ.ศ. ๒๕๖๗–๒๕๖๘', '2024', '2568'))).toBe(plan)
    expect(await send(desk, '/plans/new', '/plans/new', frame('SOMTC/XS/2027', 'Work plan against smuggling 2027–2029', 'แผนงานต่อต้านการลักลอบ พ.ศ. ๒๕๗๐–๒๕๗๒', '2027', '2029'))).toBe(next)
  })

  it('its activities come from a messy .xlsx: proposed, corrected, previewed, taken in; the rest is named row by row', { timeout: 90_000 }, async () => {
    const { desk } = pages
    const file = { name: 'follow-up matrix (final 2).xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: readFileSync(path.join(import.meta.dirname, '../../src/modules/plans/fixtures/messy-matrix.xlsx')) }
    draft = await send(desk, `${plan}/import`, '/import', { file })
    expect(await look(desk, draft)).toMatch(/Have we read your file right[\s\S]*2568 is 2025, which has no such day/)
    await picture(desk, '20-import', draft)
    await look(desk, draft)
    await send(desk, null, 'form.mf-import', { 'cell-8-F': '30/6/2568', currency: 'THB' }, /save/i)
    expect(await look(desk, `${draft}/preview`)).toContain('Completed, as reported')
    await send(desk, null, '/take', { decision, partly: 'yes' })
    expect(await look(desk, `${plan}/activities`)).toMatch(/TER-1-01[\s\S]*TER-2-01[\s\S]*TER-4-01/)
    await picture(desk, '21-activities', `${plan}/activities`)
  })

  it('a reporting round: one member on the phone, one without scripts, one by spreadsheet', { timeout: 120_000 }, async () => {
    const { desk, thailand, vietnam, philippines } = pages
    await send(desk, `${plan}/rounds`, '/rounds', { name: 'Second half of 2026', periodFrom: '1 July 2026', periodUntil: '31 December 2026', closesOn: day(20) })
    round = (await hrefs(desk, `main a[href^="${plan}/rounds/"]`))[0] ?? ''
    const said = async (page: Page, code: string, text: string, women: string) => {
      await send(page, `${round}/report?activity=${code}`, 'form:has(textarea[name="text"])', { text, women, men: '10', progress: '60' })
      await send(page, `${round}/report`, '/submit')
    }
    await picture(thailand, '22-report-form', `${round}/report`)
    await said(thailand, 'TER-4-01', 'The course was held in Bangkok.', '14')
    await said(vietnam, 'TER-4-01', 'Our officers took part.', '3')
    // By spreadsheet: what was downloaded is filled in, looked at, and taken in.
    await look(philippines, `${round}/report`)
    const [download] = await Promise.all([philippines.waitForEvent('download'), philippines.locator('a[href$="/form.xlsx"]').click()])
    const filled = await fillIn(readFileSync(await download.path()), 'TER-4-01', 'Two instructors were sent.', 40)
    const looked = await send(philippines, `${round}/report`, '/file', { file: { name: 'report.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: filled } })
    expect(await look(philippines, looked)).toContain('Two instructors were sent.')
    await picture(philippines, '23-differences', looked)
    await look(philippines, looked)
    await send(philippines, null, 'form[action*="/report/file/"]', {}, /take/i)
    await send(philippines, `${round}/report`, '/submit')
    // Accepted one by one; one is returned with a reason, mended and accepted.
    await look(desk, round)
    expect(await desk.locator('form[action$="/accept"]').count()).toBe(3)
    await send(desk, null, 'form[action$="/return"]:below(th:has-text("Timor-Leste"))', { why: 'Which agency?' })
    expect(await look(vietnam, `${round}/report`)).toContain('Which agency?')
    await send(vietnam, `${round}/report?activity=TER-4-01`, 'form:has(textarea[name="text"])', { text: 'Officers of our border guard took part.' })
    await send(vietnam, `${round}/report`, '/submit')
    for (let left = 3; left > 0; left -= 1) await send(desk, round, '/accept')
    const text = await look(desk, round)
    expect(text).toMatch(/Cambodia[\s\S]{0,40}No report/)
    expect(text).not.toContain('not done')
    await picture(desk, '24-round', round)
  })

  it('proof is sent by a member and verified by another; only then is the activity completed', { timeout: 90_000 }, async () => {
    const { desk, thailand } = pages
    await send(thailand, `${activity('TER-4-01')}/evidence`, '/evidence', { title: 'Report of the course', file: { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfOf(['Report of the course'])) }, on: '1 October 2026', type: 'report' })
    // Not before another has looked at it.
    await look(desk, `${activity('TER-4-01')}/acts`)
    expect(await desk.locator('input[name="to"][value="COM"]:enabled').count()).toBe(0)
    expect(await look(desk, '/plans/proof-to-verify')).toContain('Report of the course')
    await send(desk, activity('TER-4-01'), 'form[action*="/evidence/"][action$="/verify"]')
    await send(desk, `${activity('TER-4-01')}/acts`, '/acts/step', { to: 'COM' })
    expect(await look(desk, activity('TER-4-01'))).toMatch(/Completed/)
    await picture(desk, '25-activity', activity('TER-4-01'))
  })

  it('the mid-term review: questions to the members, ratings, validation, adoption; who did not answer is named as that', { timeout: 90_000 }, async () => {
    const { desk, thailand, vietnam } = pages
    await send(desk, `${plan}/reviews`, '/reviews', { kind: 'mid-term', 'scope.en': 'The whole plan', 'terms.en': 'What was done, what hindered it', method: 'Questionnaire', dueOn: day(10) })
    review = new URL(desk.url()).pathname
    for (const member of [thailand, vietnam]) {
      await look(member, `${review}/answer`)
      const names = await member.locator('form.mf-answers textarea').evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).name))
      await send(member, null, 'form.mf-answers', Object.fromEntries(names.map((name) => [name, 'It helped our officers.'])), /send/i)
    }
    await send(desk, `${review}/rate?activity=TER-4-01`, '/rate', { rating: 'fully', note: 'Held as planned.' })
    await send(desk, review, '/write', { 'findings.en': 'Half of the activities were held.', 'findings.th': 'จัดกิจกรรมไปแล้วครึ่งหนึ่ง', 'recommendations.en': 'Extend by a year.', 'recommendations.th': 'ขยายเวลาหนึ่งปี' })
    const text = await look(desk, review)
    expect(text).toMatch(/2 of 11/)
    await send(desk, review, '/validate', { meeting: 'Validation meeting', on: day(0) })
    await send(desk, review, '/adopt', { decision, on: day(0) })
    await picture(desk, '26-review', review)
  })

  it('it is extended by decision: no due day moves by that, and the desk chooses for each that passed', { timeout: 90_000 }, async () => {
    const { desk } = pages
    await send(desk, `${plan}/cycle`, '/cycle/extend', { until: '2026', decision })
    await look(desk, `${plan}/cycle/due`)
    const choices = await desk.locator('select[name^="do-"]').evaluateAll((all) => all.map((field) => (field as HTMLSelectElement).name))
    expect(choices.length).toBeGreaterThan(0)
    await send(desk, null, '/cycle/due', { ...Object.fromEntries(choices.map((name) => [name, 'move'])), ...Object.fromEntries(choices.map((name) => [name.replace('do-', 'dueOn-'), '30 November 2026'])), decision })
    expect(await look(desk, plan)).toMatch(/2026/)
    await picture(desk, '27-programme', plan)
  })

  it('it is closed only when every activity is in a final state: the others are carried over with a reason', { timeout: 90_000 }, async () => {
    const { desk } = pages
    await expect(send(desk, `${plan}/cycle`, '/cycle/close', { decision })).rejects.toThrow(/final state/)
    for (const code of ['TER-1-01', 'TER-2-01']) await send(desk, `${activity(code)}/acts`, '/acts/carry', { into: 'Work plan against smuggling 2027–2029', reason: 'Funds came late.', decision })
    await send(desk, `${plan}/cycle`, '/cycle/close', { decision })
    expect(await look(desk, plan)).toMatch(/Closed/)
    expect(await look(desk, `${next}/activities`)).toMatch(/TER-1-01[\s\S]*TER-2-01/)
    await expect(send(desk, `${plan}/activities/new`, '/activities/new', {})).rejects.toThrow()
  })

  it('the ministers’ pack, in both languages, at most ten pages before its annexes', { timeout: 120_000 }, async () => {
    const { desk } = pages
    await look(desk, '/report-to-ministers')
    pack = (await hrefs(desk, 'main a[href$="/pack"]'))[0] ?? ''
    expect(await look(desk, pack)).toContain('Freeze')
    await send(desk, null, '/frame', { programmes: ['desk-somtc-xs-2024'] })
    await picture(desk, '28-pack', pack)
    for (const lang of ['en', 'th']) {
      const answer = await desk.context().request.get(`${pack}/pack.pdf?lang=${lang}`)
      expect([lang, answer.status()]).toEqual([lang, 200])
      const bytes = new Uint8Array(await answer.body())
      const folder = process.env['SCREENSHOTS']
      if (folder) { mkdirSync(folder, { recursive: true }); writeFileSync(path.join(folder, `pack.${lang}.pdf`), bytes) }
      const pdf = await getDocumentProxy(Uint8Array.from(bytes))
      const { text } = await extractText(pdf, { mergePages: false })
      const annexes = text.findIndex((page) => (lang === 'en' ? /Annex A\./ : /ภาคผนวก ก|ภาคผนวก A/).test(page))
      expect([lang, annexes > 0 && annexes <= 10]).toEqual([lang, true])
      expect(text.join(' ').replace(/\s+/g, ' ')).toMatch(lang === 'en' ? /AMMTC/ : /รัฐมนตรี/)
    }
  })
})

/** The downloaded form with one row filled in, all its sheets as a member's office would save them again. */
async function fillIn(bytes: Buffer, code: string, text: string, percent: number): Promise<Buffer> {
  const sheets = await readXlsxFile(bytes)
  const rows = sheets[0]?.data ?? []
  const at = (word: string) => (rows[0] ?? []).findIndex((cell) => String(cell ?? '').startsWith(word))
  const row = rows.find((each) => each.includes(code))
  if (!row) throw new Error(`no row ${code} in the form`)
  row[at(words.en['plans.what-happened'])] = text
  row[at(words.en['plans.percent-done'])] = percent
  return Buffer.from(await writeXlsxFile(sheets.map(({ sheet, data }) => ({ sheet, data: data.map((each) => each.map((cell) => ({ value: (cell ?? '') as string | number }))) }))).toBuffer())
}
