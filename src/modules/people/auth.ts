import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createAuthEndpoint } from '@better-auth/core/api'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins'
import type { KyselyPlugin } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../kernel/db.ts'

/** A session ends after this many seconds without a request. */
export const sessionSeconds = 12 * 60 * 60
export const shortestPassword = 12
export const longestPassword = 128

export interface AuthSettings {
  publicUrl: string
  secret: string
}

export type Auth = ReturnType<typeof makeAuth>
interface Kept {
  auth: Auth
  settings: AuthSettings
}

const kept = new WeakMap<Db, Kept>()

/** Fixes the address and the secret of an installation, before its first request. */
export function prepareAuth(db: Db, settings: AuthSettings): void {
  kept.set(db, { auth: makeAuth(db, settings), settings })
}

// An installation that was never prepared (a test, the generator) gets a secret that nobody knows and that ends with the process.
function of(db: Db): Kept {
  if (!kept.has(db)) prepareAuth(db, { publicUrl: 'http://localhost:3000', secret: randomBytes(32).toString('base64url') })
  return kept.get(db) as Kept
}

export const authOf = (db: Db): Auth => of(db).auth

// Every name holds the word "session": a page asked for with such a cookie is never kept for others.
const cookieNames = { session: 'mufakat.session', second: 'mufakat.session-second-step', remembered: 'mufakat.session-short', device: 'mufakat.session-device', passkey: 'session-passkey' }

const onlyHttps = (settings: AuthSettings) => settings.publicUrl.startsWith('https:')
const nameOf = (settings: AuthSettings, name: string) => `${onlyHttps(settings) ? '__Secure-' : ''}${name}`

/** The token in a request's session cookie, if we signed it. Costs no query; a visitor without the cookie costs nothing. */
export function sessionTokenOf(db: Db, cookieHeader: string | null): string | null {
  if (!cookieHeader?.includes(cookieNames.session)) return null
  const { settings } = of(db)
  const name = `${nameOf(settings, cookieNames.session)}=`
  const raw = cookieHeader.split(/;\s*/).find((part) => part.startsWith(name))?.slice(name.length)
  if (!raw) return null
  const value = decoded(raw)
  const dot = value.lastIndexOf('.')
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const wanted = createHmac('sha256', settings.secret).update(token).digest()
  return dot > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

/**
 * Set-Cookie lines to hand on. The session's own has no end of its own in the browser: the server ends it by idleness, and
 * a fixed age would sign out someone in the middle of work.
 */
export function cookiesOf(headers: Headers): string[] {
  return headers.getSetCookie().map((line) => (line.includes(`${cookieNames.session}=`) ? line.replace(/; Max-Age=[1-9]\d*/i, '') : line))
}

/** better-auth compares instants as `Date`; our driver keeps them as ISO text. Only its own copy of the handle is changed. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'string' && /_(at|until)$/.test(key) ? new Date(value) : value]))),
  }),
}

/** Opens a session without a password, for the made-up people of a demonstration. It has no address of its own. */
const signInAs = {
  id: 'sign-in-as' as const,
  endpoints: {
    signInAs: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ person: z.string() }) }, async (context) => {
      const user = await context.context.internalAdapter.findUserById(context.body.person)
      if (!user) return context.json({ signedIn: false })
      const session = await context.context.internalAdapter.createSession(user.id)
      await setSessionCookie(context, { session, user })
      return context.json({ signedIn: true })
    }),
  },
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

function makeAuth(db: Db, settings: AuthSettings) {
  return betterAuth({
    appName: 'Mufakat',
    baseURL: settings.publicUrl,
    secret: settings.secret,
    telemetry: { enabled: false },
    // Refused passwords are in the audit trail; the console stays for faults.
    logger: { level: 'error' },
    database: { db: db.withPlugin(instantsAsDates), type: 'postgres', transaction: true },
    advanced: {
      cookiePrefix: 'mufakat',
      useSecureCookies: onlyHttps(settings),
      database: { validateSchema: false },
      cookies: {
        session_token: { name: cookieNames.session },
        dont_remember: { name: cookieNames.remembered },
        two_factor: { name: cookieNames.second },
        trust_device: { name: cookieNames.device },
      },
    },
    // Nobody signs up: an account begins with an invitation.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: shortestPassword, maxPasswordLength: longestPassword, autoSignIn: false },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionSeconds,
      // `identify` moves the end forward, with the clock it is given.
      disableSessionRefresh: true,
      freshAge: 0,
      fields: { expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id', ...times },
      additionalFields: { chosenCapacity: { type: 'string', fieldName: 'chosen_capacity', required: false, input: false } },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id', providerId: 'provider_id', userId: 'user_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', ...times,
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...times } },
    plugins: [
      twoFactor({
        issuer: 'Mufakat',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: { backupCodes: 'backup_codes', userId: 'user_id', failedVerificationCount: 'failed_verification_count', lockedUntil: 'locked_until' },
          },
        },
      }),
      passkey({
        rpName: 'Mufakat',
        rpID: new URL(settings.publicUrl).hostname,
        origin: new URL(settings.publicUrl).origin,
        advanced: { webAuthnChallengeCookie: cookieNames.passkey },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // A passkey stands for both steps, so the device must have asked for the finger, face or number.
        authentication: {
          afterVerification: ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
        schema: {
          passkey: {
            modelName: 'auth_passkey',
            fields: { publicKey: 'public_key', userId: 'user_id', credentialID: 'credential_id', deviceType: 'device_type', backedUp: 'backed_up', createdAt: 'created_at' },
          },
        },
      }),
      signInAs,
    ],
  })
}
