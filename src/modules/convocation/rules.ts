import { type Actor, acts, actsFor } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'
import { chairs } from '../meetings/index.ts'
import { type ContactField, contactFields, type Element, elements, type EventKind, halfOf, type Heading, headings, isWhole, type LetterFacts, type Sections } from './schema.ts'

export interface Lack {
  element: Element
  /** Where one language is there and the other is not. */
  lang: Lang | null
  /** Where it is not simply unwritten: the addressee may attend no session, or may see no item of an agenda that is there. */
  why?: 'attends-nothing' | 'sees-no-item'
}

/**
 * US-10 AC3: the mandatory elements of practice §1.4 that a letter has not got. Reference and date are given when it is issued. `begun` are the
 * meetings that have an agenda, whoever may see it: for the desk, so that it is told the true reason.
 */
export function lacksOf(facts: LetterFacts, begun: ReadonlySet<string> = new Set()): Lack[] {
  const of = (element: Element): Lack | null => {
    const text = textOf(facts, element)
    if (text !== undefined) return isWhole(text) ? null : { element, lang: halfOf(text) }
    return has(facts, element) ? null : { element, lang: null, ...reasonOf(facts, element, begun) }
  }
  return elements.flatMap((element) => of(element) ?? [])
}

function reasonOf(facts: LetterFacts, element: Element, begun: ReadonlySet<string>): Pick<Lack, 'why'> {
  if (facts.meetings.length === 0 && ['meeting', 'meetings', 'agenda', 'programme'].includes(element)) return { why: 'attends-nothing' }
  return element === 'agenda' && facts.meetings.some((meeting) => begun.has(meeting.ref)) ? { why: 'sees-no-item' } : {}
}

/** Elements that are words of both languages; undefined for the others. */
function textOf(facts: LetterFacts, element: Element) {
  switch (element) {
    case 'addressee':
      return facts.addressee
    case 'costs':
      return facts.costs
    case 'signatory':
      return facts.signatory
    default:
      return undefined
  }
}

function has(facts: LetterFacts, element: Element): boolean {
  const all = (test: (meeting: LetterFacts['meetings'][number]) => boolean) => facts.meetings.length > 0 && facts.meetings.every(test)
  switch (element) {
    case 'reference':
    case 'date':
      return true
    case 'meeting':
    case 'meetings':
      // Without a session that it may attend there is nothing to invite a party to.
      return facts.meetings.length > 0
    case 'dates':
      return all((meeting) => meeting.startsOn !== null)
    case 'venue':
      return facts.meetings.some((meeting) => meeting.mode !== 'in-person') && facts.link === null ? false : all((meeting) => meeting.mode === 'virtual') ? facts.link !== null : isWhole(facts.venue)
    case 'mode':
      return facts.meetings.length > 0
    case 'chair':
      return all((meeting) => meeting.chair !== null)
    case 'agenda':
      return facts.meetings.some((meeting) => meeting.agenda.length > 0)
    case 'programme':
      return facts.meetings.some((meeting) => meeting.sessions.length > 0)
    case 'circular':
      return facts.circular !== null
    case 'nomination':
      return facts.nominateBy !== null
    case 'reply-by':
      return facts.replyBy !== null
    case 'quota':
      return all((meeting) => meeting.quota !== null)
    case 'language':
      return all((meeting) => meeting.languages.length > 0)
    default:
      return contactIsThere(facts, element.replace('contact-', '') as ContactField)
  }
}

function contactIsThere(facts: LetterFacts, field: ContactField): boolean {
  const contact = facts.contacts[field]
  return contactFields.includes(field) && contact !== undefined && isWhole(contact.post) && (contact.email !== '' || contact.phone !== '')
}

/** §1.7: headings that a circular says nothing of. A later one speaks only of what it changes. */
export function headingsLacking(sections: Sections, number: number): { heading: Heading; lang: Lang | null }[] {
  return headings.flatMap((heading) => {
    const section = sections[heading]
    if (section === undefined) return number === 1 ? [{ heading, lang: null }] : []
    const text = 'text' in section ? section.text : section.none
    return isWhole(text) ? [] : [{ heading, lang: halfOf(text) }]
  })
}

export interface Arrangement {
  heading: Heading
  section: NonNullable<Sections[Heading]>
  /** The circular it stands in, and the one whose word it replaced. */
  circular: number
  replaces: number | null
}

/** what holds now, heading by heading, and which circular says so. Circulars in the order of their numbers. */
export function arrangementsOf(circulars: readonly { number: number; sections: Sections }[]): Arrangement[] {
  const now = new Map<Heading, Arrangement>()
  for (const { number, sections } of circulars) {
    for (const heading of headings) {
      const section = sections[heading]
      if (section) now.set(heading, { heading, section, circular: number, replaces: now.get(heading)?.circular ?? null })
    }
  }
  return headings.flatMap((heading) => now.get(heading) ?? [])
}

export type Standing = 'sent' | 'delivered' | 'acknowledged' | 'accepted' | 'regretted'

/** how far a letter has come. The last answer counts; being told again that it arrived does not take an answer back. */
export function standingOf(events: readonly { kind: EventKind }[]): Standing {
  const answer = events.findLast((event) => event.kind === 'accepted' || event.kind === 'regretted')?.kind
  if (answer === 'accepted' || answer === 'regretted') return answer
  return events.some((event) => event.kind === 'acknowledged') ? 'acknowledged' : events.some((event) => event.kind === 'delivered') ? 'delivered' : 'sent'
}

export const answered = (standing: Standing): boolean => standing === 'accepted' || standing === 'regretted'

const daysBeforeOpening = 30

/** The day from which silence is on the Chair's table (US-10 AC4): thirty days before the first meeting of the letter opens. */
export function escalatesOn(facts: Pick<LetterFacts, 'meetings' | 'series'>): string {
  const first = facts.meetings.flatMap((meeting) => meeting.startsOn ?? []).sort()[0] ?? facts.series.startsOn
  return addDays(first, -daysBeforeOpening)
}

export const isNoReply = (letter: { standing: Standing; state: string; says: LetterFacts | null }, today: string): boolean =>
  letter.state === 'issued' && !answered(letter.standing) && letter.says !== null && today >= escalatesOn(letter.says)

/** Practice §8.2 row 2: the Secretariat prepares and proposes, the Chair issues. */
export const canPrepare = (actor: Actor): Verdict => (acts(actor, 'SD') ? allow('convocation.desk') : deny('convocation.desk-only'))

export function canIssue(actor: Actor, subject: { body: string }): Verdict {
  if (acts(actor, 'SD')) return deny('convocation.proposes-only')
  return chairs(actor, subject) ? allow('convocation.chair') : deny('convocation.chair-only')
}

export interface Addressed {
  party: string | null
  person: string | null
}

/** The addressee: who heads, answers or speaks for the party it is written to; a resource person himself. */
export const isAddressee = (actor: Actor, letter: Addressed): boolean =>
  letter.person !== null ? actor.person?.id === letter.person : actsFor(actor, letter.party, 'NF', 'HD', 'DP', 'OB')

export const canAnswer = (actor: Actor, letter: Addressed): Verdict => (isAddressee(actor, letter) ? allow('convocation.addressee') : deny('convocation.addressee-only'))

/** Who works on letters: they see all of a series. Addressees see their own. */
export const worksOnLetters = (actor: Actor): boolean => acts(actor, 'SD', 'CH')
