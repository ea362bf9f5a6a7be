import { createRoute, z } from '@hono/zod-openapi'
import { AppError, missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { bySource, listParties, listSources } from '../mechanism/index.ts'
import { findMeeting } from '../meetings/index.ts'
import { HeadShape, presentHead } from './present.ts'
import { findHeld } from './queries.ts'
import { headOf } from './reading.ts'

const heads = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/heads', tags: ['Delegations'], summary: 'Who headed a party’s delegation at a meeting, and by whose decision',
  request: {
    params: z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '3' }) }),
    query: z.object({ party: z.string().max(12).openapi({ example: 'THA', description: 'The code of a party, such as `THA`.' }) }),
  },
  responses: { 200: { description: 'By a source that names the head, a nomination, or the designation in force at the meeting. What is not found is null.', content: { 'application/json': { schema: HeadShape } } } },
})

export const api = router()

api.openapi(heads, async (c) => {
  const { db, actor, now } = c.var
  const { body, session } = c.req.valid('param')
  const { party } = c.req.valid('query')
  const reader = { actor, now }
  const [seen, parties, sources] = await Promise.all([findMeeting(db, reader, `${body}/${session}`), listParties(db), listSources(db)])
  if (seen === null) throw missing()
  if (!parties.some((known) => known.code === party)) throw new AppError('malformed', 'input.invalid', { faults: [{ path: '/party', code: 'delegations.no-such-party' }] })
  const held = await findHeld(db, seen.ref)
  if (held === null) throw missing()
  const byId = bySource(sources)
  return c.json(presentHead(await headOf(db, reader, held, party, now), (id) => byId.get(id)?.url ?? null), 200)
})
