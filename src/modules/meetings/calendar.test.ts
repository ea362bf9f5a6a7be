import ICAL from 'ical.js'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'
import { icalendar } from './feed.ts'

let here: TestInstallation
const cookies = new Map<string, string>()

async function signedIn(person: string): Promise<string> {
  const known = cookies.get(person)
  if (known) return known
  const cookie = await here.signedIn(person)
  cookies.set(person, cookie)
  return cookie
}
const get = async (at: string, person: string | null = null) => here.app.request(at, { headers: person ? { cookie: await signedIn(person) } : {} })
const post = async (at: string, person: string | null) => here.app.request(at, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', ...(person ? { cookie: await signedIn(person) } : {}) }, body: '' })

interface Read {
  uid: string
  summary: string
  status: string
  sequence: number
  starts: string
  ends: string
  text: string
}

/** As a calendar program reads it: a parser that is not the writer's. */
function read(text: string): Map<string, Read> {
  const calendar = new ICAL.Component(ICAL.parse(text))
  expect(calendar.name).toBe('vcalendar')
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  expect(calendar.getFirstPropertyValue('prodid')).toContain('Mufakat')
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    for (const needed of ['uid', 'dtstamp', 'dtstart', 'last-modified', 'status']) expect(component.getFirstPropertyValue(needed), `${needed} of ${event.summary}`).not.toBeNull()
    return { uid: event.uid, summary: event.summary, status: String(component.getFirstPropertyValue('status')), sequence: event.sequence, starts: String(event.startDate), ends: String(event.endDate), text: component.toString() }
  })
  expect(new Set(events.map((event) => event.uid)).size).toBe(events.length)
  return new Map(events.map((event) => [event.uid, event]))
}

async function feedAddress(person: string): Promise<string> {
  const answer = await post('/account/calendar', person)
  expect(answer.status).toBe(201)
  return /(\/calendar\/[\w-]{43}\.ics)/.exec(await answer.text())?.[1] ?? ''
}
const feed = async (at: string, lang = 'en') => read(await (await get(`${at}?lang=${lang}`)).text())
const named = (events: Map<string, Read>, start: string): Read => {
  const found = [...events.values()].find((event) => event.uid.startsWith(start))
  if (!found) throw new Error(`no ${start}`)
  return found
}

beforeAll(async () => {
  here = await testInstallation()
  for (const name of ['people', 'meetings']) await modules.find((module) => module.name === name)?.demonstrate?.(here.db, testNow)
})

describe('the public feed', () => {
  it('US-25 AC5 validates with another parser, in English and Thai, each line of at most 75 octets', async () => {
    for (const lang of ['en', 'th']) {
      const answer = await get(`/calendar.ics?lang=${lang}`)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
      const text = await answer.text()
      expect(text.endsWith('\r\n') || text.endsWith('END:VCALENDAR')).toBe(true)
      expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
      const events = read(text)
      expect(events.size).toBeGreaterThan(40)
      const ninth = named(events, 'meeting-AMMTC/19@')
      expect(ninth.summary).toBe(lang === 'th' ? 'AMMTC ครั้งที่ ๑๙' : '19th AMMTC')
      expect(ninth.starts).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })

  it('a long Thai text survives the folding of lines', () => {
    const title = 'การประชุมรัฐมนตรีอาเซียนด้านอาชญากรรมข้ามชาติ; ครั้งที่ ๑๙, "พิเศษ" \\ ณ กรุงเทพมหานคร '.repeat(4).trim()
    const text = icalendar([{ key: 'x', kind: 'meeting', sequence: 3, changedAt: testNow, from: { day: '2026-02-28' }, until: { day: '2026-03-01' }, title, about: 'บรรทัดหนึ่ง\nบรรทัดสอง', place: null, href: '/x', state: 'confirmed', zone: null, level: 2, own: false, example: false }], { name: 'x', lang: 'th', publicUrl: 'https://x.example' })
    const [event] = [...read(text).values()]
    expect([event?.summary, event?.starts, event?.ends, event?.sequence]).toEqual([title, '2026-02-28', '2026-03-02', 3])
  })

  it('holds nothing that was not announced, whoever asks', async () => {
    for (const person of [null, 'example-sd', 'example-nf']) expect(await (await get('/calendar.ics', person)).text()).not.toMatch(/SOMTC\/26@|Example|example-/)
  })

  it('US-25 AC5 AC7 a correction keeps the id and counts; a cancelled meeting is shown CANCELLED and does not vanish; tentative days are not public', async () => {
    await sql`update meeting set marking = 'PUBLIC' where ref = 'SOMTC/26'`.execute(here.db)
    const before = named(await feed('/calendar.ics'), 'meeting-SOMTC/26@')
    expect([before.status, before.sequence >= 0]).toEqual(['CONFIRMED', true])
    await sql`update meeting set starts_on = starts_on + 7, ends_on = ends_on + 7, starts = (starts_on + 7)::text where ref = 'SOMTC/26'`.execute(here.db)
    const moved = named(await feed('/calendar.ics'), 'meeting-SOMTC/26@')
    expect([moved.uid, moved.sequence]).toEqual([before.uid, before.sequence + 1])
    expect(moved.starts > before.starts).toBe(true)
    await sql`update meeting set note = '{"en":"x","th":"x"}' where ref = 'SOMTC/26'`.execute(here.db)
    expect(named(await feed('/calendar.ics'), 'meeting-SOMTC/26@').sequence).toBe(moved.sequence)
    await sql`update meeting_run set host_basis = 'tentative' where meeting = 'SOMTC/26'`.execute(here.db)
    expect([...(await feed('/calendar.ics')).keys()].some((uid) => uid.startsWith('meeting-SOMTC/26@'))).toBe(false)
    const member = await feed(await feedAddress('example-nf'))
    expect(named(member, 'meeting-SOMTC/26@').status).toBe('TENTATIVE')
    await sql`update meeting_run set host_basis = 'confirmed', state = 'CANCELLED' where meeting = 'SOMTC/26'`.execute(here.db)
    await sql`update meeting set status = 'cancelled' where ref = 'SOMTC/26'`.execute(here.db)
    const cancelled = named(await feed('/calendar.ics'), 'meeting-SOMTC/26@')
    expect([cancelled.status, cancelled.uid, cancelled.summary]).toEqual(['CANCELLED', before.uid, 'Cancelled: Example: 26th SOMTC'])
    const page = await (await get(`/calendar?year=${cancelled.starts.slice(0, 4)}`)).text()
    expect(page).toContain('Cancelled')
    await sql`update meeting_run set state = 'REGISTRATION_OPEN' where meeting = 'SOMTC/26'`.execute(here.db)
    await sql`update meeting set status = 'planned', marking = 'GENERAL', starts_on = starts_on - 7, ends_on = ends_on - 7, starts = (starts_on - 7)::text where ref = 'SOMTC/26'`.execute(here.db)
  })
})

describe('a personal feed', () => {
  it("a member's holds its meetings, every session in UTC, and the dates of the members", async () => {
    const events = await feed(await feedAddress('example-nf'))
    expect([...events.keys()].filter((uid) => uid.startsWith('meeting-'))).toHaveLength(7)
    const morning = named(events, 'session-example-morning@')
    expect(morning.text).toMatch(/DTSTART:\d{8}T014500Z/)
    expect(named(events, 'date-SOMTC/26-').uid).toContain('date-SOMTC/26-')
  })

  it("a partner's has only its consultations and what is open to it", async () => {
    const text = await (await get(await feedAddress('example-dp'))).text()
    const events = read(text)
    expect([...events.keys()].filter((uid) => uid.startsWith('meeting-')).map((uid) => uid.split('@')[0])).toEqual(['meeting-SOMTC/26', 'meeting-SOMTC+3/23', 'meeting-SOMTC+CHN/26'])
    expect([...events.keys()].filter((uid) => uid.startsWith('session-')).map((uid) => uid.split('@')[0]).sort()).toEqual(['session-example-china', 'session-example-open', 'session-example-opening', 'session-example-somtc+3', 'session-example-somtc+chn'])
    expect(text).not.toMatch(/Japan|JPN|Retreat|Drafting|date-/)
  })

  it('rights are judged at each fetch: what ends is gone, and a person without a capacity has no feed', async () => {
    const at = await feedAddress('example-dp-jpn')
    expect((await feed(at)).size).toBeGreaterThan(0)
    await sql`update participation set from_at = '2099-01-01T00:00:00Z' where party = 'JPN' and meeting = 'SOMTC/26'`.execute(here.db)
    expect([...(await feed(at)).keys()].some((uid) => uid.startsWith('meeting-SOMTC/26@'))).toBe(false)
    await sql`update capacity set revoked_at = ${testNow} where person = 'example-dp-jpn'`.execute(here.db)
    const [ended, never] = [await get(at), await get(`/calendar/${'A'.repeat(43)}.ics`)]
    expect([ended.status, never.status]).toEqual([404, 404])
    expect((await ended.text()).replaceAll(at, '')).toBe((await never.text()).replaceAll(`/calendar/${'A'.repeat(43)}.ics`, ''))
  })

  it('a new address ends the one before; an ended one is not there; the token is kept as a digest only', async () => {
    const first = await feedAddress('example-hd')
    expect((await get(first)).status).toBe(200)
    const second = await feedAddress('example-hd')
    expect([(await get(first)).status, (await get(second)).status]).toEqual([404, 200])
    const token = second.slice('/calendar/'.length, -4)
    expect((await sql<{ n: number }>`select count(*)::int as n from calendar_feed where token_hash like ${`%${token}%`} or id = ${token}`.execute(here.db)).rows[0]?.n).toBe(0)
    expect((await sql<{ n: number }>`select count(*)::int as n from audit_entry where change like ${`%${token}%`}`.execute(here.db)).rows[0]?.n).toBe(0)
    expect((await post('/account/calendar/end', 'example-hd')).status).toBe(303)
    expect((await get(second)).status).toBe(404)
    expect((await post('/account/calendar/end', 'example-hd')).status).toBe(404)
    expect((await post('/account/calendar', null)).status).toBe(403)
    expect((await get('/account/calendar', null)).headers.get('location')).toContain('/sign-in')
  })

  it('is not kept by any cache, and speaks the language of its owner', async () => {
    await sql`update auth_user set lang = 'th' where id = 'example-de'`.execute(here.db)
    const answer = await get(await feedAddress('example-de'))
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(named(read(await answer.text()), 'meeting-SOMTC/26@').summary).toBe('ตัวอย่าง: SOMTC ครั้งที่ ๒๖')
  })
})

describe('the calendar page', () => {
  it('shows a year as picture and list, in both languages, and a month day by day', async () => {
    const year = await (await get('/calendar?year=2023&lang=en')).text()
    expect(year).toContain('<svg class="cal-year"')
    expect(year).toContain('/meetings/AMMTC/17')
    expect(await (await get('/calendar?year=2023&lang=th')).text()).toContain('พ.ศ. ๒๕๖๖')
    expect((await get('/calendar?month=2026-13')).status).toBe(404)
    expect((await get('/calendar?year=x')).status).toBe(404)
  })

  it('a visitor finds nothing of a meeting that was not announced; a participant finds meeting, sessions and dates', async () => {
    const starts = (await sql<{ day: string }>`select starts_on as day from meeting where ref = 'SOMTC/26'`.execute(here.db)).rows[0]?.day ?? ''
    const at = `/calendar?month=${starts.slice(0, 7)}&lang=en`
    expect(await (await get(at)).text()).not.toMatch(/SOMTC\/26|Example/)
    const member = await (await get(at, 'example-nf')).text()
    for (const word of ['/meetings/SOMTC/26', 'Tuesday before noon', 'UTC+8']) expect(member).toContain(word)
    const partner = await (await get(at, 'example-dp')).text()
    expect(partner).toContain('Open session with partners')
    expect(partner).not.toMatch(/Tuesday before noon|Retreat|Japan|JPN/)
  })
})
