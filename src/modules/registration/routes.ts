import { createRoute, z } from '@hono/zod-openapi'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { requireAllowed } from '../../kernel/policy.ts'
import { findRunning } from '../meetings/index.ts'
import { listParties } from '../mechanism/index.ts'
import { shownName } from './list-paper.ts'
import { ParticipantItem, presentParticipants } from './present.ts'
import { seesParticipants } from './queries/list.ts'
import { listCategories, listRegistrants } from './queries.ts'
import { canAskCorrection, listOf } from './rules/list.ts'
import { delegationOrder } from './wording.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })

const participants = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/participants', tags: ['Meetings'], summary: 'Who is registered for a meeting, as its list of participants names them',
  request: { params: z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '26' }) }) },
  responses: {
    200: { description: 'Member states first, in the mechanism’s English order; in each delegation the head first.', content: { 'application/json': { schema: z.object({ items: z.array(ParticipantItem) }) } } },
    403: problem('Your category does not see the list of this meeting.'),
    404: problem('No such meeting is open to you.'),
  },
})

export const api = router()

api.openapi(participants, async (c) => {
  const { db, actor, now } = c.var
  const { body, session } = c.req.valid('param')
  const meeting = await findRunning(db, { actor, now }, `${body}/${session}`)
  if (!meeting) throw missing()
  requireAllowed(canAskCorrection(await seesParticipants(db, { actor, now }, meeting.ref)))
  const [people, places, parties] = await Promise.all([listRegistrants(db, { id: meeting.run.series, scope: { all: true } }, now), listCategories(db, meeting.run.series), listParties(db)])
  const categories = new Map(places.filter((place) => place.meeting === meeting.ref).map((place) => [place.party, place.category]))
  return c.json({ items: presentParticipants(listOf(people, meeting.ref, categories, delegationOrder(parties)), shownName) }, 200)
})
