import { rm } from 'node:fs/promises'
import { FileStore as PieceStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { perform } from '../../kernel/command.ts'
import { missing } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/files.ts'
import { problemOf, type Reply, router } from '../../kernel/http.ts'
import { answerOf, categoryIn, findRunning, listRights } from '../meetings/index.ts'
import { beginUpload, draftOf, lookThrough, newUploadId } from './commands/upload.ts'
import { findUpload, removeUpload } from './queries/upload.ts'
import { canUpload } from './rules/upload.ts'

/**
 * Files that are sent in pieces and may be taken up again after a break (tus 1.0, by its reference server). Only people, only their own
 * uploads, only while they may hand in a paper in that meeting; to everyone else there is nothing here.
 */
export const uploadRoutes = router()
export const uploadsAt = '/uploads'

const asking = new WeakMap<Request, Reply>()
const servers = new WeakMap<FileStore, Server>()

function serverOf(files: FileStore): Server {
  const known = servers.get(files)
  if (known) return known
  const made = new Server({
    path: uploadsAt,
    datastore: new PieceStore({ directory: files.drafts }),
    // No page of another site may read what we answer.
    allowedOrigins: [],
    maxSize: (request) => asking.get(request as Request)?.var.site.config.documentLimitBytes ?? 0,
    namingFunction: () => newUploadId(),
    generateUrl: (_request, { id }) => `${uploadsAt}/${id}`,
    async onUploadCreate(request, upload) {
      const c = asking.get(request as Request)
      if (!c) throw missing()
      const { db, actor, now } = c.var
      await perform(beginUpload, { db, actor, now, input: { id: upload.id, meeting: upload.metadata?.['meeting'] ?? '', name: upload.metadata?.['filename'] || 'paper', bytes: upload.size ?? 0 } })
      return {}
    },
    onResponseError(request, error) {
      const c = asking.get(request as Request)
      // What our own rules refuse is said in the reader's words; the protocol's own answers stay as they are.
      if (!c || !(error instanceof Error) || !('kind' in error)) return undefined
      const problem = problemOf(error, c)
      return { status_code: problem.status, body: JSON.stringify({ ...problem, said: problem.errors?.[0]?.detail ?? problem.detail }) }
    },
  })
  servers.set(files, made)
  return made
}

async function byProtocol(c: Reply): Promise<Response> {
  const request = c.req.raw
  asking.set(request, c)
  const answer = await serverOf(c.var.files).handleWeb(request)
  const headers = new Headers(answer.headers)
  headers.set('cache-control', 'no-store')
  // A connection is ended by who owns it, and HTTP/2 knows no such word.
  for (const name of ['connection', 'access-control-expose-headers']) headers.delete(name)
  return new Response(answer.body, { status: answer.status, headers })
}

/** The person's own upload, while he may still send to that meeting; a right that ended ends it at the next piece. */
async function requireOwn(c: Reply): Promise<string> {
  const { db, actor, now } = c.var
  const id = c.req.param('id') ?? ''
  const upload = actor.person === null ? null : await findUpload(db, actor.person.id, id)
  if (upload === null || !(await findRunning(db, { actor, now }, upload.meeting))) throw missing()
  const category = await categoryIn(db, { actor, now }, upload.meeting)
  if (!canUpload(actor, category === null ? 'no' : answerOf(await listRights(db, now.slice(0, 10)), 'submit-document', category)).allowed) throw missing()
  return id
}

uploadRoutes.post(uploadsAt, async (c) => {
  if (c.var.actor.person === null) throw missing()
  return byProtocol(c)
})

uploadRoutes.patch(`${uploadsAt}/:id`, async (c) => {
  await requireOwn(c)
  return byProtocol(c)
})

uploadRoutes.delete(`${uploadsAt}/:id`, async (c) => {
  const id = await requireOwn(c)
  const { db, actor, files } = c.var
  const upload = await findUpload(db, actor.person?.id ?? '', id)
  if (upload?.state === 'taken') throw missing()
  await db.transaction().execute(async (tx) => {
    await removeUpload(tx, id)
    if (upload?.sha256) await files.forget(tx, upload.sha256)
  })
  for (const draft of [draftOf(files, id), `${draftOf(files, id)}.json`]) await rm(draft, { force: true })
  return c.body(null, 204, { 'tus-resumable': '1.0.0' })
})

/** HEAD asks how far it is (the protocol); GET what was found when it had arrived. */
uploadRoutes.get(`${uploadsAt}/:id`, async (c) => {
  const id = await requireOwn(c)
  if (c.req.method === 'HEAD') return byProtocol(c)
  const upload = await lookThrough(c, id)
  if (!upload) throw missing()
  const say = (code: string, params = {}) => c.var.site.say(c.var.lang, code, params)
  return c.json(
    { id, state: upload.state, name: upload.name, bytes: upload.bytes, said: upload.refusal ? say(upload.refusal.code, upload.refusal.params) : say(`upload.state.${upload.state}`) },
    200, { 'cache-control': 'no-store' },
  )
})
