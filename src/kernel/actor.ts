/** Practice §8.1. Roles are held in a capacity, not by a person at large. */
export const roles = ['SD', 'CH', 'HL', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB', 'IN', 'PR', 'PU', 'LE', 'AU', 'SA'] as const
export type Role = (typeof roles)[number]

/** A role held in a body or for a party, from one instant to another. */
export interface Capacity {
  id: string
  role: Role
  body: string | null
  party: string | null
  area: string | null
  /** ISO instants; `until` null means until revoked. */
  from: string
  until: string | null
}

/** Who is asking, under which one hat. A visitor is an actor too: the public, without a person. */
export interface Actor {
  person: { id: string; name: string } | null
  capacity: Capacity | null
}

export const visitor: Actor = { person: null, capacity: null }
/** The system itself, for what no person does: loading the reviewed record, materialising jobs. */
export const system: Actor = { person: { id: 'system', name: 'Mufakat' }, capacity: null }

export const roleOf = (actor: Actor): Role => actor.capacity?.role ?? 'PU'
export const acts = (actor: Actor, ...wanted: Role[]): boolean => wanted.includes(roleOf(actor))
export const actsFor = (actor: Actor, party: string | null, ...wanted: Role[]): boolean =>
  party !== null && acts(actor, ...wanted) && actor.capacity?.party === party

/** a capacity counts from its start until its end, decided at the moment of asking. */
export const inForce = (capacity: Pick<Capacity, 'from' | 'until'>, now: string): boolean =>
  capacity.from <= now && (capacity.until === null || now < capacity.until)

/**
 * The distribution markings this actor may read (practice §8.2 rows 15 to 17; §1.8.3).
 * Every list and record is scoped by it in SQL, so what is hidden leaves no title, count or gap.
 */
export function readableMarkings(actor: Actor): readonly string[] {
  const open = ['PUBLIC']
  switch (roleOf(actor)) {
    case 'SD':
    case 'CH':
      return ['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED', 'PARTNER:*']
    case 'NF':
    case 'HD':
    case 'LS':
      return ['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED']
    case 'DE':
      return ['PUBLIC', 'GENERAL', 'LIMITED']
    case 'AU':
      return ['PUBLIC', 'GENERAL', 'LIMITED']
    case 'DP':
      return actor.capacity?.party ? ['PUBLIC', 'GENERAL', `PARTNER:${actor.capacity.party}`] : ['PUBLIC', 'GENERAL']
    case 'OB':
    case 'HL':
      return ['PUBLIC', 'GENERAL']
    default:
      return open
  }
}

/** Whether a marking is readable; `PARTNER:*` stands for every partner. */
export const mayRead = (actor: Actor, marking: string): boolean => {
  const readable = readableMarkings(actor)
  return readable.includes(marking) || (marking.startsWith('PARTNER:') && readable.includes('PARTNER:*'))
}
