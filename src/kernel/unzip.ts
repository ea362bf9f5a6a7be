import { open } from 'node:fs/promises'
import * as yauzl from 'yauzl'

export type ZipFaultCode = 'broken' | 'bomb' | 'protected' | 'path' | 'twice'

/** Why a zip is not opened. */
export class ZipFault extends Error {
  readonly code: ZipFaultCode
  constructor(code: ZipFaultCode, cause?: unknown) {
    super(`zip: ${code}`, cause === undefined ? {} : { cause })
    this.code = code
  }
}

export interface ZipLimits {
  entries: number
  /** All parts together, unpacked, in bytes. */
  size: number
  /** Unpacked to packed, of a part over a megabyte and of the whole. */
  ratio: number
}

export const zipLimits: ZipLimits = { entries: 20_000, size: 1024 * 1024 * 1024, ratio: 200 }
const megabyte = 1024 * 1024

export interface ZipLook {
  names: ReadonlySet<string>
  /** Unpacked, as counted. */
  size: number
}

/**
 * What is in a zip, found without keeping any of it: the directory is read entry by entry, every part is unpacked to count it and let
 * go. Refused: more than the limits, parts that lie about their size or lie over each other, names that lead out of the folder, two
 * parts of one name, secret parts. Throws `ZipFault`.
 */
export async function lookIntoZip(place: string, limits: ZipLimits = zipLimits): Promise<ZipLook> {
  return withZip(place, async (zip) => {
    if (zip.entryCount > limits.entries) throw new ZipFault('bomb')
    const names = new Set<string>()
    const entries: yauzl.Entry[] = []
    let packed = 0
    let size = 0
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (names.size >= limits.entries) throw new ZipFault('bomb')
      if (names.has(name.toLowerCase())) throw new ZipFault('twice')
      names.add(name.toLowerCase())
      if (entry.isEncrypted()) throw new ZipFault('protected')
      packed += entry.compressedSize
      size += entry.uncompressedSize
      if (entry.uncompressedSize > megabyte && entry.uncompressedSize / Math.max(1, entry.compressedSize) > limits.ratio) throw new ZipFault('bomb')
      entries.push(entry)
    }
    // Parts that share bytes add up to more than the file has.
    if (packed > zip.fileSize || size > limits.size || (size > megabyte && size / Math.max(1, packed) > limits.ratio)) throw new ZipFault('bomb')
    let counted = 0
    for (const entry of entries) {
      if (!entry.canDecodeFileData()) throw new ZipFault('broken')
      const stream = await zip.openReadStreamPromise(entry)
      for await (const chunk of stream) counted += (chunk as Buffer).byteLength
    }
    return { names, size: counted }
  })
}

/** The named parts of a zip that was looked into before, each at most `limit` bytes, in the order asked for. */
export async function readZipParts(place: string, wanted: (name: string) => boolean, limit: number): Promise<Map<string, Uint8Array>> {
  return withZip(place, async (zip) => {
    const parts = new Map<string, Uint8Array>()
    for await (const entry of zip.eachEntry()) {
      if (!wanted(entry.fileName)) continue
      if (entry.uncompressedSize > limit) throw new ZipFault('bomb')
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      parts.set(entry.fileName, Buffer.concat(chunks))
    }
    return parts
  })
}

async function withZip<Found>(place: string, look: (zip: yauzl.ZipFile) => Promise<Found>): Promise<Found> {
  let zip: yauzl.ZipFile | undefined
  try {
    zip = await yauzl.openPromise(place, { autoClose: false, lazyEntries: true, strictFileNames: true, validateEntrySizes: true })
    return await look(zip)
  } catch (cause) {
    if (cause instanceof ZipFault) throw cause
    const said = cause instanceof Error ? cause.message : ''
    if (/relative path|absolute path|invalid characters in fileName/i.test(said)) throw new ZipFault('path', cause)
    if (/too many bytes/i.test(said)) throw new ZipFault('bomb', cause)
    throw new ZipFault('broken', cause)
  } finally {
    zip?.close()
  }
}

/** The first bytes of a file, and the last. */
export async function endsOf(place: string, head: number, tail: number): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const handle = await open(place, 'r')
  try {
    const { size } = await handle.stat()
    const read = async (length: number, position: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size)))
      const { bytesRead } = await handle.read(buffer, 0, buffer.byteLength, Math.max(0, position))
      return buffer.subarray(0, bytesRead)
    }
    return { head: await read(head, 0), tail: await read(tail, size - tail), size }
  } finally {
    await handle.close()
  }
}

