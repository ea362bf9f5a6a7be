import { beforeEach, describe, expect, it } from 'vitest'
import { acting, type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { perform } from '../../kernel/command.ts'
import { modules } from '../../modules.ts'
import { proposeActivity, stepActivity } from './commands.ts'
import { findActivity, listActivities } from './queries.ts'
import { listChanges, listUndecided } from './queries/cycle.ts'

let installation: TestInstallation
let desk: string
beforeEach(async () => {
  installation = await testInstallation()
  await modules.find(({ name }) => name === 'people')?.demonstrate?.(installation.db, testNow)
  desk = await asPerson('example-sd')
  return () => installation.close()
})

const asPerson = (person: string) => installation.signedIn(person)
const read = async (at: string, cookie = '') => {
  const answer = await installation.app.request(at, { headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text() }
}
const post = async (at: string, body: Record<string, string>, cookie = desk) => {
  const answer = await installation.app.request(at, { method: 'POST', headers: { cookie, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body).toString() })
  return { status: answer.status, text: await answer.text(), at: answer.headers.get('location') ?? '' }
}
const programme = '/plans/SOMTC/WP/2022'
const sd = acting('SD')
const propose = async (title: string, more: Record<string, unknown> = {}) => {
  const { id, code } = await perform(proposeActivity, { db: installation.db, actor: sd, now: testNow, input: { programme: 'wp-2022-2024', fields: { title: { en: title, th: '' }, area: 'wildlife-timber', strategy: 'training', type: 'training', participants: ['all'], lead: 'THA', startsOn: '2024-03-01', dueOn: '2024-12-31', ...more } } })
  return { id, code }
}
const step = async (code: string, to: string) => {
  const { id, version } = await found(code)
  await perform(stepActivity, { db: installation.db, actor: sd, now: testNow, input: { activity: id, version, to, decision: 'SOMTC/25' } })
}
const found = async (code: string, of = 'wp-2022-2024') => {
  const activity = await findActivity(installation.db, { actor: sd, now: testNow }, of, code)
  if (!activity) throw new Error(code)
  return activity
}
const versionOf = (text: string, act: string) => new RegExp(`/cycle/${act}"[\\s\\S]*?name="version" value="(\\d+)"`).exec(text)?.[1] ?? ''
const cycle = async () => (await read(`${programme}/cycle?lang=en`, desk)).text

describe('US-18 the programme 2022–2024 as the record has it', () => {
  it('AC3 its extension to 2025 shows from the record: hatched on both pages, with who decided it and when', async () => {
    const page = (await read(`${programme}?lang=en`)).text
    expect(page).toContain('Extended to 2025: AMMTC, 28 Aug 2024.')
    expect(page).toContain('28 Aug 2024')
    expect(page).toMatch(/Extended to 2025/)
    expect(page).toContain('href="/meetings/AMMTC/18"')
    expect(page).toContain('url(#time-wide-h3)')
    expect(page).toContain('The ministers welcomed the extension')
    expect((await read('/plans?lang=en')).text).toContain('url(#plans-wide-h3)')
    expect((await read(`${programme}?lang=th`)).text).toMatch(/ขยายเวลาถึง.{1,40}๒๕๖๘/)
  })
})

describe('US-18 extension, amendment, closing', () => {
  it('AC3 extending records the decision; no due day moves; the new end is on every page and in the API', async () => {
    const { code } = await propose('Course on timber')
    const refused = await post(`${programme}/cycle/extend`, { version: versionOf(await cycle(), 'extend'), until: '31/2/2569', decision: '' })
    expect([refused.status, refused.text.includes('href="#extend-until"'), refused.text.includes('value="31/2/2569"')]).toEqual([422, true, true])
    const done = await post(`${programme}/cycle/extend`, { version: versionOf(await cycle(), 'extend'), until: '2569', decision: 'AMMTC/20, item 4', note: 'Until the next programme is adopted' })
    expect(done.status).toBe(303)
    expect((await found(code)).dueOn).toBe('2024-12-31')
    const page = (await read(`${programme}?lang=en`)).text
    expect(page).toContain('extended to 2025, extended to 2026')
    expect(page).toContain('Extended to 2026 by AMMTC/20, item 4')
    const api = JSON.parse((await read('/api/v1/work-programmes?limit=100')).text) as { items: { code: string; period: { until: string } }[] }
    expect(api.items.find((one) => one.code === 'SOMTC/WP/2022')?.period.until).toBe('2026-12-31')
    // Someone who still has the old page is told.
    expect((await post(`${programme}/cycle/extend`, { version: '1', until: '2027', decision: 'AMMTC/20' })).status).toBe(409)
  })

  it('an amendment names its decision and makes a new version', async () => {
    expect(await cycle()).toContain('Version 1')
    expect((await post(`${programme}/cycle/amend`, { version: versionOf(await cycle(), 'amend'), note: '', decision: 'SOMTC/24' })).text).toContain('href="#amend-note"')
    expect((await post(`${programme}/cycle/amend`, { version: versionOf(await cycle(), 'amend'), note: 'Two activities on online scams added', decision: 'SOMTC/24' })).status).toBe(303)
    expect(await cycle()).toContain('Version 2')
    expect((await read(`${programme}?lang=en`, desk)).text).toContain('Two activities on online scams added')
    // The desk's own words and names are for those who carry it out; a visitor reads that it was amended.
    const visitor = (await read(`${programme}?lang=en`)).text
    expect(visitor).toContain('Amended')
    expect(visitor).not.toContain('online scams')
    expect(visitor).not.toContain('Melati Contoh')
    expect((await listChanges(installation.db)).map(({ kind, decision }) => [kind, decision])).toEqual([['amended', 'SOMTC/24']])
  })

  it('AC1 closing is refused while an activity is in no final state; each is named and a link', async () => {
    const { code } = await propose('Course on timber')
    const listed = await cycle()
    expect(listed).toContain(`href="${programme}/activities/${code}"`)
    const refused = await post(`${programme}/cycle/close`, { version: versionOf(listed, 'close'), decision: 'SOMTC/25' })
    expect([refused.status, refused.text.includes(code), refused.text.includes('value="SOMTC/25"')]).toEqual([422, true, true])
    await step(code, 'WDN')
    expect((await post(`${programme}/cycle/close`, { version: versionOf(await cycle(), 'close'), decision: 'SOMTC/25' })).status).toBe(303)
    expect((await read(`${programme}?lang=en`)).text).toContain('Closed')
    // Closed, it is read only.
    expect((await post(`${programme}/cycle/amend`, { version: '9', note: 'More', decision: 'SOMTC/25' })).status).toBe(409)
    expect((await read(`${programme}/cycle?lang=en`, desk)).text).toContain('it can only be read')
  })

  it('R-3.3.4 keep, move or carry is chosen for each activity, all at once or none; what is kept is not asked about again', async () => {
    const codes: string[] = []
    for (const title of ['One', 'Two', 'Three']) {
      const { code } = await propose(title)
      await step(code, 'END')
      codes.push(code)
    }
    const [one, two, three] = await Promise.all(codes.map((code) => found(code)))
    if (!one || !two || !three) throw new Error('not three')
    const page = (await read(`${programme}/cycle/due?lang=en`, desk)).text
    expect([...page.matchAll(/name="do-/g)]).toHaveLength(3)
    const choices = { [`version-${one.id}`]: String(one.version), [`do-${one.id}`]: 'keep', [`version-${two.id}`]: String(two.version), [`do-${two.id}`]: 'move', [`dueOn-${two.id}`]: '31 ธ.ค. 2569', [`version-${three.id}`]: String(three.version), [`do-${three.id}`]: 'carry', decision: 'AMMTC/18/DEC.1', reason: 'The funds came late', into: '' }
    const refused = await post(`${programme}/cycle/due`, choices)
    expect([refused.status, refused.text.includes(`href="#do-${three.id}"`)]).toEqual([422, true])
    expect((await found(two.code)).dueOn).toBe('2024-12-31')
    expect((await post(`${programme}/cycle/due`, { ...choices, into: 'wp-2026-2028' })).status).toBe(303)
    expect([(await found(one.code)).dueOn, (await found(two.code)).dueOn, (await found(three.code)).status]).toEqual(['2024-12-31', '2026-12-31', 'COV'])
    // a new activity of the next cycle, with the reason and the code it had.
    expect(await found(three.code, 'wp-2026-2028')).toMatchObject({ carriedFrom: three.id, carriedReason: 'The funds came late' })
    expect(await listUndecided(installation.db, 'wp-2022-2024', '2026-01-12')).toEqual([])
    expect((await listActivities(installation.db, { actor: sd, now: testNow }, { programme: 'wp-2026-2028' })).length).toBe(1)
  })

  it('only the Secretariat keeps a programme; a focal point has neither the page nor the act', async () => {
    const focal = await asPerson('example-nf')
    for (const at of ['cycle', 'cycle/due']) expect((await read(`${programme}/${at}`, focal)).status).toBe(403)
    expect((await post(`${programme}/cycle/amend`, { version: '1', note: 'x', decision: 'y' }, focal)).status).toBe(403)
    expect((await read(`${programme}/provisions`)).status).toBe(404)
    expect((await read(`${programme}/provisions?lang=en`, focal)).text).not.toContain('Add provisions')
  })
})

describe('US-18 AC4 supersession', () => {
  it('every provision leads to one or several of the next plan or is dropped with a reason; then the old one is read only', async () => {
    const old = '/plans/AMMTC/PA/2016'
    const wrong = await post(`${old}/provisions/add`, { lines: '1.1 Exchange information\nnonumber' })
    expect([wrong.status, wrong.text.includes('Line 2') || wrong.text.includes('บรรทัดที่ 2'), wrong.text.includes('nonumber')]).toEqual([422, true, true])
    expect((await post(`${old}/provisions/add`, { lines: '1.1 Exchange information\n\n1.2 Train officers\n1.3) Review laws' })).status).toBe(303)
    expect((await post('/plans/AMMTC/PA/2026/provisions/add', { lines: '2.1 Share data\n2.2 Train together' })).status).toBe(303)
    const page = (await read(`${old}/provisions?lang=en`, desk)).text
    expect(page).toContain('0 of 3 mapped')
    const supersede = async () => post(`${old}/cycle/supersede`, { version: versionOf((await read(`${old}/cycle`, desk)).text, 'supersede'), by: 'poa-2026-2035', decision: 'AMMTC/19' })
    expect((await supersede()).text).toContain('1.1, 1.2, 1.3')
    // One to two; one to one; one dropped, which needs a reason.
    for (const [number, target] of [['1.1', 'poa-2026-2035 2.1'], ['1.1', 'poa-2026-2035 2.2'], ['1.2', 'poa-2026-2035 2.2']] as const) expect((await post(`${old}/provisions`, { number, target, reason: '' })).status).toBe(303)
    const unreasoned = await post(`${old}/provisions`, { number: '1.3', target: 'dropped', reason: '' })
    expect([unreasoned.status, unreasoned.text.includes('href="#reason-1_3"')]).toEqual([422, true])
    expect((await read(`${old}/provisions?lang=en`, desk)).text).toContain('2 of 3 mapped')
    expect((await supersede()).status).toBe(422)
    expect((await post(`${old}/provisions`, { number: '1.3', target: 'dropped', reason: 'Done by the model law' })).status).toBe(303)
    const full = (await read(`${old}/provisions?lang=en`, desk)).text
    expect(full).toContain('3 of 3 mapped')
    expect(full).toContain('Done by the model law')
    expect((await supersede()).status).toBe(303)
    expect((await read(`${old}?lang=en`)).text).toContain('Superseded')
    expect((await post(`${old}/cycle/amend`, { version: '9', note: 'More', decision: 'x' })).status).toBe(409)
    expect((await post(`${old}/provisions/add`, { lines: '1.4 Another' })).status).toBe(409)
  })
})
