import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import { type Command, faultsOf, performIn } from './command.ts'
import { type Db, json } from './db.ts'
import { AppError } from './errors.ts'

/** Chosen by the sender for one act, and sent again with it when no answer came. */
export const ActKey = z.string().regex(/^[\w.:-]{1,120}$/, 'act.key')

export interface OnceRequest {
  db: Db
  actor: Actor
  now: string
  /** Null: the sender names no act, so it is carried out as often as it is sent. */
  key: string | null
  input: unknown
}

/**
 * Performs a command at most once for each person and key: the second time the first result is the answer, and nothing is done or
 * audited again (US-13 AC6). One that was refused left no trace and may be tried again under the same key.
 */
export async function performOnce<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, request: OnceRequest): Promise<{ result: Result; again: boolean }> {
  const { db, actor, now } = request
  const parsed = command.input.safeParse(request.input)
  if (!parsed.success) throw new AppError('invalid', 'input.invalid', { faults: faultsOf(parsed.error) })
  const key = request.key === null ? null : ActKey.safeParse(request.key)
  if (key?.success === false) throw new AppError('invalid', 'input.invalid', { faults: faultsOf(key.error) })
  const person = actor.person?.id ?? null
  return db.transaction().execute(async (tx) => {
    if (key && person !== null) {
      // Whoever sends it a second time waits here for the first to commit, or takes its place when that one fails.
      const first = await sql`insert into act_once (person, key, command, at) values (${person}, ${key.data}, ${command.name}, ${now}) on conflict do nothing returning key`.execute(tx)
      if (first.rows.length === 0) {
        const before = (await sql<{ command: string; result: Result }>`select command, result from act_once where person = ${person} and key = ${key.data}`.execute(tx)).rows[0]
        if (before?.command !== command.name) throw new AppError('conflict', 'act.other')
        return { result: before.result, again: true }
      }
    }
    const result = await performIn(tx, command, { actor, now, input: parsed.data })
    if (key && person !== null) await sql`update act_once set result = ${json(result ?? null)} where person = ${person} and key = ${key.data}`.execute(tx)
    return { result, again: false }
  })
}

/** The command with its types closed over, as `actOf`, but each act once. */
export type ActOnce = (request: OnceRequest) => Promise<{ result: unknown; again: boolean }>
export const onceOf = <Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>): ActOnce => (request) => performOnce(command, request)
