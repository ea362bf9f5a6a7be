import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { acting, testInstallation, type TestInstallation, testNow } from '../../tests/installation.ts'
import { defineCommand } from './command.ts'
import { AppError } from './errors.ts'
import { signal, topicVersions } from './live.ts'
import { modules } from '../modules.ts'
import type { Module } from './module.ts'
import { performOnce } from './once.ts'
import { allow, deny } from './policy.ts'

let house: TestInstallation
beforeAll(async () => {
  house = await testInstallation({ template: 'empty', live: true })
})
afterAll(async () => house.close())

const ring = (topic: string) => house.db.transaction().execute((tx) => signal(tx, topic))

describe('signals', () => {
  it('a topic has a number that moves with every committed signal and with none that was taken back', async () => {
    await ring('a')
    await ring('a')
    await house.db.transaction().execute(async (tx) => {
      await signal(tx, 'a')
      throw new Error('taken back')
    }).catch(() => undefined)
    expect(await topicVersions(house.db, ['a', 'never'])).toEqual(['2', '0'])
  })

  it('a topic that nobody may hear answers like one that does not exist', async () => {
    for (const path of ['/live', '/live?topic=nothing', '/live?topic=session:x', `/live?${'topic=a&'.repeat(3)}topic=b`]) expect([path, (await house.app.request(path)).status]).toEqual([path, 404])
  })
})

describe('a page that leaves', () => {
  it('while its right to listen is looked up again: nothing is said to it any more, and the program goes on', async () => {
    let asked = 0
    const doors: ((may: boolean) => void)[] = []
    const hears: Module = { name: 'hears-of-the-live-test', mayListen: async (_c, topic) => topic === 'test:leaving' && (asked++ === 0 || new Promise<boolean>((resolve) => doors.push(resolve))) }
    modules.push(hears)
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const lost: unknown[] = []
    const onLost = (reason: unknown) => lost.push(reason)
    process.on('unhandledRejection', onLost)
    try {
      const answer = await house.app.request('/live?topic=test:leaving')
      const reader = answer.body?.getReader()
      expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('retry')
      await vi.advanceTimersByTimeAsync(31_000)
      await vi.waitFor(() => expect(doors).toHaveLength(1), { timeout: 30_000 })
      await reader?.cancel()
      for (const open of doors) open(false)
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(lost).toEqual([])
      expect((await house.app.request('/live?topic=nothing')).status).toBe(404)
    } finally {
      process.off('unhandledRejection', onLost)
      vi.useRealTimers()
      modules.splice(modules.indexOf(hears), 1)
    }
  })
})

describe('an act sent twice', () => {
  const made = defineCommand({
    name: 'test.make',
    input: z.strictObject({ what: z.string(), refuse: z.boolean().default(false) }),
    load: async () => null,
    allow: () => allow('x'),
    async run({ tx }, _subject, input) {
      if (input.refuse) throw new AppError('conflict', 'version.stale')
      await sql`insert into setting (key, value) values (${input.what}, '1')`.execute(tx)
      return { made: input.what }
    },
    audit: (_s, _r, input) => ({ type: 'test', id: input.what, change: {} }),
    specimens: () => ({}),
  })
  const send = (who: ReturnType<typeof acting>, key: string | null, what: string, refuse = false) => performOnce(made, { db: house.db, actor: who, now: testNow, key, input: { what, refuse } })

  it('US-13 AC6 counts once, is audited once, and answers the same both times, also when both arrive together', async () => {
    const sd = acting('SD')
    const [first, second] = await Promise.all([send(sd, 'k1', 'one'), send(sd, 'k1', 'one')])
    expect([first?.again, second?.again].sort()).toEqual([false, true])
    expect([first?.result, second?.result]).toEqual([{ made: 'one' }, { made: 'one' }])
    const audited = await sql<{ n: number }>`select count(*)::int as n from audit_entry where command = 'test.make'`.execute(house.db)
    expect(audited.rows[0]?.n).toBe(1)
  })

  it('one that was refused may be tried again under the same name; another person’s name is another act', async () => {
    const sd = acting('SD')
    await expect(send(sd, 'k2', 'two', true)).rejects.toMatchObject({ code: 'version.stale' })
    expect((await send(sd, 'k2', 'two')).again).toBe(false)
    expect((await send(acting('CH'), 'k2', 'three')).again).toBe(false)
  })

  it('a name already used for another act is refused', async () => {
    const other = defineCommand({ ...made, name: 'test.other', allow: () => deny('no') })
    await expect(performOnce(other, { db: house.db, actor: acting('SD'), now: testNow, key: 'k1', input: { what: 'x' } })).rejects.toMatchObject({ code: 'act.other' })
  })
})
