import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { copyFile, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

/** Content-addressed files: a name is the SHA-256 of the bytes, so what was stored can be proven unchanged. */
export interface FileStore {
  /** Keeps the bytes (on disk before it returns) and gives their SHA-256 in hex. */
  put(tx: Tx, file: { name: string; type: string; bytes: Uint8Array; now: string }): Promise<string>
  /** The bytes, or null. Throws when the disk holds other bytes than the name says. For what may be large, see `read`. */
  get(sha256: string): Promise<Uint8Array | null>
  /** Where a file waits before it is kept: on the same disk as the store, so that keeping it copies nothing. */
  drafts: string
  /** Keeps a whole draft whose hash is known (`hashOf`). The draft stays until whoever made it removes it. */
  keep(tx: Tx, file: { draft: string; sha256: string; bytes: number; name: string; type: string; now: string }): Promise<void>
  /** How many bytes are kept under the name; null when none are. */
  size(sha256: string): Promise<number | null>
  /** The bytes as a stream, whatever their number; `range` counts from 0 and includes its end. A whole file whose bytes were changed breaks off before its end. */
  read(sha256: string, range?: { start: number; end: number }): Readable
  /** Removes bytes that nothing refers to. False when something does. */
  forget(tx: Tx, sha256: string): Promise<boolean>
}

export function folderStore(folder: string): FileStore {
  const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256)
  const drafts = path.join(folder, 'drafts')
  mkdirSync(drafts, { recursive: true })
  return {
    drafts,
    async put(tx, file) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      await lockName(tx, sha256)
      const draft = path.join(drafts, randomUUID())
      const handle = await open(draft, 'wx', 0o640)
      try {
        await handle.writeFile(file.bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await settle(draft, placeOf(sha256))
      await record(tx, { ...file, sha256, bytes: file.bytes.byteLength })
      return sha256
    },
    async get(sha256) {
      if (!isName(sha256)) return null
      const bytes = await readFile(placeOf(sha256)).catch(() => null)
      if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256) throw changed(sha256)
      return bytes
    },
    async keep(tx, file) {
      await lockName(tx, file.sha256)
      const handle = await open(file.draft, 'r')
      await handle.sync().finally(() => handle.close())
      const place = path.join(drafts, randomUUID())
      // A second name for the same bytes; a disk without such names gets a copy.
      await link(file.draft, place).catch(() => copyFile(file.draft, place))
      await settle(place, placeOf(file.sha256))
      await record(tx, file)
    },
    async size(sha256) {
      return isName(sha256) ? stat(placeOf(sha256)).then((found) => found.size, () => null) : null
    },
    read(sha256, range) {
      if (!isName(sha256)) throw new Error('no name of a stored file')
      const bytes = createReadStream(placeOf(sha256), range ? { start: range.start, end: range.end } : {})
      if (range) return bytes
      const proven = provenBytes(sha256)
      // An error of either end ends the other.
      void pipeline(bytes, proven).catch(() => {})
      return proven
    },
    async forget(tx, sha256) {
      if (!isName(sha256)) return false
      await lockName(tx, sha256)
      await sql`savepoint forget_file`.execute(tx)
      try {
        const gone = await sql`delete from stored_file where sha256 = ${sha256} returning sha256`.execute(tx)
        if (gone.rows.length > 0) await rm(placeOf(sha256), { force: true })
        return gone.rows.length > 0
      } catch (error) {
        if ((error as { code?: string }).code !== '23503') throw error
        await sql`rollback to savepoint forget_file`.execute(tx)
        return false
      }
    },
  }
}

const isName = (sha256: string) => /^[0-9a-f]{64}$/.test(sha256)
const changed = (sha256: string) => new Error(`stored file ${sha256} was changed on disk`)

/** Whoever keeps a file and whoever removes the same one wait for each other, so that no row is left without its bytes. */
const lockName = (tx: Tx, sha256: string) => sql`select pg_advisory_xact_lock(727282, hashtext(${sha256}))`.execute(tx)

const record = (tx: Tx, file: { sha256: string; name: string; type: string; bytes: number; now: string }) =>
  sql`insert into stored_file (sha256, name, type, bytes, stored_at) values (${file.sha256}, ${file.name}, ${file.type}, ${file.bytes}, ${file.now}) on conflict (sha256) do nothing`.execute(tx)

/** Takes its place in one step: a crash leaves a whole file or none. The folder is written through too, or a power cut could lose the name. */
async function settle(draft: string, place: string): Promise<void> {
  const folder = path.dirname(place)
  await mkdir(folder, { recursive: true })
  await rename(draft, place).catch(async (error) => {
    await rm(draft, { force: true })
    throw error
  })
  // Where both names are already the same file, POSIX renames nothing.
  await rm(draft, { force: true })
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/** Lets bytes through and holds the last ones back until all are known to be those the name says. */
function provenBytes(sha256: string): Transform {
  const hash = createHash('sha256')
  let held: Buffer | null = null
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      const before = held
      held = chunk
      done(null, before ?? undefined)
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) done(changed(sha256))
      else done(null, held ?? undefined)
    },
  })
}

/** SHA-256 and length of a file of any size. */
export async function hashOf(place: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(place)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).byteLength
  }
  return { sha256: hash.digest('hex'), bytes }
}

export async function storedFile(db: Db, sha256: string) {
  return db.selectFrom('stored_file').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}
