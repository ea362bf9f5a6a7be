import { sql } from 'kysely'
import { json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { type Activity, listActivities } from '../queries.ts'
import type { Fund } from '../rules.ts'
import type { Concerned } from '../rules/acts.ts'
import type { ActivityStatus } from '../schema.ts'
import type { DueAfter } from '../rules/due.ts'
import type { ActivityFields } from '../schema/acts.ts'

export interface LockedActivity extends Activity {
  concerned: Concerned
  codeInUse: string
}

/** For a command: the activity as this reader sees it, locked until the transaction ends. */
export async function lockActivity(tx: Tx, reader: Reader, id: string): Promise<LockedActivity | null> {
  const found = (await sql<{ planPartner: string | null; frozen: boolean; code: string }>`select g.partner as "planPartner", (g.frozen_at is not null or g.closed_at is not null) as frozen, a.code from activity a join programme g on g.id = a.programme where a.id = ${id} for update of a`.execute(tx)).rows[0]
  const activity = found && (await listActivities(tx, reader, { id }))[0]
  return activity ? { ...activity, concerned: { ...activity, planPartner: found.planPartner, frozen: found.frozen }, codeInUse: found.code } : null
}

export interface LockedProgramme {
  id: string
  code: string
  kind: string
  partner: string | null
  body: string | null
  areas: string[]
  strategies: string[]
  frozen: boolean
  closedAt: string | null
  supersededBy: string | null
  version: number
}

export async function lockProgramme(tx: Tx, id: string): Promise<LockedProgramme | null> {
  return (await sql<LockedProgramme>`select id, code, kind, partner, body, areas, strategies, (frozen_at is not null or closed_at is not null) as frozen, closed_at as "closedAt", superseded_by as "supersededBy", version from programme where id = ${id} or code = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function codesOf(tx: Tx, programme: string): Promise<string[]> {
  return (await sql<{ code: string }>`select code from activity where programme = ${programme}`.execute(tx)).rows.map((row) => row.code)
}

export async function numberOfStrategy(tx: Tx, slug: string): Promise<number | null> {
  return (await sql<{ number: number }>`select number from strategy where slug = ${slug}`.execute(tx)).rows[0]?.number ?? null
}

/** Codes and refs of these that the record does not have, for faults beside their fields. */
export async function unknownPlaces(tx: Tx, asked: { areas: string[]; strategies: string[]; parties: string[]; mandates: string[]; meetings: string[]; programmes: string[] }): Promise<Record<keyof typeof asked, string[]>> {
  const missing = async (table: string, column: string, values: string[], only = sql`true`) =>
    values.length === 0 ? [] : (await sql<{ value: string }>`select v as value from unnest(${values}::text[]) v where not exists (select 1 from ${sql.table(table)} t where t.${sql.ref(column)} = v and ${only})`.execute(tx)).rows.map((row) => row.value)
  return {
    areas: await missing('priority_area', 'slug', asked.areas), strategies: await missing('strategy', 'slug', asked.strategies), parties: await missing('party', 'code', asked.parties),
    mandates: await missing('mandate', 'id', asked.mandates), meetings: await missing('meeting', 'ref', asked.meetings, sql`t.marking = 'PUBLIC'`), programmes: await missing('programme', 'id', asked.programmes),
  }
}

const or = (text: string): string | null => (text === '' ? null : text)
/** Words given in one language stand for the other until someone translates them. */
export const both = (text: { en: string; th: string }): Text => ({ en: text.en || text.th, th: text.th || text.en })
const words = (text: { en: string; th: string } | null): Text | null => (text === null || (text.en === '' && text.th === '') ? null : both(text))

/** The columns a person fills in; a due day that counts from a meeting is worked out where that meeting has a day. */
function columnsOf(fields: ActivityFields) {
  return {
    title: json(both(fields.title)), description: json(words(fields.description)), area: fields.area, strategy: fields.strategy, action_line: json(words(fields.actionLine)), objective: json(words(fields.objective)), provision: or(fields.provision), lead: or(fields.lead), co_lead: or(fields.coLead),
    participants: fields.participants, type: fields.type, starts_on: fields.startsOn, ends_on: fields.endsOn, due_on: fields.dueOn, due_after: json(fields.dueAfter), recurring: fields.recurring, venue: or(fields.venue), beneficiaries: json(fields.beneficiaries), expected_output: json(words(fields.expectedOutput)),
    risks: or(fields.risks), inclusion: or(fields.inclusion), sustainability: or(fields.sustainability), remarks: or(fields.remarks), budget: fields.budget, currency: fields.currency, partner: or(fields.partner), partner_plan: or(fields.partnerPlan), marking: fields.marking,
  }
}

export async function saveProposed(tx: Tx, row: { id: string; programme: string; code: string; proponent: string | null; fields: ActivityFields; origin: 'desk' | 'demonstration'; now: string }): Promise<void> {
  const columns = { id: row.id, programme: row.programme, code: row.code, proponent: row.proponent, ...columnsOf(row.fields), status: 'PRO', status_since: row.now, origin: row.origin, created_at: row.now }
  await sql`insert into activity (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))}) values (${sql.join(Object.values(columns).map((value) => sql.val(value)))})`.execute(tx)
}

/** False when someone changed it meanwhile. */
export async function saveFields(tx: Tx, id: string, version: number, fields: ActivityFields, proposed: boolean): Promise<boolean> {
  // Once it is in the programme its due day moves by a decision of its own, and with that only.
  const set = sql.join(Object.entries(columnsOf(fields)).filter(([name]) => proposed || !['due_on', 'due_after'].includes(name)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`))
  return (await sql`update activity set ${set}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function saveStatus(tx: Tx, id: string, version: number, row: { status: ActivityStatus; deferredTo: string | null; supersededBy: string | null; now: string }): Promise<boolean> {
  return (await sql`update activity set status = ${row.status}, status_since = ${row.now}, deferred_to = ${row.deferredTo}, superseded_by = coalesce(${row.supersededBy}, superseded_by), instances_done = instances_done + ${row.status === 'REC' ? 1 : 0}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function saveDue(tx: Tx, id: string, version: number, dueOn: string | null, dueAfter: DueAfter | null): Promise<boolean> {
  return (await sql`update activity set due_on = ${dueOn}, due_after = ${json(dueAfter)}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function saveRisk(tx: Tx, id: string, version: number, why: string | null): Promise<boolean> {
  return (await sql`update activity set at_risk = ${why}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function saveFunding(tx: Tx, id: string, version: number, funding: readonly (Fund & { source: string; name: string; partner: string | null; confirmedOn: string | null })[]): Promise<boolean> {
  const raised = (await sql`update activity set version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
  if (!raised) return false
  await sql`delete from funding where activity = ${id}`.execute(tx)
  for (const [position, fund] of funding.entries()) {
    await sql`insert into funding (activity, position, source, name, partner, amount, currency, rate, rate_on, status, confirmed_on) values (${id}, ${position + 1}, ${fund.source}, ${fund.name}, ${fund.partner}, ${fund.amount}, ${fund.currency}, ${fund.rate}, ${fund.rateOn}, ${fund.status}, ${fund.confirmedOn})`.execute(tx)
  }
  return true
}

export async function linkMandate(tx: Tx, activity: string, mandate: string): Promise<boolean> {
  return (await sql`insert into activity_mandate (activity, mandate) values (${activity}, ${mandate}) on conflict do nothing returning activity`.execute(tx)).rows.length === 1
}

/** What happened, and who said so; append only. */
export async function addStep(tx: Tx, row: { activity: string; kind: 'status' | 'due' | 'note' | 'risk'; status?: string | null; dueFrom?: string | null; dueTo?: string | null; text?: string | null; decision?: string | null; byName: string; byRole: string; byParty: string | null; at: string }): Promise<void> {
  await sql`insert into activity_step (activity, number, kind, status, due_from, due_to, text, decision, by_name, by_role, by_party, at)
    select ${row.activity}, coalesce(max(number), 0) + 1, ${row.kind}, ${row.status ?? null}, ${row.dueFrom ?? null}, ${row.dueTo ?? null}, ${json(row.text ? { en: row.text, th: row.text } : null)}, ${row.decision ?? null}, ${row.byName}, ${row.byRole}, ${row.byParty}, ${row.at} from activity_step where activity = ${row.activity}`.execute(tx)
}

export interface Evidence {
  id: string
  activity: string
  report: string | null
  type: string
  title: Text
  file: string | null
  fileName: string | null
  link: string | null
  document: string | null
  onDate: string | null
  marking: string
  sentBy: string
  sentParty: string | null
  sentAt: string
  verifiedAt: string | null
  verifiedBy: string | null
  verifiedRole: string | null
  refusedWhy: string | null
  version: number
}

export const evidenceColumns = sql`e.id, e.activity, e.report, e.type, e.title, e.file, e.file_name as "fileName", e.link, e.document, e.on_date as "onDate", e.marking, e.sent_by as "sentBy", e.sent_party as "sentParty", e.sent_at as "sentAt", e.verified_at as "verifiedAt", e.verified_by as "verifiedBy", e.verified_role as "verifiedRole", e.refused_why as "refusedWhy", e.version`

export async function lockEvidence(tx: Tx, id: string): Promise<Evidence | null> {
  return (await sql<Evidence>`select ${evidenceColumns} from evidence e where e.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function addEvidence(tx: Tx, row: Pick<Evidence, 'id' | 'activity' | 'report' | 'type' | 'title' | 'file' | 'fileName' | 'link' | 'document' | 'onDate' | 'marking' | 'sentBy' | 'sentParty' | 'sentAt'>): Promise<void> {
  await sql`insert into evidence (id, activity, report, type, title, file, file_name, link, document, on_date, marking, sent_by, sent_party, sent_at)
    values (${row.id}, ${row.activity}, ${row.report}, ${row.type}, ${json(row.title)}, ${row.file}, ${row.fileName}, ${row.link}, ${row.document}, ${row.onDate}, ${row.marking}, ${row.sentBy}, ${row.sentParty}, ${row.sentAt})`.execute(tx)
}

export async function judgeEvidence(tx: Tx, id: string, version: number, row: { verifiedAt: string | null; by: string; role: string; refusedWhy: string | null }): Promise<boolean> {
  return (await sql`update evidence set verified_at = ${row.verifiedAt}, verified_by = ${row.verifiedAt ? row.by : null}, verified_role = ${row.verifiedAt ? row.role : null}, refused_why = ${row.refusedWhy}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

/** The work goes on as a new activity of the next cycle; the old one says so and keeps its code. */
export async function carryInto(tx: Tx, row: { from: string; id: string; programme: string; code: string; reason: string; now: string }): Promise<void> {
  await sql`insert into activity (id, programme, code, title, description, area, strategy, action_line, objective, proponent, lead, co_lead, participants, type, recurring, venue, beneficiaries, expected_output, risks, inclusion, sustainability, budget, currency, partner, status, status_since, carried_from, carried_reason, marking, origin, created_at)
    select ${row.id}, ${row.programme}, ${row.code}, title, description, area, strategy, action_line, objective, proponent, lead, co_lead, participants, type, recurring, venue, beneficiaries, expected_output, risks, inclusion, sustainability, budget, currency, partner, 'END', ${row.now}, id, ${row.reason}, marking, origin, ${row.now} from activity where id = ${row.from}`.execute(tx)
  await sql`insert into activity_mandate (activity, mandate) select ${row.id}, mandate from activity_mandate where activity = ${row.from}`.execute(tx)
}

export async function openActivities(tx: Tx, programme: string): Promise<{ code: string; status: ActivityStatus }[]> {
  return (await sql<{ code: string; status: ActivityStatus }>`select code, status from activity where programme = ${programme} order by code`.execute(tx)).rows
}

export async function addChange(tx: Tx, row: { programme: string; kind: 'amended' | 'extended' | 'closed' | 'superseded' | 'version'; periodUntil?: string | null; decision: string; note?: string; byName: string; at: string }): Promise<void> {
  await sql`insert into programme_change (programme, number, kind, period_until, decision, note, by_name, at) select ${row.programme}, coalesce(max(number), 0) + 1, ${row.kind}, ${row.periodUntil ?? null}, ${row.decision}, ${json(row.note ? { en: row.note, th: row.note } : null)}, ${row.byName}, ${row.at} from programme_change where programme = ${row.programme}`.execute(tx)
}

export async function raiseProgramme(tx: Tx, id: string, version: number, row: { closedAt?: string; closedBy?: string; supersededBy?: string; frozenAt?: string } = {}): Promise<boolean> {
  return (await sql`update programme set closed_at = coalesce(${row.closedAt ?? null}, closed_at), closed_by = coalesce(${row.closedBy ?? null}, closed_by), superseded_by = coalesce(${row.supersededBy ?? null}, superseded_by), frozen_at = coalesce(${row.frozenAt ?? null}, frozen_at), version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function listProvisions(tx: Tx, programme: string): Promise<{ number: string; mappings: { target: string | null; reason: string | null }[] }[]> {
  return (await sql<{ number: string; mappings: { target: string | null; reason: string | null }[] }>`select p.number, (select coalesce(json_agg(json_build_object('target', m.target_number, 'reason', m.reason)), '[]') from provision_mapping m where m.programme = p.programme and m.number = p.number) as mappings from provision p where p.programme = ${programme} order by p.position`.execute(tx)).rows
}

export async function addProvision(tx: Tx, row: { programme: string; number: string; text: Text; area: string | null; origin: 'desk' | 'demonstration' }): Promise<boolean> {
  return (await sql`insert into provision (programme, number, text, area, position, origin) select ${row.programme}, ${row.number}, ${json(row.text)}, ${row.area}, coalesce(max(position), 0) + 1, ${row.origin} from provision where programme = ${row.programme} on conflict do nothing returning number`.execute(tx)).rows.length === 1
}

export async function addMapping(tx: Tx, row: { programme: string; number: string; targetProgramme: string | null; targetNumber: string | null; reason: string | null; by: string; now: string }): Promise<void> {
  await sql`insert into provision_mapping (programme, number, target_programme, target_number, reason, decided_by, decided_at) values (${row.programme}, ${row.number}, ${row.targetProgramme}, ${row.targetNumber}, ${row.reason}, ${row.by}, ${row.now}) on conflict do nothing`.execute(tx)
}
