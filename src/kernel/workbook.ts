import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { AppError } from './errors.ts'
import { sniff } from './sniff.ts'
import { readZipParts, ZipFault } from './unzip.ts'

export type CellValue = string | number | boolean | Date | null

/** A place in a sheet: row from 1, column from 0, as a spreadsheet shows them. */
export interface Place {
  row: number
  column: number
}

/** One sheet as it was saved, with what a list of values does not tell. */
export interface Sheet {
  name: string
  /** Not shown to whoever opens the file. */
  hidden: boolean
  rows: readonly (readonly CellValue[])[]
  hiddenRows: ReadonlySet<number>
  /** Cells that hold a formula, by `D6`; what it last gave stands among the values. */
  formulas: ReadonlySet<string>
  /** Cells whose formula has no value, or an error such as `#REF!`. */
  broken: ReadonlyMap<string, string>
  /** Numbers shown as a share: 0.5 is shown as 50 %. */
  percents: ReadonlySet<string>
  merged: readonly { from: Place; to: Place }[]
}

export interface WorkbookLimits {
  /** Of the file, in bytes. */
  bytes: number
  /** Of any one sheet. */
  rows: number
}

const largestSheet = 40 * 1024 * 1024
const refuse = (code: string, params: Record<string, string | number> = {}): AppError => new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code, params }] })

/**
 * All sheets of an .xlsx. Judged by its bytes before anything is unpacked: no macros, no bombs, no more rows than were asked for.
 * Formulas are not worked out; the value kept beside each is read. Texts keep their spaces. Throws `AppError` with the fault at `/file`.
 */
export async function readWorkbook(bytes: Uint8Array, name: string, limits: WorkbookLimits): Promise<Sheet[]> {
  const place = path.join(tmpdir(), `mufakat-workbook-${randomUUID()}`)
  await writeFile(place, bytes, { mode: 0o600 })
  try {
    const sniffed = await sniff(place, name, { allowed: ['xlsx'], limit: limits.bytes })
    if ('fault' in sniffed) throw refuse(sniffed.fault.code, sniffed.fault.params)
    const parts = await readZipParts(place, (part) => /^xl\/(?:workbook|styles|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/i.test(part), largestSheet)
    const text = (part: string) => Buffer.from(parts.get(part) ?? new Uint8Array()).toString('utf8')
    for (const part of parts.keys()) if (part.includes('worksheets/') && count(text(part), /<(?:\w+:)?row[\s>]/g) > limits.rows) throw refuse('workbook.too-many-rows', { most: limits.rows })
    const values = await readExcelFile(Buffer.from(bytes), { trim: false })
    const percent = percentStyles(text('xl/styles.xml'))
    return sheetsOf(text('xl/workbook.xml'), text('xl/_rels/workbook.xml.rels')).map(({ name: title, hidden, part }) => ({ name: title, hidden, rows: withoutNul((values.find((sheet) => sheet.sheet === title)?.data ?? []) as CellValue[][]), ...marksOf(text(part), percent) }))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw refuse(error instanceof ZipFault && error.code === 'bomb' ? 'file.bomb' : 'workbook.unreadable')
  } finally {
    await rm(place, { force: true })
  }
}

/** A workbook can write NUL as an escape; no text holds it. */
const withoutNul = (rows: CellValue[][]): CellValue[][] => rows.map((row) => row.map((value) => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value)))
const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, named: string | undefined) => (hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : (entities[named ?? ''] ?? whole)))
export const attribute = (tag: string, name: string): string | null => { const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag); return found ? plain(found[1] ?? found[2] ?? '') : null }
const isOn = (value: string | null): boolean => value === '1' || value === 'true'

/** The sheets by name, and the part of the file each stands in. */
export function sheetsOf(workbook: string, relations: string): { name: string; hidden: boolean; part: string }[] {
  const targets = new Map([...relations.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, tag = '']) => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']))
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, tag = '']) => {
    const target = targets.get(attribute(tag, 'r:id') ?? attribute(tag, '\\w+:id') ?? '') ?? ''
    return { name: attribute(tag, 'name') ?? '', hidden: ['hidden', 'veryHidden'].includes(attribute(tag, 'state') ?? ''), part: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
  })
}

/** Numbers of the cell styles that show a share. 9 and 10 are such in every file. */
function percentStyles(styles: string): Set<number> {
  const formats = new Set([9, 10, ...[...styles.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)].filter(([, tag = '']) => (attribute(tag, 'formatCode') ?? '').includes('%')).map(([, tag = '']) => Number(attribute(tag, 'numFmtId')))])
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return new Set([...cells.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)].flatMap(([, tag = ''], index) => (formats.has(Number(attribute(tag, 'numFmtId'))) ? [index] : [])))
}

function marksOf(xml: string, percent: ReadonlySet<number>): Omit<Sheet, 'name' | 'hidden' | 'rows'> {
  const hiddenRows = new Set([...xml.matchAll(/<(?:\w+:)?row\s([^>]*)>/g)].flatMap(([, tag = '']) => (isOn(attribute(tag, 'hidden')) ? [Number(attribute(tag, 'r'))] : [])))
  const formulas = new Set<string>()
  const broken = new Map<string, string>()
  const percents = new Set<string>()
  for (const [, tag = '', inside = ''] of xml.matchAll(/<(?:\w+:)?c\s([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const at = attribute(tag, 'r') ?? ''
    const value = /<(?:\w+:)?v[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inside)?.[1]
    if (/<(?:\w+:)?f[\s/>]/.test(inside)) {
      formulas.add(at)
      if (value === undefined) broken.set(at, '')
    }
    if (attribute(tag, 't') === 'e') broken.set(at, plain(value ?? ''))
    const style = attribute(tag, 's')
    if (style !== null && percent.has(Number(style))) percents.add(at)
  }
  const merged = [...xml.matchAll(/<(?:\w+:)?mergeCell\s([^>]*)>/g)].flatMap(([, tag = '']) => { const [from, to] = (attribute(tag, 'ref') ?? '').split(':').map(placeOf); return from && to ? [{ from, to }] : [] })
  return { hiddenRows, formulas, broken, percents, merged }
}

/** `A`, `Z`, `AA`: as spreadsheets name columns, from 0. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest > 0 ? columnLetter(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
}

/** `D6` → row 6, column 3. */
export function placeOf(address: string): Place | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(address.trim())
  if (!found) return null
  return { row: Number(found[2]), column: [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 }
}

/**
 * Text as a workbook can hold it: what XML cannot say, or readers drop, is written `_x000B_`, and words that look like that are kept apart from it
 * (ECMA-376 part 1, §22.9.2.19). A cell of text is never a formula, whatever it begins with.
 */
export function cellText(text: string): string {
  const escaped = text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replace(/[\p{Cc}\p{Cs}\p{NChar}\uFFFD]/gu, (character) => (character === '\t' || character === '\n' ? character : escapeOf(character)))
  // The writer keeps texts as names of a plain object: a cell that says "valueOf" or "__proto__" would break the whole file.
  return escaped in Object.prototype ? `${escapeOf(escaped.slice(0, 1))}${escaped.slice(1)}` : escaped
}

const escapeOf = (character: string): string => character.split('').map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`).join('')
