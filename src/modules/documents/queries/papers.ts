import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { SearchScope } from '../../../kernel/search.ts'
import { type Reader, seesItem } from '../../meetings/index.ts'
import { seesDocument } from './rights.ts'
import type { Distribution, ModifierKind, PaperPurpose, PaperStatus, SeriesCode } from '../schema/papers.ts'

/** One language version of a paper, all under one symbol (R-1.8.4). */
export interface PaperFile {
  lang: string
  sha256: string
  name: string
  type: string
  bytes: number
  /** The one that counts where versions differ. */
  authentic: boolean
  scanned: 'not-scanned' | 'clean'
  checkCode: string | null
  uploadedBy: string
  /** ISO instant. */
  uploadedAt: string
}

/** An official paper of a meeting, as this reader may know it. */
export interface Paper {
  id: string
  meeting: string
  /** Null until it is registered. */
  symbol: string | null
  body: string
  session: string
  series: SeriesCode
  number: number | null
  /** The paper it hangs on, by id and symbol; for a revision that is the first text, whatever its number. */
  modifies: string | null
  modifiesSymbol: string | null
  chain: string
  modifier: ModifierKind | null
  modifierNumber: number | null
  /** Of the agenda; null too where the item is not for this reader. */
  item: { id: string; title: Text } | null
  title: Text
  purpose: PaperPurpose
  summary: Text | null
  actionRequested: Text | null
  submittedBy: string | null
  submittedRole: string
  submittedAt: string
  status: PaperStatus
  registeredAt: string | null
  withdrawnAt: string | null
  withdrawnWhy: string | null
  late: boolean
  admittedAt: string | null
  admittedBy: string | null
  distribution: Distribution
  partner: string | null
  joint: boolean
  classification: string
  handling: string | null
  areas: string[]
  asOfStamp: string | null
  annexNumber: number | null
  authenticLang: string
  /** Of a correction: the languages it corrects; null for all. */
  languagesConcerned: string[] | null
  releasedAt: string | null
  recalledAt: string | null
  origin: 'desk' | 'demonstration'
  version: number
  files: PaperFile[]
  /** The later text that stands in its place, as far as this reader may know of it (R-1.8.5). */
  supersededBy: string | null
}

export interface PapersAsked {
  meeting?: string | undefined
  item?: string | undefined
  series?: SeriesCode | undefined
  chain?: string | undefined
  status?: PaperStatus | undefined
  /** Of the party that handed it in. */
  party?: string | undefined
  distribution?: Distribution | undefined
  /** Those that wait for someone or stand no longer (true), or the list without them (false). */
  aside?: boolean | undefined
  /** These and no others. */
  ids?: readonly string[] | undefined
  limit?: number | undefined
  offset?: number | undefined
}

const filesJson = sql`(select coalesce(json_agg(json_build_object('lang', f.lang, 'sha256', f.sha256, 'name', f.name, 'type', f.type, 'bytes', f.bytes, 'authentic', f.authentic, 'scanned', f.scanned,
    'checkCode', f.check_code, 'uploadedBy', f.uploaded_by, 'uploadedAt', to_char(f.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.authentic desc, f.lang), '[]') from document_file f where f.document = o.id)`

/** The item by its title: its number depends on what else of the agenda the reader may see, and is the agenda's to give. */
const itemJson = (reader: Reader) => sql`(select json_build_object('id', i.id, 'title', i.title) from agenda_item i where i.id = o.item and i.removed_at is null and ${seesItem(reader)})`

/**
 * Papers that exist for this reader, with what replaces each of them as far as he may see that too: a revision that is not for him
 * does not make the text he has an old one. One statement, whatever the number of papers.
 */
function papers(reader: Reader, narrow: RawBuilder<unknown>, cut: RawBuilder<unknown> = sql``, order: RawBuilder<unknown> = sql``): RawBuilder<Paper> {
  const sees = seesDocument(reader)
  return sql<Paper>`
    with o as materialized (select d.* from official_document d where ${narrow} and ${sees} ${cut})
    select o.id, o.meeting, o.symbol, o.body, o.session, o.series, o.number, o.modifies, t.symbol as "modifiesSymbol", o.chain, o.modifier, o.modifier_number as "modifierNumber", ${itemJson(reader)} as item,
      o.title, o.purpose, o.summary, o.action_requested as "actionRequested", o.submitted_by as "submittedBy", o.submitted_role as "submittedRole", o.submitted_at as "submittedAt", o.status, o.registered_at as "registeredAt",
      o.withdrawn_at as "withdrawnAt", o.withdrawn_why as "withdrawnWhy", o.late, o.admitted_at as "admittedAt", o.admitted_by as "admittedBy", o.distribution, o.partner, o.joint, o.classification, o.handling, o.areas,
      o.as_of_stamp as "asOfStamp", o.annex_number as "annexNumber", o.authentic_lang as "authenticLang", o.languages_concerned as "languagesConcerned", o.released_at as "releasedAt", o.recalled_at as "recalledAt",
      o.origin, o.version, ${filesJson} as files, newer.symbol as "supersededBy"
    from o left join official_document t on t.id = o.modifies
    -- A correction stands and falls with the text it corrects: a new revision absorbs it (R-1.8.3).
    left join lateral (select d.id, d.modifies, d.modifier, d.modifier_number from official_document d where d.id = case when o.modifier = 'Corr' then o.modifies else o.id end) stem on true
    left join lateral (select d.symbol from official_document d where d.modifier = 'Rev' and d.status = 'REGISTERED' and o.status = 'REGISTERED'
      and d.modifies = case when stem.modifier = 'Rev' then stem.modifies else stem.id end and d.modifier_number > case when stem.modifier = 'Rev' then stem.modifier_number else 0 end and ${sees}
      order by d.modifier_number desc limit 1) newer on true
    ${order}`
}

/** As in a list of documents: by meeting, series and number; what hangs on a text after it. */
const inOrder = (row: string) => {
  const column = (name: string) => sql.ref(`${row}.${name}`)
  return sql`order by ${column('meeting')}, array_position(array['AG', 'WP', 'L', 'LSR', 'PP', 'NR', 'INF', 'CRP', 'NC', 'DEC', 'JS', 'DCL', 'RPT'], ${column('series')}), ${column('number')} nulls last, ${column('chain')}, ${column('registered_at')} nulls last, ${column('submitted_at')}, ${column('symbol')} collate "C", ${column('id')}`
}

const isAside = sql<boolean>`(d.status <> 'REGISTERED' or (d.late and d.admitted_at is null and d.recalled_at is null))`

const narrowTo = (asked: PapersAsked) => {
  const is = (column: string, value: string | undefined) => (value === undefined ? sql`true` : sql`${sql.ref(`d.${column}`)} = ${value}`)
  return sql`${is('meeting', asked.meeting)} and ${is('item', asked.item)} and ${is('series', asked.series)} and ${is('chain', asked.chain)} and ${is('status', asked.status)} and ${is('submitted_by', asked.party)} and ${is('distribution', asked.distribution)} and ${asked.ids === undefined ? sql`true` : sql`d.id = any(${[...asked.ids]})`}
    and ${asked.aside === undefined ? sql`true` : asked.aside ? isAside : sql`not ${isAside}`}`
}

/** The papers this reader may know of: a meeting's, an item's, a series', a chain's; in the order of a list of documents. */
export async function listDocuments(db: Db | Tx, reader: Reader, asked: PapersAsked = {}): Promise<Paper[]> {
  const cut = asked.limit === undefined ? sql`` : sql`limit ${asked.limit} offset ${asked.offset ?? 0}`
  return (await papers(reader, narrowTo(asked), sql`${inOrder('d')} ${cut}`, inOrder('o')).execute(db)).rows
}

/** The same papers by their ids alone, for a list that is read page by page. */
export async function listDocumentIds(db: Db, reader: Reader, asked: PapersAsked = {}): Promise<string[]> {
  return (await sql<{ id: string }>`select d.id from official_document d where ${narrowTo(asked)} and ${seesDocument(reader)} ${inOrder('d')}`.execute(db)).rows.map(({ id }) => id)
}

/** How many there are for this reader; what he may not see is not counted either. */
export async function countDocuments(db: Db, reader: Reader, asked: PapersAsked = {}): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from official_document d where ${narrowTo(asked)} and ${seesDocument(reader)}`.execute(db)).rows[0]?.n ?? 0
}

/** How many of each series stand on the list of a meeting, without those aside. */
export async function tallySeries(db: Db, reader: Reader, meeting: string): Promise<Map<SeriesCode, number>> {
  const rows = (await sql<{ series: SeriesCode; n: number }>`select d.series, count(*)::int as n from official_document d where d.meeting = ${meeting} and not ${isAside} and ${seesDocument(reader)} group by d.series`.execute(db)).rows
  return new Map(rows.map((row) => [row.series, row.n]))
}

/** One paper by its symbol or its id; null when it does not exist for this reader. */
export async function findDocument(db: Db | Tx, reader: Reader, symbolOrId: string): Promise<Paper | null> {
  return (await papers(reader, sql`(d.symbol = ${symbolOrId} or d.id = ${symbolOrId})`).execute(db)).rows[0] ?? null
}

/** The words of one language version of a paper this reader was given already: as its maker knew them, or as read from the file. */
export async function textOfFile(db: Db, document: string, lang: string): Promise<string | null> {
  return (await sql<{ text: string | null }>`select coalesce(f.text, r.text) as text from document_file f left join file_reading r on r.sha256 = f.sha256 where f.document = ${document} and f.lang = ${lang}`.execute(db)).rows[0]?.text ?? null
}

/** Papers in the search: found by whoever may open them, judged at the instant of the search. */
export const searchScope: SearchScope = {
  kind: 'document',
  readable: (reader) => sql<boolean>`exists (select 1 from official_document d where d.id = search_entry.id and d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)})`,
}
