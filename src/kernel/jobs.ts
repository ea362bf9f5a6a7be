import { PgBoss } from 'pg-boss'
import { eventQueue } from './command.ts'
import type { Db } from './db.ts'
import type { FileStore } from './files.ts'

export interface JobContext {
  db: Db
  now: () => string
}

/** A job may also tidy what is kept on disk. */
export interface JobPlace extends JobContext {
  files: FileStore
}

/** What a module does when an event arrives. At-least-once: a listener must bear the same event twice. */
export type Listeners = Record<string, (context: JobContext, payload: Record<string, unknown>) => Promise<void>>

/** A job that only tells or materialises; no truth depends on it having run. `cron` is read in `zone`. */
export interface Job {
  name: string
  cron: string
  run(context: JobPlace): Promise<void>
}

/** Makes the job tables and the event queue; run once with the migrations. */
export async function prepareJobs(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(eventQueue, { retryLimit: 10, retryDelay: 30, retryBackoff: true })
  await boss.stop({ graceful: false })
}

export async function startJobs(connectionString: string, options: { listeners: Listeners[]; jobs: Job[]; context: JobPlace; zone: string; onError: (error: unknown) => void }): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({ connectionString, max: 3, migrate: false })
  boss.on('error', options.onError)
  await boss.start()
  await boss.work<{ name: string; payload: Record<string, unknown> }>(eventQueue, { pollingIntervalSeconds: 2 }, async (jobs) => {
    for (const { data } of jobs) {
      for (const group of options.listeners) await group[data.name]?.(options.context, data.payload)
    }
  })
  for (const job of options.jobs) {
    await boss.createQueue(job.name)
    await boss.schedule(job.name, job.cron, undefined, { tz: options.zone })
    await boss.work(job.name, { pollingIntervalSeconds: 30 }, () => job.run(options.context))
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}
