import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { load, visits } from './load.ts'

/** `limit` as the raw number that is asked for; null where a row is there to be read beside another. */
export interface Row {
  what: string
  measured: string
  limit: string | null
  met: boolean
}

export const root = process.env['MUFAKAT_ROOT'] ?? process.cwd()
export const rows: Row[] = []
export const say = (line: string) => process.stdout.write(`${line}\n`)
export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`

export interface Started {
  pid: number
  base: string
  stop(): Promise<void>
}

const children: ReturnType<typeof spawn>[] = []
export const killAll = () => { for (const child of children) child.kill('SIGKILL') }

/** The built program over a database, as it runs in real use; `command` demonstration has people that sign in by one click. */
export async function start(databaseUrl: string, dataDir: string, env: Record<string, string> = {}, command: 'serve' | 'demonstration' = 'serve'): Promise<Started> {
  const port = await freePort()
  const child = spawn(process.execPath, [...(process.env['SERVER_FLAGS'] ?? '').split(' ').filter(Boolean), path.join(root, 'dist/server/mufakat.js'), command], { env: { ...process.env, MUFAKAT_ROOT: root, DATABASE_URL: databaseUrl, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production', ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  const base = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 300; tries++) {
    if ((await fetch(`${base}/health/ready`).catch(() => null))?.ok) break
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode} before it was ready`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { pid: child.pid ?? 0, base, stop: () => new Promise((resolve) => { if (child.exitCode !== null) return resolve(); child.once('exit', () => resolve()); child.kill('SIGTERM') }) }
}

const freePort = (): Promise<number> => new Promise((resolve) => { const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address() as { port: number }; probe.close(() => resolve(port)) }) })

/** Milliseconds of processor time that a process has used. */
export const ticks = (pid: number) => { const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []; return (Number(parts[11]) + Number(parts[12])) * 10 }
/** Its resident memory in megabytes. */
export const resident = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** So many readers who ask again as soon as they are answered. */
export async function readers(app: Started, what: string, paths: (n: number) => string, limit: number | null, options: { count?: number; concurrency?: number; headers?: (n: number) => Record<string, string> } = {}): Promise<void> {
  const { count = 600, concurrency = 20, headers } = options
  if (limit !== null) await load(app.base, paths, { count: 3 * concurrency, concurrency: 4, ...(headers ? { headers } : {}) })
  const result = await load(app.base, paths, { count, concurrency, ...(headers ? { headers } : {}) })
  rows.push({ what: `${what}, ${concurrency} readers`, measured: `p50 ${ms(result.p50)}, p95 ${ms(result.p95)}, ${result.perSecond.toFixed(0)}/s${result.failures ? `, ${result.failures} FAILED` : ''}`, limit: limit === null ? null : `p95 ≤ ${limit} ms`, met: (limit === null || result.p95 <= limit) && result.failures === 0 })
}

/** How often a person who works opens a page: a page is read before the next is wanted. */
const everyMs = 4_000

/** So many people signed in at once, who read; below it, what the same page bears when all of them ask again as soon as they are answered. */
export async function people(app: Started, what: string, paths: (n: number) => string, limit: number, options: { users?: number; count?: number; headers: (n: number) => Record<string, string> }): Promise<void> {
  const { users = 50, count = 250, headers } = options
  await load(app.base, paths, { count: 30, concurrency: 2, headers })
  const read = await visits(app.base, paths, { users, every: everyMs, count, headers })
  rows.push({ what: `${what}, ${users} people`, measured: `p50 ${ms(read.p50)}, p95 ${ms(read.p95)}, p99 ${ms(read.p99)}${read.failures ? `, ${read.failures} FAILED` : ''}`, limit: `p95 ≤ ${limit} ms`, met: read.p95 <= limit && read.failures === 0 })
  const most = await load(app.base, paths, { count: 150, concurrency: 10, headers })
  rows.push({ what: '  at most', measured: `${most.perSecond.toFixed(0)} pages/s`, limit: null, met: most.failures === 0 })
}
