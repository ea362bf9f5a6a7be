import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { json } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { seesActivity } from './rights.ts'
import { type DueAfter, dueFrom } from '../rules/due.ts'

/** The day an event of `after` ended, as everybody may know it: a meeting that was not announced has none. */
export const anchorDay = (after: ReturnType<typeof sql.ref>) => sql<string | null>`(case when ${after} is null then null when coalesce(${after}->>'meeting', '') <> '' then (select coalesce(t.ends_on, t.starts_on) from meeting t where t.ref = ${after}->>'meeting' and t.marking = 'PUBLIC') else (select d.sort_on from mandate d where d.id = ${after}->>'mandate') end)`

/** Rows with the day their event makes today, where they count from one. */
export const withDays = <Row extends { dueOn: string | null; dueAfter: DueAfter | null; anchorOn: string | null }>(rows: readonly Row[]): Omit<Row, 'anchorOn'>[] => rows.map(({ anchorOn, ...row }) => (row.dueAfter === null ? row : { ...row, dueOn: dueFrom(row.dueAfter, anchorOn) }))

export async function dayOfAnchor(tx: Tx, after: DueAfter): Promise<string | null> {
  return (await sql<{ on: string | null }>`select ${anchorDay(sql.ref('x.after'))} as "on" from (select ${json(after)}::jsonb as after) x`.execute(tx)).rows[0]?.on ?? null
}

interface Following {
  id: string
  programme: string
  code: string
  title: Text
  dueAfter: DueAfter
  dueOn: string | null
  anchorOn: string | null
}

const followingColumns = sql`a.id, g.code as programme, a.code, a.title, a.due_after as "dueAfter", a.due_on as "dueOn", ${anchorDay(sql.ref('a.due_after'))} as "anchorOn"`

/** Activities whose due day counts from a meeting, as far as this reader sees them. */
export async function listFollowing(db: Db, reader: Reader, meeting: string): Promise<(Following & { from: string | null })[]> {
  const rows = (await sql<Following>`select ${followingColumns} from activity a join programme g on g.id = a.programme where a.due_after->>'meeting' = ${meeting} and ${seesActivity(reader)} order by g.code, a.code`.execute(db)).rows
  return rows.map((row) => ({ ...row, from: dueFrom(row.dueAfter, row.anchorOn) }))
}

/** Of those that count from a meeting the ones whose day is another than was last said, locked. */
export async function lockMoved(tx: Tx, meeting: string): Promise<(Following & { to: string | null })[]> {
  const rows = (await sql<Following>`select ${followingColumns} from activity a join programme g on g.id = a.programme where a.due_after->>'meeting' = ${meeting} order by a.id for update of a`.execute(tx)).rows
  return rows.map((row) => ({ ...row, to: dueFrom(row.dueAfter, row.anchorOn) })).filter((row) => row.to !== row.dueOn)
}

export async function saveFollowed(tx: Tx, row: { activity: string; from: string | null; to: string | null; text: Text; at: string }): Promise<void> {
  await sql`update activity set due_on = ${row.to} where id = ${row.activity}`.execute(tx)
  await sql`insert into activity_step (activity, number, kind, due_from, due_to, text, by_name, by_role, at) select ${row.activity}, coalesce(max(number), 0) + 1, 'due', ${row.from}, ${row.to}, ${json(row.text)}, 'Mufakat', 'system', ${row.at} from activity_step where activity = ${row.activity}`.execute(tx)
}

export const raiseDataVersion = async (tx: Tx): Promise<void> => void (await sql`update data_version set number = number + 1`.execute(tx))
