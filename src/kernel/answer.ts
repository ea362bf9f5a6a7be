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

/**
 * Answers with markup, packed where the reader takes it. It leaves as bytes whose number is known: an answer that is a stream waits for
 * turns of the event loop between its pieces.
 */
export async function answerHtml(c: Reply, html: string, status = 200, headers: Record<string, string> = {}): Promise<Response> {
  const plain = Buffer.from(html)
  const packed = takesPacked(c) && plain.byteLength >= worthPacking
  const body = packed ? await pack(plain, { level }) : plain
  const vary = [headers['vary'], 'Accept-Encoding'].filter(Boolean).join(', ')
  return c.body(body as Uint8Array<ArrayBuffer>, status as 200, { 'content-type': 'text/html; charset=UTF-8', ...headers, vary, ...(packed ? { 'content-encoding': 'gzip' } : {}) })
}
