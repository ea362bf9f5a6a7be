import { type Actor, acts, actsFor, type Capacity, type Role } from '../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'

/**
 * these need two administrators. The administrator's own role is among them: else one administrator could make a
 * second out of nothing, and the rule would hold nobody.
 */
export const rolesForTwo: readonly Role[] = ['SD', 'CH', 'LE', 'SA']

export const needsTwo = (role: Role): boolean => rolesForTwo.includes(role)

/** Practice §8.2 row 44: whom a party's own administrator names. Never a second administrator of the same kind. */
const namedByParty: Partial<Record<Role, readonly Role[]>> = { NF: ['HD', 'DE', 'LS'], DP: ['DP'] }

/** The roles this actor may name by himself or, where two are needed, ask for. */
export function rolesNamedBy(actor: Actor): readonly Role[] {
  if (acts(actor, 'SA')) return ['SD', 'CH', 'HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR', 'LE', 'AU', 'SA']
  return actor.capacity ? (namedByParty[actor.capacity.role] ?? []) : []
}

export const managesPeople = (actor: Actor): boolean => rolesNamedBy(actor).length > 0

/** What a role needs besides the person: a chair chairs a body, a delegate belongs to a party, a lead shepherd leads an area. */
export function placesOf(role: Role): { party?: true; body?: true; area?: true } {
  switch (role) {
    case 'CH':
      return { body: true }
    case 'NF':
    case 'HD':
    case 'DE':
    case 'DP':
    case 'OB':
    case 'LE':
      return { party: true }
    case 'LS':
      return { party: true, area: true }
    default:
      return {}
  }
}

export interface Naming {
  /** Null when invited: there is no account yet. */
  person: string | null
  role: Role
  party: string | null
}

/** Who may put whom into which role. `alone` asks for an act that counts at once, without a second administrator. */
export function verdictOnNaming(actor: Actor, naming: Naming, alone: boolean): Verdict {
  const roles = rolesNamedBy(actor)
  if (roles.length === 0) return deny('people.not-an-administrator')
  if (naming.person !== null && naming.person === actor.person?.id) return deny('people.not-oneself')
  if (!roles.includes(naming.role)) return deny('people.not-this-role')
  if (acts(actor, 'SA')) {
    if (alone && needsTwo(naming.role)) return deny('people.needs-two')
    return allow(needsTwo(naming.role) ? 'people.asks-for-two' : 'people.administrator')
  }
  return actsFor(actor, naming.party, 'NF', 'DP') ? allow('people.own-party') : deny('people.other-party')
}

export interface Waiting {
  person: string
  requestedBy: string
  role: Role
  state: CapacityState
}

/** the second administrator is another person than the first, and neither is the one concerned. */
export function verdictOnApproval(actor: Actor, subject: Waiting): Verdict {
  if (!acts(actor, 'SA')) return deny('people.not-an-administrator')
  if (subject.state !== 'waiting') return deny('people.decided-already')
  if (subject.person === actor.person?.id) return deny('people.not-oneself')
  if (subject.requestedBy === actor.person?.id) return deny('people.second-administrator')
  return allow('people.second-approves')
}

/** Refusing takes one; whoever asked may take the request back. */
export function verdictOnRefusal(actor: Actor, subject: Waiting): Verdict {
  if (!acts(actor, 'SA')) return deny('people.not-an-administrator')
  return subject.state === 'waiting' ? allow('people.administrator') : deny('people.decided-already')
}

export interface Held {
  person: string
  role: Role
  party: string | null
  state: CapacityState
  /** Nobody else holds the administrator's role. */
  lastAdministrator: boolean
}

export function verdictOnRevoking(actor: Actor, subject: Held): Verdict {
  const own = actor.person !== null && subject.person === actor.person.id
  if (!own && !managesPeople(actor)) return deny('people.not-an-administrator')
  if (subject.state !== 'in-force' && subject.state !== 'to-come') return deny('people.ended-already')
  if (subject.lastAdministrator) return deny('people.last-administrator')
  if (own) return allow('people.own-capacity')
  if (acts(actor, 'SA')) return allow('people.administrator')
  if (!actsFor(actor, subject.party, 'NF', 'DP')) return deny('people.other-party')
  return rolesNamedBy(actor).includes(subject.role) ? allow('people.own-party') : deny('people.not-this-role')
}

export function verdictOnClosing(actor: Actor, subject: { person: string; lastAdministrator: boolean }): Verdict {
  if (!acts(actor, 'SA')) return deny('people.not-an-administrator')
  if (subject.person === actor.person?.id) return deny('people.not-oneself')
  return subject.lastAdministrator ? deny('people.last-administrator') : allow('people.administrator')
}

/** one of the hats that are one's own and in force. */
export function verdictOnHat(actor: Actor, subject: { person: string; state: CapacityState }): Verdict {
  if (actor.person === null) return deny('people.sign-in-first')
  if (subject.person !== actor.person.id) return deny('people.not-your-capacity')
  return subject.state === 'in-force' ? allow('people.own-capacity') : deny('people.not-in-force')
}

export type CapacityState = 'waiting' | 'refused' | 'to-come' | 'in-force' | 'ended' | 'revoked'

/** Decided at the moment of reading: nothing has to run for a right to end. */
export function stateOf(row: { grantedAt: string | null; refusedAt: string | null; revokedAt: string | null; from: string; until: string | null }, now: string): CapacityState {
  if (row.refusedAt !== null) return 'refused'
  if (row.grantedAt === null) return 'waiting'
  if (row.revokedAt !== null && row.revokedAt <= now) return 'revoked'
  if (row.until !== null && row.until <= now) return 'ended'
  return row.from <= now ? 'in-force' : 'to-come'
}

/** the only hat, or the chosen one while it is in force; with several and none chosen one acts as the public. */
export function hatOf(capacities: readonly Capacity[], chosen: string | null): Capacity | null {
  if (capacities.length === 1) return capacities[0] ?? null
  return capacities.find((capacity) => capacity.id === chosen) ?? null
}

/** Practice §8.2 row 43: auditors read all acts; the desk, focal points and contact points their own. */
export const readsAllActs = (actor: Actor): boolean => acts(actor, 'AU')
export const readsOwnActs = (actor: Actor): boolean => acts(actor, 'SD', 'NF', 'LE')

/** Failed tries allowed in fifteen minutes: for one account, and for one caller over all accounts. */
export const tryLimits = { account: 10, caller: 50, minutes: 15 }
