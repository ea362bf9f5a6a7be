import { createRoute, z } from '@hono/zod-openapi'
import { perform } from '../../kernel/command.ts'
import { missing } from '../../kernel/errors.ts'
import { type Reply, router } from '../../kernel/http.ts'
import { findRunning, meetingHref, type RunningMeeting } from '../meetings/index.ts'
import { answerLetter } from './commands.ts'
import { CircularShape, LetterShape, presentCircular, presentLetter } from './present.ts'
import { type Circular, findLetter, type Letter, listCirculars, listLetters } from './queries.ts'
import { answerKinds } from './schema.ts'

const Meeting = z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '26' }) })
const OneLetter = Meeting.extend({ letter: z.uuid() })

const letters = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/letters', tags: ['Convocation'], summary: 'Letters of invitation of the series of a meeting', request: { params: Meeting },
  responses: { 200: { description: 'All for the Secretariat and the Chair; for an addressee its own, once issued; for others none.', content: { 'application/json': { schema: z.object({ items: z.array(LetterShape) }) } } } },
})
const letter = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/letters/{letter}', tags: ['Convocation'], summary: 'One letter', request: { params: OneLetter },
  responses: { 200: { description: 'The letter.', content: { 'application/json': { schema: LetterShape } } } },
})
const answer = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/letters/{letter}/answer', tags: ['Convocation'], summary: 'Answer a letter, as its addressee',
  request: { params: OneLetter, body: { required: true, content: { 'application/json': { schema: z.object({ kind: z.enum(answerKinds), note: z.string().max(2000).optional() }) } } } },
  responses: { 200: { description: 'The letter with the answer.', content: { 'application/json': { schema: LetterShape } } } },
})
const circulars = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/circulars', tags: ['Convocation'], summary: 'Administrative circulars of the series of a meeting, by number', request: { params: Meeting },
  responses: { 200: { description: 'Those that were issued.', content: { 'application/json': { schema: z.object({ items: z.array(CircularShape) }) } } } },
})

export const api = router()

async function meetingOf(c: Reply, { body, session }: { body: string; session: string }): Promise<RunningMeeting> {
  const found = await findRunning(c.var.db, { actor: c.var.actor, now: c.var.now }, `${body}/${session}`)
  if (!found) throw missing()
  return found
}

async function letterOf(c: Reply, params: { body: string; session: string; letter: string }): Promise<{ letter: Letter; shown: (of: Letter) => z.infer<typeof LetterShape> }> {
  const meeting = await meetingOf(c, params)
  const found = await findLetter(c.var.db, { actor: c.var.actor, now: c.var.now }, params.letter)
  if (!found || found.series !== meeting.run.series) throw missing()
  return { letter: found, shown: (of) => presentLetter(of, `${c.var.site.config.publicUrl}${meetingHref(meeting.ref)}/letters/${of.id}`) }
}

api.openapi(letters, async (c) => {
  const meeting = await meetingOf(c, c.req.valid('param'))
  const items = await listLetters(c.var.db, { actor: c.var.actor, now: c.var.now }, { series: meeting.run.series })
  return c.json({ items: items.map((each) => presentLetter(each, `${c.var.site.config.publicUrl}${meetingHref(meeting.ref)}/letters/${each.id}`)) }, 200)
})

api.openapi(letter, async (c) => {
  const found = await letterOf(c, c.req.valid('param'))
  return c.json(found.shown(found.letter), 200)
})

api.openapi(answer, async (c) => {
  const { db, actor, now } = c.var
  const params = c.req.valid('param')
  await letterOf(c, params)
  await perform(answerLetter, { db, actor, now, input: { letter: params.letter, ...c.req.valid('json') } })
  const found = await letterOf(c, params)
  return c.json(found.shown(found.letter), 200)
})

api.openapi(circulars, async (c) => {
  const meeting = await meetingOf(c, c.req.valid('param'))
  const all = await listCirculars(c.var.db, { actor: c.var.actor }, meeting.run.series)
  return c.json({ items: all.filter((each): each is Circular & { number: number; issuedAt: string } => each.number !== null && each.issuedAt !== null).map(presentCircular) }, 200)
})
