import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { acting, testDatabase, testNow } from '../../tests/installation.ts'
import { modules } from '../modules.ts'
import { checkChain } from './audit.ts'
import { checkpointOf, proveCheckpoint } from './checkpoint.ts'
import { defineCommand, perform } from './command.ts'
import type { Db } from './db.ts'
import { allow, deny } from './policy.ts'
import { loadRecord, RecordRefused } from './record-load.ts'

const rename = defineCommand({
  name: 'setting.rename',
  input: z.object({ key: z.string().min(1), value: z.number() }),
  load: async ({ tx }, { key }) => ({ before: await tx.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst() }),
  allow: (actor) => (actor.capacity?.role === 'SD' ? allow('test.desk') : deny('test.desk-only')),
  async run({ tx, emit }, _subject, { key, value }) {
    await sql`insert into setting (key, value) values (${key}, ${String(value)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(tx)
    await emit('setting.renamed', { key })
    if (value === 13) throw new Error('a bug after the write')
    return value
  },
  audit: (before, after, { key }) => ({ type: 'setting', id: key, change: { value: [before.before?.value ?? null, after] } }),
  specimens: () => ({ any: { before: undefined } }),
})

describe('one act, one record', () => {
  let db: Db & { url: string }
  beforeAll(async () => {
    db = await testDatabase('empty')
  })
  const desk = acting('SD')
  const at = { now: testNow, actor: desk }

  it('a change, its audit entry and its event are written together', async () => {
    await perform(rename, { db, ...at, input: { key: 'a', value: 1 } })
    expect(await db.selectFrom('setting').selectAll().execute()).toHaveLength(1)
    const entries = await db.selectFrom('audit_entry').selectAll().execute()
    expect(entries).toHaveLength(1)
    expect(JSON.parse(entries[0]?.actor ?? '').capacity.role).toBe('SD') // person and capacity
    const queued = await sql<{ data: unknown }>`select data from pgboss.job where name = 'event'`.execute(db)
    expect(queued.rows).toEqual([{ data: { name: 'setting.renamed', payload: { key: 'a' } } }])
  })

  it('a fault half-way leaves nothing behind', async () => {
    await expect(perform(rename, { db, ...at, input: { key: 'b', value: 13 } })).rejects.toThrow('a bug')
    expect(await db.selectFrom('setting').selectAll().where('key', '=', 'b').execute()).toHaveLength(0)
    expect(await db.selectFrom('audit_entry').selectAll().execute()).toHaveLength(1)
    expect((await sql`select 1 from pgboss.job where name = 'event'`.execute(db)).rows).toHaveLength(1)
  })

  it('every fault of an input is named with its path', async () => {
    await expect(perform(rename, { db, ...at, input: { key: '', value: 'x' } })).rejects.toMatchObject({ kind: 'invalid', faults: [{ path: '/key' }, { path: '/value' }] })
  })

  it('the wrong capacity is refused with its reason', async () => {
    await expect(perform(rename, { db, actor: acting('DE', { party: 'THA' }), now: testNow, input: { key: 'c', value: 1 } })).rejects.toMatchObject({ kind: 'forbidden', code: 'test.desk-only' })
  })

  it('twenty writers at once still make one chain', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => perform(rename, { db, ...at, input: { key: `k${index}`, value: 20 + index } })))
    expect(await checkChain(db)).toMatchObject({ entries: 21, broken: null })
  })

  it('the audit refuses update, delete and truncate', async () => {
    await expect(sql`update audit_entry set command = 'x'`.execute(db)).rejects.toThrow('append only')
    await expect(sql`delete from audit_entry`.execute(db)).rejects.toThrow('append only')
    await expect(sql`truncate audit_entry`.execute(db)).rejects.toThrow('append only')
  })

  it('one changed byte in one row is named, and a member can have a signed checkpoint proven', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-key-'))
    const checkpoint = await checkpointOf(db, await checkChain(db), testNow, folder)
    expect((await proveCheckpoint(db, checkpoint, folder)).proven).toBe(true)
    expect((await proveCheckpoint(db, checkpoint.replace('"entries":21', '"entries":20'), folder)).proven).toBe(false)
    const victim = (await db.selectFrom('audit_entry').select(['number', 'change']).orderBy('number').offset(9).limit(1).executeTakeFirstOrThrow())
    await sql`alter table audit_entry disable trigger all`.execute(db)
    await sql`update audit_entry set change = ${victim.change.replace('null', 'nulL')} where number = ${victim.number}`.execute(db)
    await sql`alter table audit_entry enable trigger all`.execute(db)
    expect(await checkChain(db)).toMatchObject({ entries: 9, broken: { number: victim.number, why: 'content' } })
    expect((await proveCheckpoint(db, checkpoint, folder)).proven).toBe(false)
  })
})

describe('another mechanism is another folder', () => {
  const sections = modules.flatMap((module) => module.record ?? [])
  const folder = path.resolve(import.meta.dirname, '../../tests/fixtures/river-commission')
  const copy = () => {
    const target = path.join(mkdtempSync(path.join(tmpdir(), 'mufakat-record-')), 'river-commission')
    cpSync(folder, target, { recursive: true })
    return target
  }
  const change = (file: string, from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))

  it('loads, says what it added, changed and left, and loads again without effect', async () => {
    const db = await testDatabase('empty')
    const target = copy()
    const first = await loadRecord(db, target, sections, testNow)
    expect(first).toContainEqual({ section: 'mandates/', added: ['CTR/1/DEC.1', 'CTR/2/DEC.1'], changed: [], left: 0, kept: [] })
    const again = await loadRecord(db, target, sections, testNow)
    expect(again).toContainEqual({ section: 'mandates/', added: [], changed: [], left: 2, kept: [] })
    change(path.join(target, 'meetings.yaml'), "'1954-09-10'", "'1954-10-20'")
    const third = await loadRecord(db, target, sections, testNow)
    expect(third).toContainEqual({ section: 'meetings.yaml', added: [], changed: ['CTR/2'], left: 1, kept: [] })
    const due = await sql<{ due_on: string }>`select due_on from mandate_due where mandate = 'CTR-1-DEC.1'`.execute(db)
    expect(due.rows[0]?.due_on).toBe('1954-10-20') // the due day moved with the meeting
    expect(await checkChain(db)).toMatchObject({ broken: null })
  })

  it('refuses a folder with any fault, naming file and line, and writes nothing', async () => {
    const db = await testDatabase('empty')
    const target = copy()
    change(path.join(target, 'mandates/ctr.yaml'), 'body: CTR-WG.LOCKS', 'body: CTR-WG.BRIDGES')
    change(path.join(target, 'meetings.yaml'), "'1952-03-01'", "'1952-02-30'")
    const refused = await loadRecord(db, target, sections, testNow).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(RecordRefused)
    expect((refused as RecordRefused).message).toMatch(/^meetings\.yaml:3 /m)
    expect((await sql`select 1 from body`.execute(db)).rows).toHaveLength(0)
  })

  it('a circular parent link is refused with the circle spelled out', async () => {
    const db = await testDatabase('empty')
    const target = copy()
    change(path.join(target, 'mandates/ctr.yaml'), 'due: { beforeNext: CTR }', 'due: { beforeNext: CTR }\n  parents: [{ symbol: CTR/2/DEC.1, basis: stated }]')
    await expect(loadRecord(db, target, sections, testNow)).rejects.toThrow(/circle: CTR\/1\/DEC\.1 → CTR\/2\/DEC\.1 → CTR\/1\/DEC\.1/)
  })
})
