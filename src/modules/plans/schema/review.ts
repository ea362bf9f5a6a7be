import { z } from 'zod'
import { Wording } from './acts.ts'
import { reviewRatings } from '../schema.ts'

const line = (most = 300) => z.string().trim().max(most).default('')
const needed = (code: string, most = 300) => z.string().trim().min(1, code).max(most)
const Id = z.string().trim().max(80)
const Version = z.coerce.number().int()
const Day = z.iso.date('plans.day')
const Long = z.strictObject({ en: line(6000), th: line(6000) })

export const reviewKinds = ['mid-term', 'terminal'] as const
export const reviewerKinds = ['secretariat', 'lead-shepherd', 'consultant'] as const
export const reviewStates = ['OPEN', 'VALIDATED', 'ADOPTED'] as const

/** Practice §3.4: scope, terms of reference, method, reviewer, and what is asked of each member. */
export const OpenReview = z.strictObject({
  programme: Id, kind: z.enum(reviewKinds), scope: Wording, terms: Long, method: line(2000), reviewerKind: z.enum(reviewerKinds), reviewer: line(), dueOn: Day,
  questions: z.array(Wording.refine((question) => question.en !== '' || question.th !== '', { message: 'plans.question-needed' })).min(1, 'plans.question-needed').max(40, 'plans.questions-too-many'),
})
export const AnswerReview = z.strictObject({ review: Id, version: Version.nullable().default(null), language: z.enum(['en', 'th']).default('en'), answers: z.record(z.string().max(20), z.string().trim().max(6000)), send: z.boolean().default(false) })
export const RateActivity = z.strictObject({ review: Id, activity: Id, rating: z.enum(reviewRatings, 'plans.rating-needed'), note: line(2000), evidence: z.array(Id).max(100).default([]) })
export const WriteReview = z.strictObject({ review: Id, version: Version, findings: Long, recommendations: Long })
export const ValidateReview = z.strictObject({ review: Id, version: Version, on: Day, meeting: needed('plans.meeting-needed') })
export const AdoptReview = z.strictObject({ review: Id, version: Version, on: Day, decision: needed('plans.decision-needed') })
