import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from './db.ts'

/** Content-addressed files: a name is the SHA-256 of the bytes, so what was stored can be proven unchanged. */
export interface FileStore {
  /** Keeps the bytes (on disk before it returns) and gives their SHA-256 in hex. */
  put(tx: Tx, file: { name: string; type: string; bytes: Uint8Array; now: string }): Promise<string>
  /** The bytes, or null. Throws when the disk holds other bytes than the name says. */
  get(sha256: string): Promise<Uint8Array | null>
}

export function folderStore(folder: string): FileStore {
  const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(tx, file) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const place = placeOf(sha256)
      await mkdir(path.dirname(place), { recursive: true })
      const draft = `${place}.${randomUUID()}`
      const handle = await open(draft, 'wx', 0o640)
      try {
        await handle.writeFile(file.bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(draft, place).catch(async (error) => {
        await rm(draft, { force: true })
        throw error
      })
      await sql`insert into stored_file (sha256, name, type, bytes, stored_at) values (${sha256}, ${file.name}, ${file.type}, ${file.bytes.byteLength}, ${file.now}) on conflict (sha256) do nothing`.execute(tx)
      return sha256
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null
      const bytes = await readFile(placeOf(sha256)).catch(() => null)
      if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`stored file ${sha256} was changed on disk`)
      return bytes
    },
  }
}

export async function storedFile(db: Db, sha256: string) {
  return db.selectFrom('stored_file').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}
