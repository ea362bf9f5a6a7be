import type { Actor, Capacity } from '../../kernel/actor.ts'

/** What a program learns of itself. */
export const presentSelf = (actor: Actor, capacities: Capacity[]) => ({
  person: actor.person === null ? null : { id: actor.person.id, name: actor.person.name },
  capacity: actor.capacity === null ? null : presentCapacity(actor.capacity),
  capacities: capacities.map(presentCapacity),
})

const presentCapacity = ({ id, role, body, party, area, from, until }: Capacity) => ({ id, role, body, party, area, from, until })
