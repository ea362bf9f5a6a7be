import { createRoute, z } from '@hono/zod-openapi'
import { dataVersion } from '../../kernel/db.ts'
import { AppError, type Fault, missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { readDirectory } from './directory.ts'
import { readFacets, readFilter, withPlus } from './filters.ts'
import { ChainShape, MandateItem, MandateRecord, presentChain, presentMandate, presentRecord } from './present.ts'
import { isReckoned } from './schema.ts'
import { findChain, findMandate, listMandatesAfter, listStatements } from './queries.ts'

const AsOf = z.string().optional().openapi({ param: { name: 'asOf', in: 'query' }, description: 'The register as it stood at the end of a day, `YYYY-MM-DD`; today or earlier.', example: '2012-01-01' })
const text = (description: string, example?: string) => z.string().optional().openapi({ description, ...(example ? { example } : {}) })

/** Kept as text here: the register and this interface read their filters by the same rules. */
const ListQuery = z.object({
  body: text('A body by its code.', 'AMMTC'),
  level: text('Of authority: 1 leaders, 2 ministers, 3 senior officials, 4 working groups.', '2'),
  meeting: text('A meeting by body and session.', 'AMMTC/7'),
  class: text('A class, or with `+` that class and all above it.', 'C4+'),
  status: text('`OPEN`, `IN_PROGRESS`, `COMPLETED`, `CONTINUING`, `OVERTAKEN`, `SUPERSEDED`, `LAPSED`, or `NO_REPORT`: nothing is on record of something that asks.', 'OPEN'),
  owner: text('Whom it asks: a body, a party, `members`, `partners` or a role such as `lead-shepherds`.', 'SOMTC'),
  area: text('A priority area by its slug.', 'terrorism'),
  due: text('`none` stated, `dated` or by `event`.', 'event'),
  overdue: text('`yes` or `no`.', 'yes'),
  record: text('`disagree`: sources disagree; `break`: no parent known; `digest`: not the wording itself.', 'break'),
  text: text('Words, in English or Thai, or a symbol.', 'ยาเสพติด'),
  asOf: AsOf,
  limit: text('How many at once, 1 to 200; 50 where absent.', '50'),
  cursor: text('`next` of the answer before.'),
  lang: text('Of messages: `en` or `th`.'),
})

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional(), errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional() }) } } })
const Id = z.object({ id: z.string().openapi({ description: 'The symbol with `-` for `/`.', example: 'AMMTC-7-DEC.7' }) })

const list = createRoute({
  method: 'get', path: '/mandates', tags: ['Mandates'], summary: 'The register: what was decided, of whom it asks what, and where it stands',
  request: { query: ListQuery },
  responses: {
    200: { description: 'Newest decision first. `next` is null on the last page.', content: { 'application/json': { schema: z.object({ items: z.array(MandateItem), next: z.string().nullable() }) } } },
    400: problem('A filter, limit or cursor means nothing; every fault is named with its path.'),
  },
})
const one = createRoute({
  method: 'get', path: '/mandates/{id}', tags: ['Mandates'], summary: 'One mandate with what was said of it since',
  request: { params: Id, query: z.object({ asOf: AsOf }) },
  responses: { 200: { description: 'The record.', content: { 'application/json': { schema: MandateRecord } } }, 404: problem('No such mandate is open to you, or there was none yet on that day.') },
})
const chain = createRoute({
  method: 'get', path: '/mandates/{id}/chain', tags: ['Mandates'], summary: 'The way up to where a mandate comes from and down to what came of it',
  request: { params: Id, query: z.object({ asOf: AsOf }) },
  responses: { 200: { description: 'All decisions on the way, oldest first, with their links.', content: { 'application/json': { schema: ChainShape } } }, 404: problem('No such mandate is open to you.') },
})

export const api = router()

api.openapi(list, async (c) => {
  const { db, actor, today } = c.var
  const { limit: typedLimit, cursor: typedCursor, lang: _, ...query } = withPlus(c.req.valid('query'))
  const version = await dataVersion(db)
  const [directory, facets] = await Promise.all([readDirectory(db, version), readFacets(db, actor, undefined, today, version)])
  const { filter, faults } = readFilter(query, directory, facets)
  for (const name of Object.keys(c.req.query())) if (!(name in ListQuery.shape)) faults.push({ path: `/${name}`, code: 'filter.unknown' })
  const limit = Number(typedLimit ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) faults.push({ path: '/limit', code: 'filter.limit' })
  const after = typedCursor ? readCursor(typedCursor) : null
  if (after === undefined) faults.push({ path: '/cursor', code: 'filter.cursor' })
  if (query.asOf && faults.every((fault) => fault.path !== '/asOf')) faults.push(...dayFaults(query.asOf, today))
  if (faults.length > 0) throw new AppError('malformed', 'input.invalid', { faults })
  const rows = await listMandatesAfter(db, actor, filter, today, after ?? null, limit + 1, { origins: false })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return c.json({ items: items.map((row) => presentMandate(row, filter.asOf ?? today)), next: rows.length > limit && last ? cursorOf(last) : null }, 200)
})

api.openapi(one, async (c) => {
  const { db, actor, today } = c.var
  const asOf = dayAsked(c.req.valid('query').asOf, today)
  const { id } = c.req.valid('param')
  const found = await findMandate(db, actor, id, asOf)
  if (!found) throw missing()
  return c.json(presentRecord(found, await listStatements(db, actor, found.id, { asOf }), asOf ?? today), 200)
})

api.openapi(chain, async (c) => {
  const { db, actor, today } = c.var
  const found = await findChain(db, actor, c.req.valid('param').id, { asOf: dayAsked(c.req.valid('query').asOf, today) })
  if (!found) throw missing()
  const { id } = c.req.valid('param')
  return c.json(presentChain(found, id.replaceAll('/', '-')), 200)
})

function dayFaults(asOf: string | undefined, today: string): Fault[] {
  if (asOf === undefined) return []
  if (!z.iso.date().refine(isReckoned).safeParse(asOf).success) return [{ path: '/asOf', code: 'filter.as-of' }]
  return asOf > today ? [{ path: '/asOf', code: 'mandate.as-of-ahead' }] : []
}

function dayAsked(asOf: string | undefined, today: string): string | undefined {
  const faults = dayFaults(asOf || undefined, today)
  if (faults.length > 0) throw new AppError('malformed', 'input.invalid', { faults })
  return asOf || undefined
}

const Cursor = z.tuple([z.iso.date().refine(isReckoned), z.int32(), z.string().max(120).regex(/^[^\0]*$/)])
const cursorOf = (row: { sortOn: string; number: number; id: string }): string => Buffer.from(JSON.stringify([row.sortOn, row.number, row.id])).toString('base64url')

function readCursor(text: string): { sortOn: string; number: number; id: string } | undefined {
  try {
    const [sortOn, number, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { sortOn, number, id }
  } catch {
    return undefined
  }
}
