import { sql } from 'kysely'
import { json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { saveDisagreements } from '../../mechanism/index.ts'
import { idOf } from '../queries.ts'
import type { MandateRow } from '../schema.ts'
import { resolveDues } from './dues.ts'
import { saveLink, saveMandate, saveStatement } from './write.ts'

/** Of these symbols, those that something not from the record bears. */
export async function filedAtDesk(tx: Tx, symbols: readonly string[]): Promise<{ symbol: string; title: Text }[]> {
  return (await sql<{ symbol: string; title: Text }>`select symbol, title from mandate where symbol = any(${[...symbols]}) and origin <> 'record' order by symbol`.execute(tx)).rows
}

/**
 * The symbols of decisions that descend from themselves, with any that lie between two such; there must be none. Those without a parent or
 * without a child left are put aside until none is: every link is looked at once, where following each way would take hours in a wide register.
 */
export async function findCircle(tx: Tx): Promise<string[]> {
  const links = (await sql<{ child: string; parent: string }>`select child, parent from mandate_link where exists (select 1 from mandate_link where origin = 'desk')`.execute(tx)).rows
  let left = links
  for (const [from, to] of [['child', 'parent'], ['parent', 'child']] as const) {
    const open = new Map<string, number>()
    const next = new Map<string, string[]>()
    for (const link of left) {
      open.set(link[from], (open.get(link[from]) ?? 0) + 1)
      next.set(link[to], [...(next.get(link[to]) ?? []), link[from]])
    }
    const free = [...next.keys()].filter((id) => !open.has(id))
    for (let id = free.pop(); id !== undefined; id = free.pop()) {
      for (const other of next.get(id) ?? []) {
        const more = (open.get(other) ?? 0) - 1
        if (more > 0) open.set(other, more)
        else {
          open.delete(other)
          free.push(other)
        }
      }
    }
    left = left.filter((link) => open.has(link.child) && open.has(link.parent))
  }
  if (left.length === 0) return []
  return (await sql<{ symbol: string }>`select symbol from mandate where id = any(${[...new Set(left.map((link) => link.child))]}) order by symbol`.execute(tx)).rows.map((row) => row.symbol)
}

/** From the record's files. Statements of the record are added when new and never taken away. */
export async function saveRecordMandate(tx: Tx, row: MandateRow, now: string): Promise<void> {
  const cut = row.symbol.split('/')
  const id = await saveMandate(
    tx,
    {
      symbol: row.symbol, body: row.body, session: cut[1] ?? '', number: Number(cut[2]?.slice(4)), meeting: row.meeting, date: row.date, instrument: row.instrument, instrumentTitle: null,
      paragraph: row.paragraph, title: row.title, text: row.text, quoted: row.quoted, language: row.language, verbs: row.verbs, class: row.class, modifiers: row.modifiers,
      addressees: row.addressees, action: row.action, due: row.due, reportsTo: row.reportsTo, areas: row.areas, effects: row.effects, marking: row.distribution, origin: 'record', citations: row.sources,
    },
    now,
  )
  // What the desk has recorded since stays: loading again takes back neither a successor nor a link of its own, nor brings back one that it ended.
  await sql`update mandate set superseded_by = coalesce(${row.supersededBy ? idOf(row.supersededBy) : null}, superseded_by) where id = ${id}`.execute(tx)
  await sql`delete from mandate_link where child = ${id} and origin = 'record'`.execute(tx)
  const kept = await sql<{ parent: string }>`select parent from mandate_link where child = ${id} union select parent from mandate_link_ended where child = ${id}`.execute(tx)
  const settled = new Set(kept.rows.map((link) => link.parent))
  for (const parent of row.parents.filter((each) => !settled.has(idOf(each.symbol)))) await saveLink(tx, { child: id, parent: idOf(parent.symbol), basis: parent.basis, note: parent.note, citations: parent.sources, origin: 'record' })
  await saveDisagreements(tx, 'mandate', id, row.disagreements)
  for (const statement of row.statements) {
    const known = await sql`select 1 from mandate_statement where mandate = ${id} and origin = 'record' and on_text = ${statement.on} and party is not distinct from ${statement.party ?? null} and text = ${json(statement.text)}::jsonb`.execute(tx)
    if (known.rows.length > 0) continue
    await saveStatement(
      tx,
      {
        mandate: id, on: statement.on, status: statement.status, text: statement.text, party: statement.party ?? null, reportedBy: statement.by, evidence: null, citations: statement.sources, marking: 'PUBLIC', origin: 'record',
        verdict: 'accepted', recordedBy: 'record', reference: statement.status === 'SUPERSEDED' || statement.status === 'OVERTAKEN' ? (row.supersededBy ?? 'record') : null,
      },
      now,
    )
  }
}

/** What needs all rows: due days from the meetings, and the day each decision was superseded. */
export async function finishRecord(tx: Tx, now: string): Promise<void> {
  await resolveDues(tx)
  await sql`
    insert into mandate_statement (mandate, on_date, on_text, status, text, reported_by, citations, marking, origin, verdict, recorded_at, recorded_by, reference)
    -- A statement is no way to learn of a decision that its readers may not see.
    select m.id, n.sort_on, n.date, 'SUPERSEDED',
      case when n.marking in ('PUBLIC', 'GENERAL', 'LIMITED')
        then jsonb_build_object('en', 'Replaced by ' || n.symbol || ': ' || (n.title->>'en'), 'th', 'มี ' || n.symbol || ' มาแทน: ' || (n.title->>'th'))
        else jsonb_build_object('en', 'Replaced by a later decision.', 'th', 'มีมติภายหลังมาแทน') end,
      jsonb_build_object('en', 'the record, from the later decision', 'th', 'ทะเบียน จากมติฉบับหลัง'), case when n.marking in ('PUBLIC', 'GENERAL', 'LIMITED') then n.citations else '[]' end,
      case when n.marking = 'PUBLIC' then 'PUBLIC' else 'LIMITED' end, 'record', 'accepted', ${now}, 'record', case when n.marking in ('PUBLIC', 'GENERAL', 'LIMITED') then n.symbol else 'record' end
    from mandate m join mandate n on n.id = m.superseded_by
    where not exists (select 1 from mandate_statement s where s.mandate = m.id and s.status = 'SUPERSEDED')`.execute(tx)
}
