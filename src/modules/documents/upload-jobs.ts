import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Job, JobPlace } from '../../kernel/jobs.ts'
import { knownUploads, listAbandoned, removeUpload } from './queries/upload.ts'

const hours = (now: string, count: number) => Temporal.Instant.from(now).subtract({ hours: count }).toString()

/**
 * Removes what nobody will come back for: uploads a day old that became no paper, with the bytes only they refer to, and drafts that no
 * upload knows, such as those of a process that was killed. What belongs to a paper is never touched: the store refuses it.
 */
export async function tidyUploads({ db, files, now }: JobPlace): Promise<void> {
  const before = { begun: hours(now(), 24), taken: hours(now(), 1) }
  for (const upload of await listAbandoned(db, before)) {
    await db.transaction().execute(async (tx) => {
      await removeUpload(tx, upload.id)
      if (upload.sha256 !== null) await files.forget(tx, upload.sha256)
    })
    for (const draft of [upload.id, `${upload.id}.json`]) await rm(path.join(files.drafts, draft), { force: true })
  }
  const drafts = await readdir(files.drafts)
  const known = await knownUploads(db, [...new Set(drafts.map((name) => name.replace(/\.json$/, '')))])
  for (const name of drafts) {
    if (known.has(name.replace(/\.json$/, ''))) continue
    const place = path.join(files.drafts, name)
    const changed = await stat(place).then((found) => found.mtimeMs, () => null)
    if (changed !== null && changed < Date.parse(before.begun)) await rm(place, { force: true })
  }
}

export const uploadTidyJob: Job = { name: 'upload-tidy', cron: '17 * * * *', run: tidyUploads }
