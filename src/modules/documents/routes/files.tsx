import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { missing } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { findRunning } from '../../meetings/index.ts'
import { saveOpenings } from '../queries/files.ts'
import { indexPage } from '../pages/files-index.tsx'
import { findDocument, listDocuments, type Paper, type PaperFile } from '../queries/papers.ts'
import { contentDisposition, rangeOf } from '../rules/upload.ts'

/** Files of papers, for whoever sees the paper at this very moment: what was open a minute ago and is not now has no address any more. */
export const fileRoutes = router()

const symbolOf = (c: Reply): string => (c.req.param('symbol') ?? '').replace(/^id\//, '')

/** Sends a kept file: whole or a range of it, to be saved, never shown in place. `opened` is called once it is really sent. */
export async function sendFile(c: Reply, paper: Pick<Paper, 'id'>, file: PaperFile, way: 'download' | 'pack', name: string): Promise<Response> {
  const { db, files, actor, now } = c.var
  const size = await files.size(file.sha256)
  if (size === null) throw new Error(`the file ${file.sha256} of paper ${paper.id} is missing`)
  const etag = `"${file.sha256}"`
  const headers: Record<string, string> = {
    'content-type': file.type, 'content-disposition': contentDisposition(name), etag, 'accept-ranges': 'bytes',
    // The right is asked each time, so no copy is kept on the way.
    'cache-control': 'private, no-store',
  }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  const condition = c.req.header('if-range')
  const range = condition !== undefined && condition !== etag ? null : rangeOf(c.req.header('range'), size)
  if (range === 'beyond') return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` })
  headers['content-length'] = String(range ? range.end - range.start + 1 : size)
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`
  if (c.req.method === 'HEAD') return c.body(null, range ? 206 : 200, headers)
  if (!range || range.start === 0) await saveOpenings(db, [{ document: paper.id, lang: file.lang }], { actor, way, now })
  return c.body(Readable.toWeb(files.read(file.sha256, range ?? undefined)) as ReadableStream, range ? 206 : 200, headers)
}

/** Its symbol before its own name: a folder of saved papers stays in order. */
export const savedName = (paper: Pick<Paper, 'symbol' | 'id'>, file: Pick<PaperFile, 'lang' | 'name'>): string => {
  const end = file.name.split('.').at(-1) ?? 'bin'
  return paper.symbol === null ? file.name : `${paper.symbol.replaceAll('/', '-')}.${file.lang}.${end}`
}

fileRoutes.get('/documents/:symbol{.+}/files/:lang', async (c) => {
  const { db, actor, now } = c.var
  const paper = await findDocument(db, { actor, now }, symbolOf(c))
  const file = paper?.files.find((each) => each.lang === c.req.param('lang'))
  if (!paper || !file || paper.status === 'REFUSED') throw missing()
  return sendFile(c, paper, file, 'download', savedName(paper, file))
})

/** All papers of a meeting that this reader sees, as one file with a page that leads through it. Nothing but the file in hand is in memory. */
fileRoutes.get('/meetings/:body/:session/papers.zip', async (c) => {
  const { db, actor, now, files, lang, site } = c.var
  const reader = { actor, now }
  const meeting = await findRunning(db, reader, `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting) throw missing()
  const papers = (await listDocuments(db, reader, { meeting: meeting.ref })).filter((paper) => paper.symbol !== null && (paper.status === 'REGISTERED' || paper.status === 'WITHDRAWN'))
  const packed = papers.filter((paper) => paper.status === 'REGISTERED').flatMap((paper) => paper.files.map((file) => ({ paper, file, at: zipPlace(paper, file) })))
  const zip = new ZipFile()
  const when = { mtime: new Date(now), compress: false }
  const page = indexPage({ meeting, papers, lang, madeAt: now, zone: site.config.zone, checkAt: `${site.config.publicUrl}/check`, addressOf: zipPlace })
  zip.addBuffer(Buffer.from(page), 'index.html', when)
  for (const { file, at } of packed) {
    // Kept files do not change, so their sizes are known; papers are packed in themselves already.
    zip.addReadStreamLazy(at, { ...when, size: file.bytes }, (give) => {
      const bytes = files.read(file.sha256)
      bytes.once('error', (error) => zip.emit('error', error))
      give(null, bytes)
    })
  }
  const output = zip.outputStream as Readable
  zip.on('error', (error) => output.destroy(error as Error))
  // The long form of the end, always: it bears any number and size, and only for it is the length told beforehand the true one.
  const size = await new Promise<number>((resolve) => (zip as { end(options: { forceZip64Format: boolean }, sized: (total: number) => void): void }).end({ forceZip64Format: true }, resolve))
  const headers = { 'content-type': 'application/zip', 'content-disposition': contentDisposition(`${meeting.ref.replaceAll('/', '-')}-papers-${c.var.today}.zip`), 'cache-control': 'private, no-store', ...(size > 0 ? { 'content-length': String(size) } : {}) }
  if (c.req.method === 'HEAD') {
    output.destroy()
    return c.body(null, 200, headers)
  }
  await saveOpenings(db, packed.map(({ paper, file }) => ({ document: paper.id, lang: file.lang })), { actor, way: 'download', now })
  return c.body(Readable.toWeb(output) as ReadableStream, 200, headers)
})

const zipPlace = (paper: Paper, file: PaperFile): string => `${paper.series}/${savedName(paper, file)}`
