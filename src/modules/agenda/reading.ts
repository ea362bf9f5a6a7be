import { missing } from '../../kernel/errors.ts'
import type { Reply } from '../../kernel/http.ts'
import { acts } from '../../kernel/actor.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { accessClasses, categoryIn, findRunning, type Reader, type RunningMeeting } from '../meetings/index.ts'
import { mandatesNamed } from './queries/mandates.ts'
import { listAsking, listItemPapers, listVersionPapers } from './queries/papers.ts'
import { findAgenda, listEarlier, listItems, listVersions } from './queries.ts'
import { holdsPen, withoutPaper } from './rules.ts'
import { words } from './wording.ts'

export const readerOf = (c: Reply): Reader => ({ actor: c.var.actor, now: c.var.now })

/** `/meetings/:body/:session/…`: the meeting whose workspace this reader may open, or nothing. */
export async function meetingOf(c: Reply): Promise<RunningMeeting> {
  const meeting = await findRunning(c.var.db, readerOf(c), `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting) throw missing()
  return meeting
}

/** All that the page of the agenda shows this reader; a fixed number of statements. */
export async function readAgenda(c: Reply, meeting: RunningMeeting) {
  const { db, actor, lang } = c.var
  const reader = readerOf(c)
  const [agenda, items, papers, versions, parties, bodies, asking, category, filed] = await Promise.all([
    findAgenda(db, meeting.ref), listItems(db, reader, meeting.ref), listItemPapers(db, reader, meeting.ref), listVersions(db, meeting.ref), listParties(db), listBodies(db), listAsking(db, meeting.ref), categoryIn(db, reader, meeting.ref), listVersionPapers(db, reader, meeting.ref),
  ])
  const [mandates, earlier] = await Promise.all([mandatesNamed(db, actor, items.flatMap((item) => item.mandates)), listEarlier(db, reader, items.filter((item) => item.sameAs !== null).map((item) => item.id))])
  // Whoever cannot read every paper of members is not told what is missing: he could not tell it from what is hidden.
  const tellsBare = holdsPen(actor, meeting) || (acts(actor, 'NF', 'HD') && category === 'member')
  const bare = new Set(tellsBare ? withoutPaper(items, asking).map((item) => item.id) : [])
  return { m: words[lang], agenda, items, papers, versions, filed, bare, parties: new Map(parties.map((party) => [party.code, party])), bodies: new Map(bodies.map((body) => [body.code, body])), mandates: new Map(mandates.map((mandate) => [mandate.id, mandate])), earlier }
}

/** Signals of an agenda are for whoever may open it; each then reads it by his own rights. */
export async function mayListen(c: Reply, topic: string): Promise<boolean> {
  return topic.startsWith('agenda:') && (await findRunning(c.var.db, readerOf(c), topic.slice('agenda:'.length))) !== null
}

export const shownAccess = (items: readonly { access: string | null }[]) => accessClasses.filter((access) => items.some((item) => item.access === access))
