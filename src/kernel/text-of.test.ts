import writeExcel from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { onDisk, pdfOf, slidesOf, wordOf, zipOf } from '../../tests/fixtures/files.ts'
import { blocksOfHtml, textOfBlocks } from './text-blocks.ts'
import { readingLimits, textOf } from './text-of.ts'

const scripts = ['ที่ประชุมรับรองแผนงาน', 'အစည်းအဝေးက အတည်ပြုသည်', 'អង្គប្រជុំបានអនុម័ត', 'ກອງປະຊຸມຮັບຮອງ', 'Cuộc họp đã thông qua']

describe('the text of a file, for the search', () => {
  it('Thai, Burmese, Khmer, Lao and Vietnamese survive in Word, Excel, PowerPoint and plain text', async () => {
    const word = await textOf(onDisk(await wordOf(['Title', ...scripts], [[scripts[0] ?? '', 'cell']])), 'docx')
    const sheet = await textOf(onDisk(Buffer.from(await (await writeExcel([scripts.map((value) => ({ value }))])).toBuffer())), 'xlsx')
    const slides = await textOf(onDisk(await slidesOf([['One & two <three>'], scripts])), 'pptx')
    const plain = await textOf(onDisk(Buffer.from(scripts.join('\n'))), 'txt')
    for (const reading of [word, sheet, slides, plain]) for (const line of scripts) expect(reading.text?.replaceAll(/\s+/g, ' ')).toContain(line)
    expect(slides.text).toContain('One & two <three>')
    expect([word.count, sheet.count, slides.count]).toEqual([null, 1, 2])
    expect((await textOf(onDisk(Buffer.from([0xca, 0xc7, 0xd1, 0xca, 0xb4, 0xd5])), 'txt')).text).toBe('สวัสดี')
  })

  it('a PDF is read page by page', async () => {
    const reading = await textOf(onDisk(pdfOf(['First page of the paper', 'Second page'])), 'pdf')
    expect(reading.text).toMatch(/First page of the paper[\s\S]*Second page/)
    expect([reading.count, reading.pages.length, reading.pages[1]?.blocks[0]]).toEqual([2, 2, { kind: 'lines', text: 'Second page' }])
  })

  it('what cannot be read in time, in memory or at all is told so, and the program goes on', async () => {
    expect((await textOf(onDisk(pdfOf(['x'])), 'pdf', { ...readingLimits, seconds: 0.001 })).fault).toBe('too-slow')
    expect((await textOf(onDisk(Buffer.alloc(2000, 65)), 'txt', { ...readingLimits, bytes: 1000 })).fault).toBe('too-large')
    expect((await textOf(onDisk(Buffer.from('%PDF-1.7 nothing')), 'pdf')).fault).toBe('unreadable')
    expect((await textOf(onDisk(await zipOf({ '[Content_Types].xml': 'x' })), 'docx')).fault).toBe('unreadable')
    expect((await textOf(onDisk(await wordOf([''])), 'docx')).fault).toBe('no-text')
    expect((await textOf(onDisk(Buffer.from('still alive')), 'txt')).text).toBe('still alive')
  })
})

describe('first pages of a file', () => {
  it('keep headings, bold and lists, and nothing that could act', () => {
    const blocks = blocksOfHtml('<h1 onclick="x()">Work <em>programme</em></h1><p><strong>Summary.</strong> This <a href="javascript:alert(1)">link</a><img src="x" onerror="alert(1)"></p><ol><li>One<ol><li>Inner</li></ol></li><li>Two &amp; &#x3c;script&#62;</li></ol><script>alert(2)</script>')
    expect(blocks[0]).toEqual({ kind: 'heading', level: 1, runs: [{ t: 'Work ' }, { t: 'programme', i: true }] })
    expect(blocks[1]).toEqual({ kind: 'paragraph', runs: [{ t: 'Summary.', b: true }, { t: ' This link' }] })
    expect(textOfBlocks(blocks.slice(2, 5))).toBe('1. One\n(a) Inner\n2. Two & <script>')
    expect(JSON.stringify(blocks)).not.toMatch(/javascript:|onerror|onclick/)
  })

  it('a table is rows of cells, also where a cell has two paragraphs or a table of its own', () => {
    expect(blocksOfHtml('<table><tr><td><p>A</p><p>B</p></td><td>C<table><tr><td>D</td></tr></table></td></tr></table><p>after</p>')).toEqual([{ kind: 'table', rows: [['A B', 'C D']] }, { kind: 'paragraph', runs: [{ t: 'after' }] }])
  })

  it('a sheet of thirty thousand rows is searched whole and shown in part', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => [{ value: `row ${index}` }, { value: index }])
    const reading = await textOf(onDisk(Buffer.from(await (await writeExcel(rows)).toBuffer())), 'xlsx')
    expect(reading.fault).toBeNull()
    expect(reading.text).toContain('row 29999')
    const table = reading.pages[0]?.blocks[0]
    expect(table?.kind === 'table' ? table.rows.length : 0).toBe(60)
  })
})
