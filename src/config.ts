import path from 'node:path'
import { z } from 'zod'

const whole = (fallback: number, min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max)).default(fallback)

const Settings = z.object({
  PORT: whole(3000, 0, 65535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://').optional(),
  DATA_DIR: z.string().min(1).optional(),
  RECORD_DIR: z.string().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an address such as https://mufakat.example.org' }).optional(),
  SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://').optional(),
  MAIL_FROM: z.string().min(3).default('Mufakat <no-reply@localhost>'),
  ZONE: z
    .string()
    .refine((zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
      } catch {
        return false
      }
    }, 'must be a time zone such as Asia/Jakarta')
    .default('Asia/Jakarta'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  UPLOAD_LIMIT_MB: whole(20, 1, 200),
  DOCUMENT_LIMIT_MB: whole(200, 1, 2000),
  CLAMD_SOCKET: z.string().min(1).optional(),
  CLAMD_HOST: z.string().regex(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i, 'must be a host and a port such as localhost:3310').optional(),
  CLAMD_AWAY: z.enum(['wait', 'accept']).default('wait'),
  POOL_SIZE: whole(10, 1, 200),
  VISITOR_CACHE_MB: whole(32, 0, 1024),
  TRUST_PROXY: z.enum(['yes', 'no']).default('no'),
  NODE_ENV: z.string().optional(),
})

export interface Config {
  mode: 'demonstration' | 'real'
  port: number
  host: string
  databaseUrl: string | undefined
  dataDir: string
  recordDir: string
  publicUrl: string
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  zone: string
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Of a file sent with a form. */
  uploadLimitBytes: number
  /** Of a file sent in pieces. */
  documentLimitBytes: number
  /** Where the virus scanner listens; without it nothing is scanned, and says so. */
  clamd: { path: string } | { host: string; port: number } | undefined
  /** What becomes of a file while the scanner does not answer. */
  whenScannerAway: 'wait' | 'accept'
  poolSize: number
  visitorCacheBytes: number
  trustProxy: boolean
  development: boolean
  root: string
}

export class SettingsError extends Error {}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host)

/** Reads every setting once. Throws a `SettingsError` that names each fault, so that one start shows them all. */
export function readConfig(env: Record<string, string | undefined>, mode: Config['mode'], root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Settings.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const host = String(given['HOST'] ?? '127.0.0.1')
  if (mode === 'demonstration' && !isLoopback(host)) faults.push('HOST must be a loopback address in a demonstration (it signs anyone in); use bin/mufakat serve for real use')
  if (mode === 'real' && !isLoopback(host)) {
    if (!given['SECRET']) faults.push('SECRET is needed when HOST is not a loopback address')
    if (!given['PUBLIC_URL']) faults.push('PUBLIC_URL is needed when HOST is not a loopback address')
  }
  if (!parsed.success || faults.length > 0) throw new SettingsError(`Settings that cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  const s = parsed.data
  return {
    mode,
    port: s.PORT,
    host: s.HOST,
    databaseUrl: s.DATABASE_URL,
    dataDir: path.resolve(s.DATA_DIR ?? path.join(root, 'var', mode)),
    recordDir: path.resolve(s.RECORD_DIR ?? path.join(root, 'data/asean-transnational-crime')),
    publicUrl: (s.PUBLIC_URL ?? `http://${s.HOST.includes(':') ? `[${s.HOST}]` : s.HOST === '127.0.0.1' ? 'localhost' : s.HOST}:${s.PORT}`).replace(/\/$/, ''),
    secret: s.SECRET,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    zone: s.ZONE,
    logLevel: s.LOG_LEVEL,
    uploadLimitBytes: s.UPLOAD_LIMIT_MB * 1024 * 1024,
    documentLimitBytes: s.DOCUMENT_LIMIT_MB * 1024 * 1024,
    clamd: s.CLAMD_SOCKET ? { path: s.CLAMD_SOCKET } : s.CLAMD_HOST ? { host: s.CLAMD_HOST.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''), port: Number(/\d+$/.exec(s.CLAMD_HOST)?.[0]) } : undefined,
    whenScannerAway: s.CLAMD_AWAY,
    poolSize: s.POOL_SIZE,
    visitorCacheBytes: s.VISITOR_CACHE_MB * 1024 * 1024,
    trustProxy: s.TRUST_PROXY === 'yes',
    development: s.NODE_ENV !== 'production' && mode === 'demonstration',
    root,
  }
}
