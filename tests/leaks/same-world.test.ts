import { createHash } from 'node:crypto'
import { readSheet } from 'read-excel-file/node'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { perform } from '../../src/kernel/command.ts'
import { sendDigests } from '../../src/modules/mandates/digest.ts'
import { beginExtraction, returnStatement, submitStatement, supersedeMandate } from '../../src/modules/mandates/commands.ts'
import { saveLink, saveMandate, saveStatement } from '../../src/modules/mandates/queries/write.ts'
import { as, type Browser, browser, demonstration } from '../../src/modules/people/test-browser.ts'
import { acting, type TestInstallation, testNow } from '../installation.ts'

/** Whoever may not read a thing sees the same world with it and without it, byte for byte. */
let house: TestInstallation
const audiences = { visitor: null, press: 'example-pr', observer: 'example-ob', partner: 'example-dp', interpreter: 'example-in', delegate: 'example-de', administrator: 'example-sa' }
type Audience = keyof typeof audiences
const windows = new Map<Audience, Browser>()
const before = new Map<Audience, Map<string, string>>()

const codeOf = (symbol: string) => createHash('md5').update(symbol).digest('hex').slice(0, 10)
const hidden = (n: number) => `SOMTC/25/DEC.${n}`
const addresses = [
  '/', '/mandates', '/mandates?per=all', '/mandates?body=SOMTC', '/mandates?meeting=SOMTC/25', '/mandates?status=SUPERSEDED', '/mandates?status=COMPLETED', '/mandates?status=NO_REPORT', '/mandates?overdue=yes', '/mandates?record=break', '/mandates?owner=THA', '/mandates?owner=members', '/mandates?asOf=2025-12-31',
  '/mandates.csv', '/mandates.xlsx', '/matrix', '/matrix?columns=40', '/matrix.csv', '/follow-up', '/extraction', '/search?q=restricted', '/search?q=quokkafish', '/search?q=SOMTC', '/search?q=wombatree', '/disagreements', '/open-data', '/mechanism', '/outbox', '/account', '/audit', '/people', '/report-to-ministers',
  '/meetings/SOMTC/25', '/meetings/AMMTC/19', '/meetings/SOMTC/25/follow-up', '/meetings/AMMTC/19/follow-up', '/meetings', '/areas', '/instruments', '/about',
  ...['AMMTC-19-DEC.1', 'AMMTC-19-DEC.4', 'AMMTC-18-DEC.1', 'SUMMIT-5-DEC.1'].flatMap((id) => [`/mandates/${id}`, `/mandates/${id}?asOf=2025-12-31`, `/mandates/${id}/statements`, `/mandates/${id}/acts`, `/matrix/${id}/THA`, `/api/v1/mandates/${id}`, `/api/v1/mandates/${id}/chain`]),
  '/api/v1/mandates?limit=200', '/api/v1/mandates?body=SOMTC&limit=3', '/api/v1/mandates?status=SUPERSEDED', '/api/v1/search?q=quokkafish', '/api/v1/search?q=SOMTC', '/api/v1/meetings?limit=200', '/api/v1/about', '/api/v1/me', '/api/v1/openapi.json',
  ...[91, 92, 93].flatMap((n) => [`/mandates/SOMTC-25-DEC.${n}`, `/d/${hidden(n)}`, `/c/${codeOf(hidden(n))}`, `/matrix/SOMTC-25-DEC.${n}/THA`, `/mandates/SOMTC-25-DEC.${n}/report`, `/mandates/SOMTC-25-DEC.${n}/statements`, `/api/v1/mandates/SOMTC-25-DEC.${n}`, `/api/v1/mandates/SOMTC-25-DEC.${n}/chain`]),
  '/extraction/SOMTC-25-text-1', '/extraction/SOMTC-25-text-2',
]

async function world(window: Browser): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const at of addresses) {
    const answer = await window.get(at)
    if (answer.status >= 500) throw new Error(`${at} answered ${answer.status}`)
    const body = (answer.headers.get('content-type') ?? '').includes('spreadsheetml') ? JSON.stringify(await readSheet(Buffer.from(await answer.arrayBuffer()))) : await answer.text()
    seen.set(at, `${answer.status} ${answer.headers.get('location') ?? ''} ${answer.headers.get('content-disposition') ?? ''} ${body.replaceAll(/urn:request:[\w-]+/g, '')}`)
  }
  return seen
}

async function same(audience: Audience): Promise<void> {
  const was = before.get(audience)
  const now = await world(windows.get(audience) as Browser)
  expect([...now].filter(([at, text]) => was?.get(at) !== text).map(([at]) => at)).toEqual([])
}

/** A decision between public ones, in the chain and as successor, and a text in review. */
async function plant(marking: string, number: number): Promise<void> {
  const { db } = house
  const symbol = hidden(number)
  await db.transaction().execute(async (tx) => {
    const id = await saveMandate(
      tx,
      {
        symbol, body: 'SOMTC', session: '25', number, meeting: 'SOMTC/25', date: '2025-06-26', instrument: null, instrumentTitle: 'Restricted paper', paragraph: '9', title: { en: 'Restricted quokkafish', th: 'เรื่องลับ' }, text: { en: 'They tasked the quokkafish.', th: 'มอบหมาย' },
        quoted: true, language: 'en', verbs: ['tasked'], class: 'C5', modifiers: [], addressees: [{ all: 'members' }, { party: 'THA' }, { words: 'Quokkafish Task Force' }], action: null, due: { on: '2026-01-15' }, reportsTo: null, areas: ['terrorism'], effects: [], marking, origin: 'desk', citations: [],
      },
      testNow,
    )
    await saveLink(tx, { child: id, parent: 'AMMTC-19-DEC.1', basis: 'stated' })
    await saveLink(tx, { child: 'AMMTC-19-DEC.4', parent: id, basis: 'stated' })
    await saveStatement(tx, { mandate: id, on: '2025-11-11', status: 'IN_PROGRESS', text: { en: 'wombatree', th: 'wombatree' }, party: 'KHM', reportedBy: { en: 'x', th: 'x' }, evidence: null, citations: [], marking: 'LIMITED', origin: 'desk', verdict: 'accepted', reference: null, recordedBy: 'example-x' }, testNow)
  })
  const desk = { db, actor: acting('SD'), now: testNow }
  await perform(beginExtraction, { ...desk, input: { body: 'SOMTC', meeting: 'SOMTC/25', date: null, instrument: null, instrumentTitle: `Text ${number}`, language: 'en', marking, content: '1. We tasked SOMTC to report on the quokkafish.' } })
}

beforeAll(async () => {
  house = await demonstration('record')
  for (const [audience, person] of Object.entries(audiences) as [Audience, string | null][]) windows.set(audience, person === null ? browser(house) : await as(house, person))
  for (const [audience, window] of windows) before.set(audience, await world(window))
})
afterAll(() => void vi.useRealTimers())

describe('hidden is absent: the world with it is the world without it', () => {
  it('what is RESTRICTED or shared with another partner, in the chain between public decisions, with its text in review and letters of it', { timeout: 60_000 }, async () => {
    await plant('RESTRICTED', 91)
    await plant('PARTNER:JPN', 92)
    await sendDigests(house.db, testNow, { publicUrl: 'http://localhost:3000', zone: 'Asia/Jakarta' })
    expect((await sql`select 1 from mail where text like '%quokkafish%'`.execute(house.db)).rows.length).toBeGreaterThan(0)
    // The desk sees it all: the things are really there.
    expect(await (await as(house, 'example-sd')).text('/mandates?meeting=SOMTC/25')).toContain('quokkafish')
    for (const audience of ['visitor', 'press', 'observer', 'partner', 'interpreter', 'delegate', 'administrator'] as const) await same(audience)
  })

  it('a LIMITED decision, limited statements, statements submitted and returned, a successor that is not public', { timeout: 60_000 }, async () => {
    await plant('LIMITED', 93)
    const desk = { db: house.db, actor: acting('SD'), now: testNow }
    const focal = { db: house.db, actor: { person: { id: 'example-nf', name: 'Focal' }, capacity: { ...acting('NF', { party: 'THA' }).capacity, party: 'THA' } } as ReturnType<typeof acting>, now: testNow }
    const said = (text: string, marking: string) => ({ mandate: 'AMMTC-19-DEC.4', on: '2025-12-01', status: 'COMPLETED', text, language: 'en', marking })
    const asked = { db: house.db, actor: acting('LS', { party: 'KHM', area: 'terrorism' }), now: testNow }
    for (const request of [desk, focal, asked]) {
      for (const marking of ['PUBLIC', 'LIMITED']) {
        const id = await perform(submitStatement, { ...request, input: said(`wombatree ${marking}`, marking) }).catch(() => null)
        const back = await perform(submitStatement, { ...request, input: said(`wombatree back ${marking}`, marking) }).catch(() => null)
        if (id !== null && back !== null) await perform(returnStatement, { db: house.db, actor: { ...acting('SD'), person: { id: 'another', name: 'Another' } }, now: testNow, input: { statement: back, note: 'wombatree' } })
      }
    }
    await house.db.transaction().execute(async (tx) => {
      for (const [mandate, party] of [['AMMTC-19-DEC.1', null], ['AMMTC-19-DEC.4', 'THA'], ['AMMTC-18-DEC.1', null]] as const) {
        await saveStatement(tx, { mandate, on: '2025-12-11', status: 'COMPLETED', text: { en: 'wombatree', th: 'wombatree' }, party, reportedBy: { en: 'x', th: 'x' }, evidence: null, citations: [], marking: 'LIMITED', origin: 'desk', verdict: 'accepted', reference: null, recordedBy: 'x' }, testNow)
      }
    })
    await perform(supersedeMandate, { ...desk, input: { mandate: 'AMMTC-18-DEC.1', by: 'SOMTC-25-DEC.93' } })
    await sendDigests(house.db, testNow, { publicUrl: 'http://localhost:3000', zone: 'Asia/Jakarta' })
    for (const audience of ['visitor', 'press', 'observer', 'partner', 'interpreter', 'administrator'] as const) await same(audience)
  })

  it('acts on it answer as if it were not there', async () => {
    const ids = (await sql<{ id: string }>`select id from mandate_statement where verdict <> 'accepted' order by id limit 3`.execute(house.db)).rows.map((row) => row.id)
    expect(ids.length).toBeGreaterThan(0)
    for (const [audience, window] of windows) {
      if (audience === 'delegate') continue
      const answers = async (path: string, fields: Record<string, string>) => (await window.post(path, fields)).status
      for (const id of ids) expect([audience, await answers(`/follow-up/statements/${id}`, { verdict: 'accept' })]).toEqual([audience, 404])
      for (const act of ['acts/link', 'acts/supersede', 'report', 'correct']) expect([audience, act, await answers(`/mandates/SOMTC-25-DEC.91/${act}`, { other: 'AMMTC/19/DEC.1', by: 'x', text: 'x' })]).toEqual([audience, act, 404])
      for (const act of ['1/accept', '1/reject', 'add', 'signals']) expect([audience, act, await answers(`/extraction/SOMTC-25-text-1/${act}`, { reason: 'x' })]).toEqual([audience, act, 404])
    }
  })

  it('a program’s key sees what its capacity sees, not more', async () => {
    const made = await windows.get('partner')?.post('/account/keys', { name: 'a program', days: '3' })
    const key = /mfk_[\w-]+/.exec((await made?.text()) ?? '')?.[0]
    expect(key).toBeDefined()
    const answer = await house.app.request('/api/v1/mandates?limit=200', { headers: { authorization: `Bearer ${key}` } })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(await answer.text()).not.toContain('quokkafish')
    const wrong = await house.app.request('/api/v1/mandates', { headers: { authorization: 'Bearer mfk_wrong' } })
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    // A key in an address is not a key.
    expect(await (await house.app.request(`/api/v1/me?key=${key}&access_token=${key}`)).json()).toMatchObject({ person: null })
  })
})

describe('what visitors are served from memory', () => {
  const get = (at: string, headers: Record<string, string> = {}) => house.app.request(at, { headers })
  it('is never a page of someone signed in, in another language or packed for another reader', async () => {
    const desk = await as(house, 'example-sd')
    for (const at of ['/mandates?meeting=SOMTC/25&fresh=1', '/mandates/AMMTC-19-DEC.4?fresh=1']) {
      const own = await desk.get(at)
      expect([own.headers.get('cache-control'), own.headers.get('etag')]).toEqual(['private, no-store', null])
      const plain = await get(at, { 'accept-language': 'en' })
      expect(await plain.text()).not.toContain('quokkafish')
      expect(plain.headers.get('vary')).toBe('Cookie, Accept-Language, Accept-Encoding')
      expect(plain.headers.get('set-cookie')).toBe(null)
      expect(await (await get(at, { 'accept-language': 'th' })).text()).toContain('lang="th"')
      expect(await (await get(at, { 'accept-language': 'th', cookie: 'lang=en' })).text()).toContain('<html lang="en"')
      const packed = await get(at, { 'accept-language': 'en', 'accept-encoding': 'gzip' })
      expect(packed.headers.get('content-encoding')).toBe('gzip')
      expect((await get(at, { 'accept-language': 'en' })).headers.get('content-encoding')).toBe(null)
      const tag = packed.headers.get('etag') ?? ''
      expect((await get(at, { 'accept-language': 'en', 'accept-encoding': 'gzip', 'if-none-match': tag })).status).toBe(304)
      for (const other of [{ 'accept-language': 'th' }, { 'accept-language': 'en' }]) expect((await get(at, { ...other, 'if-none-match': tag })).status).toBe(200)
      expect((await desk.get(at)).status).toBe(200)
      const head = await house.app.request(at, { method: 'HEAD', headers: { 'accept-language': 'en' } })
      expect([head.status, await head.text()]).toEqual([200, ''])
    }
  })
})
