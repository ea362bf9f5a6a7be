import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { seesDocument } from '../../documents/index.ts'
import { admitted, type Reader } from '../../meetings/index.ts'
import type { ItemPaper } from '../schema.ts'

const paperColumns = (item: RawBuilder<unknown>) => sql`d.id, ${item} as item, d.symbol, d.title, d.distribution, d.partner, d.late, d.admitted_at is not null as admitted, d.status = 'WITHDRAWN' as withdrawn,
  case when d.modifier = 'Rev' then (select b.symbol from official_document b where b.id = d.modifies) end as replaces, coalesce(d.action_requested->>'en', d.action_requested->>'th', '') <> '' as asks,
  coalesce((select array_agg(f.lang order by f.lang) from document_file f where f.document = d.id), '{}') as languages`

/**
 * Of a chain only what stands: a text a later revision replaced is found under it, not beside it (R-1.8.2), and a correction goes with the
 * text it corrects. `sees` narrows what may replace: a revision that is not for a reader does not take from him the text he has.
 */
const stands = (sees: RawBuilder<boolean>) => sql`not exists (
  select 1 from official_document stem join official_document r on r.modifies = case when stem.modifier = 'Rev' then stem.modifies else stem.id end
  where stem.id = case when d.modifier = 'Corr' then d.modifies else d.id end and r.modifier = 'Rev' and r.status = 'REGISTERED' and (not r.late or r.admitted_at is not null)
    and r.modifier_number > case when stem.modifier = 'Rev' then stem.modifier_number else 0 end and ${sees})`
/** `seesDocument` speaks of a row d; here it is asked of the revision. */
const seesRevision = (reader: Reader) => sql<boolean>`exists (select 1 from official_document d where d.id = r.id and ${seesDocument(reader)})`

/** The registered papers on the items of a meeting that exist for this reader. */
export async function listItemPapers(db: Db | Tx, reader: Reader, meeting: string): Promise<ItemPaper[]> {
  return (
    await sql<ItemPaper>`with placed as (
        select d.id, d.item from official_document d join agenda_item i on i.id = d.item where i.meeting = ${meeting}
        -- The agenda in hand is the paper of the item that adopts it (R-1.5.1); it hangs on no item, since who serves one session may not have all of it.
        union all (select v.document, i.id from agenda_version v join official_document d on d.id = v.document and d.item is null
          join agenda_item i on i.meeting = v.meeting and i.topic = 'adoption' and i.removed_at is null where v.meeting = ${meeting} order by v.number desc, i.position limit 1))
      select ${paperColumns(sql`placed.item`)} from placed join official_document d on d.id = placed.id
      where d.symbol is not null and d.status = 'REGISTERED' and ${stands(seesRevision(reader))} and ${seesDocument(reader)} order by placed.item, d.series, d.number, d.modifier_number nulls first, d.symbol collate "C"`.execute(db)
  ).rows
}

/** The papers as which versions of an agenda went out, by the number of the version; those that exist for this reader. */
export async function listVersionPapers(db: Db | Tx, reader: Reader, meeting: string): Promise<Map<number, ItemPaper>> {
  const rows = (await sql<ItemPaper & { number: number }>`select v.number, ${paperColumns(sql`coalesce(d.item, '')`)} from agenda_version v join official_document d on d.id = v.document
    where v.meeting = ${meeting} and d.symbol is not null and ${seesDocument(reader)}`.execute(db)).rows
  return new Map(rows.map(({ number, ...paper }) => [number, paper]))
}

/** For R-1.5.1 alone: what the items of a meeting have, whoever may read it. Never shown. */
export async function listAsking(db: Db | Tx, meeting: string): Promise<Pick<ItemPaper, 'item' | 'asks' | 'late' | 'admitted' | 'withdrawn'>[]> {
  return (
    await sql<Pick<ItemPaper, 'item' | 'asks' | 'late' | 'admitted' | 'withdrawn'>>`select d.item, coalesce(d.action_requested->>'en', d.action_requested->>'th', '') <> '' as asks, d.late, d.admitted_at is not null as admitted, false as withdrawn
      from official_document d join agenda_item i on i.id = d.item where i.meeting = ${meeting} and d.status = 'REGISTERED' and ${stands(sql<boolean>`true`)}`.execute(db)
  ).rows
}

export async function hasPapers(tx: Tx, item: string): Promise<boolean> {
  return ((await sql<{ n: number }>`select count(*)::int as n from official_document where item = ${item} and status in ('SUBMITTED', 'REGISTERED')`.execute(tx)).rows[0]?.n ?? 0) > 0
}

/** Whether the Chair has invited this reader's party to the meeting as such: what a sister body needs to propose an item. */
export async function isInvited(db: Db | Tx, reader: Reader, meeting: string): Promise<boolean> {
  return (await sql<{ here: boolean }>`select ${admitted(reader, sql`${meeting}::text`)} as here`.execute(db)).rows[0]?.here ?? false
}
