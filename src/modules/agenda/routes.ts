import { createRoute, z } from '@hono/zod-openapi'
import { perform } from '../../kernel/command.ts'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { findRunning } from '../meetings/index.ts'
import { adoptAgenda, moveAgendaItem } from './commands.ts'
import { AgendaShape, presentAgenda } from './present.ts'
import { findAgenda, listItems } from './queries.ts'
import { listItemPapers } from './queries/papers.ts'

const params = z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '26' }) })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })
const refusals = { 403: problem('Not yours to do, with the reason.'), 404: problem('No such meeting or item is open to you.'), 409: problem('Someone changed it meanwhile.'), 422: problem('What stands against it, with paths.') }

const read = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/agenda', tags: ['Meetings'], summary: 'The agenda of a meeting as you may see it, numbered for you',
  request: { params }, responses: { 200: { description: 'The agenda.', content: { 'application/json': { schema: AgendaShape } } }, 404: problem('No such meeting is open to you.') },
})
const move = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/agenda/items/{item}/move', tags: ['Meetings'], summary: 'Move an item among those beside it; papers, speakers and time move with it',
  request: { params: params.extend({ item: z.string() }), body: { content: { 'application/json': { schema: z.object({ to: z.union([z.enum(['up', 'down']), z.object({ before: z.string().nullable() })]), version: z.number().int().openapi({ description: 'Of the agenda, as read.' }) }) } }, required: true } },
  responses: { 200: { description: 'The agenda after it.', content: { 'application/json': { schema: AgendaShape } } }, ...refusals },
})
const adopt = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/agenda/adoption', tags: ['Meetings'], summary: 'Record that the meeting adopted its agenda (the Chair)',
  request: { params, body: { content: { 'application/json': { schema: z.object({ version: z.number().int(), note: z.string().nullable().optional() }) } }, required: true } },
  responses: { 200: { description: 'The adopted agenda.', content: { 'application/json': { schema: AgendaShape } } }, ...refusals },
})

export const api = router()

type Asking = Parameters<typeof listItems>[1] & { db: Parameters<typeof listItems>[0] }
async function agendaOf({ db, actor, now }: Asking, ref: string) {
  const reader = { actor, now }
  if (!(await findRunning(db, reader, ref))) throw missing()
  const [agenda, items, papers] = await Promise.all([findAgenda(db, ref), listItems(db, reader, ref), listItemPapers(db, reader, ref)])
  return presentAgenda(agenda, items, papers)
}

api.openapi(read, async (c) => {
  const { body, session } = c.req.valid('param')
  return c.json(await agendaOf(c.var, `${body}/${session}`), 200)
})
api.openapi(move, async (c) => {
  const { db, actor, now } = c.var
  const { body, session, item } = c.req.valid('param')
  await perform(moveAgendaItem, { db, actor, now, input: { meeting: `${body}/${session}`, item, ...c.req.valid('json') } })
  return c.json(await agendaOf(c.var, `${body}/${session}`), 200)
})
api.openapi(adopt, async (c) => {
  const { db, actor, now, files } = c.var
  const { body, session } = c.req.valid('param')
  await perform(adoptAgenda, { db, actor, now, input: { meeting: `${body}/${session}`, ...c.req.valid('json'), store: files } })
  return c.json(await agendaOf(c.var, `${body}/${session}`), 200)
})
