import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Role } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import type { Module } from '../../kernel/module.ts'
import { modules } from '../../modules.ts'
import { changeState, createSeries, makeSession, planMeeting } from './commands.ts'
import { findRunning } from './queries/run.ts'
import { needs } from './needs.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-this-test',
  identify: async (request) => {
    const [role, of] = (request.headers.get('x-reader') ?? '').split(':')
    if (!role) return null
    const actor = acting(role as Role, of ? (role === 'CH' ? { body: of } : { party: of }) : {})
    return { actor, capacities: actor.capacity ? [actor.capacity] : [] }
  },
}
modules.push(asReader)
afterAll(() => void modules.splice(modules.indexOf(asReader), 1))

const desk = acting('SD')
let here: TestInstallation
let series = ''
const request = (input: unknown, actor = desk) => ({ db: here.db, actor, now: testNow, input })
const textOf = (html: string): string => html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const read = async (address: string, reader = '', status = 200): Promise<string> => {
  const answer = await here.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
  expect(answer.status, `${address} ${reader}`).toBe(status)
  return answer.text()
}
const post = async (address: string, fields: Record<string, string>, reader = 'SD') => here.app.request(address, { method: 'POST', headers: { 'x-reader': reader, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })

beforeAll(async () => {
  here = await testInstallation()
  series = (await perform(createSeries, request({ name: { en: 'Week of SOMTC', th: 'สัปดาห์ SOMTC' }, zone: 'Asia/Manila', host: 'PHL', city: { en: 'Manila', th: 'กรุงมะนิลา' }, venue: { en: 'Centre' }, startsOn: '2026-02-10', endsOn: '2026-02-13' }))).id
  const plan = (more: object) => perform(planMeeting, request({ series, body: 'SOMTC', kind: 'regular', startsOn: '2026-02-10', endsOn: '2026-02-11', ...more }))
  await plan({ partners: ['CHN', 'JPN'], guests: [{ party: 'UNODC', category: 'organisation' }] })
  await plan({ body: 'SOMTC+CHN', session: '26', startsOn: '2026-02-12', endsOn: null })
  await plan({ body: 'SOMTC+JPN', session: '26', startsOn: '2026-02-13', endsOn: null })
  const session = (meeting: string, title: string, access: string, day: string, from: string, more: object = {}) => perform(makeSession, request({ meeting, title: { en: title }, access, day, from, until: `${from.slice(0, 2)}:50`, ...more }))
  await session('SOMTC/26', 'Plenary behind doors', 'CLOSED', '2026-02-10', '10:00')
  await session('SOMTC/26', 'Open hour', 'OPEN', '2026-02-10', '16:00')
  await session('SOMTC/26', 'China plan talk', 'CONSULTATION', '2026-02-11', '09:00', { partner: 'CHN' })
  await session('SOMTC+JPN/26', 'Japan talk', 'CONSULTATION', '2026-02-13', '09:00', { partner: 'JPN' })
  await perform(changeState, request({ meeting: 'SOMTC/26', version: 1, to: 'CONVENED' }))
})

describe('the workspace of a meeting', () => {
  it('shows its path, its dates with who acts and why a date moved, and what waits', async () => {
    const text = textOf(await read('/meetings/SOMTC/26', 'SD'))
    for (const part of ['Planned', 'Convened', 'since 12 Jan', '29 days to the opening', 'Delegations named', 'Late', 'Next 14 days', 'Not announced', 'tentative until the meeting confirms it']) expect(text).toContain(part)
    expect(text).toMatch(/is a (Saturday|Sunday)/)
  })

  it('in Thai the years, days and digits are Thai', async () => {
    const text = textOf(await read('/meetings/SOMTC/26?lang=th', 'NF:THA'))
    for (const part of ['เรียกประชุมแล้ว', 'อีก ๒๙ วันถึงวันเปิดประชุม', '๑๐ ก.พ.', 'กุมภาพันธ์ ๒๕๖๙']) expect(text).toContain(part)
  })

  it('who does not take part gets the public page where there is one, and otherwise nothing', async () => {
    await read('/meetings/SOMTC/26', '', 404)
    await read('/meetings/SOMTC/26', 'DP:AUS', 404)
    expect(textOf(await read('/meetings/SOMTC/25', 'NF:THA'))).toContain('25th SOMTC')
    for (const page of ['programme', 'dates', 'state', 'facts', 'move', 'taking-part', 'next']) await read(`/meetings/SOMTC/26/${page}`, 'DP:AUS', 404)
    await read(`/series/${series}`, 'DP:AUS', 404)
  })

  it('R-4.4.1 a partner sees its own consultation and what it may attend, and no trace of another partner’s', async () => {
    const all = (await Promise.all([`/meetings/SOMTC/26`, `/series/${series}`, '/meetings/SOMTC/26/programme', '/meetings', '/meetings/SOMTC+CHN/26', '/meetings/SOMTC/26/dates'].map((address) => read(address, 'DP:CHN')))).join(' ')
    for (const part of ['China plan talk', 'Open hour', 'SOMTC+CHN']) expect(all).toContain(part)
    for (const trace of ['Plenary behind doors', 'Japan talk', 'SOMTC+JPN/26', 'Zero draft']) expect(all, trace).not.toContain(trace)
    await read('/meetings/SOMTC+JPN/26', 'DP:CHN', 404)
    await read('/meetings/SOMTC/26/taking-part', 'DP:CHN', 404)
    await read('/api/v1/meetings/SOMTC+JPN/26', 'DP:CHN', 404)
    const api = await read('/api/v1/meetings/SOMTC/26', 'DP:CHN')
    expect(api).toContain('China plan talk')
    expect(api).not.toContain('Plenary behind doors')
    expect(textOf(await read(`/series/${series}`, 'DP:CHN'))).toContain('Meetings 2')
  })

  it('the number of statements does not grow with the week', async () => {
    const count = async (address: string) => { await read(address, 'SD'); here.queries.length = 0; await read(address, 'SD'); return here.queries.length }
    const before = await count('/meetings/SOMTC/26')
    await perform(makeSession, request({ meeting: 'SOMTC/26', title: { en: 'One more' }, access: 'CLOSED', day: '2026-02-10', from: '13:00', until: '13:30' }))
    await perform(planMeeting, request({ series, body: 'SOMTC+KOR', session: '26', kind: 'regular', startsOn: '2026-02-13' }))
    expect(await count('/meetings/SOMTC/26')).toBe(before)
    expect(await count(`/series/${series}`)).toBeLessThan(25)
  })
})

describe('acts on pages, without script', () => {
  it('the opening day is moved: first what moves and what stays, then the act, then what moved and by how much', async () => {
    const preview = textOf(await read('/meetings/SOMTC+CHN/26/move?startsOn=13%20%E0%B8%81.%E0%B8%9E.%202569', 'SD'))
    for (const part of ['What moves', 'What stays', '1 day later', 'Move to 13 February 2026']) expect(preview).toContain(part)
    const meeting = await findRunning(here.db, { actor: desk, now: testNow }, 'SOMTC+CHN/26')
    const refused = await post('/meetings/SOMTC+CHN/26/move', { startsOn: '2026-02-13', version: String(meeting?.run.version), reason: '' })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toContain('Give the reason')
    const done = await post('/meetings/SOMTC+CHN/26/move', { startsOn: '2026-02-13', version: String(meeting?.run.version), reason: 'Asked by China' })
    expect(done.status).toBe(303)
    const result = textOf(await read(done.headers.get('location') ?? '', 'SD'))
    for (const part of ['It opens on 13 February 2026: 1 day later', 'Asked by China', '12 Feb 2026', '13 Feb 2026']) expect(result).toContain(part)
    expect((await post('/meetings/SOMTC+CHN/26/move', { startsOn: '2026-02-12', version: String(meeting?.run.version), reason: 'x' })).status).toBe(409)
    expect(textOf(await read('/meetings/SOMTC/26/move?startsOn=31%20April%202026', 'SD', 422))).toContain('There is no such day')
  })

  it('a form that is refused comes back with what was typed and the fault beside its field', async () => {
    const answer = await post(`/series/${series}/meetings/new`, { body: 'SOMTC', kind: 'regular', session: '25', startsOn: '11 Feb 2026', opens: '09:00', closes: '17:00', mode: 'in-person' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(textOf(html)).toContain('SOMTC/25 is taken')
    expect(html).toMatch(/id="session"[^>]*value="25"|value="25"[^>]*id="session"/)
    expect((await post('/series/new', { 'name.en': '', startsOn: 'soon' })).status).toBe(422)
    expect((await post('/series/new', { 'name.en': 'A week', zone: 'Asia/Manila', startsOn: '2026-03-01', endsOn: '2026-03-02' }, 'NF:THA')).status).toBe(403)
    expect((await post('/series/new', { 'name.en': 'A week', zone: 'Asia/Manila', startsOn: '๑ มี.ค. ๒๕๖๙', endsOn: '2 March 2026' })).status).toBe(303)
  })

  it('every page of acts opens for whoever may act, and says who may and why', async () => {
    for (const page of ['state', 'facts', 'dates', 'taking-part', 'next', 'programme', 'programme/new', 'move']) for (const lang of ['en', 'th']) await read(`/meetings/SOMTC/26/${page}?lang=${lang}`, 'SD')
    expect(textOf(await read('/meetings/SOMTC/26/state', 'NF:THA'))).toContain('Only the Chair opens, suspends, resumes and closes')
    await read('/meetings/SOMTC/26/facts', 'NF:THA', 403)
    await read('/meetings/SOMTC/26/taking-part', 'CH:SOMTC')
    expect((await post('/meetings/SOMTC/26/dates/mark', { milestone: 'papers-asked' })).status).toBe(303)
    expect((await post('/meetings/SOMTC/26/dates/mark', { milestone: 'papers-asked' })).status).toBe(409)
    expect((await post('/meetings/SOMTC/26/state', { to: 'OPENED', version: '2' }, 'NF:THA')).status).toBe(403)
  })
})

describe('what needs me', () => {
  it('the desk has the late dates and the tentative host, the Chair what the Chair owes, a member nothing of it', async () => {
    const of = (role: Role, more = {}) => needs({ db: here.db, actor: acting(role, more), now: testNow, today: '2026-01-12', lang: 'en' })
    const forDesk = await of('SD')
    expect(forDesk.some((need) => need.what === 'Dates confirmed, calendar published: 26th SOMTC' && (need.dueOn ?? '') < '2026-01-12')).toBe(true)
    expect(forDesk.length).toBeLessThan(14)
    expect(forDesk.some((need) => need.what === 'The host of the 26th SOMTC is tentative')).toBe(true)
    const forChair = await of('CH', { body: 'SOMTC' })
    expect(forChair.every((need) => need.what.includes('SOMTC'))).toBe(true)
    expect(await of('NF', { party: 'THA' })).toEqual([])
  })
})
