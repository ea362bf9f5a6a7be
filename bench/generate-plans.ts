import { sql } from 'kysely'
import type { Db } from '../src/kernel/db.ts'

/** The peak of practice §9.1: four programmes of 600 activities, 20 partner plans, and ten years of 150 reports. */
export const planPeak = { programmes: ['wp-2013-2015', 'wp-2016-2018', 'wp-2022-2024', 'wp-2026-2028'], activities: 600, partnerPlans: 20, partnerActivities: 30, years: 10, entries: 60 }

/** The programme that the pages are read of, and its round that is open. */
export const benchProgramme = 'SOMTC/WP/2022'
export const benchRound = 'bench-round-open'
/** The member that has not begun its report: what it is asked, it was asked before. */
export const benchMember = 'THA'

/** Activities, reports and proof as ten years leave them, the same every time, beside the few of the demonstration. `today` is the day they are read. */
export async function generatePlans(db: Db, today: string): Promise<void> {
  // Twenty plans with partners, each like one of the record.
  await sql`insert into instrument select (jsonb_populate_record(null::instrument, to_jsonb(i) || jsonb_build_object('id', 'bench-plan-' || n, 'partner', p.code, 'title', jsonb_build_object('en', 'Bench plan ' || n, 'th', 'แผนทดสอบ ' || n)))).*
    from generate_series(1, ${planPeak.partnerPlans}::int) n join (select code, row_number() over (order by code) as k, count(*) over () as all from (select distinct party as code from party_category where category = 'dialogue-partner' and until_on is null) x) p on p.k = 1 + n % p.all cross join (select * from instrument where id = 'wp-china-2024-2027') i`.execute(db)
  await sql`insert into programme select (jsonb_populate_record(null::programme, to_jsonb(g) || jsonb_build_object('id', i.id, 'partner', i.partner, 'code', 'SOMTC+B' || substr(i.id, 12) || '/WP/2024'))).* from instrument i cross join (select * from programme where id = 'wp-china-2024-2027') g where i.id like 'bench-plan-%'`.execute(db)
  // Each working programme has all areas and strategies; the activities lie over them evenly.
  const areas = sql`(select slug, row_number() over (order by slug) as k, count(*) over () as all from (select distinct unnest(areas) as slug from programme where id = 'wp-2022-2024') x)`
  const strategies = sql`(select slug, number, count(*) over () as all from strategy where slug in (select unnest(strategies) from programme where id = 'wp-2022-2024'))`
  await sql`update programme set areas = (select areas from programme where id = 'wp-2022-2024'), strategies = (select strategies from programme where id = 'wp-2022-2024') where id = any(${planPeak.programmes})`.execute(db)
  const insert = (programmes: ReturnType<typeof sql>, count: number) => sql`
    insert into activity (id, programme, code, title, description, area, strategy, proponent, lead, participants, type, starts_on, due_on, recurring, expected_output, budget, currency, partner, status, status_since, progress, marking, origin, created_at)
    select g.id || '-b' || n, g.id, 'B' || a.k || '-' || s.number || '-' || lpad(n::text, 3, '0'), jsonb_build_object('en', 'Course ' || n || ' for officers at border checkpoints', 'th', 'หลักสูตรที่ ' || n || ' สำหรับเจ้าหน้าที่ ณ ด่านชายแดน'), '{"en":"Officers learn to check papers and goods.","th":"เจ้าหน้าที่เรียนรู้การตรวจเอกสารและสินค้า"}',
      a.slug, s.slug, 'THA', (array['THA', 'IDN', 'PHL', 'MYS', 'SGP', 'VNM', 'KHM', 'BRN', 'LAO', 'MMR'])[1 + n % 10], case when g.partner is null then array['all'] else array[g.partner] end, (array['training', 'meeting', 'workshop', 'study'])[1 + n % 4],
      ${today}::date - 700 + n % 500, ${today}::date - 300 + n % 700, n % 9 = 0, '{"en":"Trained officers","th":"เจ้าหน้าที่ผ่านการอบรม"}', case when n % 3 = 0 then 20000 + n end, case when n % 3 = 0 then 'USD' end, g.partner, (array['COM', 'ONG', 'ONG', 'SCH', 'COM', 'END', 'REC', 'DEF'])[1 + n % 8], now() - interval '60 days', (n * 7) % 101, 'GENERAL', 'desk', now() - interval '2 years'
    from generate_series(1, ${count}::int) n cross join ${programmes} g join ${areas} a on a.k = 1 + n % a.all join ${strategies} s on s.number = 1 + (n / 10) % s.all`
  await insert(sql`(select id, partner from programme where id = any(${planPeak.programmes}))`, planPeak.activities).execute(db)
  await insert(sql`(select id, partner from programme where id like 'bench-plan-%')`, planPeak.partnerActivities).execute(db)
  await sql`insert into funding (activity, position, source, name, amount, currency, rate, rate_on, status, confirmed_on) select id, k, (array['national', 'partner-fund'])[k], 'Source ' || k, budget / 2, 'USD', null, null, 'confirmed', starts_on from activity cross join generate_series(1, 2) k where id like '%-b%' and budget is not null`.execute(db)
  await sql`insert into activity_mandate (activity, mandate) select a.id, m.id from activity a cross join (select id from mandate order by id limit 1) m where a.id like '%-b%' and a.code like '%0'`.execute(db)
  await sql`insert into evidence (id, activity, type, title, link, on_date, marking, sent_by, sent_party, sent_at, verified_at, verified_by, verified_role)
    select a.id || '-e' || k, a.id, 'report', '{"en":"Report","th":"รายงาน"}', 'https://example.org/' || a.id || '/' || k, a.due_on, 'GENERAL', 'bench', a.lead, now() - interval '50 days', case when k = 1 then now() - interval '40 days' end, case when k = 1 then 'bench' end, case when k = 1 then 'SD' end from activity a cross join generate_series(1, 2) k where a.id like '%-b%' and a.status in ('COM', 'ONG')`.execute(db)
  await sql`insert into activity_step (activity, number, kind, status, by_name, by_role, at) select a.id, k, 'status', (array['END', 'SCH', 'ONG'])[k], 'bench', 'SD', a.starts_on + k * 30 from activity a cross join generate_series(1, 3) k where a.id like '%-b%'`.execute(db)
  // Two rounds a year of each programme and plan; the last of one is open.
  await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone)
    select g.id || '-r' || h, g.id, jsonb_build_object('en', 'Half-year ' || h, 'th', 'ครึ่งปีที่ ' || h), (${today}::date - interval '6 months' * (h + 1))::date, (${today}::date - interval '6 months' * h)::date, ${today}::date - interval '6 months' * h, ${today}::date - interval '6 months' * h + interval '40 days', 'Asia/Jakarta'
    from programme g cross join generate_series(1, ${planPeak.years * 2}::int) h where g.id = any(${planPeak.programmes}) or g.id like 'bench-plan-%'`.execute(db)
  await sql`insert into reporting_round (id, programme, name, period_from, period_until, opens_at, closes_at, zone) select ${benchRound}, id, '{"en":"This half-year","th":"ครึ่งปีนี้"}', ${today}::date - 180, ${today}::date - 1, ${today}::date - 2, ${today}::date + 30, 'Asia/Jakarta' from programme where code = ${benchProgramme}`.execute(db)
  // Eleven members and three lead shepherds in each round of a programme, the partner in each of its plan: about 150 a year.
  await sql`insert into progress_report (id, round, party, reporter, area, state, submitted_at, submitted_by, decided_at, version)
    select o.id || '-' || p.party || coalesce(p.area, ''), o.id, p.party, p.reporter, p.area, 'ACCEPTED', o.opens_at + interval '20 days', 'bench', o.opens_at + interval '30 days', 3 from reporting_round o join programme g on g.id = o.programme
      join lateral (select m as party, 'member' as reporter, null as area from unnest(array['BRN', 'KHM', 'IDN', 'LAO', 'MYS', 'MMR', 'PHL', 'SGP', 'THA', 'TLS', 'VNM']) m where g.partner is null
        union all select 'IDN', 'lead-shepherd', a from unnest(g.areas[1:3]) a where g.partner is null union all select g.partner, 'partner', null where g.partner is not null) p on true
    where o.origin = 'desk' and o.id <> ${benchRound}`.execute(db)
  await sql`insert into progress_entry (report, activity, status, progress, text, language, women, men, spent, spent_currency, obstacles, next_steps, updated_at)
    select r.id, a.id, 'ONG', 40, 'เจ้าหน้าที่ผ่านการอบรมตรวจเบื้องต้นได้เองที่จุดตรวจห้าแห่ง', 'th', 12, 15, 1200.5, 'USD', 'ชุดตรวจยังไม่ถึงจุดตรวจหนึ่งแห่ง', 'ยืนยันจุดติดต่อใหม่', r.submitted_at from progress_report r join reporting_round o on o.id = r.round
      join lateral (select id from activity where programme = o.programme and id like '%-b%' order by id limit case when r.party = ${benchMember} and o.programme = 'wp-2022-2024' then ${planPeak.activities}::int else ${planPeak.entries}::int end) a on true where o.origin = 'desk'`.execute(db)
  await sql`update data_version set number = number + 1`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
