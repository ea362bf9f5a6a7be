import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../kernel/db.ts'
import { remembered } from '../../kernel/memo.ts'
import type { SeriesRule } from './rules-papers.ts'
import type { PapersFile } from './schema-papers.ts'

/** The series of papers as they stand on a day. */
export const listSeriesRules = remembered(8, async (db: Db, day: string): Promise<SeriesRule[]> =>
  (await sql<SeriesRule>`select distinct on (series) series, distribution, days_before as "daysBefore", adopted from paper_series
    where from_on <= ${day} and (until_on is null or until_on > ${day}) order by series, from_on desc`.execute(db)).rows)

export async function saveSeries(tx: Tx, row: z.infer<typeof PapersFile>[number]): Promise<void> {
  await sql`insert into paper_series (series, from_on, until_on, distribution, days_before, adopted) values (${row.series}, ${row.from}, ${row.until}, ${row.distribution}, ${row.daysBefore}, ${row.adopted})
    on conflict (series, from_on) do update set until_on = excluded.until_on, distribution = excluded.distribution, days_before = excluded.days_before, adopted = excluded.adopted`.execute(tx)
}
