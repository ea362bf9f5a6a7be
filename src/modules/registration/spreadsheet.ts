import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readSheet } from 'read-excel-file/node'
import writeExcelFile from 'write-excel-file/node'
import { AppError } from '../../kernel/errors.ts'
import { sniff } from '../../kernel/sniff.ts'
import { readZipParts, ZipFault } from '../../kernel/unzip.ts'
import { choicesOf, type Column, columns, headOf, letterOf } from './columns.ts'

/** More people than any meeting of this kind has; a file with more is a mistake, and is told so before it is read. */
export const mostPeople = 1500
const largestFile = 5 * 1024 * 1024
const largestSheet = 40 * 1024 * 1024

const refuse = (code: string, params: Record<string, string | number> = {}): AppError => new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code, params }] })

/** The rows of the first sheet. Judged by its bytes before anything is unpacked: no macros, no bombs, not more rows than people could come. */
export async function readRows(bytes: Uint8Array, name: string): Promise<unknown[][]> {
  if (bytes.byteLength > largestFile) throw refuse('import.too-large', { size: Math.ceil(bytes.byteLength / 1024 / 1024) })
  const place = path.join(tmpdir(), `mufakat-sheet-${randomUUID()}`)
  await writeFile(place, bytes, { mode: 0o600 })
  try {
    const sniffed = await sniff(place, name, { allowed: ['xlsx'], limit: largestFile })
    if ('fault' in sniffed) throw refuse(sniffed.fault.code, sniffed.fault.params)
    const sheets = await readZipParts(place, (part) => /^xl\/worksheets\/sheet1\.xml$/i.test(part), largestSheet)
    const rows = countRows([...sheets.values()][0])
    if (rows > mostPeople + 1) throw refuse('import.too-many', { rows, most: mostPeople })
    return await readSheet(Buffer.from(bytes))
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof ZipFault) throw refuse(error.code === 'bomb' ? 'file.bomb' : 'import.unreadable')
    throw refuse('import.unreadable')
  } finally {
    await rm(place, { force: true })
  }
}

/** By the marks in the sheet: thousands of rows are seen in milliseconds, where reading them would take seconds. */
function countRows(sheet: Uint8Array | undefined): number {
  if (!sheet) return 0
  const bytes = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength)
  let count = 0
  for (let at = bytes.indexOf('<row '); at >= 0; at = bytes.indexOf('<row ', at + 5)) count += 1
  return count
}

/** The empty file to fill in: heads in both languages, lists to choose from in the reader's. `logistics` only for who may read them. */
export async function templateFile(lang: 'en' | 'th', asked: { logistics: boolean; delegation: boolean; delegations: readonly string[] }): Promise<Uint8Array> {
  const shown = columns.filter((column) => (asked.logistics || !column.logistics) && (asked.delegation || column.field !== 'delegation'))
  const heads = shown.map((column) => ({ value: headOf(column), fontWeight: 'bold' as const, wrap: true }))
  const lists = shown.map((column, index) => ({ letter: letterOf(index), choices: column.kind === 'choice' ? choicesOf(column, lang) : [] })).filter(({ choices }) => choices.length > 0)
  const escape = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  // A list within the cell holds 255 characters; the longer one stands on a sheet of its own.
  const inline = lists.filter(({ choices }) => choices.join(',').length <= 250)
  const validation = inline.length === 0 ? '' : `<dataValidations count="${inline.length}">${inline.map(({ letter, choices }) => `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letter}2:${letter}${mostPeople + 1}"><formula1>"${escape(choices.join(','))}"</formula1></dataValidation>`).join('')}</dataValidations>`
  const choiceSheet = Array.from({ length: Math.max(1, asked.delegations.length, ...lists.map(({ choices }) => choices.length)) + 1 }, (_, row) => [
    ...lists.map(({ letter, choices }) => ({ value: row === 0 ? (heads[shown.findIndex((_column, index) => letterOf(index) === letter)]?.value ?? '') : (choices[row - 1] ?? '') })),
    ...(asked.delegation ? [{ value: row === 0 ? headOf(columns[0] as Column) : (asked.delegations[row - 1] ?? '') }] : []),
  ])
  const bytes = await writeExcelFile([
    { data: [heads], sheet: lang === 'th' ? 'ผู้เข้าร่วม' : 'People', columns: shown.map(() => ({ width: 22 })), stickyRowsCount: 1 },
    { data: choiceSheet, sheet: lang === 'th' ? 'ตัวเลือก' : 'Choices', columns: choiceSheet[0]?.map(() => ({ width: 26 })) ?? [] },
  ], { features: [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: (xml, _options, { sheetIndex }) => (sheetIndex === 0 ? xml.replace('</sheetData>', `</sheetData>${validation}`) : xml) } } } }] }).toBuffer()
  return new Uint8Array(bytes)
}
