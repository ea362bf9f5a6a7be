import { type Actor, acts, roleOf } from '../../kernel/actor.ts'
import { addDays, instantInZone } from '../../kernel/calendar.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'
import type { BadgeCategory, BadgeState, Kind, PersonRole, Registrant } from './schema.ts'

/** What the judgements need of a series. */
export interface SeriesFacts {
  id: string
  /** The host's liaison of this series, and not of another. */
  hosted: boolean
}

/** Whose registrations an actor sees at all (practice §8.2 row 8): all, its own party's, its own; null: none. */
export type Scope = { all: true } | { party: string } | { account: string } | null

export function scopeOf(actor: Actor, series: { hosted: boolean }): Scope {
  const person = actor.person?.id
  switch (roleOf(actor)) {
    case 'SD':
      return { all: true }
    case 'HL':
      return series.hosted ? { all: true } : null
    case 'NF':
    case 'HD':
    case 'DP':
    case 'OB':
      return actor.capacity?.party ? { party: actor.capacity.party } : null
    case 'DE':
    case 'LS':
    case 'IN':
    case 'PR':
      return person ? { account: person } : null
    default:
      return null
  }
}

/** Of whom an act speaks, as far as the judgement goes. */
export interface Whom {
  party: string | null
  kind: Kind
  account: string | null
  hosted: boolean
}

const ownParty = (actor: Actor, whom: Whom, ...roles: Parameters<typeof acts>[1][]): boolean => whom.party !== null && actor.capacity?.party === whom.party && acts(actor, ...roles)
const self = (actor: Actor, whom: Whom): boolean => whom.account !== null && whom.account === actor.person?.id && acts(actor, 'DE', 'LS', 'IN', 'PR')

/** Row 8: the desk and the host for all, a delegation's officers for theirs, a person for himself. */
export function canRegister(actor: Actor, whom: Whom): Verdict {
  if (acts(actor, 'SD')) return allow('registration.by-desk')
  if (acts(actor, 'HL') && whom.hosted) return allow('registration.by-host')
  if (ownParty(actor, whom, 'NF', 'HD', 'DP', 'OB')) return allow('registration.own-delegation')
  if (self(actor, whom)) return allow('registration.oneself')
  return deny('registration.not-yours')
}

/** Row 9 and: not even the Secretariat. */
export function canReadLogistics(actor: Actor, whom: Whom): Verdict {
  if (acts(actor, 'HL') && whom.hosted) return allow('registration.by-host')
  if (ownParty(actor, whom, 'NF', 'HD', 'DP', 'OB')) return allow('registration.own-delegation')
  if (self(actor, whom)) return allow('registration.oneself')
  return deny('registration.logistics-closed')
}

/**
 * US-11 AC1: the delegation's accreditation officer and nobody else: the account it named, or else its focal point (of a partner or
 * observer, its delegate). Who belongs to no delegation is validated by whoever brings him: the Secretariat or the host.
 */
export function canValidate(actor: Actor, whom: Whom & { officer: string | null }): Verdict {
  if (whom.kind === 'secretariat' || whom.kind === 'resource-person') return acts(actor, 'SD') ? allow('registration.by-desk') : deny('registration.desk-validates')
  if (whom.kind !== 'delegation') return acts(actor, 'HL') && whom.hosted ? allow('registration.by-host') : deny('registration.host-validates')
  if (whom.officer !== null) return whom.officer === actor.person?.id && ownParty(actor, whom, 'NF', 'HD', 'DE', 'LS', 'DP', 'OB') ? allow('registration.is-officer') : deny('registration.officer-validates')
  return ownParty(actor, whom, 'NF', 'DP', 'OB') ? allow('registration.is-officer') : deny('registration.officer-validates')
}

/** The delegation names its officer itself (practice §1.6). */
export const canNameOfficer = (actor: Actor, whom: Whom): Verdict => (ownParty(actor, whom, 'NF', 'DP', 'OB') ? allow('registration.own-delegation') : deny('registration.delegation-names'))

/** Row 10: badges and doors are the host's alone. */
export const canBadge = (actor: Actor, series: { hosted: boolean }): Verdict => (acts(actor, 'HL') && series.hosted ? allow('registration.by-host') : deny('registration.host-only'))

/** The closing day is the desk's or the host's to set. */
export const canSetTerms = (actor: Actor, series: { hosted: boolean }): Verdict => (acts(actor, 'SD') ? allow('registration.by-desk') : canBadge(actor, series))

const registrationClosesBefore = 10
const purgeAfterDays = 90

/** T−10 of the first meeting where nobody set another day (practice §1.3). */
export const closingDay = (set: string | null, firstDay: string): string => set ?? addDays(firstDay, -registrationClosesBefore)

/** US-11 AC2: what comes after the last moment of the closing day, in the zone of the series, is late. */
export const isLate = (now: string, closesOn: string, zone: string): boolean => now >= instantInZone(addDays(closesOn, 1), '00:00', zone)

/** US-11 AC6: from this instant logistics are neither shown nor kept. */
export const purgeDay = (endsOn: string): string => addDays(endsOn, purgeAfterDays)
export const logisticsGone = (now: string, endsOn: string, zone: string): boolean => now >= instantInZone(purgeDay(endsOn), '00:00', zone)

/** Why a registration cannot be validated yet; null when nothing stands in the way. */
export function validationFault(person: Pick<Registrant, 'registered'>): string | null {
  const { registered } = person
  if (registered === null) return 'registration.not-registered'
  if (registered.validatedAt !== null) return 'registration.validated-before'
  if (registered.late && registered.lateRequest === null) return 'registration.late-needs-request'
  if (registered.late && registered.photo === null) return 'registration.late-needs-photo'
  return null
}

const steps: Record<BadgeState, readonly BadgeState[]> = {
  requested: ['vetted', 'revoked'], vetted: ['printed', 'revoked'], printed: ['issued', 'revoked', 'lost'], issued: ['lost', 'revoked', 'returned'],
  // Found again or handed in after all.
  lost: ['returned'], revoked: ['returned'], returned: [],
}

/** */
export const badgeMayBecome = (from: BadgeState, to: BadgeState): boolean => steps[from].includes(to)
/** A badge can be made anew once it was made at all. */
export const canBeReissued = (state: BadgeState): boolean => state !== 'requested' && state !== 'vetted'
export const inForceBadge = (state: BadgeState): boolean => state === 'issued'

/** The letter on the badge and its kind; the highest of what the person is. */
export function badgeCategoryOf(person: Pick<Registrant, 'kind' | 'roles'>, categories: ReadonlyMap<string, string>): BadgeCategory {
  switch (person.kind) {
    case 'secretariat':
      return 'secretariat'
    case 'host':
      return person.roles.some(({ role }) => role === 'liaison') ? 'liaison' : person.roles.some(({ role }) => role === 'security') ? 'security' : 'host'
    case 'services':
      return person.roles.some(({ role }) => role === 'technical') ? 'technical' : 'interpreter'
    case 'media':
      return 'media'
    case 'resource-person':
      return 'guest'
  }
  const is = (...roles: PersonRole[]) => person.roles.some(({ role }) => roles.includes(role))
  const theirs = person.roles.map(({ meeting }) => categories.get(meeting))
  if (is('head')) return 'head'
  if (is('security')) return 'security'
  if (is('media')) return 'media'
  if (is('interpreter')) return 'interpreter'
  if (is('technical')) return 'technical'
  if (is('liaison')) return 'liaison'
  if (theirs.some((category) => category === 'dialogue-partner' || category === 'sectoral-partner')) return 'partner'
  if (theirs.some((category) => category === 'organisation' || category === 'sister-body' || category === 'entity')) return 'organisation'
  if (theirs.some((category) => category === 'observer')) return 'observer'
  return is('adviser', 'expert', 'note-taker') && !is('alternate', 'delegate') ? 'adviser' : 'delegate'
}

export const badgeLetters: Record<BadgeCategory, string> = {
  head: 'H', delegate: 'D', adviser: 'A', observer: 'O', partner: 'P', organisation: 'G', secretariat: 'S', host: 'C', interpreter: 'I', technical: 'T', security: 'X', media: 'M', liaison: 'L', guest: 'R',
}

/** No I, L, O or U: nothing on a badge is mistaken for something else. Eight of 32 characters: 40 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeFrom = (bytes: Uint8Array): string => [...bytes.subarray(0, 8)].map((byte) => alphabet[byte % 32]).join('')
export const codeShown = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** What was typed or scanned, as a code is kept; null where it can be none. Reads the address in the picture as well. */
export function codeRead(text: string): string | null {
  const given = /[?&#]code=([^&#]+)/.exec(text)?.[1] ?? text
  const clean = given.normalize('NFKC').replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit))).toUpperCase().replace(/[\s\-–‐]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(clean) ? clean : null
}
