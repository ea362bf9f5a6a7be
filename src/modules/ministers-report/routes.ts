import { createRoute, z } from '@hono/zod-openapi'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { listOf, pageOf, PageQuery } from '../mechanism/index.ts'
import { readDraft } from './pack-facts.ts'
import { PackRecord, PackShape, presentPack, presentPackRecord } from './present/api.ts'
import { findPack, listPacks, listParts, listReadableOf } from './queries/pack.ts'
import { canReadDraft } from './rules/pack.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })

const packs = createRoute({
  method: 'get', path: '/ministers-packs', tags: ['Plans'], summary: 'Reports to ministers: frozen copies that are open to you, and drafts for whoever writes or chairs',
  request: { query: PageQuery },
  responses: { 200: { description: 'By the meeting that receives them, newest first.', content: { 'application/json': { schema: listOf(PackShape) } } } },
})
const pack = createRoute({
  method: 'get', path: '/ministers-packs/{body}/{session}', tags: ['Plans'], summary: 'One report to ministers, by the meeting whose decisions it follows up',
  request: { params: z.object({ body: z.string().max(40).openapi({ example: 'AMMTC' }), session: z.string().max(20).openapi({ example: '19' }) }) },
  responses: { 200: { description: 'Its frozen copies; for the Secretariat and the Chair with the draft: what is written, the follow-up table with the proof that all of its audience may open, and what it still lacks.', content: { 'application/json': { schema: PackRecord } } }, 404: problem('No such report is open to you.') },
})

export const api = router()

api.openapi(packs, async (c) => {
  const { db, actor, now } = c.var
  const drafts = canReadDraft(actor).allowed
  const [all, frozen] = await Promise.all([listPacks(db), listReadableOf(db, { actor, now })])
  const rows = all.flatMap((one) => { const own = frozen.filter((copy) => copy.pack === one.id); return drafts || own.length > 0 ? [presentPack(one, own, drafts)] : [] })
  return c.json(pageOf(rows, (one) => one.after, c.req.valid('query')), 200)
})

api.openapi(pack, async (c) => {
  const { db, actor, now, today } = c.var
  const { body, session } = c.req.valid('param')
  const found = await findPack(db, `${body}/${session}`)
  if (!found) throw missing()
  const drafts = canReadDraft(actor).allowed
  const frozen = (await listReadableOf(db, { actor, now })).filter((copy) => copy.pack === found.id)
  if (!drafts && frozen.length === 0) throw missing()
  const facts = drafts ? await readDraft(db, found, await listParts(db, found.id), today, now) : null
  return c.json(presentPackRecord(found, frozen, facts), 200)
})
