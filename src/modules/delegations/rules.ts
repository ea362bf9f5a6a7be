import { earliestPossible, latestPossible } from '../../kernel/calendar.ts'
import type { Text } from '../../kernel/languages.ts'
import type { Citation, Since } from '../../kernel/record.ts'
import type { Function, IncumbencyKind, Mode, Power } from './schema.ts'

/** Pure judgement of practice §4.1: who is head of a party's delegation at a meeting, in what capacity, and by whose decision. */

export interface Designation {
  id: string
  party: string
  body: string
  function: Function
  mode: Mode
  post: string | null
  person: Text | null
  choice: { what: Text; by: Text } | null
  proposer: Text | null
  approver: Text | null
  approverPerson: Text | null
  approverCapacity: Text | null
  instrument: Text | null
  powers: Power[]
  since: Since
  until: Since | null
  supersedes: string | null
  note: Text | null
  citations: Citation[]
  origin: 'record' | 'desk' | 'demonstration'
  verifiedAt: string | null
  enteredAt: string | null
  endedWhy: string | null
  version: number
}

export interface Post {
  id: string
  party: string
  name: Text
  citations: Citation[]
  origin: 'record' | 'desk' | 'demonstration'
}

export interface Incumbency {
  id: string
  post: string
  kind: IncumbencyKind
  person: Text | null
  from: string | null
  /** The first day no longer. */
  until: string | null
}

/** A source names who headed, or who chaired: a chair is not taken for a head. */
export interface KnownHead {
  id: string
  party: string
  body: string
  meeting: string | null
  on: string
  was: 'headed' | 'chaired'
  post: Text
  person: Text | null
  mode: Mode | null
  approver: Text | null
  approverCapacity: Text | null
  note: Text | null
  citations: Citation[]
}

/** A meeting as a point in time: by its number within its body, by its day as far as it is known among bodies. */
export interface Occasion {
  ref: string
  body: string
  ordinal: number | null
  starts: string | null
}

/** Somebody a party has named for a meeting, as far as its letters carry it. */
export interface Named {
  id: string
  name: Text
  post: Text
  role: string
  /** From when, as the letter says. */
  from: string
  letter: string | null
  credentials: CredentialStanding
  /** Whether all that carries the person is a copy. */
  copyOnly?: boolean
}

/** What the letters say of a person, after the Chair's decision where there is one. */
export type CredentialStanding = 'VERIFIED' | 'PROVISIONAL' | 'REFUSED' | 'NONE'

export type Standing = 'head' | 'acting' | 'alternate' | 'representative'

export interface HeadAnswer {
  /** `source`: one names the head; `nomination`: named for this meeting; `designation`: by the rule in force; `none`: nobody is known to have been designated. */
  basis: 'source' | 'nomination' | 'designation' | 'none'
  standing: Standing | null
  post: Text | null
  person: Text | null
  mode: Mode | null
  designation: Designation | null
  known: KnownHead | null
  /** Whom a source names in the chair, which does not make him the head. */
  chair: KnownHead | null
  named: Named | null
  /** Sources name other heads at this body's meetings from here back to where the designation began, and none ends it. */
  disputed: boolean
  /** credentials are missing or not verified; every act is provisional until they are. */
  provisional: boolean
  /** May speak, but agrees only ad referendum. */
  adReferendumOnly: boolean
}

/** What is without a day yet comes after everything that has one, by its number. */
const undated = (ordinal: number | null): string => `9${String(1000 + (ordinal ?? 0)).slice(-3)}-01-01`
export const dayOfOccasion = (occasion: Occasion): string => (occasion.starts === null ? undated(occasion.ordinal) : earliestPossible(occasion.starts))

export type OccasionOf = (ref: string) => Occasion | null

/** Whether a meeting is at or after a point: within one body by number, else by the day as far as it is known. */
export function reached(meeting: Occasion, point: Since, occasionOf: OccasionOf): boolean {
  if ('date' in point) return dayOfOccasion(meeting) >= earliestPossible(point.date)
  const named = occasionOf(point.meeting)
  if (named === null) return false
  if (named.ref === meeting.ref) return true
  if (named.body === meeting.body && named.ordinal !== null && meeting.ordinal !== null) return meeting.ordinal >= named.ordinal
  return dayOfOccasion(meeting) >= dayOfOccasion(named)
}

export const inForceAt = (designation: Pick<Designation, 'since' | 'until'>, meeting: Occasion, occasionOf: OccasionOf): boolean =>
  reached(meeting, designation.since, occasionOf) && (designation.until === null || !reached(meeting, designation.until, occasionOf))

const startOf = (point: Since, occasionOf: OccasionOf): string => {
  if ('date' in point) return earliestPossible(point.date)
  const named = occasionOf(point.meeting)
  return named === null ? undated(null) : dayOfOccasion(named)
}

/** First and first-no-longer day of a designation, as far as they are known. */
export const spanOf = (designation: Pick<Designation, 'since' | 'until'>, occasionOf: OccasionOf): { from: string; until: string | null } => ({
  from: startOf(designation.since, occasionOf), until: designation.until === null ? null : startOf(designation.until, occasionOf),
})

type Slot = Pick<Designation, 'id' | 'party' | 'body' | 'function' | 'since' | 'until'>

/** at any instant at most one designation of one function for one body. Gives the pairs that break it. */
export function overlaps<Row extends Slot>(rows: readonly Row[], occasionOf: OccasionOf): [Row, Row][] {
  return rows.flatMap((a, index) => rows.slice(index + 1).filter((b) => sameSlot(a, b) && meets(spanOf(a, occasionOf), spanOf(b, occasionOf))).map((b): [Row, Row] => [a, b]))
}
const sameSlot = (a: Slot, b: Slot): boolean => a.party === b.party && a.body === b.body && a.function === b.function
const meets = (a: { from: string; until: string | null }, b: { from: string; until: string | null }): boolean => (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until)

/** gaps between designations are allowed and shown. Days in which none is in force, between the first and the last. */
export function gapsOf(rows: readonly Slot[], occasionOf: OccasionOf): { from: string; until: string; before: string; after: string }[] {
  const sorted = rows.map((row) => ({ row, ...spanOf(row, occasionOf) })).sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.flatMap(({ row, until }, index) => {
    const next = sorted[index + 1]
    return until !== null && next && until < next.from ? [{ from: until, until: next.from, before: row.id, after: next.row.id }] : []
  })
}

export interface HeadParts {
  designations: readonly Designation[]
  posts: ReadonlyMap<string, Post>
  incumbencies: readonly Incumbency[]
  known: readonly KnownHead[]
  /** Whom the party named for this meeting and what the letters make of them; in the order of the delegation. */
  named: readonly Named[]
  occasionOf: OccasionOf
  /** Whether the meeting is run here, so that credentials are asked for at all. */
  credentialed: boolean
}

const nothing: HeadAnswer = { basis: 'none', standing: null, post: null, person: null, mode: null, designation: null, known: null, chair: null, named: null, disputed: false, provisional: false, adReferendumOnly: false }

/**
 * HOD(M), R-4.1.2: what a source says of the meeting itself; else the explicit nomination for it, if credentialed; else the designation in force at it,
 * with the acting holder, the alternate or a Representative where the post is vacant or its holder absent.
 * A letter that is a copy carries the nomination provisionally. Pure: what is entered for later meetings cannot change the answer for this one.
 */
export function headAt(meeting: Occasion, party: string, parts: HeadParts): HeadAnswer {
  const own = parts.known.filter((known) => known.party === party && known.body === meeting.body)
  const chair = own.find((known) => known.meeting === meeting.ref && known.was === 'chaired') ?? null
  const known = own.find((row) => row.meeting === meeting.ref && row.was === 'headed') ?? null
  const designation = parts.designations.find((row) => row.party === party && row.body === meeting.body && row.function === 'head' && inForceAt(row, meeting, parts.occasionOf)) ?? null
  const base = { ...nothing, chair, designation }
  if (known) return { ...base, basis: 'source', standing: 'head', post: known.post, person: known.person, mode: known.mode, known, disputed: differs(known, designation, parts.posts) }

  const head = parts.named.find((person) => person.role === 'head') ?? null
  const carried = head !== null && (head.credentials === 'VERIFIED' || head.credentials === 'PROVISIONAL')
  const byNomination = (person: Named, standing: Standing): HeadAnswer => answered(base, person, standing, parts)
  if (head && carried) return byNomination(head, 'head')

  const ruled = designation === null ? null : byDesignation(designation, meeting, parts, base)
  // A rule that yields nobody who could come does not stand against a nomination that only lacks its letter.
  if (head && (ruled === null || (ruled.person === null && designation?.mode !== 'EX_OFFICIO'))) return byNomination(head, 'head')
  if (ruled === null) return withoutHead(meeting, party, parts, base)
  const disputed = designation !== null && own.some((row) => row.was === 'headed' && differs(row, designation, parts.posts) && reached(meeting, { date: row.on }, parts.occasionOf) && reached(at(row, meeting), designation.since, parts.occasionOf))
  return { ...ruled, disputed }
}

const at = (row: KnownHead, meeting: Occasion): Occasion => ({ ref: row.meeting ?? '', body: meeting.body, ordinal: null, starts: row.on })

const differs = (known: KnownHead, designation: Designation | null, posts: ReadonlyMap<string, Post>): boolean =>
  designation?.mode === 'EX_OFFICIO' && posts.get(designation.post ?? '')?.name.en !== known.post.en

function answered(base: HeadAnswer, person: Named, standing: Standing, parts: HeadParts): HeadAnswer {
  const provisional = parts.credentialed && person.credentials !== 'VERIFIED'
  return { ...base, basis: 'nomination', standing, post: person.post, person: person.name, mode: base.designation?.mode === 'AD_HOC' ? 'AD_HOC' : null, named: person, provisional, adReferendumOnly: provisional || standing === 'representative' }
}

function byDesignation(designation: Designation, meeting: Occasion, parts: HeadParts, base: HeadAnswer): HeadAnswer {
  const answer: HeadAnswer = { ...base, basis: 'designation', standing: 'head', mode: designation.mode, provisional: parts.credentialed, adReferendumOnly: parts.credentialed }
  if (designation.mode === 'PERSONAL') return { ...answer, person: designation.person }
  if (designation.mode === 'AD_HOC') return answer
  const post = parts.posts.get(designation.post ?? '') ?? null
  const day = dayOfOccasion(meeting)
  const last = meeting.starts === null ? day : latestPossible(meeting.starts)
  const of = (kind: IncumbencyKind) => parts.incumbencies.find((row) => row.post === designation.post && row.kind === kind && covers(row, day, last)) ?? null
  const [holder, acting, vacant, absent] = [of('substantive'), of('acting'), of('vacant'), of('absent')]
  const named = { ...answer, post: post?.name ?? null }
  if (holder && !absent) return { ...named, person: holder.person }
  // An acting appointment says by itself that the holder is not there.
  if (acting) return { ...named, standing: 'acting', person: acting.person }
  if (!vacant && !absent) return named
  return withoutHead(meeting, designation.party, parts, { ...named, standing: null, person: null })
}

/** A meeting of which only the month or year is known is covered by who held the post all that time. */
const covers = (row: Pick<Incumbency, 'from' | 'until'>, first: string, last: string): boolean => (row.from === null || earliestPossible(row.from) <= first) && (row.until === null || last < earliestPossible(row.until))

/** the alternate, named or designated; else a delegate named "Representative", who agrees only ad referendum; else nobody. */
function withoutHead(meeting: Occasion, party: string, parts: HeadParts, base: HeadAnswer): HeadAnswer {
  const alternate = parts.named.find((person) => person.role === 'alternate')
  if (alternate) return answered(base, alternate, 'alternate', parts)
  const designated = parts.designations.find((row) => row.party === party && row.body === meeting.body && row.function === 'alternate' && inForceAt(row, meeting, parts.occasionOf)) ?? null
  const person = designated && alternateBy(designated, meeting, parts)
  if (designated && person) return { ...base, standing: 'alternate', mode: designated.mode, post: parts.posts.get(designated.post ?? '')?.name ?? null, person, designation: designated }
  const delegate = parts.named.find((each) => each.role === 'head' || each.role === 'delegate')
  if (delegate) return answered(base, delegate, 'representative', parts)
  return { ...base, provisional: parts.credentialed, adReferendumOnly: parts.credentialed }
}

function alternateBy(designation: Designation, meeting: Occasion, parts: HeadParts): Text | null {
  if (designation.mode === 'PERSONAL') return designation.person
  const day = dayOfOccasion(meeting)
  const last = meeting.starts === null ? day : latestPossible(meeting.starts)
  return parts.incumbencies.find((row) => row.post === designation.post && row.kind === 'substantive' && covers(row, day, last))?.person ?? null
}
