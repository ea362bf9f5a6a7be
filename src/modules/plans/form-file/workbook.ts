import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { AppError } from '../../../kernel/errors.ts'
import type { Lang } from '../../../kernel/languages.ts'
import { cellText, type CellValue, columnLetter, readWorkbook, type Sheet } from '../../../kernel/workbook.ts'
import { words } from '../wording.ts'
import { columnNamed, type FormColumn, headOf, type SheetForm, shownAs } from './form.ts'

/** Line ends differ between programs and mean the same; nothing but spaces is nothing. */
export const canonical = (text: string): string => (/^\s*$/.test(text) ? '' : text.replace(/\r\n?/g, '\n'))

const format = '1'
/** More activities than any programme has; a file with more is a mistake. */
export const mostRows = 5000
export const largestFile = 5 * 1024 * 1024

const numeric: readonly string[] = ['count', 'percent', 'amount']

export interface Made {
  /** Whose file it is and when it was made, so that it can be matched when it comes back. */
  facts: Readonly<Record<string, string>>
  sheet: string
  guide: { title: string; lines: readonly string[] }
  lang: Lang
}

/** One thing as a row: plain texts by field; days `YYYY-MM-DD`, several of a list apart by commas. */
export type FormRow<Field extends string> = { code: string } & Partial<Record<Field, string>>

/**
 * A form as a workbook: one row for each thing, how to fill it in, and hidden what it was made from and the lists. Texts are texts, never formulas;
 * days are days of the common era.
 */
export async function writeForm<Field extends string, Kept extends Field>(form: SheetForm<Field, Kept>, made: Made, rows: readonly FormRow<Field>[]): Promise<Uint8Array> {
  const { lang } = made
  const lists = new Map(form.columns.flatMap((column) => (column.kind === 'choice' ? [[column.field, form.choices(column.field)] as const] : [])))
  const fixed = { alignVertical: 'top', wrap: true, backgroundColor: '#EEF0F2' } as const
  const open = { alignVertical: 'top', wrap: true } as const
  const heads: Cell[] = form.columns.map((column) => ({ value: headOf(column), fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#DEECE5' }))
  const lines = rows.map((row): Cell[] => form.columns.map((column): Cell => {
    const text = row[column.field] ?? ''
    const shape = column.kind === 'fixed' ? fixed : open
    if (numeric.includes(column.kind)) return text === '' ? shape : { ...shape, type: Number, value: Number(text) }
    if (column.kind === 'day') return text === '' ? { ...shape, type: Date, format: 'yyyy-mm-dd' } : { ...shape, type: Date, value: new Date(`${text}T00:00:00Z`), format: 'yyyy-mm-dd' }
    // Kept as text whatever is typed, so that no program makes a date, a share or a formula of it.
    const shown = cellText(shownAs(column, form.choices(column.field), text, lang))
    return shown === '' ? { ...shape, type: String, format: '@' } : { ...shape, type: String, value: shown, format: '@' }
  }))
  const kept = [[form.mark, format], ...Object.entries(made.facts), ['lang', lang], ['code', ...form.kept], ...rows.map((row) => [row.code, ...form.kept.map((field) => row[field] ?? '')])]
  const beside = form.kept.length + 2
  const listed = [...lists.values()].map((list) => list.map((one) => one[lang]))
  const hidden = Array.from({ length: Math.max(kept.length, ...listed.map((list) => list.length)) }, (_, index): Cell[] => {
    const line = kept[index] ?? []
    return [...Array.from({ length: beside }, (_each, at) => line[at] ?? ''), ...listed.map((list) => list[index] ?? '')].map((text): Cell => (text === '' ? null : { type: String, value: cellText(text) }))
  })
  const validations = [...lists].flatMap(([field, list], index) => {
    if (list.length === 0) return []
    const column = columnLetter(form.columns.findIndex((one) => one.field === field))
    const at = columnLetter(beside + index)
    return [`<dataValidation type="list" allowBlank="1" sqref="${column}2:${column}${rows.length + 1}"><formula1>mufakat!$${at}$1:$${at}$${list.length}</formula1></dataValidation>`]
  })
  const bytes = await writeExcelFile([
    { data: [heads, ...lines], sheet: made.sheet, columns: form.columns.map(({ width }) => ({ width })), stickyRowsCount: 1, stickyColumnsCount: 1 },
    { data: [[{ value: cellText(made.guide.title), fontWeight: 'bold' }], ...made.guide.lines.map((text): Cell[] => [{ value: cellText(text), wrap: true, alignVertical: 'top' }])], sheet: words[lang]['exchange.sheet-guide'], columns: [{ width: 100 }] },
    { data: hidden, sheet: 'mufakat' },
  ], {
    features: [{ files: { transform: {
      'xl/workbook.xml': { transformElementAttributes: (tag, attributes, index) => (tag === 'sheet' && index === 2 ? { ...attributes, state: 'hidden' } : attributes) },
      'xl/worksheets/sheet{id}.xml': { transform: (xml, _options, { sheetIndex }) => (sheetIndex === 0 && rows.length > 0 && validations.length > 0 ? xml.replace('</sheetData>', `</sheetData><dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`) : xml) },
    } } }],
  }).toBuffer()
  return new Uint8Array(bytes)
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

export interface GivenRow<Field extends string = string> {
  row: number
  hidden: boolean
  cells: Partial<Record<Field, Given>>
}

/** A file that came back: what stands in its cells, and what it was made from. */
export interface ReadForm<Field extends string = string, Kept extends Field = Field> {
  facts: Record<string, string>
  lang: Lang
  /** Of the sheet that was read, as the program shows it. */
  sheet: string
  /** Where each known column stands, by letter. */
  letters: Partial<Record<Field, string>>
  /** Heads that mean no column of the form. */
  unread: string[]
  rows: GivenRow<Field>[]
  base: Record<string, Record<Kept, string>>
}

export const refuseFile = (code: string, params: Record<string, string | number> = {}): AppError => new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code, params }] })
const textOf = (value: CellValue | undefined): string => (value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value))

/** Reads a form that came back. Throws a fault at `/file` where it is no such file, without a word about whose it is: `notThis` says so. */
export async function readForm<Field extends string, Kept extends Field>(form: SheetForm<Field, Kept>, bytes: Uint8Array, name: string, notThis: string): Promise<ReadForm<Field, Kept>> {
  const sheets = await readWorkbook(bytes, name, { bytes: largestFile, rows: mostRows + 20 })
  const kept = sheets.find((sheet) => textOf(sheet.rows[0]?.[0]) === form.mark)
  const sheet = sheets.find((one) => one !== kept && (one.rows[0] ?? []).some((head) => columnNamed(form.columns, textOf(head))?.field === 'code'))
  if (!kept || textOf(kept.rows[0]?.[1]) !== format) throw refuseFile(notThis)
  if (!sheet) throw refuseFile('exchange.no-code-column')
  const start = kept.rows.findIndex((line) => line[0] === 'code')
  const before = start < 0 ? kept.rows : kept.rows.slice(0, start)
  const facts = Object.fromEntries(before.slice(1).flatMap((line) => (textOf(line[0]) === '' ? [] : [[textOf(line[0]), textOf(line[1])]])))
  const order = (kept.rows[start] ?? []).map(textOf)
  const base = Object.fromEntries((start < 0 ? [] : kept.rows.slice(start + 1)).flatMap((line) => (textOf(line[0]) === '' ? [] : [[textOf(line[0]), Object.fromEntries(form.kept.map((field) => [field, canonical(textOf(line[order.indexOf(field)]))])) as Record<Kept, string>]])))
  return { facts, sheet: sheet.name, lang: facts['lang'] === 'th' ? 'th' : 'en', base, ...readRows(form.columns, sheet) }
}

function readRows<Field extends string>(columns: readonly FormColumn<Field>[], sheet: Sheet): Pick<ReadForm<Field>, 'letters' | 'unread' | 'rows'> {
  const placed = new Map<number, Field>()
  const unread: string[] = []
  for (const [index, head] of (sheet.rows[0] ?? []).entries()) {
    const text = textOf(head).trim()
    const column = columnNamed(columns, text)
    if (column && ![...placed.values()].includes(column.field)) placed.set(index, column.field)
    else if (text !== '') unread.push(`${columnLetter(index)} “${text.slice(0, 60)}”`)
  }
  const covered = new Map<string, string>()
  for (const { from, to } of sheet.merged) {
    const range = `${columnLetter(from.column)}${from.row}:${columnLetter(to.column)}${to.row}`
    for (let row = from.row; row <= Math.min(to.row, sheet.rows.length); row++) for (let column = from.column; column <= Math.min(to.column, columns.length + 40); column++) if (row !== from.row || column !== from.column) covered.set(`${columnLetter(column)}${row}`, range)
  }
  const letters = new Map([...placed.keys()].map((index) => [index, columnLetter(index)]))
  const written = new Set(columns.filter((column) => column.kind !== 'fixed' || column.field === 'code').map((column) => column.field))
  const rows = sheet.rows.slice(1).map((values, index): GivenRow<Field> => {
    const row = index + 2
    const cells: GivenRow<Field>['cells'] = {}
    for (const [column, field] of placed) {
      const address = `${letters.get(column) ?? ''}${row}`
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
  return { letters: Object.fromEntries([...placed].map(([index, field]) => [field, columnLetter(index)])) as Partial<Record<Field, string>>, unread, rows: rows.filter(({ cells }) => Object.keys(cells).some((field) => written.has(field as Field))) }
}
