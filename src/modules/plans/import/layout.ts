import { type Cell, columnLetter, type Sheet, type SheetRow, shownIn } from './sheet.ts'
import { type Calendar, plainWord, readMoney, readPercent, readWhen, sameAsAbove, saysNothing } from './values.ts'
import { fieldOfHead, type ImportField, manyFields, type Named, namedIn, namesIn, saysAll, saysType, statusOf } from './words.ts'

/** What of this house a file may speak of. */
export interface Known {
  calendar: Calendar
  areas: readonly Named[]
  strategies: readonly Named[]
  parties: readonly Named[]
  members: ReadonlySet<string>
  /** Decisions this officer may see, by symbol and by id in capitals. */
  mandates: ReadonlyMap<string, string>
  /** What the programme has already. */
  existing: readonly { code: string; area: string; strategy: string; titles: readonly string[] }[]
}

export interface Layout {
  /** Rows of heads, by their numbers; none where the file has no heads. */
  heads: number[]
  /** What heads each column, from the outer head to the inner. */
  names: string[][]
  /** Everything below. */
  rows: SheetRow[]
}

const filledCells = (row: SheetRow) => row.cells.flatMap((cell, column) => (cell === null ? [] : [{ column, text: shownIn(cell) }]))

/** Where the heads stand: the row among the first with the most known heads, and rows that belong to it (a head over several columns, the second language). */
export function layoutOf(sheet: Sheet, headAt: number | null = null): Layout {
  const score = (row: SheetRow) => (row.wide ? 0 : filledCells(row).reduce((sum, { text }) => { const found = text.length <= 80 ? fieldOfHead(text) : null; return sum + (found === null ? 0 : found.exact ? 2 : 1) }, 0))
  const among = sheet.rows.slice(0, 25)
  const best = (headAt !== null ? sheet.rows.find((row) => row.number === headAt) : undefined) ?? among.map((row) => ({ row, score: score(row) })).sort((a, b) => b.score - a.score || a.row.number - b.row.number).find((each) => each.score >= 2)?.row ?? among.find((row) => !row.wide && filledCells(row).length >= 2)
  // Heads merged downwards stand in the row below too: the first of them is the head.
  const first = best && headAt === null ? (among.find((row) => row.number < best.number && sheet.merges.some(([top, , bottom]) => top === row.number && bottom >= best.number)) ?? best) : best
  if (!first) return { heads: [], names: Array.from({ length: sheet.width }, () => []), rows: sheet.rows }
  const heads = [first]
  const at = sheet.rows.indexOf(first)
  for (const next of sheet.rows.slice(at + 1, at + 3)) {
    const before = heads.at(-1) ?? first
    const below = sheet.merges.some(([top, , bottom]) => top <= before.number && bottom >= next.number && top >= first.number)
    const over = sheet.merges.some(([top, left, bottom, right]) => top === before.number && bottom === before.number && right > left && !before.wide)
    const cells = filledCells(next)
    const known = cells.filter(({ text }) => text.length <= 60 && fieldOfHead(text)?.exact === true).length
    if (next.wide || cells.length === 0 || !(below || (over && known > 0) || (known >= 2 && known >= cells.length / 2))) break
    heads.push(next)
  }
  const names = Array.from({ length: sheet.width }, (_, column) => [...new Set(heads.map((row) => shownIn(row.cells[column] ?? spanning(sheet, row, column))).filter((text) => text !== ''))])
  return { heads: heads.map((row) => row.number), names, rows: sheet.rows.slice(sheet.rows.indexOf(heads.at(-1) ?? first) + 1) }
}

/** A head that lies over several columns is each one's. */
function spanning(sheet: Sheet, row: SheetRow, column: number): Cell {
  const merge = sheet.merges.find(([top, left, bottom, right]) => top <= row.number && bottom >= row.number && left < column && right >= column)
  return merge ? (row.cells[merge[1]] ?? null) : null
}

export type Why = 'head' | 'head-part' | 'values' | 'remembered' | 'numbers' | 'no-head' | 'unknown-head' | 'twice' | 'longest' | 'empty'
export interface ColumnProposal {
  letter: string
  head: string
  /** Some of the values, as they stand. */
  values: string[]
  filled: number
  becomes: ImportField
  /** Bars: 0 to 3. */
  sure: 0 | 1 | 2 | 3
  why: Why
  /** Of the filled cells, how many are understood as what it becomes; null where any text would do. */
  understood: number | null
}

export const headKey = (names: readonly string[]): string => plainWord(names.join(' / '))
/** The heads of a sheet as one key: a file with the same heads is read as the last one was. */
export const headsKey = (layout: Layout): string => layout.names.map(headKey).join(' | ').slice(0, 2000)

/** Proposes what each column becomes, from its head, its values and what an officer chose for the same heads before. */
export function proposeColumns(layout: Layout, known: Known, remembered: Readonly<Record<string, ImportField>> | null): ColumnProposal[] {
  const proposals = layout.names.map((names, column): ColumnProposal => {
    const cells = layout.rows.filter((row) => !row.wide).map((row) => row.cells[column] ?? null)
    const filled = cells.filter((cell) => cell !== null && !saysNothing(cell) && !sameAsAbove(cell))
    const base = { letter: columnLetter(column), head: names.join(' / '), values: [...new Set(cells.filter((cell) => cell !== null).map(shownIn))].slice(0, 4).map((text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text)), filled: filled.length }
    const chosen = remembered?.[headKey(names)]
    const as = (becomes: ImportField, sure: 0 | 1 | 2 | 3, why: Why): ColumnProposal => ({ ...base, becomes, sure, why, understood: understoodAs(becomes, filled, known) })
    if (chosen !== undefined) return as(chosen, 3, 'remembered')
    const inner = names.at(-1) ?? ''
    const byHead = [fieldOfHead(inner), fieldOfHead(names.join(' / '))].find((found) => found !== null) ?? null
    if (filled.length === 0) return as(byHead?.field ?? 'leave', byHead ? 2 : 0, 'empty')
    if (byHead !== null) {
      const numbersOnly = byHead.field === 'code' && filled.every((cell) => /^\d{1,4}[a-z]?\.?$/i.test(plainWord(shownIn(cell))))
      if (byHead.field === 'leave' || numbersOnly) return as('leave', 3, 'numbers')
      const proposal = as(byHead.field, byHead.exact ? 3 : 2, byHead.exact ? 'head' : 'head-part')
      const share = proposal.understood === null ? 1 : proposal.understood / Math.max(1, filled.length)
      return { ...proposal, sure: share >= 0.9 ? proposal.sure : share >= 0.5 ? 2 : 1 }
    }
    const byValues = (['status', 'lead', 'area', 'strategy', 'due', 'code'] as const).find((field) => filled.length >= 2 && (understoodAs(field, filled, known) ?? 0) / filled.length >= 0.8 && (field !== 'due' || !filled.every((cell) => typeof cell === 'number')))
    if (byValues) return as(byValues, 1, 'values')
    return names.length === 0 ? as('leave', 0, 'no-head') : as('remarks', 1, 'unknown-head')
  })
  return withTitle(onceEach(proposals))
}

/** Of two columns that would become the same, the surer one does; of the other its words are kept. */
function onceEach(proposals: ColumnProposal[]): ColumnProposal[] {
  return proposals.map((proposal, index) => {
    if (manyFields.includes(proposal.becomes)) return proposal
    const rival = proposals.findIndex((other, at) => at !== index && other.becomes === proposal.becomes && (other.sure > proposal.sure || (other.sure === proposal.sure && at < index)))
    if (rival < 0) return proposal
    // Two columns of one head in two languages are the two halves of a title.
    if (proposal.becomes === 'title' && proposal.values.some((value) => /[ก-๙]/.test(value)) && !(proposals[rival]?.values.some((value) => /[ก-๙]/.test(value)) ?? false)) return { ...proposal, becomes: 'titleTh', sure: 2 }
    return { ...proposal, becomes: proposal.why === 'numbers' ? 'leave' : 'remarks', sure: 1, why: 'twice', understood: null }
  })
}

function withTitle(proposals: ColumnProposal[]): ColumnProposal[] {
  if (proposals.some(({ becomes }) => becomes === 'title' || becomes === 'titleTh')) return proposals
  const length = (proposal: ColumnProposal) => proposal.values.join('').length / Math.max(1, proposal.values.length)
  const longest = proposals.filter(({ becomes, filled }) => filled > 0 && ['remarks', 'leave', 'description'].includes(becomes)).sort((a, b) => length(b) - length(a))[0]
  return longest && length(longest) >= 8 ? proposals.map((each) => (each === longest ? { ...each, becomes: 'title', sure: 1, why: 'longest' } : each)) : proposals
}

/** The decisions a text names by their symbols. */
export const symbolsIn = (text: string): string[] => [...text.toUpperCase().matchAll(/[A-Z][A-Z0-9+.]*(?:[/-][A-Z0-9.]+)+/g)].map(([symbol]) => symbol.replace(/\.$/, ''))

function understoodAs(field: ImportField, cells: readonly Cell[], known: Known): number | null {
  const count = (test: (cell: Cell) => boolean) => cells.filter(test).length
  const party = (cell: Cell) => namesIn(cell).every((name) => saysAll(name) || (namedIn(name, known.parties)?.sure ?? 0) >= 2)
  switch (field) {
    case 'due':
    case 'start': return count((cell) => !('code' in readWhen(cell, known.calendar)))
    case 'lead':
    case 'participants':
    case 'partner': return count(party)
    case 'area': return count((cell) => (namedIn(shownIn(cell), known.areas)?.sure ?? 0) >= 2)
    case 'strategy': return count((cell) => (namedIn(shownIn(cell), known.strategies)?.sure ?? 0) >= 2)
    case 'status': return count((cell) => statusOf(shownIn(cell)) !== null)
    case 'type': return count((cell) => saysType(shownIn(cell)) !== null)
    case 'progress': return count((cell) => !('code' in readPercent(cell, false)))
    case 'budget': return count((cell) => !('code' in readMoney(cell)))
    case 'code': return count((cell) => isCode(shownIn(cell)))
    case 'mandate': return count((cell) => symbolsIn(shownIn(cell)).some((symbol) => known.mandates.has(symbol)))
    default: return null
  }
}

/** A code has letters and a number, such as TIP-2.3-04. */
export const isCode = (text: string): boolean => /^[A-Z][A-Z0-9]*(?:[-./ ][A-Z0-9.]+)*[-./ ]?\d+[A-Z]?$/i.test(text.trim()) && text.trim().length <= 40
