import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { as, browser, demonstration, setClock } from '../../src/modules/people/test-browser.ts'
import { type TestInstallation, testNow } from '../installation.ts'

let house: TestInstallation
beforeAll(async () => {
  house = await demonstration('record')
})
afterEach(() => setClock(house, testNow))
afterAll(() => void vi.useRealTimers())

const everyone = ['sd', 'ch', 'hl', 'nf', 'hd', 'de', 'ls', 'two', 'dp', 'ob', 'in', 'pr', 'le', 'au', 'sa']
const decision = '/mandates/AMMTC-19-DEC.4'
/** Who may; all others and visitors are refused, and nothing is written. */
const acts: [path: string, fields: Record<string, string>, may: string[]][] = [
  ['/mandates/new', { title: 'x' }, ['sd']],
  [`${decision}/acts/link`, {}, ['sd']],
  [`${decision}/acts/unlink`, { parent: 'SUMMIT-5-DEC.1' }, ['sd']],
  [`${decision}/acts/supersede`, {}, ['sd']],
  [`${decision}/acts/overtake`, {}, ['sd']],
  [`${decision}/acts/complete`, {}, ['sd']],
  [`${decision}/correct`, {}, []],
  ['/extraction/new', {}, ['sd']],
  ['/people/invite', { role: 'XX' }, ['sa', 'nf', 'dp']],
  ['/people/example-de/capacities', { role: 'XX' }, ['sa']],
  ['/people/example-sa-2/close', {}, ['sa']],
]

describe('every act as every role', () => {
  it.each(acts)('%s', async (path, fields, may) => {
    for (const who of ['visitor', ...everyone]) {
      const window = who === 'visitor' ? browser(house) : await as(house, `example-${who}`)
      const before = await count()
      const answer = await window.post(path, fields)
      if (may.includes(who)) expect([who, [303, 409, 422].includes(answer.status)]).toEqual([who, true])
      else {
        const sentToSignIn = answer.status === 303 && (answer.headers.get('location') ?? '').startsWith('/sign-in')
        expect([who, sentToSignIn || [403, 404, 422].includes(answer.status)]).toEqual([who, true])
        expect([who, await count()]).toEqual([who, before])
      }
    }
  })

  it('a focal point speaks for its own member only, whatever the form says, and does not accept its own word', async () => {
    const focal = await as(house, 'example-nf')
    const asked = (await sql<{ id: string }>`select m.id from mandate m join mandate_owner o on o.mandate = m.id where o.kind = 'all' and o.code = 'members' and m.marking = 'PUBLIC' order by m.sort_on desc limit 1`.execute(house.db)).rows[0]?.id
    expect((await focal.post(`/mandates/${asked}/report`, { text: 'Done', status: 'COMPLETED', on: '2026-01-05', marking: 'PUBLIC', party: 'KHM', verdict: 'accepted', origin: 'record', recordedBy: 'someone', by_party: 'KHM' })).status).toBe(303)
    const [said] = (await sql<{ id: string; party: string; by_party: string; verdict: string; origin: string; recorded_by: string }>`select id, party, by_party, verdict, origin, recorded_by from mandate_statement order by id desc limit 1`.execute(house.db)).rows
    expect(said).toMatchObject({ party: 'THA', by_party: 'THA', verdict: 'submitted', origin: 'desk', recorded_by: 'example-nf' })
    expect((await focal.post(`/follow-up/statements/${said?.id}`, { verdict: 'accept' })).status).toBe(403)
    const desk = await as(house, 'example-sd')
    await desk.post(`/mandates/${asked}/report`, { text: 'Own word', on: '2026-01-05', marking: 'LIMITED' })
    const [own] = (await sql<{ id: string }>`select id from mandate_statement where recorded_by = 'example-sd' order by id desc limit 1`.execute(house.db)).rows
    expect((await desk.post(`/follow-up/statements/${own?.id}`, { verdict: 'accept' })).status).toBe(403)
    // Two clicks on the same button do it once.
    const answers = await Promise.all([desk.post(`/follow-up/statements/${said?.id}`, { verdict: 'accept' }), desk.post(`/follow-up/statements/${said?.id}`, { verdict: 'accept' })])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
  })

  it('R-8.3.6 what a capacity allowed is gone the instant it ends, also between form and sending, and for its keys', async () => {
    const officer = await as(house, 'example-sd')
    const key = /mfk_[\w-]+/.exec(await (await officer.post('/account/keys', { name: 'a program', days: '3' })).text())?.[0] ?? ''
    expect((await officer.get('/mandates/new')).status).toBe(200)
    await sql`update capacity set until_at = '2026-01-12T02:00:01.000Z' where person = 'example-sd'`.execute(house.db)
    setClock(house, '2026-01-12T02:00:01.000Z')
    expect((await officer.post('/mandates/new', { title: 'x' })).status).toBe(403)
    expect((await officer.get('/extraction')).status).toBe(403)
    const answer = await house.app.request('/api/v1/me', { headers: { authorization: `Bearer ${key}` } })
    expect(answer.status).toBe(401)
    await sql`update capacity set until_at = null where person = 'example-sd'`.execute(house.db)
  })
})

describe('where a form comes from', () => {
  const send = (cookie: string, headers: Record<string, string>, body = 'x=1', host = 'localhost') => house.app.request(`http://${host}/account/sign-out-everywhere`, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })
  it('another origin, none, a look-alike and a rebound name are refused, in whatever form', async () => {
    const window = await as(house, 'example-pr')
    const cookie = [...window.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost.evil.example' }, { origin: 'https://evil.example', 'content-type': 'text/plain' }, { origin: 'https://evil.example', 'content-type': 'application/json' }]) expect([headers, (await send(cookie, headers, '{}')).status]).toEqual([headers, 403])
    expect((await send(cookie, { origin: 'http://evil.example' }, 'x=1', 'evil.example')).status).toBe(403)
    expect((await window.get('/account')).status).toBe(200)
  })
  it('no method is smuggled in, none but those offered exists', async () => {
    const window = await as(house, 'example-sd')
    expect((await window.post(decision, { _method: 'DELETE' }, { 'x-http-method-override': 'DELETE' })).status).toBe(404)
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await house.app.request('/api/v1/mandates/AMMTC-19-DEC.4', { method, headers: { origin: 'http://localhost' } })
      expect([method, answer.status, answer.headers.get('content-type')]).toEqual([method, 404, 'application/problem+json'])
    }
  })
  it('signing in leads only to a path of our own, never keeps a session it was given, and refuses after too many tries in the reader’s language', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\r\nSet-Cookie: a=b']) expect([next, (await browser(house).post('/sign-in/as', { person: 'example-pr', next })).headers.get('location')]).toEqual([next, '/'])
    const window = await as(house, 'example-pr')
    const first = window.cookies.get('mufakat.session')
    await window.post('/sign-in/as', { person: 'example-hd' })
    expect(window.cookies.get('mufakat.session')).not.toBe(first)
    const old = await house.app.request('/api/v1/me', { headers: { cookie: `mufakat.session=${first}` } })
    expect((await old.json()).person).toBe(null)
    const guess = browser(house)
    let last = new Response()
    for (let n = 0; n < 11; n++) last = await guess.post('/sign-in?lang=th', { email: 'victim@example.org', password: 'four words are wrong' })
    expect(last.status).toBe(429)
    expect(await last.text()).toMatch(/lang="th"[^]*govuk-error/)
  })
  it('names on the address line reach no file outside', async () => {
    for (const at of ['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/assets//etc/passwd', '/check/..%2f..%2fpackage.json/paper']) expect(await (await house.app.request(at)).text(), at).not.toMatch(/"name": "mufakat"|root:x:/)
  })
})

async function count(): Promise<string> {
  const [row] = (await sql<{ n: string }>`select (select count(*) from audit_entry where command not like 'session.%') || ' ' || (select count(*) from mandate) || ' ' || (select count(*) from capacity) as n`.execute(house.db)).rows
  return row?.n ?? ''
}
