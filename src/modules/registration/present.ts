import { z } from '@hono/zod-openapi'
import type { ListedGroup } from './rules/list.ts'
import type { Registrant } from './schema.ts'

/** What leaves of a person in the list of participants: never logistics, and no name without consent. */
export const ParticipantItem = z.object({
  group: z.enum(['members', 'host', 'partners', 'observers', 'organisations', 'secretariat', 'guests']).openapi({ description: 'Practice §1.11, in this order.' }),
  party: z.string().nullable().openapi({ example: 'THA' }),
  role: z.string().openapi({ example: 'head' }),
  name: z.string().nullable().openapi({ description: 'Null: listed by post only, for there is no consent.' }),
  post: z.string(),
  agency: z.string(),
})

export const presentParticipants = (groups: readonly ListedGroup<Registrant>[], shownName: (person: Registrant) => string | null): z.infer<typeof ParticipantItem>[] =>
  groups.flatMap((group) => group.delegations.flatMap((delegation) => delegation.people.map((person) => ({ group: group.group, party: person.party, role: person.roles[0]?.role ?? person.kind, name: shownName(person), post: person.post, agency: person.agency }))))
