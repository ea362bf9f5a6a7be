import { readFile } from 'node:fs/promises'
import type { FileKind } from './sniff.ts'
import { type Block, blocksOfHtml, decoded, onlyText, type Page, type Reading, textOfBlocks, unread } from './text-blocks.ts'
import { readZipParts } from './unzip.ts'

const megabyte = 1024 * 1024
/** More of one file is not searched. */
const mostText = 1_000_000
/** So much is kept to look at. */
const shown = { pages: 12, blocks: 60, rows: 60, columns: 16, characters: 400 }

/** Reads a file that `sniff` found good. Runs where it may be stopped: see `text-of.ts`. */
export async function readFileText(place: string, kind: FileKind): Promise<Reading> {
  const read = readers[kind]
  const reading = read === undefined ? unread('no-text') : await read(place)
  const text = reading.text === null ? null : onlyText(reading.text).slice(0, mostText).toWellFormed()
  return { ...reading, text: text?.trim() ? text : null, fault: reading.fault ?? (text?.trim() ? null : 'no-text') }
}

const readers: Partial<Record<FileKind, (place: string) => Promise<Reading>>> = {
  async docx(place) {
    const { default: mammoth } = await import('mammoth')
    // Pictures are left out: they may be large, and nothing of them is shown.
    const { value } = await mammoth.convertToHtml({ path: place }, { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false })
    const blocks = blocksOfHtml(value)
    return { text: textOfBlocks(blocks), pages: [{ blocks: blocks.slice(0, shown.blocks).map(shortened) }], count: null, fault: null }
  },
  async pdf(place) {
    const { extractText, getDocumentProxy } = await import('unpdf')
    const document = await getDocumentProxy(new Uint8Array(await readFile(place)), { isEvalSupported: false } as Parameters<typeof getDocumentProxy>[1])
    const { text, totalPages } = await extractText(document, { mergePages: false })
    const pages = text.slice(0, shown.pages).map((page): Page => ({ blocks: page.trim() === '' ? [] : [{ kind: 'lines', text: onlyText(page.trim()).slice(0, 6000).toWellFormed() }] }))
    return { text: text.join('\n\f\n'), pages: pages.some((page) => page.blocks.length > 0) ? pages : [], count: totalPages, fault: null }
  },
  async xlsx(place) {
    const { default: readExcel } = await import('read-excel-file/node')
    const sheets = (await readExcel(place)) as { sheet: string; data: unknown[][] }[]
    const cell = (value: unknown) => (value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().replace(/T00:00:00.000Z$/, '') : String(value))
    const lines = sheets.map(({ sheet, data }) => `${sheet}\n${data.map((row) => row.map(cell).filter(Boolean).join('\t')).join('\n')}`)
    const pages = sheets.slice(0, shown.pages).map(({ sheet, data }): Page => ({
      title: onlyText(sheet).slice(0, 100),
      blocks: data.length === 0 ? [] : [{ kind: 'table', rows: data.slice(0, shown.rows).map((row) => row.slice(0, shown.columns).map((value) => onlyText(cell(value)).slice(0, shown.characters).toWellFormed())) }],
    }))
    return { text: lines.join('\n\n'), pages, count: sheets.length, fault: null }
  },
  async pptx(place) {
    const parts = await readZipParts(place, (name) => /^ppt\/slides\/slide\d+\.xml$/i.test(name), 20 * megabyte)
    const slides = [...parts].sort(([a], [b]) => numberIn(a) - numberIn(b)).map(([, bytes]) => paragraphsOf(Buffer.from(bytes).toString('utf8')))
    const pages = slides.slice(0, shown.pages).map((lines): Page => ({ blocks: lines.slice(0, shown.blocks).map((t, index): Block => (index === 0 ? { kind: 'heading', level: 2, runs: [{ t }] } : { kind: 'paragraph', runs: [{ t }] })) }))
    return { text: slides.map((lines) => lines.join('\n')).join('\n\n'), pages, count: slides.length, fault: null }
  },
  async txt(place) {
    const text = plainText(await readFile(place))
    return { text, pages: [{ blocks: [{ kind: 'lines', text: text.slice(0, 20_000).toWellFormed() }] }], count: null, fault: null }
  },
}

const numberIn = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0)

/** The paragraphs of a slide: the text runs of each, in the order they stand in. */
function paragraphsOf(xml: string): string[] {
  const lines: string[] = []
  for (const [, inner = ''] of xml.matchAll(/<a:p(?:\s[^>]*)?>(.*?)<\/a:p>/gs)) {
    const line = [...inner.matchAll(/<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>|<a:br/g)].map(([, t]) => (t === undefined ? ' ' : decoded(t))).join('').trim()
    if (line !== '') lines.push(onlyText(line))
  }
  return lines
}

/** UTF-8, UTF-16 with a mark, or the Thai code page. */
function plainText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
  } catch {
    return new TextDecoder('windows-874').decode(bytes)
  }
}

const shortened = (block: Block): Block => (block.kind === 'table' ? { ...block, rows: block.rows.slice(0, shown.rows).map((row) => row.slice(0, shown.columns).map((value) => onlyText(value).slice(0, shown.characters).toWellFormed())) } : block)
