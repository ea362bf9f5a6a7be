import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../src/modules.ts'
import { type TestInstallation, testInstallation, testNow } from './installation.ts'

/** The page every day begins with asks every module; what it asks must not grow with what is kept, nor be another reader's. */
let installation: TestInstallation
beforeAll(async () => {
  installation = await testInstallation()
  for (const module of modules) await module.demonstrate?.(installation.db, testNow, installation.files)
}, 120_000)

const changeSomething = () => sql`update data_version set number = number + 1`.execute(installation.db)
async function statements(cookie: string): Promise<number> {
  installation.queries.length = 0
  const answer = await installation.app.request('/', { headers: { cookie } })
  expect(answer.status).toBe(200)
  return installation.queries.length
}

describe('"what needs me", the first time after the data changed', () => {
  it.each([['example-sd', 34], ['example-ch', 22], ['example-nf-vnm', 28], ['example-ls', 18], ['example-dp', 27], ['example-hl', 17]] as const)('%s: at most %i statements, and two when nothing changed', { timeout: 60_000 }, async (person, most) => {
    const cookie = await installation.signedIn(person)
    await statements(cookie)
    await changeSomething()
    const asked = await statements(cookie)
    expect(asked).toBeLessThanOrEqual(most)
    expect(await statements(cookie)).toBeLessThanOrEqual(2)
  })

  it('another series, round and review ask nothing more', { timeout: 60_000 }, async () => {
    const cookie = await installation.signedIn('example-sd')
    await statements(cookie)
    await changeSomething()
    const before = await statements(cookie)
    for (const n of [1, 2, 3]) {
      await sql`insert into series (id, name, zone, starts_on, ends_on, origin, created_at) select ${`past-${n}`}, name, zone, '2026-04-01', '2026-04-05', origin, created_at from series limit 1`.execute(installation.db)
      await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone) values (${`more-${n}`}, 'wp-2026-2028', '{"en":"x","th":"x"}', '2025-01-01', '2025-06-30', '2025-07-01', '2026-03-01', 'UTC')`.execute(installation.db)
      await sql`insert into plan_review (id, programme, kind, opened_at, state) values (${`more-${n}`}, ${['wp-2002', 'wp-2010-2012', 'wp-2013-2015'][n - 1]}, 'terminal', '2025-12-01', 'OPEN')`.execute(installation.db)
    }
    await changeSomething()
    expect(await statements(cookie)).toBe(before)
  })

  it('two readers of one role find each their own: nothing is kept for another', { timeout: 60_000 }, async () => {
    const [vietNam, philippines] = [await installation.signedIn('example-nf-vnm'), await installation.signedIn('example-nf-phl')]
    await changeSomething()
    const [one, other] = await Promise.all([vietNam, philippines].map(async (cookie) => (await installation.app.request('/?lang=en', { headers: { cookie } })).text()))
    expect(one).toContain('has the equipment arrived?')
    expect(other).not.toContain('has the equipment arrived?')
    expect(one).toContain('Answer the questions, Mid-term review')
    expect(other).not.toContain('Answer the questions, Mid-term review')
  })
})
