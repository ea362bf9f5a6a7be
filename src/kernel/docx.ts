import {
  AlignmentType, BorderStyle, Document, ExternalHyperlink, Footer, Header, HeadingLevel, ImageRun, type IRunOptions, Packer, PageNumber, Paragraph, type ParagraphChild, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType,
} from 'docx'
import type { Block, Cell, Line, Paper, PaperTone, Run, Stamp } from './paper.ts'

const font = { ascii: 'TH Sarabun New', hAnsi: 'TH Sarabun New', cs: 'TH Sarabun New', eastAsia: 'TH Sarabun New' }
const ink = '1B2330'
const quiet = '4D5868'
const hair = 'D2DBD6'
const colours: Record<PaperTone, string> = { effect: '0D6655', done: '0D6655', continuing: '0D6655', part: '865400', up: '2B3F8C', late: 'A3261C', none: quiet, superseded: '6F3F70', rejected: quiet, plain: quiet }
/** Marks that the letters of an office have; the word beside each carries the meaning. */
const marks: Record<PaperTone, string> = { effect: '■', done: '●', continuing: '◎', part: '◐', up: '▲', late: '◆', none: '◌', superseded: '›', rejected: '×', plain: '○' }

/** Half points. TH Sarabun New is small for its size: 15 pt stands for 10.5 of others. */
const sizes = { body: 30, small: 26, heading: 34, title: 52 }
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const hairline = { style: BorderStyle.SINGLE, size: 4, color: hair } as const
/** A4 less the margins, in twentieths of a point. */
const textWidth = 11906 - 2 * 1134

/** The paper as a Word file that an office can edit: real headings, tables whose head repeats, the language of the text named. */
export async function wordFile(paper: Paper, stamp: Stamp | null = null): Promise<Uint8Array> {
  const w = new WordWriter(paper.lang)
  const document = new Document({
    title: `${paper.title}: ${paper.subtitle}`,
    creator: 'Mufakat',
    lastModifiedBy: 'Mufakat',
    styles: {
      default: {
        document: { run: { font, size: sizes.body, color: ink, language: language(paper.lang) }, paragraph: { spacing: { after: 100 } } },
        title: { run: { font, size: sizes.title, bold: true, color: ink }, paragraph: { spacing: { after: 40 } } },
        heading1: { run: { font, size: sizes.heading, bold: true, color: ink }, paragraph: { spacing: { before: 260, after: 100 }, keepNext: true } },
        hyperlink: { run: { color: '2B3F8C', underline: {} } },
      },
    },
    features: { updateFields: false },
    sections: [
      {
        // The first page has its own head.
        properties: { titlePage: true, page: { size: { width: 11906, height: 16838 }, margin: { left: 1134, right: 1134, top: 1134, bottom: 1134 } } },
        headers: { first: new Header({ children: [new Paragraph({ children: [] })] }), default: new Header({ children: [w.paragraph([{ text: `${paper.title} · ${paper.over}`, quiet: true }])] }) },
        footers: { first: new Footer({ children: [w.foot(paper, stamp)] }), default: new Footer({ children: [w.foot(paper, stamp)] }) },
        children: [...w.head(paper, stamp), ...paper.blocks.flatMap((block) => w.block(block))],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** A letter of a small text, and of a head, in twentieths of a point, in the widest of the letters an office may have in place of ours. */
const letterWidth = { text: 132, head: 150 }
/** Longer than this it is an address or a run of signs: it may part anywhere. */
const longestWhole = 26

/** In letters, the longest part of a text that should stand on one line: between spaces, in Thai between words; a no-break space holds together. */
function longestPart(text: string, lang: 'en' | 'th'): number {
  const letters = (part: string) => [...new Intl.Segmenter(lang, { granularity: 'grapheme' }).segment(part)].length
  const parts = text.split(/[ \t\n]+/).flatMap((piece) => {
    if (!/[\u0e00-\u0e7f]/.test(piece)) return [piece]
    const words: string[] = []
    let held = false
    for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(piece)) {
      const joins = /^[\u00a0\u2060]+$/.test(segment)
      if ((joins || held) && words.length > 0) words.push(`${words.pop() ?? ''}${segment}`)
      else words.push(segment)
      held = joins
    }
    return words
  })
  return Math.max(0, ...parts.map(letters).filter((n) => n <= longestWhole))
}

/** Widths as asked for, but none narrower than its longest word, which Word would break anywhere: what is lacking comes from those that have more than they need. */
export function columnWidths(columns: readonly { head: string; width: number }[], rows: readonly (readonly Cell[])[], lang: 'en' | 'th'): number[] {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const asked = columns.map((column) => (column.width / total) * textWidth)
  const needed = columns.map((column, index) => {
    const within = rows.flatMap((row) => (row[index] ?? []).map((line) => line.map((run) => (typeof run === 'string' ? run : run.text)).join('')))
    return Math.min(textWidth / 3, 90 + Math.max(letterWidth.head * longestPart(column.head, lang), ...within.map((text) => letterWidth.text * longestPart(text, lang))))
  })
  const lacking = asked.map((width, index) => Math.max(0, (needed[index] ?? 0) - width))
  const spare = asked.map((width, index) => Math.max(0, width - (needed[index] ?? 0)))
  const lack = lacking.reduce((sum, one) => sum + one, 0)
  const room = spare.reduce((sum, one) => sum + one, 0)
  const given = lack === 0 ? 0 : Math.min(1, room / lack)
  const taken = room === 0 ? 0 : Math.min(1, lack / room)
  return asked.map((width, index) => Math.round(width + (lacking[index] ?? 0) * given - (spare[index] ?? 0) * taken))
}

const language = (lang: 'en' | 'th') => (lang === 'th' ? { value: 'th-TH', bidirectional: 'th-TH', eastAsia: 'th-TH' } : { value: 'en-GB', bidirectional: 'th-TH', eastAsia: 'en-GB' })

class WordWriter {
  readonly #lang: 'en' | 'th'

  constructor(lang: 'en' | 'th') {
    this.#lang = lang
  }

  head(paper: Paper, stamp: Stamp | null): (Paragraph | Table)[] {
    const left = [
      this.paragraph([{ text: paper.over, quiet: true }]),
      new Paragraph({ heading: HeadingLevel.TITLE, children: [this.#text(paper.title, {}, sizes.title)] }),
      this.paragraph([paper.subtitle]),
    ]
    // Without a stamp it is a working copy: there is nothing to check it by.
    const right = stamp === null ? [new Paragraph({ children: [] })] : [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [this.#qr(stamp)] }),
      new Paragraph({ alignment: AlignmentType.CENTER, children: [this.#text(stamp.code, { bold: true })] }),
      new Paragraph({ alignment: AlignmentType.CENTER, children: this.#run({ text: stamp.address, href: stamp.link }, sizes.small) }),
      new Paragraph({ alignment: AlignmentType.CENTER, children: this.#run({ text: stamp.version, quiet: true }, sizes.small) }),
    ]
    return [
      this.#grid([left, right], [textWidth - 2700, 2700]),
      new Paragraph({ border: { top: { ...hairline, space: 4 }, bottom: { ...hairline, space: 4 } }, spacing: { before: 120, after: 160 }, children: this.#run({ text: [paper.dated, ...paper.facts].join('  |  '), quiet: true }, sizes.small) }),
    ]
  }

  foot(paper: Paper, stamp: Stamp | null): Paragraph {
    const [before, between] = paper.pageWords
    const small: Partial<IRunOptions> = { color: quiet }
    return new Paragraph({
      border: { top: { ...hairline, space: 4 } },
      children: [
        this.#text(`${stamp === null ? '' : `${stamp.code}  ${stamp.address}  `}${paper.marking}  ·  ${before}`, small, sizes.small),
        new TextRun({ font, size: sizes.small, sizeComplexScript: sizes.small, color: quiet, children: [PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES] }),
      ],
    })
  }

  block(block: Block): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'heading':
        return [new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: block.newPage ?? false, children: [this.#text(block.text, {}, sizes.heading)] })]
      case 'text':
        return [this.paragraph(block.line, block.quiet ? sizes.small : sizes.body, block.quiet)]
      case 'aside':
        return block.lines.map((line, index) => new Paragraph({ border: { left: { style: BorderStyle.SINGLE, size: 18, color: '865400', space: 10 } }, indent: { left: 240 }, keepLines: true, keepNext: index < block.lines.length - 1, spacing: { after: index === block.lines.length - 1 ? 160 : 0 }, children: this.#runs(line) }))
      case 'units':
        return [new Paragraph({ children: [...block.units.map((unit) => this.#text(`${marks[unit.tone]} `, { color: colours[unit.tone] })), ...this.#runs(block.words)] })]
      case 'marks':
        return [
          this.#table({ caption: block.caption, columns: block.heads.map((head, index) => ({ head, width: index === 0 ? 9 : index === 1 ? 12 : 3 })), rows: block.rows.map((row) => [[row.label], [row.sum ? [] : this.#drawn(row.marks, block.share)], ...row.numbers.map((n): Cell => [[n]])]) }),
          new Paragraph({ children: block.key.flatMap((entry) => [this.#text(`${marks[entry.tone]} `, { color: colours[entry.tone] }, sizes.small), this.#text(`${entry.text}   `, { color: quiet }, sizes.small)]) }),
        ]
      case 'bars': {
        const most = Math.max(1, ...block.rows.map((row) => row.value))
        return [this.#table({ caption: block.caption, columns: [{ head: block.heads[0], width: 9 }, { head: '', width: 9 }, { head: block.heads[1], width: 7 }], rows: block.rows.map((row) => [[row.label], [this.#drawn([{ tone: row.tone, n: Math.max(1, Math.round((row.value / most) * 18)) }], false)], [[row.words]]]) }), new Paragraph({ spacing: { after: 60 }, children: [] })]
      }
      case 'list':
        return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: this.#runs(item) }))
      case 'table':
        return [this.#table(block), new Paragraph({ spacing: { after: 60 }, children: [] })]
      case 'beside':
        return [...block.left, ...block.right].flatMap((inner) => this.block(inner))
    }
  }

  paragraph(line: Line, size: number = sizes.body, isQuiet = false): Paragraph {
    return new Paragraph({ children: line.flatMap((run) => this.#run(isQuiet ? { ...(typeof run === 'string' ? { text: run } : run), quiet: true } : run, size)) })
  }

  /** Marks that letters can draw; of many, twenty by their shares. */
  #drawn(parts: readonly { tone: PaperTone; n: number }[], share: boolean): Line {
    const all = parts.reduce((sum, part) => sum + part.n, 0)
    const count = (n: number) => (share ? Math.round((n / Math.max(1, all)) * 20) : n)
    return parts.filter((part) => part.n > 0).map((part) => ({ text: Array.from({ length: Math.max(1, count(part.n)) - 1 }, () => `${marks[part.tone]} `).join(''), tone: part.tone }))
  }

  #table(block: Pick<Extract<Block, { kind: 'table' }>, 'caption' | 'columns' | 'rows' | 'hideHead'>): Table {
    const widths = columnWidths(block.columns, block.rows, this.#lang)
    const cell = (lines: Cell, index: number, head = false) =>
      new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        margins: { top: 50, bottom: 50, right: 90, left: 0 },
        borders: { top: noBorder, left: noBorder, right: noBorder, bottom: head ? { style: BorderStyle.SINGLE, size: 8, color: ink } : hairline },
        children: lines.map((line) => new Paragraph({ spacing: { after: 0 }, children: line.flatMap((run) => this.#run(head ? { text: typeof run === 'string' ? run : run.text, strong: true } : run, sizes.small)) })),
      })
    const head = block.hideHead ? [] : [new TableRow({ tableHeader: true, cantSplit: true, children: block.columns.map((column, index) => cell([[column.head]], index, true)) })]
    return new Table({
      layout: TableLayoutType.FIXED,
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      rows: [...head, ...block.rows.map((row) => new TableRow({ cantSplit: true, children: row.map((lines, index) => cell(lines, index)) }))],
    })
  }

  /** Cells without lines, for laying out. */
  #grid(cells: Paragraph[][], widths: number[]): Table {
    const none = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }
    return new Table({
      layout: TableLayoutType.FIXED,
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      borders: { ...none, insideHorizontal: noBorder, insideVertical: noBorder },
      rows: [new TableRow({ children: cells.map((children, index) => new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, margins: { left: 0, right: 0 }, borders: none, verticalAlign: VerticalAlignTable.TOP, children })) })],
    })
  }

  #qr(stamp: Stamp): ImageRun {
    return new ImageRun({
      type: 'svg',
      data: Buffer.from(stamp.qr),
      fallback: { type: 'png', data: stamp.qrPng },
      transformation: { width: 96, height: 96 },
      altText: { title: stamp.code, name: stamp.code, description: stamp.qrAlt },
    })
  }

  #runs(line: Line, size: number = sizes.body): ParagraphChild[] {
    return line.flatMap((run) => this.#run(run, size))
  }

  #run(run: Run, size: number = sizes.body): ParagraphChild[] {
    if (typeof run === 'string') return [this.#text(run, {}, size)]
    const look: Partial<IRunOptions> = { bold: run.strong ?? false, ...(run.tone ? { color: colours[run.tone] } : run.quiet ? { color: quiet } : {}) }
    const text = this.#text(run.tone ? `${marks[run.tone]} ${run.text}` : run.text, look, size)
    return run.href ? [new ExternalHyperlink({ link: run.href, children: [text] })] : [text]
  }

  #text(text: string, look: Partial<IRunOptions> = {}, size: number = sizes.body): TextRun {
    return new TextRun({ text, font, size, sizeComplexScript: size, boldComplexScript: look.bold ?? false, language: language(this.#lang), ...look })
  }
}
