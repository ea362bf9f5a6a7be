import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'

/** One act: who, in which capacity, what, on which thing. Never what was written: that may be above the reader's marking. */
export interface Act {
  number: string
  at: string
  actor: Actor
  command: string
  subjectType: string
  subjectId: string
}

export interface ActFilter {
  /** Only this person's acts. */
  person: string | null
  command: string
  subject: string
  /** Instants around a day. */
  from: string | null
  until: string | null
  /** Entries before this number. */
  before: string | null
  limit: number
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Newest first, one more than asked for so that the caller knows whether more follow. */
export async function listActs(db: Db, filter: ActFilter): Promise<Act[]> {
  const { person, command, subject, from, until, before, limit } = filter
  return (
    await sql<Act>`select number, at, actor::json as actor, command, subject_type as "subjectType", subject_id as "subjectId" from audit_entry
      where (${person}::text is null or (actor::jsonb)->'person'->>'id' = ${person})
        and (${command} = '' or command like ${`${escaped(command)}%`})
        and (${subject} = '' or subject_type = ${subject} or subject_id = ${subject} or subject_type || ' ' || subject_id = ${subject})
        and (${from}::timestamptz is null or (at >= ${from} and at < ${until}))
        and (${before}::bigint is null or number < ${before}::bigint)
      order by number desc limit ${limit + 1}`.execute(db)
  ).rows
}

export interface Letter {
  id: string
  to: string
  subject: string
  text: string
  queuedAt: string
}

/** To one address, and where `invitations` is set also to those who have no account yet: letters hold what only their readers may see. */
export async function listLetters(db: Db, asked: { to: string; invitations: boolean; limit: number }): Promise<Letter[]> {
  return (
    await sql<Letter>`select id, to_address as "to", subject, text, queued_at as "queuedAt" from mail
      where to_address = ${asked.to} or (${asked.invitations} and not exists (select 1 from auth_user u where u.email = lower(mail.to_address))) order by id desc limit ${asked.limit}`.execute(db)
  ).rows
}
