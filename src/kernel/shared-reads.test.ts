import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testInstallation, type TestInstallation } from '../../tests/installation.ts'
import { sharingReads } from './shared-reads.ts'

let here: TestInstallation
const ask = async (key: string) => (await sql<{ value: { n: number } }>`select value from setting where key = ${key}`.execute(here.db)).rows[0]
const put = (key: string, n: number) => here.db.transaction().execute((tx) => sql`insert into setting (key, value) values (${key}, ${JSON.stringify({ n })}) on conflict (key) do update set value = excluded.value`.execute(tx))
const sent = async (work: () => Promise<unknown>): Promise<number> => {
  here.queries.length = 0
  await work()
  return here.queries.filter((text) => text.includes('from setting')).length
}
beforeAll(async () => { here = await testInstallation() })
afterAll(() => here.close())

it('the same reading asked twice in one request is one statement; another question is another', async () => {
  await put('a', 1)
  expect(await sent(() => sharingReads(() => Promise.all([ask('a'), ask('a'), ask('b')])))).toBe(2)
  expect(await sent(() => Promise.all([ask('a'), ask('a')]))).toBe(2)
})

it('each asker has rows of its own', async () => {
  await sharingReads(async () => {
    const first = await ask('a')
    Object.assign(first ?? {}, { value: 'changed' })
    expect((await ask('a'))?.value).toEqual({ n: 1 })
  })
})

it('a commit in the same request ends what was read before it; a transaction reads for itself', async () => {
  await sharingReads(async () => {
    expect((await ask('a'))?.value).toEqual({ n: 1 })
    await put('a', 2)
    expect((await ask('a'))?.value).toEqual({ n: 2 })
    await here.db.transaction().execute(async (tx) => {
      await sql`update setting set value = '{"n": 3}' where key = 'a'`.execute(tx)
      expect((await sql<{ value: unknown }>`select value from setting where key = ${'a'}`.execute(tx)).rows[0]?.value).toEqual({ n: 3 })
    })
  })
})

it('what goes on after the answer reads anew, and two requests do not share', async () => {
  let later: Promise<unknown> = Promise.resolve()
  await sharingReads(async () => {
    await ask('a')
    later = wait(20).then(() => ask('a'))
  })
  await put('a', 4)
  expect(await later).toEqual({ value: { n: 4 } })
  expect(await sent(() => Promise.all([sharingReads(() => ask('a')), sharingReads(() => ask('a'))]))).toBe(2)
})

it('a failed reading fails for each who asked, and is asked again in the next request', async () => {
  const wrong = () => sql`select 1 / ${0}::int as n`.execute(here.db)
  await sharingReads(async () => {
    const both = await Promise.allSettled([wrong(), wrong()])
    expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  })
})
