import type { Fault } from '../../kernel/errors.ts'

/** Practice §1.6: JPG, 1 MB at most. PNG as well, for that is what a phone's screen gives. */
export const largestPhoto = 1024 * 1024
const smallest = 200
const largest = 6000

export type PhotoRead = { type: 'image/jpeg' | 'image/png'; width: number; height: number } | { fault: Fault }

const fault = (code: string, params: Record<string, string | number> = {}): PhotoRead => ({ fault: { path: '/photo', code, params } })

/** What the bytes themselves say they are, whatever the name and the browser say. */
export function readPhoto(bytes: Uint8Array): PhotoRead {
  if (bytes.byteLength > largestPhoto) return fault('registration.photo-large', { size: Math.ceil(bytes.byteLength / 1024 / 1024) })
  const found = readPng(bytes) ?? readJpeg(bytes)
  if (!found) return fault('registration.photo-type')
  const { width, height } = found
  if (Math.min(width, height) < smallest) return fault('registration.photo-small', { width, height })
  if (Math.max(width, height) > largest) return fault('registration.photo-wide', { width, height })
  return found
}

function readPng(bytes: Uint8Array): Extract<PhotoRead, { type: string }> | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  if (bytes.byteLength < 33 || signature.some((byte, index) => bytes[index] !== byte) || String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Walks the segments to the frame header, which holds the size. */
function readJpeg(bytes: Uint8Array): Extract<PhotoRead, { type: string }> | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (marker === 0xda || marker === 0xd9) return null
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
