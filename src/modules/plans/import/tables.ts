import { decoded } from '../../../kernel/text-blocks.ts'
import { filledDown, mostColumns, mostRows, type Sheet, SheetFaults, type SheetRow } from './sheet.ts'

interface Table {
  /** The paragraph before it, which often names its area. */
  before: string
  rows: { text: string; across: number; down: number }[][]
}

/** The tables of a document of Word, from the tags its reader writes; text outside of tables only as what stands before one. */
function tablesOf(html: string): Table[] {
  const tables: Table[] = []
  let depth = 0
  let before = ''
  let line = ''
  let cell: { text: string; across: number; down: number } | null = null
  const end = () => {
    const text = line.replace(/[ \t\r\n\u00a0]+/g, ' ').trim()
    line = ''
    if (text === '') return
    if (cell !== null) cell.text = [cell.text, text].filter(Boolean).join('\n')
    else if (depth === 0) before = text
  }
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z]+\d?)([^>]*)>/.exec(piece)
    if (tag === null) {
      line += decoded(piece)
      continue
    }
    const [, slash, name = '', attributes = ''] = tag
    const opens = slash === ''
    if (/^(?:p|h[1-6]|li|br|table|tr|td|th)$/.test(name)) end()
    if (name === 'table') {
      depth += opens ? 1 : -1
      if (opens && depth === 1) {
        tables.push({ before, rows: [] })
        before = ''
      }
    } else if (name === 'tr' && opens && depth === 1) tables.at(-1)?.rows.push([])
    else if ((name === 'td' || name === 'th') && depth === 1) {
      const span = (of: string) => Math.max(1, Math.min(5000, Number(new RegExp(`${of}="(\\d+)"`).exec(attributes)?.[1] ?? 1)))
      cell = opens ? { text: '', across: span('colspan'), down: span('rowspan') } : null
      if (cell) tables.at(-1)?.rows.at(-1)?.push(cell)
    }
  }
  return tables
}

/** One table as a sheet: cells that lie over several columns or rows in their places. */
function gridOf(table: Table, firstNumber: number): Pick<Sheet, 'rows' | 'merges' | 'width'> {
  const taken = new Map<number, Set<number>>()
  const rows: SheetRow[] = []
  const merges: Sheet['merges'] = []
  let width = 0
  for (const [index, cells] of table.rows.entries()) {
    const row: SheetRow = { number: firstNumber + index, hidden: false, cells: [], wide: false }
    let column = 0
    for (const { text, across, down } of cells) {
      while (taken.get(index)?.has(column)) column += 1
      if (column + across > mostColumns) throw new SheetFaults('plan-import.too-wide', { most: mostColumns })
      while (row.cells.length < column) row.cells.push(null)
      row.cells[column] = text.slice(0, 4000) || null
      const lowest = Math.min(table.rows.length - 1, index + down - 1)
      if (across > 1 || lowest > index) merges.push([row.number, column, firstNumber + lowest, column + across - 1])
      for (let under = index + 1; under <= lowest; under += 1) {
        const places = taken.get(under) ?? new Set<number>()
        for (let each = column; each < column + across; each += 1) places.add(each)
        taken.set(under, places)
      }
      column += across
    }
    width = Math.max(width, column)
    rows.push(row)
  }
  return { rows, merges, width }
}

const headsOf = (table: Table): string => (table.rows[0] ?? []).map((cell) => cell.text.trim().toLowerCase()).join('|')

/**
 * Tables of a document as sheets. Tables that follow each other with the same heads are one, what stands before each a heading row: so a
 * programme with a table for each area reads as one list. Rows are numbered through the document.
 */
export function sheetsOfTables(html: string): Sheet[] {
  const sheets: (Sheet & { heads: string })[] = []
  let number = 1
  for (const table of tablesOf(html).filter(({ rows }) => rows.length > 0)) {
    const heads = headsOf(table)
    const grid = gridOf(table, table.before === '' ? number : number + 1)
    const heading: SheetRow[] = table.before === '' ? [] : [{ number, hidden: false, cells: [table.before.slice(0, 4000)], wide: true }]
    number += grid.rows.length + heading.length
    const same = sheets.at(-1)
    if (same && same.heads === heads && same.width === grid.width) {
      same.rows.push(...heading, ...grid.rows.slice(1))
      same.merges.push(...grid.merges)
    } else sheets.push({ name: String(sheets.length + 1), rows: [...heading, ...grid.rows], merges: grid.merges, width: grid.width, formulas: 0, heads })
  }
  for (const sheet of sheets) {
    sheet.rows = sheet.rows.filter((row) => row.cells.some((cell) => cell !== null))
    if (sheet.rows.length > mostRows) throw new SheetFaults('plan-import.too-many', { rows: sheet.rows.length, most: mostRows })
  }
  return sheets.filter((sheet) => sheet.rows.length > 0).map(({ heads: _, ...sheet }) => filledDown(sheet))
}
