import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'

export interface IndicatorValue {
  on: string
  party: string
  value: number
  saidBy: string
  verifiedAt: string | null
  verifiedRole: string | null
}

export interface Indicator {
  position: number
  name: Text
  unit: string
  source: string | null
  frequency: string | null
  baseline: number | null
  target: number | null
  /** Oldest first. */
  values: IndicatorValue[]
}

/** The indicators of an activity that the caller has found for this reader, with every value said, in one statement. */
export async function listIndicators(db: Db | Tx, activity: string): Promise<Indicator[]> {
  return (await sql<Indicator>`select i.position, i.name, i.unit, i.source, i.frequency, i.baseline::float8 as baseline, i.target::float8 as target,
    (select coalesce(json_agg(json_build_object('on', v.on_date, 'party', v.party, 'value', v.value::float8, 'saidBy', v.said_by, 'verifiedAt', v.verified_at, 'verifiedRole', v.verified_role) order by v.on_date, v.party), '[]') from activity_indicator_value v where v.activity = i.activity and v.position = i.position) as values
    from activity_indicator i where i.activity = ${activity} order by i.position`.execute(db)).rows
}

export async function saveIndicator(tx: Tx, activity: string, version: number, row: { position: number | null; name: Text; unit: string; source: string | null; frequency: string | null; baseline: number | null; target: number | null }): Promise<number | null> {
  if ((await sql`update activity set version = version + 1 where id = ${activity} and version = ${version} returning id`.execute(tx)).rows.length === 0) return null
  return (await sql<{ position: number }>`insert into activity_indicator (activity, position, name, unit, source, frequency, baseline, target)
    select ${activity}, coalesce(${row.position}::int, max(position) + 1, 1), ${json(row.name)}, ${row.unit}, ${row.source}, ${row.frequency}, ${row.baseline}::numeric, ${row.target}::numeric from activity_indicator where activity = ${activity}
    on conflict (activity, position) do update set name = excluded.name, unit = excluded.unit, source = excluded.source, frequency = excluded.frequency, baseline = excluded.baseline, target = excluded.target returning position`.execute(tx)).rows[0]?.position ?? null
}

/** False where another has verified what this party said of that day: it stands. */
export async function saveValue(tx: Tx, row: { activity: string; position: number; on: string; party: string; value: number; by: string; at: string }): Promise<boolean> {
  return (await sql`insert into activity_indicator_value as v (activity, position, on_date, party, value, said_by, said_at) values (${row.activity}, ${row.position}, ${row.on}, ${row.party}, ${row.value}, ${row.by}, ${row.at})
    on conflict (activity, position, on_date, party) do update set value = excluded.value, said_by = excluded.said_by, said_at = excluded.said_at where v.verified_at is null returning position`.execute(tx)).rows.length === 1
}

export async function verifyValueNow(tx: Tx, row: { activity: string; position: number; on: string; party: string; by: string; role: string; at: string }): Promise<boolean> {
  return (await sql`update activity_indicator_value set verified_at = ${row.at}, verified_by = ${row.by}, verified_role = ${row.role} where activity = ${row.activity} and position = ${row.position} and on_date = ${row.on} and party = ${row.party} and verified_at is null returning position`.execute(tx)).rows.length === 1
}
