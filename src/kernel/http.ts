import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor, Capacity } from './actor.ts'
import { faultsOf } from './command.ts'
import type { Db } from './db.ts'
import { AppError, type Fault, httpStatus } from './errors.ts'
import type { FileStore } from './files.ts'
import type { Lang } from './languages.ts'
import type { Live } from './live.ts'
import type { Site } from './module.ts'
import type { Scanner } from './virus.ts'

export interface Variables {
  db: Db
  files: FileStore
  live: Live
  /** Looks through what is uploaded; null where none was set up. */
  scanner: Scanner | null
  actor: Actor
  /** Every capacity in force of the person signed in: the hats to choose from. */
  capacities: Capacity[]
  /** The instant of this request, ISO in UTC. */
  now: string
  /** The day of this request in the mechanism's zone. */
  today: string
  lang: Lang
  site: Site
  requestId: string
}

export type Http = { Variables: Variables }
export type Reply = Context<Http>

/** A router whose zod failures become one `AppError` with every fault and its path. */
export const router = () =>
  new OpenAPIHono<Http>({
    defaultHook: (result) => {
      if (!result.success) throw new AppError('malformed', 'input.invalid', { faults: faultsOf(result.error) })
    },
  })

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  instance: string
  errors?: { pointer: string; code: string; detail: string }[]
}

export function statusOf(error: unknown): number {
  return error instanceof AppError ? httpStatus[error.kind] : 500
}

/** RFC 9457 problem details in the reader's language, with every fault and its path. A bug says nothing of itself. */
export function problemOf(error: unknown, c: Reply): Problem {
  const say = (code: string, params: Record<string, string | number> = {}) => c.var.site.say(c.var.lang, code, params)
  const known = error instanceof AppError ? error : new AppError('missing', 'internal')
  const status = statusOf(error)
  return {
    type: `${c.var.site.config.publicUrl}/problems/${known.code}`,
    title: say(`status.${status}`),
    status,
    code: known.code,
    detail: say(known.code, known.params),
    instance: `urn:request:${c.var.requestId}`,
    ...(known.faults.length > 0 ? { errors: known.faults.map((fault) => ({ pointer: fault.path, code: fault.code, detail: say(fault.code, fault.params) })) } : {}),
  }
}

/** Faults by field name, each in the reader's language, for a form that is shown again. */
export function fieldErrors(faults: Fault[], c: Reply): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const fault of faults) errors[fault.path.replace(/^\//, '').replaceAll('/', '.')] ??= c.var.site.say(c.var.lang, fault.code, fault.params)
  return errors
}
