import { sql } from 'kysely'
import { readableMarkings } from '../../kernel/actor.ts'
import type { Db } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { seesDocument } from '../documents/index.ts'
import { visibleTo } from '../mandates/index.ts'
import type { Reader } from '../meetings/index.ts'
import { type Report, type Round } from './queries-reports.ts'
import { seesActivity } from './queries-rights.ts'

type Waits = Pick<Round, 'id' | 'name' | 'closesAt' | 'zone' | 'origin'> & { /** Its code, as in addresses. */ programme: string; title: Text }

/** Rounds that are open now and ask this reporter, each with where its report stands. */
export async function listOwnReports(db: Db, asked: { party: string; reporter: Report['reporter']; area: string | null; now: string }): Promise<(Waits & { state: Report['state'] | null; returnedWhy: string | null })[]> {
  return (await sql<Waits & { state: Report['state'] | null; returnedWhy: string | null }>`select o.id, o.name, o.closes_at as "closesAt", o.zone, o.origin, g.code as programme, i.title, r.state, r.returned_why as "returnedWhy"
    from reporting_round o join programme g on g.id = o.programme join instrument i on i.id = g.id left join progress_report r on r.round = o.id and r.party = ${asked.party} and r.reporter = ${asked.reporter} and coalesce(r.area, '') = ${asked.area ?? ''}
    where o.closed_at is null and o.opens_at <= ${asked.now} and o.closes_at > ${asked.now} and (case when ${asked.reporter} = 'partner' then g.partner = ${asked.party} else g.partner is null end) and (${asked.area}::text is null or ${asked.area} = any(g.areas)) order by o.closes_at, o.id`.execute(db)).rows
}

/** Rounds with reports that wait for the desk's word. */
export async function listWaitingReports(db: Db): Promise<(Pick<Round, 'id' | 'name' | 'zone' | 'origin'> & { programme: string; n: number; since: string })[]> {
  return (await sql<Pick<Round, 'id' | 'name' | 'zone' | 'origin'> & { programme: string; n: number; since: string }>`select o.id, o.name, o.zone, o.origin, g.code as programme, count(*)::int as n, min(r.submitted_at) as since from progress_report r join reporting_round o on o.id = r.round join programme g on g.id = o.programme where r.state = 'SUBMITTED' group by o.id, g.code order by since`.execute(db)).rows
}

export interface WaitingProof {
  id: string
  title: Text
  type: string
  sentParty: string | null
  sentAt: string
  programme: string
  code: string
  activityTitle: Text
  origin: string
}

/** Proof nobody has judged yet that this reader sees and did not send, oldest first. */
export async function listWaitingProofs(db: Db, reader: Reader, area: string | null = null): Promise<WaitingProof[]> {
  return (await sql<WaitingProof>`select e.id, e.title, e.type, e.sent_party as "sentParty", e.sent_at as "sentAt", g.code as programme, a.code, a.title as "activityTitle", a.origin from evidence e join activity a on a.id = e.activity join programme g on g.id = a.programme left join official_document d on d.id = e.document
    where e.verified_at is null and e.refused_why is null and e.sent_by <> ${reader.actor.person?.id ?? ''} and (e.sent_party is null or e.sent_party is distinct from ${reader.actor.capacity?.party ?? null}) and g.frozen_at is null and g.closed_at is null and (${area}::text is null or a.area = ${area})
      and e.marking = any(${[...readableMarkings(reader.actor)]}) and ${seesActivity(reader)} and (e.document is null or (d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)})) order by e.sent_at, e.id`.execute(db)).rows
}

/** activities of an extended programme whose day has passed: the desk keeps, moves or carries each. */
export async function listLatePastExtension(db: Db, today: string): Promise<{ programme: string; title: Text; n: number; origin: string }[]> {
  return (await sql<{ programme: string; title: Text; n: number; origin: string }>`select g.code as programme, i.title, count(*)::int as n, min(a.origin) as origin from activity a join programme g on g.id = a.programme join instrument i on i.id = g.id
    where a.due_on < ${today} and a.status not in ('COM', 'CAN', 'SUP', 'COV', 'REJ', 'WDN') and g.frozen_at is null and g.closed_at is null and not exists (select 1 from activity_step s where s.activity = a.id and s.kind = 'due' and s.due_from = s.due_to and s.due_to = a.due_on) and (exists (select 1 from programme_change h where h.programme = g.id and h.kind = 'extended') or exists (select 1 from instrument_act t where t.instrument = g.id and t.act = 'extended'))
    group by g.id, g.code, i.title order by g.code`.execute(db)).rows
}

/** Decisions that ask something and that no activity this reader sees answers to. */
export async function listMandatesWithout(db: Db, reader: Reader): Promise<string[]> {
  return (await sql<{ id: string }>`select m.id from mandate m where m.class >= 'C3' and not m.takes_effect and ${visibleTo(reader.actor)} and not exists (select 1 from activity_mandate am join activity a on a.id = am.activity join programme g on g.id = a.programme where am.mandate = m.id and ${seesActivity(reader)}) order by m.sort_on desc, m.id`.execute(db)).rows.map((row) => row.id)
}
