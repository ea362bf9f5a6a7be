import { sql } from 'kysely'
import * as jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestInstallation, testNow } from '../../../tests/installation.ts'
import { exampleWeek } from '../../../tests/registration-week.ts'
import { qrPng } from '../../kernel/qr.ts'
import { addAssignment } from '../meetings/index.ts'
import { as, type Browser, setClock } from '../people/test-browser.ts'
import { hashOfCode } from './commands/subject.ts'
import { codeRead } from './rules.ts'

// The package is of the older kind: its one function is the default of a default.
const decode = ((jsqr as unknown as { default: { default?: Decode } & Decode }).default.default ?? (jsqr as unknown as { default: Decode }).default) as Decode
type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null

let house: TestInstallation
let host: Browser
let opening = ''
beforeAll(async () => {
  house = await exampleWeek()
  opening = (await sql<{ at: string }>`select starts_at as at from session where id = 'example-opening'`.execute(house.db)).rows[0]?.at ?? ''
  // Everyone has a badge in hand, so that what a door says follows from the person.
  await sql`update badge set state = 'issued'`.execute(house.db)
  await sql`insert into badge (id, participant, number, series, code, code_hash, category, state, changed_at) select 'door-' || p.id, p.id, 1, p.series, upper(substr(translate(md5(p.id), 'ilou', '1100'), 1, 8)), '', 'delegate', 'issued', ${testNow} from participant p where not exists (select 1 from badge b where b.participant = p.id)`.execute(house.db)
  for (const row of (await sql<{ id: string; code: string }>`select id, code from badge`.execute(house.db)).rows) await sql`update badge set code_hash = ${hashOfCode('example-week', row.code)} where id = ${row.id}`.execute(house.db)
})
afterAll(() => void vi.useRealTimers())

const at = async (session: string, minutes = 5) => {
  const [row] = (await sql<{ at: string }>`select starts_at as at from session where id = ${session}`.execute(house.db)).rows
  setClock(house, Temporal.Instant.from(row?.at ?? opening).add({ minutes }).toString({ smallestUnit: 'millisecond' }))
  host = await as(house, 'example-door')
}
const codeOf = async (where: { party?: string; role?: string; kind?: string; skip?: number }) =>
  (await sql<{ code: string; participant: string }>`select b.code, b.participant from badge b join participant p on p.id = b.participant left join participant_role o on o.participant = p.id and o.meeting = 'SOMTC/26'
    where b.state = 'issued' and (${where.party ?? null}::text is null or p.party = ${where.party ?? null}) and (${where.kind ?? null}::text is null or p.kind = ${where.kind ?? null}) and (${where.role ?? null}::text is null or o.role = ${where.role ?? null}) order by p.id offset ${where.skip ?? 0} limit 1`.execute(house.db)).rows[0] ?? { code: '', participant: '' }
let count = 0
const look = async (session: string, code: string, more: Record<string, string> = {}) => {
  const answer = await host.post('/door', { session, code, way: 'in', key: `test-key-${(count += 1)}`, ...more })
  if (answer.status !== 303) return { status: answer.status, text: await answer.text() }
  return { status: 303, text: await host.text(answer.headers.get('location') ?? '') }
}
const heading = ({ text }: { text: string }) => /<h1>([^<]+)<\/h1>/.exec(text)?.[1]
const send = async (session: string, rows: unknown[]) => {
  const cookie = [...host.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await house.app.request(`/door/scans?session=${session}`, { method: 'POST', headers: { origin: 'http://localhost', cookie, 'content-type': 'application/json' }, body: JSON.stringify(rows) })
  return (await answer.json()) as { answers: Record<string, unknown>[] }
}

describe('US-11 the door', () => {
  it('answers in two words: a member is let in, a partner is not in a closed room, press at the ceremony only', async () => {
    await at('example-opening')
    expect(heading(await look('example-opening', (await codeOf({ party: 'THA', role: 'head' })).code))).toBe('Let in')
    expect(heading(await look('example-opening', (await codeOf({ kind: 'media' })).code))).toBe('Let in')
    await at('example-morning')
    expect(heading(await look('example-morning', (await codeOf({ party: 'THA', role: 'head' })).code))).toBe('Let in')
    const partner = await look('example-morning', (await codeOf({ party: 'JPN', role: 'head' })).code)
    expect([heading(partner), partner.text.includes('closed to partners')]).toEqual(['Not this room', true])
    expect(heading(await look('example-morning', (await codeOf({ kind: 'media' })).code))).toBe('Not this room')
    expect(heading(await look('example-morning', '00000000'))).toBe('Not this room')
    const unread = await look('example-morning', 'hello')
    expect([unread.status, unread.text.includes('value="hello"')]).toEqual([422, true])
    await at('example-china')
    expect(heading(await look('example-china', (await codeOf({ party: 'CHN', role: 'head' })).code))).toBe('Let in')
    expect(heading(await look('example-china', (await codeOf({ party: 'JPN', role: 'head' })).code))).toBe('Not this room')
    await at('example-retreat')
    expect(heading(await look('example-retreat', (await codeOf({ party: 'VNM', role: 'head' })).code))).toBe('Let in')
    expect(heading(await look('example-retreat', (await codeOf({ party: 'VNM', role: 'adviser' })).code))).toBe('Not this room')
  })

  it('an interpreter enters where assigned, and the door is open from an hour before until the end', async () => {
    await at('example-morning')
    const { code } = await codeOf({ kind: 'services' })
    expect(heading(await look('example-morning', code))).toBe('Let in')
    await at('example-afternoon')
    expect(heading(await look('example-afternoon', code))).toBe('Not this room')
    await house.db.transaction().execute((tx) => addAssignment(tx, { id: 'late', person: 'example-in', meeting: 'SOMTC/26', session: 'example-afternoon', task: 'interpreter', startsAt: opening, endsAt: opening }))
    expect(heading(await look('example-afternoon', code))).toBe('Let in')
    await at('example-afternoon', -70)
    expect((await look('example-afternoon', code)).text).toContain('an hour before')
    await at('example-afternoon', 60 * 8)
    expect((await look('example-afternoon', code)).text).toContain('session is over')
    // A session that is still open over midnight has not ended.
    await sql`update session set state = 'open' where id = 'example-afternoon'`.execute(house.db)
    await at('example-afternoon', 60 * 12)
    expect(heading(await look('example-afternoon', code))).toBe('Let in')
  })

  it('US-11 AC3 as many of a delegation enter as it has overlays; a head has a pin and takes none; who leaves frees a place', async () => {
    await at('example-closing')
    await sql`update session set overlays = 1 where id = 'example-closing'`.execute(house.db)
    const [first, second] = [await codeOf({ party: 'THA', role: 'delegate' }), await codeOf({ party: 'THA', role: 'expert' })]
    expect(heading(await look('example-closing', first.code))).toBe('Let in')
    expect(heading(await look('example-closing', first.code))).toBe('Let in')
    const full = await look('example-closing', second.code)
    expect([heading(full), full.text.includes('places of this delegation are in use')]).toEqual(['Not this room', true])
    expect(heading(await look('example-closing', (await codeOf({ party: 'THA', role: 'head' })).code))).toBe('Let in')
    expect(heading(await look('example-closing', first.code, { way: 'out' }))).toBe('Gone out')
    // Two doors at once: one place, one person.
    const third = await codeOf({ party: 'THA', role: 'alternate' })
    const both = await Promise.all([look('example-closing', second.code), look('example-closing', third.code)])
    expect(both.map(heading).sort()).toEqual(['Let in', 'Not this room'])
    await host.post('/door/capacity', { session: 'example-closing', capacity: '2' })
    expect((await look('example-closing', (await codeOf({ party: 'SGP', role: 'head' })).code)).text).toContain('room is full')
    await host.post('/door/capacity', { session: 'example-closing', capacity: '' })
  })

  it('US-11 AC4 the old code of a re-issued badge opens nothing from that moment: keep this badge', async () => {
    await at('example-closing')
    const { code, participant } = await codeOf({ party: 'TLS', role: 'head' })
    expect(heading(await look('example-closing', code))).toBe('Let in')
    const [badge] = (await sql<{ version: number }>`select version from badge where code = ${code}`.execute(house.db)).rows
    expect((await host.post(`/meetings/SOMTC/26/registration/people/${participant}/badge/reissue`, { version: String(badge?.version), reason: 'Lost' })).status).toBe(303)
    expect(heading(await look('example-closing', code))).toBe('Keep this badge')
    const list = (await (await host.get('/door/list?session=example-closing')).json()) as { badges: [string, string][] }
    expect(list.badges.find(([hash]) => hash === hashOfCode('example-week', code))?.[1]).toBe('keep')
  })

  it('the list on a phone holds hashes and answers, no code and no name', async () => {
    await at('example-closing')
    const text = await (await host.get('/door/list?session=example-closing')).text()
    for (const { code, given_name: name } of (await sql<{ code: string; given_name: string }>`select b.code, p.given_name from badge b join participant p on p.id = b.participant`.execute(house.db)).rows) {
      expect(text).not.toContain(code)
      expect(text.includes(`"${name}"`)).toBe(false)
    }
  })

  it('scans that waited are taken once each, at the time they were made, whatever the phone’s clock says; a wrong one is kept beside what was right', async () => {
    await at('example-closing', 30)
    const { code, participant } = await codeOf({ party: 'PHL', role: 'head' })
    const revoked = (await sql<{ code: string }>`select code from badge where state = 'revoked' limit 1`.execute(house.db)).rows[0]?.code ?? ''
    const rows = [
      { key: 'waiting-one', hash: hashOfCode('example-week', code), way: 'in', given: 'in', waitedMs: 10 * 60 * 1000 },
      { key: 'waiting-two', hash: hashOfCode('example-week', revoked), way: 'in', given: 'in', waitedMs: 1000 },
      { key: 'x', hash: 'nonsense', way: 'in' },
    ]
    const first = await send('example-closing', rows)
    const second = await send('example-closing', rows)
    expect(first.answers.map(({ answer, again, refused }) => [answer, again, refused])).toEqual([['in', false, undefined], ['keep', false, undefined], [undefined, undefined, expect.any(String)]])
    expect(second.answers.slice(0, 2).map(({ again }) => again)).toEqual([true, true])
    const stored = (await sql<{ key: string; at: string; answer: string; given: string; participant: string }>`select key, at, answer, given, participant from door_scan where key like 'waiting-%' order by key`.execute(house.db)).rows
    expect(stored).toHaveLength(2)
    expect(stored[0]).toMatchObject({ answer: 'in', given: 'in', participant })
    expect(Temporal.Instant.from(house.now()).since(Temporal.Instant.from(stored[0]?.at ?? '')).total('minutes')).toBe(10)
    expect(await host.text('/door')).toContain('the door said “Let in”, it should have been “Keep this badge”')
  })

  it('only the host has doors; for others there are none, and another’s session is not there', async () => {
    await at('example-closing')
    for (const who of ['example-sd', 'example-ch', 'example-nf', 'example-dp']) {
      const window = await as(house, who)
      expect([who, (await window.get('/door?session=example-closing')).status, (await window.post('/door', { session: 'example-closing', code: 'x' })).status, (await window.get('/door/list?session=example-closing')).status]).toEqual([who, 403, 403, 403])
    }
    expect((await host.get('/door?session=no-such-door')).status).toBe(404)
  })

  it('the picture on a badge is read by a decoder and leads to the badge’s code', async () => {
    const { code } = await codeOf({ party: 'THA', role: 'head' })
    const picture = PNG.sync.read(Buffer.from(await qrPng(`http://localhost:3000/door?code=${code}`)))
    // A decoder wants a quiet margin, which the white of the badge gives.
    const margin = 40
    const framed = new PNG({ width: picture.width + 2 * margin, height: picture.height + 2 * margin })
    framed.data.fill(255)
    PNG.bitblt(picture, framed, 0, 0, picture.width, picture.height, margin, margin)
    expect(codeRead(decode(new Uint8ClampedArray(framed.data), framed.width, framed.height)?.data ?? '')).toBe(code)
    for (const typed of [code.toLowerCase(), `${code.slice(0, 4)}-${code.slice(4)}`, ` ${code.slice(0, 4)} ${code.slice(4)} `]) expect(codeRead(typed)).toBe(code)
  })

  it('sheets of badges are a PDF in both languages; a name its letters cannot draw is said in words, not in boxes', async () => {
    setClock(house, testNow)
    const liaison = await as(house, 'example-hl')
    await sql`update badge set state = 'printed', batch = 'trial' where participant in (select id from participant where party in ('THA', 'LAO', 'VNM'))`.execute(house.db)
    await sql`update registration set native_name = '例 花' where participant in (select id from participant where party = 'VNM')`.execute(house.db)
    await sql`update registration set native_name = case party when 'LAO' then 'ຄຳຫຼ້າ ຕົວຢ່າງ' else 'ကျော် ဥပမာ' end from participant p where p.id = participant and p.party in ('THA', 'LAO')`.execute(house.db)
    for (const lang of ['en', 'th']) {
      const answer = await liaison.get(`/meetings/SOMTC/26/registration/badges/trial.pdf?lang=${lang}`)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      const { extractText, getDocumentProxy } = await import('unpdf')
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), { mergePages: true })
      expect(text).not.toContain('(?)')
      expect(text.replace(/\s/g, '')).toContain('ဥပမာ')
      if (lang === 'en') expect(text).toContain('letters lack it')
    }
    expect((await (await as(house, 'example-sd')).get('/meetings/SOMTC/26/registration/badges/trial.pdf')).status).toBe(403)
  })
})
