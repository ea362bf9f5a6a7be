import { z } from '@hono/zod-openapi'
import { TextShape } from '../../mechanism/index.ts'
import type { Answer, Rated, Review } from '../queries/reviews.ts'
import type { Counts } from '../rules/review.ts'
import { reviewRatings } from '../schema.ts'
import { reviewerKinds, reviewKinds, reviewStates } from '../schema/review.ts'

const counts = z.object(Object.fromEntries([...reviewRatings, 'unrated'].map((rating) => [rating, z.number().int()])) as Record<keyof Counts, z.ZodNumber>)

export const ReviewShape = z
  .object({
    id: z.string(), programme: z.string().openapi({ example: 'SOMTC/WP/2022' }), kind: z.enum(reviewKinds), state: z.enum(reviewStates), reviewer: z.object({ kind: z.enum(reviewerKinds), name: z.string().nullable() }), openedAt: z.string(), dueOn: z.string().nullable(), validatedOn: z.string().nullable(), validatedIn: z.string().nullable(),
    adoptedOn: z.string().nullable(), adoptedBy: z.string().nullable(), response: z.object({ answered: z.number().int(), of: z.number().int() }).openapi({ description: 'How many of those asked have answered. No answer says nothing about what was done.' }), origin: z.string().openapi({ description: '`demonstration`: made up.' }),
  })
  .openapi('Review')

export const ReviewRecord = ReviewShape.extend({
  scope: TextShape.nullable(), terms: TextShape.nullable(), method: z.string().nullable(), questions: z.array(z.object({ id: z.string(), text: TextShape })), findings: TextShape.nullable(), recommendations: TextShape.nullable(), silent: z.array(z.string()).openapi({ description: 'Asked and without an answer.' }),
  answers: z.array(z.object({ party: z.string(), sentAt: z.string().nullable(), language: z.string(), answers: z.record(z.string(), z.string()).openapi({ description: 'By the id of the question.' }) })).openapi({ description: 'Those that are open to you, and your own draft.' }),
  counts: counts.openapi({ description: 'Of the activities that are open to you. What nobody rated is counted apart from every rating.' }), ratings: z.array(z.object({ activity: z.string(), code: z.string(), rating: z.enum(reviewRatings), note: z.string().nullable(), ratedAt: z.string(), role: z.string() })),
}).openapi('ReviewRecord')

export const presentReview = (review: Review, programme: string, response: { answered: number; of: number }): z.infer<typeof ReviewShape> => ({
  id: review.id, programme, kind: review.kind, state: review.state, reviewer: { kind: review.reviewerKind, name: review.reviewer }, openedAt: review.openedAt, dueOn: review.dueOn, validatedOn: review.validatedOn, validatedIn: review.validatedIn, adoptedOn: review.adoptedOn, adoptedBy: review.adoptedBy, response: { answered: response.answered, of: response.of }, origin: review.origin,
})

export function presentReviewRecord(review: Review, programme: string, standing: { response: { answered: number; of: number; silent: string[] }; answers: readonly Answer[]; activities: readonly { id: string; code: string }[]; ratings: ReadonlyMap<string, Rated>; counts: Counts }): z.infer<typeof ReviewRecord> {
  return {
    ...presentReview(review, programme, standing.response), scope: review.scope, terms: review.terms, method: review.method, questions: review.questions.map(({ id, text }) => ({ id, text })), findings: review.findings, recommendations: review.recommendations, silent: standing.response.silent,
    answers: standing.answers.map(({ party, sentAt, language, answers }) => ({ party, sentAt, language, answers })), counts: standing.counts,
    ratings: standing.activities.flatMap(({ id, code }) => { const rated = standing.ratings.get(id); return rated ? [{ activity: id, code, rating: rated.rating, note: rated.note, ratedAt: rated.ratedAt, role: rated.ratedRole }] : [] }),
  }
}
