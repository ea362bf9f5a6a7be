import { type RawBuilder, sql } from 'kysely'
import { acts } from '../../../kernel/actor.ts'
import { partyOf, type Reader } from '../../meetings/index.ts'

/** Readers who see the same activities: everything, what is open to members' people, what is open to one party from outside, or what is public. */
type Audience = { kind: 'all' } | { kind: 'members' } | { kind: 'public' } | { kind: 'party'; party: string }

function audienceOf({ actor }: Reader): Audience {
  if (acts(actor, 'SD', 'CH', 'AU')) return { kind: 'all' }
  if (acts(actor, 'NF', 'HD', 'DE', 'LS')) return { kind: 'members' }
  const party = partyOf(actor)
  return party === null ? { kind: 'public' } : { kind: 'party', party }
}

/** What is the same for all of an audience may be remembered under this. */
export const audienceKey = (reader: Reader): string => { const audience = audienceOf(reader); return audience.kind === 'party' ? `party ${audience.party}` : audience.kind }

/**
 * Whether activity `a` of programme `g` exists for this reader: the house and auditors read all; a member's people read what is general;
 * a partner what it funds or carries out and its own work plan; everyone what is public (practice §8.2 rows 30 to 34).
 */
export function seesActivity(reader: Reader): RawBuilder<boolean> {
  const audience = audienceOf(reader)
  if (audience.kind === 'all') return sql<boolean>`true`
  const open = sql<boolean>`a.marking = 'PUBLIC'`
  if (audience.kind === 'members') return sql<boolean>`(a.marking in ('PUBLIC', 'GENERAL', 'LIMITED'))`
  if (audience.kind === 'public') return open
  const { party } = audience
  return sql<boolean>`(${open} or (a.marking = 'GENERAL' and (a.partner = ${party} or g.partner = ${party} or a.proponent = ${party} or exists (select 1 from funding f where f.activity = a.id and f.partner = ${party}))))`
}
