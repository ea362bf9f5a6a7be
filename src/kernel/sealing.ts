import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps what must not be read from a stolen copy of the database: AES-256-GCM under a key made of the installation's secret. */
let key: Buffer | undefined

/** Once, before the first request. */
export function useSealingKey(secret: string): void {
  key = Buffer.from(hkdfSync('sha256', secret, 'mufakat', 'sealed columns', 32))
}

export const canSeal = (): boolean => key !== undefined

const keyInUse = (): Buffer => {
  if (!key) throw new Error('the sealing key is not set: call useSealingKey first')
  return key
}

/** `about` ties the bytes to their row: moved to another one they cannot be opened. */
export function seal(value: unknown, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyInUse(), nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Null where the bytes were sealed under another secret, or for another row. */
export function unseal(sealed: Uint8Array, about: string): unknown {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', keyInUse(), bytes.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16))
  try {
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'))
  } catch {
    return null
  }
}
