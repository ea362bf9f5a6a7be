import { PgBoss, fromKysely } from 'pg-boss'

import type { z } from 'zod'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import type { Db, Tx } from './db.ts'
import { AppError, type Fault } from './errors.ts'
import { requireAllowed, type Verdict } from './policy.ts'

/** What a command may touch. There is no plain `db` here: everything happens in the transaction. */
export interface CommandContext {
  tx: Tx
  actor: Actor
  /** The instant of the act, ISO in UTC. */
  now: string
  /** Recorded with the change, delivered after commit. */
  emit(name: string, payload: Record<string, unknown>): Promise<void>
}

/** One thing a person can do. `perform` runs the steps top to bottom: parse, load, allow, run, audit. */
export interface Command<Schema extends z.ZodType = z.ZodType, Subject = unknown, Result = unknown> {
  name: `${string}.${string}`
  input: Schema
  load(context: CommandContext, input: z.output<Schema>): Promise<Subject>
  allow(actor: Actor, subject: Subject): Verdict
  run(context: CommandContext, subject: Subject, input: z.output<Schema>): Promise<Result>
  audit(subject: Subject, result: Result, input: z.output<Schema>): { type: string; id: string; change: unknown }
  /** Subjects as seen by an actor with this capacity, for the generated permission matrix: `{ 'own party': …, 'another party': … }`. */
  specimens(actor: Actor): Record<string, Subject>
}

/** A command whatever its types, as the table of contents and the permission matrix hold it. */
export type AnyCommand = Pick<Command, 'name'> & { verdicts(actor: Actor): Record<string, Verdict> }

export function defineCommand<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>): Command<Schema, Subject, Result> & AnyCommand {
  return {
    ...command,
    verdicts: (actor) => Object.fromEntries(Object.entries(command.specimens(actor)).map(([label, subject]) => [label, command.allow(actor, subject)])),
  }
}

export interface PerformRequest {
  db: Db
  actor: Actor
  now: string
  input: unknown
}

/** Fault path `/due/on` from an issue of zod; its message when it is one of our codes, else `input.<zod code>`. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: `/${issue.path.join('/')}`,
    code: /^[a-z]+(?:[.-][a-z-]+)+$/.test(issue.message) ? issue.message : `input.${issue.code}`,
  }))
}

export async function perform<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>, request: PerformRequest): Promise<Result> {
  const parsed = command.input.safeParse(request.input)
  if (!parsed.success) throw new AppError('invalid', 'input.invalid', { faults: faultsOf(parsed.error) })
  return request.db.transaction().execute((tx) => performIn(tx, command, { ...request, input: parsed.data }))
}

/** Runs a command inside a transaction that is open already, for a batch that must succeed or fail as one. Input is parsed. */
export async function performIn<Schema extends z.ZodType, Subject, Result>(
  tx: Tx,
  command: Command<Schema, Subject, Result>,
  request: { actor: Actor; now: string; input: z.output<Schema> },
): Promise<Result> {
  const { actor, now, input } = request
  const context: CommandContext = { tx, actor, now, emit: (name, payload) => enqueue(tx, name, payload) }
  const subject = await command.load(context, input)
  requireAllowed(command.allow(actor, subject))
  const result = await command.run(context, subject, input)
  const { type, id, change } = command.audit(subject, result, input)
  await appendAudit(tx, { at: now, actor, command: command.name, type, id, change })
  return result
}

/** A command with its types closed over, so that a table can hold several. `perform` parses whatever input it is given. */
export type Act = (request: PerformRequest) => Promise<unknown>

export function actOf<Schema extends z.ZodType, Subject, Result>(command: Command<Schema, Subject, Result>): Act {
  return (request) => perform(command, request)
}

/** One queue carries every event; a worker hands each to the modules that listen. Enqueued in the transaction that causes it. */
export const eventQueue = 'event'

async function enqueue(tx: Tx, name: string, payload: Record<string, unknown>): Promise<void> {
  const db = fromKysely(tx)
  const boss = new PgBoss({ db, supervise: false, schedule: false, migrate: false })
  await boss.send(eventQueue, { name, payload }, { db })
}
