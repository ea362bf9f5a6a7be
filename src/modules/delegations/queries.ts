import { type RawBuilder, sql } from 'kysely'
import { acts } from '../../kernel/actor.ts'
import { type Db, json, type Tx, upsert } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import type { Citation, Since } from '../../kernel/record.ts'
import { partyOf, type Reader } from '../meetings/index.ts'
import type { Designation, Incumbency, KnownHead, Occasion, Post } from './rules.ts'
import type { IncumbencyKind } from './schema.ts'

/**
 * Whether what a party entered here exists for this reader, on the columns `origin` and `party` of the table `x`. The public record is everybody's;
 * the rest is the party's own and the house's, and members see each other's. A partner sees no more than its own.
 */
export function seesEntered(reader: Reader | null): RawBuilder<boolean> {
  // Nobody reads: what is in force is worked out for a judgement.
  if (reader === null) return sql<boolean>`true`
  const { actor } = reader
  if (acts(actor, 'SD', 'CH', 'HL', 'AU')) return sql<boolean>`true`
  const party = partyOf(actor)
  if (party === null) return sql<boolean>`x.origin = 'record'`
  const isMember = (code: RawBuilder<unknown>) => sql`exists (select 1 from party_category pc where pc.party = ${code} and pc.category = 'member')`
  const among = acts(actor, 'NF', 'HD', 'DE', 'LS') ? sql<boolean>`(${isMember(sql`${party}::text`)} and ${isMember(sql`x.party`)})` : sql<boolean>`false`
  return sql<boolean>`(x.origin = 'record' or x.party = ${party} or ${among})`
}

const designationColumns = sql`x.id, x.party, x.body, x.function, x.mode, x.post, x.person, x.choice, x.proposer, x.approver, x.approver_person as "approverPerson", x.approver_capacity as "approverCapacity", x.instrument, x.powers, x.since, x.until,
  x.supersedes, x.note, x.citations, x.origin, x.verified_at as "verifiedAt", x.entered_at as "enteredAt", x.ended_why as "endedWhy", x.version`

export async function listDesignations(db: Db | Tx, reader: Reader | null, asked: { party?: string | undefined } = {}): Promise<Designation[]> {
  return (await sql<Designation>`select ${designationColumns} from designation x where ${seesEntered(reader)} and (${asked.party ?? null}::text is null or x.party = ${asked.party ?? null}) order by x.party, x.body, lower(x.during), x.id`.execute(db)).rows
}

/** Entered here and seen by nobody of the Secretariat yet; oldest first. */
export async function listUnverified(db: Db, reader: Reader): Promise<Designation[]> {
  return (await sql<Designation>`select ${designationColumns} from designation x where x.origin <> 'record' and x.verified_at is null and x.ended_at is null and ${seesEntered(reader)} order by x.entered_at, x.id`.execute(db)).rows
}

export async function lockDesignation(tx: Tx, reader: Reader, id: string): Promise<(Designation & { enteredBy: string | null }) | null> {
  return (await sql<Designation & { enteredBy: string | null }>`select ${designationColumns}, x.entered_by as "enteredBy" from designation x where x.id = ${id} and ${seesEntered(reader)} for update`.execute(tx)).rows[0] ?? null
}

export async function listPosts(db: Db | Tx, reader: Reader | null, asked: { party?: string | undefined } = {}): Promise<Post[]> {
  return (await sql<Post>`select x.id, x.party, x.name, x.citations, x.origin from post x where ${seesEntered(reader)} and (${asked.party ?? null}::text is null or x.party = ${asked.party ?? null}) order by x.party, x.name->>'en', x.id`.execute(db)).rows
}

export interface KeptIncumbency extends Incumbency {
  party: string
  origin: 'record' | 'desk' | 'demonstration'
  note: Text | null
  citations: Citation[]
}

export async function listIncumbencies(db: Db | Tx, reader: Reader | null, asked: { party?: string | undefined } = {}): Promise<KeptIncumbency[]> {
  return (await sql<KeptIncumbency>`select x.* from (select i.id, i.post, i.kind, i.person, i.from_on as "from", i.until_on as until, i.note, i.citations, i.origin, p.party, i.during from incumbency i join post p on p.id = i.post) x
    where ${seesEntered(reader)} and (${asked.party ?? null}::text is null or x.party = ${asked.party ?? null}) order by x.post, lower(x.during) nulls first, x.id`.execute(db)).rows.map(({ id, post, kind, person, from, until, note, citations, origin, party }) => ({ id, post, kind, person, from, until, note, citations, origin, party }))
}

/** What sources say of single meetings: all of it is public. */
export async function listKnownHeads(db: Db | Tx, asked: { party?: string | undefined } = {}): Promise<KnownHead[]> {
  return (await sql<KnownHead>`select id, party, body, meeting, on_day as "on", was, post, person, mode, approver, approver_capacity as "approverCapacity", note, citations from known_head
    where ${asked.party ?? null}::text is null or party = ${asked.party ?? null} order by on_day, id`.execute(db)).rows
}

export interface HeldMeeting extends Occasion {
  name: Text | null
  kind: string
  prepares: string | null
  session: string
  /** Null where the meeting is only on the record. */
  run: { state: string; opensAt: string | null; closesAt: string | null; zone: string; languages: string[]; sizeQuota: number | null; series: string } | null
}

/** A meeting by name with how it is run here; whether the reader may know of it is asked before. */
export async function findHeld(db: Db | Tx, ref: string): Promise<HeldMeeting | null> {
  return (await sql<HeldMeeting>`select m.ref, m.body, m.session, m.ordinal, m.starts, m.name, m.kind, m.prepares,
      case when u.meeting is null then null else json_build_object('state', u.state, 'opensAt', to_char(u.opens_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'closesAt', to_char(u.closes_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'zone', u.zone, 'languages', u.languages, 'sizeQuota', u.size_quota, 'series', u.series) end as run
    from meeting m left join meeting_run u on u.meeting = m.ref where m.ref = ${ref}`.execute(db)).rows[0] ?? null
}

/** Meetings as points in time, by name: those named, or all. Only for working out what is in force; nothing of it is shown. */
export async function listOccasions(db: Db | Tx, refs?: readonly string[]): Promise<Map<string, Occasion>> {
  const rows = (await sql<Occasion>`select ref, body, ordinal, starts from meeting where ${refs === undefined ? sql`true` : sql`ref = any(${[...refs]}::text[])`}`.execute(db)).rows
  return new Map(rows.map((row) => [row.ref, row]))
}

/** The earliest day a meeting or date can mean, as in `dayOfOccasion`. */
const startOf = (point: Since | null): RawBuilder<unknown> => {
  if (point === null) return sql`null::date`
  if ('date' in point) return sql`${point.date.padEnd(10, '-01')}::date`
  return sql`(select coalesce(m.sort_on, m.starts_on, make_date(9000 + coalesce(m.ordinal, 0), 1, 1)) from meeting m where m.ref = ${point.meeting})`
}
const during = (since: Since | null, until: Since | null) => sql`daterange(${startOf(since)}, ${startOf(until)}, '[)')`

export type NewDesignation = Omit<Designation, 'version' | 'enteredAt' | 'verifiedAt' | 'endedWhy'> & { enteredBy: string | null; enteredRole: string | null; enteredAt: string | null; verifiedBy: string | null; verifiedAt: string | null }

/** What was ended here stays ended when the record that states its beginning is loaded anew. */
export async function saveDesignation(tx: Tx, given: NewDesignation): Promise<void> {
  const ended = (await sql<{ until: Since }>`select until from designation where id = ${given.id} and ended_at is not null`.execute(tx)).rows[0]
  const row = { ...given, until: given.until ?? ended?.until ?? null }
  await upsert(tx, 'designation', ['id'], {
    id: row.id, party: row.party, body: row.body, function: row.function, mode: row.mode, post: row.post, person: json(row.person), choice: json(row.choice), proposer: json(row.proposer), approver: json(row.approver),
    approver_person: json(row.approverPerson), approver_capacity: json(row.approverCapacity), instrument: json(row.instrument), powers: row.powers, since: json(row.since), until: json(row.until), during: during(row.since, row.until),
    supersedes: row.supersedes, note: json(row.note), citations: json(row.citations), origin: row.origin, entered_by: row.enteredBy, entered_role: row.enteredRole, entered_at: row.enteredAt, verified_by: row.verifiedBy, verified_at: row.verifiedAt,
  })
}

export async function savePost(tx: Tx, row: Post): Promise<void> {
  await upsert(tx, 'post', ['id'], { id: row.id, party: row.party, name: json(row.name), citations: json(row.citations), origin: row.origin })
}

export async function saveIncumbency(tx: Tx, row: { id: string; post: string; kind: IncumbencyKind; person: Text | null; from: string | null; until: string | null; note: Text | null; citations: Citation[]; origin: 'record' | 'desk' | 'demonstration'; enteredBy: string | null; enteredAt: string | null }): Promise<void> {
  await upsert(tx, 'incumbency', ['id'], {
    id: row.id, post: row.post, kind: row.kind, person: json(row.person), from_on: row.from, until_on: row.until, during: during(row.from === null ? null : { date: row.from }, row.until === null ? null : { date: row.until }),
    note: json(row.note), citations: json(row.citations), origin: row.origin, entered_by: row.enteredBy, entered_at: row.enteredAt,
  })
}

export async function saveKnownHead(tx: Tx, row: KnownHead): Promise<void> {
  await upsert(tx, 'known_head', ['id'], {
    id: row.id, party: row.party, body: row.body, meeting: row.meeting, on_day: row.on, was: row.was, post: json(row.post), person: json(row.person), mode: row.mode, approver: json(row.approver), approver_capacity: json(row.approverCapacity), note: json(row.note), citations: json(row.citations),
  })
}

/** One at a time enters designations of a party, so that two cannot both find the place free. */
export async function lockDesignationsOf(tx: Tx, party: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`designation ${party}`}, 0))`.execute(tx)
}

/** Meetings may have moved since: the stretches of a party are worked out anew before another is laid beside them. */
export async function refreshStretches(tx: Tx, rows: readonly Designation[]): Promise<void> {
  for (const row of rows) await sql`update designation set during = ${during(row.since, row.until)} where id = ${row.id} and during is distinct from ${during(row.since, row.until)}`.execute(tx)
}

export async function endDesignation(tx: Tx, row: { id: string; since: Since; until: Since; by: string; now: string; why: string; version: number | null }): Promise<boolean> {
  const ended = await sql`update designation set until = ${json(row.until)}, during = ${during(row.since, row.until)}, ended_by = ${row.by}, ended_at = ${row.now}, ended_why = ${row.why}, version = version + 1
    where id = ${row.id} and (${row.version}::int is null or version = ${row.version}) returning id`.execute(tx)
  return ended.rows.length === 1
}

export async function verifyDesignation(tx: Tx, row: { id: string; by: string; now: string; version: number }): Promise<boolean> {
  const done = await sql`update designation set verified_by = ${row.by}, verified_at = ${row.now}, version = version + 1 where id = ${row.id} and version = ${row.version} and verified_at is null returning id`.execute(tx)
  return done.rows.length === 1
}

/** The stretch of the same kind that is still open when another begins ends there. */
export async function closeOpenStretch(tx: Tx, row: { post: string; kind: IncumbencyKind; from: string }): Promise<void> {
  const kinds = row.kind === 'substantive' || row.kind === 'vacant' ? ['substantive', 'vacant'] : [row.kind]
  await sql`update incumbency set until_on = ${row.from}, during = daterange(lower(during), ${row.from}::date, '[)'), version = version + 1 where post = ${row.post} and kind = any(${kinds}) and until_on is null and (lower(during) is null or lower(during) < ${row.from}::date)`.execute(tx)
}

/** Whether a stretch would lie over another of the same kind of this post. */
export async function stretchTaken(tx: Tx, row: { post: string; kind: IncumbencyKind; from: string; until: string | null }): Promise<boolean> {
  const kinds = row.kind === 'substantive' || row.kind === 'vacant' ? ['substantive', 'vacant'] : [row.kind]
  return (await sql`select 1 from incumbency where post = ${row.post} and kind = any(${kinds}) and during && daterange(${row.from}::date, ${row.until}::date, '[)') limit 1`.execute(tx)).rows.length > 0
}

/** The latest meeting of any body for which this post is designated that has begun by now: what is said of earlier days could change it (R-4.1.5). */
export async function lastBegunOfPost(tx: Tx, post: string, today: string): Promise<string | null> {
  return (await sql<{ day: string | null }>`select max(coalesce(m.begun_by, m.starts_on))::text as day from meeting m where m.body in (select d.body from designation d where d.post = ${post}) and coalesce(m.begun_by, m.starts_on) <= ${today}::date and m.status <> 'cancelled'`.execute(tx)).rows[0]?.day ?? null
}
