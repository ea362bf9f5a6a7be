import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import { createApp, siteOf } from './app.tsx'
import type { Config } from './config.ts'
import { wallClock } from './kernel/clock.ts'
import { type Db, migrate, openDatabase } from './kernel/db.ts'
import { type EmbeddedServer, ensureDatabase, runningServer, startEmbeddedPostgres } from './kernel/embedded-postgres.ts'
import { folderStore, type FileStore } from './kernel/files.ts'
import { type Job, prepareJobs, startJobs } from './kernel/jobs.ts'
import { sendQueuedMail } from './kernel/mail.ts'
import { openLive } from './kernel/live.ts'
import { loadRecord } from './kernel/record-load.ts'
import { modules } from './modules.ts'

export interface Installation {
  config: Config
  db: Db
  files: FileStore
  databaseUrl: string
  /** Signs cookies and links; given in settings or made once and kept with owner-only rights. */
  secret: string
  close(): Promise<void>
}

/** Database, migrations, files and record of an installation, ready to serve or to be worked on by a tool. */
export async function openInstallation(config: Config, options: { quiet?: boolean; skipRecord?: boolean } = {}): Promise<Installation> {
  const say = (line: string) => options.quiet || process.stderr.write(`${line}\n`)
  mkdirSync(config.dataDir, { recursive: true })
  let server: EmbeddedServer | undefined
  let databaseUrl = config.databaseUrl
  if (!databaseUrl) {
    const running = options.quiet ? runningServer(config.dataDir) : null
    if (running) databaseUrl = running('mufakat')
    else {
      server = await startEmbeddedPostgres({ dataDir: config.dataDir, say })
      await ensureDatabase(server, 'mufakat')
      databaseUrl = server.url('mufakat')
    }
  }
  const db = openDatabase(databaseUrl, { max: config.poolSize })
  const close = async () => {
    await db.destroy()
    await server?.stop()
  }
  try {
    if (config.databaseUrl) await requireReachable(db, config.databaseUrl)
    const ran = await migrate(db, path.join(config.root, 'migrations'))
    if (ran.length > 0) {
      say(`Brought the database up to date (${ran.length} steps).`)
      await prepareJobs(databaseUrl)
    }
    if (!options.skipRecord && existsSync(config.recordDir)) {
      const report = await loadRecord(db, config.recordDir, modules.flatMap((module) => module.record ?? []), wallClock(), { onlyIfChanged: true })
      if (report !== 'unchanged') say(`Loaded the public record: ${report.reduce((sum, entry) => sum + entry.added.length, 0)} entries added, ${report.reduce((sum, entry) => sum + entry.changed.length, 0)} changed.`)
    }
    return { config, db, databaseUrl, files: folderStore(path.join(config.dataDir, 'files')), secret: secretOf(config), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A setting that is wrong is named, without the password in it. */
async function requireReachable(db: Db, databaseUrl: string): Promise<void> {
  try {
    await sql`select 1`.execute(db)
  } catch (error) {
    const place = URL.canParse(databaseUrl) ? new URL(databaseUrl).host : 'its address'
    throw new Error(`The database that DATABASE_URL names (${place}) cannot be used: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Serves until SIGINT or SIGTERM, then stops everything that was started, in order. */
export async function serveInstallation(config: Config): Promise<number> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] }, pino.destination(2))
  const stopped = new Promise<void>((resolve) => {
    let asked = false
    // Asked a second time we go at once; the exit still takes the database server along.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (asked ? process.exit(130) : ((asked = true), resolve())))
  })
  const installation = await openInstallation(config)
  const started: (() => Promise<void>)[] = [() => installation.close()]
  try {
    await serveOpened(installation, started, stopped, log)
  } finally {
    for (const stop of started.reverse()) await stop()
  }
  return 0
}

/** Puts what it starts into `started`, so that a start that fails half-way leaves nothing running. */
async function serveOpened(installation: Installation, started: (() => Promise<void>)[], stopped: Promise<void>, log: Logger): Promise<void> {
  const { config, db } = installation
  const site = siteOf({ config, db })
  const now = wallClock()
  const lines: string[] = []
  for (const module of modules) lines.push(...((await module.prepare?.({ db, now, site, secret: installation.secret })) ?? []))
  if (config.mode === 'demonstration') for (const module of modules) await module.demonstrate?.(db, now, installation.files)

  const jobs = await startJobs(installation.databaseUrl, {
    listeners: modules.flatMap((module) => (module.listeners ? [module.listeners] : [])),
    jobs: [mailJob(config), ...modules.flatMap((module) => module.jobs?.({ smtpUrl: config.smtpUrl, mailFrom: config.mailFrom, publicUrl: config.publicUrl, zone: config.zone }) ?? [])],
    context: { db, files: installation.files, now: wallClock },
    zone: config.zone,
    onError: (error) => log.error({ err: error }, 'job'),
  })
  started.push(() => jobs.stop())
  const live = await openLive(installation.databaseUrl, (error) => log.error({ err: error }, 'live'))
  started.push(() => live.close())
  const app = createApp({ config, db, files: installation.files, live, clock: wallClock, log: (level, what) => log[level](what) })
  const http = await listen(app.fetch, config)
  started.push(() => http.close())
  process.stdout.write(`\nMufakat is at ${http.address}\n${config.mode === 'demonstration' ? 'A demonstration: sign in with one click. Stop with Ctrl-C.\n' : ''}${lines.map((line) => `${line}\n`).join('')}\n`)

  await stopped
}

function listen(fetch: (request: Request) => Response | Promise<Response>, config: Config): Promise<{ address: string; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, (info) =>
      resolve({
        address: config.port === 0 ? `http://${config.host}:${info.port}` : config.publicUrl,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1000).unref()
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          }),
      }),
    )
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} on ${config.host} is taken. Set PORT to another one.`) : error))
  })
}

/** What was queued goes out within a minute. A mail that fails stays queued. */
const mailJob = (config: Config): Job => ({
  name: 'mail-send',
  cron: '* * * * *',
  run: async ({ db, now }) => {
    await sendQueuedMail(db, { smtpUrl: config.smtpUrl, from: config.mailFrom, now: now() })
  },
})

function secretOf(config: Config): string {
  if (config.secret) return createHash('sha256').update(config.secret).digest('base64url')
  const file = path.join(config.dataDir, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
