import { sql } from 'kysely'
import type { Db } from '../src/kernel/db.ts'
import { tsvectorText } from '../src/kernel/words.ts'

export const size = { mandates: 50_000, links: 200_000, statements: 100_000 }

const english = ['drug trafficking', 'terrorism', 'trafficking in persons', 'arms smuggling', 'sea piracy', 'money laundering', 'cybercrime', 'people smuggling', 'wildlife and timber', 'economic crime']
const thai = ['การลักลอบค้ายาเสพติด', 'การก่อการร้าย', 'การค้ามนุษย์', 'การลักลอบค้าอาวุธ', 'การกระทำอันเป็นโจรสลัด', 'การฟอกเงิน', 'อาชญากรรมทางไซเบอร์', 'การลักลอบขนคน', 'การค้าสัตว์ป่าและไม้ผิดกฎหมาย', 'อาชญากรรมทางเศรษฐกิจ']
const acts = ['tasked', 'adopted', 'endorsed', 'noted', 'welcomed', 'requested', 'agreed', 'urged']
const classes = ['C5', 'C6', 'C6', 'C1', 'C2', 'C4', 'C6', 'C3']
const areas = ['drugs', 'terrorism', 'trafficking-in-persons', 'arms-smuggling', 'sea-piracy', 'money-laundering', 'cybercrime', 'people-smuggling', 'wildlife-timber', 'economic-crime']

/** A register of the size of half a century: the same numbers every time, a third of the words Thai. */
export async function generateRegister(db: Db): Promise<void> {
  await sql`alter table mandate_statement disable trigger mandate_statement_counts`.execute(db)
  for (let from = 0; from < size.mandates; from += 5000) {
    const rows = Array.from({ length: 5000 }, (_, index) => {
      const n = from + index
      const kind = n % acts.length
      const area = (n * 7) % areas.length
      const year = 1997 + (n % 28)
      const day = `${year}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`
      const third = n % 3 === 0
      const title = { en: `Number ${n}: ${acts[kind]} on ${english[area]} ${year}`, th: `เรื่องที่ ${n} ${thai[area]}` }
      const text = third
        ? { en: `The meeting ${acts[kind]} senior officials on ${english[area]}.`, th: `ที่ประชุมมอบหมายเจ้าหน้าที่อาวุโสดำเนินการเรื่อง${thai[area]}และ${thai[(area + 3) % 10]}โดยประสานงานกับประเทศคู่เจรจาและรายงานผลต่อที่ประชุมครั้งต่อไป`.repeat(2) }
        : { en: `The meeting ${acts[kind]} senior officials to cooperate against ${english[area]} and ${english[(area + 3) % 10]}, in coordination with dialogue partners, and to report to its next meeting. Item ${n}.`, th: `ที่ประชุมดำเนินการเรื่อง${thai[area]}` }
      return { id: `SOMTC-${9000 + (n >> 6)}-DEC.${(n & 63) + 1}`, session: String(9000 + (n >> 6)), number: (n & 63) + 1, body: n % 2 ? 'SOMTC' : 'AMMTC', day, title, text, class: classes[kind] ?? 'C1', verb: acts[kind] ?? 'noted', area: areas[area] ?? 'drugs', dueOn: n % 4 === 0 ? `${year + 1}-06-30` : null, owner: n % 5 === 0 ? 'members' : 'SOMTC', words: tsvectorText({ title: [title.en, title.th], codes: [`SOMTC/${n}`], body: [text.en, text.th] }), ranks: tsvectorText({ title: [title.en, title.th], codes: [`SOMTC/${n}`], body: [text.en, text.th] }, { pairs: false }) }
    })
    const batch = JSON.stringify(rows)
    await sql`
      insert into mandate (id, symbol, body, session, number, date, sort_on, instrument_title, paragraph, title, text, quoted, language, verbs, class, addressees, due, areas, marking, origin, recorded_at)
      select r->>'id', replace(r->>'id', '-', '/'), r->>'body', r->>'session', (r->>'number')::int, r->>'day', (r->>'day')::date, 'Generated', '1', r->'title', r->'text', false, 'en', array[r->>'verb'], r->>'class',
        case when r->>'owner' = 'members' then '[{"all":"members"}]'::jsonb else '[{"body":"SOMTC"}]'::jsonb end,
        case when r->>'dueOn' is null then '{"none":true}'::jsonb else jsonb_build_object('on', r->>'dueOn') end, array[r->>'area'], 'PUBLIC', 'desk', now()
      from jsonb_array_elements(${batch}::jsonb) r`.execute(db)
    await sql`insert into mandate_owner (mandate, position, kind, code) select r->>'id', 0, case when r->>'owner' = 'members' then 'all' else 'body' end, r->>'owner' from jsonb_array_elements(${batch}::jsonb) r`.execute(db)
    await sql`insert into mandate_due (mandate, due_on, basis) select r->>'id', (r->>'dueOn')::date, case when r->>'dueOn' is null then 'none' else 'date' end from jsonb_array_elements(${batch}::jsonb) r`.execute(db)
    await sql`insert into search_entry (kind, id, marking, url, title, body, words, ranks, on_date) select 'mandate', r->>'id', 'PUBLIC', '/mandates/' || (r->>'id'), r->'title', r->'text', (r->>'words')::tsvector, (r->>'ranks')::tsvector, (r->>'day')::date from jsonb_array_elements(${batch}::jsonb) r`.execute(db)
  }
  // A plain table, not a temporary one: the pool may hand the next statement to another connection.
  await sql`create unlogged table numbered as select id, (row_number() over (order by sort_on, id))::int as n from mandate where origin = 'desk'`.execute(db)
  await sql`create index on numbered (n)`.execute(db)
  // Every mandate has up to four parents among those before it: long, wide chains.
  await sql`
    insert into mandate_link (child, parent, basis)
    select c.id, p.id, case when k % 3 = 0 then 'inferred' else 'stated' end
    from numbered c cross join generate_series(1, 4) k join numbered p on p.n = c.n - (1 + ((c.n * 31 + k * 97) % (100 * k)))
    where c.n % 64 <> 0 on conflict do nothing`.execute(db)
  await sql`
    insert into mandate_statement (mandate, on_date, on_text, status, text, party, reported_by, marking, origin, verdict, recorded_at, recorded_by)
    select m.id, (m.sort_on + 30 * k)::date, to_char(m.sort_on + 30 * k, 'YYYY-MM-DD'), case when x.n % 10 < 2 then null else (array['IN_PROGRESS', 'COMPLETED', 'CONTINUING'])[1 + (x.n + k) % 3] end,
      '{"en":"Progress was reported.","th":"มีการรายงานความคืบหน้า"}'::jsonb, case when x.n % 10 < 2 then (array['THA', 'KHM', 'IDN', 'SGP', 'PHL'])[1 + (x.n / 10) % 5] end,
      '{"en":"a member","th":"ประเทศสมาชิก"}'::jsonb, case when x.n % 7 = 0 then 'LIMITED' else 'PUBLIC' end, 'desk', 'accepted', now(), 'bench'
    from numbered x join mandate m on m.id = x.id cross join generate_series(1, 2) k`.execute(db)
  await sql`alter table mandate_statement enable trigger mandate_statement_counts`.execute(db)
  await sql`
    update mandate m set status = coalesce(a.status, 'OPEN'), status_public = coalesce(p.status, 'OPEN'), reported_on = a.last, reported_on_public = p.last
    from numbered x
      left join lateral (select (array_agg(s.status order by s.on_date desc, s.id desc) filter (where s.party is null and s.status is not null))[1] as status, max(s.on_date) as last from mandate_statement s where s.mandate = x.id) a on true
      left join lateral (select (array_agg(s.status order by s.on_date desc, s.id desc) filter (where s.party is null and s.status is not null))[1] as status, max(s.on_date) as last from mandate_statement s where s.mandate = x.id and s.marking = 'PUBLIC') p on true
    where m.id = x.id`.execute(db)
  await sql`drop table numbered`.execute(db)
  await sql`update data_version set number = number + 1`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
