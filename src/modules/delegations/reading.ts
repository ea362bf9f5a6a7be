import { actsFor, acts } from '../../kernel/actor.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import { partyOf, type Reader, type RunningMeeting, timelineOf } from '../meetings/index.ts'
import { findHeld, type HeldMeeting, listDesignations, listIncumbencies, listKnownHeads, listOccasions, listPosts } from './queries.ts'
import { type DelegationMember, listLetters, listMembers } from './queries/people.ts'
import { type CredentialStanding, headAt, type HeadAnswer, type HeadParts, type Named, type Occasion } from './rules.ts'
import { isOver, type Letter, nominationDue, standingBy } from './rules/people.ts'

/** Who may see the people and letters of a delegation before the list of participants: its own party, Secretariat, Chair and host. */
export const seesDelegation = (reader: Reader, party: string): boolean => acts(reader.actor, 'SD', 'CH', 'HL') || (partyOf(reader.actor) === party && actsFor(reader.actor, party, 'NF', 'HD', 'DE', 'LS', 'DP', 'OB'))

/** Letters of credentials are for the Secretariat, the Chair and the delegation itself (practice §8.2 row 7). */
export const seesLetters = (reader: Reader, party: string): boolean => seesDelegation(reader, party) && !acts(reader.actor, 'HL')

/** What the head of any meeting of a party (or of all parties) is worked out from, as this reader may know it; without a reader all of it. */
export async function readParts(db: Db | Tx, reader: Reader | null, party?: string): Promise<Omit<HeadParts, 'named' | 'credentialed'> & { occasions: Map<string, Occasion> }> {
  const [designations, posts, incumbencies, known, occasions] = await Promise.all([listDesignations(db, reader, { party }), listPosts(db, reader, { party }), listIncumbencies(db, reader, { party }), listKnownHeads(db, { party }), listOccasions(db)])
  return { designations, posts: new Map(posts.map((post) => [post.id, post])), incumbencies, known, occasions, occasionOf: (ref) => occasions.get(ref) ?? null }
}

/** Practice §1.3: the day of the master timeline, which passes over days that are no working days; T−30 where it has none. */
export const nominationDay = async (db: Db | Tx, meeting: RunningMeeting, now: string): Promise<string | null> => (await timelineOf(db, meeting, now)).find((date) => date.key === 'nomination')?.on ?? nominationDue(meeting.run)

export interface DelegationPerson extends DelegationMember {
  credentials: CredentialStanding
  /** The letters that name this person. */
  letters: Letter[]
}

/** The instant at which a delegation is looked at: now, or the close of a meeting that is over. */
const instantOf = (meeting: HeldMeeting, now: string): string => (meeting.run?.closesAt && isOver(meeting.run) && meeting.run.closesAt < now ? meeting.run.closesAt : now)

/** A delegation's people at a meeting with what their letters give them: head, alternate, then in the delegation's own order. */
export async function delegationOf(db: Db | Tx, meeting: HeldMeeting, party: string, now: string): Promise<DelegationPerson[]> {
  const [members, letters] = await Promise.all([listMembers(db, meeting.ref, { party, at: instantOf(meeting, now) }), listLetters(db, meeting.ref, { party })])
  return members.map((member) => ({ ...member, letters: letters.filter((letter) => letter.participants.includes(member.id)), credentials: standingBy(letters, member.id) }))
}

export const nameOf = (member: Pick<DelegationMember, 'honorific' | 'givenName' | 'familyName'>): string => [member.honorific, member.givenName, member.familyName].filter(Boolean).join(' ')
/** What a letter says is in one language, and shown as it stands in every other. */
const asText = (text: string) => ({ en: text, th: text })
export const namedOf = (person: DelegationPerson): Named => ({ id: person.id, name: asText(nameOf(person)), post: asText(person.agency === '' ? person.post : `${person.post}, ${person.agency}`), role: person.role, from: person.from, letter: person.letter, credentials: person.credentials, copyOnly: person.letters.length > 0 && person.letters.every((letter) => letter.form === 'copy') })

/** The head of a party's delegation at one meeting, as this reader may know it. */
export async function headOf(db: Db | Tx, reader: Reader | null, meeting: HeldMeeting, party: string, now: string): Promise<HeadAnswer> {
  const inside = meeting.run !== null && (reader === null || seesDelegation(reader, party))
  const [parts, people] = await Promise.all([readParts(db, reader, party), inside ? delegationOf(db, meeting, party, now) : []])
  return headAt(meeting, party, { ...parts, named: people.map(namedOf), credentialed: inside })
}

/** What a delegation's word is worth at a meeting now: who gives it, whether provisionally, whether only ad referendum. Null for a meeting that is not known. */
export async function standingOf(db: Db | Tx, meeting: string, party: string, now: string): Promise<{ head: HeadAnswer; provisional: boolean; adReferendumOnly: boolean } | null> {
  const held = await findHeld(db, meeting)
  if (held === null) return null
  const head = await headOf(db, null, held, party, now)
  return { head, provisional: head.provisional, adReferendumOnly: head.adReferendumOnly }
}

/** The heads of all delegations of a meeting at once, for the room: party to answer. */
export async function headsOf(db: Db | Tx, reader: Reader | null, ref: string, parties: readonly string[], now: string): Promise<Map<string, HeadAnswer>> {
  const meeting = await findHeld(db, ref)
  if (meeting === null) return new Map()
  const at = instantOf(meeting, now)
  const [parts, members, letters] = await Promise.all([readParts(db, reader), meeting.run ? listMembers(db, ref, { at }) : [], meeting.run ? listLetters(db, ref) : []])
  return new Map(parties.map((party) => {
    const inside = meeting.run !== null && (reader === null || seesDelegation(reader, party))
    const people = inside ? members.filter((member) => member.party === party).map((member) => ({ ...member, letters: [], credentials: standingBy(letters.filter((letter) => letter.party === party), member.id) })) : []
    return [party, headAt(meeting, party, { ...parts, named: people.map(namedOf), credentialed: inside })]
  }))
}
