import { sql } from 'kysely'
import type { z } from 'zod'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Db, Tx } from '../../../kernel/db.ts'
import { remembered } from '../../../kernel/memo.ts'
import { type RunningMeeting, timelineOf } from '../../meetings/index.ts'
import { deadlineDay, type SeriesRule } from '../rules/papers.ts'
import type { PapersFile, SeriesCode } from '../schema/papers.ts'

/** The series of papers as they stand on a day. */
export const listSeriesRules = remembered(8, async (db: Db, day: string): Promise<SeriesRule[]> =>
  (await sql<SeriesRule>`select distinct on (series) series, distribution, days_before as "daysBefore", milestone, adopted from paper_series
    where from_on <= ${day} and (until_on is null or until_on > ${day}) order by series, from_on desc`.execute(db)).rows)

/** The deadline of each series in a meeting, as a day of the place; null where none is set. */
export async function deadlinesOf(db: Db, meeting: RunningMeeting, now: string): Promise<Map<SeriesCode, string | null>> {
  const [rules, timeline] = [await listSeriesRules(db, dayInZone(now, meeting.run.zone)), await timelineOf(db, meeting, now)]
  const dates = new Map(timeline.map((milestone) => [milestone.key, milestone.on]))
  return new Map(rules.map((rule) => [rule.series, deadlineDay(rule, { zone: meeting.run.zone, opensAt: meeting.run.opensAt, startsOn: meeting.startsOn, dates })]))
}

export async function saveSeries(tx: Tx, row: z.infer<typeof PapersFile>[number]): Promise<void> {
  await sql`insert into paper_series (series, from_on, until_on, distribution, days_before, milestone, adopted) values (${row.series}, ${row.from}, ${row.until}, ${row.distribution}, ${row.daysBefore}, ${row.milestone}, ${row.adopted})
    on conflict (series, from_on) do update set until_on = excluded.until_on, distribution = excluded.distribution, days_before = excluded.days_before, milestone = excluded.milestone, adopted = excluded.adopted`.execute(tx)
}
