import { sql } from 'kysely'
import type { z } from 'zod'
import { earliestPossible } from '../../kernel/calendar.ts'
import { type Db, json, type Tx, upsert } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { remembered } from '../../kernel/memo.ts'
import type { Citation } from '../../kernel/record.ts'
import { indexForSearch } from '../../kernel/search.ts'
import { saveDisagreements } from '../mechanism/index.ts'
import type { InstrumentFile } from './schema.ts'

export interface InstrumentAct {
  act: string
  on: string | null
  body: string | null
  meeting: string | null
  adReferendum: boolean
  periodUntil: string | null
  note: Text | null
  citations: Citation[]
}

export interface Instrument {
  id: string
  title: Text
  form: string
  bodies: string[]
  partner: string | null
  areas: string[]
  periodFrom: string | null
  periodUntil: string | null
  url: string | null
  note: Text | null
  citations: Citation[]
  acts: InstrumentAct[]
  implements: string[]
  replaces: string[]
  replacedBy: string[]
}

/** Oldest first, each with its acts in order and its links to others. One statement, whatever the number. */
export const listInstruments = remembered(2, async (db: Db): Promise<Instrument[]> => {
  return (
    await sql<Instrument>`
      select i.id, i.title, i.form, i.bodies, i.partner, i.areas, i.period_from as "periodFrom", i.period_until as "periodUntil", i.url, i.note, i.citations,
        coalesce((select json_agg(json_build_object('act', a.act, 'on', a.on_date, 'body', a.body, 'meeting', a.meeting, 'adReferendum', a.ad_referendum, 'periodUntil', a.period_until, 'note', a.note, 'citations', a.citations) order by a.position) from instrument_act a where a.instrument = i.id), '[]') as acts,
        array(select l.other from instrument_link l where l.instrument = i.id and l.kind = 'implements' order by 1) as implements,
        array(select l.other from instrument_link l where l.instrument = i.id and l.kind = 'replaces' order by 1) as replaces,
        array(select l.instrument from instrument_link l where l.other = i.id and l.kind = 'replaces' order by 1) as "replacedBy"
      from instrument i order by i.sort_on nulls last, i.id`.execute(db)
  ).rows
})

export async function saveInstrument(tx: Tx, row: z.infer<typeof InstrumentFile>[number]): Promise<void> {
  const first = row.acts.map((act) => act.on).find((on) => on !== null) ?? row.period?.from ?? null
  await upsert(tx, 'instrument', ['id'], {
    id: row.id, title: json(row.title), form: row.form, bodies: row.of, partner: row.partner ?? null, areas: row.areas, period_from: row.period?.from ?? null, period_until: row.period?.until ?? null,
    url: row.url ?? null, note: json(row.note), citations: json(row.sources), sort_on: first ? earliestPossible(first) : null,
  })
  await sql`delete from instrument_act where instrument = ${row.id}`.execute(tx)
  for (const [position, act] of row.acts.entries()) {
    await upsert(tx, 'instrument_act', ['instrument', 'position'], {
      instrument: row.id, position, act: act.act, on_date: act.on, body: act.by, meeting: act.meeting ?? null, ad_referendum: act.adReferendum, period_until: act.periodUntil ?? null, note: json(act.note), citations: json(act.sources),
    })
  }
  await sql`delete from instrument_link where instrument = ${row.id}`.execute(tx)
  for (const kind of ['implements', 'replaces'] as const) {
    for (const other of row[kind]) await upsert(tx, 'instrument_link', ['instrument', 'kind', 'other'], { instrument: row.id, kind, other })
  }
  await saveDisagreements(tx, 'instrument', row.id, row.disagreements)
  await indexForSearch(tx, [{ kind: 'instrument', id: row.id, marking: 'PUBLIC', url: `/instruments#${row.id}`, title: row.title, body: { en: row.note?.en ?? '', th: row.note?.th ?? '' }, onDate: first ? earliestPossible(first) : null }])
}
