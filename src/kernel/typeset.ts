import type { Block, Layout, Line, Paper, Stamp } from './paper.ts'
import { linePieces } from './thai-words.ts'
import { layPages, renderPdf } from './typst.ts'
import template from './paper.typ?raw'

export const paperTemplate = template

/** Sizes of letters in points: one for a paper of several pages, smaller and smaller for one that is meant for a single page. */
const usual = [10.5]
/** A hundred decisions still have to fit ten pages (US-19 AC4). */
const manyRows = { from: 50, sizes: [8.75] }
const onePage = [10.5, 9.75, 9, 8.5, 8]

/** The paper as an accessible PDF. */
export function typeset(paper: Paper, stamp: Stamp | null = null): Uint8Array {
  return renderPdf(template, (size) => dataOf(paper, stamp, size), sizesOf(paper))
}

/** How the PDF of the paper would fall on its pages. */
export const layout = (paper: Paper, stamp: Stamp | null = null): Layout => layPages(template, (size) => dataOf(paper, stamp, size), sizesOf(paper))

function sizesOf(paper: Paper): readonly number[] {
  if (paper.size !== undefined) return [paper.size]
  return paper.dense ? onePage : paper.blocks.some((block) => block.kind === 'table' && block.rows.length >= manyRows.from) ? manyRows.sizes : usual
}

/** A symbol such as `AMMTC/19/DEC.4` would be parted after each of its strokes. */
const symbol = /([A-Z][A-Za-z0-9.+-]*(?:\/[A-Za-z0-9+-]+(?:\.[A-Za-z0-9]+)*)+)/

/** Pieces of a line; one that must stay whole is wrapped. In other writing than Thai the typesetter itself holds to a no-break space. */
const pieces = (text: string): (string | [string])[] =>
  linePieces(text).flatMap((piece): (string | [string])[] => (/[\u0e01-\u0e5b]|^\S+\/\S+$/.test(piece) ? [[piece]] : piece.split(symbol).flatMap((part, index): (string | [string])[] => (part === '' ? [] : index % 2 === 1 ? [[part]] : [part]))))

function dataOf(paper: Paper, stamp: Stamp | null, size: number) {
  const line = (runs: Line) => runs.map((run) => (typeof run === 'string' ? pieces(run) : { ...run, text: pieces(run.text) }))
  const block = (one: Block): unknown => {
    switch (one.kind) {
      case 'heading':
        return { ...one, text: pieces(one.text) }
      case 'text':
        return { ...one, line: line(one.line) }
      case 'aside':
        return { ...one, lines: one.lines.map(line) }
      case 'units':
        return { kind: one.kind, words: line(one.words), units: one.units.map(({ tone }) => ({ tone })) }
      case 'table':
        return { ...one, columns: one.columns.map((column) => ({ ...column, head: pieces(column.head) })), rows: one.rows.map((row) => row.map((cell) => cell.map(line))) }
      case 'marks':
        return { ...one, heads: one.heads.map(pieces), rows: one.rows.map((row) => ({ ...row, label: line(row.label), numbers: row.numbers.map(pieces) })), key: one.key.map((entry) => ({ ...entry, text: pieces(entry.text) })) }
      case 'bars':
        return { ...one, heads: one.heads.map(pieces), rows: one.rows.map((row) => ({ ...row, label: line(row.label), words: pieces(row.words) })) }
      case 'list':
        return { ...one, items: one.items.map(line) }
      case 'beside':
        return { ...one, left: one.left.map(block), right: one.right.map(block) }
    }
  }
  return {
    lang: paper.lang, size, dense: paper.dense ?? false, plainTitle: `${paper.title}: ${paper.subtitle}`, title: pieces(paper.title), over: pieces(paper.over), subtitle: pieces(paper.subtitle), running: pieces(paper.running ?? `${paper.title} · ${paper.over}`),
    facts: [paper.dated, ...paper.facts].map((fact) => [pieces(fact)]), marking: pieces(paper.marking), pageWords: paper.pageWords, blocks: paper.blocks.map(block), ...(stamp ? { stamp: { code: stamp.code, address: stamp.address, link: stamp.link, qr: stamp.qr, qrAlt: stamp.qrAlt, version: pieces(stamp.version) } } : {}),
  }
}
