import { createOTP } from '@better-auth/utils/otp'
import { vi } from 'vitest'
import { type TestInstallation, testInstallation, testNow } from '../../../tests/installation.ts'
import { demonstrate } from './demonstration.ts'

/** A browser without JavaScript: keeps cookies, sends forms, does not follow redirects. */
export function browser(installation: TestInstallation, origin = 'http://localhost') {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await installation.app.request(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line) || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: (path: string) => send(path, {}),
    text: async (path: string) => (await send(path, {})).text(),
    post: (path: string, fields: Record<string, string> = {}, more: Record<string, string> = {}) =>
      send(path, { method: 'POST', headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...more }, body: new URLSearchParams(fields).toString() }),
  }
}

export type Browser = ReturnType<typeof browser>

/** The clock of the application and that of better-auth, moved together. */
export function setClock(installation: TestInstallation, instant: string) {
  installation.setNow(instant)
  vi.setSystemTime(instant)
}

export async function demonstration(template: 'empty' | 'record' = 'empty'): Promise<TestInstallation> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(testNow) })
  const installation = await testInstallation({ template })
  await demonstrate(installation.db, testNow)
  return installation
}

export async function as(installation: TestInstallation, person: string): Promise<Browser> {
  const window = browser(installation)
  await window.post('/sign-in/as', { person })
  return window
}

/** The six digits an authenticator app would show now. */
export const codeNow = (secret: string): Promise<string> => createOTP(secret, { digits: 6, period: 30 }).totp()

export const secretIn = (html: string): string => new TextDecoder().decode(Uint8Array.from(base32(/<code>([A-Z2-7]+)=*<\/code>/.exec(html)?.[1] ?? '')))

function base32(text: string): number[] {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const letter of text) {
    value = (value << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)
    bits += 5
    if (bits >= 8) {
      bytes.push((value >>> (bits - 8)) & 255)
      bits -= 8
    }
    value &= 0xffff
  }
  return bytes
}
