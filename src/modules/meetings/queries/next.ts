import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'

export interface NextMeeting {
  /** The meeting that confirmed it. */
  meeting: string
  next: string
  host: string
  /** A day, a month or a year, as far as it was said. */
  starts: string | null
  confirmedAt: string
  byName: string
  byRole: string
  note: string | null
}

const columns = sql`meeting, next, host, starts, confirmed_at as "confirmedAt", by_name as "byName", by_role as "byRole", note`

/** What a meeting confirmed of the next one. */
export async function findConfirmedBy(db: Db | Tx, meeting: string): Promise<NextMeeting | null> {
  return (await sql<NextMeeting>`select ${columns} from next_meeting where meeting = ${meeting}`.execute(db)).rows[0] ?? null
}

/** Who confirmed this meeting's host. */
export async function findNextConfirmed(db: Db | Tx, next: string): Promise<NextMeeting | null> {
  return (await sql<NextMeeting>`select ${columns} from next_meeting where next = ${next} order by confirmed_at desc limit 1`.execute(db)).rows[0] ?? null
}

/** False where the meeting has confirmed already. */
export async function saveConfirmed(tx: Tx, row: NextMeeting): Promise<boolean> {
  const made = await sql`insert into next_meeting (meeting, next, host, starts, confirmed_at, by_name, by_role, note)
    values (${row.meeting}, ${row.next}, ${row.host}, ${row.starts}, ${row.confirmedAt}, ${row.byName}, ${row.byRole}, ${row.note}) on conflict do nothing returning meeting`.execute(tx)
  return made.rows.length === 1
}

/** from the confirmation on the host is no longer tentative. Only where it is run already. */
export async function confirmHost(tx: Tx, meeting: string): Promise<void> {
  await sql`update meeting_run set host_basis = 'confirmed', version = version + 1 where meeting = ${meeting} and host_basis = 'tentative'`.execute(tx)
}
