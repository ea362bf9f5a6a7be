import { sql } from 'kysely'
import { earliestPossible } from '../../../kernel/calendar.ts'
import { json, type Tx, upsert } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Citation } from '../../../kernel/record.ts'
import { indexForSearch } from '../../../kernel/search.ts'
import { idOf, type Origin } from '../queries.ts'
import type { Addressee, Due, Effect, MandateClass, MandateStatus } from '../schema.ts'
import { resolveDues } from './dues.ts'

/** One row an addressee, so that "what is asked of us" is an index look-up. */
export const ownersOf = (addressees: readonly Addressee[]): { kind: string; code: string }[] =>
  addressees.map((who) =>
    'words' in who ? { kind: 'words', code: who.words } : 'role' in who ? { kind: 'role', code: who.role } : 'all' in who ? { kind: 'all', code: who.all } : 'party' in who ? { kind: 'party', code: who.party } : { kind: 'body', code: who.body },
  )

export interface NewMandate {
  symbol: string
  body: string
  session: string
  number: number
  meeting: string | null
  date: string
  instrument: string | null
  instrumentTitle: string | null
  paragraph: string
  title: Text
  text: Text
  quoted: boolean
  language: string
  verbs: string[]
  class: MandateClass
  modifiers: string[]
  addressees: Addressee[]
  action: Text | null
  due: Due
  reportsTo: { body: string; when?: Text | undefined } | null
  areas: string[]
  effects: Effect[]
  marking: string
  origin: Origin
  citations: Citation[]
}

/** Writes a mandate with its owners, due day and search entry. Links and statements are separate acts. */
export async function saveMandate(tx: Tx, row: NewMandate, now: string): Promise<string> {
  const id = idOf(row.symbol)
  await upsert(tx, 'mandate', ['id'], {
    id, symbol: row.symbol, body: row.body, meeting: row.meeting, session: row.session, number: row.number, date: row.date, sort_on: earliestPossible(row.date),
    instrument: row.instrument, instrument_title: row.instrumentTitle, paragraph: row.paragraph, title: json(row.title), text: json(row.text), quoted: row.quoted, language: row.language,
    verbs: row.verbs, class: row.class, modifiers: row.modifiers, addressees: json(row.addressees), action: json(row.action), due: json(row.due), reports_to: json(row.reportsTo),
    areas: row.areas, effects: json(row.effects), marking: row.marking, origin: row.origin, citations: json(row.citations), recorded_at: now,
  })
  await sql`delete from mandate_owner where mandate = ${id}`.execute(tx)
  for (const [position, owner] of ownersOf(row.addressees).entries()) await upsert(tx, 'mandate_owner', ['mandate', 'position'], { mandate: id, position, ...owner })
  await resolveDues(tx, [id])
  await indexForSearch(tx, [
    {
      kind: 'mandate', id, marking: row.marking, url: `/mandates/${id}`, title: row.title,
      body: { en: `${row.text.en} ${row.date.slice(0, 4)}`, th: row.text.th }, codes: [row.symbol, ...(row.meeting ? [row.meeting] : [])], onDate: earliestPossible(row.date),
    },
  ])
  return id
}

export async function saveLink(tx: Tx, link: { child: string; parent: string; basis: 'stated' | 'inferred'; note?: Text | undefined; citations?: Citation[] | undefined; origin?: 'record' | 'desk' }): Promise<void> {
  await upsert(tx, 'mandate_link', ['child', 'parent'], { origin: link.origin ?? 'desk', child: link.child, parent: link.parent, basis: link.basis, note: json(link.note), citations: json(link.citations) })
}

/** Whether a mandate descends from another: a link from the first up to the second would close a circle. */
export async function descendsFrom(tx: Tx, child: string, ancestor: string): Promise<boolean> {
  const found = await sql`with recursive up as (select ${child}::text as id union select l.parent from up join mandate_link l on l.child = up.id) select 1 from up where id = ${ancestor} limit 1`.execute(tx)
  return found.rows.length > 0
}

export interface NewStatement {
  mandate: string
  on: string
  status: MandateStatus | null
  text: Text
  party: string | null
  reportedBy: Text
  evidence: string | null
  citations: Citation[]
  marking: 'PUBLIC' | 'LIMITED'
  origin: Origin
  verdict: 'submitted' | 'accepted'
  reference: string | null
  recordedBy: string
}

export async function saveStatement(tx: Tx, row: NewStatement, now: string): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into mandate_statement (mandate, on_date, on_text, status, text, party, reported_by, evidence, citations, marking, origin, verdict, recorded_at, recorded_by, reference)
    values (${row.mandate}, ${earliestPossible(row.on)}, ${row.on}, ${row.status}, ${json(row.text)}, ${row.party}, ${json(row.reportedBy)}, ${row.evidence}, ${json(row.citations)}, ${row.marking}, ${row.origin}, ${row.verdict}, ${now}, ${row.recordedBy}, ${row.reference})
    returning id`.execute(tx)
  return made.rows[0]?.id ?? ''
}

/** One link is made at a time: two that each look harmless can close a circle together. */
export async function lockLinks(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mandate-links'))`.execute(tx)
}
