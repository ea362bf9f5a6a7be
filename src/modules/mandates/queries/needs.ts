import { type RawBuilder, sql } from 'kysely'
import { type Actor, readableMarkings, roleOf } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { visibleTo } from '../queries.ts'
import type { Addressee, MandateClass } from '../schema.ts'

export interface AskedOf {
  id: string
  symbol: string
  title: Text
  body: string
  meeting: string | null
  class: MandateClass
  addressees: Addressee[]
  areas: string[]
  dueOn: string | null
  recordedAt: string
  origin: 'record' | 'desk' | 'demonstration'
}

/** What is asked of the one this actor speaks for: its party or, of a member, all members; of a lead shepherd its area. */
function askedOf(actor: Actor): RawBuilder<boolean> {
  const { capacity } = actor
  switch (roleOf(actor)) {
    case 'NF':
    case 'HD':
      return capacity?.party ? sql<boolean>`exists (select 1 from mandate_owner o where o.mandate = m.id and ((o.kind = 'party' and o.code = ${capacity.party}) or (o.kind = 'all' and o.code = 'members')))` : sql<boolean>`false`
    case 'LS':
      return capacity?.area ? sql<boolean>`m.areas @> array[${capacity.area}]::text[]` : sql<boolean>`false`
    case 'DP':
      return capacity?.party ? sql<boolean>`exists (select 1 from mandate_owner o where o.mandate = m.id and ((o.kind = 'party' and o.code = ${capacity.party}) or (o.kind = 'all' and o.code = 'partners')))` : sql<boolean>`false`
    default:
      return sql<boolean>`false`
  }
}

/**
 * Open decisions asked of this actor on which its party (of a lead shepherd: it) has said nothing yet, soonest due first. Only what is
 * due from `since` on, or was decided from then on: nobody is reminded of a day that passed years ago.
 */
export async function listAskedOf(db: Db, actor: Actor, since: string, limit: number): Promise<AskedOf[]> {
  const party = roleOf(actor) === 'LS' ? null : (actor.capacity?.party ?? null)
  return (
    await sql<AskedOf>`
      select m.id, m.symbol, m.title, m.body, m.meeting, m.class, m.addressees, m.areas, d.due_on as "dueOn", m.recorded_at as "recordedAt", m.origin
      from mandate m left join mandate_due d on d.mandate = m.id
      where ${visibleTo(actor)} and m.class between 'C3' and 'C6' and not m.takes_effect and ${readableMarkings(actor).includes('LIMITED') ? sql`m.status` : sql`m.status_public`} in ('OPEN', 'IN_PROGRESS') and ${askedOf(actor)}
        and (d.due_on >= ${since} or m.sort_on >= ${since})
        and not exists (select 1 from mandate_statement s where s.mandate = m.id and s.verdict <> 'returned' and ${party === null ? sql`s.recorded_by = ${actor.person?.id ?? ''}` : sql`(s.party = ${party} or s.by_party = ${party})`})
      order by d.due_on asc nulls last, m.sort_on desc, m.id limit ${limit}`.execute(db)
  ).rows
}

export interface Judged {
  mandate: string
  symbol: string
  title: Text
  verdict: 'accepted' | 'returned'
  verdictNote: string | null
}

/** This person's statements that the desk judged from an instant on. */
export async function listJudgedSince(db: Db, actor: Actor, since: string): Promise<Judged[]> {
  return (
    await sql<Judged>`select s.mandate, m.symbol, m.title, s.verdict, s.verdict_note as "verdictNote" from mandate_statement s join mandate m on m.id = s.mandate
      where s.recorded_by = ${actor.person?.id ?? ''} and s.verdict in ('accepted', 'returned') and s.decided_at >= ${since} and ${visibleTo(actor)} order by s.decided_at, s.id`.execute(db)
  ).rows
}
