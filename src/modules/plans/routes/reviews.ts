import { createRoute, z } from '@hono/zod-openapi'
import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { listOf, listParties, pageOf, PageQuery } from '../../mechanism/index.ts'
import { askedOf, standingOf } from '../pages/review-of.ts'
import { presentReview, presentReviewRecord, ReviewRecord, ReviewShape } from '../present/reviews.ts'
import { listProgrammes } from '../queries.ts'
import { findReview, listAllReviews } from '../queries/reviews.ts'
import { responseOf, seesReviews } from '../rules/review.ts'
import { reviewKinds, reviewStates } from '../schema/review.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })

const reviews = createRoute({
  method: 'get', path: '/reviews', tags: ['Plans'], summary: 'Reviews of plans and programmes that are open to you',
  request: { query: PageQuery.extend({ programme: z.string().max(80).optional().openapi({ description: 'A programme by its code.', example: 'SOMTC/WP/2022' }), kind: z.enum(reviewKinds).optional(), state: z.enum(reviewStates).optional() }) },
  responses: { 200: { description: 'Newest first. A partner has those of the work plan with it.', content: { 'application/json': { schema: listOf(ReviewShape) } } } },
})
const review = createRoute({
  method: 'get', path: '/reviews/{id}', tags: ['Plans'], summary: 'One review: questions, who answered, ratings, findings',
  request: { params: z.object({ id: z.string().max(80) }) },
  responses: { 200: { description: 'The review, as far as it is open to you.', content: { 'application/json': { schema: ReviewRecord } } }, 404: problem('No such review is open to you.') },
})

export const reviewApi = router()

reviewApi.openapi(reviews, async (c) => {
  const { db, actor, site } = c.var
  const { programme: code, kind, state, ...asked } = c.req.valid('query')
  const known = (await listProgrammes(db)).filter((programme) => seesReviews(actor, programme.partner))
  const [list, parties] = await Promise.all([listAllReviews(db), listParties(db)])
  const rows = list.flatMap((one) => {
    const programme = known.find((each) => each.id === one.programme)
    if (!programme || (code !== undefined && programme.code !== code) || (kind !== undefined && one.kind !== kind) || (state !== undefined && one.state !== state)) return []
    return [presentReview(one, programme.code, responseOf(askedOf(one, programme, parties, site.config.zone).map((party) => party.code), one.answered.map((party) => ({ party, sentAt: one.openedAt }))))]
  })
  return c.json(pageOf(rows, (one) => one.id, asked), 200)
})

reviewApi.openapi(review, async (c) => {
  const { db, actor } = c.var
  const found = await findReview(db, c.req.valid('param').id)
  const programme = found && (await listProgrammes(db)).find((one) => one.id === found.programme)
  if (!found || !programme || !seesReviews(actor, programme.partner)) throw missing()
  return c.json(presentReviewRecord(found, programme.code, await standingOf(c, { programme, review: found, href: '' })), 200)
})
