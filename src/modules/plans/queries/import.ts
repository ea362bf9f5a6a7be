import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import { type Db, json, type Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { findMandates } from '../../mandates/index.ts'
import { listAreas, listParties, membersAt } from '../../mechanism/index.ts'
import { listMeetings } from '../../meetings/index.ts'
import { type Known, symbolsIn } from '../import/layout.ts'
import type { Choices, ImportedActivity } from '../import/rules.ts'
import type { Sheet } from '../import/sheet.ts'
import type { ImportField } from '../import/words.ts'
import { listStrategies } from '../queries.ts'

export interface Draft {
  id: string
  programme: string
  sha256: string
  fileName: string
  sheets: Sheet[]
  choices: Choices
  /** Row numbers that are activities already. */
  taken: number[]
  byName: string
  madeAt: string
  version: number
}

const draftColumns = sql`d.id, d.programme, d.sha256, d.file_name as "fileName", d.sheets, d.choices, d.taken, d.by_name as "byName", d.made_at as "madeAt", d.version`

export async function findDraft(db: Db | Tx, id: string): Promise<Draft | null> {
  return (await sql<Draft>`select ${draftColumns} from import_draft d where d.id = ${id}`.execute(db)).rows[0] ?? null
}

export async function lockDraft(tx: Tx, id: string): Promise<Draft | null> {
  return (await sql<Draft>`select ${draftColumns} from import_draft d where d.id = ${id} for update`.execute(tx)).rows[0] ?? null
}

export async function listDrafts(db: Db, programme: string): Promise<Pick<Draft, 'id' | 'fileName' | 'byName' | 'madeAt' | 'taken'>[]> {
  return (await sql<Pick<Draft, 'id' | 'fileName' | 'byName' | 'madeAt' | 'taken'>>`select d.id, d.file_name as "fileName", d.by_name as "byName", d.made_at as "madeAt", d.taken from import_draft d where d.programme = ${programme} order by d.made_at desc`.execute(db)).rows
}

/** What nobody has touched for ninety days is a file that was read and forgotten. */
export async function addDraft(tx: Tx, row: { id: string; programme: string; sha256: string; fileName: string; sheets: Sheet[]; choices: Choices; by: string; byName: string; bytes: Uint8Array | null; now: string }): Promise<void> {
  await sql`delete from import_draft where made_at < ${row.now}::timestamptz - interval '90 days'`.execute(tx)
  await sql`insert into import_draft (id, programme, sha256, file_name, sheets, choices, made_by, by_name, bytes, made_at) values (${row.id}, ${row.programme}, ${row.sha256}, ${row.fileName}, ${json(row.sheets)}, ${json(row.choices)}, ${row.by}, ${row.byName}, ${row.bytes === null ? null : Buffer.from(row.bytes)}, ${row.now})`.execute(tx)
}

/** The workbook itself; null where it was none, or was not kept. */
export async function bytesOfDraft(db: Db, id: string): Promise<Uint8Array | null> {
  return (await sql<{ bytes: Uint8Array | null }>`select d.bytes from import_draft d where d.id = ${id}`.execute(db)).rows[0]?.bytes ?? null
}

export async function saveDraft(tx: Tx, id: string, version: number, row: { choices: Choices; taken: readonly number[]; now: string }): Promise<boolean> {
  return (await sql`update import_draft set choices = ${json(row.choices)}, taken = ${[...row.taken]}, made_at = ${row.now}, version = version + 1 where id = ${id} and version = ${version} returning id`.execute(tx)).rows.length === 1
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await sql`delete from import_draft where id = ${id}`.execute(tx)
}

export interface ImportedFile {
  sha256: string
  importedAt: string
  byName: string
  rows: number
}

export async function findImported(db: Db | Tx, programme: string, sha256: string): Promise<ImportedFile | null> {
  return (await sql<ImportedFile>`select sha256, imported_at as "importedAt", by_name as "byName", rows from import_file where programme = ${programme} and sha256 = ${sha256}`.execute(db)).rows[0] ?? null
}

export async function noteImported(tx: Tx, row: { programme: string; sha256: string; rows: number; byName: string; now: string }): Promise<void> {
  await sql`insert into import_file (sha256, programme, imported_at, by_name, rows) values (${row.sha256}, ${row.programme}, ${row.now}, ${row.byName}, ${row.rows})
    on conflict (sha256, programme) do update set imported_at = excluded.imported_at, by_name = excluded.by_name, rows = import_file.rows + excluded.rows`.execute(tx)
}

export interface Remembered {
  columns: Record<string, ImportField>
  words: Choices['words']
  at: string
  byName: string
}

/** How a file with these heads was read the last time. */
export async function findReading(db: Db | Tx, heads: string): Promise<Remembered | null> {
  return (await sql<Remembered>`select columns, words, remembered_at as at, by_name as "byName" from import_reading where heads = ${heads}`.execute(db)).rows[0] ?? null
}

export async function rememberReading(tx: Tx, row: { heads: string; columns: Record<string, ImportField>; words: Choices['words']; byName: string; now: string }): Promise<void> {
  await sql`insert into import_reading (heads, columns, words, remembered_at, by_name) values (${row.heads}, ${json(row.columns)}, ${json(row.words)}, ${row.now}, ${row.byName})
    on conflict (heads) do update set columns = excluded.columns, words = excluded.words, remembered_at = excluded.remembered_at, by_name = excluded.by_name`.execute(tx)
}

/** What a file may speak of: areas and strategies of this programme, parties, meetings, the decisions this officer may see, and what the programme has. */
export async function knownFor(db: Db | Tx, asked: { actor: Actor; today: string; programme: { id: string; areas: string[]; strategies: string[] }; sheet: Sheet | undefined }): Promise<Known> {
  const { actor, today, programme, sheet } = asked
  const symbols = [...new Set((sheet?.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => (typeof cell === 'string' && cell.length < 400 ? symbolsIn(cell) : []))))]
  const areas = await listAreas(db)
  const strategies = await listStrategies(db)
  const parties = await listParties(db)
  const meetings = await listMeetings(db)
  const mandates = await findMandates(db, actor, symbols.map((symbol) => symbol.replaceAll('/', '-')))
  const existing = (await sql<{ code: string; area: string; strategy: string; title: Text }>`select code, area, strategy, title from activity where programme = ${programme.id} order by code`.execute(db)).rows
  const byRef = new Map(meetings.map((meeting) => [meeting.ref.toUpperCase(), { ref: meeting.ref, starts: meeting.starts }]))
  return {
    calendar: { today, meetingOf: (text) => byRef.get(text.toUpperCase()) ?? null },
    areas: areas.filter((area) => programme.areas.length === 0 || programme.areas.includes(area.slug)).map((area) => ({ key: area.slug, names: [area.name.en, area.name.th, area.slug.replaceAll('-', ' '), ...prefixesOf(existing, area.slug)] })),
    strategies: strategies.filter((strategy) => programme.strategies.length === 0 || programme.strategies.includes(strategy.slug)).map((strategy) => ({ key: strategy.slug, number: strategy.number, names: [strategy.name.en, strategy.name.th, strategy.slug.replaceAll('-', ' ')] })),
    parties: parties.map((party) => ({ key: party.code, names: [party.code, party.name.en, party.name.th, ...party.aliases] })),
    members: new Set(membersAt(parties, today).map((party) => party.code)),
    mandates: new Map(mandates.flatMap((mandate) => [[mandate.symbol.toUpperCase(), mandate.id], [mandate.id.toUpperCase(), mandate.id]] as const)),
    existing: existing.map(({ title, ...activity }) => ({ ...activity, titles: [title.en, title.th] })),
  }
}

/** The letters by which the programme's codes name an area. */
const prefixesOf = (existing: readonly { code: string; area: string }[], area: string): string[] => [...new Set(existing.filter((each) => each.area === area).flatMap(({ code }) => /^([A-Z]{2,})-\d/.exec(code)?.[1] ?? []))]

/** All rows in four statements, whatever their number. `id` of each is given. */
export async function addImported(tx: Tx, programme: string, rows: readonly (ImportedActivity & { id: string; note: Text })[], by: { name: string; role: string; party: string | null; decision: string | null; now: string }): Promise<void> {
  const words = (text: string) => (text === '' ? null : { en: text, th: text })
  const data = json(rows.map((row) => ({ ...row, title: row.title, description: words(row.description), expectedOutput: words(row.output), remarks: row.remarks || null, venue: row.venue || null })))
  await sql`insert into activity (id, programme, code, title, description, area, strategy, type, proponent, lead, co_lead, participants, starts_on, due_on, due_after, recurring, status, status_since, progress, budget, currency, partner, venue, expected_output, remarks, marking, origin, created_at)
    select x.id, ${programme}, x.code, x.title, x.description, x.area, x.strategy, x.type, null, x.lead, x."coLead", coalesce((select array_agg(value) from jsonb_array_elements_text(x.participants)), '{}'), x."startsOn", x."dueOn", x."dueAfter", x.recurring, x.status, ${by.now}::timestamptz, x.progress, x.budget, x.currency, x.partner, x.venue, x."expectedOutput", x.remarks, 'GENERAL', 'desk', ${by.now}::timestamptz
    from jsonb_to_recordset(${data}::jsonb) as x(id text, code text, title jsonb, description jsonb, area text, strategy text, type text, lead text, "coLead" text, participants jsonb, "startsOn" date, "dueOn" date, "dueAfter" jsonb, recurring boolean, status text, progress int, budget numeric, currency text, partner text, venue text, "expectedOutput" jsonb, remarks text)`.execute(tx)
  await sql`insert into activity_mandate (activity, mandate) select x.id, m.value from jsonb_to_recordset(${data}::jsonb) as x(id text, mandates jsonb), lateral jsonb_array_elements_text(x.mandates) m on conflict do nothing`.execute(tx)
  await sql`insert into funding (activity, position, source, name, partner, amount, currency, rate, rate_on, status)
    select x.id, 1, x.fund->>'source', x.fund->>'name', case when x.fund->>'source' = 'partner-fund' then x.partner end, x.budget, x.currency, (x.fund->>'rate')::numeric, (x.fund->>'rateOn')::date, 'sought' from jsonb_to_recordset(${data}::jsonb) as x(id text, fund jsonb, partner text, budget numeric, currency text) where jsonb_typeof(x.fund) = 'object'`.execute(tx)
  await sql`insert into activity_step (activity, number, kind, status, text, decision, by_name, by_role, by_party, at)
    select x.id, 1, 'status', x.status, x.note, case when x.status = 'PRO' then null else ${by.decision} end, ${by.name}, ${by.role}, ${by.party}, ${by.now}::timestamptz from jsonb_to_recordset(${data}::jsonb) as x(id text, status text, note jsonb)`.execute(tx)
}
