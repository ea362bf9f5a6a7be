import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, it } from 'vitest'
import { readFont } from './font.ts'
import { qrSvg } from './qr.ts'
import { linePieces } from './thai-words.ts'
import { drawsAll, renderPdf } from './typst.ts'

const template = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set page(width: 70mm, height: auto)
#set text(font: "Sarabun", lang: "th", size: data.size * 1pt)
#heading(data.title)
#for piece in data.pieces [#if piece.contains(regex("[\\u{0e01}-\\u{0e5b}]")) { box(piece) } else { piece }]
`
const set = (text: string, sizes = [11]) => renderPdf(template, (size) => ({ title: 'หนังสือ', size, pieces: linePieces(text) }), sizes)
const textOf = async (pdf: Uint8Array) => (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text
/** Sara am is drawn as two glyphs, and readers of a PDF guess blanks beside marks without width. */
const joined = (text: string) => text.normalize('NFKD').replace(/\s/g, '').replaceAll('\u0e4d\u0e32', '\u0e33')

it('Thai can be read back out of a paper letter for letter', async () => {
  const sentence = 'ที่ประชุมรัฐมนตรีรับรองแผนปฏิบัติการอาเซียนว่าด้วยการต่อต้านอาชญากรรมข้ามชาติ พ.ศ. ๒๕๖๙–๒๕๗๘ ผู้ที่เกี่ยวข้องได้ดำเนินการแล้ว'
  expect(joined(await textOf(set(sentence)))).toContain(joined(sentence))
})

it('a paper is accessible: tagged, titled, its language named, PDF/UA-1 declared', () => {
  const pdf = Buffer.from(set('ข้อความ')).toString('latin1')
  expect(pdf).toContain('/MarkInfo')
  expect(pdf).toMatch(/\/Lang \(th/)
  expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
  expect(pdf).toMatch(/\/DisplayDocTitle true/)
})

it('the same words give the same bytes', () => {
  expect(Buffer.from(set('มติ')).equals(Buffer.from(set('มติ')))).toBe(true)
})

it('markup in the data is only text', async () => {
  const evil = '#read("/etc/passwd") #{panic("x")} $x^2$ *b* ]#import "@preview/x:1.0.0"[ "); } \\u{41} //'
  const text = await textOf(set(evil))
  expect(text.replace(/\s/g, '')).toContain('#read("/etc/passwd")#{panic("x")}$x^2$*b*]#import"@preview/x:1.0.0"[')
  expect(text).not.toContain('root:')
})

it('a character the letter does not have is seen to be missing, and the paper is made all the same', async () => {
  expect(await textOf(set('จีน 漢字 😀 end'))).toMatch(/\(\?\).*\(\?\).*end/s)
  expect(['漢字', '😀', 'ภาษา 漢'].map(drawsAll)).toEqual([false, false, false])
})

it('names in five scripts are drawn with letters of their own, light and bold; plain papers stay the same bytes after that', async () => {
  const plain = Buffer.from(set('มติ'))
  const names = ['มานพ ตัวอย่าง', 'ကျော် ဥပမာ', 'សុខា ឧទាហរណ៍', 'ບຸນມີ ຕົວຢ່າງ', 'ຄຳຫຼ້າ', 'Nguyễn Thị Ví Dụ', 'จั\u200bน\u00ad']
  expect(names.filter((name) => !drawsAll(name))).toEqual([])
  const pdf = renderPdf(`#let data = json(bytes(sys.inputs.data))
#set document(title: "Names")
#set text(font: ("Sarabun", "Noto Sans Myanmar", "Noto Sans Khmer", "Noto Sans Lao"))
#for name in data [#name #strong(name)#parbreak()]`, () => names, [10])
  const embedded = [...Buffer.from(pdf).toString('latin1').matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name)
  for (const name of ['Sarabun', 'NotoSansMyanmar', 'NotoSansKhmer', 'NotoSansLao']) for (const weight of ['Regular', 'Bold']) expect(embedded).toContain(`${name}-${weight}`)
  const text = await textOf(pdf)
  expect(text).not.toContain('(?)')
  for (const letters of ['ဥပမာ', 'សុខា', 'ບຸນມີ', 'Nguyễn']) expect(joined(text)).toContain(joined(letters))
  expect(Buffer.from(set('มติ')).equals(plain)).toBe(true)
})

it('lines end between words, never inside a compound or an ordinal', () => {
  const pieces = linePieces('มติของการประชุม ครั้งที่\u00a0๑๙ ว่าด้วยการต่อต้านอาชญากรรมข้ามชาติ ต่าง ๆ และ AMMTC/19/DEC.1')
  expect(pieces).toEqual(expect.arrayContaining(['ครั้งที่\u00a0๑๙', 'การต่อต้าน', 'ข้ามชาติ', 'ต่าง\u00a0ๆ', 'AMMTC/19/DEC.1']))
  expect(pieces.join('')).toBe('มติของการประชุม ครั้งที่\u00a0๑๙ ว่าด้วยการต่อต้านอาชญากรรมข้ามชาติ ต่าง\u00a0ๆ และ AMMTC/19/DEC.1')
})

it('the letter of government papers draws Thai and English', () => {
  const font = readFont(readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf')))
  expect([...'กำหนดที่ผู้๐๙ABCé–“”…¶'].every((character) => font.draws(character.codePointAt(0) ?? 0))).toBe(true)
  expect(font.draws(0x6f22)).toBe(false)
})

it('a QR code is drawn as squares, not as points', () => {
  expect(qrSvg('https://mufakat.example.org/check/A19-7KX4M-2PQ9R')).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"[^>]*><path fill="#1b2330" d="(?:M\d+ \d+h1v1h-1z)+"\/><\/svg>$/)
})
