import { type RawBuilder, sql } from 'kysely'
import { acts } from '../../kernel/actor.ts'
import { type Db, json, type Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { partyOf, type Reader } from '../meetings/index.ts'
import type { Annex, Comment, Correction, FrozenParagraph, Paragraph, ParagraphFields, Report, Revision } from './schema.ts'

const reportColumns = sql`rp.meeting, rp.state, rp.revision, rp.circulated_at as "circulatedAt", rp.comments_until as "commentsUntil", rp.final_at as "finalAt", rp.final_by as "finalBy", rp.adopted_in_room as "adoptedInRoom", rp.symbol, rp.handed_over as "handedOver", rp.origin, rp.version`

const nobody = sql<boolean>`false`
/** The members' report is whole for members; Secretariat and Chair write it. Before it is sent round it is theirs alone. */
function seesWhole(reader: Reader): RawBuilder<boolean> {
  if (acts(reader.actor, 'SD', 'CH')) return sql<boolean>`true`
  const party = partyOf(reader.actor)
  return party === null ? nobody : sql<boolean>`(rp.state <> 'DRAFT' or rp.circulated_at is not null) and exists (select 1 from participation p where p.meeting = rp.meeting and p.party = ${party} and p.category = 'member' and p.from_at <= ${reader.now}::timestamptz)`
}

/** §4.4 "See report: extract": partners, organisations and sister bodies; whoever else is no member has none. */
const extractCategories = sql`('dialogue-partner', 'sectoral-partner', 'organisation', 'sister-body')`

/**
 * Whether session `s` was party `p`'s own: a consultation with it, or one to which the Chair admitted it while it was held, unless that was
 * taken back. What ended with the session itself still was its session when the report is read. `person`: admitted by name.
 */
const ownSession = (person: string | null) => sql<boolean>`((s.access = 'CONSULTATION' and (s.partner is null or s.partner = p.party)) or exists (select 1 from admission ad where ad.meeting = s.meeting and ad.session = s.id
  and (ad.party = p.party or ad.person = ${person}::text) and ad.ended_at is null and ad.from_at < s.ends_at and (ad.until_at is null or ad.until_at > s.starts_at)))`

/** "See report: extract" (§4.4, US-14 AC6): the paragraphs of a party's own sessions. On `rp` and `g`. */
function seesExtract(reader: Reader): RawBuilder<boolean> {
  const party = partyOf(reader.actor)
  if (party === null) return nobody
  return sql<boolean>`((rp.state <> 'DRAFT' or rp.circulated_at is not null) and exists (select 1 from session s join participation p on p.meeting = s.meeting and p.party = ${party} and p.category in ${extractCategories} and p.from_at <= ${reader.now}::timestamptz
    where s.id = g.session and ${ownSession(reader.actor.person?.id ?? null)}))`
}

const seesParagraph = (reader: Reader): RawBuilder<boolean> => sql<boolean>`(${seesWhole(reader)} or ${seesExtract(reader)})`

/** Whether report `rp` exists for this reader: whole, or with a paragraph of his own session. */
export const seesReport = (reader: Reader): RawBuilder<boolean> => sql<boolean>`(${seesWhole(reader)} or exists (select 1 from report_paragraph g where g.meeting = rp.meeting and g.removed_at is null and ${seesExtract(reader)}))`

/** The report as far as it exists for this reader: whole, or with a paragraph of his own session. Null otherwise. */
export async function findReport(db: Db | Tx, reader: Reader, meeting: string): Promise<Report | null> {
  return (await sql<Report>`select ${reportColumns} from report rp where rp.meeting = ${meeting} and ${seesReport(reader)}`.execute(db)).rows[0] ?? null
}

export async function lockReport(tx: Tx, reader: Reader, meeting: string): Promise<Report | null> {
  return (await sql<Report>`select ${reportColumns} from report rp where rp.meeting = ${meeting} and ${seesReport(reader)} for update of rp`.execute(tx)).rows[0] ?? null
}

/** False when there is one already. */
export async function addReport(tx: Tx, meeting: string, origin: 'desk' | 'demonstration'): Promise<boolean> {
  return (await sql`insert into report (meeting, origin) values (${meeting}, ${origin}) on conflict do nothing returning meeting`.execute(tx)).rows.length === 1
}

export async function saveReport(tx: Tx, row: Report): Promise<void> {
  await sql`update report set state = ${row.state}, revision = ${row.revision}, circulated_at = ${row.circulatedAt}, comments_until = ${row.commentsUntil}, final_at = ${row.finalAt}, final_by = ${row.finalBy},
    adopted_in_room = ${row.adoptedInRoom}, symbol = ${row.symbol}, handed_over = ${row.handedOver}, version = version + 1 where meeting = ${row.meeting}`.execute(tx)
}

const paragraphColumns = sql`g.id, g.meeting, g.position, g.item, g.session, ses.access, g.party, g.text, g.version`

/** The paragraphs that exist for this reader, in order. `of`: as the extract of that party, for those who see the whole. */
export async function listParagraphs(db: Db | Tx, reader: Reader, meeting: string, options: { of?: string | undefined } = {}): Promise<Paragraph[]> {
  const own = options.of === undefined ? sql`true` : sql`exists (select 1 from session s join participation p on p.meeting = s.meeting and p.party = ${options.of} and p.category in ${extractCategories} where s.id = g.session and ${ownSession(null)})`
  return (await sql<Paragraph>`select ${paragraphColumns} from report_paragraph g join report rp on rp.meeting = g.meeting left join session ses on ses.id = g.session
    where g.meeting = ${meeting} and g.removed_at is null and ${seesParagraph(reader)} and ${own} order by g.position, g.id`.execute(db)).rows
}

/** Who is given an extract of this report: each party with a paragraph of a session of its own. For those who see the whole. */
export async function listExtracts(db: Db, meeting: string): Promise<string[]> {
  return (await sql<{ party: string }>`select distinct p.party from report_paragraph g join session s on s.id = g.session join participation p on p.meeting = s.meeting and p.category in ${extractCategories}
    where g.meeting = ${meeting} and g.removed_at is null and ${ownSession(null)} order by p.party`.execute(db)).rows.map((row) => row.party)
}

/** Of a kept text, which paragraphs this reader may read, also those taken out since. */
export async function visibleParagraphs(db: Db | Tx, reader: Reader, meeting: string): Promise<Set<string>> {
  return new Set((await sql<{ id: string }>`select g.id from report_paragraph g join report rp on rp.meeting = g.meeting where g.meeting = ${meeting} and ${seesParagraph(reader)}`.execute(db)).rows.map((row) => row.id))
}

export async function lockParagraph(tx: Tx, reader: Reader, meeting: string, id: string): Promise<Paragraph | null> {
  return (await sql<Paragraph>`select ${paragraphColumns} from report_paragraph g join report rp on rp.meeting = g.meeting left join session ses on ses.id = g.session
    where g.id = ${id} and g.meeting = ${meeting} and g.removed_at is null and ${seesParagraph(reader)} for update of g`.execute(tx)).rows[0] ?? null
}

/** Lines agreed at the gavel that the text records, or did until somebody took them out. */
export async function listRecordedLines(db: Db | Tx, meeting: string): Promise<Set<string>> {
  return new Set((await sql<{ line: string }>`select line::text from report_paragraph where meeting = ${meeting} and line is not null`.execute(db)).rows.map((row) => row.line))
}

/** After another paragraph, or at the end. `line`: the line agreed at the gavel that it records. */
export async function addParagraph(tx: Tx, row: ParagraphFields & { id: string; meeting: string; after?: string | null; line?: string | null }): Promise<void> {
  const place = row.after ? sql`(select position from report_paragraph where id = ${row.after} and meeting = ${row.meeting})` : sql`null`
  const at = (await sql<{ at: number }>`select coalesce(${place}, (select coalesce(max(position), 0) from report_paragraph where meeting = ${row.meeting})) + 1 as at`.execute(tx)).rows[0]?.at ?? 1
  await sql`update report_paragraph set position = position + 1 where meeting = ${row.meeting} and position >= ${at}`.execute(tx)
  await sql`insert into report_paragraph (id, meeting, position, item, session, party, text, line) values (${row.id}, ${row.meeting}, ${at}, ${row.item}, ${row.session}, ${row.party}, ${json(row.text)}, ${row.line ?? null})`.execute(tx)
}

export async function saveParagraph(tx: Tx, row: ParagraphFields & { id: string; version: number }): Promise<boolean> {
  return (await sql`update report_paragraph set item = ${row.item}, session = ${row.session}, party = ${row.party}, text = ${json(row.text)}, version = version + 1 where id = ${row.id} and version = ${row.version} returning id`.execute(tx)).rows.length === 1
}
export async function saveWords(tx: Tx, id: string, text: Text): Promise<void> {
  await sql`update report_paragraph set text = ${json(text)}, version = version + 1 where id = ${id}`.execute(tx)
}
export async function removeParagraph(tx: Tx, id: string, version: number, now: string): Promise<boolean> {
  return (await sql`update report_paragraph set removed_at = ${now}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

/** Puts a kept text in place of the present one; paragraphs keep who they are. */
export async function restoreParagraphs(tx: Tx, meeting: string, kept: readonly FrozenParagraph[], now: string): Promise<void> {
  await sql`update report_paragraph set removed_at = ${now}, version = version + 1 where meeting = ${meeting} and removed_at is null and not (id = any(${kept.map((paragraph) => paragraph.id)}::text[]))`.execute(tx)
  for (const [index, paragraph] of kept.entries()) {
    await sql`update report_paragraph set removed_at = null, position = ${index + 1}, item = ${paragraph.item}, session = ${paragraph.session}, party = ${paragraph.party}, text = ${json(paragraph.text)}, version = version + 1 where id = ${paragraph.id} and meeting = ${meeting}`.execute(tx)
  }
}

export async function listAnnexes(db: Db | Tx, meeting: string): Promise<Annex[]> {
  return (await sql<Annex>`select a.key, a.title, a.document, d.symbol from report_annex a left join official_document d on d.id = a.document where a.meeting = ${meeting} order by a.key`.execute(db)).rows
}
export async function saveAnnex(tx: Tx, meeting: string, row: Pick<Annex, 'key' | 'title' | 'document'>): Promise<void> {
  await sql`insert into report_annex (meeting, key, title, document) values (${meeting}, ${row.key}, ${json(row.title)}, ${row.document}) on conflict (meeting, key) do update set title = excluded.title, document = excluded.document`.execute(tx)
}
/** Before finalisation only (R-1.11.1); the numbers of the others close up. */
export async function removeAnnex(tx: Tx, meeting: string, key: string): Promise<boolean> {
  return (await sql`delete from report_annex where meeting = ${meeting} and key = ${key} returning key`.execute(tx)).rows.length === 1
}

export async function addRevision(tx: Tx, meeting: string, row: Omit<Revision, 'number'>): Promise<number> {
  return (await sql<{ number: number }>`insert into report_revision (meeting, number, kind, label, paragraphs, note, at, by_name, by_role)
    values (${meeting}, (select coalesce(max(number), 0) + 1 from report_revision where meeting = ${meeting}), ${row.kind}, ${row.label}, ${json(row.paragraphs)}, ${row.note}, ${row.at}, ${row.byName}, ${row.byRole}) returning number`.execute(tx)).rows[0]?.number ?? 1
}
/** The kept texts, oldest first; only those who write see what was never sent round. */
export async function listRevisions(db: Db | Tx, reader: Reader, meeting: string): Promise<Revision[]> {
  const kinds = acts(reader.actor, 'SD', 'CH') ? sql`true` : sql`kind in ('CIRCULATED', 'FINAL', 'CORRECTED')`
  return (await sql<Revision>`select number, kind, label, paragraphs, note, at, by_name as "byName", by_role as "byRole" from report_revision where meeting = ${meeting} and ${kinds} order by number`.execute(db)).rows
}

const commentColumns = sql`k.id, k.paragraph, k.revision, k.party, k.kind, k.wording, k.reason, k.state, k.by_name as "byName", k.by_role as "byRole", k.at, k.ruling, k.ruled_by as "ruledBy"`
/** Comments on the paragraphs this reader has; a delegation's proposals that it has not made its own yet are its own business. */
const seesComment = (reader: Reader): RawBuilder<boolean> => {
  const party = partyOf(reader.actor)
  return sql<boolean>`(k.state <> 'proposed' or ${party === null ? nobody : sql`k.party = ${party}`}) and (${seesWhole(reader)} or k.party = ${party}::text) and ${seesParagraph(reader)}`
}
export async function listComments(db: Db | Tx, reader: Reader, meeting: string): Promise<Comment[]> {
  return (await sql<Comment>`select ${commentColumns} from report_comment k join report_paragraph g on g.id = k.paragraph join report rp on rp.meeting = k.meeting where k.meeting = ${meeting} and ${seesComment(reader)} order by k.at, k.id`.execute(db)).rows
}
/** For what is decided on all of them, whoever reads: never shown. */
export async function listStanding(db: Db | Tx, meeting: string): Promise<Pick<Comment, 'id' | 'paragraph' | 'party' | 'wording' | 'state'>[]> {
  return (await sql<Pick<Comment, 'id' | 'paragraph' | 'party' | 'wording' | 'state'>>`select id, paragraph, party, wording, state from report_comment where meeting = ${meeting}`.execute(db)).rows
}
export async function lockComment(tx: Tx, reader: Reader, meeting: string, id: string): Promise<Comment | null> {
  return (await sql<Comment>`select ${commentColumns} from report_comment k join report_paragraph g on g.id = k.paragraph join report rp on rp.meeting = k.meeting where k.id = ${id} and k.meeting = ${meeting} and ${seesComment(reader)} for update of k`.execute(tx)).rows[0] ?? null
}
export async function addComment(tx: Tx, row: Omit<Comment, 'ruling' | 'ruledBy'> & { meeting: string }): Promise<void> {
  await sql`insert into report_comment (id, meeting, paragraph, revision, party, kind, wording, reason, state, by_name, by_role, at) values (${row.id}, ${row.meeting}, ${row.paragraph}, ${row.revision}, ${row.party}, ${row.kind}, ${json(row.wording)}, ${row.reason}, ${row.state}, ${row.byName}, ${row.byRole}, ${row.at}) on conflict do nothing`.execute(tx)
}
export async function settleComment(tx: Tx, row: { id: string; state: Comment['state']; ruling?: string | null; by?: string; role?: string; at?: string }): Promise<void> {
  await sql`update report_comment set state = ${row.state}, ruling = ${row.ruling ?? null}, ruled_by = ${row.by ?? null}, ruled_role = ${row.role ?? null}, ruled_at = ${row.at ?? null} where id = ${row.id}`.execute(tx)
}

const correctionColumns = sql`x.id, x.paragraph, x.wording, x.reason, x.party, x.asked_by as "askedBy", x.asked_role as "askedRole", x.asked_at as "askedAt", x.state, x.approving_act as "approvingAct", x.symbol`
export async function listCorrections(db: Db | Tx, reader: Reader, meeting: string): Promise<Correction[]> {
  const party = partyOf(reader.actor)
  const own = acts(reader.actor, 'SD', 'CH') ? sql`true` : sql`(x.state = 'issued' or x.party = ${party}::text)`
  return (await sql<Correction>`select ${correctionColumns} from report_correction x join report_paragraph g on g.id = x.paragraph join report rp on rp.meeting = x.meeting where x.meeting = ${meeting} and ${own} and ${seesParagraph(reader)} order by x.asked_at, x.id`.execute(db)).rows
}
export async function lockCorrection(tx: Tx, meeting: string, id: string): Promise<Correction | null> {
  return (await sql<Correction>`select ${correctionColumns} from report_correction x where x.id = ${id} and x.meeting = ${meeting} for update`.execute(tx)).rows[0] ?? null
}
export async function addCorrection(tx: Tx, row: Omit<Correction, 'state' | 'approvingAct' | 'symbol'> & { meeting: string }): Promise<void> {
  await sql`insert into report_correction (id, meeting, paragraph, wording, reason, party, asked_by, asked_role, asked_at) values (${row.id}, ${row.meeting}, ${row.paragraph}, ${json(row.wording)}, ${row.reason}, ${row.party}, ${row.askedBy}, ${row.askedRole}, ${row.askedAt})`.execute(tx)
}
export async function settleCorrection(tx: Tx, row: { id: string; state: 'issued' | 'refused'; approvingAct: string; symbol: string | null; by: string; at: string }): Promise<void> {
  await sql`update report_correction set state = ${row.state}, approving_act = ${row.approvingAct}, symbol = ${row.symbol}, decided_by = ${row.by}, decided_at = ${row.at} where id = ${row.id}`.execute(tx)
}
