import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { type Db, dataVersion } from './db.ts'
import type { Http } from './http.ts'

interface Kept {
  key: string
  status: number
  headers: [string, string][]
  body: ArrayBuffer
}

/**
 * Keeps what a visitor without a sign-in was shown, under the address, the language, the day and the data version. Any
 * committed act changes the version, so what is served is never older than the register.
 */
export function visitorCache(db: Db, options: { bytes: number }): MiddlewareHandler<Http> {
  const kept = new Map<string, Kept>()
  let used = 0

  return async (c, next) => {
    if (c.req.method !== 'GET' || c.var.actor.person !== null || c.req.header('cookie')?.includes('session')) return next()
    const url = new URL(c.req.url)
    // What is kept is kept packed or plain, as the reader takes it.
    const packed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') ? 'gzip' : 'plain'
    const key = `${await dataVersion(db)} ${c.var.today} ${c.var.lang} ${packed} ${url.pathname}${url.search}`
    const etag = `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 24)}"`
    const known = kept.get(key)
    if (known && c.req.header('if-none-match') === etag) {
      c.res = new Response(null, { status: 304, headers: { etag, vary: 'Cookie, Accept-Language, Accept-Encoding' } })
      return
    }
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      c.res = new Response(known.body, { status: known.status, headers: known.headers })
      return
    }
    await next()
    if (c.res.status !== 200 || c.res.headers.has('set-cookie') || c.res.headers.get('cache-control')?.includes('no-store')) return
    const type = c.res.headers.get('content-type') ?? ''
    if (!/html|json/.test(type)) return
    c.res.headers.set('etag', etag)
    c.res.headers.set('vary', 'Cookie, Accept-Language, Accept-Encoding')
    c.res.headers.set('cache-control', 'public, max-age=0, must-revalidate')
    const body = await c.res.clone().arrayBuffer()
    if (body.byteLength > 1_000_000) return
    // Several may have asked for it at once: it is counted once.
    used += body.byteLength - (kept.get(key)?.body.byteLength ?? 0)
    kept.set(key, { key, status: 200, headers: [...c.res.headers], body })
    for (const oldest of kept.values()) {
      if (used <= options.bytes) break
      kept.delete(oldest.key)
      used -= oldest.body.byteLength
    }
  }
}
