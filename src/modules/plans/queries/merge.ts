import { sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Reader } from '../../meetings/index.ts'
import { seesActivity } from './rights.ts'

/** The lead shepherd's one text on an activity out of several reports of a round, which stand beside it. */
export interface Merged {
  round: string
  text: string
  language: 'en' | 'th'
  /** The reports it was made from. */
  reports: string[]
  byName: string
  byParty: string | null
  at: string
  version: number
}

export async function listMerged(db: Db | Tx, reader: Reader, activity: string): Promise<Merged[]> {
  return (await sql<Merged>`select p.round, p.text, p.language, p.reports, p.by_name as "byName", p.by_party as "byParty", p.at, p.version from progress_merge p join activity a on a.id = p.activity join programme g on g.id = a.programme where p.activity = ${activity} and ${seesActivity(reader)} order by p.at`.execute(db)).rows
}

/** False when someone changed it meanwhile; `version` null: there is none yet. */
export async function saveMerged(tx: Tx, row: { activity: string; round: string; version: number | null; text: string; language: string; reports: string[]; byName: string; byRole: string; byParty: string | null; now: string }): Promise<boolean> {
  const done = row.version === null
    ? await sql`insert into progress_merge (activity, round, text, language, reports, by_name, by_role, by_party, at) values (${row.activity}, ${row.round}, ${row.text}, ${row.language}, ${row.reports}, ${row.byName}, ${row.byRole}, ${row.byParty}, ${row.now}) on conflict do nothing returning 1`.execute(tx)
    : await sql`update progress_merge set text = ${row.text}, language = ${row.language}, reports = ${row.reports}, by_name = ${row.byName}, by_role = ${row.byRole}, by_party = ${row.byParty}, at = ${row.now}, version = version + 1 where activity = ${row.activity} and round = ${row.round} and version = ${row.version} returning 1`.execute(tx)
  return done.rows.length === 1
}
