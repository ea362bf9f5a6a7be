import { sql } from 'kysely'
import type { Db } from '../src/kernel/db.ts'

/** The peak of practice §9.1, and ten years of it: 800 people, 400 papers with four versions each and 25 meetings in a series. */
export const peak = { years: 10, meetings: 25, people: 800, papers: 400, versions: 4, items: 80 }

/** The series that is being prepared; those before it are history. */
export const benchSeries = `bench-${peak.years}`
export const benchMeeting = (n: number) => `SOMTC/${900 + peak.years * 30 + n}`

/** Series of meetings from ten years ago to the coming one, the same every time. All are of one body, so that no rule about partners hides any. */
export async function generateSeries(db: Db, opening: string): Promise<void> {
  await sql`insert into stored_file (sha256, name, type, bytes, stored_at) values (repeat('a', 64), 'paper.pdf', 'application/pdf', 40000, now()) on conflict do nothing`.execute(db)
  for (let year = 1; year <= peak.years; year++) {
    const series = `bench-${year}`
    const first = 900 + year * 30
    const at = sql`${opening}::date - (${peak.years - year} * 364)`
    await sql`insert into series (id, name, zone, host, city, starts_on, ends_on, origin, created_at) select ${series}, jsonb_build_object('en', 'Bench week ' || ${year}::int, 'th', 'สัปดาห์ทดสอบ ' || ${year}::int), 'Asia/Manila', 'PHL', '{"en":"Manila","th":"กรุงมะนิลา"}', ${at}, ${at} + 6, 'desk', now()`.execute(db)
    await sql`insert into meeting (ref, body, session, ordinal, kind, status, starts, starts_on, ends_on, begun_by, sort_on, city, country, mode, host, chair, citations, origin, marking)
      select 'SOMTC/' || (${first}::int + n), 'SOMTC', (${first}::int + n)::text, ${first}::int + n, 'regular', 'planned', (${at} + n / 5)::text, ${at} + n / 5, ${at} + n / 5, ${at} + n / 5, ${at} + n / 5, '{"en":"Manila","th":"กรุงมะนิลา"}', 'PHL', 'in-person', 'PHL', '{"party":"PHL","person":null,"coChair":null}', '[]', 'desk', 'GENERAL'
      from generate_series(0, ${peak.meetings - 1}) n`.execute(db)
    await sql`insert into meeting_run (meeting, series, position, zone, state, opens_at, closes_at, size_quota)
      select ref, ${series}, ordinal, 'Asia/Manila', ${year === peak.years ? 'REGISTRATION_OPEN' : 'ARCHIVED'}, starts_on + interval '1 hour', starts_on + interval '9 hours', 80 from meeting where ordinal between ${first} and ${first + peak.meetings - 1} and body = 'SOMTC'`.execute(db)
    await sql`insert into meeting_state (meeting, number, state, at, by_name, by_role) select ref, k, (array['PLANNED', 'CONVENED', 'REGISTRATION_OPEN'])[k], starts_on - interval '100 days', 'Bench', 'SD' from meeting cross join generate_series(1, 3) k where ordinal between ${first} and ${first + peak.meetings - 1} and body = 'SOMTC'`.execute(db)
    await sql`insert into participation (meeting, party, category, from_at) select m.ref, c.party, case when c.category in ('sectoral-partner', 'development-partner') then 'sectoral-partner' else c.category end, now() - interval '5 years'
      from meeting m cross join (select distinct on (party) party, category from party_category where until_on is null order by party, category) c where m.ordinal between ${first} and ${first + peak.meetings - 1} and m.body = 'SOMTC' and c.category in ('member', 'dialogue-partner', 'organisation', 'sister-body')`.execute(db)
    await sql`insert into session (id, meeting, position, title, access, room, starts_at, ends_at, overlays)
      select m.ref || '-' || k, m.ref, k, jsonb_build_object('en', 'Session ' || k, 'th', 'ช่วงที่ ' || k), (array['OPEN', 'CLOSED', 'CLOSED', 'RETREAT'])[k], '{"en":"Room","th":"ห้อง"}', m.starts_on + make_interval(hours => k), m.starts_on + make_interval(hours => k, mins => 50), 4
      from meeting m cross join generate_series(1, 4) k where m.ordinal between ${first} and ${first + peak.meetings - 1} and m.body = 'SOMTC'`.execute(db)
    await sql`insert into agenda (meeting, state) select ref, 'PROVISIONAL' from meeting where ordinal between ${first} and ${first + peak.meetings - 1} and body = 'SOMTC' on conflict do nothing`.execute(db)
    // The first meeting of a series carries the long agenda and most papers.
    await sql`insert into agenda_item (id, meeting, position, title, purpose, session, request)
      select m.ref || '-i' || k, m.ref, k, jsonb_build_object('en', 'Item ' || k || ' on trafficking in persons', 'th', 'วาระที่ ' || k || ' การค้ามนุษย์'), (array['information', 'discussion', 'decision'])[1 + k % 3], m.ref || '-' || (1 + k % 3), '{"en":"The Meeting is invited to endorse the draft.","th":"ขอให้ที่ประชุมเห็นชอบร่าง"}'
      from meeting m cross join generate_series(1, case when m.ordinal = ${first} then ${peak.items}::int else 12 end) k where m.ordinal between ${first} and ${first + peak.meetings - 1} and m.body = 'SOMTC'`.execute(db)
    await sql`with numbered as (
        select m.ref, m.session, p, v, (array['WP', 'INF', 'LSR', 'NR'])[1 + p % 4] as series, 1 + p / 4 as number from (select ref, session from meeting where ordinal = ${first} and body = 'SOMTC') m cross join generate_series(0, ${peak.papers - 1}) p cross join generate_series(0, ${peak.versions - 1}) v)
      insert into official_document (id, meeting, symbol, body, session, series, number, modifies, chain, modifier, modifier_number, item, title, purpose, action_requested, submitted_by, submitted_role, submitted_at, status, registered_at, distribution, late, admitted_at)
      select ref || '-d' || p || '-' || v, ref, 'SOMTC/' || session || '/' || series || '.' || number || case when v = 0 then '' else '/Rev.' || v end, 'SOMTC', session, series, number, case when v > 0 then ref || '-d' || p || '-0' end, ref || '-d' || p || '-0', case when v > 0 then 'Rev' end, nullif(v, 0),
        ref || '-i' || (1 + p % ${peak.items}), jsonb_build_object('en', 'Paper ' || p || ' on information exchange', 'th', 'เอกสารที่ ' || p || ' การแลกเปลี่ยนข้อมูล'), (array['information', 'discussion', 'decision'])[1 + p % 3], '{"en":"The Meeting is invited to endorse it.","th":"ขอให้ที่ประชุมเห็นชอบ"}',
        (array['THA', 'VNM', 'IDN', 'SGP'])[1 + p % 4], 'NF', now() - interval '40 days', 'REGISTERED', now() - make_interval(days => 39 - v), (array['GENERAL', 'LIMITED', 'LIMITED', 'RESTRICTED'])[1 + p % 4], p % 50 = 0, case when p % 50 = 0 then now() end
      from numbered order by v`.execute(db)
    await sql`insert into document_file (document, lang, sha256, name, type, bytes, authentic, uploaded_by, uploaded_at) select id, 'en', repeat('a', 64), 'paper.pdf', 'application/pdf', 40000, true, 'bench', now() from official_document where session = ${String(first)} and body = 'SOMTC'`.execute(db)
    await sql`insert into participant (id, series, party, kind, honorific, given_name, family_name, badge_name, post, agency, position, named_by, named_at)
      select ${series} || '-p' || k, ${series}, p.code, 'delegation', 'Mr.', 'Given ' || k, 'Family ' || k, 'Given Family ' || k, 'Director', 'Ministry', k, 'bench', now() - interval '30 days'
      from generate_series(1, ${peak.people}) k join (select code, row_number() over (order by code) - 1 as n, count(*) over () as all from (select distinct party as code from participation where meeting = ${`SOMTC/${first}`}) x) p on p.n = k % p.all`.execute(db)
    await sql`insert into participant_role (participant, meeting, role, from_at) select id, ${`SOMTC/${first}`}, case when position <= 30 then 'head' when position <= 60 then 'alternate' else 'delegate' end, now() - interval '30 days' from participant where series = ${series}`.execute(db)
  }
  await sql`update data_version set number = number + 1`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
