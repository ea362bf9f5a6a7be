import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { loadRecord } from '../../kernel/record-load.ts'
import { modules } from '../../modules.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
})
afterAll(() => installation.db.destroy())

const html = async (path: string, init: RequestInit = {}): Promise<string> => (await installation.app.request(path, init)).text()
const json = async <Shape>(path: string): Promise<Shape> => (await (await installation.app.request(path)).json()) as Shape
/** The words of a page without its markup. */
const words = async (path: string) => (await html(path)).replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

interface About { asOf: string; bodies: { code: string; meetingsHeld: number; byRule: number; since: string | null; cadence: { every: number; unit: string; since: string } | null }[] }
interface Found { items: { kind: string; id: string; title: string; excerpt: string; url: string }[]; next: string | null; total: number; corrected: string | null; kinds: { kind: string; count: number }[] }
interface Listed<Item> { items: Item[]; next: string | null }

describe('about, as of a day', () => {
  it('as of 1 January 2012 SOMTC had met 11 times, in English and Thai, on the page and in the interface', async () => {
    expect(await words('/about?asOf=2012-01-01&lang=en')).toContain('SOMTC has met 11 times')
    expect(await words('/about?asOf=2012-01-01&lang=th')).toContain('๑๑ ครั้ง')
    const about = await json<About>('/api/v1/about?asOf=2012-01-01')
    expect(about.asOf).toBe('2012-01-01')
    expect(about.bodies.find(({ code }) => code === 'SOMTC')).toMatchObject({ meetingsHeld: 11, since: '2001', cadence: { every: 1, unit: 'year', since: '2001' } })
    expect(about.bodies.find(({ code }) => code === 'AMMTC')).toMatchObject({ meetingsHeld: 8, cadence: { every: 2 } })
  })

  it('takes the day in either era and by a meeting', async () => {
    for (const asOf of ['๑/๑/๒๕๕๕', '๑ มกราคม ๒๕๕๕', '1 Jan 2012']) expect(await words(`/about?lang=th&asOf=${encodeURIComponent(asOf)}`), asOf).toContain('SOMTC ประชุมมาแล้วทั้งสิ้น ๑๑ ครั้ง')
    expect(await words(`/about?lang=en&asOf=${encodeURIComponent('8th AMMTC')}`)).toContain('AMMTC has met 8 times')
  })

  it('a year that may be of either era is asked about, not guessed', async () => {
    const answer = await installation.app.request('/about?lang=en&asOf=1/1/2555')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('/about?asOf=2012-01-01')
  })

  it('without a day it says what the record supports, and that the cadence changed', async () => {
    const page = await words('/about?lang=en')
    expect(page).toContain('SOMTC has met 25 times')
    expect(page).toContain('AMMTC has met 19 times')
    expect(page).toContain('AMMTC is to meet every year since 30 September 2015')
    expect(page).toContain('Before that it was to meet every two years')
    expect(page).toContain('after the 10th AMMTC (2015) the next was the 11th AMMTC (2017)')
    expect(page).toMatch(/Of these, \d+ are known by the rule and a count only/)
    expect(await html('/about')).toContain('/mandates/SUMMIT-5-DEC.1')
  })

  it('a day that cannot be read is said beside the field, and what was typed is kept', async () => {
    const answer = await installation.app.request('/about?lang=en&asOf=soon')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="soon"')
    expect((await installation.app.request('/about?asOf=2030-01-01')).status).toBe(422)
    expect((await installation.app.request('/api/v1/about?asOf=soon')).status).toBe(400)
  })

  it('before the founding decision it says so', async () => {
    expect(await words('/about?lang=en&asOf=1990-01-01')).toContain('SOMTC has not met yet')
  })
})

describe('pages', () => {
  const addresses = ['/', '/about', '/mechanism', '/members', '/areas', '/instruments', '/meetings', '/meetings?show=disagree', '/meetings/AMMTC/16', '/disagreements', '/how-decisions-are-read', '/open-data', '/api/v1', '/search?q=drugs', '/search']

  it('every public page answers in both languages', async () => {
    for (const address of addresses) {
      for (const lang of ['en', 'th']) {
        const answer = await installation.app.request(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
        expect(answer.status, address).toBe(200)
        expect(await answer.text(), address).not.toMatch(/undefined|\[object|NaN|style="/)
      }
    }
  })

  it('the language is remembered of a page that was opened, not of one fetched ahead, a file or an answer of the API', async () => {
    const remembered = async (at: string, headers: Record<string, string> = {}) => (await installation.app.request(at, { headers })).headers.get('set-cookie')
    expect(await remembered('/about?lang=th')).toMatch(/^lang=th;/)
    expect(await remembered('/about?lang=th', { 'x-sec-purpose': 'prefetch' })).toBe(null)
    expect(await remembered('/about?lang=th', { 'sec-purpose': 'prefetch;prerender' })).toBe(null)
    expect(await remembered('/report-to-ministers/AMMTC/19/paper.pdf?lang=th')).toBe(null)
    expect(await remembered('/api/v1/about?lang=th')).toBe(null)
  })

  it('the component gallery is there in development only', async () => {
    expect((await installation.app.request('/dev/components')).status).toBe(200)
    const real = await testInstallation({ template: 'empty', env: { NODE_ENV: 'production' } })
    expect((await real.app.request('/dev/components')).status).toBe(404)
    await real.db.destroy()
  })

  it('a meeting is found under its address, the plus of a consultation raw or encoded', async () => {
    for (const ref of ['AMMTC+3/2', 'AMMTC%2B3/2', 'AMMTC/SP1', 'SOMTC/PREP.AMMTC19', 'SUMMIT/5']) expect((await installation.app.request(`/meetings/${ref}`)).status, ref).toBe(200)
    expect((await installation.app.request('/meetings/AMMTC/99')).status).toBe(404)
  })

  it('sources that disagree are said with every claim and the reason', async () => {
    const page = await words('/meetings/AMMTC/16?lang=en')
    expect(page).toContain('21 September 2022')
    expect(page).toContain('22 September 2022')
    expect(page).toContain('Why one is preferred')
  })

  it('the picture of the meetings shows where the rule expected one and none was found', async () => {
    expect(await html('/meetings?lang=en')).toContain('AMMTC, 2016: expected by the rule, none found')
  })

  it('an area without a lead says that no public source names one', async () => {
    expect(await words('/areas?lang=en')).toContain('No public source names one')
    expect(await words('/members?lang=en&asOf=2025-10-26')).toMatch(/Thailand.*Timor-Leste.*Viet Nam/)
  })

  it('the number of statements of a page does not grow with what it shows', async () => {
    const count = async (path: string) => {
      installation.queries.length = 0
      await installation.app.request(path, { headers: { cookie: 'session=none' } })
      return installation.queries.length
    }
    for (const address of ['/', '/about', '/mechanism', '/meetings', '/instruments', '/areas', '/disagreements']) expect(await count(address), address).toBeLessThanOrEqual(16)
    expect(await count('/meetings/AMMTC/19')).toBe(await count('/meetings/AMMTC/16'))
    // Words nobody asked for before: what was found once is remembered under the data version.
    await count('/search?q=arms')
    expect(await count('/search?q=piracy')).toBe(await count('/search?q=crime'))
  })

  it('a visitor finds the public home', async () => {
    expect(await words('/?lang=en')).toContain('What became of the decisions')
  })
})

describe('search', () => {
  const find = (q: string, more = '') => json<Found>(`/api/v1/search?q=${encodeURIComponent(q)}&limit=100${more}`)
  const ids = async (q: string) => (await find(q)).items.map(({ kind, id }) => `${kind} ${id}`)

  it('finds by the beginning of an English word', async () => {
    expect((await find('laundering')).total).toBeGreaterThan(0)
    expect((await ids('launder')).sort()).toEqual(expect.arrayContaining((await ids('laundering')).sort()))
  })

  it('says openly when a slip of the keyboard was corrected', async () => {
    expect((await find('launderng')).corrected).toBe('laundering')
    expect(await words('/search?lang=en&q=traficking')).toContain('Nothing has “traficking”. Shown is what has “trafficking”.')
  })

  it('finds Thai words inside unspaced text, in any order', async () => {
    expect((await find('ยาเสพติด')).total).toBeGreaterThan(0)
    expect((await ids('ยาเสพติด ข่าวสาร')).sort()).toEqual((await ids('ข่าวสาร ยาเสพติด')).sort())
    expect(await ids('ยาเสพติด ข่าวสาร')).toContain('mandate SUMMIT-5-DEC.1')
  })

  it('Thai and Arabic digits are the same, and a year is found in either era', async () => {
    const years = await Promise.all(['๒๕๔๖', '2546', '2003'].map(async (year) => (await ids(year)).sort()))
    expect(years[0]).toContain('meeting SOMTC/3')
    expect(years[1]).toEqual(years[0])
    expect(years[2]).toContain('meeting SOMTC/3')
    expect((await ids('AMMTC ๑๙'))).toContain('meeting AMMTC/19')
  })

  it('sara am composed or decomposed, เเ for แ, and zero-width characters make no difference', async () => {
    expect((await ids('ผู้นํา')).sort()).toEqual((await ids('ผู้นำ')).sort())
    expect((await find('ผู้นำ')).total).toBeGreaterThan(0)
    expect((await ids('เเผนปฏิบัติการ')).sort()).toEqual((await ids('แผนปฏิบัติการ')).sort())
    expect((await ids('ยา\u200bเสพติด')).sort()).toEqual((await ids('ยาเสพติด')).sort())
  })

  it('marks what was found, on a page of either language', async () => {
    expect(await html('/search?lang=en&q=cybercrime')).toMatch(/<mark>[Cc]ybercrime<\/mark>/)
    expect(await html(`/search?lang=th&q=${encodeURIComponent('ยาเสพติด')}`)).toContain('<mark>ยาเสพติด</mark>')
    expect(await html(`/search?lang=en&q=${encodeURIComponent('ยาเสพติด')}`)).toContain('<mark>ยาเสพติด</mark>')
  })

  it('filters by kind and pages with a cursor', async () => {
    const meetings = await find('AMMTC', '&kind=meeting')
    expect(new Set(meetings.items.map(({ kind }) => kind))).toEqual(new Set(['meeting']))
    const first = await json<Found>('/api/v1/search?q=AMMTC&limit=2')
    const second = await json<Found>(`/api/v1/search?q=AMMTC&limit=2&cursor=${first.next ?? ''}`)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })

  it('finding nothing says what that means', async () => {
    expect(await words('/search?lang=en&q=zzzzqqqq')).toContain('not what was or was not decided')
    expect((await installation.app.request(`/search?q=${'a'.repeat(300)}`)).status).toBe(422)
  })
})

describe('interface', () => {
  it('lists page by page until the end, each item once', async () => {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: Listed<{ ref: string }> = await json(`/api/v1/meetings?limit=40${next ? `&cursor=${next}` : ''}`)
      seen.push(...page.items.map(({ ref }) => ref))
      next = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toContain('AMMTC/16')
    expect((await installation.app.request('/api/v1/meetings?cursor=nonsense')).status).toBe(400)
  })

  it('gives meetings with body, ordinal, day and city', async () => {
    const { items } = await json<Listed<{ body: string; ordinal: number; startsOn: string | null; city: { en: string } | null }>>('/api/v1/meetings?body=AMMTC')
    expect(items.find(({ ordinal }) => ordinal === 19)).toMatchObject({ body: 'AMMTC', startsOn: '2025-09-10', city: { en: 'Melaka' } })
    expect((await json<Listed<unknown>>('/api/v1/meetings?body=AMMTC%2B3')).items.length).toBeGreaterThan(5)
    expect((await json<Listed<unknown>>('/api/v1/meetings?body=SOMTC&kind=regular&asOf=2012-01-01')).items).toHaveLength(11)
  })

  it('US-10 AC5 gives eleven members from 26 October 2025 and ten the day before', async () => {
    const members = async (day: string) => (await json<Listed<{ code: string }>>(`/api/v1/parties?category=member&asOf=${day}`)).items.map(({ code }) => code)
    expect(await members('2025-10-25')).toHaveLength(10)
    expect((await members('2025-10-26')).slice(-3)).toEqual(['THA', 'TLS', 'VNM'])
  })

  it('bodies, areas, instruments, sources and disagreements are there', async () => {
    for (const list of ['bodies', 'priority-areas', 'instruments', 'sources', 'disagreements']) expect((await json<Listed<unknown>>(`/api/v1/${list}`)).items.length, list).toBeGreaterThan(0)
  })

  it('its contract is OpenAPI 3.1, names every route under /api/v1, and the readable page shows them', async () => {
    const contract = await json<{ openapi: string; paths: Record<string, unknown> }>('/api/v1/openapi.json')
    expect(contract.openapi).toBe('3.1.0')
    expect(Object.keys(contract.paths).every((path) => path.startsWith('/api/v1/'))).toBe(true)
    expect(Object.keys(contract.paths)).toEqual(expect.arrayContaining(['/api/v1/bodies', '/api/v1/meetings/{body}/{session}', '/api/v1/mandates', '/api/v1/search', '/api/v1/about']))
    const page = await html('/api/v1')
    for (const path of Object.keys(contract.paths)) expect(page, path).toContain(path)
    expect(page).not.toMatch(/src="https?:/)
  })

  it('answers carry an ETag that saves the second answer', async () => {
    const first = await installation.app.request('/api/v1/bodies')
    const etag = first.headers.get('etag')
    expect(etag).toBeTruthy()
    expect((await installation.app.request('/api/v1/bodies', { headers: { 'if-none-match': etag ?? '' } })).status).toBe(304)
  })

  it('spreadsheets get CSV in which no cell starts a formula', async () => {
    const answer = await installation.app.request('/meetings.csv')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(await answer.text()).toContain('AMMTC/16')
  })
})

describe('what is not public', () => {
  it('a hidden mandate shows in no page, count, search or disagreement', async () => {
    const before = await json<Found>('/api/v1/search?q=terrorism')
    const areaCount = (await html('/areas?lang=en')).match(/area=terrorism">(\d+)/)?.[1]
    const own = await testInstallation()
    await sql`update mandate set marking = 'RESTRICTED', title = ${JSON.stringify({ en: 'Zanzibarquartz terrorism', th: 'ซานซิบาร์' })} where id = 'AMMTC-19-DEC.1'`.execute(own.db)
    await sql`update search_entry set marking = 'RESTRICTED' where kind = 'mandate' and id = 'AMMTC-19-DEC.1'`.execute(own.db)
    await sql`insert into disagreement (subject_kind, subject_id, field, about, claims, chosen, reason) values ('mandate', 'AMMTC-19-DEC.1', 'date', '{"en":"Zanzibarquartz","th":"Zanzibarquartz"}', '[]', null, '{"en":"Zanzibarquartz","th":"Zanzibarquartz"}')`.execute(own.db)
    for (const path of ['/', '/meetings/AMMTC/19', '/disagreements', '/api/v1/disagreements', '/areas', '/about', '/open-data', '/search?q=Zanzibarquartz', '/search?q=zanzibarquarts', '/api/v1/search?q=Zanzibarquartz']) {
      const text = await (await own.app.request(path)).text()
      expect(text.replaceAll(/(?:value="|“|Search: |q=)Zanzibarquart[sz]/gi, ''), path).not.toMatch(/zanzibarquart/i)
      expect(text, path).not.toContain('AMMTC-19-DEC.1"')
    }
    await own.db.destroy()
    expect(before.total).toBeGreaterThan(0)
    expect(areaCount).toBeDefined()
  })
})

describe('another mechanism', () => {
  it('is another folder: an invented river commission fills the same pages, and an empty one breaks none', async () => {
    const other = await testInstallation({ template: 'empty' })
    const addresses = ['/', '/about', '/mechanism', '/members', '/areas', '/instruments', '/meetings', '/disagreements', '/open-data', '/api/v1/about', '/api/v1/meetings']
    for (const address of addresses) expect((await other.app.request(address)).status, address).toBe(200)
    const folder = path.resolve(import.meta.dirname, '../../../tests/fixtures/river-commission')
    await loadRecord(other.db, folder, modules.flatMap((module) => module.record ?? []), testNow)
    for (const address of addresses) {
      const answer = await other.app.request(address)
      expect(answer.status, address).toBe(200)
      expect(await answer.text(), address).not.toMatch(/SOMTC has met|AMMTC has met|undefined/)
    }
    await other.db.destroy()
  })
})
