import { decoded } from '../../../kernel/text-blocks.ts'

/** What stands in a cell: text, a number, a day of the calendar, a share with its sign, an error a formula left. */
export type Cell = string | number | boolean | { day: string } | { percent: number } | { error: string } | null

export interface SheetRow {
  /** As the program numbers it. */
  number: number
  hidden: boolean
  cells: Cell[]
  /** One cell lies across the row: a heading. */
  wide: boolean
}

export interface Sheet {
  name: string
  rows: SheetRow[]
  /** In columns. */
  width: number
  /** First row, first column, last row, last column, from 1 and 0. */
  merges: [number, number, number, number][]
  formulas: number
}

/** Why a file is not read as a sheet; the codes are messages. */
export class SheetFaults extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

export const mostRows = 2000
export const mostColumns = 60
const longestCell = 4000

export const columnLetter = (index: number): string => (index < 26 ? '' : columnLetter(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))
export const columnIndex = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

export interface Styles {
  dates: ReadonlySet<number>
  percents: ReadonlySet<number>
}

const attributeOf = (attributes: string, name: string): string | undefined => new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)?.slice(1).find((value) => value !== undefined)

/** Only the five names of XML and characters by number are known: what a file declares for itself is never expanded. */
const plain = (text: string): string => decoded(text).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/[\r\n]+/g, '\n').replace(/\0/g, '').toWellFormed()

/** The texts a workbook keeps apart from its cells; how to read a word aloud is left out. */
export function sharedStrings(xml: string): string[] {
  const found: string[] = []
  for (const [, inner = ''] of xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\s*\/>/g)) {
    const words = inner.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '')
    found.push(plain([...words.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(([, text = '']) => text).join('')))
  }
  return found
}

/** Which styles of cells show a number as a day or as a share. */
export function stylesOf(xml: string): Styles {
  const custom = new Map([...xml.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)].map(([, attributes = '']) => [Number(attributeOf(attributes, 'numFmtId')), decoded(attributeOf(attributes, 'formatCode') ?? '')]))
  const dates = new Set<number>()
  const percents = new Set<number>()
  const formats = /<(?:\w+:)?cellXfs[\s>]([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? ''
  for (const [index, [, attributes = '']] of [...formats.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)].entries()) {
    const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
    const code = (custom.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || /[dy]/i.test(code)) dates.add(index)
    if (id === 9 || id === 10 || code.includes('%')) percents.add(index)
  }
  return { dates, percents }
}

const dayOfSerial = (serial: number, epoch1904: boolean): string | null => {
  const days = Math.floor(serial) + (epoch1904 ? 1462 : 0)
  if (days < 1 || days > 2_958_465) return null
  return Temporal.PlainDate.from('1899-12-30').add({ days }).toString()
}

/**
 * The rows of one worksheet with what its values alone do not tell: hidden rows, merged cells (the value stands in each cell below), formulas
 * (as the value last shown). Rows without a value are left out. Throws `SheetFaults` beyond `mostRows` rows or `mostColumns` columns.
 */
export function readWorksheet(xml: string, name: string, from: { strings: readonly string[]; styles: Styles; epoch1904: boolean }): Sheet {
  const rows: SheetRow[] = []
  const merges: Sheet['merges'] = []
  let formulas = 0
  let row: SheetRow | null = null
  let last = 0
  let column = -1
  let cell: { type: string; style: number; value: string; shown: boolean } | null = null
  let inside: 'v' | 't' | null = null
  let aloud = false
  let width = 0
  let filled = 0
  const settle = () => {
    if (row === null || cell === null || !cell.shown) return
    const value = valueOf(cell, from)
    if (value === null) return
    if (column >= mostColumns) throw new SheetFaults('plan-import.too-wide', { most: mostColumns })
    while (row.cells.length < column) row.cells.push(null)
    row.cells[column] = value
    width = Math.max(width, column + 1)
  }
  for (const [piece, slash, tag, attributes = '', single, cdata] of xml.matchAll(/<(\/?)(?:[A-Za-z_][\w.-]*:)?(row|c|v|f|t|rPh|mergeCell)(\s[^>]*?)?(\/?)>|<!\[CDATA\[([\s\S]*?)\]\]>|<[^>]*>|[^<]+/g)) {
    if (tag === undefined) {
      if (cell !== null && inside !== null && !aloud && (cdata !== undefined || !piece.startsWith('<'))) cell.value += cdata ?? decoded(piece)
      continue
    }
    const opens = slash === ''
    switch (tag) {
      case 'row':
        if (opens) {
          last = Number(attributeOf(attributes, 'r') ?? last + 1)
          row = { number: last, hidden: /^(?:1|true)$/.test(attributeOf(attributes, 'hidden') ?? ''), cells: [], wide: false }
          column = -1
        }
        if ((!opens || single === '/') && row !== null) {
          if (row.cells.some((value) => value !== null)) {
            filled += 1
            // Counted to the end, so that the answer can say how many there are.
            if (filled <= mostRows) rows.push(row)
          }
          row = null
        }
        break
      case 'c':
        if (opens) {
          const place = attributeOf(attributes, 'r')
          column = place === undefined ? column + 1 : columnIndex(/^[A-Za-z]{1,3}/.exec(place)?.[0] ?? 'A')
          cell = { type: attributeOf(attributes, 't') ?? 'n', style: Number(attributeOf(attributes, 's') ?? 0), value: '', shown: false }
        }
        if (!opens || single === '/') {
          if (filled < mostRows) settle()
          else if (cell?.shown) row?.cells.push(true)
          cell = null
        }
        break
      case 'f':
        if (opens) formulas += 1
        break
      case 'rPh': aloud = opens && single !== '/'
        break
      case 'mergeCell': {
        const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attributeOf(attributes, 'ref') ?? '')
        if (found && merges.length < 20_000) merges.push([Number(found[2]), columnIndex(found[1] ?? 'A'), Number(found[4]), columnIndex(found[3] ?? 'A')])
        break
      }
      default:
        inside = opens && single !== '/' && (tag === 'v' || tag === 't') ? tag : null
        if (cell !== null && inside !== null) cell.shown = true
    }
  }
  if (filled > mostRows) throw new SheetFaults('plan-import.too-many', { rows: filled, most: mostRows })
  return filledDown({ name: plain(name).slice(0, 100), rows, width, merges, formulas })
}

function valueOf(cell: { type: string; style: number; value: string }, { strings, styles, epoch1904 }: { strings: readonly string[]; styles: Styles; epoch1904: boolean }): Cell {
  const text = (value: string): Cell => { const kept = plain(value).trim().slice(0, longestCell); return kept === '' ? null : kept }
  switch (cell.type) {
    case 's': return text(strings[Number(cell.value)] ?? '')
    case 'str':
    case 'inlineStr': return text(cell.value)
    case 'b': return cell.value === '1'
    case 'e': return { error: cell.value.slice(0, 20) }
    case 'd': return /^\d{4}-\d{2}-\d{2}/.test(cell.value) ? { day: cell.value.slice(0, 10) } : text(cell.value)
    default: {
      if (cell.value.trim() === '') return null
      const value = Number(cell.value)
      if (!Number.isFinite(value)) return text(cell.value)
      const day = styles.dates.has(cell.style) ? dayOfSerial(value, epoch1904) : null
      return day !== null ? { day } : styles.percents.has(cell.style) ? { percent: Math.round(value * 10_000) / 100 } : value
    }
  }
}

/** What is merged downwards stands in every row it covers; a row under one cell that covers half its columns or more is a heading. */
export function filledDown(sheet: Sheet): Sheet {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  for (const [top, left, bottom, right] of sheet.merges) {
    const value = byNumber.get(top)?.cells[left] ?? null
    if (value === null) continue
    // Never more rows than there are: a file may claim to merge a million.
    for (const row of bottom > top ? sheet.rows.filter(({ number }) => number > top && number <= bottom) : []) {
      while (row.cells.length <= left) row.cells.push(null)
      row.cells[left] ??= value
    }
    const first = byNumber.get(top)
    if (first && bottom === top && right - left + 1 >= Math.max(2, sheet.width / 2)) first.wide = true
  }
  for (const row of sheet.rows) while (row.cells.length < sheet.width) row.cells.push(null)
  return sheet
}

/** A cell as its reader sees it. */
export function shownIn(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'object') return String(cell)
  return 'day' in cell ? cell.day : 'percent' in cell ? `${cell.percent}%` : cell.error
}
