import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openDatabase } from '../src/kernel/db.ts'
import { ensureDatabase, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { prepareJobs } from '../src/kernel/jobs.ts'
import { loadRecord } from '../src/kernel/record-load.ts'
import { modules } from '../src/modules.ts'

/** The instant at which tests take place unless they say otherwise. */
export const testNow = '2026-01-12T02:00:00.000Z'

const root = path.resolve(import.meta.dirname, '..')

/** One real PostgreSQL a run; two migrated databases, one empty and one with the public record, that every test file clones. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), 'mufakat-test-'))
  const [dataDir, left] = [path.join(folder, 'data'), path.join(folder, 'left')]
  await Promise.all([mkdir(dataDir), mkdir(left)])
  execFileSync('chmod', ['755', folder, dataDir])
  const server = await startEmbeddedPostgres({ dataDir, fast: true })
  // What tests leave in the folder for temporary files goes with the run; a browser that was unpacked stays for the next.
  process.env['UNPACKED_AT'] ??= tmpdir()
  process.env['TMPDIR'] = left
  for (const name of ['template_empty', 'template_record']) {
    await ensureDatabase(server, name)
    const db = openDatabase(server.url(name))
    await migrate(db, path.join(root, 'migrations'))
    await prepareJobs(server.url(name))
    if (name === 'template_record' && !process.env['SKIP_RECORD']) await loadRecord(db, path.join(root, 'data/asean-transnational-crime'), modules.flatMap((module) => module.record ?? []), testNow)
    await db.destroy()
  }
  // Unpacked once, before several workers would do it at the same moment.
  if (process.env['JOURNEYS']) await (await import('./journeys/browser.ts')).browserPath()
  project.provide('postgres', server.url(''))
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server; a database's name is appended. */
    postgres: string
  }
}
