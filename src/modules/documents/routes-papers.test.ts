import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { testInstallation, type TestInstallation, testNow } from '../../../tests/installation.ts'
import { modules } from '../../modules.ts'

let here: TestInstallation
const cookies = new Map<string, string>()

beforeAll(async () => {
  here = await testInstallation()
  for (const module of modules.filter(({ name }) => ['people', 'meetings', 'documents'].includes(name))) await module.demonstrate?.(here.db, testNow, here.files)
})

async function as(person: string | null): Promise<Record<string, string>> {
  if (person === null) return {}
  if (!cookies.has(person)) {
    cookies.set(person, await here.signedIn(person))
  }
  return { cookie: cookies.get(person) ?? '' }
}
interface Shown { id: string; symbol: string | null; status: string; late: boolean; supersededBy: string | null; submittedBy: string | null; files: { lang: string; url: string }[]; code: string; errors?: { pointer: string; code: string }[]; items: Shown[]; next: string | null }
const read = async (at: string, person: string | null) => {
  const answer = await here.app.request(`/api/v1${at}`, { headers: await as(person) })
  return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as Shown }
}
const post = async (person: string, body: object) => {
  const answer = await here.app.request('/api/v1/documents', { method: 'POST', headers: { ...(await as(person)), 'content-type': 'application/json', origin: 'http://localhost' }, body: JSON.stringify(body) })
  return { status: answer.status, location: answer.headers.get('location'), body: (await answer.json()) as Shown }
}
const draft = { meeting: 'SOMTC/26', series: 'WP', title: { en: 'From a program' }, purpose: 'decision', actionRequested: { th: 'ขอให้ที่ประชุมเห็นชอบ' }, distribution: 'LIMITED' }

describe('papers for programs', () => {
  it('a list goes on where its page before ended, whole and once each, and filters narrow it', async () => {
    const whole = (await read('/documents?limit=500', 'example-sd')).body
    expect(whole.next).toBeNull()
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { items, next }: Shown = (await read(`/documents?limit=3${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, 'example-sd')).body
      expect(items.length).toBeLessThanOrEqual(3)
      ids.push(...items.map(({ id }) => id))
      cursor = next
    }
    expect(ids).toEqual(whole.items.map(({ id }) => id))
    const china = (await read('/documents?meeting=SOMTC%2BCHN/26', 'example-sd')).body.items
    expect(china.length).toBeGreaterThan(0)
    expect((await read('/documents?meeting=SOMTC+CHN/26', 'example-sd')).body.items).toEqual(china)
    for (const { symbol } of china) expect(symbol ?? 'SOMTC+CHN/26').toMatch(/^SOMTC\+CHN\/26/)
    expect(new Set((await read('/documents?meeting=SOMTC/26&series=LSR', 'example-sd')).body.items.map(({ symbol }) => symbol?.split('/')[2]?.split('.')[0] ?? 'LSR'))).toEqual(new Set(['LSR']))
  })

  it('a filter, a limit and a cursor that mean nothing are problems with their paths', async () => {
    for (const [at, path] of [['/documents?series=XX', '/series'], ['/documents?limit=0', '/limit'], ['/documents?status=GONE', '/status']] as const) {
      const { status, type, body } = await read(at, 'example-sd')
      expect([status, type, body.errors?.[0]?.pointer], at).toEqual([400, 'application/problem+json', path])
    }
    expect((await read('/documents?cursor=xyz', 'example-sd')).status).toBe(400)
  })

  it('one paper is at its symbol, slashes as they are or escaped, as it was filed', async () => {
    for (const at of ['/documents/SOMTC/26/WP.2', `/documents/${encodeURIComponent('SOMTC/26/WP.2')}`]) {
      const { status, body } = await read(at, 'example-sd')
      expect([status, body.symbol, body.supersededBy], at).toEqual([200, 'SOMTC/26/WP.2', expect.stringContaining('SOMTC/26/WP.2/Rev.')])
    }
    expect((await read('/documents/SOMTC/26/WP.2/Rev.1', 'example-sd')).body.symbol).toBe('SOMTC/26/WP.2/Rev.1')
  })

  it('US-08 AC2 what is hidden answers as what does not exist, in the list, by symbol, by id and as a cursor', async () => {
    const hidden = (await sql<{ id: string; symbol: string }>`select id, symbol from official_document where meeting = 'SOMTC+CHN/26' and symbol is not null`.execute(here.db)).rows[0]
    expect((await read(`/documents/${hidden?.symbol}`, 'example-dp')).status).toBe(200)
    const plain = ({ status, body }: { status: number; body: object }) => [status, { ...body, instance: '' }]
    const absent = plain(await read('/documents/SOMTC+CHN/26/WP.99', 'example-dp-jpn'))
    expect(absent[0]).toBe(404)
    for (const at of [hidden?.symbol, hidden?.id, encodeURIComponent(hidden?.symbol ?? ''), 'nothing', 'SOMTC/26/../WP']) expect(plain(await read(`/documents/${at}`, 'example-dp-jpn')), at).toEqual(absent)
    expect(plain(await read('/documents/SOMTC/26/WP.1', null))).toEqual(absent)
    expect((await read('/documents', null)).body).toEqual({ items: [], next: null })
    expect(JSON.stringify((await read('/documents?limit=500', 'example-dp-jpn')).body)).not.toContain('CHN')
    const cursor = (id: string | undefined) => `/documents?cursor=${Buffer.from(id ?? '').toString('base64url')}`
    expect(plain(await read(cursor(hidden?.id), 'example-dp-jpn'))).toEqual(plain(await read(cursor('no-such'), 'example-dp-jpn')))
  })

  it('R-1.8.6 a paper is handed in and waits without a symbol; what stands against it comes with its paths', async () => {
    const sent = await post('example-nf', draft)
    expect(sent).toMatchObject({ status: 201, location: `/api/v1/documents/${sent.body.id}`, body: { symbol: null, status: 'SUBMITTED', submittedBy: 'THA', title: { en: 'From a program', th: 'From a program' } } })
    expect((await read(`/documents/${sent.body.id}`, 'example-nf')).body).toEqual(sent.body)
    expect((await read(`/documents/${sent.body.id}`, 'example-nf-vnm')).status).toBe(404)
    const refused = async (person: string, more: object) => {
      const { status, body } = await post(person, { ...draft, ...more })
      return [status, body.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? body.code]
    }
    expect(await refused('example-nf', { actionRequested: null })).toEqual([422, ['/actionRequested papers.action-needed']])
    expect(await refused('example-nf', { title: {} })).toEqual([422, ['/title papers.title-needed']])
    expect(await refused('example-nf', { modifies: 'AMMTC/19/DEC.1', modifier: 'Rev' })).toEqual([422, ['/modifies papers.other-meeting']])
    expect((await refused('example-nf', { series: 'XX' }))[0]).toBe(400)
    expect((await refused('example-nf', { surprise: 1 }))[0]).toBe(400)
    expect(await refused('example-dp-jpn', { meeting: 'SOMTC+CHN/26' })).toEqual(await refused('example-dp-jpn', { meeting: 'SOMTC+CHN/99' }))
    expect((await refused('example-au', {}))[0]).toBe(403)
  })
})
