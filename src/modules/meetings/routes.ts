import { createRoute, z } from '@hono/zod-openapi'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { listBodies, listOf, pageOf, PageQuery } from '../mechanism/index.ts'
import { MeetingShape, presentMeeting } from './present.ts'
import { findMeeting, listMeetings } from './queries.ts'
import { meetingKinds } from './schema.ts'

const list = createRoute({
  method: 'get', path: '/meetings', tags: ['Meetings'], summary: 'Meetings, newest first',
  request: {
    query: PageQuery.extend({
      body: z.string().max(40).optional().openapi({ description: 'The code of a body, such as `AMMTC` or `AMMTC+3` (write `+` as `%2B`).' }),
      kind: z.enum(meetingKinds).optional(),
      asOf: z.iso.date().optional().openapi({ description: 'Only meetings that had begun by the end of that day. One known only by its year counts once the year is over.' }),
    }),
  },
  responses: { 200: { description: 'Those without a date stand first: they are still to come.', content: { 'application/json': { schema: listOf(MeetingShape) } } } },
})

const one = createRoute({
  method: 'get', path: '/meetings/{body}/{session}', tags: ['Meetings'], summary: 'One meeting',
  request: { params: z.object({ body: z.string().openapi({ example: 'AMMTC' }), session: z.string().openapi({ example: '16' }) }) },
  responses: { 200: { description: 'The meeting.', content: { 'application/json': { schema: MeetingShape } } } },
})

export const api = router()

api.openapi(list, async (c) => {
  const asked = c.req.valid('query')
  // An address decodes the plus of `AMMTC+3` to a blank.
  const body = asked.body?.replaceAll(' ', '+')
  const [all, bodies] = await Promise.all([listMeetings(c.var.db, { body }), listBodies(c.var.db)])
  const { asOf } = asked
  const found = all.filter((meeting) => (asked.kind === undefined || meeting.kind === asked.kind) && (asOf === undefined || (meeting.begunBy !== null && meeting.begunBy <= asOf)))
  const page = pageOf(found, (meeting) => meeting.ref, asked)
  const byCode = new Map(bodies.map((one) => [one.code, one]))
  return c.json({ items: page.items.map((meeting) => presentMeeting(meeting, byCode, c.var.site.config.publicUrl)), next: page.next }, 200)
})

api.openapi(one, async (c) => {
  const { body, session } = c.req.valid('param')
  const [meeting, bodies] = await Promise.all([findMeeting(c.var.db, { actor: c.var.actor, now: c.var.now }, `${body}/${session}`), listBodies(c.var.db)])
  if (meeting === null) throw missing()
  return c.json(presentMeeting(meeting, new Map(bodies.map((known) => [known.code, known])), c.var.site.config.publicUrl), 200)
})
