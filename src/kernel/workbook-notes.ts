import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import { readZipParts } from './unzip.ts'
import { attribute, placeOf, sheetsOf } from './workbook.ts'

export interface CellNote {
  /** As the program shows it: `D6`. */
  at: string
  text: string
}

const largest = 80 * 1024 * 1024
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/[^\P{Cc}\t\n]/gu, ' ')

/**
 * The same workbook with a note in each of these cells of one sheet, which is coloured. Values, formulas, other notes and all other parts stay
 * as they are; a cell that has a note keeps it, ours follows. `author` signs the notes; what he noted in the file before is taken away first, with
 * its colour, so that a cell that was mended since says nothing. Throws where the bytes are no workbook.
 */
export async function withNotes(bytes: Uint8Array, of: { sheet: string; author: string; notes: readonly CellNote[]; colour?: string }): Promise<Uint8Array> {
  const parts = await unpacked(bytes)
  const text = (name: string) => Buffer.from(parts.get(name) ?? new Uint8Array()).toString('utf8')
  const put = (name: string, xml: string) => parts.set(name, Buffer.from(xml, 'utf8'))
  const sheets = sheetsOf(text('xl/workbook.xml'), text('xl/_rels/workbook.xml.rels'))
  const part = (sheets.find((sheet) => sheet.name === of.sheet) ?? sheets.find((sheet) => !sheet.hidden))?.part
  if (part === undefined || !parts.has(part)) throw new Error('no such sheet in the workbook')
  const notes = joined(of.notes)
  const relsPart = `${path.posix.dirname(part)}/_rels/${path.posix.basename(part)}.rels`
  let rels = text(relsPart) || '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
  const related = (kind: string): string | null => {
    const tag = [...rels.matchAll(/<(?:\w+:)?Relationship\s([^>]*?)\/?>/g)].map(([, found = '']) => found).find((found) => (attribute(found, 'Type') ?? '').endsWith(`/${kind}`))
    const target = tag === undefined ? null : attribute(tag, 'Target')
    return target === null ? null : target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(part), target)
  }
  const relate = (kind: string, target: string): string => {
    const id = `rIdNotes${kind === 'comments' ? 1 : 2}`
    rels = rels.replace(/<\/(\w+:)?Relationships>\s*$/, (end, prefix: string | undefined) => `<${prefix ?? ''}Relationship Id="${id}" Type="${relations}/${kind}" Target="/${target}"/>${end}`)
    return id
  }
  const free = (stem: string, end: string): string => { for (let n = 1; ; n++) if (!parts.has(`${stem}${n}${end}`)) return `${stem}${n}${end}` }

  const comments = related('comments')
  const commentsPart = comments ?? free('xl/comments', '.xml')
  const before = withoutOurs(text(commentsPart), of.author)
  put(commentsPart, commented(before.xml, notes, of.author))
  const styles = parts.has('xl/styles.xml') ? painter(text('xl/styles.xml'), of.colour ?? 'FFF8D7D3') : null
  let sheet = styles ? painted(text(part), notes, before.noted, styles) : text(part)
  if (styles) put('xl/styles.xml', styles.xml())
  if (comments === null) relate('comments', commentsPart)
  // Boxes stand where the sheet's own old drawing says; without one it gets one.
  const linked = /<(?:\w+:)?legacyDrawing\s/.test(sheet) ? related('vmlDrawing') : null
  const drawing = linked ?? free('xl/drawings/vmlDrawing', '.vml')
  put(drawing, boxes(withoutBoxes(text(drawing), before.gone), [...notes]))
  if (linked === null) sheet = withDrawing(sheet, relate('vmlDrawing', drawing))
  put(part, sheet)
  put(relsPart, rels)
  put('[Content_Types].xml', typed(text('[Content_Types].xml'), comments === null ? commentsPart : null))
  return packed(parts)
}

/** Several notes of one cell are one, each on its line. */
function joined(notes: readonly CellNote[]): Map<string, string> {
  const cells = new Map<string, string>()
  for (const { at, text } of notes) cells.set(at, cells.has(at) ? `${cells.get(at)}\n${text}` : text)
  return cells
}

interface Painter {
  /** The style a cell of this style has when it is coloured. */
  of(style: number): number
  /** The style it had before it was coloured; null where it is not. */
  without(style: number): number | null
  xml(): string
}

/** Adds one colour to the styles, and for each style that is asked for the same one with it. */
function painter(styles: string, colour: string): Painter {
  const list = (name: string) => new RegExp(`<((?:\\w+:)?)${name}(\\s[^>]*)?>([\\s\\S]*?)</\\1${name}>`).exec(styles)
  const fills = list('fills')
  const formats = list('cellXfs')
  if (!fills || !formats) return { of: (style) => style, without: () => null, xml: () => styles }
  const prefix = formats[1] ?? ''
  const drawn = [...(fills[3] ?? '').matchAll(/<(?:\w+:)?fill(?=[\s/>])[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?fill>)/g)].map(([one]) => one)
  const same = drawn.findIndex((one) => one.includes(`rgb="${colour}"`))
  const fill = same < 0 ? drawn.length : same
  const fillOf = (attributes: string) => Number(attribute(attributes, 'fillId') ?? 0)
  /** All but the colour. */
  const rest = ({ attributes, inner }: { attributes: string; inner: string | undefined }) => `${attributes.split(/\s+/).filter((one) => one !== '' && !/^(?:fillId|applyFill)=/.test(one)).sort().join(' ')}|${inner ?? ''}`
  const known = [...(formats[3] ?? '').matchAll(/<(?:\w+:)?xf(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?xf>)/g)].map(([, attributes = '', inner]) => ({ attributes, inner }))
  const added: string[] = []
  const made = new Map<number, number>()
  return {
    of(style) {
      const before = made.get(style)
      if (before !== undefined) return before
      if (same >= 0 && known[style] && fillOf(known[style].attributes) === same) return style
      const { attributes, inner } = known[style] ?? { attributes: ' numFmtId="0" fontId="0" borderId="0" xfId="0"', inner: undefined }
      const plain = attributes.replace(/\s(?:fillId|applyFill)="[^"]*"/g, '')
      added.push(`<${prefix}xf${plain} fillId="${fill}" applyFill="1"${inner === undefined ? '/>' : `>${inner}</${prefix}xf>`}`)
      made.set(style, known.length + added.length - 1)
      return known.length + added.length - 1
    },
    without(style) {
      const own = known[style]
      if (own === undefined || same < 0 || fillOf(own.attributes) !== same) return null
      return Math.max(0, known.findIndex((other) => fillOf(other.attributes) !== same && rest(other) === rest(own)))
    },
    xml() {
      const counted = (attributes: string | undefined, n: number) => `${(attributes ?? '').replace(/\scount="[^"]*"/, '')} count="${n}"`
      return styles
        .replace(fills[0], (whole) => same >= 0 ? whole : `<${prefix}fills${counted(fills[2], fill + 1)}>${fills[3]}<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${colour}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill></${prefix}fills>`)
        .replace(formats[0], () => `<${prefix}cellXfs${counted(formats[2], known.length + added.length)}>${formats[3]}${added.join('')}</${prefix}cellXfs>`)
    },
  }
}

/** The sheet with these cells in their colour; one that was not written is added empty. What stands in a cell is not looked at. */
function painted(xml: string, notes: ReadonlyMap<string, string>, noted: ReadonlySet<string>, styles: Painter): string {
  const byRow = new Map<number, Map<number, string>>()
  const mended = new Map<number, Set<number>>()
  for (const at of noted) {
    const place = placeOf(at)
    if (place && !notes.has(at)) mended.set(place.row, (mended.get(place.row) ?? new Set<number>()).add(place.column))
  }
  for (const at of notes.keys()) {
    const place = placeOf(at)
    if (place) byRow.set(place.row, (byRow.get(place.row) ?? new Map<number, string>()).set(place.column, at))
  }
  return xml.replace(/<((?:\w+:)?)row(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g, (whole, prefix: string, attributes: string, inside: string | undefined) => {
    const number = Number(attribute(attributes, 'r'))
    const wanted = new Map(byRow.get(number) ?? [])
    const past = mended.get(number)
    if (wanted.size === 0 && past === undefined) return whole
    const empty = (at: string) => `<${prefix}c r="${at}" s="${styles.of(Number(attribute(attributes, 's') ?? 0))}"/>`
    const cells: string[] = []
    const before = (column: number) => { for (const [other, at] of [...wanted].sort(([a], [b]) => a - b)) if (other < column) { cells.push(empty(at)); wanted.delete(other) } }
    let last = 0
    for (const found of (inside ?? '').matchAll(/<(?:\w+:)?c(?=[\s/>])([^>]*?)(\/>|>[\s\S]*?<\/(?:\w+:)?c>)/g)) {
      const [cell, own = '', rest = ''] = found
      const place = placeOf(attribute(own, 'r') ?? '')
      // A cell that does not say where it stands is counted by its program; it is left as it is.
      if (place) before(place.column)
      cells.push((inside ?? '').slice(last, found.index))
      last = found.index + cell.length
      if (place && wanted.delete(place.column)) cells.push(`<${prefix}c${own.replace(/\ss="[^"]*"/, '')} s="${styles.of(Number(attribute(own, 's') ?? 0))}"${rest}`)
      else if (place && past?.has(place.column)) {
        const plain = styles.without(Number(attribute(own, 's') ?? 0))
        cells.push(plain === null ? cell : `<${prefix}c${own.replace(/\ss="[^"]*"/, '')} s="${plain}"${rest}`)
      } else cells.push(cell)
    }
    before(Number.POSITIVE_INFINITY)
    cells.push((inside ?? '').slice(last))
    return `<${prefix}row${attributes}>${cells.join('')}</${prefix}row>`
  })
}

const commentOf = /<(?:\w+:)?comment\s([^>]*)>[\s\S]*?<\/(?:\w+:)?comment>/g
const wordsOf = (xml: string): string => [...xml.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(([, text = '']) => text).join('')

/** The notes without what this author wrote before; in which cells he did, and where nothing else was noted. */
function withoutOurs(xml: string, author: string): { xml: string; noted: Set<string>; gone: Set<string> } {
  const noted = new Set<string>()
  const gone = new Set<string>()
  const sign = `${escaped(author)}: `
  const left = xml.replace(commentOf, (comment, attributes: string) => {
    const at = attribute(attributes, 'ref') ?? ''
    if (wordsOf(comment).startsWith(sign)) {
      noted.add(at)
      gone.add(at)
      return ''
    }
    const shorter = comment.replace(/<((?:\w+:)?)r(?:\s[^>]*)?>(?:(?!<\/\1r>)[\s\S])*<\/\1r>/g, (run) => (wordsOf(run).startsWith(`\n${sign}`) ? '' : run))
    if (shorter !== comment) noted.add(at)
    return shorter
  })
  return { xml: left, noted, gone }
}

/** The boxes without those of these cells. */
function withoutBoxes(vml: string, cells: ReadonlySet<string>): string {
  const places = new Set([...cells].flatMap((at) => { const place = placeOf(at); return place ? [`${place.row - 1},${place.column}`] : [] }))
  return places.size === 0 ? vml : vml.replace(/<v:shape\s(?:(?!<\/v:shape>)[\s\S])*<\/v:shape>/g, (shape) => (places.has(`${/<x:Row>\s*(\d+)/.exec(shape)?.[1]},${/<x:Column>\s*(\d+)/.exec(shape)?.[1]}`) ? '' : shape))
}

function commented(before: string, notes: ReadonlyMap<string, string>, author: string): string {
  const p = /<((?:\w+:)?)comments[\s>]/.exec(before)?.[1] ?? ''
  const run = (text: string) => `<${p}r><${p}t xml:space="preserve">${escaped(text)}</${p}t></${p}r>`
  let xml = before || `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`
  const authors = [...(/<(?:\w+:)?authors>([\s\S]*?)<\/(?:\w+:)?authors>/.exec(xml)?.[1] ?? '').matchAll(/<(?:\w+:)?author(?=[\s/>])/g)].length
  xml = xml.replace(/<((?:\w+:)?)authors\s*\/>/, '<$1authors></$1authors>').replace(/<((?:\w+:)?)commentList\s*\/>/, '<$1commentList></$1commentList>').replace(`</${p}authors>`, () => `<${p}author>${escaped(author)}</${p}author></${p}authors>`)
  const added: string[] = []
  for (const [at, text] of notes) {
    const own = new RegExp(`<(?:\\w+:)?comment\\s[^>]*?ref="${at}"[^>]*>[\\s\\S]*?</(?:\\w+:)?comment>`)
    if (own.test(xml)) xml = xml.replace(own, (comment) => comment.replace(`</${p}text>`, () => `${run(`\n${author}: ${text}`)}</${p}text>`))
    else added.push(`<${p}comment ref="${at}" authorId="${authors}"><${p}text>${run(`${author}: ${text}`)}</${p}text></${p}comment>`)
  }
  return xml.replace(`</${p}commentList>`, () => `${added.join('')}</${p}commentList>`)
}

/** The small boxes in which programs show notes (VML, ECMA-376 part 4). A cell that had a note has its box. */
function boxes(before: string, notes: readonly (readonly [string, string])[]): string {
  const shapes = notes.flatMap(([at, text], index) => {
    const place = placeOf(at)
    if (!place) return []
    const { row, column } = { row: place.row - 1, column: place.column }
    const has = new RegExp(`<x:Row>${row}</x:Row>\\s*<x:Column>${column}</x:Column>`).test(before)
    const height = Math.min(12, 2 + Math.ceil(text.length / 32))
    return has ? [] : [`<v:shape id="_x0000_s${9000 + index}" type="#_x0000_t202note" style="position:absolute;width:230pt;height:${height * 15}pt;z-index:${index + 1};visibility:hidden" fillcolor="#fff7e0" o:insetmode="auto"><v:fill color2="#fff7e0"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 12, ${row}, 4, ${column + 4}, 20, ${row + height}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`]
  })
  const kind = '<v:shapetype id="_x0000_t202note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
  if (before !== '') return before.replace(/<\/xml>\s*$/, () => `${before.includes('_x0000_t202note') ? '' : kind}${shapes.join('')}</xml>`)
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="9"/></o:shapelayout>${kind}${shapes.join('')}</xml>`
}

/** Where the order of a sheet's parts has it (ECMA-376 part 1, §18.3.1.99). */
function withDrawing(xml: string, id: string): string {
  const prefix = /<((?:\w+:)?)worksheet[\s>]/.exec(xml)?.[1] ?? ''
  const tag = `<${prefix}legacyDrawing xmlns:r="${relations}" r:id="${id}"/>`
  const later = /<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[\s/>]/g
  const from = xml.lastIndexOf(`</${prefix}sheetData>`)
  later.lastIndex = Math.max(0, from)
  const at = later.exec(xml)?.index ?? xml.lastIndexOf(`</${prefix}worksheet>`)
  return `${xml.slice(0, at)}${tag}${xml.slice(at)}`
}

function typed(xml: string, comments: string | null): string {
  const more = [
    ...(/Extension="vml"/i.test(xml) ? [] : ['<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>']),
    ...(comments === null ? [] : [`<Override PartName="/${comments}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`]),
  ]
  return xml.replace(/<\/Types>\s*$/, () => `${more.join('')}</Types>`)
}

async function unpacked(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const place = path.join(tmpdir(), `mufakat-notes-${randomUUID()}`)
  await writeFile(place, bytes, { mode: 0o600 })
  return readZipParts(place, () => true, largest).finally(() => rm(place, { force: true }))
}

async function packed(parts: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  for (const [name, bytes] of parts) if (!name.endsWith('/')) zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { mtime: new Date(Date.UTC(2000, 0, 1)) })
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}
