/** What we ask of a TrueType font: which characters it can draw, and which character a drawn shape stands for. */
export interface Font {
  draws(codePoint: number): boolean
  /** The character, or the few joined ones, of a glyph's outline (its bytes in hex), for outlines that stand for one. */
  characterOf: ReadonlyMap<string, string>
}

export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = tablesOf(view)
  const mapped = characterMap(view, tables)
  const names = glyphNames(view, tables)
  const characters = new Map<number, string>()
  for (const [codePoint, glyph] of mapped) if (!characters.has(glyph)) characters.set(glyph, String.fromCodePoint(codePoint))
  // Lowered and narrowed forms of Thai marks and joined letters of Khmer have no character of their own; their names say what they are a form of: uni0E48.small, uni17D21780.
  for (const [glyph, name] of names) {
    const form = /^uni((?:[0-9A-F]{4})+)(?:\.|$)/.exec(name)?.[1]
    if (form !== undefined && !characters.has(glyph)) characters.set(glyph, form.replace(/.{4}/g, (code) => String.fromCodePoint(Number.parseInt(code, 16))))
  }
  const characterOf = new Map<string, string>()
  for (const [glyph, outline] of outlinesOf(bytes)) {
    const character = characters.get(glyph)
    if (character !== undefined && outline !== '' && !characterOf.has(outline)) characterOf.set(outline, character)
  }
  return { draws: (codePoint) => mapped.has(codePoint), characterOf }
}

/** The outline of every glyph, as hex without padding; empty for a space. */
export function outlinesOf(bytes: Uint8Array): Map<number, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = tablesOf(view)
  const [head, loca, glyf, maxp] = ['head', 'loca', 'glyf', 'maxp'].map((tag) => tables.get(tag))
  const outlines = new Map<number, string>()
  if (!head || !loca || !glyf || !maxp) return outlines
  const long = view.getInt16(head.offset + 50) === 1
  const at = (glyph: number) => (long ? view.getUint32(loca.offset + glyph * 4) : view.getUint16(loca.offset + glyph * 2) * 2)
  const count = view.getUint16(maxp.offset + 4)
  for (let glyph = 0; glyph < count; glyph++) {
    outlines.set(glyph, Buffer.from(bytes.subarray(glyf.offset + at(glyph), glyf.offset + at(glyph + 1))).toString('hex').replace(/(?:00)+$/, ''))
  }
  return outlines
}

type Tables = Map<string, { offset: number; length: number }>

function tablesOf(view: DataView): Tables {
  const tables: Tables = new Map()
  for (let n = 0; n < view.getUint16(4); n++) {
    const entry = 12 + n * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(entry + i)))
    tables.set(tag, { offset: view.getUint32(entry + 8), length: view.getUint32(entry + 12) })
  }
  return tables
}

/** Glyph of each character, from the Unicode table of format 4. */
function characterMap(view: DataView, tables: Tables): Map<number, number> {
  const mapped = new Map<number, number>()
  const cmap = tables.get('cmap')
  if (!cmap) return mapped
  for (let n = 0; n < view.getUint16(cmap.offset + 2); n++) {
    const table = cmap.offset + view.getUint32(cmap.offset + 4 + n * 8 + 4)
    if (view.getUint16(table) !== 4) continue
    const segments = view.getUint16(table + 6) / 2
    const [ends, starts] = [table + 14, table + 16 + segments * 2]
    const [deltas, ranges] = [starts + segments * 2, starts + segments * 4]
    for (let s = 0; s < segments; s++) {
      const [start, end] = [view.getUint16(starts + s * 2), view.getUint16(ends + s * 2)]
      const [delta, range] = [view.getInt16(deltas + s * 2), view.getUint16(ranges + s * 2)]
      for (let code = start; code <= end && code < 0xffff; code++) {
        const found = range === 0 ? code : view.getUint16(ranges + s * 2 + range + (code - start) * 2)
        const glyph = found === 0 ? 0 : (found + delta) & 0xffff
        if (glyph !== 0 && !mapped.has(code)) mapped.set(code, glyph)
      }
    }
  }
  return mapped
}

/** Names of a format 2 `post` table that are not the standard ones. */
function glyphNames(view: DataView, tables: Tables): Map<number, string> {
  const names = new Map<number, string>()
  const post = tables.get('post')
  if (!post || view.getUint32(post.offset) !== 0x20000) return names
  const count = view.getUint16(post.offset + 32)
  const texts: string[] = []
  for (let at = post.offset + 34 + count * 2; at < post.offset + post.length; ) {
    const length = view.getUint8(at)
    texts.push(Buffer.from(view.buffer, view.byteOffset + at + 1, length).toString('latin1'))
    at += 1 + length
  }
  for (let glyph = 0; glyph < count; glyph++) {
    const index = view.getUint16(post.offset + 34 + glyph * 2)
    const name = index >= 258 ? texts[index - 258] : undefined
    if (name !== undefined) names.set(glyph, name)
  }
  return names
}
