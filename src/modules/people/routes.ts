import { createRoute, z } from '@hono/zod-openapi'
import { roles } from '../../kernel/actor.ts'
import { router } from '../../kernel/http.ts'
import { presentSelf } from './present.ts'

const CapacityShape = z
  .object({ id: z.string(), role: z.enum(roles), body: z.string().nullable(), party: z.string().nullable(), area: z.string().nullable(), from: z.string(), until: z.string().nullable() })
  .openapi('Capacity')
const Self = z.object({ person: z.object({ id: z.string(), name: z.string() }).nullable(), capacity: CapacityShape.nullable(), capacities: z.array(CapacityShape) }).openapi('Self')

export const api = router()

api.openapi(
  createRoute({
    method: 'get',
    path: '/me',
    tags: ['people'],
    summary: 'Who is asking, and in which capacity',
    description: 'With a key (`Authorization: Bearer mfk_…`) the one capacity the key was made for; without, the public.',
    responses: { 200: { description: 'The one who asks', content: { 'application/json': { schema: Self } } } },
  }),
  (c) => {
    c.header('cache-control', 'no-store')
    return c.json(presentSelf(c.var.actor, c.var.capacities), 200)
  },
)
