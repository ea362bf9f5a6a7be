import { dayInZone } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { findSeries, listRunning, meetingTitle, type RunningMeeting } from '../meetings/index.ts'
import { type Circular, type Convocation, type Letter, listCirculars, listTemplates } from './queries.ts'
import { listSeriesAgendas, listSeriesSessions, readerFor } from './queries/facts.ts'
import type { LetterFacts, LetterMeeting } from './schema.ts'
import { defaultTemplate } from './wording.ts'

const both = (of: (lang: Lang) => string): Text => ({ en: of('en'), th: of('th') })

/**
 * What a letter says as things stand now. Which meetings and sessions it names follows from the addressee's part in each and from the table of
 * rights, read as the addressee would read them: nobody types it.
 */
export async function factsOf(db: Db | Tx, convocation: Convocation, letter: Pick<Letter, 'series' | 'party' | 'person' | 'category' | 'post' | 'note'>, now: string): Promise<LetterFacts> {
  const reader = readerFor(letter, now)
  const series = await findSeries(db, reader, letter.series)
  if (!series) throw new Error(`series ${letter.series} is not open to its own addressee ${letter.party ?? letter.person}`)
  const [running, sessions, agendas, templates, circulars, bodies, parties] = await Promise.all([
    listRunning(db, reader, { series: letter.series }), listSeriesSessions(db, reader, letter.series), listSeriesAgendas(db, reader, letter.series), listTemplates(db, letter.series), listCirculars(db, reader, letter.series), listBodies(db), listParties(db),
  ])
  const byBody = new Map(bodies.map((body) => [body.code, body]))
  const nameOf = (code: string): Text => parties.find((party) => party.code === code)?.name ?? both(() => code)
  const member = letter.category === 'member'
  const meetings = running
    .filter((meeting) => meeting.status !== 'cancelled' && meeting.run.state !== 'CANCELLED')
    .map((meeting): LetterMeeting => ({
      ref: meeting.ref, title: both((lang) => meetingTitle(meeting, byBody, lang)), startsOn: meeting.startsOn, endsOn: meeting.endsOn, zone: meeting.run.zone, mode: meeting.mode,
      chair: chairOf(meeting, nameOf), quota: meeting.run.sizeQuota, languages: meeting.run.languages, whole: member,
      sessions: sessions.filter((session) => session.meeting === meeting.ref).map(({ meeting: _, ...session }) => session), agenda: agendas.get(meeting.ref) ?? [],
    }))
    // A guest of one session is invited to that; a meeting in which it has nothing to attend is not named to it.
    .filter((meeting) => meeting.sessions.length > 0 || member)
  const template = templates.find((each) => each.category === letter.category) ?? defaultTemplate(letter.category)
  const newest = circulars.filter((circular): circular is Circular & { number: number } => circular.state === 'issued' && circular.number !== null).at(-1)
  return {
    category: letter.category, party: letter.party, partyName: letter.party === null ? null : nameOf(letter.party), addressee: letter.post, reference: null, date: null,
    series: { name: series.name, city: series.city, startsOn: series.startsOn, endsOn: series.endsOn, zone: series.zone },
    meetings: consultationsFirst(meetings, letter, byBody),
    venue: series.venue === null ? null : both((lang) => [series.venue?.[lang], series.city?.[lang]].filter(Boolean).join(lang === 'th' ? ' ' : ', ')),
    link: convocation.link, replyBy: convocation.replyBy, nominateBy: convocation.nominateBy, contacts: convocation.contacts, costs: convocation.costs, signatory: convocation.signatory,
    circular: newest ? { number: newest.number, title: newest.title } : null, opening: template.opening, closing: template.closing, note: letter.note,
  }
}

/** A partner is invited to its consultation; the open session of the members' meeting comes after it. */
function consultationsFirst(meetings: LetterMeeting[], letter: Pick<Letter, 'category' | 'party'>, bodies: ReadonlyMap<string, { kind: string; partner: string | null }>): LetterMeeting[] {
  if (letter.category !== 'dialogue-partner' && letter.category !== 'sectoral-partner') return meetings
  const rank = (meeting: LetterMeeting) => {
    const body = bodies.get(meeting.ref.split('/')[0] ?? '')
    return body?.kind !== 'consultation' ? 2 : body.partner === letter.party ? 0 : 1
  }
  return meetings.toSorted((a, b) => rank(a) - rank(b))
}

function chairOf(meeting: RunningMeeting, nameOf: (code: string) => Text): Text | null {
  const { chair } = meeting
  if (!chair) return null
  const [first, second] = [nameOf(chair.party), chair.coChair === null ? null : nameOf(chair.coChair)]
  return second === null ? first : both((lang) => (lang === 'th' ? `${first.th} และ${second.th} (ประธานร่วม)` : `${first.en} and ${second.en} (co-chairs)`))
}

export const issuedFacts = (facts: LetterFacts, reference: string, now: string): LetterFacts => ({ ...facts, reference, date: dayInZone(now, facts.series.zone) })
