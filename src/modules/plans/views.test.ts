import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { fundActivity, proposeActivity } from './commands.ts'
import { findActivity, listActivities } from './queries.ts'

let installation: TestInstallation
let desk: string
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  desk = await asPerson('example-sd')
  // Three activities of another programme with money that can be added up by hand.
  const fund = (currency: string, amount: number | null, rate: number | null, more: Record<string, unknown> = {}) => ({ source: 'partner-fund', name: 'JAIF', partner: 'JPN', amount, currency: amount === null ? null : currency, rate, rateOn: rate === null ? null : '2025-03-31', status: 'sought', ...more })
  for (const [title, lead, funding] of [
    ['First', 'THA', [fund('THB', 358_000, 35.8), fund('USD', 2_500.5, null, { name: 'Host', source: 'national', partner: '' })]],
    ['Second', 'VNM', [fund('JPY', 1_500_000, 150), fund('USD', 999, null, { name: 'Host', source: 'national', partner: '', status: 'declined' })]],
    ['Third', 'VNM', [fund('EUR', 1_000, null, { name: 'EU', partner: '' }), fund('USD', null, null, { name: 'EU', partner: '' })]],
  ] as const) {
    const { id } = await perform(proposeActivity, { db: installation.db, actor: sd, now: testNow, input: { programme: 'wp-2026-2028', fields: { title: { en: title, th: '' }, area: 'cybercrime', strategy: 'training', type: 'training', participants: ['all'], lead, startsOn: '2026-03-01', dueOn: '2026-12-31' } } })
    await perform(fundActivity, { db: installation.db, actor: sd, now: testNow, input: { activity: id, version: 1, funding } })
  }
  return () => installation.close()
})

const sd = acting('SD')
const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = desk) => {
  const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text() }
}
const post = async (at: string, body: Record<string, string>, cookie = desk) => {
  const answer = await installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })
  return { status: answer.status, text: await answer.text(), at: answer.headers.get('location') ?? '' }
}
const money = '/plans/SOMTC/WP/2026/activities'
const example = '/plans/SOMTC/WP/2022/activities'
const codesOf = (html: string) => new Set([...html.matchAll(/activities\/([A-Z]+-\d-\d\d)/g)].map(([, code]) => code))

describe('US-16 AC3 filter by partner and fund; totals by currency and in US dollars with the day of each rate', () => {
  // 358,000 / 35.8 = 10,000; 2,500.50 as it is; 1,500,000 / 150 = 10,000; EUR and an amount not stated are outside. The declined 999 is not counted.
  it('on the page', async () => {
    const page = (await read(`${money}/funding?lang=en`)).text
    for (const sum of ['THB 358,000.00', 'JPY 1,500,000.00', 'EUR 1,000.00', 'USD 2,500.50', 'USD 22,500.50']) expect(page).toContain(sum)
    expect(page).not.toContain('999')
    expect(page).toContain('2 without an amount or a rate')
    expect(page).toContain('31 Mar 2025')
    expect(page).toContain('35.8')
    const japan = (await read(`${money}/funding?lang=en&partner=JPN&lead=THA`)).text
    expect(japan).toContain('USD 12,500.50')
    const fund = (await read(`${money}?lang=en&fund=EU`)).text
    expect(fund).toContain('1 of 3 activities')
    expect(fund).toContain('Third')
    expect(fund).not.toContain('Second')
  })
  it('in the API', async () => {
    const ask = async (query: string) => JSON.parse((await read(`/api/v1/activity-funding?programme=SOMTC/WP/2026${query}`)).text) as { activities: number; byCurrency: unknown; dollars: number; notValued: number; rates: unknown }
    expect(await ask('')).toMatchObject({ activities: 3, dollars: 22_500.5, notValued: 2, byCurrency: [{ currency: 'EUR', amount: 1000 }, { currency: 'JPY', amount: 1_500_000 }, { currency: 'THB', amount: 358_000 }, { currency: 'USD', amount: 2500.5 }], rates: [{ currency: 'JPY', rate: 150, on: '2025-03-31' }, { currency: 'THB', rate: 35.8, on: '2025-03-31' }] })
    expect(await ask('&partner=JPN')).toMatchObject({ activities: 2, dollars: 22_500.5 })
    expect(await ask('&fund=national')).toMatchObject({ activities: 2 })
    const list = JSON.parse((await read('/api/v1/activities?programme=SOMTC/WP/2026&fund=EU')).text) as { items: { title: { en: string } }[] }
    expect(list.items.map(({ title }) => title.en)).toEqual(['Third'])
    // A visitor learns nothing of it, not even a sum.
    expect(JSON.parse((await read('/api/v1/activity-funding?programme=SOMTC/WP/2026', '')).text)).toMatchObject({ activities: 0, dollars: 0, byCurrency: [] })
  })
})

describe('views of the activities', () => {
  it('every filter is in the address and in each view; a chip takes one away', async () => {
    const all = codesOf((await read(example)).text)
    for (const filter of ['area=cybercrime', 'strategy=training', 'status=ONG', 'overlay=OVERDUE', 'lead=THA', 'partner=JPN', 'fund=partner-fund']) {
      const own = codesOf((await read(`${example}?${filter}`)).text)
      expect(own.size, filter).toBeGreaterThan(0)
      expect(own.size, filter).toBeLessThan(all.size)
      const matrix = (await read(`${example}/matrix?${filter}&lang=en`)).text
      expect(matrix, filter).toContain(`${own.size} of ${all.size} activities`)
    }
    const both = (await read(`${example}?area=cybercrime&lead=THA&lang=en`)).text
    expect(both).toContain('href="/plans/SOMTC/WP/2022/activities?lead=THA"')
    expect(both).toContain('/activities/board?area=cybercrime&amp;lead=THA')
    expect(codesOf((await read(`${example}?late=yes`)).text)).toEqual(codesOf((await read(`${example}?overlay=OVERDUE`)).text))
  })

  it('the board has a column for each state with every card, and the same as a table', async () => {
    const page = (await read(`${example}/board?lang=en`)).text
    const activities = await listActivities(installation.db, { actor: sd, now: testNow }, { programme: 'wp-2022-2024' })
    for (const status of ['ONG', 'COM', 'REC'] as const) {
      const n = activities.filter((activity) => activity.status === status).length
      const column = new RegExp(`id="col-${status}"[\\s\\S]*?<span class="muted num">(\\d+)</span>([\\s\\S]*?)</section>`).exec(page)
      expect(Number(column?.[1]), status).toBe(n)
      expect([...(column?.[2] ?? '').matchAll(/class="mf-card"/g)].length, status).toBe(Math.min(12, n))
    }
    expect(page).toContain('The same as a table')
    expect((await read(`${example}/board?lang=en`, '')).text).not.toContain('mf-card')
  })

  it('a card is moved by its own form, without a script; what the state needs is asked for beside it, and what was typed stays', async () => {
    const found = async (code: string) => { const activity = await findActivity(installation.db, { actor: sd, now: testNow }, 'wp-2026-2028', code); if (!activity) throw new Error(code); return activity }
    const { id, version, code } = await found('CYB-4-01')
    const page = (await read(`${money}/board?lang=en`)).text
    expect(page).toContain(`id="to-${code}"`)
    const refused = await post(`${money}/board`, { activity: id, version: String(version), to: 'END', decision: '' })
    expect([refused.status, refused.text.includes(`href="#decision-${code}"`)]).toEqual([422, true])
    const moved = await post(`${money}/board?lead=THA`, { activity: id, version: String(version), to: 'END', decision: 'SOMTC/26, item 4' })
    expect([moved.status, moved.at]).toEqual([303, `${money}/board?lead=THA&moved=${code}#card-${code}`])
    expect((await found(code)).status).toBe('END')
    expect((await read(`${moved.at.split('#')[0]}&lang=en`)).text).toContain(`${code} is now: Endorsed.`)
    // Nobody completes by moving a card, and an old card is told.
    expect((await read(`${money}/board`)).text).not.toContain('<option value="COM"')
    expect((await post(`${money}/board`, { activity: id, version: String(version), to: 'SCH', decision: '' })).status).toBe(409)
    // A delegate has no form, and no act.
    const delegate = await asPerson('example-de')
    expect((await read(`${money}/board`, delegate)).text).not.toContain('name="to"')
    expect((await post(`${money}/board`, { activity: id, version: String(version + 1), to: 'SCH', decision: '' }, delegate)).status).toBe(403)
  })

  it('each view asks the database the same number of times whatever it shows', async () => {
    for (const view of ['', '/board', '/matrix', '/funding']) {
      const count = async (at: string) => {
        await read(at)
        installation.queries.length = 0
        await read(at)
        return installation.queries.length
      }
      expect(await count(`${example}${view}`), view).toBe(await count(`${money}${view}`))
    }
  })
})
