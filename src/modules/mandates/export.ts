import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { MandateSummary } from './queries.ts'
import type { Speaker } from './wording.ts'
import { overdue, standing } from './wording.ts'

interface Column {
  /** Stable for programs, whatever the language of the reader. */
  name: string
  head: (speak: Speaker) => string
  width: number
  value: (row: MandateSummary, speak: Speaker, day: string) => string | boolean | null
  /** A full day becomes a real date in a workbook; a month or year stays text. */
  date?: true
}

const list = (items: readonly string[]) => items.join('; ')

export const columns: Column[] = [
  { name: 'symbol', head: ({ m }) => m['mandate.col-symbol'], width: 20, value: (row) => row.symbol },
  { name: 'body', head: ({ m }) => m['mandate.group-body'], width: 12, value: (row) => row.body },
  { name: 'meeting', head: ({ m }) => m['mandate.group-meeting'], width: 14, value: (row) => row.meeting },
  { name: 'date', head: ({ m }) => m['mandate.when'], width: 14, value: (row) => row.date, date: true },
  { name: 'title', head: ({ m }) => m['mandate.col-decision'], width: 50, value: (row, { lang }) => row.title[lang] },
  { name: 'text', head: ({ m }) => m['mandate.export-text'], width: 80, value: (row, { lang }) => row.text[lang] },
  { name: 'instrument', head: ({ m }) => m['mandate.form'], width: 40, value: (row, { lang, directory }) => (row.instrument ? (directory.instruments.get(row.instrument)?.title[lang] ?? row.instrument) : null) },
  { name: 'paragraph', head: ({ m }) => m['mandate.export-paragraph'], width: 10, value: (row) => (row.paragraph === '-' ? null : row.paragraph) },
  { name: 'class', head: ({ m }) => m['mandate.class'], width: 8, value: (row) => row.class },
  { name: 'modifiers', head: ({ m }) => m['mandate.modifiers'], width: 20, value: (row) => list(row.modifiers) },
  { name: 'addressees', head: ({ m }) => m['mandate.asked-of'], width: 30, value: (row, speak) => list(row.addressees.map(speak.addressee)) },
  { name: 'due', head: ({ m }) => m['mandate.due'], width: 30, value: (row, speak) => ('on' in row.due ? row.due.on : speak.dueRule(row.due)), date: true },
  { name: 'due_on', head: ({ m }) => m['mandate.export-due-on'], width: 14, value: (row) => row.dueOn, date: true },
  { name: 'areas', head: ({ m }) => m['mandate.areas'], width: 30, value: (row, speak) => list(row.areas.map(speak.areaName)) },
  { name: 'status', head: ({ m }) => m['mandate.col-status'], width: 16, value: (row) => row.status },
  { name: 'standing', head: ({ m }) => m['mandate.export-standing'], width: 18, value: (row, { m }, day) => m[`mandate.standing.${standing(row, day)}`] },
  { name: 'overdue', head: ({ m }) => m['mandate.standing.past-due'], width: 10, value: (row, _speak, day) => overdue(row, day) },
  { name: 'reported_on', head: ({ m }) => m['mandate.export-reported-on'], width: 14, value: (row) => row.reportedOn, date: true },
  { name: 'sources_disagree', head: ({ m }) => m['mandate.disagree-filter'], width: 12, value: (row) => row.disagrees },
  { name: 'origin', head: ({ m }) => m['mandate.export-origin'], width: 14, value: (row) => row.origin },
  { name: 'id', head: ({ m }) => m['mandate.export-id'], width: 20, value: (row) => row.id },
]

type Batches = AsyncIterable<MandateSummary[]>

/** A cell that a spreadsheet would take for a formula begins with an apostrophe instead; quotes are doubled. */
export function csvCell(value: string | boolean | null): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (cells: (string | boolean | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** UTF-8 with a byte order mark, so that a spreadsheet reads Thai; a line of heads for people and one for programs. */
export function csvOf(batches: Batches, speak: Speaker, day: string): ReadableStream<Uint8Array> {
  async function* lines() {
    yield `\ufeff${csvLine(columns.map((column) => column.head(speak)))}${csvLine(columns.map((column) => column.name))}`
    for await (const batch of batches) yield batch.map((row) => csvLine(columns.map((column) => column.value(row, speak, day)))).join('')
  }
  return Readable.toWeb(Readable.from(encoded(lines()), { objectMode: false })) as ReadableStream<Uint8Array>
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of lines) yield encoder.encode(text)
}

/** A workbook with real dates; its bytes are sent while it is made. */
export async function xlsxOf(batches: Batches, speak: Speaker, day: string): Promise<ReadableStream<Uint8Array>> {
  const bold = { fontWeight: 'bold' as const }
  const rows: Row[] = [columns.map((column) => ({ value: column.head(speak), ...bold })), columns.map((column) => ({ value: column.name, textColor: '#4d5868' }))]
  for await (const batch of batches) for (const row of batch) rows.push(columns.map((column) => xlsxCell(column, column.value(row, speak, day))))
  const stream = new PassThrough()
  const written = (writeExcelFile(rows, { sheet: speak.m['mandate.register'], columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 2, dateFormat: 'yyyy-mm-dd' }).toStream as (to: PassThrough) => Promise<void>)(stream)
  written.catch((error: Error) => stream.destroy(error))
  await Promise.race([once(stream, 'readable'), written])
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}

function xlsxCell(column: Column, value: string | boolean | null): Row[number] {
  if (value === null || value === '') return null
  return column.date && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : value
}
