import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listParties } from '../../mechanism/index.ts'
import { listMeetings, type Reader } from '../../meetings/index.ts'
import type { ChoicesOf } from '../form-file/form.ts'
import { type Activity, listStrategies, type Programme } from '../queries.ts'
import { type SheetField, vocabularyOf } from '../table-file/columns.ts'
import type { ReadTable } from '../table-file/workbook.ts'
import { type FormFile, formFiles } from './form-files.ts'

export type TableFile = FormFile<ReadTable>

/** A table that came back is of the person who sent it. */
export const tableFiles = formFiles<{ programme: string; person: string }, ReadTable>('activity_file', ({ programme, person }) => ({ programme, uploaded_by: person }))

/** The lists of a programme's table; a value that is in use stays in its list. */
export async function tableChoices(db: Db | Tx, programme: Pick<Programme, 'areas' | 'strategies'>, activities: readonly Activity[]): Promise<ChoicesOf<SheetField>> {
  const [areas, strategies, parties] = [await listAreas(db), await listStrategies(db), await listParties(db)]
  const used = { areas: new Set(activities.map((one) => one.area)), strategies: new Set(activities.map((one) => one.strategy)) }
  return vocabularyOf({
    areas: areas.filter((area) => programme.areas.length === 0 || programme.areas.includes(area.slug) || used.areas.has(area.slug)),
    strategies: strategies.filter((strategy) => programme.strategies.length === 0 || programme.strategies.includes(strategy.slug) || used.strategies.has(strategy.slug)), parties,
  })
}

/** Decisions that this reader may see, of those that activities answer to or count from, and of `more`. */
export async function mandatesSeen(db: Db | Tx, reader: Reader, activities: readonly Activity[], more: readonly string[] = []): Promise<Set<string>> {
  const ids = [...new Set([...activities.flatMap((one) => [...one.mandates, ...(one.dueAfter?.mandate ? [one.dueAfter.mandate] : [])]), ...more])]
  return new Set((await findMandates(db, reader.actor, ids)).map((mandate) => mandate.id))
}

export const meetingRefs = async (db: Db | Tx): Promise<Set<string>> => new Set((await listMeetings(db)).map((meeting) => meeting.ref.toUpperCase()))

/** Who changed these activities since an instant, the last of each. */
export async function lastChangedBy(db: Db | Tx, programme: string, ids: readonly string[], since: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null }>`
    select distinct on (x.id) x.id, (e.actor::json)->'person'->>'name' as name from unnest(${[...ids]}::text[]) x(id)
      join audit_entry e on e.at >= ${since}::timestamptz and ((e.subject_type = 'activity' and e.subject_id = x.id) or (e.subject_type = 'programme' and e.subject_id = ${programme} and e.command = 'activities.take-file' and (e.change::jsonb)->'activities' ? x.id))
    order by x.id, e.number desc`.execute(db)
  return new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.id, row.name]])))
}

export const lockActivities = async (tx: Tx, programme: string): Promise<void> => void (await sql`select id from activity where programme = ${programme} order by id for update`.execute(tx))

/** What is changed of one activity, by column; what is not named stays as it is. */
export interface ActivityPatch {
  id: string
  change: Record<string, unknown>
}

const columns = {
  json: ['title', 'description', 'action_line', 'objective', 'expected_output', 'due_after', 'beneficiaries'],
  text: ['area', 'strategy', 'type', 'status', 'lead', 'co_lead', 'venue', 'currency', 'partner', 'provision', 'risks', 'inclusion', 'sustainability', 'remarks', 'marking'],
  date: ['starts_on', 'ends_on', 'due_on'],
} as const

/** All activities in one statement, whatever their number. */
export async function patchActivities(tx: Tx, patches: readonly ActivityPatch[], now: string): Promise<void> {
  const set = (name: string, value: ReturnType<typeof sql>) => sql`${sql.ref(name)} = case when p.change ? ${sql.lit(name)} then ${value} else a.${sql.ref(name)} end`
  const values = [
    ...columns.json.map((name) => set(name, sql`nullif(p.change->${sql.lit(name)}, 'null'::jsonb)`)), ...columns.text.map((name) => set(name, sql`p.change->>${sql.lit(name)}`)), ...columns.date.map((name) => set(name, sql`(p.change->>${sql.lit(name)})::date`)),
    set('budget', sql`(p.change->>'budget')::numeric`), set('recurring', sql`(p.change->>'recurring')::boolean`), set('participants', sql`array(select jsonb_array_elements_text(p.change->'participants'))`),
    sql`status_since = case when p.change ? 'status' then ${now}::timestamptz else a.status_since end`, sql`deferred_to = case when p.change ? 'status' then null else a.deferred_to end`, sql`instances_done = a.instances_done + case when p.change->>'status' = 'REC' then 1 else 0 end`, sql`version = a.version + 1`,
  ]
  await sql`update activity a set ${sql.join(values)} from jsonb_to_recordset(${json(patches)}::jsonb) as p(id text, change jsonb) where a.id = p.id`.execute(tx)
}

/** What happened to each, and who said so; several of one activity in their order. */
export async function addSteps(tx: Tx, steps: readonly { activity: string; kind: 'status' | 'due'; status: string | null; from: string | null; to: string | null }[], by: { decision: string | null; name: string; role: string; party: string | null; at: string }): Promise<void> {
  await sql`insert into activity_step (activity, number, kind, status, due_from, due_to, decision, by_name, by_role, by_party, at)
    select s.activity, coalesce((select max(number) from activity_step k where k.activity = s.activity), 0) + row_number() over (partition by s.activity order by s.kind), s.kind, s.status, s."from", s."to", ${by.decision}, ${by.name}, ${by.role}, ${by.party}, ${by.at}::timestamptz
    from jsonb_to_recordset(${json(steps)}::jsonb) as s(activity text, kind text, status text, "from" date, "to" date)`.execute(tx)
}
