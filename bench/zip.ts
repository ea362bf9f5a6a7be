import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../src/kernel/db.ts'
import { folderStore } from '../src/kernel/files.ts'
import { benchMeeting } from './generate-series.ts'
import { resident, rows, say, type Started } from './harness.ts'

const files = 400
const bytesEach = 500_000

/** All papers of a meeting as one archive of about 200 MB: how much memory the server takes for it above what it had. `data` is its data folder. */
export async function benchZip(app: Started, databaseUrl: string, data: string, cookie: string): Promise<void> {
  say(`Keeping ${files} files of ${bytesEach / 1000} kB …`)
  const db = openDatabase(databaseUrl, { max: 1 })
  const store = folderStore(path.join(data, 'files'))
  const kept: string[] = []
  for (let n = 0; n < files; n++) kept.push(await db.transaction().execute((tx) => store.put(tx, { name: `paper-${n}.bin`, type: 'application/octet-stream', bytes: randomBytes(bytesEach), now: new Date().toISOString() })))
  // The last revision of each paper gets its file; what it replaced goes out of this archive.
  await sql`delete from document_file f using official_document d where d.id = f.document and d.meeting = ${benchMeeting(0)} and d.modifier_number is distinct from 3`.execute(db)
  await sql`update document_file f set sha256 = k.sha, bytes = ${bytesEach} from official_document d, unnest(${kept}::text[]) with ordinality k(sha, n)
    where d.id = f.document and d.meeting = ${benchMeeting(0)} and split_part(d.id, '-d', 2) = (k.n - 1) || '-3'`.execute(db)
  await db.destroy()

  const before = resident(app.pid)
  const began = performance.now()
  const answer = await fetch(`${app.base}/meetings/${benchMeeting(0)}/papers.zip`, { headers: { cookie } })
  let most = before
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    most = Math.max(most, resident(app.pid))
  }
  const whole = answer.status === 200 && bytes > files * bytesEach
  rows.push({ what: `Archive of ${files} papers`, measured: `${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - began) / 1000).toFixed(1)} s, at most ${(most - before).toFixed(0)} MB more in memory`, limit: '< 100 MB more', met: whole && most - before < 100 })
}
