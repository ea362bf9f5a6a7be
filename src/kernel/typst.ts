import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type Font, readFont } from './font.ts'
import { oneCharacterAGlyph } from './pdf-text.ts'

/** Weights of Sarabun, the letter of Thai government papers; embedded, so that a paper is the same on every machine. */
const weights = ['400Regular', '600SemiBold', '700Bold']

let warm: { compiler: NodeCompiler; fonts: Font[] } | undefined

/** One compiler for the life of the process: it is quick only when warm. */
function press() {
  if (warm) return warm
  const files = weights.map((weight) => readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`)))
  warm = { compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: files }] }), fonts: files.map(readFont) }
  return warm
}

/**
 * Sets a Typst template with `data` (read by the template as `json(bytes(sys.inputs.data))`) and gives an accessible, tagged PDF
 * (PDF/UA-1). Data reach the template as strings only, never as markup, so nothing in them is carried out. The same template and data
 * give the same bytes. Throws when the template is at fault.
 */
export function renderPdf(template: string, data: unknown): Uint8Array {
  const { compiler, fonts } = press()
  const result = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(drawable(data, fonts[0])) } })
  const document = result.result
  if (!document) throw new Error(`the template cannot be set: ${JSON.stringify(result.takeError()?.shortDiagnostics ?? [])}`)
  const pdf = compiler.pdf(document, { pdfStandard: 'ua-1' })
  compiler.evictCache(8)
  return oneCharacterAGlyph(pdf, fonts)
}

/** Characters that the letter cannot draw would stop an accessible PDF; each run of them is shown as (?), which is at least seen. */
function drawable(value: unknown, font: Font | undefined): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replace(/[\u200b\u00ad\u2060\ufeff]/g, '').replace(/[^\n]/gu, (character) => (font?.draws(character.codePointAt(0) ?? 0) ? character : '\ufffd')).replace(/\ufffd+/g, '(?)')
  if (Array.isArray(value)) return value.map((item) => drawable(item, font))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, drawable(item, font)]))
  return value
}
