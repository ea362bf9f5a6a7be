import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { openBrowser, openWindow, type Running, startMufakat } from './browser.ts'

let running: Running
let browser: Browser
let db: pg.Client
beforeAll(async () => {
  ;[running, browser] = await Promise.all([startMufakat(inject('postgres')), openBrowser()])
  db = new pg.Client(running.databaseUrl)
  await db.connect()
}, 120_000)
afterAll(async () => {
  await db?.end()
  await browser?.close()
  await running?.stop()
})

const answerOf = (page: Page) => page.locator('.door [data-door-answer] h1')
const check = async (page: Page, code: string) => {
  await page.fill('input[name="code"]', code)
  await page.locator('form[action="/door"] button').click()
}

describe('US-11 the door on a phone', () => {
  it('with network, without it and with it again: the answer comes at once, what waited is sent once', { timeout: 120_000 }, async () => {
    await db.query(`update session set starts_at = now() - interval '5 minutes', ends_at = now() + interval '2 hours' where id = 'example-opening'`)
    await db.query('update data_version set number = number + 1')
    const { rows } = await db.query<{ code: string; badge_name: string }>(`select b.code, p.badge_name from badge b join participant p on p.id = b.participant where b.state = 'issued' and p.party is not null order by b.id limit 2`)
    const [first, second] = rows
    const { rows: revoked } = await db.query<{ code: string }>(`select code from badge where state = 'revoked' limit 1`)
    const { context, page } = await openWindow(browser, running.base, { width: 390, signedInAs: 'example-door' })
    await page.goto('/door?session=example-opening')
    await page.locator('.door[data-ready]').waitFor()
    await check(page, first?.code ?? '')
    await expect.poll(() => answerOf(page).textContent(), { timeout: 20_000 }).toBe('Let in')

    await context.setOffline(true)
    await check(page, `${second?.code.slice(0, 4)}-${second?.code.slice(4)}`.toLowerCase())
    await expect.poll(() => page.locator('[data-door-card]').textContent(), { timeout: 20_000 }).toContain('Answered from the list on this phone')
    expect(await answerOf(page).textContent()).toBe('Let in')
    expect(await page.locator('[data-door-net]').textContent()).toMatch(/No network\. Checked with the list of .*; 1 scans? wait/)
    await check(page, revoked[0]?.code ?? '')
    await expect.poll(() => answerOf(page).textContent(), { timeout: 20_000 }).toBe('Keep this badge')
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(second?.code)

    await context.setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect.poll(async () => (await db.query(`select count(*)::int as n from door_scan where given is not null`)).rows[0]?.n, { timeout: 30_000 }).toBe(2)
    await expect.poll(() => page.locator('[data-door-net]').getAttribute('data-state'), { timeout: 20_000 }).toBe('online')
    expect((await db.query(`select count(*)::int as n, count(distinct key)::int as keys from door_scan where session = 'example-opening'`)).rows[0]).toEqual({ n: 3, keys: 3 })
    await context.close()
  })

  it('without JavaScript the code is typed and the answer is a page', async () => {
    const { context, page } = await openWindow(browser, running.base, { width: 390, javaScript: false, lang: 'th', signedInAs: 'example-door' })
    await page.goto('/door?session=example-opening&code=ZZZZZZZZ')
    await page.locator('form[action="/door"] button').click()
    expect(await answerOf(page).textContent()).toBe('ไม่ใช่ห้องนี้')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await context.close()
  })
})

/** The program as a process that can be killed; `startMufakat` only asks it to stop. */
async function startToKill(databaseUrl: string): Promise<{ base: string; child: ChildProcess }> {
  const root = path.resolve(import.meta.dirname, '../..')
  const child = spawn(process.execPath, [path.join(root, 'dist/server/mufakat.js'), 'demonstration'], { env: { ...process.env, MUFAKAT_ROOT: root, DATABASE_URL: databaseUrl, DATA_DIR: mkdtempSync(path.join(tmpdir(), 'mufakat-kill-')), PORT: '0', LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const base = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /Mufakat is at (\S+)/.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
  return { base, child }
}

describe('a kill in the middle of an import', () => {
  it('leaves nothing half-written: all of the group or none of it', { timeout: 180_000 }, async () => {
    const { base, child } = await startToKill(running.databaseUrl)
    const { context, page } = await openWindow(browser, base, { signedInAs: 'example-nf', javaScript: false })
    const heads = ['Given name', 'Family name', 'Sex, as in the passport', 'Nationality', 'Post', 'Passport number']
    const people = Array.from({ length: 600 }, (_, n) => [`Killed ${n}`, 'Tuayang', 'Female', 'Thai', 'Officer', `K${randomUUID().slice(0, 12)}`])
    const file = await writeExcelFile([heads, ...people].map((row) => row.map((value) => ({ value })))).toBuffer()
    await page.goto('/meetings/SOMTC/26/registration/import')
    await page.setInputFiles('input[name="file"]', { name: 'people.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(file) })
    await page.locator('form[enctype] button').click()
    await page.waitForURL(/import\/[\w-]+$/)
    const written = async () => (await db.query<{ people: number; registered: number; roles: number; logistics: number }>(`select count(*)::int as people, count(r.participant)::int as registered, count(l.participant)::int as logistics,
      (select count(*)::int from participant_role o join participant q on q.id = o.participant where q.given_name like 'Killed %') as roles
      from participant p left join registration r on r.participant = p.id left join registration_logistics l on l.participant = p.id where p.given_name like 'Killed %'`)).rows[0]
    // Someone else holds a row the import needs at its end, so that the kill surely comes in its middle.
    const holder = new pg.Client(running.databaseUrl)
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table registration_logistics in share row exclusive mode')
    const sent = page.locator('form[action*="/import/"] button').first().click({ noWaitAfter: true }).catch(() => {})
    await expect.poll(async () => (await db.query(`select count(*)::int as n from pg_locks where not granted and relation = 'registration_logistics'::regclass`)).rows[0]?.n, { timeout: 60_000 }).toBe(1)
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    await sent
    await holder.query('rollback')
    await holder.end()
    await context.close()
    await expect.poll(written, { timeout: 20_000 }).toEqual({ people: 0, registered: 0, roles: 0, logistics: 0 })
    expect((await db.query(`select count(*)::int as n from registration_import where people = 600`)).rows[0]?.n).toBe(1)
  })
})
