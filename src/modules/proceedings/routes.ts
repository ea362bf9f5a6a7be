import { createRoute, z } from '@hono/zod-openapi'
import { perform } from '../../kernel/command.ts'
import { missing } from '../../kernel/errors.ts'
import { router } from '../../kernel/http.ts'
import { findRunning } from '../meetings/index.ts'
import { TextShape } from '../mechanism/index.ts'
import { commentOnReport } from './commands.ts'
import { findReport, listComments, listParagraphs } from './queries.ts'
import { numberedParagraphs } from './rules.ts'
import { reportStates } from './schema.ts'

const params = z.object({ body: z.string().openapi({ example: 'SOMTC' }), session: z.string().openapi({ example: '26' }) })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string().optional() }) } } })
const CommentShape = z.object({ id: z.string(), paragraph: z.string(), party: z.string().nullable(), kind: z.string(), wording: TextShape, reason: z.string(), state: z.string(), at: z.string() })
const ReportShape = z
  .object({
    meeting: z.string(), state: z.enum(reportStates), revision: z.number().int(), commentsUntil: z.string().nullable(), finalAt: z.string().nullable(), symbol: z.string().nullable(),
    paragraphs: z.array(z.object({ id: z.string(), number: z.number().int(), item: z.string().nullable(), session: z.string().nullable(), party: z.string().nullable(), text: TextShape })), comments: z.array(CommentShape),
  })
  .openapi('Report')

const read = createRoute({
  method: 'get', path: '/meetings/{body}/{session}/report', tags: ['Meetings'], summary: 'The report of a meeting as far as you may read it: whole for members, the own session for a partner',
  request: { params }, responses: { 200: { description: 'The report.', content: { 'application/json': { schema: ReportShape } } }, 404: problem('No such report is open to you.') },
})
const comment = createRoute({
  method: 'post', path: '/meetings/{body}/{session}/report/paragraphs/{paragraph}/comments', tags: ['Meetings'], summary: 'Comment on a paragraph: factual accuracy, or your own intervention',
  request: { params: params.extend({ paragraph: z.string() }), body: { content: { 'application/json': { schema: z.object({ wording: TextShape, reason: z.string() }) } }, required: true } },
  responses: { 201: { description: 'The comment.', content: { 'application/json': { schema: z.object({ id: z.string() }) } } }, 403: problem('Not yours to change, with the reason.'), 404: problem('No such paragraph is open to you.'), 422: problem('What is wrong with it, with paths.') },
})

export const api = router()

api.openapi(read, async (c) => {
  const { db, actor, now } = c.var
  const { body, session } = c.req.valid('param')
  const reader = { actor, now }
  const meeting = await findRunning(db, reader, `${body}/${session}`)
  const report = meeting && (await findReport(db, reader, meeting.ref))
  if (!meeting || !report) throw missing()
  const [paragraphs, comments] = await Promise.all([listParagraphs(db, reader, meeting.ref), listComments(db, reader, meeting.ref)])
  return c.json({
    meeting: report.meeting, state: report.state, revision: report.revision, commentsUntil: report.commentsUntil, finalAt: report.finalAt, symbol: report.symbol,
    paragraphs: numberedParagraphs(paragraphs).map(({ id, number, item, session: held, party, text }) => ({ id, number, item, session: held, party, text })),
    comments: comments.map(({ id, paragraph, party, kind, wording, reason, state, at }) => ({ id, paragraph, party, kind, wording, reason, state, at })),
  }, 200)
})
api.openapi(comment, async (c) => {
  const { db, actor, now } = c.var
  const { body, session, paragraph } = c.req.valid('param')
  return c.json({ id: await perform(commentOnReport, { db, actor, now, input: { meeting: `${body}/${session}`, paragraph, ...c.req.valid('json') } }) }, 201)
})
