import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { endsOf, lookIntoZip, readZipParts, ZipFault, type ZipFaultCode, zipLimits } from './unzip.ts'

/** The kinds of file this system takes. Which of them, is said where they are asked for. */
export const fileKinds = ['pdf', 'docx', 'xlsx', 'pptx', 'txt', 'jpg', 'png'] as const
export type FileKind = (typeof fileKinds)[number]

const office = 'application/vnd.openxmlformats-officedocument'
export const mediaTypes: Record<FileKind, string> = {
  pdf: 'application/pdf', docx: `${office}.wordprocessingml.document`, xlsx: `${office}.spreadsheetml.sheet`, pptx: `${office}.presentationml.presentation`, txt: 'text/plain; charset=utf-8', jpg: 'image/jpeg', png: 'image/png',
}
export const kindOfMedia = (type: string): FileKind | null => fileKinds.find((kind) => mediaTypes[kind] === type) ?? null

export interface FileRules {
  allowed: readonly FileKind[]
  /** In bytes. */
  limit: number
  /** Points of a picture: a small file may unpack to a picture that fills the memory. */
  pixels?: number
}

/** Why a file is not taken: a message of the kernel and what stands in it. */
export interface FileFault {
  code: `file.${string}`
  params: Record<string, string | number>
}
export type Sniffed = { kind: FileKind; type: string } | { fault: FileFault }

const mostPixels = 60_000_000
const fault = (code: FileFault['code'], params: FileFault['params'] = {}): { fault: FileFault } => ({ fault: { code, params } })

/** What names promise what. A name that ends in none of these promises nothing. */
const promised: Record<string, FileKind> = { pdf: 'pdf', docx: 'docx', xlsx: 'xlsx', pptx: 'pptx', txt: 'txt', text: 'txt', md: 'txt', csv: 'txt', jpg: 'jpg', jpeg: 'jpg', jpe: 'jpg', png: 'png' }
/** Ends of names that promise something we never take. */
const foreign = /\.(?:docm|dotm?|doc|xlsm|xltm|xlsb|xls|pptm|potm|ppsm|ppt|rtf|odt|ods|odp|exe|dll|msi|bat|cmd|com|ps1|vbs|js|jar|sh|apk|scr|lnk|html?|xhtml|svg|xml|zip|7z|rar|gz|tar|tgz|iso|img|gif|webp|heic|tiff?|bmp|mp[34]|mov|avi)$/i

/** The end of a name, as far as it promises a kind of file. */
export const promiseOf = (name: string): string | null => {
  const end = /\.([a-z0-9]{1,5})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''
  return end in promised || foreign.test(name.trim()) ? end : null
}

/**
 * What a file on disk is by its bytes, never by its name or by what the sender says. One that is named as something else, is not of the
 * allowed kinds, is locked, carries macros or would fill the memory when opened is refused, with the reason. Nothing of it is kept in memory.
 */
export async function sniff(place: string, name: string, rules: FileRules): Promise<Sniffed> {
  const { head, tail, size } = await endsOf(place, 4100, 4100)
  if (size === 0) return fault('file.empty')
  if (size > rules.limit) return fault('file.too-large', { mb: Math.floor(rules.limit / 1048576), is: Math.ceil(size / 1048576) })
  const found = await kindOf(place, head, tail)
  if ('fault' in found) return found
  const { kind, is } = found
  const end = promiseOf(name)
  if (kind === null) return end !== null && end in promised ? fault('file.lies', { end, is }) : fault('file.not-taken', { is, allowed: rules.allowed.join(' ') })
  if (end !== null && promised[end] !== kind) return fault('file.lies', { end, is: kind })
  if (!rules.allowed.includes(kind)) return fault('file.not-taken', { is: kind, allowed: rules.allowed.join(' ') })
  if (kind === 'jpg' || kind === 'png') {
    const points = await pixelsOf(place, kind)
    if (points === null) return fault('file.broken', { is: kind })
    if (points > (rules.pixels ?? mostPixels)) return fault('file.pixels', { millions: Math.floor((rules.pixels ?? mostPixels) / 1_000_000), is: Math.round(points / 1_000_000) })
  }
  return { kind, type: mediaTypes[kind] }
}

type Looked = { kind: FileKind | null; /** A word of the messages `file.is.…`. */ is: string } | { fault: FileFault }

async function kindOf(place: string, head: Buffer, tail: Buffer): Promise<Looked> {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  if (starts(0x50, 0x4b)) return zipKind(place)
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oleKind(place, head)
  if (head.subarray(0, 1024).includes('%PDF-')) return pdfKind(place, tail)
  if (starts(0xff, 0xd8, 0xff)) return { kind: 'jpg', is: 'jpg' }
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { kind: 'png', is: 'png' }
  const other = await fileTypeFromBuffer(head).catch(() => undefined)
  if (other && !/^(?:text|application\/(?:xml|rtf))/.test(other.mime)) return { kind: null, is: other.ext }
  return textKind(place, head)
}

const zipFaults: Record<ZipFaultCode, FileFault['code']> = { broken: 'file.broken', bomb: 'file.bomb', protected: 'file.protected', path: 'file.path', twice: 'file.broken' }
/** What a zip inside a paper could hide from whoever checks it. Embedded sheets and drawings of Office are zips too, and are not opened here. */
const packedInside = /\.(?:zip|7z|rar|gz|bz2|xz|tar|tgz|jar|iso|exe|dll|scr|bat|cmd|vbs|js|ps1|lnk|msi|docm|xlsm|pptm|xlsb)$/
const macros = /(?:^|\/)(?:vbaproject\.bin|vbadata\.xml|macrosheets\/|intlmacrosheets\/|vbaprojectsignature)|activex\/activex\d+\.bin$/

async function zipKind(place: string): Promise<Looked> {
  try {
    const { names } = await lookIntoZip(place, zipLimits)
    const all = [...names]
    const has = (start: string) => all.some((name) => name.startsWith(start))
    if (!names.has('[content_types].xml')) return { kind: null, is: names.has('mimetype') ? 'odf' : 'zip' }
    if (all.some((name) => macros.test(name))) return fault('file.macros')
    if (all.some((name) => packedInside.test(name))) return fault('file.nested')
    const types = await contentTypes(place)
    if (/macroEnabled/i.test(types)) return fault('file.macros')
    const kind = has('word/') ? 'docx' : has('xl/') ? 'xlsx' : has('ppt/') ? 'pptx' : null
    return kind === null ? { kind, is: 'zip' } : { kind, is: kind }
  } catch (error) {
    if (error instanceof ZipFault) return fault(zipFaults[error.code], error.code === 'broken' || error.code === 'twice' ? { is: 'zip' } : {})
    throw error
  }
}

async function contentTypes(place: string): Promise<string> {
  const part = [...(await readZipParts(place, (name) => name.toLowerCase() === '[content_types].xml', 4 * 1024 * 1024)).values()][0]
  return part ? Buffer.from(part).toString('utf8') : ''
}

/** The old binary formats of Office; also the envelope around a new one that has a password. */
async function oleKind(place: string, head: Buffer): Promise<Looked> {
  const sector = 1 << Math.min(16, head.readUInt16LE(30))
  const handle = await open(place, 'r')
  try {
    const directory = Buffer.alloc(8 * sector)
    await handle.read(directory, 0, directory.byteLength, (head.readUInt32LE(48) + 1) * sector)
    const names = directory.toString('utf16le')
    if (names.includes('EncryptedPackage')) return fault('file.protected')
    return { kind: null, is: names.includes('WordDocument') ? 'doc' : names.includes('Workbook') || names.includes('Book') ? 'xls' : names.includes('PowerPoint') ? 'ppt' : 'ole' }
  } finally {
    await handle.close()
  }
}

/** The trailer that says a PDF is locked stands plain in every version of the format, wherever it is in the file. */
async function pdfKind(place: string, tail: Buffer): Promise<Looked> {
  if (!/%%EOF/.test(tail.toString('latin1'))) return fault('file.broken', { is: 'pdf' })
  let before = ''
  for await (const chunk of createReadStream(place, { highWaterMark: 1024 * 1024 })) {
    const text = before + (chunk as Buffer).toString('latin1')
    if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(text)) return fault('file.protected')
    before = text.slice(-64)
  }
  return { kind: 'pdf', is: 'pdf' }
}

/** Text that is a program or a page for browsers is not taken as plain text. */
async function textKind(place: string, head: Buffer): Promise<Looked> {
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const start = head.toString('utf8').replace(/^\ufeff/, '').trimStart().slice(0, 600)
  if (/^<(?:!doctype|html|head|body|script|svg|\?xml|iframe|img|a\s|p>|div)/i.test(start) || /<script|<svg|<html/i.test(start)) return { kind: null, is: 'html' }
  if (start.startsWith('#!')) return { kind: null, is: 'script' }
  if (start.startsWith('{\\rtf')) return { kind: null, is: 'rtf' }
  if (marked) return { kind: 'txt', is: 'txt' }
  let controls = 0
  let size = 0
  for await (const chunk of createReadStream(place)) {
    for (const byte of chunk as Buffer) if (byte < 9 || (byte > 13 && byte < 27) || byte === 127) controls += 1
    size += (chunk as Buffer).byteLength
    if (controls > size / 200 + 4) return { kind: null, is: 'unknown' }
  }
  return controls === 0 ? { kind: 'txt', is: 'txt' } : { kind: null, is: 'unknown' }
}

/** Width times height as the file itself says them, read without unpacking the picture. */
async function pixelsOf(place: string, kind: 'jpg' | 'png'): Promise<number | null> {
  const handle = await open(place, 'r')
  try {
    const at = async (position: number, length: number) => {
      const buffer = Buffer.alloc(length)
      return (await handle.read(buffer, 0, length, position)).bytesRead === length ? buffer : null
    }
    if (kind === 'png') {
      const header = await at(12, 12)
      return header?.toString('latin1', 0, 4) === 'IHDR' ? header.readUInt32BE(4) * header.readUInt32BE(8) : null
    }
    let position = 2
    for (let step = 0; step < 2000; step += 1) {
      const mark = await at(position, 9)
      if (mark === null || mark[0] !== 0xff) return null
      const code = mark[1] ?? 0
      if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) return mark.readUInt16BE(5) * mark.readUInt16BE(7)
      position += code === 0xff ? 1 : 2 + mark.readUInt16BE(2)
    }
    return null
  } finally {
    await handle.close()
  }
}
