import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Reply } from './http.ts'

const pack = promisify(gzip)
/** In bytes: below it packing costs more than it spares. */
const worthPacking = 1024
/** Of nine. A page is packed for one reader: higher ones take twice the time for a few per cent. */
const level = 4

/** Whether this reader takes what is packed; `gzip;q=0` says no. */
export const takesPacked = (c: Reply): boolean => /\bgzip\b(?!\s*;\s*q=0(?:\.0{1,3})?\s*(?:,|$))/i.test(c.req.header('accept-encoding') ?? '')

interface Bytes {
  plain: Uint8Array
  packed: Promise<Uint8Array> | undefined
}
const bytesOf = (html: string): Bytes => ({ plain: Buffer.from(html), packed: undefined })

/** How many markups that several readers are given alike are kept as bytes. */
const mostShared = 64
const shared = new Map<string, Bytes>()

/** The bytes of what was given to another a moment ago, and packed for him, are made once. */
function sharedBytesOf(html: string): Bytes {
  const known = shared.get(html)
  if (known !== undefined) return known
  const made = bytesOf(html)
  shared.set(html, made)
  if (shared.size > mostShared) shared.delete(shared.keys().next().value as string)
  return made
}

/**
 * Answers with markup, packed where the reader takes it. It leaves as bytes whose number is known: an answer that is a stream waits for
 * turns of the event loop between its pieces. `alike`: others are given the same.
 */
export async function answerHtml(c: Reply, html: string, status = 200, headers: Record<string, string> = {}, alike = false): Promise<Response> {
  const bytes = alike ? sharedBytesOf(html) : bytesOf(html)
  const packed = takesPacked(c) && bytes.plain.byteLength >= worthPacking
  const body = packed ? await (bytes.packed ??= pack(bytes.plain, { level })) : bytes.plain
  const vary = [headers['vary'], 'Accept-Encoding'].filter(Boolean).join(', ')
  return c.body(body as Uint8Array<ArrayBuffer>, status as 200, { 'content-type': 'text/html; charset=UTF-8', ...headers, vary, ...(packed ? { 'content-encoding': 'gzip' } : {}) })
}
