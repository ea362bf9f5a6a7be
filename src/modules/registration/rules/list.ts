import { type Actor, acts } from '../../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import type { Kind, Registrant } from '../schema.ts'
import { asGiven } from '../wording.ts'

/** Practice §1.11, in this order. */
export const groups = ['members', 'host', 'partners', 'observers', 'organisations', 'secretariat', 'guests'] as const
export type Group = (typeof groups)[number]

const groupOfCategory: Record<string, Group> = { member: 'members', 'dialogue-partner': 'partners', 'sectoral-partner': 'partners', observer: 'observers', organisation: 'organisations', 'sister-body': 'organisations', entity: 'organisations', secretariat: 'secretariat' }
const groupOfKind: Record<Exclude<Kind, 'delegation'>, Group | null> = { secretariat: 'secretariat', host: 'host', 'resource-person': 'guests', services: null, media: null }

export interface ListedGroup<Person> {
  group: Group
  /** In the mechanism's English order; a group without parties has one entry. */
  delegations: { party: string | null; people: Person[] }[]
}

/**
 * The list of one meeting: whoever is something there and has registered, grouped; in each delegation the head, the alternate, then as it
 * gave them. `order` is the mechanism's English order of parties. Services and media stand in no list.
 */
export function listOf<Person extends Pick<Registrant, 'party' | 'kind' | 'roles' | 'position' | 'registered'>>(people: readonly Person[], meeting: string, categories: ReadonlyMap<string, string>, order: (a: { party: string | null }, b: { party: string | null }) => number): ListedGroup<Person>[] {
  const here = people.filter((person) => person.registered !== null && person.roles.some((role) => role.meeting === meeting))
  const roleHere = (person: Person): Person => ({ ...person, roles: person.roles.filter((role) => role.meeting === meeting) })
  const groupOf = (person: Person): Group | null => (person.kind === 'delegation' ? (groupOfCategory[categories.get(person.party ?? '') ?? ''] ?? null) : groupOfKind[person.kind])
  return groups.flatMap((group) => {
    const own = here.filter((person) => groupOf(person) === group).map(roleHere)
    if (own.length === 0) return []
    const parties = [...new Set(own.map((person) => person.party))].map((party) => ({ party })).sort(order)
    return [{ group, delegations: parties.map(({ party }) => ({ party, people: own.filter((person) => person.party === party).sort(asGiven) })) }]
  })
}

/** US-15 AC2: only who was scanned in or noted as present. */
export const attended = (person: Pick<Registrant, 'attended'>, meeting: string): boolean => person.attended.includes(meeting)

export const canIssueList = (actor: Actor): Verdict => (acts(actor, 'SD') ? allow('registration.by-desk') : deny('participants.desk-issues'))
export const canConfirmPresent = (actor: Actor, series: { hosted: boolean }): Verdict => (acts(actor, 'SD') ? allow('registration.by-desk') : acts(actor, 'HL') && series.hosted ? allow('registration.by-host') : deny('participants.desk-confirms'))
/** Whoever sees the list may say what is wrong in it. */
export const canAskCorrection = (sees: boolean): Verdict => (sees ? allow('participants.takes-part') : deny('participants.not-yours'))
