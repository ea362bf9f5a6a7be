import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { keptFor } from '../../../kernel/memo.ts'
import { audienceKey, seesActivity } from './rights.ts'
import type { ActivityStatus } from '../schema.ts'
import type { Entry } from '../schema/acts.ts'

export interface Round {
  id: string
  programme: string
  name: Text
  periodFrom: string
  periodUntil: string
  opensAt: string
  closesAt: string
  closedAt: string | null
  zone: string
  /** Days before its closing on which who has not reported is reminded. */
  remindBefore: number[]
  origin: 'desk' | 'demonstration'
  version: number
}

export interface Report {
  id: string
  round: string
  party: string
  reporter: 'member' | 'lead-shepherd' | 'implementing-agency' | 'partner'
  area: string | null
  state: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
  submittedAt: string | null
  submittedBy: string | null
  decidedAt: string | null
  returnedWhy: string | null
  version: number
}

/** What one report says of one activity. */
export interface Said {
  report: string
  round: string
  party: string
  reporter: Report['reporter']
  state: Report['state']
  periodFrom: string
  periodUntil: string
  submittedAt: string | null
  activity: string
  status: ActivityStatus | null
  progress: number | null
  text: string | null
  language: 'en' | 'th'
  women: number | null
  men: number | null
  spent: number | null
  currency: string | null
  obstacles: string | null
  nextSteps: string | null
}

const roundColumns = sql`o.id, o.programme, o.name, o.period_from as "periodFrom", o.period_until as "periodUntil", o.opens_at as "opensAt", o.closes_at as "closesAt", o.closed_at as "closedAt", o.zone, o.remind_before as "remindBefore", o.origin, o.version`
const reportColumns = sql`r.id, r.round, r.party, r.reporter, r.area, r.state, r.submitted_at as "submittedAt", r.submitted_by as "submittedBy", r.decided_at as "decidedAt", r.returned_why as "returnedWhy", r.version`

/** Open from its beginning until its hour of closing or the desk's earlier word: decided when read. */
export const isOpen = (round: Pick<Round, 'opensAt' | 'closesAt' | 'closedAt'>, now: string): boolean => round.closedAt === null && round.opensAt <= now && now < round.closesAt

export async function listRounds(db: Db | Tx, programme: string | null = null): Promise<Round[]> {
  return (await sql<Round>`select ${roundColumns} from reporting_round o where ${programme}::text is null or o.programme = ${programme} order by o.closes_at desc, o.id`.execute(db)).rows
}

export async function findRound(db: Db | Tx, id: string): Promise<Round | null> {
  return (await sql<Round>`select ${roundColumns} from reporting_round o where o.id = ${id}`.execute(db)).rows[0] ?? null
}

export async function lockRound(tx: Tx, id: string): Promise<Round | null> {
  return (await sql<Round>`select ${roundColumns} from reporting_round o where o.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function addRound(tx: Tx, row: Omit<Round, 'closedAt' | 'version'>): Promise<void> {
  await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone, remind_before, origin) values (${row.id}, ${row.programme}, ${json(row.name)}, ${row.periodFrom}, ${row.periodUntil}, ${row.opensAt}, ${row.closesAt}, ${row.zone}, ${row.remindBefore}, ${row.origin})`.execute(tx)
}

export async function closeRoundNow(tx: Tx, id: string, version: number, now: string): Promise<boolean> {
  return (await sql`update reporting_round set closed_at = ${now}, version = version + 1 where id = ${id} and version = ${version} and closed_at is null returning id`.execute(tx)).rows.length === 1
}

/** Reports of a round; a draft is its reporter's alone. */
export async function listReports(db: Db | Tx, round: string | null, party: string | null): Promise<Report[]> {
  return (await sql<Report>`select ${reportColumns} from progress_report r where (${round}::text is null or r.round = ${round}) and (r.state <> 'DRAFT' or r.party = ${party}) order by r.party, r.reporter, r.area nulls first`.execute(db)).rows
}

export async function findReport(db: Db | Tx, asked: { round: string; party: string; reporter: string; area: string | null }): Promise<Report | null> {
  return (await sql<Report>`select ${reportColumns} from progress_report r where r.round = ${asked.round} and r.party = ${asked.party} and r.reporter = ${asked.reporter} and coalesce(r.area, '') = ${asked.area ?? ''}`.execute(db)).rows[0] ?? null
}

export async function lockReport(tx: Tx, id: string): Promise<Report | null> {
  return (await sql<Report>`select ${reportColumns} from progress_report r where r.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function addReport(tx: Tx, row: Pick<Report, 'id' | 'round' | 'party' | 'reporter' | 'area'>): Promise<void> {
  await sql`insert into progress_report (id, round, party, reporter, area, state) values (${row.id}, ${row.round}, ${row.party}, ${row.reporter}, ${row.area}, 'DRAFT')`.execute(tx)
}

/** False when someone changed it meanwhile. */
export async function raiseReport(tx: Tx, id: string, version: number, row: { state?: Report['state']; submittedAt?: string; submittedBy?: string; decidedAt?: string; decidedBy?: string; returnedWhy?: string | null } = {}): Promise<boolean> {
  return (await sql`update progress_report set state = coalesce(${row.state ?? null}, state), submitted_at = coalesce(${row.submittedAt ?? null}, submitted_at), submitted_by = coalesce(${row.submittedBy ?? null}, submitted_by), decided_at = coalesce(${row.decidedAt ?? null}, decided_at),
    decided_by = coalesce(${row.decidedBy ?? null}, decided_by), returned_why = ${row.returnedWhy ?? null}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

/** Writes what a report says of several activities, in one statement. */
export async function saveEntries(tx: Tx, report: string, entries: readonly Entry[], now: string): Promise<void> {
  if (entries.length === 0) return
  await sql`insert into progress_entry (report, activity, status, progress, text, language, women, men, spent, spent_currency, obstacles, next_steps, updated_at)
    select ${report}, e->>'activity', e->>'status', (e->>'progress')::int, nullif(e->>'text', ''), e->>'language', (e->>'women')::int, (e->>'men')::int, (e->>'spent')::numeric, e->>'currency', nullif(e->>'obstacles', ''), nullif(e->>'nextSteps', ''), ${now}
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) e
    on conflict (report, activity) do update set status = excluded.status, progress = excluded.progress, text = excluded.text, language = excluded.language, women = excluded.women, men = excluded.men, spent = excluded.spent, spent_currency = excluded.spent_currency, obstacles = excluded.obstacles, next_steps = excluded.next_steps, updated_at = excluded.updated_at`.execute(tx)
}

const saidColumns = sql`e.report, r.round, r.party, r.reporter, r.state, o.period_from as "periodFrom", o.period_until as "periodUntil", r.submitted_at as "submittedAt", e.activity, e.status, e.progress, e.text, e.language, e.women, e.men, e.spent::float8 as spent, e.spent_currency as currency, e.obstacles, e.next_steps as "nextSteps"`

/** Everything accepted that was said of an activity, oldest first; two members' words both stand (US-17 AC5). */
export async function listSaid(db: Db | Tx, reader: Reader, activity: string): Promise<Said[]> {
  return (await sql<Said>`select ${saidColumns} from progress_entry e join progress_report r on r.id = e.report join reporting_round o on o.id = r.round join activity a on a.id = e.activity join programme g on g.id = a.programme
    where e.activity = ${activity} and r.state = 'ACCEPTED' and ${seesActivity(reader)} order by o.period_from, r.submitted_at, r.party`.execute(db)).rows
}

/** What a report holds now. */
export async function listEntries(db: Db | Tx, report: string): Promise<Said[]> {
  return (await sql<Said>`select ${saidColumns} from progress_entry e join progress_report r on r.id = e.report join reporting_round o on o.id = r.round where e.report = ${report} order by e.activity`.execute(db)).rows
}

const lastTimes = keptFor<Map<string, Said>>(40)

/** What the same reporter said last time, before a day, by activity: the form begins from it. */
export const listLastTime = (db: Db | Tx, asked: { programme: string; party: string; reporter: string; before: string }): Promise<ReadonlyMap<string, Said>> => lastTimes(db, JSON.stringify(asked), () => readLastTime(db, asked))

async function readLastTime(db: Db | Tx, asked: { programme: string; party: string; reporter: string; before: string }): Promise<Map<string, Said>> {
  // The few reports are put in order first; sorting everything they say takes ten times as long.
  const rows = (await sql<Said>`with mine as (select r.id, row_number() over (order by o.period_from desc, r.submitted_at desc, r.id) as nth from progress_report r join reporting_round o on o.id = r.round
      where o.programme = ${asked.programme} and r.party = ${asked.party} and r.reporter = ${asked.reporter} and r.state in ('SUBMITTED', 'ACCEPTED') and o.period_from < ${asked.before}),
    latest as (select e.activity, min(mine.nth) as nth from progress_entry e join mine on mine.id = e.report group by e.activity)
    select ${saidColumns} from latest l join mine on mine.nth = l.nth join progress_report r on r.id = mine.id join reporting_round o on o.id = r.round join progress_entry e on e.report = r.id and e.activity = l.activity order by e.activity`.execute(db)).rows
  return new Map(rows.map((row) => [row.activity, row]))
}

export interface Obligation {
  activity: string
  party: string
  status: ActivityStatus | null
  text: string | null
  on: string
}
const obligationsRead = keptFor<Obligation[]>(12)

/** A line that asks something of all members, cell by cell: the last accepted word of each on each activity. */
export const listObligations = (db: Db | Tx, reader: Reader, programme: string): Promise<readonly Obligation[]> => obligationsRead(db, `${programme} ${audienceKey(reader)}`, () => readObligations(db, reader, programme))

async function readObligations(db: Db | Tx, reader: Reader, programme: string): Promise<Obligation[]> {
  return (await sql<Obligation>`with theirs as (select r.id, r.party, r.submitted_at, row_number() over (partition by r.party order by o.period_from desc, r.submitted_at desc, r.id) as nth from progress_report r join reporting_round o on o.id = r.round
      where o.programme = ${programme} and r.state = 'ACCEPTED' and r.reporter = 'member'),
    latest as (select e.activity, theirs.party, min(theirs.nth) as nth from progress_entry e join theirs on theirs.id = e.report group by e.activity, theirs.party)
    select e.activity, r.party, e.status, e.text, (r.submitted_at at time zone 'UTC')::date as "on" from latest l join theirs r on r.party = l.party and r.nth = l.nth join progress_entry e on e.report = r.id and e.activity = l.activity
      join activity a on a.id = e.activity join programme g on g.id = a.programme where ${seesActivity(reader)} order by e.activity, r.party`.execute(db)).rows
}

/** Of these activities the ones that this reader may see in this programme. */
export async function activitiesIn(tx: Tx, reader: Reader, programme: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = (await sql<{ id: string }>`select a.id from activity a join programme g on g.id = a.programme where a.programme = ${programme} and a.id = any(${[...ids]}) and ${seesActivity(reader)}`.execute(tx)).rows
  return new Set(rows.map((row) => row.id))
}
