import { router } from '../../../kernel/http.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { missing } from '../../../kernel/errors.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { meetingTitle } from '../../meetings/index.ts'
import { agendaPaper } from '../paper.ts'
import { meetingOf, readAgenda } from '../reading.ts'
import { agendaTitle, whenWord, zoneWord } from '../wording.ts'

export const printPages = router()

/** US-12 AC3: agenda, notes and list of documents as one PDF, in the language asked for; what the reader may not see is not in it. */
printPages.get('/meetings/:body/:session/agenda/print.pdf', async (c) => {
  const meeting = await meetingOf(c)
  const asked = c.req.query('in')
  const lang: Lang = isLang(asked) ? asked : c.var.lang
  const read = await readAgenda(c, meeting)
  if (read.items.length === 0) throw missing()
  const { zone } = meeting.run
  const paper = agendaPaper({
    meeting: { ref: meeting.ref, startsOn: meeting.startsOn, zone }, meetingName: meetingTitle(meeting, read.bodies, lang), title: agendaTitle(read.agenda, read.versions, lang),
    items: read.items, papers: read.papers, parties: read.parties, mandates: read.mandates, asOf: whenWord(c.var.now, zone, lang), zone: zoneWord(read.items.find((item) => item.startsAt)?.startsAt ?? c.var.now, zone),
  }, lang)
  const bytes = typeset(paper)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="agenda-${meeting.ref.replace(/[^A-Za-z0-9]+/g, '-')}.${lang}.pdf"`, 'cache-control': 'private, no-store' })
})
