import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { AppError } from '../../../kernel/errors.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { cellText, type CellValue, columnLetter, readWorkbook, type Sheet } from '../../../kernel/workbook.ts'
import { choicesOf, columnOf, columns, headOf, proofFields, type ProofField, saidFields, type SaidField, type SheetField, wordOf } from './columns.ts'
import type { Said } from '../queries/reports.ts'
import { words } from '../wording.ts'

/** What a report says of one activity as plain texts, for comparing; blank where nothing is said, `0` where none. */
export type Values = Record<SaidField, string>

/** Line ends differ between programs and mean the same; nothing but spaces is nothing. */
export const canonical = (text: string): string => (/^\s*$/.test(text) ? '' : text.replace(/\r\n?/g, '\n'))
const number = (value: number | null): string => (value === null ? '' : String(value))

export function valuesOf(said: Pick<Said, 'status' | 'text' | 'language' | 'women' | 'men' | 'progress' | 'spent' | 'currency' | 'obstacles' | 'nextSteps'> | null, lang: Lang): Values {
  return {
    status: said?.status ?? '', text: canonical(said?.text ?? ''), language: said?.language ?? lang, women: number(said?.women ?? null), men: number(said?.men ?? null), progress: number(said?.progress ?? null),
    spent: number(said?.spent ?? null), currency: said?.currency ?? '', obstacles: canonical(said?.obstacles ?? ''), nextSteps: canonical(said?.nextSteps ?? ''),
  }
}

/** Whose report a file is of, so that it can be matched when it comes back. */
export interface FileOf {
  round: string
  party: string
  reporter: string
  area: string | null
}

export interface FileRow {
  code: string
  title: string
  values: Values
}

const format = '1'
const mark = 'mufakat-report'
/** More activities than any programme has; a file with more is a mistake. */
export const mostRows = 5000
export const largestFile = 5 * 1024 * 1024

const numeric: readonly string[] = ['count', 'percent', 'amount']

/** The form of a report as a workbook: one row an activity, how to fill it in, and hidden what it was made from. Texts are texts, never formulas. */
export async function reportFile(of: FileOf & { version: number; at: string; roundName: string }, rows: readonly FileRow[], lang: Lang): Promise<Uint8Array> {
  const m = words[lang]
  const heads: Cell[] = columns.map((column) => ({ value: headOf(column), fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#DEECE5' }))
  const lines = rows.map((row): Cell[] => columns.map((column): Cell => {
    const text = column.field === 'code' ? row.code : column.field === 'title' ? row.title : (row.values[column.field as SaidField] ?? '')
    const shape = { alignVertical: 'top' as const, wrap: true, ...(column.kind === 'fixed' ? { backgroundColor: '#EEF0F2' } : {}) }
    if (numeric.includes(column.kind)) return text === '' ? shape : { ...shape, type: Number, value: Number(text) }
    // Kept as text whatever is typed, so that no program makes a date, a share or a formula of it.
    const shown = cellText(wordOf(column.field, text, lang))
    return shown === '' ? { ...shape, type: String, format: '@' } : { ...shape, type: String, value: shown, format: '@' }
  }))
  const guidance = [m['exchange.guide-1'], m['exchange.guide-2'], m['exchange.guide-3'], m['exchange.guide-4'], m['exchange.guide-5'], m['exchange.guide-6'], m['exchange.guide-7']].map((text): Cell[] => [{ value: text, wrap: true, alignVertical: 'top' }])
  const kept = [[mark, format], ['round', of.round], ['party', of.party], ['reporter', of.reporter], ['area', of.area ?? ''], ['version', String(of.version)], ['at', of.at], ['lang', lang], ['code', ...saidFields], ...rows.map((row) => [row.code, ...saidFields.map((field) => row.values[field])])]
  const bytes = await writeExcelFile([
    { data: [heads, ...lines], sheet: m['exchange.sheet-report'], columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1, stickyColumnsCount: 1 },
    { data: [[{ value: cellText(of.roundName), fontWeight: 'bold' }], ...guidance], sheet: m['exchange.sheet-guide'], columns: [{ width: 100 }] },
    { data: kept.map((line) => line.map((text): Cell => (text === '' ? null : { type: String, value: cellText(text) }))), sheet: 'mufakat' },
  ], {
    features: [{ files: { transform: {
      'xl/workbook.xml': { transformElementAttributes: (tag, attributes, index) => (tag === 'sheet' && index === 2 ? { ...attributes, state: 'hidden' } : attributes) },
      'xl/worksheets/sheet{id}.xml': { transform: (xml, _options, { sheetIndex }) => (sheetIndex === 0 ? xml.replace('</sheetData>', `</sheetData>${listsFor(rows.length, lang)}`) : xml) },
    } } }],
  }).toBuffer()
  return new Uint8Array(bytes)
}

/** The words to choose from, where they fit into a cell's own list. */
function listsFor(rows: number, lang: Lang): string {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const lists = columns.flatMap((column, index) => {
    const list = choicesOf(column.field).map((value) => wordOf(column.field, value, lang)).join(',')
    return list === '' || list.length > 250 ? [] : [`<dataValidation type="list" allowBlank="1" sqref="${columnLetter(index)}2:${columnLetter(index)}${rows + 1}"><formula1>"${escape(list)}"</formula1></dataValidation>`]
  })
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

/** What stands in one cell, before anyone says what it means. */
export interface Given {
  kind: 'text' | 'number' | 'day' | 'broken' | 'merged'
  /** As written; of a day `YYYY-MM-DD`, of a merged cell the whole range, of a broken formula its error. */
  text: string
  /** A number shown as a share. */
  share?: true
  /** The value a formula last gave. */
  formula?: true
}

export interface GivenRow {
  row: number
  hidden: boolean
  cells: Partial<Record<SheetField, Given>>
}

/** A file that came back: what stands in its cells, and what it was made from. */
export interface ReadFile {
  of: FileOf
  at: string
  lang: Lang
  /** Where each known column stands, by letter. */
  letters: Partial<Record<SheetField, string>>
  /** Heads that mean no column of the form. */
  unread: string[]
  rows: GivenRow[]
  base: Record<string, Values>
}

const refuse = (code: string, params: Record<string, string | number> = {}): AppError => new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code, params }] })
const textOf = (value: CellValue | undefined): string => (value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value))

/** Reads a form that came back. Throws a fault at `/file` where it is no such file, without a word about whose it is. */
export async function readReportFile(bytes: Uint8Array, name: string): Promise<ReadFile> {
  const sheets = await readWorkbook(bytes, name, { bytes: largestFile, rows: mostRows + 20 })
  const kept = sheets.find((sheet) => textOf(sheet.rows[0]?.[0]) === mark)
  const sheet = sheets.find((one) => one !== kept && (one.rows[0] ?? []).some((head) => columnOf(textOf(head))?.field === 'code'))
  if (!kept || textOf(kept.rows[0]?.[1]) !== format) throw refuse('exchange.not-this-report')
  if (!sheet) throw refuse('exchange.no-code-column')
  const fact = (key: string) => textOf(kept.rows.find((line) => line[0] === key)?.[1])
  const start = kept.rows.findIndex((line) => line[0] === 'code')
  const order = (kept.rows[start] ?? []).map(textOf)
  const base = Object.fromEntries((start < 0 ? [] : kept.rows.slice(start + 1)).map((line) => [textOf(line[0]), Object.fromEntries(saidFields.map((field) => [field, canonical(textOf(line[order.indexOf(field)]))])) as Values]))
  return { of: { round: fact('round'), party: fact('party'), reporter: fact('reporter'), area: fact('area') || null }, at: fact('at'), lang: fact('lang') === 'th' ? 'th' : 'en', base, ...readRows(sheet) }
}

function readRows(sheet: Sheet): Pick<ReadFile, 'letters' | 'unread' | 'rows'> {
  const placed = new Map<number, SheetField>()
  const unread: string[] = []
  for (const [index, head] of (sheet.rows[0] ?? []).entries()) {
    const text = textOf(head).trim()
    const column = columnOf(text)
    if (column && ![...placed.values()].includes(column.field)) placed.set(index, column.field)
    else if (text !== '') unread.push(`${columnLetter(index)} “${text.slice(0, 60)}”`)
  }
  const covered = new Map<string, string>()
  for (const { from, to } of sheet.merged) {
    const range = `${columnLetter(from.column)}${from.row}:${columnLetter(to.column)}${to.row}`
    for (let row = from.row; row <= Math.min(to.row, sheet.rows.length); row++) for (let column = from.column; column <= Math.min(to.column, columns.length + 40); column++) if (row !== from.row || column !== from.column) covered.set(`${columnLetter(column)}${row}`, range)
  }
  const rows = sheet.rows.slice(1).map((values, index): GivenRow => {
    const row = index + 2
    const cells: GivenRow['cells'] = {}
    for (const [column, field] of placed) {
      const address = `${columnLetter(column)}${row}`
      const value = values[column] ?? null
      const range = covered.get(address)
      const broken = sheet.broken.get(address)
      const formula = sheet.formulas.has(address) ? ({ formula: true } as const) : {}
      if (range !== undefined) cells[field] = { kind: 'merged', text: range }
      else if (broken !== undefined) cells[field] = { kind: 'broken', text: broken }
      else if (value instanceof Date) cells[field] = { kind: 'day', text: value.toISOString().slice(0, 10), ...formula }
      else if (typeof value === 'number') cells[field] = { kind: 'number', text: String(value), ...(sheet.percents.has(address) ? { share: true } : {}), ...formula }
      else if (value !== null && canonical(String(value)) !== '') cells[field] = { kind: 'text', text: canonical(String(value)), ...formula }
    }
    return { row, hidden: sheet.hiddenRows.has(row), cells }
  })
  return { letters: Object.fromEntries([...placed].map(([index, field]) => [field, columnLetter(index)])), unread, rows: rows.filter(({ cells }) => Object.entries(cells).some(([field]) => field !== 'title')) }
}

export const isProofField = (field: SheetField): field is ProofField => (proofFields as readonly string[]).includes(field)
