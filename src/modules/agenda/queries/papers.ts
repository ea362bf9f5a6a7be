import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import { seesDocument } from '../../documents/index.ts'
import { admitted, type Reader } from '../../meetings/index.ts'
import type { ItemPaper } from '../schema.ts'

const paperColumns = sql`d.id, d.item, d.symbol, d.title, d.distribution, d.partner, d.late, d.admitted_at is not null as admitted, d.status = 'WITHDRAWN' as withdrawn,
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
    await sql<ItemPaper>`select ${paperColumns} from official_document d join agenda_item i on i.id = d.item
      where i.meeting = ${meeting} and d.symbol is not null and d.status = 'REGISTERED' and ${stands(seesRevision(reader))} and ${seesDocument(reader)} order by d.item, d.series, d.number, d.modifier_number nulls first, d.id`.execute(db)
  ).rows
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
