import { sql } from 'kysely'
import { type Db, type Tx } from '../../../kernel/db.ts'
import { seesDocument } from '../../documents/index.ts'
import type { Reader } from '../../meetings/index.ts'
import { type FormFile, formFiles } from './form-files.ts'
import type { ReadFile } from '../report-file/workbook.ts'
import type { SaidField } from '../report-file/columns.ts'

export interface Owner {
  round: string
  party: string
  reporter: string
  area: string | null
}

export type ReportFile = FormFile<ReadFile>

export const reportFiles = formFiles<Owner, ReadFile>('report_file', ({ round, party, reporter, area }) => ({ round, party, reporter, area }))

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
