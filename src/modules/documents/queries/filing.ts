import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { indexForSearch } from '../../../kernel/search.ts'
import { paperHref } from '../rules/symbol.ts'
import type { Distribution, ModifierKind, PaperPurpose, SeriesCode } from '../schema/papers.ts'

export interface NewPaper {
  id: string
  meeting: string
  body: string
  session: string
  series: SeriesCode
  modifies: string | null
  chain: string
  modifier: ModifierKind | null
  modifierNumber: number | null
  item: string | null
  title: Text
  purpose: PaperPurpose
  summary: Text | null
  actionRequested: Text | null
  submittedBy: string | null
  submittedRole: string
  submittedAt: string
  submittedPerson: string | null
  submittedName: string | null
  backing: 'party' | 'chair' | null
  late: boolean
  distribution: Distribution
  partner: string | null
  joint: boolean
  classification: string
  handling: string | null
  areas: string[]
  asOfStamp: string | null
  authenticLang: string
  languagesConcerned: string[] | null
  origin: 'desk' | 'demonstration'
}

export async function addPaper(tx: Tx, row: NewPaper): Promise<void> {
  await sql`insert into official_document (id, meeting, body, session, series, modifies, chain, modifier, modifier_number, item, title, purpose, summary, action_requested, submitted_by, submitted_role, submitted_at, submitted_person, submitted_name, backing, status,
      late, distribution, partner, joint, classification, handling, areas, as_of_stamp, authentic_lang, languages_concerned, origin)
    values (${row.id}, ${row.meeting}, ${row.body}, ${row.session}, ${row.series}, ${row.modifies}, ${row.chain}, ${row.modifier}, ${row.modifierNumber}, ${row.item}, ${json(row.title)}, ${row.purpose}, ${json(row.summary)},
      ${json(row.actionRequested)}, ${row.submittedBy}, ${row.submittedRole}, ${row.submittedAt}, ${row.submittedPerson}, ${row.submittedName}, ${row.backing}, 'SUBMITTED', ${row.late}, ${row.distribution}, ${row.partner}, ${row.joint}, ${row.classification}, ${row.handling}, ${row.areas}, ${row.asOfStamp},
      ${row.authenticLang}, ${row.languagesConcerned}, ${row.origin})`.execute(tx)
}

/** One at a time counts in a series of a meeting, until the transaction ends. */
export async function lockSeries(tx: Tx, meeting: string, series: SeriesCode): Promise<void> {
  await sql`select pg_advisory_xact_lock(727281, hashtext(${`${meeting}/${series}`}))`.execute(tx)
}

/** R-1.8.1: the number after the last that was ever given, withdrawn ones counted. */
export async function nextNumber(tx: Db | Tx, meeting: string, series: SeriesCode): Promise<number> {
  return (await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from official_document where meeting = ${meeting} and series = ${series}`.execute(tx)).rows[0]?.next ?? 1
}

/** R-1.8.3: revisions and the like count from 1 and never skip. */
export async function nextModifierNumber(tx: Db | Tx, modifies: string, modifier: ModifierKind): Promise<number> {
  return (await sql<{ next: number }>`select coalesce(max(modifier_number), 0) + 1 as next from official_document where modifies = ${modifies} and modifier = ${modifier} and symbol is not null`.execute(tx)).rows[0]?.next ?? 1
}

export async function giveSymbol(tx: Tx, id: string, given: { symbol: string; number: number; modifierNumber: number | null; now: string }): Promise<void> {
  await sql`update official_document set symbol = ${given.symbol}, number = ${given.number}, modifier_number = ${given.modifierNumber}, status = 'REGISTERED', registered_at = ${given.now}, version = version + 1 where id = ${id}`.execute(tx)
}

/** The text a paper is to hang on, whoever may read it; for what was judged before. */
export async function stemOf(tx: Db | Tx, symbolOrId: string): Promise<{ id: string; meeting: string; chain: string; symbol: string; number: number; series: SeriesCode; modifier: ModifierKind | null; modifies: string | null } | null> {
  return (await sql<{ id: string; meeting: string; chain: string; symbol: string; number: number; series: SeriesCode; modifier: ModifierKind | null; modifies: string | null }>`select id, meeting, chain, symbol, number, series, modifier, modifies
    from official_document where (symbol = ${symbolOrId} or id = ${symbolOrId}) and symbol is not null`.execute(tx)).rows[0] ?? null
}

export async function meetingNames(tx: Db | Tx, ref: string): Promise<{ body: string; session: string } | null> {
  return (await sql<{ body: string; session: string }>`select body, session from meeting where ref = ${ref}`.execute(tx)).rows[0] ?? null
}

export interface NewFile {
  lang: string
  sha256: string
  name: string
  type: string
  bytes: number
  authentic: boolean
  text: string | null
  scanned: 'not-scanned' | 'clean'
  checkCode: string
  uploadedBy: string
  uploadedAt: string
}

/** Keeps a language version, in place of one that stood there. */
export async function saveFile(tx: Tx, document: string, file: NewFile): Promise<void> {
  await sql`insert into document_file (document, lang, sha256, name, type, bytes, authentic, text, scanned, check_code, uploaded_by, uploaded_at)
    values (${document}, ${file.lang}, ${file.sha256}, ${file.name}, ${file.type}, ${file.bytes}, ${file.authentic}, ${file.text}, ${file.scanned}, ${file.checkCode}, ${file.uploadedBy}, ${file.uploadedAt})
    on conflict (document, lang) do update set sha256 = excluded.sha256, name = excluded.name, type = excluded.type, bytes = excluded.bytes, authentic = excluded.authentic, text = excluded.text, scanned = excluded.scanned,
      check_code = excluded.check_code, uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at`.execute(tx)
}

/** Puts a paper under an item of its meeting's agenda. False where one of the two is not there, or they are of different meetings. */
export async function putUnderItem(tx: Tx, symbolOrId: string, item: string): Promise<boolean> {
  return (await sql`update official_document d set item = i.id, version = d.version + 1 from agenda_item i where (d.symbol = ${symbolOrId} or d.id = ${symbolOrId}) and i.id = ${item} and i.meeting = d.meeting and i.removed_at is null returning d.id`.execute(tx)).rows.length === 1
}

/** So much of the text of a paper's files is found by: the rest of a long one repeats its words. */
const mostText = 200_000

/** Puts a paper into the search as it stands, with the text of its files; whoever changes either calls it again. Who finds it is judged when asked. */
export async function indexPaper(tx: Tx, id: string): Promise<void> {
  const row = (await sql<{ symbol: string | null; title: Text; summary: Text | null; action: Text | null; on: string | null; text: string | null }>`select d.symbol, d.title, d.summary, d.action_requested as action, d.registered_at::date::text as on,
      (select left(string_agg(f.text, ' ' order by f.authentic desc, f.lang), ${mostText}) from document_file f where f.document = d.id) as text from official_document d where d.id = ${id}`.execute(tx)).rows[0]
  if (!row) return
  const body = (lang: 'en' | 'th') => [row.summary?.[lang], row.action?.[lang], row.text].filter(Boolean).join(' ')
  await indexForSearch(tx, [{ kind: 'document', id, marking: 'RESTRICTED', url: paperHref({ id, symbol: row.symbol }), title: row.title, body: { en: body('en'), th: body('th') }, codes: row.symbol === null ? [] : [row.symbol], onDate: row.on, unspoken: true }])
}
