import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'

/** The made-up series, and whether people were nominated for it or registered in it. */
export async function findExampleSeries(db: Db): Promise<{ id: string; startsOn: string; endsOn: string; nominated: boolean; registered: boolean } | null> {
  return (await sql<{ id: string; startsOn: string; endsOn: string; nominated: boolean; registered: boolean }>`select e.id, e.starts_on as "startsOn", e.ends_on as "endsOn", exists (select 1 from participant p where p.series = e.id and p.party is not null) as nominated,
    exists (select 1 from registration r join participant p on p.id = r.participant where p.series = e.id) as registered from series e where e.origin = 'demonstration' and exists (select 1 from meeting_run u where u.series = e.id) order by e.starts_on limit 1`.execute(db)).rows[0] ?? null
}
