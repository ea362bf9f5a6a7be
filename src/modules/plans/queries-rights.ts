import { type RawBuilder, sql } from 'kysely'
import { acts } from '../../kernel/actor.ts'
import { partyOf, type Reader } from '../meetings/index.ts'

/**
 * Whether activity `a` of programme `g` exists for this reader: the house and auditors read all; a member's people read what is general;
 * a partner what it funds or carries out and its own work plan; everyone what is public (practice §8.2 rows 30 to 34).
 */
export function seesActivity({ actor }: Reader): RawBuilder<boolean> {
  if (acts(actor, 'SD', 'CH', 'AU')) return sql<boolean>`true`
  const open = sql<boolean>`a.marking = 'PUBLIC'`
  if (acts(actor, 'NF', 'HD', 'DE', 'LS')) return sql<boolean>`(a.marking in ('PUBLIC', 'GENERAL', 'LIMITED'))`
  const party = partyOf(actor)
  if (party === null) return open
  return sql<boolean>`(${open} or (a.marking = 'GENERAL' and (a.partner = ${party} or g.partner = ${party} or a.proponent = ${party} or exists (select 1 from funding f where f.activity = a.id and f.partner = ${party}))))`
}
