import { createHash } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { type Actor, visitor } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import type { Db } from '../../kernel/db.ts'
import type { Reply } from '../../kernel/http.ts'
import { cookiesOf, sessionTokenOf } from './auth.ts'
import { addTry, countTries, findSession, forgetTries } from './queries/sessions.ts'
import { tryLimits } from './rules.ts'

/** Where a request comes from, for limits and the log. Behind a proxy it is the address the nearest proxy saw. */
export function callerOf(c: Reply): string {
  const forwarded = c.var.site.config.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return forwarded || incoming?.socket?.remoteAddress || 'here'
}

/** Signing in and out is written down like any act, without a secret and, on failure, without what was typed. */
export async function writeDown(db: Db, entry: { at: string; actor: Actor; command: string; id: string; change: unknown }): Promise<void> {
  await db.transaction().execute((tx) => appendAudit(tx, { ...entry, type: 'person' }))
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const keysOf = (account: string, caller: string) => ({ account: digest(`account ${account.trim().toLowerCase()}`), caller: digest(`caller ${caller}`) })
const windowStart = (now: string) => new Date(Date.parse(now) - tryLimits.minutes * 60_000).toISOString()

/** Whether this account or this caller has failed too often. The answer does not depend on whether the account exists. */
export async function tooManyTries(c: Reply, account: string): Promise<boolean> {
  const keys = keysOf(account, callerOf(c))
  const tries = await countTries(c.var.db, [keys.account, keys.caller], windowStart(c.var.now))
  return (tries.get(keys.account) ?? 0) >= tryLimits.account || (tries.get(keys.caller) ?? 0) >= tryLimits.caller
}

export async function countFailure(c: Reply, account: string, entry: { command: string; person: string | null; why: string }): Promise<void> {
  const { db, now } = c.var
  const keys = keysOf(account, callerOf(c))
  await db.transaction().execute(async (tx) => {
    await addTry(tx, [keys.account, keys.caller], now, windowStart(now))
    await appendAudit(tx, { at: now, actor: visitor, command: entry.command, type: 'person', id: entry.person ?? 'unknown', change: { why: entry.why, from: callerOf(c) } })
  })
}

export async function forgetFailures(c: Reply, account: string): Promise<void> {
  await c.var.db.transaction().execute((tx) => forgetTries(tx, keysOf(account, callerOf(c)).account))
}

/** Calls better-auth with the browser's headers; null when it refused. Cookies it wants set go to the browser. */
export async function withCookies<Answer>(c: Reply, call: (headers: Headers) => Promise<{ headers: Headers; response: Answer }>): Promise<Answer | null> {
  try {
    const { headers, response } = await call(c.req.raw.headers)
    for (const cookie of cookiesOf(headers)) c.header('set-cookie', cookie, { append: true })
    return response
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}

/** The session just opened, read from the cookie that is on its way to the browser. */
export async function sessionJustOpened(c: Reply) {
  const cookie = c.res.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const token = sessionTokenOf(c.var.db, cookie)
  return token === null ? null : findSession(c.var.db, token, c.var.now)
}

/** Only a path of our own: a link to sign in must not lead elsewhere. */
export function nextPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : '/'
}
