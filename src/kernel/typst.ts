import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { type Font, readFont } from './font.ts'
import type { Layout } from './paper.ts'
import { oneCharacterAGlyph } from './pdf-text.ts'

/** Weights of Sarabun, the letter of Thai government papers; embedded, so that a paper is the same on every machine. */
const weights = ['400Regular', '600SemiBold', '700Bold']

/** Letters for names in the other scripts of the region. A process holds them from the first paper on that has such a name. */
const scripts = [
  { folder: 'noto-sans-myanmar', file: 'NotoSansMyanmar', letters: /[\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]/u },
  { folder: 'noto-sans-khmer', file: 'NotoSansKhmer', letters: /[\u1780-\u17f9\u19e0-\u19ff]/u },
  { folder: 'noto-sans-lao', file: 'NotoSansLao', letters: /[\u0e81-\u0edf]/u },
]
type Script = (typeof scripts)[number]
/** A semi-bold name takes the bold. */
const weightsOfScript = ['400Regular', '700Bold']

const read = (folder: string, file: string, weight: string) => readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/${folder}/${weight}/${file}_${weight}.ttf`))

let usual: { files: Buffer[]; fonts: Font[] } | undefined
const others = new Map<Script, { files: Buffer[]; fonts: Font[] }>()
let warm: { compiler: NodeCompiler; holds: number } | undefined

const withFonts = (files: Buffer[]) => ({ files, fonts: files.map(readFont) })
const usualLetters = () => (usual ??= withFonts(weights.map((weight) => read('sarabun', 'Sarabun', weight))))

function lettersOf(script: Script) {
  const held = others.get(script) ?? withFonts(weightsOfScript.map((weight) => read(script.folder, script.file, weight)))
  others.set(script, held)
  return held
}

/** One compiler for the life of the process, for it is quick only when warm; made anew when a text needs letters it was not given. */
function press(text: string) {
  const own = usualLetters()
  for (const script of scripts) if (script.letters.test(text)) lettersOf(script)
  const held = [own, ...scripts.flatMap((script) => others.get(script) ?? [])]
  if (warm?.holds !== held.length) warm = { compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: held.flatMap(({ files }) => files) }] }), holds: held.length }
  return { compiler: warm.compiler, fonts: held.flatMap(({ fonts }) => fonts) }
}

/**
 * Sets a Typst template with data (read by the template as `json(bytes(sys.inputs.data))`) and gives an accessible, tagged PDF
 * (PDF/UA-1). Data reach the template as strings only, never as markup, so nothing in them is carried out. The same template and data
 * give the same bytes. `sizes` are sizes of letters in points, the first of which is taken that fits one page, else the last.
 * Throws when the template is at fault.
 */
export function renderPdf(template: string, dataAt: (size: number) => unknown, sizes: readonly number[]): Uint8Array {
  return set(template, dataAt, sizes, 0, (document, compiler, fonts) => oneCharacterAGlyph(compiler.pdf(document, { pdfStandard: 'ua-1' }), fonts))
}

/** The same without drawing: how many pages it has, and on which the blocks with ids stand, as the template marks them with `<page-of>`. */
export function layPages(template: string, dataAt: (size: number) => unknown, sizes: readonly number[]): Layout {
  return set(template, dataAt, sizes, keptLayouts, (document, compiler) => {
    const marks = compiler.query(document, { selector: '<page-of>', field: 'value' }) as { id: string; page: number }[]
    return { pages: document.numOfPages, at: Object.fromEntries(marks.map(({ id, page }) => [id, page])) }
  })
}

/** A paper is often laid out to see how long it is, and drawn right after: so much is kept of the last layouts. */
const keptLayouts = 2

function set<Result>(template: string, dataAt: (size: number) => unknown, sizes: readonly number[], keep: number, made: (document: NodeTypstDocument, compiler: NodeCompiler, fonts: Font[]) => Result): Result {
  for (const [index, size] of sizes.entries()) {
    const data = JSON.stringify(drawable(dataAt(size)))
    const { compiler, fonts } = press(data)
    const result = compiler.compile({ mainFileContent: template, inputs: { data } })
    const document = result.result
    if (!document) throw new Error(`the template cannot be set: ${JSON.stringify(compiler.fetchDiagnostics(result.takeError() as never))}`)
    if (document.numOfPages > 1 && index < sizes.length - 1) continue
    const answer = made(document, compiler, fonts)
    // What the compiler remembers of one paper is of no use to the next and would only grow.
    compiler.evictCache(keep)
    return answer
  }
  throw new RangeError('at least one size is needed')
}

/** Whether the letters draw every character of a text: else another wording is chosen, before anything is set. */
export function drawsAll(text: string): boolean {
  return drawableText(text) === text.normalize('NFC').replace(unseen, '')
}

/** Characters that the letters cannot draw would stop an accessible PDF; each run of them is shown as (?), which is at least seen. */
function drawable(value: unknown): unknown {
  if (typeof value === 'string') return plainLetters.test(value) ? value : drawableText(value)
  if (Array.isArray(value)) return value.map(drawable)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, drawable(item)]))
  return value
}

/** What any letter for Thai and English draws; nearly all texts are nothing else. */
const plainLetters = /^[\u0020-\u007e\u00a0\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2018\u2019\u201c\u201d\u2026]*$/
/** Marks that only say where a line may end, or that two letters join: nothing is drawn for them. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g

function drawableText(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[^\n]/gu, (character) => (draws(character) ? character : '\ufffd'))
    .replace(/\ufffd+/g, '(?)')
}

function draws(character: string): boolean {
  const script = scripts.find(({ letters }) => letters.test(character))
  return (script ? lettersOf(script) : usualLetters()).fonts[0]?.draws(character.codePointAt(0) ?? 0) ?? false
}
