import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../../kernel/http.ts'
import { listOf, pageOf, PageQuery } from '../mechanism/index.ts'
import { InstrumentShape, presentInstrument } from './present.ts'
import { listInstruments } from './queries.ts'
import { instrumentForms } from './schema.ts'

const list = createRoute({
  method: 'get', path: '/instruments', tags: ['Instruments'], summary: 'Plans, declarations and other instruments with every act upon them, oldest first',
  request: {
    query: PageQuery.extend({
      body: z.string().max(40).optional().openapi({ description: 'Of that body, or acted upon by it.' }),
      form: z.enum(instrumentForms).optional(),
      meeting: z.string().max(60).optional().openapi({ description: 'Acted upon at that meeting, such as `AMMTC/19`.' }),
    }),
  },
  responses: { 200: { description: 'Adoption by one body and endorsement by another are separate acts.', content: { 'application/json': { schema: listOf(InstrumentShape) } } } },
})

export const api = router()

api.openapi(list, async (c) => {
  const asked = c.req.valid('query')
  const body = asked.body?.replaceAll(' ', '+')
  const meeting = asked.meeting?.replaceAll(' ', '+')
  const found = (await listInstruments(c.var.db)).filter(
    (instrument) =>
      (body === undefined || instrument.bodies.includes(body) || instrument.acts.some((act) => act.body === body)) &&
      (asked.form === undefined || instrument.form === asked.form) &&
      (meeting === undefined || instrument.acts.some((act) => act.meeting === meeting)),
  )
  const page = pageOf(found, (instrument) => instrument.id, asked)
  return c.json({ items: page.items.map(presentInstrument), next: page.next }, 200)
})
