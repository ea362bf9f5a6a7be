import { system } from '../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { FileStore } from '../../kernel/files.ts'
import type { Reply } from '../../kernel/http.ts'
import { type Lang, languages, type Text } from '../../kernel/languages.ts'
import type { Paper } from '../../kernel/paper.ts'
import { qrPng, qrSvg } from '../../kernel/qr.ts'
import { paperTemplate, typeset } from '../../kernel/typeset.ts'
import { issuePaper } from '../documents/index.ts'
import { wordCircular, wordLetter } from './paper.ts'
import { type Circular, findLetter, type Letter } from './queries.ts'
import { words } from './wording.ts'

interface Press {
  db: Db
  files: FileStore
  publicUrl: string
}

/**
 * The PDF of an issued letter, proven by its code. What it says was settled when it was issued, so the paper is the same whenever it is made,
 * and the Chair's act, not the reader's, is what makes it.
 */
export function letterPdf(press: Press, letter: Letter & { says: NonNullable<Letter['says']>; issuedAt: string }, lang: Lang): Promise<{ bytes: Uint8Array; name: string }> {
  const { says } = letter
  const title = (of: Lang) => `${words[of]['convocation.letter'](letter.reference ?? '')}: ${says.addressee?.[of] ?? ''}`
  return print(press, {
    kind: 'invitation', subject: `${says.meetings[0]?.ref ?? letter.series}@${letter.party ?? letter.person ?? ''}`, lang, marking: `PARTNER:${letter.party ?? letter.person ?? ''}`, zone: says.series.zone, issuedAt: letter.issuedAt,
    title: { en: title('en'), th: title('th') }, paper: wordLetter(says, lang, { form: true, example: letter.origin === 'demonstration' }), name: `${(letter.reference ?? letter.id).replaceAll('/', '-')}.${lang}.pdf`,
  })
}

export function circularPdf(press: Press, circular: Circular & { number: number; issuedAt: string }, earlier: readonly Circular[], series: { name: Text; zone: string; main: string }, lang: Lang): Promise<{ bytes: Uint8Array; name: string }> {
  const title = (of: Lang) => words[of]['convocation.circular-subject'](circular.number, series.name[of])
  return print(press, {
    kind: 'circular', subject: `${series.main}@circular-${circular.number}`, lang, marking: 'GENERAL', zone: series.zone, issuedAt: circular.issuedAt, title: { en: title('en'), th: title('th') },
    paper: wordCircular(circular, earlier, series, lang), name: `circular-${circular.number}.${lang}.pdf`,
  })
}

/** Makes the papers of letters that were just issued, so that they are proven from that moment; one that failed is made when it is first asked for. */
export async function printIssued(c: Reply, ids: readonly string[]): Promise<void> {
  const { db, files, actor, now, site } = c.var
  for (const id of ids) {
    const letter = await findLetter(db, { actor, now }, id)
    if (!letter?.says || letter.issuedAt === null) continue
    for (const lang of languages) {
      // Setting a page holds the process; others get their turn between two.
      await new Promise((resolve) => setImmediate(resolve))
      await letterPdf({ db, files, publicUrl: site.config.publicUrl }, { ...letter, says: letter.says, issuedAt: letter.issuedAt }, lang)
    }
  }
}

async function print({ db, files, publicUrl }: Press, of: { kind: string; subject: string; lang: Lang; marking: string; zone: string; issuedAt: string; title: Text; paper: Paper; name: string }): Promise<{ bytes: Uint8Array; name: string }> {
  const { lang, paper, issuedAt, zone, name } = of
  const day = dayInZone(issuedAt, zone)
  const { bytes } = await issuePaper({
    db, files, actor: system, now: issuedAt, kind: of.kind, subject: of.subject, lang, format: 'pdf', marking: of.marking, title: of.title, asOf: day, content: { ...paper, form: paperTemplate }, name,
    render: async (made) => {
      const link = `${publicUrl}/check/${made.code}`
      return typeset(paper, { code: made.code, link, address: `${publicUrl.replace(/^https?:\/\//, '')}/check`, qr: qrSvg(link), qrPng: await qrPng(link), qrAlt: words[lang]['convocation.paper.qr'](link), version: words[lang]['convocation.paper.version'](made.version, formatDay(day, lang, 'short')) })
    },
  })
  return { bytes, name }
}
