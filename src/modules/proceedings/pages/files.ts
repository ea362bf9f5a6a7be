import { missing } from '../../../kernel/errors.ts'
import { router } from '../../../kernel/http.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { asPdf, asWord, readParts, reportPaper } from '../papers.ts'
import { findReport } from '../queries.ts'
import { meetingOf, readerOf } from '../reading.ts'
import { reportTitle } from '../wording.ts'
import { at } from './report.tsx'

export const filePages = router()

const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

/** The report as PDF or Word in either language, as far as this reader has it; `for` cuts out the extract of one party (US-14 AC6). */
for (const format of ['pdf', 'docx'] as const) {
  filePages.get(`${at}/report.${format}`, async (c) => {
    const meeting = await meetingOf(c)
    const reader = readerOf(c)
    const report = await findReport(c.var.db, reader, meeting.ref)
    if (!report) throw missing()
    const asked = c.req.query('in')
    const lang: Lang = isLang(asked) ? asked : c.var.lang
    const of = c.req.query('for')
    const parts = await readParts(c.var.db, reader, meeting, { of })
    if (parts.paragraphs.length === 0) throw missing()
    const paper = reportPaper(parts, lang, reportTitle(report, lang))
    const bytes = format === 'pdf' ? asPdf(paper) : await asWord(paper)
    const name = `report-${meeting.ref}${of ? `-${of}` : ''}`.replace(/[^A-Za-z0-9]+/g, '-')
    return c.body(new Uint8Array(bytes), 200, { 'content-type': types[format], 'content-disposition': `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${lang}.${format}"`, 'cache-control': 'private, no-store' })
  })
}
