import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import type { Module } from '../../kernel/module.ts'
import { extractText, getDocumentProxy } from 'unpdf'
import { modules } from '../../modules.ts'
import { fileDocument } from '../documents/index.ts'
import { changeState, findRunning, type RunState } from '../meetings/index.ts'
import { addAgendaItem, adoptAgenda, editAgendaItem, issueAgenda, moveAgendaItem } from './commands.ts'
import { exampleItem } from './demonstration.ts'
import { findAgenda, listItems, listVersions } from './queries.ts'
import { listItemPapers } from './queries/papers.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-the-agenda-test',
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
const base = `/meetings/${ref}/agenda`
const desk = acting('SD')
const chair = acting('CH', { body: 'SOMTC' })
let here: TestInstallation
let wp: string

const readPdf = async (pdf: Uint8Array): Promise<string> => (await extractText(await getDocumentProxy(pdf), { mergePages: true })).text
const textOf = (html: string): string => html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const read = async (address: string, reader = '', status = 200): Promise<string> => {
  const answer = await here.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
  expect(answer.status, address).toBe(status)
  return answer.text()
}
const post = (address: string, reader: string, fields: Record<string, string>) =>
  here.app.request(address, { method: 'POST', headers: { 'x-reader': reader, origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
const ask = <Input>(input: Input, actor: Actor = desk) => ({ db: here.db, actor, now: here.now(), input })
const itemsOf = (actor: Actor = desk, meeting = ref) => listItems(here.db, { actor, now: here.now() }, meeting)
const agendaOf = () => findAgenda(here.db, ref)
const fields = (more: Record<string, unknown> = {}) => ({ title: { en: 'A new item', th: 'วาระใหม่' }, purpose: 'discussion', ...more })

async function paper(item: string, more: Partial<Parameters<typeof fileDocument>[1]> = {}): Promise<string> {
  return here.db.transaction().execute(async (tx) => (await fileDocument({ tx, actor: desk, now: here.now(), files: here.files }, { meeting: ref, series: 'WP', title: { en: 'Paper of the test', th: 'เอกสารทดสอบ' }, purpose: 'decision', distribution: 'LIMITED', item, files: [], origin: 'desk', ...more })).symbol)
}
const asks = { actionRequested: { en: 'The Meeting is invited to endorse it.', th: 'ขอให้ที่ประชุมเห็นชอบ' } }

async function moveTo(state: RunState, actor: Actor): Promise<void> {
  const meeting = await findRunning(here.db, { actor, now: here.now() }, ref)
  await perform(changeState, ask({ meeting: ref, version: meeting?.run.version, to: state }, actor))
}

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'meetings', 'agenda'].includes(known.name))) await module.demonstrate?.(here.db, testNow)
  wp = await paper(exampleItem('4'), asks)
}, 120_000)

describe('US-12 the agenda as each reader has it', () => {
  it('shows twelve items with who may enter, what is asked and what each follows, in English and Thai', async () => {
    const en = textOf(await read(base, 'SD'))
    expect(en).toContain('Provisional agenda, Rev.1')
    for (const words of ['Work programme 2026–2028', 'For decision', 'With a partner', 'AMMTC/19/DEC.1', 'UTC+8']) expect(en).toContain(words)
    expect(await read(base, 'SD')).toContain('<mark>endorse</mark>')
    const th = textOf(await read(`${base}?lang=th`, 'SD'))
    expect(th).toContain('ร่างระเบียบวาระการประชุม ปรับปรุงครั้งที่ ๑')
    expect(th).toContain('๗.๑')
  })

  it('US-12 R-4.4.1 a partner finds its own item, no trace of the closed ones, and numbers that close up', async () => {
    const china = await itemsOf(acting('DP', { party: 'CHN' }))
    expect(china.map((item) => item.number)).toEqual(['1', '1.1', '2', '2.1'])
    const japan = textOf(await read(base, 'DP:JPN'))
    expect(japan).toContain('Cooperation with dialogue partners')
    for (const hidden of ['Joint work plan with China', 'Work programme 2026', 'money laundering', 'Retreat', '12 items']) expect(japan).not.toContain(hidden)
    await read(`${base}/items/${exampleItem('7-1')}`, 'DP:JPN', 404)
    await read(`${base}/items/${exampleItem('7-1')}`, 'DP:CHN')
    // Versions that went out and what changed between them are cut the same way.
    for (const address of [`${base}/versions/2`, `${base}/compare?from=1&to=2`]) expect(textOf(await read(address, 'DP:JPN'))).not.toMatch(/China|money laundering|work programme/i)
    expect(JSON.stringify(await (await here.app.request(`/api/v1/meetings/${ref}/agenda`, { headers: { 'x-reader': 'DP:JPN' } })).json())).not.toMatch(/China|laundering/)
  })

  it('the public and whoever does not take part find no agenda at all', async () => {
    await read(base, '', 404)
    await read(`${base}/print.pdf`, '', 404)
    await read(base, 'LE:SGP', 404)
    expect((await here.app.request(`/api/v1/meetings/${ref}/agenda`)).status).toBe(404)
  })

  it('a member who may not change the agenda is told why, and gets no form', async () => {
    expect(await read(base, 'NF:THA')).not.toContain('agenda/new')
    const refused = await read(`${base}/new`, 'NF:THA', 403)
    expect(textOf(refused)).toContain('The Secretariat and the Chair of this meeting keep its agenda')
    expect((await post(`${base}/items/${exampleItem('4')}/move`, 'DE:VNM', { to: 'up', version: '1' })).status).toBe(403)
  })

  it('the usual agenda starts an empty one: twelve items in both languages', async () => {
    expect((await post('/meetings/SOMTC%2BJPN/26/agenda/start', 'SD', {})).status).toBe(303)
    const items = await itemsOf(desk, 'SOMTC+JPN/26')
    expect(items.filter((item) => item.parent === null)).toHaveLength(12)
    expect(items.every((item) => item.title.en !== '' && item.title.th !== '')).toBe(true)
    expect((await post('/meetings/SOMTC%2BJPN/26/agenda/start', 'SD', {})).status).toBe(409)
  })

  it('§1.5 a new item of substance goes before what a meeting ends with', async () => {
    expect((await post('/meetings/SOMTC%2BJPN/26/agenda/new', 'SD', { 'title.en': 'Online fraud', 'title.th': 'การหลอกลวงออนไลน์', purpose: 'discussion' })).status).toBe(303)
    const titles = (await itemsOf(desk, 'SOMTC+JPN/26')).filter((item) => item.parent === null).map((item) => item.title.en)
    expect(titles.slice(-5)).toEqual(['Online fraud', 'Other matters', 'Date and venue of the next meeting', 'Consideration and adoption of the report', 'Closing'])
  })

  it('bad input comes back with each fault beside its field and what was typed', async () => {
    const answer = await post(`${base}/new`, 'SD', { 'title.en': 'Half an item', 'title.th': '', purpose: 'discussion', minutes: '9999', mandates: 'AMMTC/99/DEC.1' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="Half an item"')
    expect(textOf(html)).toContain('Write this in both languages')
    expect(textOf(html)).toContain('Give minutes from 1 to 600')
    const unknown = await post(`${base}/new`, 'SD', { 'title.en': 'An item', 'title.th': 'วาระ', purpose: 'discussion', mandates: 'AMMTC/99/DEC.1', session: 'example-somtc+jpn' })
    expect(unknown.status).toBe(422)
    expect(textOf(await unknown.text())).toContain('Choose a session of this meeting')
  })

  it('a focal point proposes an item; another delegation does not see it; the Secretariat takes it up', async () => {
    await read(`${base}/propose`, 'DP:CHN', 403)
    expect((await post(`${base}/propose`, 'HD:SGP', { 'title.en': 'Sanctions on scam centres', 'title.th': 'มาตรการต่อศูนย์หลอกลวง', purpose: 'discussion' })).status).toBe(303)
    expect(textOf(await read(base, 'HD:SGP'))).toContain('Sanctions on scam centres')
    expect(textOf(await read(base, 'HD:IDN'))).not.toContain('Sanctions on scam centres')
    const page = await read(base, 'SD')
    const at = [...page.matchAll(/href="[^"]*\/agenda\/proposals\/([^"]+)"/g)].map((found) => found[1] as string).find((id) => id !== 'example-agenda-proposal')
    expect((await post(`${base}/proposals/${at}`, 'NF:THA', { 'title.en': 'x', 'title.th': 'x', purpose: 'discussion' })).status).toBe(404)
    expect((await post(`${base}/proposals/${at}`, 'SD', { 'title.en': 'Sanctions on scam centres', 'title.th': 'มาตรการต่อศูนย์หลอกลวง', purpose: 'discussion', parent: exampleItem('9') })).status).toBe(303)
    expect((await itemsOf()).find((item) => item.title.en === 'Sanctions on scam centres')).toMatchObject({ number: '9.1', proposer: 'SGP' })
    expect((await post(`${base}/proposals/${at}`, 'SD', { 'title.en': 'Sanctions on scam centres', 'title.th': 'มาตรการต่อศูนย์หลอกลวง', purpose: 'discussion' })).status).toBe(409)
    const declined = await post(`${base}/proposals/example-agenda-proposal/decline`, 'SD', { answer: '' })
    expect(declined.status).toBe(422)
    expect((await post(`${base}/proposals/example-agenda-proposal/decline`, 'SD', { answer: 'Under item 5.' })).status).toBe(303)
    expect(textOf(await read(base, 'NF:THA'))).toContain('Under item 5.')
  })
})

describe('US-12 order, papers and adoption', () => {
  it('US-12 AC4 a moved item keeps its id, and its papers and minutes go with it; numbers follow', async () => {
    const before = await itemsOf()
    const item = before.find((one) => one.id === exampleItem('4'))
    const answer = await post(`${base}/items/${exampleItem('4')}/move`, 'SD', { to: 'up', version: String((await agendaOf()).version) })
    expect(answer.status).toBe(303)
    const after = await itemsOf()
    const moved = after.find((one) => one.id === exampleItem('4'))
    expect([item?.number, moved?.number]).toEqual(['4', '3'])
    expect(moved?.minutes).toBe(item?.minutes)
    // Its turn is now where item 3 had been, and that follows after its sixty minutes.
    expect(moved?.startsAt).toBe(before.find((one) => one.id === exampleItem('3'))?.startsAt)
    expect((await listItemPapers(here.db, { actor: desk, now: here.now() }, ref)).find((one) => one.symbol === wp)?.item).toBe(exampleItem('4'))
    expect(textOf(await read(`${base}?moved=${exampleItem('4')}`, 'SD'))).toContain('is now item 3')
    await perform(moveAgendaItem, ask({ meeting: ref, item: exampleItem('4'), to: 'down', version: (await agendaOf()).version }))
  })

  it('US-12 AC4 two people ordering at once: the second learns of it and nothing is lost', async () => {
    const { version } = await agendaOf()
    const both = await Promise.allSettled(['up', 'down'].map((to) => perform(moveAgendaItem, ask({ meeting: ref, item: exampleItem('6'), to, version }))))
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { kind: 'conflict', code: 'version.stale' } })
    expect(new Set((await itemsOf()).map((item) => item.id)).size).toBe((await itemsOf()).length)
  })

  it('a stale edit of an item is refused and what was typed stays', async () => {
    const item = (await itemsOf()).find((one) => one.id === exampleItem('9'))
    const typed = { 'title.en': 'Other matters', 'title.th': 'เรื่องอื่น ๆ', purpose: 'discussion', topic: 'other-matters', session: 'example-closing', lead: 'chair', minutes: '25', version: String(item?.version) }
    expect((await post(`${base}/items/${exampleItem('9')}/edit`, 'SD', typed)).status).toBe(303)
    const stale = await post(`${base}/items/${exampleItem('9')}/edit`, 'SD', { ...typed, minutes: '35' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('value="35"')
  })

  it('US-12 AC1 R-1.5.1 an item for decision without a paper that asks shows the fault in place', async () => {
    const page = textOf(await read(base, 'SD'))
    expect(page).toContain('No paper asks for this decision.')
    expect(page).toContain('2 items ask for a decision and have no paper that asks for it.')
    // A paper that asks for nothing does not help; one that asks does.
    await paper(exampleItem('6'))
    expect(textOf(await read(`${base}/items/${exampleItem('6')}`, 'SD'))).toContain('No paper asks for this decision.')
    await paper(exampleItem('6'), asks)
    expect(textOf(await read(`${base}/items/${exampleItem('6')}`, 'SD'))).not.toContain('No paper asks for this decision.')
    // Whoever may not read members' papers is not told what is missing.
    expect(textOf(await read(base, 'DP:CHN'))).not.toContain('No paper asks')
  })

  it('R-1.8.2 of a chain the item shows the text that stands; a revision a reader may not see takes nothing from him', async () => {
    const item = exampleItem('8')
    const symbol = await paper(item, { distribution: 'GENERAL' })
    const base8 = (await sql<{ id: string }>`select id from official_document where symbol = ${symbol}`.execute(here.db)).rows[0]?.id as string
    await paper(item, { distribution: 'GENERAL', modifies: base8, modifier: 'Rev' })
    await paper(item, { distribution: 'RESTRICTED', modifies: base8, modifier: 'Rev' })
    const symbolsFor = async (actor: Actor) => (await listItemPapers(here.db, { actor, now: here.now() }, ref)).filter((one) => one.item === item).map((one) => one.symbol)
    expect(await symbolsFor(desk)).toEqual([`${symbol}/Rev.2`])
    expect(await symbolsFor(acting('DE', { party: 'VNM' }))).toEqual([`${symbol}/Rev.1`])
  })

  it('versions that went out stay as they read, and what changed is shown word by word', async () => {
    await perform(issueAgenda, ask({ meeting: ref, version: (await agendaOf()).version, store: here.files }))
    const versions = await listVersions(here.db, ref)
    expect(versions.map((one) => [one.kind, one.revision])).toEqual([['PROVISIONAL', null], ['REVISED', 1], ['REVISED', 2]])
    const compared = await read(`${base}/compare?from=1&to=2`, 'SD')
    expect(textOf(compared)).toContain('Added : Item 6 Working group on money laundering')
    expect(compared).toMatch(/<del>.*consider.*<\/del>/s)
    const item = (await itemsOf()).find((one) => one.id === exampleItem('12'))
    await perform(editAgendaItem, ask({ meeting: ref, item: exampleItem('12'), version: item?.version, fields: { ...fields(), title: { en: 'Closing of the meeting', th: 'พิธีปิดการประชุม' }, session: 'example-closing', purpose: 'information', topic: 'closing' } }))
    expect(textOf(await read(`${base}/versions/3`, 'SD'))).not.toContain('Closing of the meeting')
  })

  it('US-12 AC3 one click prints agenda, notes and list of documents in English and in Thai', async () => {
    for (const [lang, words] of [['en', ['Provisional agenda, Rev.2', 'Work programme 2026–2028', 'List of documents', wp.split('/').slice(2).join('/')]], ['th', ['ร่างระเบียบวาระ', 'รายการเอกสาร', 'แผนงาน']]] as const) {
      const answer = await here.app.request(`${base}/print.pdf?in=${lang}`, { headers: { 'x-reader': 'SD' } })
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const text = await readPdf(new Uint8Array(await answer.arrayBuffer()))
      for (const word of words) expect(text.replace(/\s+/g, ' ')).toContain(word)
    }
    const partner = await here.app.request(`${base}/print.pdf?in=en`, { headers: { 'x-reader': 'DP:CHN' } })
    expect(await readPdf(new Uint8Array(await partner.arrayBuffer()))).not.toContain('Work programme 2026')
  })

  it('US-12 AC1 R-1.5.1 the Chair cannot record the adoption with such an item, and is told which', async () => {
    expect((await post(`${base}/adopt`, 'CH::SOMTC', { version: String((await agendaOf()).version) })).status).toBe(403)
    await moveTo('OPENED', chair)
    expect((await post(`${base}/adopt`, 'SD', { version: String((await agendaOf()).version) })).status).toBe(403)
    const refused = await post(`${base}/adopt`, 'CH::SOMTC', { version: String((await agendaOf()).version) })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toMatch(/No paper asks for the decision under item 3/)
  })

  it('R-1.5.3 once open, a decision under "Other matters" needs the record that nobody objected', async () => {
    const late = fields({ title: { en: 'Unannounced decision', th: 'มติที่ไม่ได้แจ้ง' }, purpose: 'decision', parent: exampleItem('9') })
    await expect(perform(addAgendaItem, ask({ meeting: ref, fields: late, store: here.files }))).rejects.toMatchObject({ faults: [{ path: '/noObjection', code: 'agenda.no-objection-other-matters' }] })
    const { id } = await perform(addAgendaItem, ask({ meeting: ref, fields: late, noObjection: 'Asked at the opening; nobody objected.', store: here.files }))
    await paper(id, asks)
  })

  it('US-12 AC2 R-1.5.2 adopted, the agenda is frozen; an item is added only with the record that nobody objected', async () => {
    for (const key of ['2', '3']) await paper(exampleItem(key), asks)
    expect((await post(`${base}/put`, 'SD', { version: String((await agendaOf()).version) })).status).toBe(303)
    await perform(adoptAgenda, ask({ meeting: ref, version: (await agendaOf()).version, store: here.files }, chair))
    expect(await agendaOf()).toMatchObject({ state: 'ADOPTED' })
    const item = (await itemsOf()).find((one) => one.id === exampleItem('5'))
    await expect(perform(moveAgendaItem, ask({ meeting: ref, item: exampleItem('5'), to: 'up', version: (await agendaOf()).version }))).rejects.toMatchObject({ kind: 'forbidden', code: 'agenda.frozen' })
    await expect(perform(editAgendaItem, ask({ meeting: ref, item: exampleItem('5'), version: item?.version, fields: fields() }, chair))).rejects.toMatchObject({ code: 'agenda.frozen' })
    await expect(perform(addAgendaItem, ask({ meeting: ref, fields: fields(), store: here.files }))).rejects.toMatchObject({ code: 'agenda.chair-adds-after' })
    const refused = await post(`${base}/new`, 'CH::SOMTC', { 'title.en': 'After adoption', 'title.th': 'หลังรับรอง', purpose: 'discussion', noObjection: '' })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toContain('record that nobody objected')
    expect((await post(`${base}/new`, 'CH::SOMTC', { 'title.en': 'After adoption', 'title.th': 'หลังรับรอง', purpose: 'discussion', noObjection: 'Chair asked at 10:40; nobody objected.' })).status).toBe(303)
    expect(await agendaOf()).toMatchObject({ state: 'AMENDED' })
    expect((await listVersions(here.db, ref)).at(-1)).toMatchObject({ kind: 'AMENDED', note: 'Chair asked at 10:40; nobody objected.' })
    expect(textOf(await read(base, 'NF:THA'))).toContain('Chair asked at 10:40; nobody objected.')
  })

  it('the number of statements for the page does not grow with the items', async () => {
    const count = async () => {
      here.queries.length = 0
      await read(base, 'SD')
      return here.queries.length
    }
    await count()
    const small = await count()
    await here.db.transaction().execute(async (tx) => {
      const { addItem } = await import('./queries.ts')
      for (let n = 0; n < 15; n++) await addItem(tx, { id: `many-${n}`, meeting: ref, parent: null, title: { en: `Many ${n}`, th: `มาก ${n}` }, purpose: 'information', lead: null, minutes: null, session: null, background: null, request: null, mandates: [], sameAs: null, topic: null })
    })
    await count()
    expect(await count()).toBe(small)
  })
})
