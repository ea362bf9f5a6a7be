import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'

export async function hasExampleRounds(db: Db): Promise<boolean> {
  return (await sql`select 1 from reporting_round where origin = 'demonstration' limit 1`.execute(db)).rows.length > 0
}

export interface ExampleReport {
  id: string
  round: string
  party: string
  state: 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
  at: string
  by: string
  why: string | null
  /** Of which areas it speaks; null: of all. */
  areas: readonly string[] | null
  say: Record<'COM' | 'ONG' | 'REC', string>
}

export async function addExampleRound(tx: Tx, row: { id: string; programme: string; name: Text; periodFrom: string; periodUntil: string; opensAt: string; closesAt: string; zone: string }): Promise<void> {
  await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone, origin) values (${row.id}, ${row.programme}, ${json(row.name)}, ${row.periodFrom}, ${row.periodUntil}, ${row.opensAt}, ${row.closesAt}, ${row.zone}, 'demonstration')`.execute(tx)
}

/** A report on the example activities under way or done; of those that have not begun nothing is said. */
export async function addExampleReport(tx: Tx, row: ExampleReport): Promise<void> {
  await sql`insert into progress_report (id, round, party, reporter, state, submitted_at, submitted_by, decided_at, decided_by, returned_why, version)
    values (${row.id}, ${row.round}, ${row.party}, 'member', ${row.state}, ${row.at}, ${row.by}, ${row.state === 'SUBMITTED' ? null : row.at}, ${row.state === 'SUBMITTED' ? null : 'Melati Contoh'}, ${row.why}, 2)`.execute(tx)
  await sql`insert into progress_entry (report, activity, status, progress, text, language, women, men, updated_at)
    select ${row.id}, a.id, a.status, a.progress, (${JSON.stringify(row.say)}::jsonb)->>a.status, 'en', case when a.type in ('training', 'workshop') then 12 + length(a.id) % 9 end, case when a.type in ('training', 'workshop') then 15 + length(a.code || a.lead) % 9 end, ${row.at}
    from activity a where a.origin = 'demonstration' and a.status in ('COM', 'ONG', 'REC') and (${row.areas === null} or a.area = any(${[...(row.areas ?? [])]}))`.execute(tx)
}

/** What was done is done with proof that another verified; of what is under way in two areas proof waits to be verified. */
export async function addExampleProofs(tx: Tx, areas: readonly string[], now: string): Promise<void> {
  await sql`insert into evidence (id, activity, type, title, link, on_date, marking, sent_by, sent_party, sent_at, verified_at, verified_by, verified_role)
    select a.id || '-report', a.id, 'report', ${json({ en: 'Report of the activity', th: 'รายงานการดำเนินกิจกรรม' })}, 'https://example.org/reports/' || lower(a.code), a.due_on, 'GENERAL', 'example-nf', a.lead, least((a.due_on + 20)::timestamptz, ${now}::timestamptz - interval '40 days'), least((a.due_on + 34)::timestamptz, ${now}::timestamptz - interval '26 days'), 'Melati Contoh', 'SD'
    from activity a where a.origin = 'demonstration' and a.status = 'COM'`.execute(tx)
  await sql`insert into evidence (id, activity, type, title, link, on_date, marking, sent_by, sent_party, sent_at)
    select a.id || '-attendance', a.id, 'attendance', ${json({ en: 'Attendance list, first part', th: 'รายชื่อผู้เข้าร่วม ส่วนแรก' })}, 'https://example.org/attendance/' || lower(a.code), null, 'LIMITED', 'example-nf', 'THA', ${now}::timestamptz - interval '9 days'
    from activity a where a.origin = 'demonstration' and a.status = 'ONG' and a.area = any(${[...areas]})`.execute(tx)
}

/** Two indicators of what is under way in two areas: one reported and verified, one reported only. */
export async function addExampleIndicators(tx: Tx, areas: readonly string[], now: string): Promise<void> {
  await sql`insert into activity_indicator (activity, position, name, unit, source, frequency, baseline, target)
    select a.id, i.position, i.name::jsonb, i.unit, i.source, i.frequency, i.baseline, i.target from activity a cross join (values
      (1, ${json({ en: 'Officers trained', th: 'เจ้าหน้าที่ที่ผ่านการอบรม' })}, 'officers', 'attendance lists', 'once a course', 0, 48), (2, ${json({ en: 'Crossings with a first check', th: 'ด่านที่ตรวจเบื้องต้นได้' })}, 'crossings', 'lead shepherd', 'each half-year', 1, 6), (3, ${json({ en: 'Samples sent to a laboratory', th: 'ตัวอย่างที่ส่งห้องปฏิบัติการ' })}, 'samples', 'members', 'each half-year', 12, 60)) i(position, name, unit, source, frequency, baseline, target)
    where a.origin = 'demonstration' and a.status = 'ONG' and a.area = any(${[...areas]})`.execute(tx)
  await sql`insert into activity_indicator_value (activity, position, on_date, party, value, said_by, said_at, verified_at, verified_by, verified_role)
    select i.activity, i.position, (${now}::timestamptz - interval '120 days')::date, 'THA', case i.position when 1 then 46 else 4 end, 'example-nf', ${now}::timestamptz - interval '110 days', case i.position when 1 then ${now}::timestamptz - interval '100 days' end, case i.position when 1 then 'Melati Contoh' end, case i.position when 1 then 'SD' end
    from activity_indicator i join activity a on a.id = i.activity where a.origin = 'demonstration' and i.position < 3`.execute(tx)
}

/** What happened, as the desk and whoever leads it recorded it. */
export async function addExampleSteps(tx: Tx, now: string): Promise<void> {
  await sql`insert into activity_step (activity, number, kind, status, text, by_name, by_role, by_party, at)
    select a.id, s.number, 'status', s.status, null, s.name, s.role, case when s.role = 'NF' then a.lead end, least(s.at, ${now}::timestamptz - interval '30 days')
    from activity a cross join lateral (values (1, 'END', 'Melati Contoh', 'SD', (a.starts_on - 120)::timestamptz), (2, 'SCH', 'Suda Tuayang', 'NF', (a.starts_on - 40)::timestamptz), (3, 'ONG', 'Suda Tuayang', 'NF', a.starts_on::timestamptz), (4, a.status, 'Melati Contoh', 'SD', (coalesce(a.due_on, a.starts_on + 300) + 40)::timestamptz)) s(number, status, name, role, at)
    where a.origin = 'demonstration' and (s.number < 3 or (s.number = 3 and a.status <> 'SCH') or (s.number = 4 and a.status in ('COM', 'REC')))`.execute(tx)
}
