import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Document, Packer, Paragraph } from 'docx'
import { writeFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { extractCommand } from './cli.ts'
import { cutParagraphs, lexiconFromFolder, readText } from './index.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const fault = async (bytes: Uint8Array, name: string, maxBytes?: number) =>
  readText(bytes, name, maxBytes === undefined ? {} : { maxBytes }).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  )

describe('a text is read from a file', () => {
  it('from .docx, each paragraph on its own', async () => {
    const file = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('1. We endorsed the plan.'), new Paragraph('2. We tasked SOMTC to report.')] }] }))
    const { text, kind } = await readText(file, 'statement.docx')
    expect(kind).toBe('docx')
    expect(text).toContain('1. We endorsed the plan.\n\n2. We tasked SOMTC')
  })

  it('with the numbers that Word prints but does not store, going on after a plain paragraph', async () => {
    const item = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'list', level } })
    const levels = [{ level: 0, format: 'decimal' as const, text: '%1.' }, { level: 1, format: 'lowerLetter' as const, text: '(%2)' }]
    const children = [item('We adopted the Plan.', 0), item('We tasked SOMTC to:', 0), item('review it; and', 1), item('report.', 1), new Paragraph('Other matters'), item('We noted the date.', 0)]
    const file = await Packer.toBuffer(new Document({ numbering: { config: [{ reference: 'list', levels }] }, sections: [{ children }] }))
    const { paragraphs } = cutParagraphs((await readText(file, 'statement.docx')).text)
    expect(paragraphs.map((each) => `${each.number} ${each.text}`)).toEqual(['1 We adopted the Plan.', '2 We tasked SOMTC to:', '2(a) review it; and', '2(b) report.', '3 We noted the date.'])
  })

  it('from pages with running heads and page numbers, words broken at line ends made whole', async () => {
    const sentences = ['interdepartmental collaboration', 'telecommunications infrastructure', 'professional standardisation', 'transcontinental intelligence', 'comprehensive rehabilitation', 'multidisciplinary investigations', 'unprecedented interoperability']
      .map((what, at) => `The Ministers reaffirmed their unequivocal commitment number ${at + 1} to ${what} in counteracting internationally organised criminality throughout Southeast Asia.`)
    const body = sentences.map((sentence, at) => `${at + 1}\\. ${sentence}`).join('\n\n')
    const mainFileContent = `#set page(paper: "a6", header: [18th AMMTC Joint Statement], footer: context counter(page).display("1 / 1", both: true))\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n${body}`
    const { text } = await readText(NodeCompiler.create().pdf({ mainFileContent }), 'statement.pdf')
    expect(text).toContain('\f')
    expect(cutParagraphs(text).paragraphs.map((each) => `${each.number} ${each.text}`)).toEqual(sentences.map((sentence, at) => `${at + 1} ${sentence}`))
  })

  it('from .pdf', async () => {
    const { text, kind } = await readText(pdf('1. We endorsed the Work Programme and tasked the officials to report.'), 'statement.pdf')
    expect(kind).toBe('pdf')
    expect(text).toContain('We endorsed the Work Programme')
  })

  it('from UTF-8 with or without a mark, UTF-16, the Thai code page and Western text', async () => {
    const thai = 'ที่ประชุมรับทราบผลการประชุม และมอบหมายหน่วยงานที่เกี่ยวข้อง'
    expect((await readText(utf8(`\ufeff${thai}`), 'a.txt')).text).toBe(thai)
    const wide = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([...thai].map((char) => char.charCodeAt(0))).buffer)])
    expect(await readText(wide, 'a.txt')).toMatchObject({ text: thai, encoding: 'utf-16le' })
    const tis = Uint8Array.from([...thai].map((char) => (char === ' ' ? 32 : char.charCodeAt(0) - 0x0e00 + 0xa0)))
    expect(await readText(tis, 'a.txt')).toMatchObject({ text: thai, encoding: 'windows-874' })
    const western = Uint8Array.from([...'The Ministers\u0092 communiqué was adopted without amendment by all.'].map((char) => char.charCodeAt(0)))
    expect((await readText(western, 'a.txt')).text).toContain('Ministers’ communiqué')
  })
})

describe('bad files are refused with a reason', () => {
  it('empty', async () => {
    expect(await fault(new Uint8Array(), 'a.txt')).toBe('extract.empty')
    expect(await fault(utf8('  \n '), 'a.txt')).toBe('extract.empty')
  })
  it('too big', async () => expect(await fault(utf8('x'.repeat(2000)), 'a.txt', 1000)).toBe('extract.too-big'))
  it('a scan without text', async () => expect(await fault(pdf(''), 'a.pdf')).toBe('extract.scanned'))
  it('a .docx under a password', async () => expect(await fault(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 600 }, () => 0)]), 'a.docx')).toBe('extract.protected'))
  it('a .pdf under a password', async () => expect(await fault(pdf('We endorsed the plan.', true), 'a.pdf')).toBe('extract.protected'))
  it('a bomb, without opening it', async () => expect(await fault(zip('word/document.xml', new Uint8Array(30_000_000)), 'a.docx')).toBe('extract.bomb'))
  it('a bomb whose directory says it is small', async () => {
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('We endorsed the plan. '.repeat(100_000))] }] }))
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) bytes.writeUInt32LE(Math.min(900, bytes.readUInt32LE(at + 24)), at + 24)
    expect(await fault(bytes, 'a.docx')).toBe('extract.bomb')
  })
  it('NUL and half a pair of letters, which broken fonts leave, are not kept', async () => {
    expect((await readText(utf8(`The Ministers\0 tasked SOMTC to report. ${'More words. '.repeat(20)}`), 'a.txt')).text).toContain('Ministers tasked SOMTC')
  })
  it('a name that lies', async () => {
    expect(await fault(pdf('We endorsed the plan.'), 'a.docx')).toBe('extract.mislabelled')
    expect(await fault(utf8('We endorsed the plan.'), 'a.pdf')).toBe('extract.mislabelled')
    expect(await fault(zip('xl/workbook.xml', utf8('<x/>')), 'a.docx')).toBe('extract.mislabelled')
    expect(await fault(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8]), 'a.txt')).toBe('extract.mislabelled')
  })
  it('wrong letters', async () => {
    expect(await fault(Uint8Array.from(Array.from({ length: 400 }, (_, index) => 0x80 + ((index * 37) % 128))), 'a.txt')).toBe('extract.encoding')
    expect(await fault(utf8('à¸—à¸µà¹ˆà¸›à¸£à¸°à¸Šà¸¸à¸¡à¸£à¸±à¸šà¸—à¸£à¸²à¸š'), 'a.txt')).toBe('extract.encoding')
    expect(await fault(utf8('The \ufffd\ufffd\ufffd Meeting'), 'a.txt')).toBe('extract.encoding')
  })
  it('damaged', async () => {
    expect(await fault(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 'a.docx')).toBe('extract.unreadable')
    expect(await fault(utf8('%PDF-1.4\nnothing more'), 'a.pdf')).toBe('extract.unreadable')
  })
})

describe('extract on the command line', () => {
  const run = async (text: string, ...args: string[]) => {
    const folder = await mkdtemp(join(tmpdir(), 'extract-'))
    await writeFile(join(folder, 'a.txt'), text)
    await writeFile(join(folder, 'bodies.yaml'), '- code: XSOM\n  name: { en: Senior Officials of X, th: เจ้าหน้าที่อาวุโส X }\n  short: { en: XSOM, th: XSOM }\n  parent: XMIN\n')
    const lines: string[] = []
    const faults: string[] = []
    const code = await extractCommand([join(folder, 'a.txt'), '--data', folder, ...args], (line) => lines.push(line), (line) => faults.push(line))
    return { code, out: lines.join('\n'), err: faults.join('\n') }
  }

  it('prints JSON with the fixed fields, names known from the folder', async () => {
    const { code, out } = await run('1. The Ministers tasked XSOM to report by 30 June 2024.', '--json')
    expect(code).toBe(0)
    const [first] = JSON.parse(out) as Record<string, unknown>[]
    expect(Object.keys(first ?? {}).slice(0, 9)).toEqual(['paragraph', 'text', 'verb', 'class', 'addressees', 'action', 'due', 'modifiers', 'effects'])
    expect(first).toMatchObject({ paragraph: '1', verb: 'tasked', class: 'C5', addressees: ['XSOM'], action: 'report by 30 June 2024', due: { kind: 'date', date: '2024-06-30' } })
  })

  it('prints a table, and says so when a text decides nothing', async () => {
    expect((await run('1. The Ministers adopted the Plan.')).out).toMatch(/1 .*C6 .*adopted .*all/)
    expect((await run('The sun shone.')).out).toContain('No operative verb')
    expect(await run('The sun shone.', '--json')).toEqual({ code: 0, out: '[]', err: '' })
    expect(await run('', '--lang', 'th')).toMatchObject({ code: 1, out: '', err: 'a.txt: ไฟล์ไม่มีข้อความ' })
    expect(await run('', '--json')).toEqual({ code: 1, out: '', err: 'a.txt: The file is empty.' })
  })

  const silent = () => undefined

  it('wrong use gives the usage, an absent folder gives no names', async () => {
    expect(await extractCommand([], silent, silent)).toBe(2)
    expect(await extractCommand(['/nowhere/at/all.txt'], silent, silent)).toBe(1)
    expect(await lexiconFromFolder('/nowhere')).toEqual([])
  })
})

/** The smallest PDF with one page and one line of text. */
function pdf(line: string, locked = false): Uint8Array {
  const stream = `BT /F1 12 Tf 72 720 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...(locked ? [`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`] : []),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = body.length
  const key = locked ? ` /Encrypt 6 0 R /ID [<${'11'.repeat(16)}><${'11'.repeat(16)}>]` : ''
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${key} >>\nstartxref\n${table}\n%%EOF`
  return utf8(body)
}

/** A zip with one entry. */
function zip(name: string, content: Uint8Array): Uint8Array {
  const data = deflateRawSync(content)
  const label = utf8(name)
  const local = new DataView(new ArrayBuffer(30))
  const central = new DataView(new ArrayBuffer(46))
  const end = new DataView(new ArrayBuffer(22))
  local.setUint32(0, 0x04034b50, true)
  local.setUint16(8, 8, true)
  central.setUint32(0, 0x02014b50, true)
  central.setUint16(10, 8, true)
  for (const [view, at] of [[local, 18], [central, 20]] as const) {
    view.setUint32(at, data.length, true)
    view.setUint32(at + 4, content.length, true)
    view.setUint16(at + 8, label.length, true)
  }
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, 1, true)
  end.setUint16(10, 1, true)
  end.setUint32(12, 46 + label.length, true)
  end.setUint32(16, 30 + label.length + data.length, true)
  return new Uint8Array(Buffer.concat([new Uint8Array(local.buffer), label, data, new Uint8Array(central.buffer), label, new Uint8Array(end.buffer)]))
}
