import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type ChainCheck, canonical, checkChain } from './audit.ts'
import type { Db } from './db.ts'

interface Checkpoint {
  entries: number
  lastHash: string
  at: string
  publicKey: string
}

/** A signed line that a member keeps: whoever holds it can later have proven that nothing up to it was changed. */
export async function checkpointOf(_db: Db, chain: ChainCheck, now: string, dataDir: string): Promise<string> {
  const key = signingKey(dataDir)
  const content: Checkpoint = { entries: chain.entries, lastHash: chain.lastHash, at: now, publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64') }
  return JSON.stringify({ ...content, signature: sign(null, Buffer.from(canonical(content)), key).toString('base64') })
}

export async function proveCheckpoint(db: Db, text: string, dataDir: string): Promise<{ proven: boolean; sentence: string }> {
  const parsed = readCheckpoint(text)
  if (parsed === null) return { proven: false, sentence: 'NOT PROVEN: the file is not a checkpoint.' }
  const { signature, ...content } = parsed
  const ours = createPublicKey(signingKey(dataDir)).export({ type: 'spki', format: 'der' }).toString('base64')
  if (content.publicKey !== ours) return { proven: false, sentence: 'NOT PROVEN: signed by another key than this installation has.' }
  const key = createPublicKey({ key: Buffer.from(content.publicKey, 'base64'), type: 'spki', format: 'der' })
  if (!verify(null, Buffer.from(canonical(content)), key, Buffer.from(signature, 'base64'))) return { proven: false, sentence: 'NOT PROVEN: the signature does not fit the checkpoint.' }
  const whole = await checkChain(db)
  if (whole.broken && Number(whole.entries) < content.entries) return { proven: false, sentence: `NOT PROVEN: the chain is broken at entry ${whole.broken.number}.` }
  if (whole.entries < content.entries) return { proven: false, sentence: `NOT PROVEN: the chain has ${whole.entries} entries, the checkpoint ${content.entries}.` }
  const hash = content.entries === 0 ? content.lastHash : (await db.selectFrom('audit_entry').select('hash').orderBy('number').offset(content.entries - 1).limit(1).executeTakeFirst())?.hash
  if (hash !== content.lastHash) return { proven: false, sentence: `NOT PROVEN: entry ${content.entries} is not the one that was signed on ${content.at}.` }
  return { proven: true, sentence: `Proven: the first ${content.entries} entries are those signed on ${content.at}.` }
}

const Shape = z.strictObject({ entries: z.number().int().min(0), lastHash: z.string(), at: z.string(), publicKey: z.string(), signature: z.string() })

function readCheckpoint(text: string): (Checkpoint & { signature: string }) | null {
  try {
    return Shape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function signingKey(dataDir: string) {
  const file = path.join(dataDir, 'checkpoint-key.pem')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  return createPrivateKey(readFileSync(file))
}
