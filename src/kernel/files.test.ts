import { createWriteStream, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { testDatabase, testNow } from '../../tests/installation.ts'
import { heldBytes } from '../../tests/memory.ts'
import type { Db } from './db.ts'
import { folderStore, hashOf } from './files.ts'

const megabyte = 1024 * 1024
const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-store-'))
const store = folderStore(folder)
let db: Db
beforeAll(async () => void (db = await testDatabase('empty')))
afterAll(() => db.destroy())

const put = (text: string) => db.transaction().execute((tx) => store.put(tx, { name: 'a.txt', type: 'text/plain', bytes: Buffer.from(text), now: testNow }))
const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256)

describe('the store of files', () => {
  it('gives a whole file, a range of it, and nothing for a name that is none', async () => {
    const sha256 = await put('0123456789')
    expect((await buffer(store.read(sha256))).toString()).toBe('0123456789')
    expect((await buffer(store.read(sha256, { start: 3, end: 5 }))).toString()).toBe('345')
    expect([await store.size(sha256), await store.size('f'.repeat(64)), await store.size('../../etc/passwd')]).toEqual([10, null, null])
    expect(() => store.read('../secret')).toThrow()
    expect(await store.get('../secret')).toBeNull()
  })

  it('a file that was changed on disk breaks off before its end, so that nobody takes it for the whole', async () => {
    const sha256 = await put('the text as it was kept')
    writeFileSync(placeOf(sha256), 'the text as it was KEPT')
    let came = Buffer.alloc(0)
    await expect((async () => {
      for await (const chunk of store.read(sha256)) came = Buffer.concat([came, chunk as Buffer])
    })()).rejects.toThrow('was changed on disk')
    expect(came.byteLength).toBe(0)
    await expect(store.get(sha256)).rejects.toThrow('was changed on disk')
  })

  it('200 MB are hashed, kept and read with flat memory', { timeout: 120_000 }, async () => {
    const draft = path.join(store.drafts, 'large')
    const size = 200 * megabyte
    await pipeline(Readable.from((function* () {
      for (let sent = 0; sent < size; sent += megabyte) yield Buffer.alloc(megabyte, sent / megabyte)
    })()), createWriteStream(draft))
    let highest = 0
    const before = heldBytes()
    const watch = setInterval(() => (highest = Math.max(highest, heldBytes())), 500)
    onTestFinished(() => rm(draft, { force: true }))
    const { sha256, bytes } = await hashOf(draft)
    await db.transaction().execute((tx) => store.keep(tx, { draft, sha256, bytes, name: 'large.pdf', type: 'application/pdf', now: testNow }))
    let read = 0
    for await (const chunk of store.read(sha256)) if (Math.trunc(read / (25 * megabyte)) !== Math.trunc((read += (chunk as Buffer).byteLength) / (25 * megabyte))) highest = Math.max(highest, heldBytes())
    clearInterval(watch)
    expect([bytes, read]).toEqual([size, size])
    // Held whole it would be all 200 MB, and twice.
    expect(highest - before).toBeLessThan(0.25 * size)
    expect(await store.size(sha256)).toBe(size)
    expect(await db.transaction().execute((tx) => store.forget(tx, sha256))).toBe(true)
    expect(await store.size(sha256)).toBeNull()
  })

  it('what is kept in a transaction that fails is a whole file that no row names, and is kept again without harm', async () => {
    const draft = path.join(store.drafts, 'failed')
    writeFileSync(draft, 'kept twice')
    const hashed = await hashOf(draft)
    const keep = (fail: boolean) => db.transaction().execute(async (tx) => {
      await store.keep(tx, { draft, ...hashed, name: 'a.txt', type: 'text/plain', now: testNow })
      if (fail) throw new Error('the process ended here')
    })
    await expect(keep(true)).rejects.toThrow()
    expect(readFileSync(placeOf(hashed.sha256), 'utf8')).toBe('kept twice')
    await keep(false)
    await Promise.all([keep(false), keep(false)])
    expect(readdirSync(store.drafts)).toEqual(['failed'])
  })

  it('nothing that something refers to is forgotten, and whoever keeps the same file at that moment keeps it whole', async () => {
    await sql`create table keeper (sha256 text references stored_file)`.execute(db)
    const used = await put('used')
    await sql`insert into keeper values (${used})`.execute(db)
    expect(await db.transaction().execute((tx) => store.forget(tx, used))).toBe(false)
    expect(await store.size(used)).toBe(4)
    for (let round = 0; round < 10; round += 1) {
      const free = await put(`free ${round}`)
      const [, again] = await Promise.all([db.transaction().execute((tx) => store.forget(tx, free)), put(`free ${round}`)])
      const row = await sql`select 1 from stored_file where sha256 = ${again}`.execute(db)
      expect(row.rows.length === 1).toBe((await store.size(again)) !== null)
    }
  })
})
