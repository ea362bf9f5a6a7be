import { inflateRawSync } from 'node:zlib'
import { docxText } from './docx-text.ts'
import { inflatedSize, packedBytes, type ZipDirectory } from './rules/zip-directory.ts'

export const textFaultCodes = [
  'extract.empty',
  'extract.too-big',
  'extract.scanned',
  'extract.protected',
  'extract.bomb',
  'extract.mislabelled',
  'extract.encoding',
  'extract.unreadable',
] as const
export type TextFaultCode = (typeof textFaultCodes)[number]

/** Why a file gives no text; the code has a sentence in the message files. */
export class TextFault extends Error {
  readonly code: TextFaultCode
  constructor(code: TextFaultCode, cause?: unknown) {
    super(code, cause === undefined ? {} : { cause })
    this.name = 'TextFault'
    this.code = code
  }
}

export type ReadText = { readonly text: string; readonly kind: FileKind; readonly encoding?: string }
type FileKind = 'docx' | 'pdf' | 'txt'

const megabyte = 1024 * 1024
const largestInflated = 100 * megabyte
const largestRatio = 200

/**
 * Plain text of an uploaded .docx, .pdf or .txt. The kind is found from the bytes; the name must agree with it.
 * `maxBytes` is 20 MB when not given. Throws TextFault.
 */
export async function readText(bytes: Uint8Array, filename: string, options: { maxBytes?: number } = {}): Promise<ReadText> {
  if (bytes.byteLength === 0) throw new TextFault('extract.empty')
  if (bytes.byteLength > (options.maxBytes ?? 20 * megabyte)) throw new TextFault('extract.too-big')
  const claimed = /\.([a-z0-9]+)$/i.exec(filename.trim())?.[1]?.toLowerCase() ?? 'txt'
  const kind = kindOf(bytes)
  if (kind === 'ole') throw new TextFault(claimed === 'docx' ? 'extract.protected' : 'extract.mislabelled')
  if (kind === 'other') throw new TextFault(['txt', 'pdf', 'docx', 'md', 'text'].includes(claimed) ? 'extract.mislabelled' : 'extract.unreadable')
  if (kind === 'zip' && claimed !== 'docx') throw new TextFault('extract.mislabelled')
  if (kind === 'pdf' && claimed !== 'pdf') throw new TextFault('extract.mislabelled')
  if (kind === 'text' && (claimed === 'docx' || claimed === 'pdf')) throw new TextFault('extract.mislabelled')
  if (kind === 'zip') return { text: filled(await wordText(bytes)), kind: 'docx' }
  if (kind === 'pdf') return { text: await pdfText(bytes), kind: 'pdf' }
  const { text, encoding } = decodeText(bytes)
  return { text: filled(text), kind: 'txt', encoding }
}

function filled(text: string): string {
  const clean = onlyText(text)
  if (clean.trim() === '') throw new TextFault('extract.empty')
  return clean
}

/** NUL and halves of pairs, which broken fonts and converters leave behind, are no text and cannot be kept. */
const onlyText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

function kindOf(bytes: Uint8Array): 'zip' | 'pdf' | 'ole' | 'text' | 'other' {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole'
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf'
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return 'text'
  const sample = bytes.subarray(0, 4096)
  const controls = sample.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 27) ? 1 : 0), 0)
  return controls > sample.length / 100 ? 'other' : 'text'
}

async function wordText(bytes: Uint8Array): Promise<string> {
  const directory = inflatedSize(bytes)
  if (directory === null) throw new TextFault('extract.unreadable')
  if (directory.total > largestInflated || directory.ratio > largestRatio) throw new TextFault('extract.bomb')
  if (directory.encrypted) throw new TextFault('extract.protected')
  if (!directory.names.has('[Content_Types].xml') || ![...directory.names].some((name) => name.startsWith('word/'))) throw new TextFault('extract.mislabelled')
  requireHonestSizes(bytes, directory)
  try {
    return await docxText(bytes)
  } catch (cause) {
    throw new TextFault('extract.unreadable', cause)
  }
}

/** A directory can lie about sizes: each part is unpacked once, never beyond what it claims, before the format's reader trusts it. */
function requireHonestSizes(bytes: Uint8Array, directory: ZipDirectory): void {
  for (const entry of directory.entries.filter(({ deflated }) => deflated)) {
    const packed = packedBytes(bytes, entry)
    if (packed === null) throw new TextFault('extract.unreadable')
    try {
      inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) })
    } catch (cause) {
      throw new TextFault((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'extract.bomb' : 'extract.unreadable', cause)
    }
  }
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  try {
    const { extractText, getDocumentProxy } = await import('unpdf')
    const document = await getDocumentProxy(new Uint8Array(bytes))
    const { text } = await extractText(document, { mergePages: false })
    const { joinBrokenWords } = await import('./pdf-hyphens.ts')
    const pages = (await joinBrokenWords(document, text)).map((page) => page.trim())
    const letters = pages.join('').match(/\p{L}/gu)?.length ?? 0
    // A scan may carry a stamp or a page number; a page of text has at least a line.
    if (letters < 20 * Math.max(1, Math.min(pages.length, 5))) throw new TextFault('extract.scanned')
    return onlyText(pages.join('\n\f\n'))
  } catch (cause) {
    if (cause instanceof TextFault) throw cause
    if (cause instanceof Error && /password|encrypt/i.test(`${cause.name} ${cause.message}`)) throw new TextFault('extract.protected', cause)
    throw new TextFault('extract.unreadable', cause)
  }
}

/** UTF-8, UTF-16 with a byte order mark, or the Thai code page; anything that reads as rubbish is refused, not guessed. */
function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (marked !== null) return { text: sound(new TextDecoder(marked).decode(bytes)), encoding: marked }
  try {
    return { text: sound(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' }
  } catch (cause) {
    if (cause instanceof TextFault) throw cause
  }
  const thai = new TextDecoder('windows-874').decode(bytes)
  const foreign = thai.match(/[^\p{ASCII}\s]/gu)?.length ?? 0
  const letters = thai.match(/[\u0e01-\u0e5b]/g)?.length ?? 0
  const syllables = thai.match(/[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e40-\u0e4e]|[\u0e40-\u0e44][\u0e01-\u0e2e]/g)?.length ?? 0
  if (letters > 8 && letters / foreign > 0.9 && syllables > letters / 8) return { text: thai, encoding: 'windows-874' }
  // Western text with typographic quotes and accents only.
  const western = new TextDecoder('windows-1252').decode(bytes)
  const strange = western.match(/[^\p{ASCII}‘’“”–—…•éèêáàóòúùíñçüöäÉ§¶°©®´ ]/gu)?.length ?? 0
  if (foreign > 0 && strange === 0 && foreign / western.length < 0.05) return { text: western, encoding: 'windows-1252' }
  throw new TextFault('extract.encoding')
}

/** UTF-8 read as another code page and saved again leaves marks such as "â€™" or "à¸". */
function sound(text: string): string {
  const clean = text.replace(/^\ufeff/, '')
  const replaced = clean.match(/\ufffd/g)?.length ?? 0
  const mojibake = clean.match(/â€[™œ\u009d\u0099“”˜]|Ã[\u0080-\u00bf©¨¡³]|à[¸¹][\u0080-\u00ff€-™]?|เธ[\u0080-\u00ff“”•–—€\u0e01-\u0e5b]เธ|[\u0080-\u009f]{2}/g)?.length ?? 0
  if (replaced > 0 && replaced > clean.length / 2000) throw new TextFault('extract.encoding')
  if (mojibake > 2 && mojibake > clean.length / 400) throw new TextFault('extract.encoding')
  return clean
}
