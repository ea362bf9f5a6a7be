import type { MiddlewareHandler } from 'hono'
import { AppError, type Fault } from './errors.ts'
import type { Http, Reply } from './http.ts'

const megabyte = 1024 * 1024
/** A form without a file: the longest text a person pastes, in Thai and escaped for an address, is far below. */
const largestForm = 4 * megabyte
const mostFields = 5000

/**
 * What cannot be read is refused at the door, before any page or query meets it: a body beyond all bounds, a form that is none, and
 * the character NUL, which no text holds and PostgreSQL refuses. Everything is read once; pages get the same parsed form.
 */
export const intake: MiddlewareHandler<Http> = async (c, next) => {
  const address = new URL(c.req.url)
  if (/%00/i.test(address.pathname)) throw unreadable([{ path: '', code: 'input.no-text' }])
  const named: Fault[] = []
  for (const [name, value] of address.searchParams) if (hasNul(name) || hasNul(value)) named.push({ path: `/${name.replaceAll('\0', '')}`, code: 'input.no-text' })
  if (named.length > 0) throw unreadable(named)
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS' || c.req.path.startsWith('/api/')) return next()
  if (c.var.site.modules.some((module) => module.streams?.some((address) => c.req.path === address || c.req.path.startsWith(`${address}/`)))) return next()

  const type = /^(multipart\/form-data|application\/x-www-form-urlencoded|application\/json)\b/i.exec(c.req.header('content-type')?.trim() ?? '')?.[1]?.toLowerCase()
  if (type === undefined) throw unreadable([])
  const limit = type === 'multipart/form-data' ? largestUpload(c) : largestForm
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > limit) throw new AppError('too-large', 'request.too-large')
  const beyond = bound(c, limit)
  const refuse = (): never => {
    throw beyond.reached || announced > c.var.site.config.uploadLimitBytes ? new AppError('too-large', 'request.too-large') : unreadable([])
  }
  if (type === 'application/json') {
    const sent: unknown = await c.req.json().catch(refuse)
    // Written as an escape, half a pair is as unreadable as NUL.
    if (/\0|\\u0000|\\ud[89a-f]/i.test(JSON.stringify(sent))) throw unreadable([])
    // A page that expects a form finds none here.
    c.req.formData = () => Promise.reject(unreadable([]))
    return next()
  }
  const form = await c.req.formData().catch(refuse)
  const faults: Fault[] = []
  let fields = 0
  for (const [name, value] of form) {
    fields += 1
    if (hasNul(name) || hasNul(typeof value === 'string' ? value : value.name)) faults.push({ path: `/${name.replaceAll('\0', '')}`, code: 'input.no-text' })
  }
  if (fields > mostFields) throw new AppError('too-large', 'request.too-large')
  if (faults.length > 0) throw unreadable(faults)
  return next()
}

const hasNul = (text: string): boolean => text.includes('\0')
const unreadable = (faults: Fault[]) => new AppError('malformed', 'request.unreadable', { faults })

/** Someone signed in gets a file that is too large back with what was typed beside it, so more is read than is kept. */
const largestUpload = (c: Reply): number => c.var.site.config.uploadLimitBytes * (c.var.actor.person === null ? 1 : 4) + 4 * megabyte

/** Counts what comes in, whatever the sender announced, and stops reading beyond the limit. */
function bound(c: Reply, limit: number): { reached: boolean } {
  const state = { reached: false }
  const body = c.req.raw.body
  if (body === null || c.req.header('content-length') !== undefined) return state
  let size = 0
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        state.reached ||= size > limit
        if (state.reached) controller.error(new Error('too large'))
        else controller.enqueue(chunk)
      },
    }),
  )
  c.req.raw = new Request(c.req.raw.url, { method: c.req.raw.method, headers: c.req.raw.headers, body: counted, duplex: 'half' } as RequestInit)
  return state
}
