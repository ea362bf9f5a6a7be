import { type Reply, router } from '../../../kernel/http.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { mandatesNamed } from '../queries/mandates.ts'
import { isLang, type Lang } from '../../../kernel/languages.ts'
import { missing } from '../../../kernel/errors.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { meetingTitle } from '../../meetings/index.ts'
import { agendaPaper } from '../paper.ts'
import { listVersions, visibleItems } from '../queries.ts'
import { numbered, seenOf } from '../rules.ts'
import { meetingOf, readAgenda, readerOf } from '../reading.ts'
import { agendaTitle, versionName, whenWord, words, zoneWord } from '../wording.ts'

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
  return sendPdf(c, paper, `agenda-${meeting.ref}`)
})

/** A version as it went out, cut to the items of this reader: what a partner has where the paper itself is for members. */
printPages.get('/meetings/:body/:session/agenda/versions/:number{[0-9]+}/print.pdf', async (c) => {
  const meeting = await meetingOf(c)
  const asked = c.req.query('in')
  const lang: Lang = isLang(asked) ? asked : c.var.lang
  const { db, actor } = c.var
  const [versions, visible, parties, bodies] = await Promise.all([listVersions(db, meeting.ref), visibleItems(db, readerOf(c), meeting.ref), listParties(db), listBodies(db)])
  const version = versions.find((one) => one.number === Number(c.req.param('number')))
  const items = numbered(seenOf(version?.items ?? [], visible))
  if (!version || items.length === 0) throw missing()
  const mandates = await mandatesNamed(db, actor, items.flatMap((item) => item.mandates))
  const { zone } = meeting.run
  const title = versionName(version, lang)
  return sendPdf(c, agendaPaper({
    meeting: { ref: meeting.ref, startsOn: meeting.startsOn, zone }, meetingName: meetingTitle(meeting, new Map(bodies.map((body) => [body.code, body])), lang), title, items, papers: [], parties: new Map(parties.map((party) => [party.code, party])),
    mandates: new Map(mandates.map((mandate) => [mandate.id, mandate])), asOf: whenWord(version.at, zone, lang), zone: zoneWord(items.find((item) => item.startsAt)?.startsAt ?? version.at, zone), filed: { symbol: null, marking: words[lang]['agenda.paper-marking'], note: null },
  }, lang), `agenda-${meeting.ref}-${version.number}`)
})

function sendPdf(c: Reply, paper: Paper, name: string): Response {
  const bytes = typeset(paper)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name.replace(/[^A-Za-z0-9]+/g, '-')}.${paper.lang}.pdf"`, 'cache-control': 'private, no-store' })
}
