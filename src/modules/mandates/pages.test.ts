import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acting, testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import type { Role } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { loadRecord } from '../../kernel/record-load.ts'
import { modules } from '../../modules.ts'
import { listDisagreementsOf } from './queries.ts'
import { saveLink, saveMandate, saveStatement } from './queries/write.ts'

const folder = path.resolve(import.meta.dirname, '../../../data/asean-transnational-crime')

/** A reader in a capacity, without the sign-in that another module tests. */
const asReader: Module = {
  name: 'reader-of-this-test',
  identify: async (request) => {
    const [role, party] = (request.headers.get('x-reader') ?? '').split(':')
    if (!role) return null
    const actor = acting(role as Role, party ? { party } : {})
    return { actor, capacities: actor.capacity ? [actor.capacity] : [] }
  },
}
modules.push(asReader)
afterAll(() => void modules.splice(modules.indexOf(asReader), 1))

const textOf = (html: string): string => html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const mandateLinks = (html: string): string[] => [...html.matchAll(/href="(\/mandates\/[^"?#]+)/g)].map((found) => found[1] as string)
const between = (html: string, from: string, to: string): string => html.slice(html.indexOf(from), html.indexOf(to))

let here: TestInstallation
const read = async (address: string, reader = '', status = 200): Promise<string> => {
  const answer = await here.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
  expect(answer.status, address).toBe(status)
  return answer.text()
}

beforeAll(async () => {
  here = await testInstallation()
})

describe('US-01 the register on screen', () => {
  it('US-01 AC4 from the 1995 Summit one walks by links down to a decision of 2025 and back up', async () => {
    const chainLinks = (html: string) => mandateLinks(between(html, 'id="chain-list"', 'id="chain-story"'))
    const walked = ['/mandates/SUMMIT-5-DEC.1']
    let page = await read(walked[0] as string)
    while (!/<time dateTime="2025|<time datetime="2025/i.test(between(page, 'mf-facts', 'id="since"'))) {
      const further = chainLinks(page).filter((link) => !walked.includes(link)).at(-1)
      expect(further, walked.join(' → ')).toBeDefined()
      walked.push(further as string)
      page = await read(further as string)
      expect(walked.length).toBeLessThan(20)
    }
    expect(chainLinks(page)).toContain('/mandates/SUMMIT-5-DEC.1')
    // The picture says the same: its signs are links too.
    expect(mandateLinks(between(page, 'class="picture', 'id="chain-list"')).length).toBeGreaterThan(3)
  })

  it('US-01 AC5 in Thai the years are of the Buddhist era in Thai digits: 1995 is ๒๕๓๘', async () => {
    const page = textOf(await read('/mandates/SUMMIT-5-DEC.1?lang=th'))
    expect(page).toContain('๑๕ ธันวาคม ๒๕๓๘')
    expect(page).not.toMatch(/(?<![\w/])(?:19|20)\d\d(?![\w/-])/)
    expect(textOf(await read('/mandates?lang=th&sort=symbol&body=SUMMIT'))).toContain('๑๕ ธ.ค. ๒๕๓๘')
    expect(textOf(await read('/mandates/SUMMIT-5-DEC.1?lang=en'))).toContain('15 December 1995')
  })

  it('US-01 AC6 due before the next SOMTC shows the date of that meeting and follows when it moves', async () => {
    const copy = path.join(await mkdtemp(path.join(tmpdir(), 'moved-')), 'record')
    await cp(folder, copy, { recursive: true })
    const meetings = path.join(copy, 'meetings.yaml')
    const before = await readFile(meetings, 'utf8')
    const move = async (day: string) => {
      const block = /(- body: SOMTC\n {2}session: '10'\n(?: {2}.*\n| {4}.*\n)*?)(?=\n|- body)/.exec(before)
      expect(block).not.toBeNull()
      const fixed = (block?.[1] ?? '').replace(/ {2}(startsOn|endsOn|status):.*\n/g, '').replace("session: '10'\n", `session: '10'\n  status: held\n  startsOn: '${day}'\n`)
      await writeFile(meetings, before.replace(block?.[1] ?? '', fixed))
      await loadRecord(here.db, copy, modules.flatMap((module) => module.record ?? []), testNow)
    }
    const unknown = textOf(await read('/mandates/AMMTC-7-DEC.10'))
    expect(unknown).toContain('Before the next SOMTC')
    expect(unknown).toContain('so no calendar date is worked out')
    await move('2010-11-18')
    expect(textOf(await read('/mandates/AMMTC-7-DEC.10'))).toContain('The 10th SOMTC began on 18 November 2010')
    await move('2010-12-02')
    expect(textOf(await read('/mandates/AMMTC-7-DEC.10'))).toContain('The 10th SOMTC began on 2 December 2010')
    expect(textOf(await read('/mandates?meeting=AMMTC/7&due=event'))).toContain('2 Dec 2010')
    await loadRecord(here.db, folder, modules.flatMap((module) => module.record ?? []), testNow)
  })

  it('what a filter does not know is said in the reader’s language, and no list stands in for another', async () => {
    for (const [query, words] of [['body=NOPE', 'No body with this code'], ['class=C9', 'A class is C0 to C7'], ['status=DONE', 'This status is not known'], ['page=99', 'no such page'], ['per=7', '15, 50 or all'], ['meeting=AMMTC/99', 'No meeting with this reference']]) {
      const page = await read(`/mandates?${query}&lang=en`, '', 400)
      expect(textOf(page), query).toContain(words)
      expect(page, query).not.toContain('<tbody>')
    }
    expect(textOf(await read('/mandates?body=NOPE&lang=th', '', 400))).toContain('ไม่มีองค์กรที่ใช้รหัสนี้ในทะเบียน')
  })

  it('as of takes a meeting or a date of either era; an open era is asked', async () => {
    const moved = await here.app.request('/mandates?class=C4%2B&asOf=19th%20AMMTC')
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/mandates?class=C4%2B&asOf=2025-09-10'])
    const asked = await read('/mandates?asOf=12/1/2555&lang=en', '', 400)
    expect(textOf(asked)).toContain('Which era is that year?')
    expect(asked).toContain('href="/mandates?asOf=2012-01-12"')
    expect(textOf(await read('/mandates/AMMTC-7-DEC.8?asOf=2012-01-12&lang=en'))).toContain('as it stood at the end of 12 January 2012')
    await read('/mandates/AMMTC-19-DEC.1?asOf=2012-01-12', '', 404)
  })

  it('pages are exact: fifteen, fifty or all, and together they hold every mandate once', async () => {
    const symbols = (html: string) => [...html.matchAll(/class="govuk-link sym" href="\/mandates\/([^"?]+)/g)].map((found) => found[1])
    const all = symbols(await read('/mandates?per=all'))
    const paged: (string | undefined)[] = []
    for (let page = 1; paged.length < all.length; page++) paged.push(...symbols(await read(`/mandates?page=${page}`)))
    expect(paged).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
    expect(symbols(await read('/mandates?per=50')).length).toBe(50)
  })

  it('the permanent address and the short code lead to the page', async () => {
    expect((await here.app.request('/d/AMMTC/7/DEC.7?asOf=2026-01-12')).headers.get('location')).toBe('/mandates/AMMTC-7-DEC.7?asOf=2026-01-12')
    const code = /Short code ([0-9A-F]{5}-[0-9A-F]{5})/.exec(textOf(await read('/mandates/AMMTC-7-DEC.7?lang=en')))?.[1]
    expect((await here.app.request(`/c/${code}`)).headers.get('location')).toBe('/mandates/AMMTC-7-DEC.7')
    await read('/c/00000-00000', '', 404)
  })

  it('R-3.4.1 an unanswered task says that no answer is recorded; where sources disagree every claim stands', async () => {
    expect(textOf(await read('/mandates/AMMTC-7-DEC.8?lang=en'))).toContain('No answer recorded. That is a gap in the record')
    const html = await read('/mandates/AMMTC-19-DEC.1?lang=en')
    const [disagreement] = await listDisagreementsOf(here.db, 'AMMTC-19-DEC.1')
    for (const claim of disagreement?.claims ?? []) expect(textOf(html)).toContain(claim.claim.en.replaceAll('"', '&quot;'))
    expect(html).toContain('id="disagreements"')
  })
})

describe('the exports', () => {
  it('CSV begins with a byte order mark, has heads for people and for programs, and every row of the list', async () => {
    const answer = await here.app.request('/mandates.csv?body=AMMTC&lang=th')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines[0]).toContain('สัญลักษณ์')
    expect(lines[1]).toMatch(/^symbol,body,meeting,date,title/)
    const { n } = await here.db.selectFrom('mandate' as never).select(({ fn }) => fn.countAll<string>().as('n')).where('body' as never, '=', 'AMMTC' as never).executeTakeFirstOrThrow() as { n: string }
    expect(lines.filter((line) => line !== '').length - 2).toBe(Number(n))
    expect(answer.headers.get('content-disposition')).toContain('mandates-2026-01-12.csv')
  })

  it('the workbook has real dates and Thai text, and every row of the list', async () => {
    const answer = await here.app.request('/mandates.xlsx?meeting=AMMTC/7&lang=th')
    const [sheet] = await readExcelFile(Buffer.from(await answer.arrayBuffer())) as unknown as { data: unknown[][] }[]
    const rows = sheet?.data ?? []
    const heads = rows[1] as string[]
    const row = rows.find((one) => one[0] === 'AMMTC/7/DEC.8') ?? []
    expect(row[heads.indexOf('date')]).toEqual(new Date('2009-11-17T00:00:00Z'))
    expect(row[heads.indexOf('title')]).toMatch(/[ก-๙]/)
    expect(rows.length - 2).toBe(JSON.parse(await read('/api/v1/mandates?meeting=AMMTC/7&limit=200')).items.length)
  })

  it('a filter that means nothing gives no file', async () => void (await read('/mandates.csv?body=NOPE', '', 400)))
})

describe('what is not public leaves no trace', () => {
  const planted = 'Zyxomancy'
  const text = (words: string) => ({ en: words, th: `${words} ลับ` })
  const addresses = ['/mandates?per=all', '/mandates?per=all&meeting=AMMTC/7', `/mandates?text=${planted}`, '/mandates?owner=Zyxowner', '/mandates/AMMTC-7-DEC.8', '/mandates/AMMTC-7-DEC.12', '/mandates/AMMTC-7-DEC.60', '/mandates.csv', '/api/v1/mandates?limit=200', `/api/v1/mandates?text=${planted}`, '/api/v1/mandates/AMMTC-7-DEC.8/chain', '/api/v1/mandates/AMMTC-7-DEC.60', `/c/${'0'.repeat(10)}`]
  const readers = { 'the public': '', 'a dialogue partner': 'DP:CHN' }
  const before = new Map<string, string>()
  const answerTo = async (address: string, reader: string) => {
    const answer = await here.app.request(address, { headers: reader ? { 'x-reader': reader } : {} })
    // A problem carries the number of its own request.
    return `${answer.status} ${(await answer.text()).replace(/urn:request:[\w-]+/, '')}`
  }

  beforeAll(async () => {
    for (const reader of Object.values(readers)) for (const address of addresses) before.set(`${reader} ${address}`, await answerTo(address, reader))
    await here.db.transaction().execute(async (tx) => {
      await saveMandate(tx, {
        symbol: 'AMMTC/7/DEC.60', body: 'AMMTC', session: '7', number: 60, meeting: 'AMMTC/7', date: '2009-11-17', instrument: 'ammtc-7-statement', instrumentTitle: null, paragraph: '60', title: text(planted), text: text(`${planted} text`),
        quoted: false, language: 'en', verbs: ['tasked'], class: 'C5', modifiers: [], addressees: [{ words: 'Zyxowner' }], action: null, due: { none: true }, reportsTo: null, areas: ['drugs'], effects: [], marking: 'LIMITED', origin: 'desk', citations: [],
      }, testNow)
      await saveLink(tx, { child: 'AMMTC-7-DEC.60', parent: 'AMMTC-7-DEC.8', basis: 'stated' })
      await saveStatement(tx, { mandate: 'AMMTC-7-DEC.8', on: '2010-01-01', status: 'COMPLETED', text: text(`${planted} statement`), party: null, reportedBy: text('Zyxreporter'), evidence: null, citations: [], marking: 'LIMITED', origin: 'desk', verdict: 'accepted', reference: null, recordedBy: 'test' }, testNow)
      await tx.updateTable('data_version').set(({ eb }) => ({ number: eb('number', '+', '1' as never) as never })).execute()
    })
  })

  for (const [who, reader] of Object.entries(readers)) {
    it(`for ${who} every page, count, facet, chain, export, search and answer is to the letter what it was before`, async () => {
      for (const address of addresses) expect((await answerTo(address, reader)) === before.get(`${reader} ${address}`), address).toBe(true)
      expect(textOf(await read('/mandates/AMMTC-7-DEC.8?lang=en', reader))).toContain('No answer recorded')
    })
    it(`to ${who} its page is the page of an address where nothing ever was`, async () => {
      const hidden = await read('/mandates/AMMTC-7-DEC.60', reader, 404)
      const never = await read('/mandates/AMMTC-7-DEC.61', reader, 404)
      expect(hidden.replaceAll('DEC.60', 'DEC.61')).toBe(never)
    })
  }

  for (const [who, reader] of [['a delegate', 'DE:THA'], ['the desk', 'SD']] as const) {
    it(`${who} sees it in the list, the chain, the search, the export and the interface, and why`, async () => {
      expect(await read('/mandates?per=all', reader)).toContain(planted)
      expect(await read(`/mandates?text=${planted}`, reader)).toContain('AMMTC/7/DEC.60')
      expect(await read('/mandates/AMMTC-7-DEC.8', reader)).toContain(`${planted} statement`)
      expect(await read('/mandates.csv', reader)).toContain(planted)
      expect(await read('/api/v1/mandates/AMMTC-7-DEC.8/chain', reader)).toContain(planted)
      expect(textOf(await read('/mandates/AMMTC-7-DEC.60?lang=en', reader))).toContain('It is marked LIMITED. You may read it because you act as')
    })
  }
})

describe('how much is asked of the database', () => {
  it('the number of statements of a page is the same for few rows and for many, for a short chain and a long one', async () => {
    const reader = 'SD'
    const statements = async (address: string) => {
      await read(address, reader)
      here.queries.length = 0
      await read(address, reader)
      return here.queries.length
    }
    const [few, many] = [await statements('/mandates?meeting=AMMTC/7'), await statements('/mandates?per=all')]
    expect(few).toBe(many)
    expect(many).toBeLessThan(8)
    const [short, long] = [await statements('/mandates/AMMTC-7-DEC.8'), await statements('/mandates/SUMMIT-5-DEC.1')]
    expect(short).toBe(long)
    expect(long).toBeLessThan(12)
    expect(await statements('/api/v1/mandates?limit=1')).toBe(await statements('/api/v1/mandates?limit=200'))
  })
})

describe('the pages in Thai', () => {
  it('have no Latin words but symbols, codes, names of sources and words that are quoted', async () => {
    for (const address of ['/mandates?lang=th', '/mandates/AMMTC-7-DEC.8?lang=th', '/mandates/SUMMIT-5-DEC.1?lang=th']) {
      const main = between(await read(address), '<main', '</main>').replace(/<code>.*?<\/code>/gs, ' ')
      const left = (textOf(main).match(/[A-Za-z][A-Za-z]+/g) ?? []).filter((word) => !/^[A-Z][A-Z0-9]+$/.test(word) && !allowed.has(word))
      expect([...new Set(left)], address).toEqual([])
      expect(textOf(main.replace(/<time.*?<\/time>/gs, (time) => time.replace(/datetime="[^"]*"/i, ''))).match(/(?<![\w/.+-])\d{4}(?![\w/.-])/g), address).toBeNull()
    }
  })
})
/** Addresses of sources, verbs of the text in quotation marks, parts of symbols, and names that are written so in Thai papers too. */
const allowed = new Set(['asean', 'org', 'police', 'go', 'th', 'aseancommunity', 'tasked', 'resolved', 'Meta', 'Excel', 'Plus', 'Three'])
