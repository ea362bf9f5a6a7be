import { describe, expect, it } from 'vitest'
import { eicar, jpegOf, lockedOffice, officeOf, onDisk, pdfOf, pngOf, slidesOf, wordOf, zipOf } from '../../tests/fixtures/files.ts'
import { heldBytes } from '../../tests/memory.ts'
import { type FileRules, sniff } from './sniff.ts'

const megabyte = 1024 * 1024
const rules: FileRules = { allowed: ['pdf', 'docx', 'xlsx', 'pptx', 'txt', 'jpg', 'png'], limit: 200 * megabyte }
const look = async (bytes: Uint8Array, name: string, more: Partial<FileRules> = {}) => {
  const found = await sniff(onDisk(bytes), name, { ...rules, ...more })
  return 'fault' in found ? [found.fault.code, ...Object.values(found.fault.params)] : found.kind
}

describe('a file is what its bytes are', () => {
  it.each([
    ['paper.pdf', pdfOf(['Text'])], ['paper.docx', wordOf(['Title', 'Some words'])], ['sheet.xlsx', officeOf('xl')], ['talk.pptx', slidesOf([['One']])], ['notes.txt', Buffer.from('สวัสดี')], ['map.jpg', jpegOf(800, 600)], ['map.png', pngOf(800, 600)],
  ] as const)('%s is taken', async (name, bytes) => {
    expect(await look(await bytes, name)).toBe(name.split('.')[1])
  })

  it('a name that promises nothing, such as “WP.2 final” or one in Thai, is taken for what it is', async () => {
    expect(await look(pdfOf(['x']), 'WP.2 final')).toBe('pdf')
    expect(await look(pdfOf(['x']), 'ร่างแผนงาน ฉบับที่ ๒')).toBe('pdf')
  })

  it('a file that lies about its type is refused with what it is', async () => {
    expect(await look(pdfOf(['x']), 'paper.docx')).toEqual(['file.lies', 'docx', 'pdf'])
    expect(await look(await wordOf(['x']), 'paper.pdf')).toEqual(['file.lies', 'pdf', 'docx'])
    expect(await look(await zipOf({ 'a.txt': 'a' }), 'paper.docx')).toEqual(['file.lies', 'docx', 'zip'])
    expect(await look(Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'paper.pdf')).toEqual(['file.lies', 'pdf', 'exe'])
    expect(await look(pngOf(10, 10), 'photo.jpg')).toEqual(['file.lies', 'jpg', 'png'])
    expect(await look(Buffer.from('<!doctype html><script>alert(1)</script>'), 'notes.txt')).toEqual(['file.lies', 'txt', 'html'])
    expect(await look(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'map.png')).toEqual(['file.lies', 'png', 'html'])
    expect(await look(pdfOf(['x']), 'paper.exe')).toEqual(['file.lies', 'exe', 'pdf'])
  })

  it('what no paper is, is refused with what is taken', async () => {
    expect((await look(await zipOf({ 'a.txt': 'a' }), 'papers.zip'))[0]).toBe('file.not-taken')
    expect((await look(Buffer.from('#!/bin/sh\nrm -rf /'), 'run.sh'))[1]).toBe('script')
    expect((await look(lockedOffice('WordDocument'), 'old.doc'))[1]).toBe('doc')
    expect((await look(Buffer.from([0, 1, 2, 3, 0, 5, 6, 7, 8]), 'x.bin'))[1]).toBe('unknown')
    expect(await look(pdfOf(['x']), 'x.pdf', { allowed: ['jpg', 'png'] })).toEqual(['file.not-taken', 'pdf', 'jpg png'])
  })

  it('EICAR, plain text to any sniffer, is left to the virus scanner', async () => {
    expect(await look(eicar(), 'note.txt')).toBe('txt')
  })

  it('an empty file and one over the limit are refused by their size', async () => {
    expect(await look(Buffer.alloc(0), 'a.pdf')).toEqual(['file.empty'])
    expect(await look(Buffer.concat([jpegOf(10, 10), Buffer.alloc(40 * megabyte)]), 'passport.jpg', { allowed: ['jpg', 'png'], limit: 5 * megabyte })).toEqual(['file.too-large', 5, 41])
  })

  it('half a PDF, half a zip and a picture without a picture are damaged', async () => {
    expect(await look(pdfOf(['x']).subarray(0, 200), 'a.pdf')).toEqual(['file.broken', 'pdf'])
    expect(await look((await wordOf(['x'])).subarray(0, 900), 'a.docx')).toEqual(['file.broken', 'zip'])
    expect(await look(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'a.jpg')).toEqual(['file.broken', 'jpg'])
  })
})

describe('what would act, hide or fill the memory', () => {
  it('macros are refused, whatever the name says', async () => {
    expect(await look(await officeOf('word', { 'word/vbaProject.bin': 'x' }), 'paper.docx')).toEqual(['file.macros'])
    expect(await look(await officeOf('xl', { 'xl/macrosheets/sheet1.xml': '<x/>' }), 'sheet.xlsx')).toEqual(['file.macros'])
    expect(await look(await officeOf('word', {}, true), 'paper.docm')).toEqual(['file.macros'])
  })

  it('what has a password is refused with the reason: Office by its envelope, PDF by its trailer wherever it stands', async () => {
    expect(await look(lockedOffice(), 'paper.docx')).toEqual(['file.protected'])
    expect(await look(pdfOf(['x'], '/Encrypt 9 0 R'), 'paper.pdf')).toEqual(['file.protected'])
    const far = Buffer.concat([pdfOf(['x'], '/Encrypt 9 0 R'), Buffer.alloc(3 * megabyte, 0x20), Buffer.from('\n%%EOF\n')])
    expect(await look(far, 'paper.pdf')).toEqual(['file.protected'])
  })

  it('an archive or a program inside a paper is refused', async () => {
    expect(await look(await officeOf('word', { 'word/embeddings/all.zip': 'PK' }), 'a.docx')).toEqual(['file.nested'])
    expect(await look(await officeOf('word', { 'word/media/setup.exe': 'MZ' }), 'a.docx')).toEqual(['file.nested'])
    expect(await look(await officeOf('word', { 'word/embeddings/Sheet1.xlsx': 'PK' }), 'a.docx')).toBe('docx')
  })

  it('an archive bomb is refused by what its directory says, without being unpacked', async () => {
    const bomb = await officeOf('word', { 'word/media/image1.png': Buffer.alloc(80 * megabyte) })
    expect(bomb.byteLength).toBeLessThan(megabyte)
    const before = heldBytes()
    expect(await look(bomb, 'a.docx')).toEqual(['file.bomb'])
    expect(heldBytes() - before).toBeLessThan(20 * megabyte)
  })

  it('a bomb that lies in its directory is stopped when it unpacks to more than it says', async () => {
    const bomb = await officeOf('word', { 'word/a.bin': Buffer.alloc(30 * megabyte) })
    // The directory now says a few bytes where thirty megabytes are.
    const at = bomb.lastIndexOf(Buffer.from('word/a.bin')) - 46
    bomb.writeUInt32LE(1000, at + 24)
    expect(await look(bomb, 'a.docx')).toEqual(['file.bomb'])
  })

  it('too many parts, parts over each other, two of one name, and names that lead out are refused', async () => {
    const many = await officeOf('word')
    many.writeUInt16LE(60_000, many.byteLength - 22 + 8)
    many.writeUInt16LE(60_000, many.byteLength - 22 + 10)
    expect(await look(many, 'a.docx')).toEqual(['file.bomb'])
    const out = await officeOf('word', { 'word/aa/evil': 'x' })
    for (let at = out.indexOf('word/aa/evil'); at >= 0; at = out.indexOf('word/aa/evil', at + 1)) out.write('../../../xyz', at, 'latin1')
    expect(await look(out, 'a.docx')).toEqual(['file.path'])
    const twice = await officeOf('word', { 'word/one.xml': 'x', 'word/two.xml': 'y' })
    for (let at = twice.indexOf('word/two.xml'); at >= 0; at = twice.indexOf('word/two.xml', at + 1)) twice.write('word/one.xml', at, 'latin1')
    expect((await look(twice, 'a.docx'))[0]).toBe('file.broken')
    const over = await officeOf('word', { 'word/one.bin': Buffer.alloc(5000, 1), 'word/two.bin': Buffer.alloc(5000, 2) }, false)
    const directory = over.lastIndexOf(Buffer.from('word/two.bin')) - 46
    over.writeUInt32LE(9_000_000, directory + 20)
    expect(['file.bomb', 'file.broken']).toContain((await look(over, 'a.docx'))[0])
  })

  it('a picture of a billion points in a file of a few bytes is refused', async () => {
    expect(await look(pngOf(40_000, 40_000), 'a.png')).toEqual(['file.pixels', 60, 1600])
    expect(await look(jpegOf(60_000, 60_000), 'a.jpg')).toEqual(['file.pixels', 60, 3600])
    expect(await look(pngOf(5000, 5000), 'a.png', { pixels: 20_000_000 })).toEqual(['file.pixels', 20, 25])
  })
})
