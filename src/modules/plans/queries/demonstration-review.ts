import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'

export async function hasExampleReviews(db: Db): Promise<boolean> {
  return (await sql`select 1 from plan_review where origin = 'demonstration' limit 1`.execute(db)).rows.length > 0
}

export async function addExampleAnswer(tx: Tx, row: { review: string; party: string; answers: Record<string, string>; by: string; at: string; sent: boolean }): Promise<void> {
  await sql`insert into plan_review_answer (review, party, answers, language, answered_at, answered_by, sent_at, sent_by) values (${row.review}, ${row.party}, ${json(row.answers)}, 'en', ${row.at}, ${row.by}, ${row.sent ? row.at : null}, ${row.sent ? row.by : null})`.execute(tx)
}

/** Ratings that follow what was reported: done with its proof is fully, under way partly or largely, without a word not assessable; of some areas nobody has rated yet. */
export async function addExampleRatings(tx: Tx, row: { review: string; areas: readonly string[]; note: Record<'COM' | 'ONG' | 'REC', string>; at: string }): Promise<void> {
  await sql`insert into plan_review_rating (review, activity, rating, note, evidence, rated_by, rated_role, rated_at)
    select ${row.review}, a.id, case when a.status = 'COM' then 'fully' when a.status = 'REC' then 'largely' when a.status = 'ONG' and a.progress >= 50 then 'largely' when a.status = 'ONG' then 'partly' else 'not-assessable' end, (${JSON.stringify(row.note)}::jsonb)->>a.status,
      coalesce((select array_agg(e.id order by e.id) from evidence e where e.activity = a.id and e.verified_at is not null), '{}'), 'Vannak Samnoeur', 'LS', ${row.at}
    from activity a where a.origin = 'demonstration' and a.area = any(${[...row.areas]}) and a.status not in ('PRO', 'REJ', 'WDN')`.execute(tx)
}

export async function addExampleFindings(tx: Tx, review: string, findings: Text, recommendations: Text): Promise<void> {
  await sql`update plan_review set findings = ${json(findings)}, recommendations = ${json(recommendations)} where id = ${review}`.execute(tx)
}
