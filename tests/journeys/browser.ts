import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import chromium, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium'
import pg from 'pg'
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core'

const root = path.resolve(import.meta.dirname, '../..')

export interface Running {
  base: string
  databaseUrl: string
  /** Where its files and uploads are; a second start takes the same one, as after a crash. */
  dataDir: string
  /** Of the process. */
  pid: number
  stop(): Promise<void>
  /** Ends it at once, as a power cut does (kill -9). */
  kill(): Promise<void>
}

/** The built program as a user starts it, over a database cloned from a template (`postgres` is the server's address). */
export async function startMufakat(postgres: string, options: { command?: 'demonstration' | 'serve'; template?: 'empty' | 'record'; env?: Record<string, string>; /** Starts again over what another left. */ again?: Pick<Running, 'databaseUrl' | 'dataDir'> } = {}): Promise<Running> {
  const databaseUrl = options.again?.databaseUrl ?? (await cloned(postgres, options.template ?? 'record'))
  const dataDir = options.again?.dataDir ?? mkdtempSync(path.join(tmpdir(), 'mufakat-journey-'))
  const child = spawn(process.execPath, [path.join(root, 'dist/server/mufakat.js'), options.command ?? 'demonstration'], {
    env: { ...process.env, MUFAKAT_ROOT: root, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const base = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /Mufakat is at (\S+)/.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${text}`)))
    setTimeout(() => reject(new Error(`the program did not start within 90 s: ${text}`)), 90_000).unref()
  })
  const end = (signal: 'SIGTERM' | 'SIGKILL') =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return { base, databaseUrl, dataDir, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

async function cloned(postgres: string, template: 'empty' | 'record'): Promise<string> {
  const name = `journey_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(`${postgres}postgres`)
  await admin.connect()
  await admin.query('select pg_advisory_lock(1)')
  await admin.query(`create database ${name} template template_${template} strategy file_copy`)
  await admin.end()
  return `${postgres}${name}`
}

/**
 * Where Chromium is: CHROMIUM_PATH, or the one from the npm registry, unpacked on the first call. It unpacks into the folder for
 * temporary files, where another user's copy could not be run, so each user has a folder; on a bare machine its libraries come with it.
 */
export async function browserPath(): Promise<string> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return own
  const before = process.env['TMPDIR']
  const place = path.join(process.env['UNPACKED_AT'] ?? tmpdir(), `mufakat-chromium-${process.getuid?.() ?? 0}`)
  mkdirSync(place, { recursive: true })
  process.env['TMPDIR'] = place
  try {
    if (process.platform === 'linux' && !hasLibrary('libnss3.so')) {
      await inflate(path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin/al2023.tar.br'))
      setupLambdaEnvironment(path.join(place, 'al2023', 'lib'))
    }
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** A browser as people have it: the package's own flags would switch off web security and run in one process. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await browserPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--headless=shell', '--font-render-hinting=none'],
  })
}

function hasLibrary(name: string): boolean {
  try {
    return execFileSync('sh', ['-c', 'ldconfig -p 2>/dev/null || /sbin/ldconfig -p']).toString().includes(name)
  } catch {
    return existsSync(`/usr/lib/x86_64-linux-gnu/${name}`)
  }
}

/** A visitor's or person's own window. `signedInAs` is a demonstration person such as `example-sd`. */
export async function openWindow(browser: Browser, base: string, options: { lang?: 'en' | 'th'; width?: number; javaScript?: boolean; signedInAs?: string } = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.javaScript ?? true,
    locale: options.lang === 'th' ? 'th-TH' : 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  if (options.signedInAs) await signIn(page, options.signedInAs)
  return { context, page }
}

/** One click on a demonstration person, such as `example-sd`. */
export async function signIn(page: Page, person: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator(`form:has(input[name="person"][value="${person}"]) button`).first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
