import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Actor, system } from '../../kernel/actor.ts'
import { canonical } from '../../kernel/audit.ts'
import { defineCommand, perform } from '../../kernel/command.ts'
import type { Db } from '../../kernel/db.ts'
import { AppError } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/files.ts'
import { isLang, type Lang, type Text } from '../../kernel/languages.ts'
import { requireAllowed } from '../../kernel/policy.ts'
import { findNewest, type IssuedPaper, lockPaper, type PaperKey, saveIssued } from './queries/issued.ts'
import { canIssue, paperCode } from './rules/issued.ts'

const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

/** Records a paper and keeps its bytes. One that says what the last version says is not kept again: that version is the answer. */
export const issueDocument = defineCommand({
  name: 'document.issue',
  input: z.strictObject({
    kind: z.string().min(1),
    subject: z.string().min(1),
    lang: z.custom<Lang>(isLang),
    format: z.enum(['pdf', 'docx']),
    marking: z.string().min(1),
    title: z.custom<Text>(),
    asOf: z.iso.date(),
    content: z.string().length(64),
    /** Printed on it, so chosen before it was made; refused when someone was faster. */
    code: z.string().min(12),
    version: z.number().int().positive(),
    name: z.string().min(1),
    bytes: z.instanceof(Uint8Array),
    store: z.custom<FileStore>(),
  }),
  async load({ tx }, input): Promise<{ marking: string; newest: IssuedPaper | null }> {
    await lockPaper(tx, input)
    return { marking: input.marking, newest: await findNewest(tx, input) }
  },
  allow: (actor, subject: { marking: string; newest: IssuedPaper | null }) => canIssue(actor, subject),
  async run({ tx, actor, now }, { newest }, { store, bytes, name, ...input }): Promise<IssuedPaper> {
    if (newest?.content === input.content) return newest
    if (input.version !== (newest?.version ?? 0) + 1) throw new AppError('conflict', 'version.stale')
    const sha256 = await store.put(tx, { name, type: types[input.format], bytes, now })
    const paper: IssuedPaper = { ...input, sha256, bytes: bytes.byteLength, issuedAt: now, issuedBy: issuerOf(actor), file: sha256 }
    await saveIssued(tx, paper)
    return paper
  },
  audit: (_subject, paper) => {
    const { title: _, content: _content, file: _file, ...change } = paper
    return { type: 'issued_document', id: paper.code, change }
  },
  specimens: () => ({ 'a public paper': { marking: 'PUBLIC', newest: null }, 'a member paper': { marking: 'LIMITED', newest: null }, 'a restricted paper': { marking: 'RESTRICTED', newest: null } }),
})

const issuerOf = (actor: Actor): string => (actor.capacity ? [actor.capacity.role, actor.capacity.party ?? actor.capacity.body].filter(Boolean).join(' ') : 'system')

export interface IssueRequest extends PaperKey {
  db: Db
  files: FileStore
  actor: Actor
  now: string
  title: Text
  asOf: string
  /** All that the paper says and how it is set, without the day it is made: the same content is the same version. */
  content: unknown
  name: string
  render(stamp: { code: string; version: number; issuedAt: string }): Promise<Uint8Array>
}

/**
 * The version of a paper that says this: the last one when it says the same, else a new one, made, kept and recorded. The public's
 * papers are recorded by the system; so many downloads of one content are one version. Throws `forbidden` with the reason.
 */
export async function issuePaper(request: IssueRequest): Promise<{ paper: IssuedPaper; bytes: Uint8Array }> {
  const { db, files, kind, subject, lang, format, marking, title, asOf, name } = request
  const actor = marking === 'PUBLIC' ? system : request.actor
  requireAllowed(canIssue(actor, { marking }))
  const content = createHash('sha256').update(canonical(request.content)).digest('hex')
  for (let attempt = 0; attempt < 4; attempt++) {
    const newest = await findNewest(db, request)
    if (newest?.content === content) {
      const bytes = await files.get(newest.file)
      if (bytes) return { paper: newest, bytes }
      throw new Error(`the file of paper ${newest.code} is missing`)
    }
    const version = (newest?.version ?? 0) + 1
    const code = paperCode(subject, randomBytes(16))
    const made = await request.render({ code, version, issuedAt: request.now })
    try {
      const paper = await perform(issueDocument, { db, actor, now: request.now, input: { kind, subject, lang, format, marking, title, asOf, content, code, version, name, bytes: made, store: files } })
      return { paper, bytes: paper.code === code ? made : ((await files.get(paper.file)) ?? made) }
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
    }
  }
  throw new AppError('conflict', 'version.stale')
}
