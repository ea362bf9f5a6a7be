import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { people } from './module.ts'
import { as, browser, codeNow, demonstration, secretIn, setClock } from './test-browser.ts'

let house: TestInstallation
beforeAll(async () => {
  house = await demonstration('empty')
  for (const [code, name] of [['THA', 'Thailand'], ['VNM', 'Viet Nam'], ['CHN', 'China']]) {
    await sql`insert into party (code, name) values (${code}, ${JSON.stringify({ en: name, th: name })})`.execute(house.db)
  }
})
afterEach(() => setClock(house, testNow))
afterAll(() => void vi.useRealTimers())

const password = 'four words are enough'
const log = async (command: string) => (await house.db.selectFrom('audit_entry').selectAll().where('command', '=', command).orderBy('number').execute()).map((row) => ({ ...row, actor: JSON.parse(row.actor), change: JSON.parse(row.change) }))

/** Invites through the page, as the administrator does, and gives the path of the invitation. */
async function invited(by: string, fields: Record<string, string>): Promise<string> {
  const answer = await (await as(house, by)).post('/people/invite', { name: 'Someone New', lang: 'en', ...fields })
  expect(answer.status).toBe(201)
  return new URL(/https?:\/\/[^<\s]+\/invitation\/[\w-]+/.exec(await answer.text())?.[0] ?? '').pathname
}

async function account(email: string, fields: Record<string, string> = { role: 'HL' }) {
  const window = browser(house)
  const path = await invited('example-sa', { email, ...fields })
  expect((await window.post(path, { name: 'Someone New', password })).status).toBe(303)
  return window
}

describe('an account begins with an invitation', () => {
  it('from invitation to password, second step and sign-in, without JavaScript', async () => {
    const path = await invited('example-sa', { email: 'new@example.org', role: 'HL' })
    const window = browser(house)
    expect(await window.text(path)).toContain('invites you as: Host country liaison')
    expect((await window.post(path, { name: 'New Person', password: 'too short' })).status).toBe(422)
    const accepted = await window.post(path, { name: 'New Person', password })
    expect(accepted.headers.get('location')).toBe('/account')
    expect(await window.text('/account')).toContain('Host country liaison')

    const setUp = await window.post('/account/two-factor', { password })
    expect(setUp.status).toBe(201)
    const html = await setUp.text()
    expect(html).toContain('<svg')
    const secret = secretIn(html)
    expect((await window.post('/account/two-factor/confirm', { code: '000000' })).status).toBe(422)
    expect((await window.post('/account/two-factor/confirm', { code: await codeNow(secret) })).status).toBe(303)
    expect((await window.post('/sign-out')).status).toBe(303)
    expect((await window.get('/account')).status).toBe(303)

    const first = await window.post('/sign-in', { email: 'new@example.org', password })
    expect(first.headers.get('location')).toBe('/sign-in/second-step')
    expect((await window.get('/account')).headers.get('location')).toContain('/sign-in')
    expect((await window.post('/sign-in/second-step', { code: '123456' })).status).toBe(422)
    expect((await window.post('/sign-in/second-step', { code: await codeNow(secret) })).status).toBe(303)
    expect((await window.get('/account')).status).toBe(200)

    // A backup code works once.
    const backup = /<code>([A-Za-z0-9]{5}-[A-Za-z0-9]{5})<\/code>/.exec(html)?.[1] ?? ''
    for (const expected of [303, 422]) {
      const again = browser(house)
      await again.post('/sign-in', { email: 'new@example.org', password })
      expect((await again.post('/sign-in/second-step', { backup })).status).toBe(expected)
    }
  })

  it('an invitation works once and for seven days', async () => {
    const path = await invited('example-sa', { email: 'once@example.org', role: 'HL' })
    expect((await browser(house).post(path, { name: 'Someone', password })).status).toBe(303)
    expect((await browser(house).get(path)).status).toBe(404)
    expect((await browser(house).post(path, { name: 'Someone else', password })).status).toBe(404)
    const late = await invited('example-sa', { email: 'late@example.org', role: 'HL' })
    setClock(house, '2026-01-19T02:00:00.001Z')
    expect((await browser(house).get(late)).status).toBe(404)
  })

  it('its token is kept only as a digest', async () => {
    const token = (await invited('example-sa', { email: 'digest@example.org', role: 'HL' })).split('/').at(-1) ?? ''
    const { rows } = await sql<{ all: string }>`select (select json_agg(i)::text from invitation i) || (select coalesce(json_agg(a)::text, '') from audit_entry a) as all`.execute(house.db)
    expect(token.length).toBeGreaterThan(30)
    expect(rows[0]?.all).not.toContain(token)
  })

  it('whoever has an account with the address accepts with that account, and nobody else', async () => {
    const own = await account('both@example.org')
    const path = await invited('example-nf', { email: 'both@example.org', role: 'DE', party: 'THA' })
    expect((await (await as(house, 'example-de')).post(path, {})).status).toBe(403)
    expect((await own.post(path, {})).status).toBe(303)
    expect(await own.text('/account/hat')).toContain('Delegate, Thailand')
  })
})

describe('R-8.3.3 two administrators', () => {
  it('one asks, another approves; until then it counts for nothing, and the auditor is told', async () => {
    const path = await invited('example-sa', { email: 'desk@example.org', role: 'SD' })
    const desk = browser(house)
    await desk.post(path, { name: 'New Desk Officer', password })
    expect(await desk.text('/account')).toContain('You hold no capacity now')
    const { rows } = await sql<{ id: string; person: string }>`select c.id, c.person from capacity c join auth_user u on u.id = c.person where u.email = 'desk@example.org'`.execute(house.db)
    const request = rows[0]?.id ?? ''
    expect((await (await as(house, 'example-sa')).post(`/people/requests/${request}/approve`)).status).toBe(403)
    expect((await (await as(house, 'example-nf')).post(`/people/requests/${request}/approve`)).status).toBe(404)
    expect((await (await as(house, 'example-sa-2')).post(`/people/requests/${request}/approve`)).status).toBe(303)
    expect(await desk.text('/account')).toContain('Secretariat desk officer')
    expect(await (await as(house, 'example-au')).text('/audit')).toContain('Hana Conto, approved by Budi Conto')
    const letters = await house.db.selectFrom('mail').selectAll().where('to_address', '=', 'example-au@mufakat.example').execute()
    expect(letters.map((letter) => letter.subject)).toEqual(expect.arrayContaining(['Secretariat desk officer was asked for', 'Secretariat desk officer was approved']))
  })

  it('an administrator can neither give itself a role nor read content', async () => {
    const administrator = await as(house, 'example-sa')
    expect((await administrator.post('/people/example-sa/capacities', { role: 'DE', party: 'THA' })).status).toBe(403)
    expect((await administrator.post('/people/example-sa/capacities', { role: 'SD' })).status).toBe(403)
    const page = await administrator.text('/account')
    expect(page).toContain('PUBLIC: what is published')
    expect(page).not.toContain('LIMITED:')
  })

  it('two who approve at once make one decision', async () => {
    await (await as(house, 'example-sa')).post('/people/example-de/capacities', { role: 'SD' })
    const { rows } = await sql<{ id: string }>`select id from capacity where person = 'example-de' and role = 'SD'`.execute(house.db)
    const second = await as(house, 'example-sa-2')
    const answers = await Promise.all([second.post(`/people/requests/${rows[0]?.id}/approve`, { version: '1' }), second.post(`/people/requests/${rows[0]?.id}/approve`, { version: '1' })])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
    await second.post(`/people/example-de/capacities/${rows[0]?.id}/revoke`)
  })
})

describe('each party names its own people', () => {
  it("a focal point sees and changes only its own party's people; others do not exist for it", async () => {
    const thailand = await as(house, 'example-nf')
    const list = await thailand.text('/people')
    expect(list).toContain('Prasert Tuayang')
    for (const hidden of ['Lan Vidu', 'Lin Lizi', 'Melati Contoh', 'Hana Conto']) expect(list).not.toContain(hidden)
    expect((await thailand.get('/people/example-de')).status).toBe(404)
    expect((await thailand.post('/people/example-de/capacities', { role: 'DE', party: 'THA' })).status).toBe(404)
    expect((await thailand.post('/people/example-de/capacities/example-de-1/revoke')).status).toBe(404)
    expect((await thailand.post('/people/example-hd/capacities', { role: 'DE', party: 'VNM' })).status).toBe(403)
    expect((await thailand.post('/people/example-hd/capacities', { role: 'DE', party: 'THA' })).status).toBe(303)
  })

  it("of a person with two parties' hats a focal point sees only its own", async () => {
    await (await as(house, 'example-sa')).post('/people/example-ob/capacities', { role: 'DE', party: 'THA' })
    const page = await (await as(house, 'example-nf')).text('/people/example-ob')
    expect(page).toContain('Delegate, Thailand')
    expect(page).not.toContain('UNODC')
  })

  it('for whoever manages nobody the page does not exist', async () => {
    for (const person of ['example-sd', 'example-ch', 'example-hd', 'example-le']) expect((await (await as(house, person)).get('/people')).status).toBe(404)
    expect((await browser(house).get('/people')).headers.get('location')).toBe('/sign-in?next=%2Fpeople')
  })

  it('a wrong party or a missing one is said beside its field, and what was typed stays', async () => {
    const answer = await (await as(house, 'example-sa')).post('/people/example-hd/capacities', { role: 'DE', party: 'XXX', reason: 'Note 12/2026' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('No party has this code.')
    expect(html).toContain('Note 12/2026')
    expect((await (await as(house, 'example-sa')).post('/people/example-hd/capacities', { role: 'DE' })).status).toBe(422)
  })
})

describe('hats', () => {
  it('US-08 AC4 a person with two hats must choose one, and the log shows it', async () => {
    const window = browser(house)
    expect((await window.post('/sign-in/as', { person: 'example-two' })).headers.get('location')).toBe('/account/hat')
    const before = await (await window.get('/api/v1/me')).json() as { capacity: unknown; capacities: { id: string }[] }
    expect(before.capacity).toBeNull()
    expect(before.capacities).toHaveLength(2)
    expect((await window.post('/account/hat', { id: 'example-hd-1' })).status).toBe(404)
    expect((await window.post('/account/hat', { id: 'example-two-1' })).status).toBe(303)
    expect(await window.text('/account')).toContain('Acting as <b>Delegate</b>, THA')
    await window.post('/account/keys', { name: 'A test', days: '30' })
    expect((await log('capacity.choose')).at(-1)?.change).toEqual({ capacity: 'example-two-1', role: 'DE' })
    expect((await log('key.make')).at(-1)?.actor.capacity.role).toBe('DE')
    await window.post('/account/hat', { id: 'example-two-2' })
    await window.post('/account/keys', { name: 'Another', days: '30' })
    expect((await log('key.make')).at(-1)?.actor.capacity.role).toBe('IN')
  })

  it('R-8.3.6 at its end a capacity is lost at once, without anything having to run', async () => {
    const administrator = await as(house, 'example-sa')
    expect((await administrator.post('/people/example-pr/capacities', { role: 'DE', party: 'VNM', until: '12 January 2026' })).status).toBe(303)
    const press = await as(house, 'example-pr')
    const held = async () => ((await (await press.get('/api/v1/me')).json()) as { capacities: { role: string; until: string | null }[] }).capacities
    expect((await held()).map((capacity) => capacity.role).sort()).toEqual(['DE', 'PR'])
    setClock(house, '2026-01-12T10:00:00.000Z')
    await held()
    setClock(house, '2026-01-12T16:59:59.999Z')
    expect(await held()).toHaveLength(2)
    setClock(house, '2026-01-12T17:00:00.000Z')
    expect(await held()).toHaveLength(1)
  })

  it('a revoked capacity is gone with the next request', async () => {
    const observer = await as(house, 'example-le')
    expect(await observer.text('/account')).toContain('Law-enforcement contact point')
    await (await as(house, 'example-sa')).post('/people/example-le/capacities/example-le-1/revoke')
    expect(await observer.text('/account')).toContain('You hold no capacity now')
  })
})

describe('signing in', () => {
  it('a known and an unknown address get the same answer', async () => {
    await account('known@example.org')
    const [known, unknown] = await Promise.all(['known@example.org', 'unknown@example.org'].map(async (email) => {
      const answer = await browser(house).post('/sign-in', { email, password: 'not this one at all' })
      return { status: answer.status, html: (await answer.text()).replaceAll(email, '') }
    }))
    expect(known).toEqual(unknown)
    expect(known?.status).toBe(422)
  })

  it('after ten failed tries an account is shut for fifteen minutes, whether it exists or not', async () => {
    await account('limited@example.org')
    for (const email of ['limited@example.org', 'nobody@example.org']) {
      for (let n = 0; n < 10; n += 1) expect((await browser(house).post('/sign-in', { email, password: 'wrong wrong wrong' })).status).toBe(422)
      expect((await browser(house).post('/sign-in', { email, password })).status).toBe(429)
    }
    setClock(house, '2026-01-12T02:15:00.001Z')
    expect((await browser(house).post('/sign-in', { email: 'limited@example.org', password })).status).toBe(303)
    const refused = await log('session.refuse')
    expect(refused.length).toBeGreaterThan(19)
    expect(JSON.stringify(refused)).not.toContain('wrong wrong wrong')
    expect(JSON.stringify(refused)).not.toContain('nobody@example.org')
  })

  it('one caller is limited over all accounts', { timeout: 90_000 }, async () => {
    const other = await demonstration('empty')
    for (let n = 0; n < 50; n += 1) await browser(other).post('/sign-in', { email: `someone${n}@example.org`, password: 'wrong' })
    expect((await browser(other).post('/sign-in', { email: 'fresh@example.org', password: 'wrong' })).status).toBe(429)
    await other.db.destroy()
  })

  it('the session cookie is out of reach for scripts, and a new one is made at every sign-in', async () => {
    const window = browser(house)
    const first = await window.post('/sign-in/as', { person: 'example-hd' })
    expect(first.headers.getSetCookie().join()).toMatch(/mufakat\.session=[^;]+; Path=\/; HttpOnly; SameSite=Lax/)
    const before = window.cookies.get('mufakat.session') ?? ''
    await window.post('/sign-in/as', { person: 'example-de' })
    expect(window.cookies.get('mufakat.session')).not.toBe(before)
    // The one before has ended: an address or cookie planted earlier opens nothing.
    expect((await house.app.request('/account', { headers: { cookie: `mufakat.session=${before}` } })).status).toBe(303)
  })

  it('a cookie we did not sign is nobody', async () => {
    const window = await as(house, 'example-hd')
    const token = (window.cookies.get('mufakat.session') ?? '').split('.')[0]
    for (const forged of [token, `${token}.AAAA`, `${token}.${Buffer.alloc(32).toString('base64')}`, '%E0%A4%A']) {
      expect((await house.app.request('/account', { headers: { cookie: `mufakat.session=${forged}` } })).status).toBe(303)
    }
  })

  it('a session ends after twelve hours without use and lives on with use', async () => {
    const window = await as(house, 'example-hd')
    setClock(house, '2026-01-12T13:00:00.000Z')
    expect((await window.get('/account')).status).toBe(200)
    setClock(house, '2026-01-13T00:59:00.000Z')
    expect((await window.get('/account')).status).toBe(200)
    setClock(house, '2026-01-13T13:00:00.000Z')
    expect((await window.get('/account')).status).toBe(303)
  })

  it('signing out everywhere ends every session of the person', async () => {
    const [here, there] = [await as(house, 'example-ch'), await as(house, 'example-ch')]
    expect((await here.post('/account/sign-out-everywhere')).headers.get('location')).toBe('/sign-in?out=everywhere')
    for (const window of [here, there]) expect((await window.get('/account')).status).toBe(303)
    expect((await log('session.close-all')).at(-1)?.change).toMatchObject({ everywhere: true })
  })

  it('changing the password ends the other sessions', async () => {
    const here = await account('change@example.org')
    const there = browser(house)
    await there.post('/sign-in', { email: 'change@example.org', password })
    expect((await here.post('/account/password', { current: 'not the present one', password: 'another four good words' })).status).toBe(422)
    expect((await here.post('/account/password', { current: password, password: 'another four good words' })).status).toBe(303)
    expect((await there.get('/account')).status).toBe(303)
    expect((await here.get('/account')).status).toBe(200)
  })

  it('a closed account cannot sign in', async () => {
    const window = await account('closing@example.org')
    const { rows } = await sql<{ id: string }>`select id from auth_user where email = 'closing@example.org'`.execute(house.db)
    expect((await (await as(house, 'example-sa')).post(`/people/${rows[0]?.id}/close`)).status).toBe(303)
    expect((await window.get('/account')).status).toBe(303)
    expect((await browser(house).post('/sign-in', { email: 'closing@example.org', password })).status).toBe(422)
  })

  it('a form of another site is refused', async () => {
    expect((await browser(house, 'https://evil.example').post('/sign-in/as', { person: 'example-sd' })).status).toBe(403)
  })
})

describe('keys for programs', () => {
  it('a key acts in the one capacity it was made for and ends with it', async () => {
    const window = await as(house, 'example-dp')
    const key = /mfk_[\w-]+/.exec(await (await window.post('/account/keys', { name: 'Nightly copy', days: '30' })).text())?.[0] ?? ''
    const me = () => house.app.request('/api/v1/me', { headers: { authorization: `Bearer ${key}` } })
    expect(await (await me()).json()).toMatchObject({ capacity: { role: 'DP', party: 'CHN' } })
    expect((await house.app.request('/api/v1/me', { headers: { authorization: 'Bearer mfk_nonsense' } })).status).toBe(401)
    setClock(house, '2026-02-12T02:00:00.000Z')
    expect((await me()).status).toBe(401)
    setClock(house, testNow)
    await (await as(house, 'example-sa')).post('/people/example-dp/capacities/example-dp-1/revoke')
    expect((await me()).status).toBe(401)
  })
})

describe('the log of acts', () => {
  it('auditors read all acts, the desk its own, others find no such page', async () => {
    const auditor = await (await as(house, 'example-au')).text('/audit?command=session.open')
    expect(auditor).toContain('Suda Tuayang')
    const desk = await (await as(house, 'example-sd')).text('/audit')
    expect(desk).toContain('Melati Contoh')
    expect(desk).not.toContain('Hana Conto')
    for (const person of ['example-hd', 'example-sa', 'example-dp']) expect((await (await as(house, person)).get('/audit')).status).toBe(404)
  })
})

describe('real use', () => {
  it('has no demonstration people and no one-click sign-in', async () => {
    const real = await testInstallation({ template: 'empty', mode: 'real' })
    const window = browser(real)
    expect((await window.post('/sign-in/as', { person: 'example-sd' })).status).toBe(404)
    expect(await window.text('/sign-in')).not.toContain('Contoh')
    await real.db.destroy()
  })

  it('prints one invitation for each of the first two administrators; a new start withdraws unused ones', async () => {
    const real = await testInstallation({ template: 'empty', mode: 'real' })
    const site = { config: { publicUrl: 'http://localhost:3000', mode: 'real' } } as Parameters<NonNullable<typeof people.prepare>>[0]['site']
    const start = async () => ((await people.prepare?.({ db: real.db, now: testNow, site, secret: 'a-secret-of-this-test-and-of-no-other' })) ?? []).map((line) => new URL(/http\S+/.exec(line)?.[0] ?? '').pathname)
    const old = await start()
    const [one = '', two = ''] = await start()
    expect((await browser(real).get(old[0] ?? '')).status).toBe(404)
    const first = browser(real)
    expect((await first.post(one, { name: 'First Administrator', email: 'one@example.org', password })).status).toBe(303)
    expect(await first.text('/account')).toContain('System administrator')
    expect(await start()).toEqual([])
    expect((await browser(real).post(two, { name: 'Second', email: 'one@example.org', password })).status).toBe(422)
    expect((await browser(real).post(two, { name: 'Second', email: 'two@example.org', password })).status).toBe(303)
    expect(await start()).toEqual([])
    await real.db.destroy()
  })

  it('on https the cookie is for https only', async () => {
    const real = await testInstallation({ template: 'empty', mode: 'demonstration', env: { PUBLIC_URL: 'https://mufakat.example' } })
    const site = { config: { publicUrl: 'https://mufakat.example', mode: 'demonstration' } } as Parameters<NonNullable<typeof people.prepare>>[0]['site']
    await people.prepare?.({ db: real.db, now: testNow, site, secret: 'a-secret-of-this-test-and-of-no-other' })
    await people.demonstrate?.(real.db, testNow)
    const window = browser(real, 'https://mufakat.example')
    expect((await window.post('/sign-in/as', { person: 'example-sd' })).headers.getSetCookie().join()).toMatch(/__Secure-mufakat\.session=[^;]+;.*Secure/)
    expect((await window.get('/account')).status).toBe(200)
    await real.db.destroy()
  })
})

it('who is asking costs one statement with a session, none without', async () => {
  const window = await as(house, 'example-hd')
  await window.get('/api/v1/me')
  house.queries.length = 0
  await window.get('/api/v1/me')
  expect(house.queries.filter((text) => text.includes('auth_'))).toHaveLength(1)
  house.queries.length = 0
  await browser(house).get('/api/v1/me')
  expect(house.queries.filter((text) => text.includes('auth_') || text.includes('api_token'))).toHaveLength(0)
})
