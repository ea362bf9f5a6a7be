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
 * Sets a Typst template with data (read by the template as `json(bytes(sys.inputs.data))`) and gives an accessible, tagged PDF
 * (PDF/UA-1). Data reach the template as strings only, never as markup, so nothing in them is carried out. The same template and data
 * give the same bytes. `sizes` are sizes of letters in points, the first of which is taken that fits one page, else the last.
 * Throws when the template is at fault.
 */
export function renderPdf(template: string, dataAt: (size: number) => unknown, sizes: readonly number[]): Uint8Array {
  const { compiler, fonts } = press()
  for (const [index, size] of sizes.entries()) {
    const result = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(drawable(dataAt(size), fonts[0])) } })
    const document = result.result
    if (!document) throw new Error(`the template cannot be set: ${JSON.stringify(compiler.fetchDiagnostics(result.takeError() as never))}`)
    if (document.numOfPages > 1 && index < sizes.length - 1) continue
    const pdf = compiler.pdf(document, { pdfStandard: 'ua-1' })
    // What the compiler remembers of one paper is of no use to the next and would only grow.
    compiler.evictCache(0)
    return oneCharacterAGlyph(pdf, fonts)
  }
  throw new RangeError('at least one size is needed')
}

/** Whether the letter draws every character of a text: else another wording is chosen, before anything is set. */
export function drawsAll(text: string): boolean {
  return drawableText(text, press().fonts[0]) === text.normalize('NFC')
}

/** Characters that the letter cannot draw would stop an accessible PDF; each run of them is shown as (?), which is at least seen. */
function drawable(value: unknown, font: Font | undefined): unknown {
  if (typeof value === 'string') return plainLetters.test(value) ? value : drawableText(value, font)
  if (Array.isArray(value)) return value.map((item) => drawable(item, font))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, drawable(item, font)]))
  return value
}

/** What any letter for Thai and English draws; nearly all texts are nothing else. */
const plainLetters = /^[\u0020-\u007e\u00a0\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2018\u2019\u201c\u201d\u2026]*$/

function drawableText(text: string, font: Font | undefined): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[^\n]/gu, (character) => (font?.draws(character.codePointAt(0) ?? 0) ? character : '\ufffd'))
    .replace(/\ufffd+/g, '(?)')
}
