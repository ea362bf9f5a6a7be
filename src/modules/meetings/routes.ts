import { createRoute, z } from '@hono/zod-openapi'
import { perform } from '../../kernel/command.ts'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { listBodies, listOf, pageOf, PageQuery } from '../mechanism/index.ts'
import { changeState, moveMeeting } from './commands.ts'
import { MeetingShape, PreparationShape, presentMeeting, presentPreparation } from './present.ts'
import { insideOf } from './rules/state.ts'
import { findRunning, listParticipations, listSessions } from './queries/run.ts'
import { listStates, timelineOf } from './queries/timeline.ts'
import { findMeeting, listMeetings } from './queries.ts'
import { meetingKinds, runStates } from './schema.ts'

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
  responses: { 200: { description: 'The meeting; for those who take part or serve it, with `preparation`: its state, the sessions open to them, its dates.', content: { 'application/json': { schema: MeetingShape.extend({ preparation: PreparationShape.optional() }) } } } },
})

const move = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/state', tags: ['Meetings'], summary: 'Takes a meeting one step along its path',
  request: { params: z.object({ body: z.string(), session: z.string() }), body: { required: true, content: { 'application/json': { schema: z.strictObject({ to: z.enum(runStates), version: z.number().int(), reason: z.string().max(500).default(''), numberCounts: z.boolean().default(false) }) } } } },
  responses: { 200: { description: 'Where it stands now.', content: { 'application/json': { schema: z.object({ state: z.enum(runStates), version: z.number().int() }) } } } },
})

const shift = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/move', tags: ['Meetings'], summary: 'Moves the opening day with what hangs on it',
  request: { params: z.object({ body: z.string(), session: z.string() }), body: { required: true, content: { 'application/json': { schema: z.strictObject({ startsOn: z.iso.date(), version: z.number().int(), along: z.array(z.string()).default([]), reason: z.string().max(500) }) } } } },
  responses: { 200: { description: 'What moved, from where to where.', content: { 'application/json': { schema: z.object({ days: z.number().int(), meetings: z.array(z.object({ ref: z.string(), from: z.string().nullable(), to: z.string() })), sessions: z.array(z.object({ id: z.string(), from: z.string(), to: z.string() })), dates: z.array(z.object({ key: z.string(), meeting: z.string(), from: z.string(), to: z.string(), days: z.number().int() })) }) } } } },
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
  const { db, actor, now, site } = c.var
  const reader = { actor, now }
  const { body, session } = c.req.valid('param')
  const ref = `${body}/${session}`
  const [running, meeting, bodies] = await Promise.all([actor.person === null ? null : findRunning(db, reader, ref), findMeeting(db, reader, ref), listBodies(db)])
  const found = running ?? meeting
  if (found === null) throw missing()
  const shown = presentMeeting(found, new Map(bodies.map((known) => [known.code, known])), site.config.publicUrl)
  if (running === null) return c.json(shown, 200)
  const [path, sessions, timeline, parties] = await Promise.all([listStates(db, ref), listSessions(db, reader, ref), timelineOf(db, running, now), listParticipations(db, ref)])
  const inside = insideOf(reader, parties)
  return c.json({ ...shown, preparation: presentPreparation(running, path, sessions, timeline.filter((date) => inside || date.openToAll)) }, 200)
})

api.openapi(move, async (c) => {
  const { db, actor, now } = c.var
  const { body, session } = c.req.valid('param')
  const ref = `${body}/${session}`
  await perform(changeState, { db, actor, now, input: { meeting: ref, ...c.req.valid('json') } })
  const meeting = await findRunning(db, { actor, now }, ref)
  if (meeting === null) throw missing()
  return c.json({ state: meeting.run.state, version: meeting.run.version }, 200)
})

api.openapi(shift, async (c) => {
  const { db, actor, now } = c.var
  const { body, session } = c.req.valid('param')
  const { record } = await perform(moveMeeting, { db, actor, now, input: { meeting: `${body}/${session}`, ...c.req.valid('json') } })
  return c.json({ days: record.days, meetings: record.meetings.map(({ ref, from, to }) => ({ ref, from, to })), sessions: record.sessions.map(({ id, from, to }) => ({ id, from, to })), dates: record.dates.filter((date) => !date.stays).map(({ key, meeting, from, to, days }) => ({ key, meeting, from, to, days })) }, 200)
})
