import readWorkbook from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import type { TestInstallation } from '../installation.ts'

export interface Crawl {
  /** Where to begin; every link shown from there on is followed. */
  seeds: readonly string[]
  cookie: string | null
  /** At most so many pages, and so many of one kind of address. */
  most: number
  perKind: number
}

/** Follows every link an audience is shown and gives all that was read, by address. What was asked in an address and comes back on its page does not count. */
export async function crawl({ app }: TestInstallation, { seeds, cookie, most, perKind }: Crawl): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  const kinds = new Map<string, number>()
  const queue = [...seeds]
  const known = new Set(queue)
  while (queue.length > 0 && read.size < most) {
    const at = queue.shift() as string
    const answer = await app.request(at, { headers: cookie ? { cookie } : {} })
    const type = answer.headers.get('content-type') ?? ''
    if (answer.status >= 500) throw new Error(`${at} answered ${answer.status}`)
    // Streams without an end are not pages.
    if (type.includes('event-stream')) {
      await answer.body?.cancel()
      continue
    }
    const file = answer.headers.get('content-disposition') ?? ''
    const text = type.includes('spreadsheetml') ? JSON.stringify(await readWorkbook(Buffer.from(await answer.arrayBuffer()))) : type === 'application/pdf' ? await wordsOfPdf(await answer.arrayBuffer()) : await answer.text()
    const asking = new URL(at, 'http://x').searchParams
    let shown = `${file} ${text}`
    for (const name of ['q', 'text']) {
      const own = asking.get(name)
      if (own) shown = shown.replaceAll(own, '').replaceAll(encodeURIComponent(own), '')
    }
    read.set(at, answer.status === 200 ? shown : `(${answer.status})${shown}`)
    if (!type.includes('html')) continue
    for (const [, href] of text.matchAll(/href="(\/[^"#]*)/g)) {
      const next = (href ?? '').replaceAll('&amp;', '&')
      if (/[?&]lang=|^\/assets|sign-out|asOf=(?!2025)/.test(next) || known.has(next)) continue
      const kind = next.replace(/[?].*/, '?').replaceAll(/[A-Z0-9+.-]{3,}/g, '*')
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      if ((kinds.get(kind) ?? 0) > perKind) continue
      known.add(next)
      queue.push(next)
    }
  }
  return read
}

const wordsOfPdf = async (pdf: ArrayBuffer): Promise<string> => (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text

/** Where a word was read, but for addresses that asked for it. */
export const withWord = (read: ReadonlyMap<string, string>, word: string): string[] => [...read].filter(([at, text]) => !at.includes(encodeURIComponent(word)) && text.includes(word)).map(([at]) => at)
