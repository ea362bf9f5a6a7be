import { createRoute, z } from '@hono/zod-openapi'
import { perform } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { listOf, pageOf, PageQuery } from '../../mechanism/index.ts'
import { submitDocument } from '../commands/submit.ts'
import { PaperShape, presentPaper } from '../present/papers.ts'
import { findDocument, listDocumentIds, listDocuments } from '../queries/papers.ts'
import { parseSymbol } from '../rules/symbol.ts'
import { distributions, modifierKinds, paperPurposes, paperStatuses, seriesCodes } from '../schema/papers.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional(), errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional() }) } } })

const list = createRoute({
  method: 'get', path: '/documents', tags: ['Documents'], summary: 'Official papers open to you, by meeting, series and number',
  request: {
    query: PageQuery.extend({
      meeting: z.string().max(60).optional().openapi({ description: 'By body and session (write `+` as `%2B`).', example: 'SOMTC/26' }),
      series: z.enum(seriesCodes).optional(), status: z.enum(paperStatuses).optional(), distribution: z.enum(distributions).optional(),
      party: z.string().max(12).optional().openapi({ description: 'Of the party that handed it in.', example: 'THA' }),
      item: z.string().max(80).optional().openapi({ description: 'Of an item of the agenda, by its id.' }),
    }),
  },
  responses: { 200: { description: 'What is not open to you is neither here nor counted.', content: { 'application/json': { schema: listOf(PaperShape) } } }, 400: problem('A filter, limit or cursor means nothing.') },
})

const one = createRoute({
  method: 'get', path: '/documents/{symbol}', tags: ['Documents'], summary: 'One paper by its symbol, as filed, or by its id before it has one',
  request: { params: z.object({ symbol: z.string().openapi({ description: 'The slashes of the symbol stand in the address as they are: `/documents/SOMTC/26/WP.1/Rev.1`.', example: 'SOMTC/26/WP.1/Rev.1' }) }) },
  responses: { 200: { description: 'The paper; `supersededBy` names what stands in its place.', content: { 'application/json': { schema: PaperShape } } }, 404: problem('No such paper is open to you.') },
})

const Words = z.strictObject({ en: z.string().optional(), th: z.string().optional() }).openapi({ description: 'In one language at least; the other says the same until it is translated.' })
const submit = createRoute({
  method: 'post', path: '/documents', tags: ['Documents'], summary: 'Hands in a paper; it has a symbol when the Secretariat registers it',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            meeting: z.string().openapi({ example: 'SOMTC/26' }), series: z.enum(seriesCodes), title: Words, purpose: z.enum(paperPurposes), summary: Words.nullable().optional(), actionRequested: Words.nullable().optional().openapi({ description: 'What the Meeting is invited to do: needed for a decision.' }),
            item: z.string().nullable().optional(), distribution: z.enum(distributions), partner: z.string().nullable().optional(), joint: z.boolean().optional(), classification: z.string().optional(), handling: z.string().nullable().optional(), areas: z.array(z.string()).optional(),
            asOfStamp: z.string().nullable().optional(), authenticLang: z.string().optional(), party: z.string().nullable().optional().openapi({ description: 'For whom the Secretariat hands it in.' }),
            modifies: z.string().nullable().optional().openapi({ description: 'The symbol it revises, adds to, corrects or amends.' }), modifier: z.enum(modifierKinds).nullable().optional(), modifierNumber: z.number().int().nullable().optional(), languagesConcerned: z.array(z.string()).nullable().optional(),
          }),
        },
      },
    },
  },
  responses: {
    201: { description: 'The paper as it waits; `Location` is its address here.', content: { 'application/json': { schema: PaperShape } } },
    400: problem('The body is not of this shape.'), 403: problem('Not yours to do, with the reason.'), 404: problem('No such meeting is open to you.'), 422: problem('What stands against it, with paths.'),
  },
})

export const paperApi = router()

paperApi.openapi(list, async (c) => {
  const { db, actor, now, site } = c.var
  const { limit, cursor, ...asked } = c.req.valid('query')
  // An address decodes the plus of `SOMTC+CHN` to a blank.
  const ids = await listDocumentIds(db, { actor, now }, { ...asked, meeting: asked.meeting?.replaceAll(' ', '+') })
  const { items, next } = pageOf(ids, (id) => id, { limit, cursor })
  const papers = items.length === 0 ? [] : await listDocuments(db, { actor, now }, { ids: items })
  return c.json({ items: papers.map((paper) => presentPaper(paper, site.config.publicUrl)), next }, 200)
})

// A parameter of the contract holds no slash, so the route that takes symbols is written beside it.
paperApi.openAPIRegistry.registerPath(one)
paperApi.get('/documents/:symbol{.+}', async (c) => {
  const { db, actor, now, site } = c.var
  const asked = c.req.param('symbol')
  if (asked.includes('/') && parseSymbol(asked) === null) throw missing()
  const paper = await findDocument(db, { actor, now }, asked)
  if (paper === null) throw missing()
  return c.json(presentPaper(paper, site.config.publicUrl), 200)
})

paperApi.openapi(submit, async (c) => {
  const { db, actor, now, site } = c.var
  const { id } = await perform(submitDocument, { db, actor, now, input: c.req.valid('json') })
  const paper = await findDocument(db, { actor, now }, id)
  if (paper === null) throw new AppError('missing', 'internal')
  return c.json(presentPaper(paper, site.config.publicUrl), 201, { location: `/api/v1/documents/${id}` })
})
