import { sql } from 'kysely'
import type { Role } from '../../src/kernel/actor.ts'
import type { Tx } from '../../src/kernel/db.ts'

/** Every category of participant of a meeting, every role, and the public. */
export const everyone = ['SD', 'CH', 'HL', 'NF', 'HD', 'DE', 'DP', 'sectoral', 'observer', 'organisation', 'entity', 'resource', 'sister', 'IN', 'PR', 'LE', 'AU', 'SA', 'PU'] as const
export type Audience = (typeof everyone)[number]

/** Who of the demonstration stands for each. */
export const persons: Record<Exclude<Audience, 'PU'>, string> = {
  SD: 'example-sd', CH: 'example-ch', HL: 'example-hl', NF: 'example-nf', HD: 'example-hd', DE: 'example-de', DP: 'example-dp', sectoral: 'example-hd-idn', observer: 'example-hd-tls', organisation: 'example-ob', entity: 'example-hd-sgp', resource: 'example-hd-phl',
  sister: 'example-sb', IN: 'example-in', PR: 'example-pr', LE: 'example-le', AU: 'example-au', SA: 'example-sa',
}

/** Parties and people of the categories that the record has none of. */
export async function addCategories(tx: Tx): Promise<void> {
  const made: [person: string, party: string | null, category: string, role: Role][] = [[persons.sectoral, 'NOR', 'sectoral-partner', 'DP'], [persons.observer, 'PNG', 'observer', 'OB'], [persons.entity, 'CSO', 'entity', 'OB'], [persons.resource, null, 'resource-person', 'OB']]
  for (const [person, party, category, role] of made) {
    if (party !== null) {
      await sql`insert into party (code, name) values (${party}, ${JSON.stringify({ en: party, th: party })})`.execute(tx)
      await sql`insert into participation (meeting, party, category, from_at) values ('SOMTC/26', ${party}, ${category}, '2025-01-01')`.execute(tx)
    }
    // One click signs in the people of a demonstration only: these four change their hat.
    await sql`update capacity set role = ${role}, party = ${party} where person = ${person}`.execute(tx)
  }
  // An entity comes on the Chair's invitation, a resource person for one session.
  await sql`insert into admission (id, meeting, session, party, person, given_by, given_role, from_at) values ('leak-a1', 'SOMTC/26', 'example-open', 'CSO', null, 'Chair', 'CH', '2025-01-01'), ('leak-a2', 'SOMTC/26', 'example-open', null, ${persons.resource}, 'Chair', 'CH', '2025-01-01')`.execute(tx)
}
