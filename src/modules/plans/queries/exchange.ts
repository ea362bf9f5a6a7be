import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import type { Answers } from '../report-file/difference.ts'
import type { ReadFile } from '../report-file/workbook.ts'
import type { SaidField } from '../report-file/columns.ts'

export interface Owner {
  round: string
  party: string
  reporter: string
  area: string | null
}

export interface ReportFile {
  id: string
  name: string
  read: ReadFile
  answers: Answers
  uploadedAt: string
  uploadedName: string
  takenAt: string | null
  takenName: string | null
  takenCells: number | null
  version: number
}

const of = (owner: Owner) => sql`f.round = ${owner.round} and f.party = ${owner.party} and f.reporter = ${owner.reporter} and coalesce(f.area, '') = ${owner.area ?? ''}`
const columns = sql`f.id, f.name, f.read, f.answers, f.uploaded_at as "uploadedAt", f.uploaded_name as "uploadedName", f.taken_at as "takenAt", f.taken_name as "takenName", f.taken_cells as "takenCells", f.version`

/** Of this report only: a file of another is one that does not exist. */
export async function findReportFile(db: Db | Tx, owner: Owner, id: string): Promise<ReportFile | null> {
  return (await sql<ReportFile>`select ${columns} from report_file f where f.id = ${id} and ${of(owner)}`.execute(db)).rows[0] ?? null
}

export async function lockReportFile(tx: Tx, owner: Owner, id: string): Promise<ReportFile | null> {
  return (await sql<ReportFile>`select ${columns} from report_file f where f.id = ${id} and ${of(owner)} for update`.execute(tx)).rows[0] ?? null
}

export async function findSameFile(tx: Tx, owner: Owner, sha256: string): Promise<string | null> {
  return (await sql<{ id: string }>`select f.id from report_file f where f.sha256 = ${sha256} and ${of(owner)}`.execute(tx)).rows[0]?.id ?? null
}

export async function listReportFiles(db: Db, owner: Owner): Promise<Pick<ReportFile, 'id' | 'name' | 'uploadedAt' | 'takenAt'>[]> {
  return (await sql<Pick<ReportFile, 'id' | 'name' | 'uploadedAt' | 'takenAt'>>`select f.id, f.name, f.uploaded_at as "uploadedAt", f.taken_at as "takenAt" from report_file f where ${of(owner)} order by f.uploaded_at desc limit 10`.execute(db)).rows
}

export async function addReportFile(tx: Tx, owner: Owner, row: { id: string; sha256: string; name: string; read: ReadFile; answers: Answers; now: string; by: string; byName: string }): Promise<void> {
  await sql`insert into report_file (id, round, party, reporter, area, sha256, name, read, answers, uploaded_at, uploaded_by, uploaded_name) values (${row.id}, ${owner.round}, ${owner.party}, ${owner.reporter}, ${owner.area}, ${row.sha256}, ${row.name}, ${json(row.read)}, ${json(row.answers)}, ${row.now}, ${row.by}, ${row.byName})`.execute(tx)
}

export async function saveAnswers(tx: Tx, id: string, answers: Answers): Promise<void> {
  await sql`update report_file set answers = ${json(answers)}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function markTaken(tx: Tx, id: string, row: { answers: Answers; now: string; byName: string; cells: number }): Promise<void> {
  await sql`update report_file set answers = ${json(row.answers)}, taken_at = ${row.now}, taken_name = ${row.byName}, taken_cells = coalesce(taken_cells, 0) + ${row.cells}, version = version + 1 where id = ${id}`.execute(tx)
}

export async function dropReportFile(tx: Tx, id: string): Promise<void> {
  await sql`delete from report_file where id = ${id}`.execute(tx)
}

/** Several activities at once, each with all it says: as they are, no space taken off. */
export async function writeEntries(tx: Tx, report: string, rows: readonly ({ activity: string } & Record<SaidField, string>)[], now: string): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into progress_entry (report, activity, status, progress, text, language, women, men, spent, spent_currency, obstacles, next_steps, updated_at)
    select ${report}, e->>'activity', nullif(e->>'status', ''), nullif(e->>'progress', '')::int, nullif(e->>'text', ''), e->>'language', nullif(e->>'women', '')::int, nullif(e->>'men', '')::int, nullif(e->>'spent', '')::numeric, nullif(e->>'currency', ''), nullif(e->>'obstacles', ''), nullif(e->>'nextSteps', ''), ${now}
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e
    on conflict (report, activity) do update set status = excluded.status, progress = excluded.progress, text = excluded.text, language = excluded.language, women = excluded.women, men = excluded.men, spent = excluded.spent, spent_currency = excluded.spent_currency, obstacles = excluded.obstacles, next_steps = excluded.next_steps, updated_at = excluded.updated_at`.execute(tx)
}

/** Papers of these symbols that this reader may see, by symbol. */
export async function papersSeen(db: Db | Tx, reader: Reader, symbols: readonly string[]): Promise<Map<string, string>> {
  if (symbols.length === 0) return new Map()
  const rows = (await sql<{ id: string; symbol: string }>`select d.id, d.symbol from official_document d where d.symbol = any(${[...symbols]}) and d.recalled_at is null and d.status <> 'REFUSED' and ${seesDocument(reader)}`.execute(db)).rows
  return new Map(rows.map((row) => [row.symbol, row.id]))
}

/** Of these places the ones that this party has sent as proof of their activity already: `activity place`. What others sent is not asked about. */
export async function placesSent(db: Db | Tx, party: string, rows: readonly { activity: string; place: string }[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const found = await sql<{ key: string }>`select x.activity || ' ' || x.place as key from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(activity text, place text)
    where exists (select 1 from evidence e left join official_document d on d.id = e.document where e.activity = x.activity and e.sent_party = ${party} and (e.link = x.place or d.symbol = x.place))`.execute(db)
  return new Set(found.rows.map((row) => row.key))
}

/** The newest that were not taken in stay; a report needs no more. */
export async function dropOldFiles(tx: Tx, owner: Owner, keep: number): Promise<void> {
  await sql`delete from report_file where id in (select f.id from report_file f where ${of(owner)} and f.taken_at is null order by f.uploaded_at desc offset ${keep})`.execute(tx)
}
