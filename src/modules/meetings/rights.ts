import { type Actor, roleOf } from '../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'

/** Practice §4.4: the nine categories in the order of its table. Sectoral and development partners stand in one column there. */
export const categories = ['member', 'dialogue-partner', 'sectoral-partner', 'observer', 'organisation', 'entity', 'resource-person', 'sister-body', 'secretariat'] as const
export type Category = (typeof categories)[number]

/** The 22 rights, in the order of the table, under its four headings. */
export const rightGroups = {
  room: ['attend-ceremony', 'attend-open', 'attend-closed', 'attend-retreat', 'attend-consultation', 'attend-drafting'],
  speak: ['speak', 'propose-item', 'submit-document', 'propose-amendment', 'point-of-order'],
  decide: ['object', 'break-silence', 'reserve', 'adopt', 'chair'],
  read: ['see-general', 'see-limited', 'see-restricted', 'see-partner', 'see-report', 'see-participants'],
} as const
export const rights = [...rightGroups.room, ...rightGroups.speak, ...rightGroups.decide, ...rightGroups.read] as const
export type Right = (typeof rights)[number]

/** What a cell of the table may say. What each needs is in `judge`. */
export const answers = [
  'yes', 'no', 'invited', 'own', 'own-or-invited', 'joint', 'named', 'released', 'via-chair', 'via-secretariat', 'editorial', 'pen', 'technical', 'extract', 'that-meeting',
  'head-plus-one', 'secretary-general-plus-one', 'rotation', 'co-chair', 'if-authorised',
] as const
export type Answer = (typeof answers)[number]

/** Who may be in the room (practice §1.10). `CONSULTATION` is with one partner, or with all partners of a meeting that is a consultation. */
export const accessClasses = ['CEREMONY', 'OPEN', 'CLOSED', 'CONSULTATION', 'RETREAT', 'DRAFTING', 'HOD_ONLY'] as const
export type AccessClass = (typeof accessClasses)[number]

export const rightToAttend: Record<AccessClass, Right> = {
  CEREMONY: 'attend-ceremony', OPEN: 'attend-open', CLOSED: 'attend-closed', CONSULTATION: 'attend-consultation', RETREAT: 'attend-retreat', DRAFTING: 'attend-drafting',
  // Heads alone is a closed session with a narrower door: the table has no row of its own for it.
  HOD_ONLY: 'attend-closed',
}

/** What is true of this party or person in this session, on this item, for this document, at this instant. */
export interface Facts {
  /** Its own consultation, item or paper. */
  own?: boolean
  /** The Chair has admitted it here. */
  invited?: boolean
  /** A text that members and this partner own together. */
  joint?: boolean
  /** Named for this very document. */
  named?: boolean
  /** Released to it. */
  released?: boolean
  /** Head of delegation or the one beside, or the Secretary-General, a Deputy or the one beside. */
  headOrBeside?: boolean
  /** Chairs this meeting, or co-chairs this consultation. */
  chairing?: boolean
  /** Holds full powers to sign here. */
  authorised?: boolean
  /** Takes part in this very meeting. */
  thisMeeting?: boolean
}

/** Whether a cell is a yes under these facts, and why. Pure: the test of the table asks it for each of the 198 cells. */
export function judge(answer: Answer, facts: Facts = {}): Verdict {
  const when = (holds: boolean | undefined): Verdict => (holds ? allow(`rights.${answer}`) : deny(`rights.${answer}-missing`))
  switch (answer) {
    case 'yes':
    case 'pen':
    case 'technical':
    case 'editorial':
    case 'extract':
    case 'via-chair':
    case 'via-secretariat':
      // In part: what the part is, the act itself observes (an extract, an editorial change, a paper that goes through the Chair).
      return allow(`rights.${answer}`)
    case 'no':
      return deny('rights.no')
    case 'invited':
      return when(facts.invited)
    case 'own':
      return when(facts.own)
    case 'own-or-invited':
      return when(facts.own === true || facts.invited === true)
    case 'joint':
      return when(facts.joint)
    case 'named':
      return when(facts.named)
    case 'released':
      return when(facts.released)
    case 'that-meeting':
      return when(facts.thisMeeting)
    case 'head-plus-one':
    case 'secretary-general-plus-one':
      return when(facts.headOrBeside)
    case 'rotation':
    case 'co-chair':
      return when(facts.chairing)
    case 'if-authorised':
      return when(facts.authorised)
  }
}

export type Rights = ReadonlyMap<Right, ReadonlyMap<Category, Answer>>

export const answerOf = (table: Rights, right: Right, category: Category): Answer => table.get(right)?.get(category) ?? 'no'

/** The chair of this meeting: of its body, or of a body whose meeting this is held with or prepares (`SOMTC` chairs `SOMTC+CHN`). Without a body: of all. */
export function chairs(actor: Actor, meeting: { body: string }): boolean {
  if (roleOf(actor) !== 'CH') return false
  const of = actor.capacity?.body ?? null
  return of === null || of === meeting.body || meeting.body.startsWith(`${of}+`)
}

/** The host's liaison: of this body's meetings, or of the host itself. Without either: of all. */
export function hosts(actor: Actor, meeting: { body: string; host: string | null }): boolean {
  if (roleOf(actor) !== 'HL') return false
  const { body = null, party = null } = actor.capacity ?? {}
  return (body === null && party === null) || (party !== null && party === meeting.host) || (body !== null && (body === meeting.body || meeting.body.startsWith(`${body}+`)))
}

/** The roles that stand for a member or another party (practice §8.1). */
export const partyRoles = ['NF', 'HD', 'DE', 'LS', 'DP', 'OB'] as const
/** The party this actor stands for; null for staff, services and the public. */
export const partyOf = (actor: Actor): string | null => ((partyRoles as readonly string[]).includes(roleOf(actor)) ? (actor.capacity?.party ?? null) : null)
