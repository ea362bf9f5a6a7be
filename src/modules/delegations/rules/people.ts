import { type Actor, acts, actsFor } from '../../../kernel/actor.ts'
import { addDays, dayInZone } from '../../../kernel/calendar.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import type { CredentialStanding } from '../rules.ts'
import type { SignatoryOffice } from '../schema.ts'

/** A letter of credentials as it was recorded, checked and decided (practice §1.6). */
export interface Letter {
  id: string
  meeting: string
  party: string
  participants: string[]
  form: 'original' | 'copy'
  letterhead: boolean
  signatory: string
  signatoryTitle: string
  signatoryOffice: SignatoryOffice
  acting: boolean
  authority: string | null
  language: string
  translated: boolean
  /** For every meeting of the series that the party takes part in. */
  wholeSeries: boolean
  series: string | null
  file: string | null
  fileName: string | null
  recordedBy: string
  recordedById: string
  recordedRole: string
  recordedAt: string
  checkedBy: string | null
  checkedById: string | null
  checkedAt: string | null
  checkNote: string | null
  proposal: 'accept' | 'refuse' | null
  decision: 'VERIFIED' | 'PROVISIONAL' | 'REFUSED' | null
  decidedBy: string | null
  decidedAt: string | null
  decisionNote: string | null
  replacedBy: string | null
  origin: 'desk' | 'demonstration'
  version: number
}

/** The tests of practice §1.6 that a letter does not stand. */
export type LetterFault = 'copy' | 'letterhead' | 'office' | 'authority' | 'translation'

export function letterFaults(letter: Pick<Letter, 'form' | 'letterhead' | 'signatoryOffice' | 'acting' | 'authority' | 'language' | 'translated'>, languages: readonly string[]): LetterFault[] {
  return [
    letter.form === 'copy' && ('copy' as const),
    !letter.letterhead && ('letterhead' as const),
    letter.signatoryOffice === 'other' && ('office' as const),
    // An alternate signatory in a temporary or acting capacity is accepted if the authority is clearly indicated.
    letter.acting && (letter.authority ?? '').trim() === '' && ('authority' as const),
    !languages.includes(letter.language) && !letter.translated && ('translation' as const),
  ].filter((fault) => fault !== false)
}

/** US-09 AC6, R-1.6.1: what is accepted although a test fails, a copy above all, is provisional. */
export const decisionOn = (accepted: boolean, faults: readonly LetterFault[]): 'VERIFIED' | 'PROVISIONAL' | 'REFUSED' => (!accepted ? 'REFUSED' : faults.length === 0 ? 'VERIFIED' : 'PROVISIONAL')

/** Whether a letter is for this meeting: sent in for it, or for all of its series. */
export const isForMeeting = (letter: Pick<Letter, 'meeting' | 'wholeSeries' | 'series'>, meeting: { ref: string; run: { series: string } }): boolean => letter.meeting === meeting.ref || (letter.wholeSeries && letter.series === meeting.run.series)

/** The best that any letter gives a person. A letter that nobody has decided on carries provisionally. */
export function standingBy(letters: readonly Pick<Letter, 'participants' | 'decision'>[], participant: string): CredentialStanding {
  const found = letters.filter((letter) => letter.participants.includes(participant)).map((letter) => letter.decision ?? 'PROVISIONAL')
  return found.includes('VERIFIED') ? 'VERIFIED' : found.includes('PROVISIONAL') ? 'PROVISIONAL' : found.includes('REFUSED') ? 'REFUSED' : 'NONE'
}

interface Held {
  state: string
  closesAt: string | null
  opensAt: string | null
  zone: string
}

const over = ['CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED', 'CANCELLED']
/** a delegation is what it was at its meeting once that is over. */
export const isOver = (meeting: Pick<Held, 'state'>): boolean => over.includes(meeting.state)

/** Practice §1.3: delegations are named by T−30, in the zone of the place. */
export const nominationDue = (meeting: Pick<Held, 'opensAt' | 'zone'>): string | null => (meeting.opensAt === null ? null : addDays(dayInZone(meeting.opensAt, meeting.zone), -30))
/** Practice §1.3: credentials are due a day before the opening. */
export const credentialsDue = (meeting: Pick<Held, 'opensAt' | 'zone'>): string | null => (meeting.opensAt === null ? null : addDays(dayInZone(meeting.opensAt, meeting.zone), -1))
export const isPast = (due: string | null, now: string, zone: string): boolean => due !== null && dayInZone(now, zone) > due

/** Practice §8.2 row 5: the focal point, a partner or an observer names its own people; a head of delegation proposes. */
export function canName(actor: Actor, party: string): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  if (actsFor(actor, party, 'NF', 'DP', 'OB')) return allow('delegations.because-own')
  return deny(actsFor(actor, party, 'HD') ? 'delegations.head-proposes' : 'delegations.only-own')
}

export function canPropose(actor: Actor, party: string): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  return actsFor(actor, party, 'HD') ? allow('delegations.because-head') : deny('delegations.only-head-proposes')
}

/** Row 6: a party enters its own designations; the Secretariat verifies them and enters none. */
export function canDesignate(actor: Actor, party: string): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  return actsFor(actor, party, 'NF', 'DP', 'OB') ? allow('delegations.because-own') : deny(acts(actor, 'SD') ? 'delegations.desk-verifies' : 'delegations.only-own')
}

export function canVerifyDesignation(actor: Actor): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  return acts(actor, 'SD') ? allow('delegations.because-desk') : deny('delegations.only-desk-verifies')
}

/** A delegation's letters: sent in by the focal point or the head; by a partner or observer its own. */
export function canSendCredentials(actor: Actor, party: string): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  return actsFor(actor, party, 'NF', 'HD', 'DP', 'OB') ? allow('delegations.because-own') : deny('delegations.only-own')
}

/** Row 7, "p": the Secretariat looks at each letter and proposes. */
export function canCheck(actor: Actor): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  return acts(actor, 'SD') ? allow('delegations.because-desk') : deny('delegations.only-desk-checks')
}

/** Row 7: the Chair verifies; never whoever recorded or checked the letter. */
export function canVerify(actor: Actor, letter: Pick<Letter, 'recordedById' | 'checkedById'>, chairsHere: boolean): Verdict {
  if (actor.person === null) return deny('delegations.sign-in')
  if (!chairsHere) return deny('delegations.only-chair-verifies')
  return actor.person.id === letter.recordedById || actor.person.id === letter.checkedById ? deny('delegations.not-own-letter') : allow('delegations.because-chair')
}
