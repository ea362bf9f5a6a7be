import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { modules } from '../../src/modules.ts'
import { as, browser, type Browser, demonstration } from '../../src/modules/people/test-browser.ts'
import { type TestInstallation, testNow } from '../installation.ts'

const parts = ['meetings', 'delegations', 'agenda', 'convocation', 'room', 'proceedings']
const meeting = '/meetings/SOMTC/26'
let house: TestInstallation
const windows = new Map<string, Browser>()
beforeAll(async () => {
  house = await demonstration('record')
  for (const module of modules) if (parts.includes(module.name)) await module.demonstrate?.(house.db, testNow)
  for (const who of everyone) windows.set(who, who === 'visitor' ? browser(house) : await as(house, `example-${who}`))
}, 120_000)
afterAll(() => void vi.useRealTimers())

const everyone = ['visitor', 'sd', 'ch', 'hl', 'nf', 'hd', 'de', 'dp', 'ob', 'in', 'pr']
const windowOf = (who: string): Browser => windows.get(who) as Browser
const runOf = async () => (await sql<{ version: number; state: string; starts: string }>`select r.version, r.state, m.starts_on::text as starts from meeting_run r join meeting m on m.ref = r.meeting where r.meeting = 'SOMTC/26'`.execute(house.db)).rows[0]
const version = async () => String((await runOf())?.version)
async function written(): Promise<string> {
  const [row] = (await sql<{ n: string }>`select (select count(*) from audit_entry where command not like 'session.%' and command not like '%.look%') || ' ' || (select count(*) from participation) || ' ' || (select count(*) from session) as n`.execute(house.db)).rows
  return row?.n ?? ''
}

/** Sent with nothing in it, or with what would be good: only those named may come further than the door. */
const acts: [path: string, fields: Record<string, string>, may: string[]][] = [
  ['/series/new', {}, ['sd']],
  ['/series/example-week/edit', {}, ['sd']],
  ['/series/example-week/meetings/new', {}, ['sd']],
  [`${meeting}/move`, { startsOn: 'never' }, ['sd']],
  [`${meeting}/state`, { to: 'ARCHIVED' }, ['sd', 'ch']],
  [`${meeting}/facts`, { mode: 'astral' }, ['sd', 'hl']],
  [`${meeting}/programme/new`, {}, ['sd', 'ch', 'hl']],
  [`${meeting}/taking-part/invite`, { party: 'XXX' }, ['sd']],
  [`${meeting}/letters/issue`, {}, ['sd', 'ch']],
  [`${meeting}/letters/draft`, { meeting: 'SOMTC/26' }, ['sd', 'ch']],
  [`${meeting}/agenda/new`, {}, ['sd', 'ch']],
  [`${meeting}/delegations/VNM/name`, {}, []],
  [`${meeting}/delegations/VNM/credentials/new`, {}, []],
  [`${meeting}/delegations/VNM/credentials/example-letter-6/verify`, {}, []],
]

describe('every act of a meeting as every role', () => {
  it.each(acts)('%s', { timeout: 60_000 }, async (path, fields, may) => {
    for (const who of everyone.filter((each) => !may.includes(each))) {
      const before = await written()
      const answer = await windowOf(who).post(path, fields)
      const sentToSignIn = answer.status === 303 && (answer.headers.get('location') ?? '').startsWith('/sign-in')
      expect([who, answer.status, sentToSignIn || [403, 404, 409, 422].includes(answer.status)]).toEqual([who, answer.status, true])
      expect([who, await written()]).toEqual([who, before])
    }
  })

  it('those who may are told what is wrong, and nothing is written', { timeout: 60_000 }, async () => {
    for (const [path, fields, may] of acts) {
      for (const who of may) {
        if (path.endsWith('/draft')) continue
        const before = await written()
        const answer = await windowOf(who).post(path, { version: await version(), ...fields })
        expect([path, who, answer.status, [303, 403, 404, 409, 422].includes(answer.status)]).toEqual([path, who, answer.status, true])
        if (answer.status !== 303) expect([path, who, await written()]).toEqual([path, who, before])
      }
    }
  })
})

describe('what no careful hand sends', () => {
  it('days that are none, of the other calendar or out of all reason move nothing', async () => {
    const before = await runOf()
    for (const startsOn of ['31/2/2027', '๓๑ ก.พ. ๒๕๗๐', '2570-02-31', '9999-12-31', '0000-00-00', 'soon', '1/1/1', '\u0000', '-1']) {
      const answer = await windowOf('sd').post(`${meeting}/move`, { version: await version(), startsOn, reason: 'x' })
      expect([startsOn, [400, 422].includes(answer.status)]).toEqual([startsOn, true])
    }
    expect(await runOf()).toEqual(before)
  })

  it('a stale version is told so and writes nothing; two clicks do it once', { timeout: 60_000 }, async () => {
    const held = await version()
    const fields = { mode: 'hybrid', cityEn: 'Manila', cityTh: 'กรุงมะนิลา', country: 'PHL', host: 'PHL', chair: 'PHL' }
    const answers = await Promise.all([1, 2].map(() => windowOf('sd').post(`${meeting}/facts`, { version: held, ...fields })))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([303, 409])
    const before = await written()
    expect((await windowOf('sd').post(`${meeting}/facts`, { version: held, ...fields })).status).toBe(409)
    expect(await written()).toBe(before)
  })

  it('very long names, zero bytes and mark-up are refused or shown as text, never 500', { timeout: 60_000 }, async () => {
    for (const value of ['x'.repeat(10_000), 'ก'.repeat(10_000), 'a\u0000b', '<script>alert(1)</script>', '\u202Eevil', '👩🏽‍✈️'.repeat(400)]) {
      for (const [path, name] of [['/series/new', 'nameEn'], [`${meeting}/programme/new`, 'titleEn'], [`${meeting}/agenda/new`, 'titleEn'], [`${meeting}/facts`, 'cityEn'], [`${meeting}/state`, 'reason']] as const) {
        const answer = await windowOf('sd').post(path, { version: '1', [name]: value })
        expect([path, value.slice(0, 8), answer.status < 500 && answer.status >= 400]).toEqual([path, value.slice(0, 8), true])
        expect(await answer.text()).not.toContain('<script>alert(1)')
      }
    }
  })

  it('addresses that name nothing are not there, whatever they are made of', { timeout: 60_000 }, async () => {
    for (const at of [`${meeting}/programme/%00`, `${meeting}/agenda/items/%00`, `${meeting}/letters/not-a-letter`, `${meeting}/circulars/999999999999`, `${meeting}/circulars/-1`, `${meeting}/room/%E0%A4%A`, `${meeting}/moved/x`, '/series/%00', '/meetings/SOMTC/%00', `/meetings/SOMTC/${'9'.repeat(400)}`, `${meeting}/delegations/XXX`, `${meeting}/delegations/VNM/credentials/%00`, `${meeting}/report/versions/99999999999`, '/calendar?year=9999', '/calendar?month=2026-13']) {
      expect([at, [400, 404].includes((await windowOf('sd').get(at)).status)]).toEqual([at, true])
    }
  })
})

describe('a partner at the door of what is not its own', () => {
  it('finds nothing of a retreat, of another consultation, of another party or of what members decide', { timeout: 60_000 }, async () => {
    const others = ['/meetings/SOMTC+JPN/26', '/meetings/SOMTC+USA/26', '/meetings/SOMTC+JPN/26/programme', '/meetings/SOMTC+JPN/26/agenda', `${meeting}/room/example-retreat`, `${meeting}/room/example-heads`, `${meeting}/room/example-retreat/screen`, `${meeting}/programme/example-retreat`, `${meeting}/taking-part`, `${meeting}/agreed`, `${meeting}/delegations/JPN`, `${meeting}/delegations/VNM`, `${meeting}/delegations/VNM/credentials/example-letter-6`]
    for (const at of others) {
      const [hidden, absent] = await Promise.all([windowOf('dp').get(at), windowOf('dp').get('/meetings/SOMTC+ZZZ/26')])
      expect([at, [403, 404].includes(hidden.status)]).toEqual([at, true])
      if (at.startsWith('/meetings/SOMTC+')) expect([at, hidden.status]).toEqual([at, absent.status])
      expect(await hidden.text(), at).not.toMatch(/Retreat|Nguyễn/)
    }
    for (const who of ['dp', 'ob']) {
      const mine = await windowOf(who).text(`${meeting}/programme`)
      expect(mine).not.toMatch(/Retreat|Drafting group|Heads of delegation/)
    }
  })
})
