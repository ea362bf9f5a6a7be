import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import { signal, topicVersions } from '../../kernel/live.ts'
import type { Module } from '../../kernel/module.ts'
import { modules } from '../../modules.ts'
import { editAgendaItem } from '../agenda/commands.ts'
import { findItem } from '../agenda/index.ts'
import { fileDocument } from '../documents/index.ts'
import { goToItem } from '../room/commands/session.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-the-following-test',
  identify: async (request) => {
    const [role, party, body] = (request.headers.get('x-reader') ?? '').split(':')
    if (!role) return null
    const actor = acting(role as Role, { ...(party ? { party } : {}), ...(body ? { body } : {}) })
    return { actor, capacities: actor.capacity ? [actor.capacity] : [] }
  },
}
modules.push(asReader)
afterAll(() => void modules.splice(modules.indexOf(asReader), 1))

const ref = 'SOMTC/26'
const agenda = `/meetings/${ref}/agenda`
const report = `/meetings/${ref}/report`
const desk = acting('SD')
const chair = acting('CH', { body: 'SOMTC' })
const rehearsal = 'example-rehearsal'
const item = (key: string) => `example-item-${key}`
let here: TestInstallation

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'meetings', 'agenda', 'room'].includes(known.name))) await module.demonstrate?.(here.db, testNow)
  await sql`insert into report (meeting, state) values (${ref}, 'DRAFT')`.execute(here.db)
  await sql`insert into report_paragraph (id, meeting, position, item, text) values ('follow-1', ${ref}, 1, ${item('5')}, ${JSON.stringify({ en: 'The Meeting heard ten reports.', th: 'ที่ประชุมรับฟังรายงานสิบฉบับ' })})`.execute(here.db)
}, 120_000)

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
async function part(address: string, as: string): Promise<{ html: string; mark: string; version: string; title: string }> {
  const answer = await here.app.request(address, { headers: { 'x-reader': as, 'x-part': 'live' } })
  expect([address, as, answer.status]).toEqual([address, as, 200])
  return { html: await answer.text(), mark: answer.headers.get('x-live-mark') ?? '', version: answer.headers.get('x-live-version') ?? '', title: decodeURIComponent(answer.headers.get('x-live-title') ?? '') }
}
const moved = async (topic: string, act: () => Promise<unknown>): Promise<boolean> => {
  const [before] = await topicVersions(here.db, [topic])
  await act()
  const [after] = await topicVersions(here.db, [topic])
  return before !== after
}
const hears = async (topic: string, as: string): Promise<number> => {
  const answer = await here.app.request(`/live?topic=${encodeURIComponent(topic)}`, { headers: { 'x-reader': as } })
  await answer.body?.cancel()
  return answer.status
}
const goTo = async (key: string) => {
  const version = (await sql<{ version: number }>`select version from floor where session = ${rehearsal}`.execute(here.db)).rows[0]?.version
  await perform(goToItem, { db: here.db, actor: chair, now: here.now(), input: { session: rehearsal, item: item(key), version } })
}
async function retitle(key: string, title: string): Promise<void> {
  const found = await findItem(here.db, { actor: desk, now: here.now() }, item(key))
  if (!found) throw new Error(key)
  const { parent, purpose, lead, minutes, session, background, request, mandates, sameAs, topic, version } = found
  await perform(editAgendaItem, { db: here.db, actor: desk as Actor, now: here.now(), input: { meeting: ref, item: found.id, version, fields: { parent, purpose, lead, minutes, session, background, request, mandates, sameAs, topic, title: { en: title, th: 'ชื่อใหม่' } } } })
}
const filed = (more: Partial<Parameters<typeof fileDocument>[1]>) => here.db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: here.now(), files: here.files }, { meeting: ref, series: 'WP', title: { en: 'Paper that comes in', th: 'เอกสาร' }, purpose: 'discussion', distribution: 'LIMITED', files: [], origin: 'desk', ...more }))

describe('US-12 the open agenda follows', () => {
  it('its living part is asked for alone, says what it stands at, and leaves the page without script as it is', async () => {
    const page = await (await here.app.request(agenda, { headers: { 'x-reader': 'NF:THA' } })).text()
    expect(page).toContain(`data-topics="agenda:${ref} floor:${ref}"`)
    expect(page).toMatch(/data-live-held="true" hidden|data-live-held hidden/)
    const { html, mark, title } = await part(agenda, 'NF:THA')
    expect(page).toContain(`data-mark="${mark}"`)
    expect(title).toBe('Provisional agenda, Rev.1')
    expect(html).toContain('Work programme 2026–2028')
    expect(html).not.toContain('<html')
  })

  it('US-13 when the Chair takes up another item the agenda says where the meeting is, to whoever may be in that room', async () => {
    await goTo('5')
    const before = await part(agenda, 'NF:THA')
    expect(before.html).toMatch(/class="now"[^>]*data-item="example-item-5"|data-item="example-item-5"[^>]*class="now"|<li class="now"[^>]*id="item-example-item-5"/)
    const partner = await part(agenda, 'DP:CHN')
    expect(await moved(`floor:${ref}`, () => goTo('6'))).toBe(true)
    const after = await part(agenda, 'NF:THA')
    expect(after.mark).not.toBe(before.mark)
    expect(textOf(after.html)).toMatch(/Item 6 Working group on money laundering[^:]*: .*since/)
    // For a partner the room is closed: nothing that he sees has changed.
    expect((await part(agenda, 'DP:CHN')).mark).toBe(partner.mark)
    expect(partner.html).not.toContain('data-live-at')
  })

  it('an item, and a paper under it, move the number of the agenda; what a reader may not see changes nothing for him', async () => {
    const partner = await part(agenda, 'DP:CHN')
    const member = await part(agenda, 'DE:VNM')
    expect(await moved(`agenda:${ref}`, () => retitle('4', 'Work programme, retitled'))).toBe(true)
    expect(await moved(`agenda:${ref}`, () => filed({ item: item('4') }))).toBe(true)
    const now = await part(agenda, 'DE:VNM')
    expect(now.html).toContain('Work programme, retitled')
    expect(now.html).toContain('Paper that comes in')
    expect(now.version).not.toBe(member.version)
    expect((await part(agenda, 'DP:CHN')).mark).toBe(partner.mark)
    await retitle('7-1', 'Joint work plan, retitled')
    expect((await part(agenda, 'DP:CHN')).mark).not.toBe(partner.mark)
  })

  it('US-08 signals are heard by those who may open what they speak of, and by nobody else', async () => {
    expect(await Promise.all([`agenda:${ref}`, `floor:${ref}`, `report:${ref}`].map((topic) => hears(topic, 'SD')))).toEqual([200, 200, 200])
    // A draft report that was not sent round is the house's alone.
    expect(await Promise.all([`agenda:${ref}`, `floor:${ref}`, `report:${ref}`].map((topic) => hears(topic, 'DE:VNM')))).toEqual([200, 200, 404])
    expect(await Promise.all([`agenda:${ref}`, `floor:${ref}`, `report:${ref}`].map((topic) => hears(topic, 'DP:CHN')))).toEqual([200, 404, 404])
    expect(await Promise.all([`agenda:${ref}`, `floor:${ref}`, `report:${ref}`].map((topic) => hears(topic, 'LE:SGP')))).toEqual([404, 404, 404])
    expect(await Promise.all([`agenda:${ref}`, `floor:${ref}`, `report:${ref}`, 'agenda:SOMTC/99'].map((topic) => hears(topic, '')))).toEqual([404, 404, 404, 404])
  })
})

describe('mock b06 the figures of a room', () => {
  const listening = async (as: string): Promise<string> => {
    const answer = await live.app.request('/live?topic=session:example-rehearsal&reach=1&page=abcdef12', { headers: { 'x-reader': as } })
    const reader = answer.body?.getReader()
    const text = new TextDecoder()
    let heard = ''
    // The page asks for the change it hears of; with that the only page open has it. A slow answer is first told as one that still waits.
    for (let n = 0; n < 20 && !heard.includes('"waiting":"0"'); n++) {
      heard += text.decode((await reader?.read())?.value)
      if (heard.includes('event: change')) await live.app.request('/meetings/SOMTC/26/room/example-rehearsal', { headers: { 'x-reader': as, 'x-part': 'live', 'x-page': 'abcdef12' } })
      else if (n === 1) await live.db.transaction().execute((tx) => signal(tx, 'session:example-rehearsal'))
      if (as !== 'SD' && heard.includes('event: change')) break
    }
    await reader?.cancel()
    return heard
  }
  let live: TestInstallation
  beforeAll(async () => {
    live = await testInstallation({ live: true })
    for (const module of modules.filter((known) => ['people', 'meetings', 'agenda', 'room'].includes(known.name))) await module.demonstrate?.(live.db, testNow)
  }, 120_000)
  afterAll(async () => live.close())

  it('who leads is told when all pages have a change; a delegate is not', async () => {
    expect(await listening('SD')).toMatch(/event: reach\ndata: {"open":"1","waiting":"0","reached":"\d+\.\d s"}/)
    expect(await listening('DE:VNM')).not.toContain('event: reach')
  })
})

describe('US-14 the open draft report follows', () => {
  it('a paragraph that is written, and the item the Chair takes up, show in its living part', async () => {
    const before = await part(report, 'SD')
    const post = (address: string, fields: Record<string, string>) => here.app.request(address, { method: 'POST', headers: { 'x-reader': 'SD', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    expect(await moved(`report:${ref}`, async () => expect((await post(`${report}/paragraphs/new`, { 'text.en': 'The Meeting noted the draft.', 'text.th': 'ที่ประชุมรับทราบร่าง' })).status).toBe(303))).toBe(true)
    const written = await part(report, 'SD')
    expect(written.html).toContain('The Meeting noted the draft.')
    expect(written.mark).not.toBe(before.mark)
    await goTo('5')
    expect(textOf((await part(report, 'SD')).html)).toMatch(/Reports of the lead shepherds, ten areas rehearsal, here since/)
    const page = await (await here.app.request(report, { headers: { 'x-reader': 'SD' } })).text()
    expect(page).toContain(`data-topics="report:${ref} agenda:${ref} floor:${ref}"`)
  })
})
