import { beforeAll, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { proposeActivity, reportIndicator, setIndicator, verifyIndicator } from './commands.ts'
import { latestOf } from './pages/indicator-picture.tsx'
import { listIndicators } from './queries/indicators.ts'

const desk = acting('SD')
const thailand = acting('NF', { party: 'THA' })
const vietNam = acting('NF', { party: 'VNM' })
let installation: TestInstallation
let activity = ''
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'plans'].includes(known.name))) await module.demonstrate?.(installation.db, testNow)
  activity = (await perform(proposeActivity, { db: installation.db, actor: desk, now: testNow, input: { programme: 'wp-2022-2024', code: 'WLT-9-01', fields: { title: { en: 'First checks', th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['THA', 'VNM'], lead: 'THA' } } })).id
})
const act = (command: Parameters<typeof perform>[0], actor: Actor, input: Record<string, unknown>) => perform(command as never, { db: installation.db, actor, now: testNow, input: { activity, ...input } })
const refused = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    const known = error as { code: string; faults?: { code: string }[] }
    return known.faults?.[0]?.code ?? known.code
  }
  throw new Error('was not refused')
}
const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => (await installation.app.request(at, { headers: cookie ? { cookie } : {} })).text()
const post = (at: string, cookie: string, body: Record<string, string>) => installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })

describe('practice §3.2 indicators of an activity', () => {
  it('are set with unit, start, aim, source and frequency by whoever may edit it', async () => {
    expect(await refused(act(setIndicator as never, vietNam, { version: 1, name: { en: 'Crossings', th: '' }, unit: 'crossings' }))).toBe('plans.only-own-member')
    expect(await refused(act(setIndicator as never, thailand, { version: 1, name: { en: '', th: '' }, unit: 'crossings' }))).toBe('plans.indicator-name-needed')
    expect(await refused(act(setIndicator as never, thailand, { version: 1, name: { en: 'x', th: '' }, unit: '' }))).toBe('plans.unit-needed')
    expect(await refused(act(setIndicator as never, thailand, { version: 1, name: { en: 'x', th: '' }, unit: 'n', target: 'many' }))).toBe('plans.number')
    await act(setIndicator as never, thailand, { version: 1, name: { en: 'Crossings with a first check', th: '' }, unit: 'crossings', source: 'lead shepherd', frequency: 'each half-year', baseline: 1, target: 6 })
    expect(await refused(act(setIndicator as never, thailand, { version: 1, position: 1, name: { en: 'x', th: '' }, unit: 'n' }))).toBe('version.stale')
    expect(await listIndicators(installation.db, activity)).toMatchObject([{ position: 1, unit: 'crossings', baseline: 1, target: 6, values: [] }])
  })

  it('R-8.3.2 a value is a member’s word on a day; another verifies it; what was verified stands', async () => {
    const say = (actor: Actor, value: number, on = '2025-06-30') => act(reportIndicator as never, actor, { position: 1, on, value })
    const verify = (actor: Actor) => act(verifyIndicator as never, actor, { position: 1, on: '2025-06-30', party: 'THA' })
    expect(await refused(say(desk, 4))).toBe('plans.no-party-reports')
    expect(await refused(say(acting('NF', { party: 'PHL' }), 4))).toBe('plans.only-own-member')
    expect(await refused(say(thailand, 4, '2026-02-01'))).toBe('plans.day-to-come')
    await say(thailand, 3)
    await say(thailand, 4)
    await say(vietNam, 0)
    expect(await refused(verify(acting('LS', { party: 'THA', area: 'wildlife-timber' })))).toBe('plans.not-own-party-proof')
    expect(await refused(verify(vietNam))).toBe('plans.verified-by')
    await verify(desk)
    expect(await refused(verify(desk))).toBe('plans.verified-before')
    expect(await refused(say(thailand, 5))).toBe('plans.value-verified-before')
    const [indicator] = await listIndicators(installation.db, activity)
    // Zero is a value and no report is none: two members' words both stand, unsummed.
    expect(latestOf(indicator ?? { values: [] }).map((value) => [value.party, value.value, value.verifiedAt !== null])).toEqual([['THA', 4, true], ['VNM', 0, false]])
  })

  it('the activity page says in words what its silent picture draws, in both languages', async () => {
    const cookie = await asPerson('example-sd')
    const at = '/plans/SOMTC/WP/2022/activities/WLT-9-01'
    const page = await read(`${at}?lang=en`, cookie)
    expect(page).toContain('from 1, aim 6; 4 reported by Thailand, 30 Jun 2025, verified; 0 reported by Viet Nam, 30 Jun 2025, not verified')
    expect(page).toMatch(/<svg class="ind"[^>]*aria-hidden="true"/)
    expect(await read(`${at}?lang=th`, cookie)).toMatch(/จาก\s๑\sเป้าหมาย\s๖/)
    expect(await read('/plans/SOMTC/WP/2022/activities/WLT-4-02?lang=en', cookie)).toContain('from 12, aim 60; no report found')
    expect((JSON.parse(await read(`/api/v1/activities/${activity}`, cookie)) as { indicators: unknown[] }).indicators).toMatchObject([{ target: 6, values: [{ party: 'THA', value: 4, verified: true }, { party: 'VNM', value: 0, verified: false }] }])
  })

  it('by forms alone: Thai digits are read, a fault stands beside its field, what was typed stays', async () => {
    const cookie = await asPerson('example-nf')
    const at = '/plans/SOMTC/WP/2022/activities/WLT-9-01/indicators'
    const wrong = await post(`${at}/report`, cookie, { position: '1', value: 'some', on: '31 December 2025' })
    expect(wrong.status).toBe(422)
    const text = await wrong.text()
    expect(text).toContain('href="#report-1-value"')
    expect(text).toContain('value="some"')
    expect((await post(`${at}/report`, cookie, { position: '1', value: '๕', on: '31 December 2025' })).status).toBe(303)
    expect(await read(`${at}?lang=en`, cookie)).toContain('31 Dec 2025')
    expect((await post(`${at}/set`, cookie, { version: '2', 'name.en': 'Officers trained', unit: 'officers', baseline: '0', target: '48' })).status).toBe(303)
    expect(await read('/plans/SOMTC/WP/2022/activities/WLT-9-01?lang=en', cookie)).toContain('from 0, aim 48; no report found')
    expect((await installation.app.request(at)).status).toBe(404)
  })
})
