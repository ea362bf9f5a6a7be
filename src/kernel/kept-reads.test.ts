import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { testDatabase } from '../../tests/installation.ts'
import { dataVersion, type Db, keepApart, openDatabase } from './db.ts'
import { sharingReads } from './shared-reads.ts'

let db: Db & { url: string }
const sent: string[] = []
beforeAll(async () => {
  db = await testDatabase('empty', { onQuery: (text, kept) => { if (!kept) sent.push(text) } })
  await sql`create table fact (name text primary key, until_at timestamptz, said jsonb)`.execute(db)
  await sql`create table looked (name text primary key, times int)`.execute(db)
  keepApart(db, ['looked'])
})
afterAll(() => db.destroy())
beforeEach(async () => {
  await sql`delete from fact`.execute(db)
  await sql`insert into fact values ('a', '2026-01-12T02:30:00Z', '{"list": [1]}'), ('b', null, '{"list": [2]}')`.execute(db)
})

const request = <Value>(now: string, work: () => Promise<Value>) => sharingReads(work, now)
const find = async (name: string) => (await sql<{ name: string; said: { list: number[] } }>`select name, said from fact where name = ${name}`.execute(db)).rows[0]
const inForce = async (now: string) => (await sql<{ name: string }>`select name from fact where until_at is null or ${now}::timestamptz < until_at order by name`.execute(db)).rows.map((row) => row.name)
const asked = async (work: () => Promise<unknown>): Promise<number> => {
  sent.length = 0
  await work()
  return sent.filter((text) => text.includes('from fact')).length
}
const at = '2026-01-12T02:10:05.000Z'

it('two requests that ask the same in the same words share the answer; another question, or one for somebody else, is another', async () => {
  expect(await asked(async () => {
    expect((await request(at, () => find('a')))?.name).toBe('a')
    expect((await request('2026-01-12T02:10:59.000Z', () => find('a')))?.name).toBe('a')
    expect((await request(at, () => find('b')))?.name).toBe('b')
  })).toBe(2)
})

it('two requests at the same moment are one statement', async () => {
  expect(await asked(() => Promise.all([request(at, () => find('a')), request(at, () => find('a'))]))).toBe(1)
})

it('a change by anybody, in a transaction or not, by a command or not, is seen by the next request', async () => {
  await request(at, () => find('a'))
  await sql`update fact set said = '{"list": [3]}' where name = 'a'`.execute(db)
  expect((await request(at, () => find('a')))?.said).toEqual({ list: [3] })
  await db.transaction().execute((tx) => sql`update fact set said = '{"list": [4]}' where name = 'a'`.execute(tx))
  expect((await request(at, () => find('a')))?.said).toEqual({ list: [4] })
})

it('a change in another process is seen by the next request', async () => {
  await request(at, () => find('a'))
  const other = openDatabase(db.url, { max: 1 })
  await sql`update fact set said = '{"list": [5]}' where name = 'a'`.execute(other)
  await other.destroy()
  expect((await request(at, () => find('a')))?.said).toEqual({ list: [5] })
})

it('a change past the program, which moves no number, is seen when the next minute begins', async () => {
  await request(at, () => find('a'))
  const other = new pg.Client(db.url)
  await other.connect()
  await other.query(`update fact set said = '{"list": [7]}' where name = 'a'`)
  await other.end()
  expect((await request('2026-01-12T02:11:00.000Z', () => find('a')))?.said).toEqual({ list: [7] })
})

it('what was undone is not kept, and what a transaction reads is its own', async () => {
  await request(at, () => find('a'))
  const before = await dataVersion(db)
  await db.transaction().execute(async (tx) => {
    await sql`update fact set said = '{"list": [6]}' where name = 'a'`.execute(tx)
    expect((await request(at, async () => (await sql<{ said: unknown }>`select name, said from fact where name = ${'a'}`.execute(tx)).rows[0]))?.said).toEqual({ list: [6] })
    throw new Error('undone')
  }).catch(() => {})
  expect((await request(at, () => find('a')))?.said).toEqual({ list: [1] })
  expect(await dataVersion(db)).toBe(before)
})

it('what ends by the clock is seen when its minute begins, and never before', async () => {
  const ask = (now: string) => request(now, () => inForce(now))
  expect(await ask('2026-01-12T02:29:00.000Z')).toEqual(['a', 'b'])
  expect(await ask('2026-01-12T02:29:59.999Z')).toEqual(['a', 'b'])
  expect(await ask('2026-01-12T02:30:00.000Z')).toEqual(['b'])
  expect(await ask('2026-01-12T02:29:30.000Z')).toEqual(['a', 'b'])
})

it('an answer is never given to an instant before the one it was asked at', async () => {
  await sql`update fact set until_at = '2026-01-12T02:29:30Z' where name = 'a'`.execute(db)
  const ask = (now: string) => request(now, () => inForce(now))
  expect(await ask('2026-01-12T02:29:40.000Z')).toEqual(['b'])
  expect(await ask('2026-01-12T02:29:20.000Z')).toEqual(['a', 'b'])
})

it('who gets an answer cannot change it for others', async () => {
  await request(at, async () => {
    const row = await find('a')
    if (row) row.name = 'changed'
    expect(() => row?.said.list.push(9)).toThrow(TypeError)
  })
  expect(await request(at, () => find('a'))).toEqual({ name: 'a', said: { list: [1] } })
})

it('a table that is kept apart is read anew each time, and writing to it does not move the number of the data', async () => {
  const times = async () => (await sql<{ times: number }>`select times from looked where name = ${'a'}`.execute(db)).rows[0]?.times
  await sql`insert into looked values ('a', 1)`.execute(db)
  const before = await dataVersion(db)
  expect(await request(at, times)).toBe(1)
  await sql`update looked set times = 2 where name = 'a'`.execute(db)
  expect(await request(at, times)).toBe(2)
  expect(await dataVersion(db)).toBe(before)
})

it('what is read after a reading of the present is no older than it', async () => {
  await request(at, () => find('a'))
  await request(at, async () => {
    await find('b')
    const other = openDatabase(db.url, { max: 1 })
    await sql`update fact set said = '{"list": [7]}' where name = 'a'`.execute(other)
    await other.destroy()
    await sql`select times from looked`.execute(db)
    expect((await find('a'))?.said).toEqual({ list: [7] })
  })
})

it('bytes are not kept, and reading them disturbs nothing', async () => {
  const bytes = async () => (await sql<{ bytes: Buffer }>`select convert_to(name, 'UTF8') as bytes from fact where name = ${'a'}`.execute(db)).rows[0]?.bytes.toString()
  expect(await asked(async () => {
    expect(await request(at, bytes)).toBe('a')
    expect(await request(at, bytes)).toBe('a')
  })).toBe(2)
})

it('what tells something else each time is asked each time', async () => {
  const drawn = async () => (await sql<{ drawn: string }>`select random()::text as drawn`.execute(db)).rows[0]?.drawn
  expect(await request(at, drawn)).not.toBe(await request(at, drawn))
})

it('what is known needs no connection: it is answered while the only one is another’s, who gives it back when a statement fails', async () => {
  const single = openDatabase(db.url, { max: 1 })
  const look = async () => (await sql<{ name: string }>`select name from fact where name = ${'b'}`.execute(single)).rows[0]?.name
  try {
    await request(at, async () => {
      expect(await look()).toBe('b')
      await single.transaction().execute(async (tx) => {
        await sql`select 1`.execute(tx)
        expect(await look()).toBe('b')
      })
    })
    await expect(single.transaction().execute((tx) => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
    await expect(sql`select nonsense`.execute(single)).rejects.toMatchObject({ code: '42703' })
    // A connection that was cut is replaced by another.
    await expect(sql`select pg_terminate_backend(pg_backend_pid())`.execute(single)).rejects.toThrow(/terminat/)
    await expect.poll(() => request('2026-01-12T02:11:05.000Z', look).catch(() => null)).toBe('b')
  } finally {
    await single.destroy()
  }
})
