import { createRoute, z } from '@hono/zod-openapi'
import { router } from '../../kernel/http.ts'
import { listOf, pageOf, PageQuery } from './paging.ts'
import { AreaShape, BodyShape, DisagreementShape, PartyShape, presentArea, presentBody, presentDisagreement, presentParty, presentSource, SourceShape } from './present.ts'
import { listAreas, listBodies, listCadences, listDisagreements, listParties, listSources } from './queries.ts'
import { categoriesAt, inEnglishOrder } from './rules.ts'
import { bodyKinds, partyCategories } from './schema.ts'

const answer = <Shape extends z.ZodType>(shape: Shape, description: string) => ({ 200: { description, content: { 'application/json': { schema: listOf(shape) } } } })
const AsOf = z.iso.date().optional().openapi({ description: 'A day, `YYYY-MM-DD`.' })

const bodies = createRoute({
  method: 'get', path: '/bodies', tags: ['Mechanism'], summary: 'Bodies with their line of authority and how often each is to meet',
  request: { query: PageQuery.extend({ kind: z.enum(bodyKinds).optional(), level: z.enum(['1', '2', '3', '4']).optional().openapi({ description: 'Of authority: 1 leaders, 2 ministers, 3 senior officials, 4 working groups.' }) }) },
  responses: answer(BodyShape, 'In the order of the record: from the highest body down.'),
})

const parties = createRoute({
  method: 'get', path: '/parties', tags: ['Mechanism'], summary: 'Members, partners and organisations with their categories and dates',
  request: { query: PageQuery.extend({ category: z.enum(partyCategories).optional(), asOf: AsOf }) },
  responses: answer(PartyShape, 'In the English alphabetical order of names. With `asOf`, only the categories held on that day.'),
})

const areas = createRoute({
  method: 'get', path: '/priority-areas', tags: ['Mechanism'], summary: 'Priority areas and their lead shepherds through time',
  request: { query: PageQuery },
  responses: answer(AreaShape, 'In the order of the record. An area without a lead has none in any public source we read.'),
})

const sources = createRoute({
  method: 'get', path: '/sources', tags: ['Mechanism'], summary: 'What the record was read from',
  request: { query: PageQuery },
  responses: answer(SourceShape, 'By id. Every fact of the other lists cites one or more of them.'),
})

const disagreements = createRoute({
  method: 'get', path: '/disagreements', tags: ['Mechanism'], summary: 'Where sources disagree: every claim, which is preferred and why',
  request: { query: PageQuery.extend({ kind: z.string().max(40).optional().openapi({ description: 'Of the record it is about: `meeting`, `area`, `instrument`.' }) }) },
  responses: answer(DisagreementShape, '`chosen` is the index of the preferred claim, null where none is.'),
})

/** Only what is public reaches these: the reasons of a claim about a hidden record would tell of it. */
const publicSubjects = new Set(['meeting', 'area', 'instrument'])

export const api = router()

api.openapi(bodies, async (c) => {
  const asked = c.req.valid('query')
  const [all, cadences] = await Promise.all([listBodies(c.var.db), listCadences(c.var.db)])
  const found = all.filter((body) => (asked.kind === undefined || body.kind === asked.kind) && (asked.level === undefined || body.level === Number(asked.level)))
  const page = pageOf(found, (body) => body.code, asked)
  return c.json({ items: page.items.map((body) => presentBody(body, cadences)), next: page.next }, 200)
})

api.openapi(parties, async (c) => {
  const asked = c.req.valid('query')
  const all = inEnglishOrder(await listParties(c.var.db))
  const held = (party: (typeof all)[number]) => (asked.asOf === undefined ? party.categories : categoriesAt(party, asked.asOf))
  const found = all.filter((party) => held(party).some(({ category }) => asked.category === undefined || category === asked.category))
  const page = pageOf(found, (party) => party.code, asked)
  return c.json({ items: page.items.map((party) => presentParty(party, asked.asOf)), next: page.next }, 200)
})

api.openapi(areas, async (c) => {
  const page = pageOf(await listAreas(c.var.db), (area) => area.slug, c.req.valid('query'))
  return c.json({ items: page.items.map(presentArea), next: page.next }, 200)
})

api.openapi(sources, async (c) => {
  const page = pageOf(await listSources(c.var.db), (source) => source.id, c.req.valid('query'))
  return c.json({ items: page.items.map(presentSource), next: page.next }, 200)
})

api.openapi(disagreements, async (c) => {
  const asked = c.req.valid('query')
  const kept = (await listDisagreements(c.var.db, asked.kind)).filter((one) => publicSubjects.has(one.subjectKind))
  const page = pageOf(kept, (one) => `${one.subjectKind} ${one.subjectId} ${one.field}`, asked)
  return c.json({ items: page.items.map(presentDisagreement), next: page.next }, 200)
})
