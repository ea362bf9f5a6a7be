import { inflateSync } from 'node:zlib'
import { type Font, outlinesOf } from './font.ts'

/**
 * Typst says for each glyph of a Thai cluster that it stands for the whole cluster (ที่ for each of its three) and puts the true text
 * beside it as ActualText, which some readers (Firefox, and so our own reading of a PDF) do not look at: they would copy and find nonsense. Here
 * every glyph is given its own character, found by its outline in the font. Bytes keep their places, so the file's index stays true.
 */
export function oneCharacterAGlyph(pdf: Uint8Array, fonts: readonly Font[]): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const out = Buffer.from(pdf)
  for (const font of text.matchAll(/\/Subtype \/Type0[^>]*?\/DescendantFonts \[(\d+) 0 R\][^>]*?\/ToUnicode (\d+) 0 R/g)) {
    const outlines = outlinesIn(text, out, Number(font[1]))
    const map = streamOf(text, Number(font[2]))
    if (!outlines || !map || map.filtered) continue
    const before = text.slice(map.start, map.end)
    const after = before.replace(/^<([0-9A-F]{4})> <([0-9A-F]{8,})>$/gm, (line, glyph: string) => {
      const outline = outlines.get(Number.parseInt(glyph, 16)) ?? ''
      const character = fonts.map((known) => known.characterOf.get(outline)).find((found) => found !== undefined)
      return character === undefined ? line : `<${glyph}> <${Buffer.from(character, 'utf16le').swap16().toString('hex').toUpperCase()}>`
    })
    if (after.length > before.length) continue
    out.write(after.padEnd(before.length, '\n'), map.start, 'latin1')
  }
  return out
}

/** Outlines of the font embedded for a descendant font, by the glyph's number in the file. */
function outlinesIn(text: string, bytes: Buffer, descendant: number): Map<number, string> | null {
  const descriptor = /\/FontDescriptor (\d+) 0 R/.exec(objectOf(text, descendant))?.[1]
  const file = descriptor && /\/FontFile2 (\d+) 0 R/.exec(objectOf(text, Number(descriptor)))?.[1]
  const stream = file ? streamOf(text, Number(file)) : null
  if (!stream) return null
  const raw = bytes.subarray(stream.start, stream.end)
  return outlinesOf(stream.filtered ? inflateSync(raw) : raw)
}

const startOf = (text: string, number: number) => text.indexOf(`\n${number} 0 obj\n`) + 1

function objectOf(text: string, number: number): string {
  const start = startOf(text, number)
  return start === 0 ? '' : text.slice(start, text.indexOf('endobj', start))
}

function streamOf(text: string, number: number): { start: number; end: number; filtered: boolean } | null {
  const at = startOf(text, number)
  if (at === 0) return null
  const start = text.indexOf('stream\n', at) + 'stream\n'.length
  const head = text.slice(at, start)
  const length = /\/Length (\d+)/.exec(head)?.[1]
  return length === undefined ? null : { start, end: start + Number(length), filtered: head.includes('/Filter') }
}
