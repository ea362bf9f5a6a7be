import { createReadStream, createWriteStream } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type Actor, system } from '../../../kernel/actor.ts'
import { appendAudit } from '../../../kernel/audit.ts'
import { defineCommand, perform } from '../../../kernel/command.ts'
import type { Tx } from '../../../kernel/db.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { type FileStore, hashOf } from '../../../kernel/files.ts'
import type { Reply } from '../../../kernel/http.ts'
import { type FileFault, type FileKind, kindOfMedia, sniff } from '../../../kernel/sniff.ts'
import type { Reading } from '../../../kernel/text-blocks.ts'
import { textOf } from '../../../kernel/text-of.ts'
import { type Answer, answerOf, categoryIn, findRunning, listRights } from '../../meetings/index.ts'
import { addUpload, findReading, findUpload, lockUpload, markReady, markRefused, markTaken, saveReading, type Upload, underWay } from '../queries/upload.ts'
import { canUpload, cleanName, mostUnderWay, paperKinds } from '../rules/upload.ts'

/** Begins to send a file to a meeting. Nothing of it is part of a paper before it has arrived, was looked through and was handed in. */
export const beginUpload = defineCommand({
  name: 'upload.begin',
  input: z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), meeting: z.string().min(1).max(80), name: z.string().min(1).max(400), bytes: z.number().int().positive() }),
  async load({ tx, actor, now }, input): Promise<{ answer: Answer }> {
    const reader = { actor, now }
    if (actor.person === null || !(await findRunning(tx, reader, input.meeting))) throw missing()
    const category = await categoryIn(tx, reader, input.meeting)
    return { answer: category === null ? 'no' : answerOf(await listRights(tx, now.slice(0, 10)), 'submit-document', category) }
  },
  allow: (actor, subject: { answer: Answer }) => canUpload(actor, subject.answer),
  async run({ tx, actor, now }, _subject, input): Promise<{ id: string }> {
    const person = actor.person?.id ?? ''
    const before = await underWay(tx, person)
    if (before.files >= mostUnderWay.files || before.bytes + input.bytes > mostUnderWay.bytes) throw new AppError('too-many', 'upload.too-many')
    await addUpload(tx, { id: input.id, meeting: input.meeting, person, capacity: actor.capacity?.id ?? '', name: input.name.replaceAll('\0', '').toWellFormed().slice(0, 200), bytes: input.bytes, now })
    return { id: input.id }
  },
  audit: (_subject, result, input) => ({ type: 'upload', id: result.id, change: { meeting: input.meeting, name: input.name, bytes: input.bytes } }),
  specimens: () => ({ 'a meeting where its category may hand in papers': { answer: 'yes' as const }, 'a meeting where it may not': { answer: 'no' as const } }),
})

export const newUploadId = (): string => randomBytes(16).toString('hex')
export const draftOf = (files: FileStore, id: string): string => path.join(files.drafts, id)

/** Two questions about one file look through it once. */
const looking = new Map<string, Promise<Upload | null>>()

/**
 * The person's upload as it stands. One that has arrived whole is looked through now: what it is by its bytes, the virus scanner, its
 * text; then it is kept, or refused and deleted. Null when there is none of this name for him.
 */
export async function lookThrough(c: Reply, id: string): Promise<Upload | null> {
  const { db, actor, files } = c.var
  const upload = actor.person === null ? null : await findUpload(db, actor.person.id, id)
  if (upload === null || upload.state !== 'arriving') return upload
  const arrived = await stat(draftOf(files, id)).then((found) => found.size, () => 0)
  if (arrived !== upload.bytes) return upload
  const running = looking.get(id) ?? examine(c, upload).finally(() => looking.delete(id))
  looking.set(id, running)
  return running
}

async function examine(c: Reply, upload: Upload): Promise<Upload | null> {
  const { db, actor, files, now, scanner, site } = c.var
  const draft = draftOf(files, upload.id)
  const refuse = async (fault: FileFault) => {
    await db.transaction().execute(async (tx) => {
      await markRefused(tx, upload.id, fault, now)
      await appendAudit(tx, { at: now, actor, command: 'upload.refuse', type: 'upload', id: upload.id, change: { name: upload.name, fault } })
    })
    await rm(draft, { force: true })
    return findUpload(db, upload.person, upload.id)
  }
  const found = await sniff(draft, upload.name, { allowed: paperKinds, limit: site.config.documentLimitBytes })
  if ('fault' in found) return refuse(found.fault)
  const scan = await scanner?.scan(createReadStream(draft))
  if (scan?.is === 'infected') return refuse({ code: 'file.virus', params: { name: scan.by } })
  // It waits where it is, and is scanned when it is asked for again.
  if (scan?.is === 'unscanned' && site.config.whenScannerAway === 'wait') return { ...upload, refusal: { code: 'file.scanner-away', params: {} } }
  const { sha256, bytes } = await hashOf(draft)
  const reading = (await findReading(db, sha256)) ?? (await textOf(draft, found.kind))
  await db.transaction().execute(async (tx) => {
    const name = cleanName(upload.name, found.kind)
    await files.keep(tx, { draft, sha256, bytes, name, type: found.type, now })
    await saveReading(tx, sha256, reading, now)
    await markReady(tx, upload.id, { sha256, type: found.type, name, scanned: scan?.is === 'clean' ? 'clean' : 'not-scanned', now })
    await appendAudit(tx, { at: now, actor: system, command: 'upload.ready', type: 'upload', id: upload.id, change: { sha256, type: found.type, name, scanned: scan?.is ?? 'no scanner' } })
  })
  return findUpload(db, upload.person, upload.id)
}

/** A file that came whole with a form goes the same way as one that came in pieces. Gives the id of the upload. */
export async function receiveFile(c: Reply, meeting: string, file: File): Promise<string> {
  const { db, actor, files, now, site } = c.var
  if (file.size === 0) throw invalid('', 'file.empty')
  if (file.size > site.config.uploadLimitBytes) throw invalid('', 'file.too-large', { mb: Math.floor(site.config.uploadLimitBytes / 1048576), is: Math.ceil(file.size / 1048576) })
  const id = newUploadId()
  await perform(beginUpload, { db, actor, now, input: { id, meeting, name: file.name || 'paper', bytes: file.size } })
  await pipeline(Readable.fromWeb(file.stream() as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(draftOf(files, id), { flags: 'wx', mode: 0o640 }))
  return id
}

/**
 * What a form brought under one name: the upload it names (`<name>Upload`, from the browser's script or from the form shown again), or
 * the file that came with it. Null when there is neither. A file that is not taken is a fault at `/<name>`; throws `invalid`.
 * Called before the command, whose input then has the id; the command calls `takeUpload`.
 */
export async function uploadFrom(c: Reply, meeting: string, form: FormData, name: string): Promise<string | null> {
  const file = form.get(name)
  const named = form.get(`${name}Upload`)
  const at = (fault: FileFault) => invalid(`/${name}`, fault.code, fault.params)
  let id = typeof named === 'string' && /^[0-9a-f]{32}$/.test(named) ? named : null
  if (file instanceof File && file.size > 0) {
    id = await receiveFile(c, meeting, file).catch((error: unknown) => {
      const [fault] = error instanceof AppError && error.kind === 'invalid' ? error.faults : []
      throw fault ? invalid(`/${name}`, fault.code, fault.params) : error
    })
  } else if (id === null && file instanceof File && file.name !== '') throw at({ code: 'file.empty', params: {} })
  if (id === null) return null
  const upload = await lookThrough(c, id)
  if (upload === null || upload.meeting !== meeting) throw invalid(`/${name}`, 'upload.unknown')
  if (upload.refusal !== null) throw at(upload.refusal)
  if (upload.state === 'arriving') throw invalid(`/${name}`, 'upload.not-whole')
  if (upload.state === 'taken') throw invalid(`/${name}`, 'upload.taken')
  return id
}

export interface TakenFile {
  sha256: string
  name: string
  type: string
  bytes: number
  scanned: 'not-scanned' | 'clean'
  /** For `document_file.text` and the search. */
  text: string | null
}

/** Makes an upload part of a paper, within the command that does so. Once only, and only the person's own in that meeting. */
export async function takeUpload(tx: Tx, id: string, by: { actor: Actor; now: string; meeting: string; /** Of the form's field, for the fault. */ field?: string }): Promise<TakenFile> {
  const at = `/${by.field ?? 'file'}`
  const upload = by.actor.person === null ? null : await lockUpload(tx, by.actor.person.id, id)
  if (upload === null || upload.meeting !== by.meeting) throw invalid(at, 'upload.unknown')
  if (upload.state === 'taken') throw invalid(at, 'upload.taken')
  if (upload.refusal !== null) throw invalid(at, upload.refusal.code, upload.refusal.params)
  if (upload.sha256 === null || upload.type === null || upload.scanned === null) throw invalid(at, 'upload.not-whole')
  await markTaken(tx, id, by.now)
  return { sha256: upload.sha256, name: upload.name, type: upload.type, bytes: upload.bytes, scanned: upload.scanned, text: (await findReading(tx, upload.sha256))?.text ?? null }
}

/** What a kept file says. One that another part of the program made, and so never arrived as an upload, is read when it is first asked for. */
export async function readingOf(c: Reply, file: { sha256: string; type: string }): Promise<Reading | null> {
  const { db, files } = c.var
  const known = await findReading(db, file.sha256)
  const kind = kindOfMedia(file.type)
  if (known || kind === null || (await files.size(file.sha256)) === null) return known
  const running = underReading.get(file.sha256) ?? readKept(c, file.sha256, kind).finally(() => underReading.delete(file.sha256))
  underReading.set(file.sha256, running)
  return running
}

/** Files of this process that are being read, by their hash: many who open one at once wait for one reading. */
const underReading = new Map<string, Promise<Reading>>()

async function readKept(c: Reply, sha256: string, kind: FileKind): Promise<Reading> {
  const { db, files, now } = c.var
  const draft = path.join(files.drafts, newUploadId())
  try {
    await pipeline(files.read(sha256), createWriteStream(draft, { flags: 'wx', mode: 0o640 }))
    const reading = await textOf(draft, kind)
    await db.transaction().execute((tx) => saveReading(tx, sha256, reading, now))
    return reading
  } finally {
    await rm(draft, { force: true })
  }
}
