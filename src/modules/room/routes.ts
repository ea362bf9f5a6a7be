import { createRoute, z } from '@hono/zod-openapi'
import { missing } from '../../kernel/errors.ts'
import { type Reply, router } from '../../kernel/http.ts'
import { findRunning, findSession, listSessions } from '../meetings/index.ts'
import { actsByName } from './commands.ts'
import { presentRoom, RoomShape, SessionItem } from './present.ts'
import { rehearsalsAmong } from './queries.ts'
import { readRoom } from './reading.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })
const Meeting = z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '26' }) })
const Room = Meeting.extend({ room: z.string().openapi({ description: 'The id of a session.' }) })

const list = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/sessions', tags: ['Sessions'], summary: 'The sessions of a meeting whose room is open to you now',
  request: { params: Meeting },
  responses: { 200: { description: 'By time.', content: { 'application/json': { schema: z.object({ items: z.array(SessionItem) }) } } }, 404: problem('No such meeting is open to you.') },
})
const one = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/sessions/{room}', tags: ['Sessions'], summary: 'A session as it stands: item, speaker, list, presence',
  request: { params: Room },
  responses: { 200: { description: 'As of `now`, by the clock of the server.', content: { 'application/json': { schema: RoomShape } } }, 404: problem('No such session is open to you.') },
})
const act = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/sessions/{room}/acts/{act}', tags: ['Sessions'], summary: 'One act in a session',
  description: 'Name each act yourself in `act`: sent again with the same name after a lost answer, it counts once and answers the same.',
  request: {
    params: Room.extend({ act: z.enum(Object.keys(actsByName) as [string, ...string[]]) }),
    body: { content: { 'application/json': { schema: z.object({ act: z.string().optional() }).loose() } } },
  },
  responses: {
    200: { description: 'Done now, or done before under this name.', content: { 'application/json': { schema: z.object({ again: z.boolean(), result: z.unknown() }) } } },
    403: problem('Not in your capacity; the reason is in `detail`.'), 404: problem('No such session is open to you.'), 409: problem('The room has moved on, or its state does not allow it.'), 422: problem('Something in the input cannot be used.'),
  },
})

export const api = router()

async function open(c: Reply, ref: string) {
  const reader = { actor: c.var.actor, now: c.var.now }
  const meeting = await findRunning(c.var.db, reader, ref)
  if (!meeting) throw missing()
  return { reader, meeting }
}

api.openapi(list, async (c) => {
  const { body, session } = c.req.valid('param')
  const { reader, meeting } = await open(c, `${body}/${session}`)
  const sessions = await listSessions(c.var.db, reader, meeting.ref, { live: true })
  const rehearsals = await rehearsalsAmong(c.var.db, sessions.map((one) => one.id))
  const items = sessions.map(({ id, title, access, partner, room, startsAt, endsAt, state, openedAt, closedAt }) => ({ id, title, access, partner, room, startsAt, endsAt, zone: meeting.run.zone, state, openedAt, closedAt, rehearsal: rehearsals.has(id) }))
  return c.json({ items }, 200)
})

api.openapi(one, async (c) => {
  const { body, session, room } = c.req.valid('param')
  const { reader, meeting } = await open(c, `${body}/${session}`)
  const found = await findSession(c.var.db, reader, room, { live: true })
  if (!found || found.meeting !== meeting.ref) throw missing()
  return c.json(presentRoom(await readRoom(c.var.db, reader, meeting, found)), 200)
})

api.openapi(act, async (c) => {
  const { body, session, room, act: name } = c.req.valid('param')
  const { reader, meeting } = await open(c, `${body}/${session}`)
  const found = await findSession(c.var.db, reader, room, { live: true })
  const perform = actsByName[name]
  if (!found || found.meeting !== meeting.ref || !perform) throw missing()
  const { act: key, ...input } = c.req.valid('json')
  const { result, again } = await perform({ db: c.var.db, actor: c.var.actor, now: c.var.now, key: key ?? null, input: { ...input, session: room } })
  return c.json({ again, result: result ?? null }, 200)
})
