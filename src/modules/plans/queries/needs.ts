import { sql } from 'kysely'
import { readableMarkings } from '../../../kernel/actor.ts'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { seesDocument } from '../../documents/index.ts'
import { visibleTo } from '../../mandates/index.ts'
import type { Reader } from '../../meetings/index.ts'
import { type Report, type Round } from './reports.ts'
import { unrated, type Waits as WaitingReview } from './reviews.ts'
import { seesActivity } from './rights.ts'

type Waits = Pick<Round, 'id' | 'name' | 'closesAt' | 'zone' | 'origin'> & { /** Its code, as in addresses. */ programme: string; title: Text }

/** Rounds that are open now and ask this reporter, each with where its report stands. */
export async function listOwnReports(db: Db, asked: { party: string; reporter: Report['reporter']; area: string | null; now: string }): Promise<(Waits & { state: Report['state'] | null; returnedWhy: string | null })[]> {
  return (await sql<Waits & { state: Report['state'] | null; returnedWhy: string | null }>`select o.id, o.name, o.closes_at as "closesAt", o.zone, o.origin, g.code as programme, i.title, r.state, r.returned_why as "returnedWhy"
    from reporting_round o join programme g on g.id = o.programme join instrument i on i.id = g.id left join progress_report r on r.round = o.id and r.party = ${asked.party} and r.reporter = ${asked.reporter} and coalesce(r.area, '') = ${asked.area ?? ''}
    where o.closed_at is null and o.opens_at <= ${asked.now} and o.closes_at > ${asked.now} and (case when ${asked.reporter} = 'partner' then g.partner = ${asked.party} else g.partner is null end) and (${asked.area}::text is null or ${asked.area} = any(g.areas)) order by o.closes_at, o.id`.execute(db)).rows
}

/** Rounds in which several accepted reports speak of the same activities of an area and nobody has written one text from them yet; with the first of these activities. */
const toMerge = (reader: Reader, area: string) => sql`select o.id, o.name, o.origin, g.code as programme, min(x.code) as first, count(*)::int as n
    from (select e.activity, r.round, a.code from progress_entry e join progress_report r on r.id = e.report join activity a on a.id = e.activity join programme g on g.id = a.programme
      where r.state = 'ACCEPTED' and a.area = ${area} and g.frozen_at is null and g.closed_at is null and ${seesActivity(reader)} and not exists (select 1 from progress_merge p where p.activity = e.activity and p.round = r.round) group by e.activity, r.round, a.code having count(*) > 1) x
    join reporting_round o on o.id = x.round join programme g on g.id = o.programme group by o.id, g.code order by o.closes_at desc`

export interface ShepherdWaits {
  unrated: DeskWaits['unrated']
  merges: (Pick<Round, 'id' | 'name' | 'origin'> & { programme: string; first: string; n: number })[]
}

/** What waits for the lead shepherd of an area besides its report, in one statement: what is to be rated, what several reports speak of. */
export async function readShepherdWaits(db: Db, reader: Reader, asked: { area: string; party: string | null }): Promise<ShepherdWaits> {
  return (await sql<ShepherdWaits>`select (select coalesce(json_agg(x), '[]') from (${unrated(reader, asked)}) x) as unrated, (select coalesce(json_agg(x), '[]') from (${toMerge(reader, asked.area)}) x) as merges`.execute(db)).rows[0] as ShepherdWaits
}

/** Rounds with reports that wait for the desk's word. */
const waitingReports = () => sql`select o.id, o.name, o.zone, o.origin, g.code as programme, count(*)::int as n, min(r.submitted_at) as since from progress_report r join reporting_round o on o.id = r.round join programme g on g.id = o.programme where r.state = 'SUBMITTED' group by o.id, g.code order by since`

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
const waitingProofs = (reader: Reader, area: string | null) => sql<WaitingProof>`select e.id, e.title, e.type, e.sent_party as "sentParty", e.sent_at as "sentAt", g.code as programme, a.code, a.title as "activityTitle", a.origin from evidence e join activity a on a.id = e.activity join programme g on g.id = a.programme left join official_document d on d.id = e.document
    where e.verified_at is null and e.refused_why is null and e.sent_by <> ${reader.actor.person?.id ?? ''} and (e.sent_party is null or e.sent_party is distinct from ${reader.actor.capacity?.party ?? null}) and g.frozen_at is null and g.closed_at is null and (${area}::text is null or a.area = ${area})
      and e.marking = any(${[...readableMarkings(reader.actor)]}) and ${seesActivity(reader)} and (e.document is null or (d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)})) order by e.sent_at, e.id`

/** A page of them, and how many there are. */
export async function listWaitingProofs(db: Db, reader: Reader, area: string | null, page: { limit: number; offset: number }): Promise<{ proofs: WaitingProof[]; total: number }> {
  const [proofs, count] = await Promise.all([sql<WaitingProof>`${waitingProofs(reader, area)} limit ${page.limit} offset ${page.offset}`.execute(db), sql<{ n: number }>`select count(*)::int as n from (${waitingProofs(reader, area)}) x`.execute(db)])
  return { proofs: proofs.rows, total: count.rows[0]?.n ?? 0 }
}

/** activities of an extended programme whose day has passed: the desk keeps, moves or carries each. */
const latePastExtension = (today: string) => sql`select g.code as programme, i.title, count(*)::int as n, min(a.origin) as origin from activity a join programme g on g.id = a.programme join instrument i on i.id = g.id
    where a.due_on < ${today} and a.status not in ('COM', 'CAN', 'SUP', 'COV', 'REJ', 'WDN') and g.frozen_at is null and g.closed_at is null and not exists (select 1 from activity_step s where s.activity = a.id and s.kind = 'due' and s.due_from = s.due_to and s.due_to = a.due_on) and (exists (select 1 from programme_change h where h.programme = g.id and h.kind = 'extended') or exists (select 1 from instrument_act t where t.instrument = g.id and t.act = 'extended'))
    group by g.id, g.code, i.title order by g.code`

export interface DeskWaits {
  reports: (Pick<Round, 'id' | 'name' | 'zone' | 'origin'> & { programme: string; n: number; since: string })[]
  /** `made`: all of it is of the demonstration. */
  proofs: { n: number; since: string | null; made: boolean }
  late: { programme: string; title: Text; n: number; origin: string }[]
  unrated: (WaitingReview & { n: number })[]
}

/** All that waits for the desk, in one statement: rounds with reports, of proof its number and since when, dates an extension left behind, what nobody has rated. */
export async function readDeskWaits(db: Db, reader: Reader, today: string): Promise<DeskWaits> {
  return (await sql<DeskWaits>`select (select coalesce(json_agg(x), '[]') from (${waitingReports()}) x) as reports,
    (select json_build_object('n', count(*)::int, 'since', to_char(min(x."sentAt") at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'made', coalesce(bool_and(x.origin = 'demonstration'), false)) from (${waitingProofs(reader, null)}) x) as proofs,
    (select coalesce(json_agg(x), '[]') from (${latePastExtension(today)}) x) as late, (select coalesce(json_agg(x), '[]') from (${unrated(reader, { area: null, party: null })}) x) as unrated`.execute(db)).rows[0] as DeskWaits
}

/** Decisions that ask something and that no activity this reader sees answers to. */
export async function listMandatesWithout(db: Db, reader: Reader): Promise<string[]> {
  return (await sql<{ id: string }>`select m.id from mandate m where m.class >= 'C3' and not m.takes_effect and ${visibleTo(reader.actor)} and not exists (select 1 from activity_mandate am join activity a on a.id = am.activity join programme g on g.id = a.programme where am.mandate = m.id and ${seesActivity(reader)}) order by m.sort_on desc, m.id`.execute(db)).rows.map((row) => row.id)
}
