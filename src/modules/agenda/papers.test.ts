import { extractText, getDocumentProxy } from 'unpdf'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { perform } from '../../kernel/command.ts'
import type { Module } from '../../kernel/module.ts'
import { modules } from '../../modules.ts'
import { fileDocument, findDocument, listDocuments } from '../documents/index.ts'
import { changeState, findRunning } from '../meetings/index.ts'
import { addAgendaItem, adoptAgenda, issueAgenda } from './commands.ts'
import { exampleItem } from './demonstration.ts'
import { findAgenda, listItems, listVersions } from './queries.ts'

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-the-agenda-papers-test',
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
const desk = acting('SD')
const chair = acting('CH', { body: 'SOMTC' })
const china = acting('DP', { party: 'CHN' })
const delegate = acting('DE', { party: 'VNM' })
let here: TestInstallation

const reader = (actor: Actor) => ({ actor, now: here.now() })
const ask = <Input>(input: Input, actor: Actor = desk) => ({ db: here.db, actor, now: here.now(), input })
const request = (address: string, as: string) => here.app.request(address, { headers: as ? { 'x-reader': as } : {} })
const textOf = (html: string): string => html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/\s+/g, ' ')
const read = async (address: string, as: string): Promise<string> => (await request(address, as)).text()
const readPdf = async (answer: Response): Promise<string> => (await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), { mergePages: true })).text.replace(/\s+/g, ' ')
const symbolsFor = async (actor: Actor, meeting = ref) => (await listDocuments(here.db, reader(actor), { meeting, series: 'AG' })).map((paper) => paper.symbol)
const issue = async (meeting = ref) => perform(issueAgenda, ask({ meeting, version: (await findAgenda(here.db, meeting)).version, store: here.files }))

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter((known) => ['people', 'meetings', 'agenda'].includes(known.name))) await module.demonstrate?.(here.db, testNow, here.files)
}, 120_000)

describe('US-12 the agenda that goes out is a paper of the meeting (practice §1.8.1, series AG)', () => {
  it('US-12 R-1.8.3 the provisional agenda is AG.1 and each text after it its next revision', async () => {
    expect(await symbolsFor(desk)).toEqual([`${ref}/AG.1`, `${ref}/AG.1/Rev.1`])
    expect(await issue()).toMatchObject({ kind: 'REVISED', revision: 2, symbol: `${ref}/AG.1/Rev.2` })
    expect((await listVersions(here.db, ref)).map((version) => version.document !== null)).toEqual([true, true, true])
    const paper = await findDocument(here.db, reader(desk), `${ref}/AG.1/Rev.2`)
    expect(paper).toMatchObject({ title: { en: 'Provisional agenda, Rev.2', th: 'ร่างระเบียบวาระการประชุม ปรับปรุงครั้งที่ ๒' }, purpose: 'decision', distribution: 'LIMITED', authenticLang: 'en', status: 'REGISTERED' })
    expect((await findDocument(here.db, reader(desk), `${ref}/AG.1`))?.supersededBy).toBe(`${ref}/AG.1/Rev.2`)
  })

  it('US-12 AC3 R-1.8.4 it is a PDF in English and in Thai under one symbol, with what each item asks', async () => {
    const en = await request(`/documents/${ref}/AG.1/Rev.2/files/en`, 'DE:VNM')
    expect(en.headers.get('content-type')).toBe('application/pdf')
    const text = await readPdf(en)
    for (const words of [`${ref}/AG.1/Rev.2`, 'Provisional agenda, Rev.2', 'Work programme 2026–2028', 'The Meeting is invited to endorse', 'AMMTC/19/DEC.1', 'Distribution: Limited']) expect(text).toContain(words)
    const th = await readPdf(await request(`/documents/${ref}/AG.1/Rev.2/files/th`, 'DE:VNM'))
    for (const words of ['๗.๑', 'แผนงาน']) expect(th).toContain(words)
  })

  it('a paper that goes out names no documents and no restricted decision: who reads what differs', async () => {
    await here.db.transaction().execute((tx) => fileDocument({ tx, actor: desk, now: here.now(), files: here.files }, { meeting: ref, series: 'WP', title: { en: 'Secretwordpaper', th: 'ก' }, purpose: 'discussion', distribution: 'RESTRICTED', item: exampleItem('4'), files: [], origin: 'desk' }))
    await sql`update mandate set marking = 'RESTRICTED' where id = 'AMMTC-19-DEC.4'`.execute(here.db)
    await issue()
    const text = await readPdf(await request(`/documents/${ref}/AG.1/Rev.3/files/en`, 'DE:VNM'))
    expect(text).toContain('AMMTC/19/DEC.1')
    expect(text).not.toContain('Secretwordpaper')
    expect(text).not.toContain('AMMTC/19/DEC.4')
  })

  it('US-12 the agenda, its versions and the list of papers lead to it; it stands on the item that adopts it', async () => {
    const page = await read(`/meetings/${ref}/agenda`, 'SD')
    expect(page).toContain(`href="/documents/${ref}/AG.1/Rev.3"`)
    expect(page).toMatch(/Adoption of the agenda[\s\S]*?class="pp"[\s\S]*?AG\.1\/Rev\.3[\s\S]*?Follow-up to the decisions/)
    const version = await read(`/meetings/${ref}/agenda/versions/2`, 'NF:THA')
    for (const part of [`${ref}/AG.1/Rev.1`, `/documents/${ref}/AG.1/Rev.1/files/en`, `/documents/${ref}/AG.1/Rev.1/files/th`]) expect(version).toContain(part)
    expect(textOf(await read(`/meetings/${ref}/papers`, 'NF:THA'))).toContain('AG.1/Rev.3')
  })

  it('US-08 US-12 a partner, whose items are fewer, finds neither the paper nor its file, and prints the version with its own items', async () => {
    expect(await symbolsFor(china)).toEqual([])
    expect(await symbolsFor(acting('OB', { party: 'UNODC' }))).toEqual([])
    for (const address of [`/documents/${ref}/AG.1/Rev.1`, `/documents/${ref}/AG.1/Rev.1/files/en`, `/api/v1/documents/${ref}/AG.1/Rev.1`]) for (const as of ['DP:CHN', 'OB:UNODC', '']) expect((await request(address, as)).status, `${address} ${as}`).toBe(404)
    for (const address of [`/meetings/${ref}/agenda`, `/meetings/${ref}/agenda/versions/2`, `/meetings/${ref}/papers`]) expect(await read(address, 'DP:CHN'), address).not.toMatch(/AG\.1/)
    const printed = await request(`/meetings/${ref}/agenda/versions/2/print.pdf?in=en`, 'DP:CHN')
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    const text = await readPdf(printed)
    expect(text).toContain('Joint work plan with China')
    for (const hidden of ['Work programme 2026', 'money laundering', 'AG.1']) expect(text).not.toContain(hidden)
    expect(await readPdf(await request(`/meetings/${ref}/agenda/versions/2/print.pdf?in=en`, 'DP:JPN'))).not.toContain('China')
    expect((await request(`/meetings/${ref}/agenda/versions/1/print.pdf`, 'LE:SGP')).status).toBe(404)
    expect((await request(`/meetings/${ref}/agenda/versions/99/print.pdf`, 'SD')).status).toBe(404)
  })

  it('US-12 the agenda of a consultation is the paper of members and that partner; one of open sessions alone is general', async () => {
    const consultation = 'SOMTC+CHN/26'
    await issue(consultation)
    expect(await findDocument(here.db, reader(desk), `${consultation}/AG.1`)).toMatchObject({ distribution: 'PARTNER', partner: 'CHN' })
    expect(await symbolsFor(china, consultation)).toEqual([`${consultation}/AG.1`])
    expect(await symbolsFor(delegate, consultation)).toEqual([`${consultation}/AG.1`])
    expect(await symbolsFor(acting('DP', { party: 'JPN' }), consultation)).toEqual([])
    expect((await request(`/documents/${consultation}/AG.1/files/th`, 'DP:CHN')).status).toBe(200)
    await sql`update session set access = 'OPEN', partner = null where meeting = ${consultation}`.execute(here.db)
    await issue(consultation)
    expect(await findDocument(here.db, reader(desk), `${consultation}/AG.1/Rev.1`)).toMatchObject({ distribution: 'GENERAL', partner: null })
  })

  it('R-1.5.2 R-1.8.2 the adopted agenda has a number of its own, and what is added after it amends that', async () => {
    const meeting = await findRunning(here.db, reader(chair), ref)
    await perform(changeState, ask({ meeting: ref, version: meeting?.run.version, to: 'OPENED' }, chair))
    await sql`update agenda_item set purpose = 'discussion' where meeting = ${ref} and topic is distinct from 'adoption'`.execute(here.db)
    const adopted = await perform(adoptAgenda, ask({ meeting: ref, version: (await findAgenda(here.db, ref)).version, store: here.files }, chair))
    expect(adopted.symbol).toBe(`${ref}/AG.2`)
    expect(await findDocument(here.db, reader(delegate), `${ref}/AG.2`)).toMatchObject({ title: { en: 'Agenda as adopted' }, purpose: 'information', actionRequested: null })
    await perform(addAgendaItem, ask({ meeting: ref, fields: { title: { en: 'Added later', th: 'เพิ่มภายหลัง' }, purpose: 'discussion' }, noObjection: 'Asked at 10:40; nobody objected.', store: here.files }, chair))
    expect(await symbolsFor(delegate)).toEqual([`${ref}/AG.1`, `${ref}/AG.1/Rev.1`, `${ref}/AG.1/Rev.2`, `${ref}/AG.1/Rev.3`, `${ref}/AG.2`, `${ref}/AG.2/Amend.1`])
    const text = await readPdf(await request(`/documents/${ref}/AG.2/Amend.1/files/en`, 'DE:VNM'))
    for (const words of ['Agenda as adopted and amended', 'Added later', 'Nobody objected: Asked at 10:40']) expect(text).toContain(words)
  })

  it('R-1.8.3 versions kept before they were papers become papers with the next, in their order and for members', async () => {
    const meeting = 'SOMTC+JPN/26'
    expect((await here.app.request(`/meetings/SOMTC%2BJPN/26/agenda/start`, { method: 'POST', headers: { 'x-reader': 'SD', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' } })).status).toBe(303)
    const items = JSON.stringify((await listItems(here.db, reader(desk), meeting)).map(({ id, parent, title, purpose, lead, minutes, session, startsAt, background, request: asks, mandates }) => ({ id, parent, title, purpose, lead, minutes, session, startsAt, background, request: asks, mandates })))
    for (const [number, kind, revision] of [[1, 'PROVISIONAL', null], [2, 'REVISED', 1]] as const) {
      await sql`insert into agenda_version (meeting, number, kind, revision, items, at, by_name, by_role) values (${meeting}, ${number}, ${kind}, ${revision}, ${items}, ${here.now()}, 'x', 'SD')`.execute(here.db)
    }
    expect(await issue(meeting)).toMatchObject({ revision: 2, symbol: `${meeting}/AG.1/Rev.2` })
    expect(await symbolsFor(desk, meeting)).toEqual([`${meeting}/AG.1`, `${meeting}/AG.1/Rev.1`, `${meeting}/AG.1/Rev.2`])
    expect((await listVersions(here.db, meeting)).every((version) => version.document !== null)).toBe(true)
  })

  it('US-07 an agenda that could not be filed did not go out: nothing is left half done', async () => {
    const before = [await listVersions(here.db, 'SOMTC+JPN/26'), await symbolsFor(desk, 'SOMTC+JPN/26')]
    const broken = { ...here.files, put: async () => { throw new Error('no room left') } }
    await expect(perform(issueAgenda, ask({ meeting: 'SOMTC+JPN/26', version: (await findAgenda(here.db, 'SOMTC+JPN/26')).version, store: broken }))).rejects.toThrow('no room left')
    expect([await listVersions(here.db, 'SOMTC+JPN/26'), await symbolsFor(desk, 'SOMTC+JPN/26')]).toEqual(before)
  })
})
