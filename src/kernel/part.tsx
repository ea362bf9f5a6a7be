import { hash } from 'node:crypto'
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { InLang } from '../ui/index.ts'
import { readableMarkings } from './actor.ts'
import { type Db, dataVersion } from './db.ts'
import type { Reply } from './http.ts'

/** All parts of one database together, in UTF-16 units. */
const room = 12_000_000
const kept = new WeakMap<Db, { parts: Map<string, string>; used: number }>()

/**
 * A part of a page, such as a picture, that says the same to every reader with the same rights on one day: rendered once for each version
 * of the data, language and day, and put into the page as it is. `name` tells it from other parts, with whatever else it depends on.
 */
export async function part(c: Reply, name: string, make: () => ComponentChildren): Promise<VNode> {
  const { html } = await keptPart(c, name, () => ({ html: renderToString(<InLang lang={c.var.lang}>{make()}</InLang>) }))
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}

/** As `part`, for markup written by hand because it is long: rendered only where it is not kept. */
export async function keptPart(c: Reply, name: string, make: () => { html: string } | Promise<{ html: string }>): Promise<{ html: string }> {
  const { db, actor, today, lang } = c.var
  const store = kept.get(db) ?? { parts: new Map<string, string>(), used: 0 }
  kept.set(db, store)
  const key = [await dataVersion(db), readableMarkings(actor), today, lang, name].join(' ')
  const known = store.parts.get(key)
  if (known !== undefined) {
    store.parts.delete(key)
    store.parts.set(key, known)
    return { html: known }
  }
  const { html } = await make()
  if (html.length > room / 8) return { html }
  const other = store.parts.get(key)
  if (other !== undefined) return { html: other }
  store.parts.set(key, html)
  store.used += html.length
  for (const [oldest, text] of store.parts) {
    if (store.used <= room) break
    store.parts.delete(oldest)
    store.used -= text.length
  }
  return { html }
}

/**
 * A part of a page that is the same for whoever was given the same facts: it is remembered under `from`, which holds everything that it is
 * made of, so that no reader is shown what was made of another's. Facts that are the same for all (names of parties) need not be in it.
 */
export async function partFrom(c: Reply, name: string, from: unknown, make: () => ComponentChildren): Promise<VNode> {
  const { html } = await keptPart(c, `${name} ${hash('sha256', JSON.stringify(from), 'base64url')}`, () => ({ html: renderToString(<InLang lang={c.var.lang}>{make()}</InLang>) }))
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}
