import { createHash, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '../../../kernel/errors.ts'
import { sniff } from '../../../kernel/sniff.ts'
import { decoded } from '../../../kernel/text-blocks.ts'
import { readZipParts, ZipFault } from '../../../kernel/unzip.ts'
import { readWorksheet, type Sheet, SheetFaults, sharedStrings, stylesOf } from './sheet.ts'
import { sheetsOfTables } from './tables.ts'

const megabyte = 1024 * 1024
/** A programme with 2,000 lines of text takes less than a third of this. */
export const largestFile = 5 * megabyte
const largestPart = 40 * megabyte
const largestDocument = 20 * megabyte
const mostSheets = 12

const refuse = (code: string, params: Record<string, string | number> = {}): AppError => new AppError('invalid', 'input.invalid', { faults: [{ path: '/file', code, params }] })

/**
 * The sheets of a workbook or the tables of a document, with rows and cells as their program shows them; and the file's SHA-256. Judged by
 * its bytes before it is unpacked: macros, bombs, locked files, parts beyond their bounds and files that declare entities are refused with the reason
 * beside `/file`. Throws AppError `invalid`.
 */
export async function readFileOf(bytes: Uint8Array, name: string): Promise<{ sheets: Sheet[]; sha256: string }> {
  if (bytes.byteLength > largestFile) throw refuse('file.too-large', { mb: largestFile / megabyte, is: Math.ceil(bytes.byteLength / megabyte) })
  const place = path.join(tmpdir(), `mufakat-plan-${randomUUID()}`)
  await writeFile(place, bytes, { mode: 0o600 })
  try {
    const sniffed = await sniff(place, name, { allowed: ['xlsx', 'docx'], limit: largestFile })
    if ('fault' in sniffed) throw refuse(sniffed.fault.code, sniffed.fault.params)
    const sheets = sniffed.kind === 'xlsx' ? await readWorkbook(place) : await readDocument(place)
    if (sheets.length === 0) throw refuse(sniffed.kind === 'xlsx' ? 'plan-import.empty' : 'plan-import.no-table')
    return { sheets, sha256: createHash('sha256').update(bytes).digest('hex') }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof SheetFaults) throw refuse(error.code, error.params)
    if (error instanceof ZipFault) throw refuse(error.code === 'bomb' ? 'file.bomb' : 'plan-import.unreadable')
    throw refuse('plan-import.unreadable')
  } finally {
    await rm(place, { force: true })
  }
}

const textOf = (part: Uint8Array | undefined): string => {
  const text = part ? Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8') : ''
  // No program that people use writes one; it is how a small file asks for the memory of the machine, or for another file.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, 4096))) throw new SheetFaults('plan-import.entities')
  return text
}

/** Values, and what the usual readers leave out: hidden rows, merged cells, which values a formula gave. */
async function readWorkbook(place: string): Promise<Sheet[]> {
  const parts = await readZipParts(place, (part) => /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml)$/i.test(part), largestPart)
  const part = (name: string) => textOf([...parts].find(([at]) => at.toLowerCase() === name)?.[1])
  const workbook = part('xl/workbook.xml')
  const value = (attributes: string, name: string) => new RegExp(`(?:^|\\s)(?:\\w+:)?${name}="([^"]*)"`).exec(attributes)?.[1]
  const targets = new Map([...part('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, attributes = '']) => [value(attributes, 'Id'), value(attributes, 'Target') ?? '']))
  const listed = [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].filter(([, attributes = '']) => !/state="(?:hidden|veryHidden)"/.test(attributes)).slice(0, mostSheets)
    .map(([, attributes = '']) => ({ name: decoded(value(attributes, 'name') ?? ''), at: path.posix.join('xl', (targets.get(/(?:^|\s)\w+:id="([^"]*)"/.exec(attributes)?.[1]) ?? '').replace(/^\/xl\//, '')) }))
  const from = { strings: sharedStrings(part('xl/sharedstrings.xml')), styles: stylesOf(part('xl/styles.xml')), epoch1904: /date1904="(?:1|true)"/.test(workbook) }
  const wanted = new Set(listed.map(({ at }) => at.toLowerCase()))
  const pages = await readZipParts(place, (name) => wanted.has(name.toLowerCase()), largestPart)
  return listed.flatMap(({ name, at }) => {
    const page = [...pages].find(([found]) => found.toLowerCase() === at.toLowerCase())?.[1]
    const sheet = readWorksheet(textOf(page), name, from)
    return sheet.rows.length > 0 ? [sheet] : []
  })
}

async function readDocument(place: string): Promise<Sheet[]> {
  const parts = await readZipParts(place, (part) => /\.xml$/i.test(part), largestDocument)
  for (const part of parts.values()) textOf(part)
  const body = textOf([...parts].find(([name]) => name.toLowerCase() === 'word/document.xml')?.[1])
  const rows = body.split(/<(?:\w+:)?tr[\s>]/).length - 1
  if (rows > 5000) throw new SheetFaults('plan-import.too-many', { rows, most: 2000 })
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml({ path: place }, { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false })
  return sheetsOfTables(value)
}
