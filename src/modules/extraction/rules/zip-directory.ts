export type ZipDirectory = { readonly total: number; readonly ratio: number; readonly encrypted: boolean; readonly names: ReadonlySet<string>; readonly entries: readonly ZipEntry[] }

/** Where a part's local header stands, how many bytes it has packed, and how many it says it has unpacked. */
export type ZipEntry = { readonly at: number; readonly packed: number; readonly size: number; readonly deflated: boolean }

/** What a zip says about itself in its central directory, read before anything is inflated. Null when it has none. */
export function inflatedSize(bytes: Uint8Array): ZipDirectory | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.byteLength - 22
  const lowest = Math.max(0, bytes.byteLength - 22 - 65535)
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < lowest || end < 0) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let total = 0
  let packed = 0
  let ratio = 0
  let encrypted = false
  const names = new Set<string>()
  const entries: ZipEntry[] = []
  const decoder = new TextDecoder()
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== 0x02014b50) return null
    if ((view.getUint16(at + 8, true) & 1) === 1) encrypted = true
    const small = view.getUint32(at + 20, true)
    const large = view.getUint32(at + 24, true)
    // 0xffffffff announces sizes beyond 4 GB, far over any limit.
    total += large
    packed += small
    if (large > 1024 * 1024) ratio = Math.max(ratio, large / Math.max(1, small))
    entries.push({ at: view.getUint32(at + 42, true), packed: small, size: large, deflated: view.getUint16(at + 10, true) === 8 })
    const name = view.getUint16(at + 28, true)
    names.add(decoder.decode(bytes.subarray(at + 46, at + 46 + name)))
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { total, ratio: Math.max(ratio, total > 1024 * 1024 ? total / Math.max(1, packed) : 0), encrypted, names, entries }
}

/** The packed bytes of one part, as a view. Null when its local header is not where the directory says. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.at + 30 > bytes.byteLength || view.getUint32(entry.at, true) !== 0x04034b50) return null
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  return start + entry.packed > bytes.byteLength ? null : bytes.subarray(start, start + entry.packed)
}
