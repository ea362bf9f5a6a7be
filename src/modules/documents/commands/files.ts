import { z } from 'zod'
import { type Actor, acts } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { invalid } from '../../../kernel/errors.ts'
import { changePaper, type LockedPaper } from '../queries/acts.ts'
import { named, seen } from './papers.ts'
import { newCheckCode } from '../filing.ts'
import { indexPaper, saveFile } from '../queries/filing.ts'
import { canAddFile } from '../rules/papers.ts'
import { FileLang } from '../schema/papers.ts'
import { PaperId } from '../schema/acts.ts'
import { standing, waiting } from '../specimens.ts'
import { takeUpload } from './upload.ts'

/**
 * a language version under the paper's one symbol. Before registration the originator may replace what it handed in; afterwards
 * languages that are missing are added, and a text that changes is a new symbol.
 */
export const addFile = defineCommand({
  name: 'document.add-language',
  input: z.strictObject({ document: PaperId, lang: FileLang, upload: z.string().min(1, 'papers.file-needed').max(80) }),
  load: (context, input) => seen(context, input.document),
  allow: (actor: Actor, paper: LockedPaper) => canAddFile(actor, paper, acts(actor, 'SD')),
  async run({ tx, actor, now }, paper, { lang, upload }) {
    if (paper.symbol !== null && paper.files.some((file) => file.lang === lang)) throw invalid('/lang', 'papers.language-there')
    const file = await takeUpload(tx, upload, { actor, now, meeting: paper.meeting, field: 'file' })
    await saveFile(tx, paper.id, { lang, sha256: file.sha256, name: file.name, type: file.type, bytes: file.bytes, authentic: lang === paper.authenticLang, text: file.text, scanned: file.scanned, checkCode: newCheckCode(paper.meeting), uploadedBy: actor.person?.id ?? '', uploadedAt: now })
    await changePaper(tx, paper.id, null, {})
    await indexPaper(tx, paper.id)
    return { lang, sha256: file.sha256, name: file.name }
  },
  audit: (paper, result) => named(paper, { file: result }),
  specimens: (actor) => ({ ...waiting(actor), ...standing(actor) }),
})
