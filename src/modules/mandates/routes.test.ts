import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testInstallation, type TestInstallation, testToday } from '../../../tests/installation.ts'

const folder = path.resolve(import.meta.dirname, '../../../data/asean-transnational-crime')
let here: TestInstallation

interface Answer {
  items: Item[]
  next: string | null
}
interface Item {
  id: string
  symbol: string
  class: string
  status: string
  overdue: boolean
}

beforeAll(async () => {
  here = await testInstallation()
})

async function get(address: string): Promise<Answer> {
  const answer = await here.app.request(address)
  expect(answer.status, address).toBe(200)
  return (await answer.json()) as Answer
}

async function all(query: string): Promise<Item[]> {
  const items: Item[] = []
  let next: string | null = null
  do {
    const page: Answer = await get(`/api/v1/mandates?limit=7&${query}${next ? `&cursor=${next}` : ''}`)
    items.push(...page.items)
    next = page.next
  } while (next !== null)
  return items
}

interface Filed {
  symbol: string
  body: string
  class: string
  date: string
  due?: Record<string, unknown>
  verbs: string[]
  effects?: { kind: string }[]
  supersededBy?: string
  statements?: { on: string; status: string | null; party?: string }[]
}

/** The files read by themselves: no schema, no database, no rule of ours but what the words say. */
async function filed(): Promise<Filed[]> {
  const names = (await readdir(path.join(folder, 'mandates'))).filter((name) => name.endsWith('.yaml'))
  return (await Promise.all(names.map(async (name) => parse(await readFile(path.join(folder, 'mandates', name), 'utf8')) as Filed[]))).flat()
}

/** The last day of what is known of a date. */
const lastDay = (date: string): string => (date.length === 4 ? `${date}-12-31` : date)

describe('US-01 the mandate register over the interface', () => {
  it('US-01 AC2 {body=AMMTC, class≥C4, status=OPEN, overdue=yes} gives exactly what the files say', async () => {
    const meetings = parse(await readFile(path.join(folder, 'meetings.yaml'), 'utf8')) as { body: string; session: string; startsOn: string | null }[]
    const dueOn = (one: Filed): string | null => {
      const due = one.due ?? {}
      if (typeof due['on'] === 'string') return lastDay(due['on'])
      // A meeting known by its month or year only gives no day to be late by.
      const wholeDay = (day: string | null | undefined) => (day?.length === 10 ? day : null)
      if (typeof due['atMeeting'] === 'string') return wholeDay(meetings.find((meeting) => `${meeting.body}/${meeting.session}` === due['atMeeting'])?.startsOn)
      const nextOf = due['beforeNext'] ?? due['atNext']
      if (nextOf) {
        const later = meetings.filter((meeting) => meeting.body === nextOf && /^\d+$/.test(meeting.session) && (meeting.startsOn ?? '') > one.date)
        const next = later.sort((a, b) => Number(a.session) - Number(b.session))[0]
        return wholeDay(next?.startsOn)
      }
      const { after, months } = due as { after?: { meeting: string }; months?: number }
      const anchor = after && meetings.find((meeting) => `${meeting.body}/${meeting.session}` === after.meeting)?.startsOn
      return anchor && months ? Temporal.PlainDate.from(anchor).add({ months }).toString() : null
    }
    const statusOf = (one: Filed): string => {
      const said = (one.statements ?? []).filter((statement) => statement.status !== null && !statement.party)
      if (one.supersededBy && !said.some((statement) => statement.status === 'SUPERSEDED')) return 'SUPERSEDED'
      return [...said].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)?.status ?? 'OPEN'
    }
    const asks = (await filed()).filter((one) => one.body === 'AMMTC' && one.class >= 'C4' && statusOf(one) === 'OPEN')
    const expected = asks.filter((one) => (dueOn(one) ?? '9999') < testToday && !putsInPlace(one)).map((one) => one.symbol)
    expect((await all('body=AMMTC&class=C4%2B&status=OPEN&overdue=yes')).map((one) => one.symbol).sort()).toEqual(expected.sort())
    // So that an empty set proves something: what is past due in the whole register, by the same reading.
    const late = (await filed()).filter((one) => ['OPEN', 'IN_PROGRESS'].includes(statusOf(one)) && (dueOn(one) ?? '9999') < testToday && !putsInPlace(one)).map((one) => one.symbol)
    expect(late.length).toBeGreaterThan(0)
    expect((await all('overdue=yes')).map((one) => one.symbol).sort()).toEqual(late.sort())
    expect((await all('body=AMMTC&class=C4%2B&status=OPEN')).map((one) => one.symbol).sort()).toEqual(asks.map((one) => one.symbol).sort())
  })

  it('every mandate of the files is in the list exactly once, newest first, however it is paged', async () => {
    const items = await all('')
    expect(items.map((item) => item.symbol).sort()).toEqual((await filed()).map((one) => one.symbol).sort())
    const whole = await get('/api/v1/mandates?limit=200')
    expect(items.map((item) => item.id)).toEqual(whole.items.map((item) => item.id))
  })

  it('each item says what a program needs', async () => {
    const { items } = await get('/api/v1/mandates?meeting=AMMTC/7')
    const one = items.find((item) => item.id === 'AMMTC-7-DEC.8')
    expect(one).toMatchObject({ id: 'AMMTC-7-DEC.8', symbol: 'AMMTC/7/DEC.8', body: 'AMMTC', meeting: 'AMMTC/7', date: '2009-11-17', class: 'C5', url: '/mandates/AMMTC-7-DEC.8' })
    for (const name of ['status', 'standing', 'overdue', 'title', 'text', 'addressees', 'due', 'dueOn', 'areas', 'instrument']) expect(one, name).toHaveProperty(name)
  })

  it('an unescaped plus means a plus: C4+ and AMMTC+3', async () => {
    expect(await get('/api/v1/mandates?class=C4+')).toEqual(await get('/api/v1/mandates?class=C4%2B'))
    expect((await get('/api/v1/mandates?body=AMMTC+3')).items.length).toBeGreaterThan(0)
  })

  it('what means nothing is refused, every fault with its path', async () => {
    const answer = await here.app.request('/api/v1/mandates?body=NOPE&class=C9&overdue=maybe&limit=0&cursor=x&wrong=1&asOf=2999-01-01&lang=en')
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await answer.json()) as { errors: { pointer: string; detail: string }[] }
    expect(problem.errors.map((one) => one.pointer).sort()).toEqual(['/asOf', '/body', '/class', '/cursor', '/limit', '/overdue', '/wrong'])
    for (const one of problem.errors) expect(one.detail, one.pointer).not.toMatch(/^[a-z]+\./)
  })

  it('words are found in English and Thai, and a year by either era', async () => {
    for (const text of ['money laundering', 'ยาเสพติด', '๒๕๓๘']) expect((await get(`/api/v1/mandates?text=${encodeURIComponent(text)}`)).items.length, text).toBeGreaterThan(0)
  })

  it('as of a past day nothing later is known: no mandate, no statement, no status', async () => {
    const items = await all('asOf=2012-01-01')
    expect(items.length).toBeGreaterThan(0)
    for (const item of items as (Item & { date: string })[]) expect(item.date <= '2012-01-01' && item.date !== '2012', item.symbol).toBe(true)
    const later = await here.app.request('/api/v1/mandates/AMMTC-19-DEC.1?asOf=2012-01-01')
    expect(later.status).toBe(404)
    const then = (await (await here.app.request('/api/v1/mandates/AMMTC-7-DEC.5?asOf=2012-01-01')).json()) as { status: string; supersededBy: unknown }
    const now = (await (await here.app.request('/api/v1/mandates/AMMTC-7-DEC.5')).json()) as { status: string; supersededBy: unknown }
    expect([then.status, then.supersededBy, now.status, now.supersededBy]).toEqual(['OPEN', null, 'SUPERSEDED', 'AMMTC-11-DEC.5'])
  })

  it('the chain of a decision has every node with its id, body, date and title, up to the leaders and down', async () => {
    const chain = (await (await here.app.request('/api/v1/mandates/SUMMIT-5-DEC.1/chain')).json()) as { root: string; nodes: { id: string; body: string; date: string; title: { th: string }; parents: { id: string }[] }[]; descendants: string[] }
    expect(chain.root).toBe('SUMMIT-5-DEC.1')
    expect(chain.nodes.some((node) => node.date.startsWith('2025'))).toBe(true)
    const ids = new Set(chain.nodes.map((node) => node.id))
    for (const node of chain.nodes) expect(node.id === chain.root || node.parents.some((parent) => ids.has(parent.id)), node.id).toBe(true)
    expect(chain.nodes.every((node) => node.body && node.title.th)).toBe(true)
  })

  it('an answer carries an ETag, and a second question with it costs no body', async () => {
    const first = await here.app.request('/api/v1/mandates?limit=1')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    expect((await here.app.request('/api/v1/mandates?limit=1', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
})

/** What takes effect by being decided is not done late: the end of its period is no deadline. What is sent up waits for another act. */
function putsInPlace(one: Filed): boolean {
  const kinds = (one.effects ?? []).map(({ kind }) => kind)
  return one.class >= 'C6' && kinds.some((kind) => inPlace.includes(kind)) && !kinds.some((kind) => kind === 'sends-up' || kind === 'endorses-in-principle')
}
const inPlace = ['adopts', 'extends', 'transfers-lead', 'changes-cadence', 'adds-area', 'terminates', 'revises', 'signs']
