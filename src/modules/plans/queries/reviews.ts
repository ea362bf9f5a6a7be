import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { seesActivity } from './rights.ts'
import type { Rating, ReviewerKind } from '../rules/review.ts'
import type { reviewKinds, reviewStates } from '../schema/review.ts'

export interface Question {
  id: string
  text: Text
}

export interface Review {
  id: string
  programme: string
  kind: (typeof reviewKinds)[number]
  scope: Text | null
  terms: Text | null
  method: string | null
  reviewerKind: ReviewerKind
  reviewer: string | null
  questions: Question[]
  openedAt: string
  dueOn: string | null
  validatedOn: string | null
  validatedIn: string | null
  adoptedOn: string | null
  /** The decision, as it was given. */
  adoptedBy: string | null
  findings: Text | null
  recommendations: Text | null
  state: (typeof reviewStates)[number]
  origin: 'desk' | 'demonstration'
  version: number
}

const reviewColumns = sql`w.id, w.programme, w.kind, w.scope, w.terms, w.method, w.reviewer_kind as "reviewerKind", w.reviewer, w.questions, w.opened_at as "openedAt", w.due_on as "dueOn", w.validated_on as "validatedOn", w.validated_in as "validatedIn",
  w.adopted_on as "adoptedOn", w.adopted_by as "adoptedBy", w.findings, w.recommendations, w.state, w.origin, w.version`

export async function listReviews(db: Db | Tx, programme: string): Promise<(Review & { sent: number })[]> {
  return (await sql<Review & { sent: number }>`select ${reviewColumns}, (select count(*)::int from plan_review_answer n where n.review = w.id and n.sent_at is not null) as sent from plan_review w where w.programme = ${programme} order by w.opened_at desc, w.id`.execute(db)).rows
}

/** Of all programmes, newest first, each with the parties that have answered: whoever shows one asks first who may know of it. */
export async function listAllReviews(db: Db): Promise<(Review & { answered: string[] })[]> {
  return (await sql<Review & { answered: string[] }>`select ${reviewColumns}, coalesce((select array_agg(n.party order by n.party) from plan_review_answer n where n.review = w.id and n.sent_at is not null), '{}') as answered from plan_review w order by w.opened_at desc, w.id`.execute(db)).rows
}

export async function findReview(db: Db | Tx, id: string): Promise<Review | null> {
  return (await sql<Review>`select ${reviewColumns} from plan_review w where w.id = ${id}`.execute(db)).rows[0] ?? null
}

export async function lockReview(tx: Tx, id: string): Promise<(Review & { planPartner: string | null }) | null> {
  return (await sql<Review & { planPartner: string | null }>`select ${reviewColumns}, g.partner as "planPartner" from plan_review w join programme g on g.id = w.programme where w.id = ${id} for update of w`.execute(tx)).rows[0] ?? null
}

/** False when one of this kind is under way. */
export async function addReview(tx: Tx, row: Pick<Review, 'id' | 'programme' | 'kind' | 'scope' | 'terms' | 'method' | 'reviewerKind' | 'reviewer' | 'questions' | 'openedAt' | 'dueOn' | 'origin'> & { openedBy: string }): Promise<boolean> {
  return (await sql`insert into plan_review (id, programme, kind, scope, terms, method, reviewer_kind, reviewer, questions, opened_at, opened_by, due_on, state, origin)
    values (${row.id}, ${row.programme}, ${row.kind}, ${json(row.scope)}, ${json(row.terms)}, ${row.method}, ${row.reviewerKind}, ${row.reviewer}, ${json(row.questions)}, ${row.openedAt}, ${row.openedBy}, ${row.dueOn}, 'OPEN', ${row.origin}) on conflict do nothing returning id`.execute(tx)).rows.length === 1
}

export interface Answer {
  review: string
  party: string
  answers: Record<string, string>
  language: 'en' | 'th'
  answeredAt: string
  sentAt: string | null
  version: number
}

const answerColumns = sql`n.review, n.party, n.answers, n.language, n.answered_at as "answeredAt", n.sent_at as "sentAt", n.version`

/** Every answer of a review: whoever shows one asks first who may read it. A draft comes only to its own party. */
export async function listAnswers(db: Db | Tx, review: string, party: string | null): Promise<Answer[]> {
  return (await sql<Answer>`select ${answerColumns} from plan_review_answer n where n.review = ${review} and (n.sent_at is not null or n.party = ${party}) order by n.party`.execute(db)).rows
}

/** What the party answered in the review of this programme before: the form begins from the same question's answer. */
export async function lastAnswers(db: Db, asked: { programme: string; party: string; before: string; not: string }): Promise<{ questions: Question[]; answers: Record<string, string>; on: string } | null> {
  return (await sql<{ questions: Question[]; answers: Record<string, string>; on: string }>`select w.questions, n.answers, (n.sent_at at time zone 'UTC')::date as "on" from plan_review_answer n join plan_review w on w.id = n.review
    where w.programme = ${asked.programme} and n.party = ${asked.party} and n.sent_at is not null and w.opened_at < ${asked.before} and w.id <> ${asked.not} order by w.opened_at desc limit 1`.execute(db)).rows[0] ?? null
}

/** False when another window of the same party wrote meanwhile. */
export async function saveAnswer(tx: Tx, row: { review: string; party: string; version: number | null; answers: Record<string, string>; language: string; by: string; at: string; send: boolean }): Promise<number | null> {
  return (await sql<{ version: number }>`insert into plan_review_answer as n (review, party, answers, language, answered_at, answered_by, sent_at, sent_by) values (${row.review}, ${row.party}, ${json(row.answers)}, ${row.language}, ${row.at}, ${row.by}, ${row.send ? row.at : null}, ${row.send ? row.by : null})
    on conflict (review, party) do update set answers = excluded.answers, language = excluded.language, answered_at = excluded.answered_at, answered_by = excluded.answered_by, sent_at = coalesce(excluded.sent_at, n.sent_at), sent_by = coalesce(excluded.sent_by, n.sent_by), version = n.version + 1
    where n.version = ${row.version} returning version`.execute(tx)).rows[0]?.version ?? null
}

export interface Rated {
  activity: string
  rating: Rating
  note: string | null
  evidence: string[]
  ratedAt: string
  ratedRole: string
}

/** Ratings of the activities this reader sees; of the others nothing shows. */
export async function listRatings(db: Db | Tx, reader: Reader, review: string): Promise<Rated[]> {
  return (await sql<Rated>`select r.activity, r.rating, r.note, r.evidence, r.rated_at as "ratedAt", r.rated_role as "ratedRole" from plan_review_rating r join activity a on a.id = r.activity join programme g on g.id = a.programme where r.review = ${review} and ${seesActivity(reader)} order by a.area, a.code`.execute(db)).rows
}

export async function saveRating(tx: Tx, row: { review: string; activity: string; rating: Rating; note: string | null; evidence: string[]; by: string; role: string; at: string }): Promise<void> {
  await sql`insert into plan_review_rating (review, activity, rating, note, evidence, rated_by, rated_role, rated_at) values (${row.review}, ${row.activity}, ${row.rating}, ${row.note}, ${row.evidence}, ${row.by}, ${row.role}, ${row.at})
    on conflict (review, activity) do update set rating = excluded.rating, note = excluded.note, evidence = excluded.evidence, rated_by = excluded.rated_by, rated_role = excluded.rated_role, rated_at = excluded.rated_at`.execute(tx)
}

/** False when someone changed it meanwhile. */
export async function raiseReview(tx: Tx, id: string, version: number, row: { findings?: Text | null; recommendations?: Text | null; validatedOn?: string; validatedIn?: string; adoptedOn?: string; adoptedBy?: string; state?: Review['state'] }): Promise<boolean> {
  return (await sql`update plan_review set findings = coalesce(${json(row.findings ?? null)}, findings), recommendations = coalesce(${json(row.recommendations ?? null)}, recommendations), validated_on = coalesce(${row.validatedOn ?? null}, validated_on), validated_in = coalesce(${row.validatedIn ?? null}, validated_in),
    adopted_on = coalesce(${row.adoptedOn ?? null}, adopted_on), adopted_by = coalesce(${row.adoptedBy ?? null}, adopted_by), state = coalesce(${row.state ?? null}, state), version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export type Waits = Pick<Review, 'id' | 'kind' | 'dueOn' | 'origin'> & { programme: string; title: Text }

/** Reviews that are open and whose questions this party has not answered. */
export async function listUnanswered(db: Db, asked: { party: string; partner: boolean }): Promise<Waits[]> {
  return (await sql<Waits>`select w.id, w.kind, w.due_on as "dueOn", w.origin, g.code as programme, i.title from plan_review w join programme g on g.id = w.programme join instrument i on i.id = g.id
    where w.state = 'OPEN' and (not ${asked.partner} or g.partner = ${asked.party}) and not exists (select 1 from plan_review_answer n where n.review = w.id and n.party = ${asked.party} and n.sent_at is not null) order by w.due_on, w.id`.execute(db)).rows
}

/** Open reviews with how many activities, seen by this reviewer and his to rate, nobody has rated. */
export const unrated = (reader: Reader, asked: { area: string | null; party: string | null }) => sql<Waits & { n: number }>`select w.id, w.kind, w.due_on as "dueOn", w.origin, g.code as programme, i.title, count(*)::int as n from plan_review w join programme g on g.id = w.programme join instrument i on i.id = g.id join activity a on a.programme = g.id
    where w.state = 'OPEN' and (case when ${asked.area}::text is null then w.reviewer_kind <> 'lead-shepherd' else w.reviewer_kind = 'lead-shepherd' and a.area = ${asked.area} and a.lead is distinct from ${asked.party} end)
      and a.status not in ('REJ', 'WDN', 'PRO') and ${seesActivity(reader)} and not exists (select 1 from plan_review_rating r where r.review = w.id and r.activity = a.id) group by w.id, g.code, i.title order by w.due_on, w.id`
