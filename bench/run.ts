import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { ensureDatabase, startEmbeddedPostgres } from '../src/kernel/embedded-postgres.ts'
import { killAll, rows, say } from './harness.ts'
import { benchLive } from './live.ts'
import { benchMinistersPack } from './pack.ts'
import { benchPlans } from './plans.ts'
import { benchRegister } from './register.ts'
import { benchSeries } from './series.ts'

/** `npm run bench` runs all; `npm run bench -- series` one part. */
const parts = { register: benchRegister, series: benchSeries, plans: benchPlans, pack: benchMinistersPack, live: benchLive }
const asked = process.argv.slice(2)

const folder = await mkdtemp(path.join(tmpdir(), 'mufakat-bench-'))
execFileSync('chmod', ['755', folder])
const server = await startEmbeddedPostgres({ dataDir: folder })
try {
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    await ensureDatabase(server, `bench_${name}`)
    await part(server.url(`bench_${name}`), path.join(folder, name))
  }
} finally {
  killAll()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

const width = Math.max(...rows.map((row) => row.what.length))
say('')
for (const row of rows) say(`${row.limit === null ? '      ' : row.met ? 'met   ' : 'MISSED'}  ${row.what.padEnd(width)}  ${(row.limit ?? '').padEnd(14)}  ${row.measured}`)
say('')
say(`${availableParallelism()} cores, which the server, PostgreSQL and the readers share. "People" read: each opens a page every 4 seconds, at a moment of their own, timed`)
say('from when it was wanted. "Readers" and "at most" are closed-loop: each asks again as soon as it is answered, so that with 20 readers a p95 of')
say('30 ms means about 670 answers a second. The visitor cache is off but where a row says otherwise. Counts, searches and tables are remembered by')
say('the process until something is written; the indented rows show what they cost when nothing is remembered, or what a page bears at most.')
process.exit(rows.every((row) => row.met) ? 0 : 1)
