import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../../kernel/http.ts'
import { search } from '../../kernel/search.ts'
import { searcherOf } from '../../kernel/searcher.ts'
import { excerpt } from '../../kernel/words.ts'
import { listBodies, listCadences, TextShape } from '../mechanism/index.ts'
import { listMeetings } from '../meetings/index.ts'
import { aboutBodies } from './rules.ts'

const AboutShape = z
  .object({
    asOf: z.string(),
    bodies: z.array(
      z.object({
        code: z.string(),
        meetingsHeld: z.number().int().openapi({ description: 'Numbered meetings on record that had begun by the end of the day. One known only by its year counts once the year is over.' }),
        latestOrdinal: z.number().int().nullable().openapi({ description: 'The number the latest of them bears; above `meetingsHeld` where public sources leave gaps.' }),
        byRule: z.number().int().openapi({ description: 'Of these, known by the rule and a count only: no source dates them.' }),
        since: z.string().nullable().openapi({ description: 'When the first of them was held, as far as it is known.' }),
        cadence: z.object({ every: z.number().int(), unit: z.literal('year'), since: z.string(), decidedBy: TextShape, mandate: z.string().nullable() }).nullable(),
      }),
    ),
  })
  .openapi('About')

const HitShape = z
  .object({ kind: z.string(), id: z.string(), url: z.string(), title: z.string(), titles: TextShape, excerpt: z.string(), date: z.string().nullable() })
  .openapi('SearchHit')

const about = createRoute({
  method: 'get', path: '/about', tags: ['Mechanism'], summary: 'How often each body meets and how often it has met, as of a day',
  request: { query: z.object({ asOf: z.iso.date().optional().openapi({ description: 'The end of that day; today without it.' }) }) },
  responses: { 200: { description: 'In the order of the record.', content: { 'application/json': { schema: AboutShape } } } },
})

const searchRoute = createRoute({
  method: 'get', path: '/search', tags: ['Search'], summary: 'Everything the reader may see, best answer first',
  request: {
    query: z.object({
      q: z.string().min(1).max(200).openapi({ description: 'Words in English or Thai in any order, symbols, years of either era.' }),
      kind: z.string().max(40).optional().openapi({ description: 'Such as `mandate`, `meeting`, `instrument`, `body`, `party`, `area`.' }),
      lang: z.enum(['en', 'th']).optional().openapi({ description: 'Of `title` and `excerpt`.' }),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().regex(/^\d{1,5}$/, 'search.cursor').optional().openapi({ description: 'The `next` of the page before.' }),
    }),
  },
  responses: {
    200: {
      description: '`corrected` holds the words really looked for where the ones typed were found nowhere.',
      content: { 'application/json': { schema: z.object({ items: z.array(HitShape), next: z.string().nullable(), total: z.number().int(), kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })), corrected: z.string().nullable() }) } },
    },
  },
})

export const api = router()

api.openapi(about, async (c) => {
  const asOf = c.req.valid('query').asOf ?? c.var.today
  const [bodies, meetings, cadences] = await Promise.all([listBodies(c.var.db), listMeetings(c.var.db), listCadences(c.var.db)])
  return c.json(
    {
      asOf,
      bodies: aboutBodies(bodies, meetings, cadences, asOf).map((body) => ({
        code: body.body, meetingsHeld: body.held, latestOrdinal: body.latestOrdinal, byRule: body.byRule, since: body.first?.starts ?? null,
        cadence: body.cadence && { every: body.cadence.every, unit: body.cadence.unit, since: body.cadence.from, decidedBy: body.cadence.decidedBy, mandate: body.cadence.mandate },
      })),
    },
    200,
  )
})

api.openapi(searchRoute, async (c) => {
  const asked = c.req.valid('query')
  const lang = asked.lang ?? c.var.lang
  const offset = Number(asked.cursor ?? 0)
  const found = await search(c.var.db, searcherOf(c), { text: asked.q, kind: asked.kind, limit: asked.limit, offset })
  const words = found.corrected ?? asked.q
  const items = found.hits.map((hit) => ({
    kind: hit.kind, id: hit.id, url: hit.url, title: hit.title[lang], titles: hit.title, date: hit.onDate,
    excerpt: excerpt(hit.body[lang] || hit.body.en, words, 240).map(({ text }) => text).join(''),
  }))
  const next = offset + items.length < found.total ? String(offset + items.length) : null
  return c.json({ items, next, total: found.total, kinds: found.kinds, corrected: found.corrected }, 200)
})
