import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { compress } from 'hono/compress'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { type Config, isLoopback } from './config.ts'
import { visitor } from './kernel/actor.ts'
import { visitorCache } from './kernel/cache.ts'
import { todayIn } from './kernel/calendar.ts'
import type { Clock } from './kernel/clock.ts'
import type { Db } from './kernel/db.ts'
import { dataVersion, keepApart } from './kernel/db.ts'
import { AppError } from './kernel/errors.ts'
import type { FileStore } from './kernel/files.ts'
import { sharingReads } from './kernel/shared-reads.ts'
import { problemOf, type Reply, router, statusOf } from './kernel/http.ts'
import { intake } from './kernel/intake.ts'
import { chooseLang, type Lang } from './kernel/languages.ts'
import type { Live } from './kernel/live.ts'
import { liveStream } from './kernel/live-stream.ts'
import { memo } from './kernel/memo.ts'
import { en } from './kernel/messages.en.ts'
import { th } from './kernel/messages.th.ts'
import type { Dictionary, Module, Site } from './kernel/module.ts'
import { page } from './kernel/page.tsx'
import { findMechanism } from './modules/mechanism/index.ts'
import { modules } from './modules.ts'
import { clamd } from './kernel/virus.ts'
import { ErrorPage } from './kernel/error-page.tsx'

export interface Parts {
  config: Config
  db: Db
  files: FileStore
  live: Live
  clock: Clock
  log: (level: 'error' | 'info', what: Record<string, unknown>) => void
}

/** Every message of the kernel and the modules under one roof; a key defined twice is a bug that a test finds. */
export function dictionary(list: Module[]): Record<Lang, Dictionary> {
  const all: Record<Lang, Dictionary> = { en: { ...en }, th: { ...th } }
  for (const module of list) for (const lang of ['en', 'th'] as const) Object.assign(all[lang], module.messages?.[lang])
  return all
}

export function siteOf({ config, db }: Pick<Parts, 'config' | 'db'>): Site {
  const words = dictionary(modules)
  const remember = memo<Awaited<ReturnType<typeof findMechanism>>>(2)
  return {
    config: { publicUrl: config.publicUrl, mode: config.mode, zone: config.zone, uploadLimitBytes: config.uploadLimitBytes, documentLimitBytes: config.documentLimitBytes, whenScannerAway: config.whenScannerAway, development: config.development, mailGoesOut: config.smtpUrl !== undefined, trustProxy: config.trustProxy },
    mechanism: async () => remember(await dataVersion(db), () => findMechanism(db)),
    assets: assetsOf(config.root),
    nav: modules.flatMap((module) => module.nav ?? []).sort((a, b) => a.order - b.order),
    modules,
    say(lang, code, params = {}) {
      const sentence = words[lang][code]
      if (sentence === undefined) return code
      return typeof sentence === 'string' ? sentence : (sentence as (...args: unknown[]) => string)(...Object.values(params))
    },
  }
}

/** Hashed names from the client build. Without a build (tests of single pages) there are none. */
function assetsOf(root: string): Site['assets'] {
  try {
    const manifest = JSON.parse(readFileSync(path.join(root, 'dist/client/.vite/manifest.json'), 'utf8')) as Record<string, { file: string; css?: string[] }>
    const entry = manifest['src/client/main.ts']
    return { css: (entry?.css ?? []).map((file) => `/assets/${file}`), js: entry ? [`/assets/${entry.file}`] : [], icon: '/assets/favicon.svg' }
  } catch {
    return { css: [], js: [], icon: null }
  }
}

export function createApp(parts: Parts) {
  const { config, db, clock } = parts
  const site = siteOf(parts)
  const scanner = config.clamd ? clamd(config.clamd) : null
  const app = router()
  const ownOrigin = new URL(config.publicUrl).origin

  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.status === 200) c.res.headers.set('cache-control', /-[\w-]{8}\.\w+$/.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
  })
  app.use('/assets/*', serveStatic({ root: path.relative(process.cwd(), path.join(config.root, 'dist/client')) || '.', rewriteRequestPath: (at) => at.replace(/^\/assets/, ''), precompressed: true }))

  app.use(async (c, next) => {
    await next()
    // What is saved, not shown, may do nothing where a browser shows it all the same.
    if (c.res.headers.get('content-disposition')?.startsWith('attachment')) c.res.headers.set('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], fontSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"], manifestSrc: ["'self'"], workerSrc: ["'self'"],
      },
      strictTransportSecurity: config.publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
    }),
  )
  // At the root, so that it may serve pages; asked for anew each time, so that a new one is taken at once.
  app.get('/sw.js', async (c) => {
    const script = await readFile(path.join(config.root, 'dist/client/sw.js')).catch(() => null)
    return script === null ? c.body(null, 404) : c.body(new Uint8Array(script), 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
  })
  // Whoever listens must hear what came after it asked.
  keepApart(db, modules.flatMap((module) => module.apart ?? []))
  app.use((c, next) => {
    c.set('now', clock())
    return ['GET', 'HEAD'].includes(c.req.method) && c.req.path !== '/live' ? sharingReads(next, c.var.now) : next()
  })
  app.use(async (c, next) => {
    const { now } = c.var
    c.set('requestId', randomUUID())
    c.set('db', db)
    c.set('files', parts.files)
    c.set('live', parts.live)
    c.set('scanner', scanner)
    c.set('site', site)
    c.set('today', todayIn(config.zone, now))
    const query = c.req.query('lang')
    const lang = chooseLang({ query, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') })
    c.set('lang', lang)
    c.set('actor', visitor)
    c.set('capacities', [])
    for (const module of modules) {
      const found = await module.identify?.(c.req.raw, db, now)
      if (found) {
        c.set('actor', found.actor)
        c.set('capacities', found.capacities)
      }
    }
    await next()
    if (query === lang && isPageOpened(c)) setCookie(c, 'lang', lang, { path: '/', sameSite: 'Lax', maxAge: 31536000, httpOnly: true, secure: config.publicUrl.startsWith('https:') })
    if (c.var.actor.person !== null && !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-store')
  })
  app.use(async (c, next) => {
    // The host a request names is the sender's word: it counts only where it is this machine's own.
    const ours = (origin: string) => origin === ownOrigin || (isLoopback(new URL(c.req.url).hostname) && origin === new URL(c.req.url).origin)
    // Forms need an origin; whatever else names one must name ours.
    const origin = c.req.header('origin')
    if (origin !== undefined && !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !ours(origin)) throw new AppError('forbidden', 'request.cross-site')
    return csrf({ origin: ours })(c, next)
  })
  app.use(intake)
  if (config.visitorCacheBytes > 0) app.use(visitorCache(db, { bytes: config.visitorCacheBytes }))

  app.use(compress({ encoding: 'gzip' }))

  app.get('/health/live', (c) => c.json({ status: 'live' }))
  app.get('/health/ready', async (c) => c.json({ status: 'ready', version: await dataVersion(db) }))

  app.get('/live', (c) => liveStream(c, clock))

  for (const module of modules) {
    if (module.api) app.route('/api/v1', module.api)
    if (module.pages) app.route('/', module.pages)
  }

  app.notFound((c) => answer(new AppError('missing', 'missing'), c))
  app.onError((error, c) => {
    const known = expected(error)
    if (!(known instanceof AppError)) parts.log('error', { requestId: c.var.requestId, path: c.req.path, err: error })
    return answer(known, c)
  })
  return app
}

/** Failures that are no fault of ours: a refused origin, a value no column takes, two who waited for each other. */
function expected(error: Error): Error {
  if (error instanceof AppError) return error
  if ('status' in error && error.status === 403) return new AppError('forbidden', 'request.cross-site')
  if ('status' in error && error.status === 400) return new AppError('malformed', 'request.unreadable')
  const code = 'code' in error ? String(error.code) : ''
  if (/^22\w{3}$/.test(code)) return new AppError('malformed', 'request.unreadable')
  return code === '40P01' || code === '40001' ? new AppError('conflict', 'request.too-many') : error
}

async function answer(error: unknown, c: Reply): Promise<Response> {
  const problem = problemOf(error, c)
  if (c.req.path.startsWith('/api/') || c.req.header('accept')?.includes('application/problem+json')) {
    return c.body(JSON.stringify(problem), problem.status as 400, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  }
  const { lang } = c.var
  const say = (code: string, params = {}) => site(c).say(lang, code, params)
  // A visitor has no capacity to choose: he is told to sign in, and comes back to where he was.
  const signIn = problem.status === 403 && c.var.actor.person === null && c.req.method === 'GET'
  const title = signIn ? say('status.401') : problem.title
  const { pathname, search } = new URL(c.req.url)
  const ways = signIn
    ? [{ href: `/sign-in?next=${encodeURIComponent(pathname + search)}`, label: say('page.sign-in') }]
    : problem.status === 403 && c.var.actor.person !== null ? [{ href: '/account', label: say('error.account') }] : []
  return page(c, { title, status: statusOf(error) }, (
    <ErrorPage
      title={title}
      detail={problem.detail ?? ''}
      faults={(problem.errors ?? []).map((fault) => ({ path: fault.pointer, text: fault.detail }))}
      faultsTitle={say('error.faults')}
      links={[...ways, { href: '/', label: say('error.home') }, { href: '/search', label: say('error.search') }]}
      reference={problem.status >= 500 ? say('error.code', { code: c.var.requestId }) : undefined}
    />
  ))
}

/** A page somebody opened, not one fetched ahead because the pointer lay on a link, nor a file in the other language. */
function isPageOpened(c: Reply): boolean {
  const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('x-sec-purpose') ?? ''}`
  return !purpose.includes('prefetch') && (c.res.headers.get('content-type') ?? '').startsWith('text/html')
}

const site = (c: Reply) => c.var.site
