import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { readZipParts } from './unzip.ts'
import { readWorkbook } from './workbook.ts'
import { withNotes } from './workbook-notes.ts'

const limits = { bytes: 1e7, rows: 1000 }
const book = async () => new Uint8Array(await writeExcelFile([
  { sheet: 'First', data: [[{ value: 'Head', fontWeight: 'bold' }, { value: 'Other' }], [{ value: 'a' }, { type: Number, value: 3 }, null, { type: Date, value: new Date('2026-03-31T00:00:00Z'), format: 'yyyy-mm-dd' }], [{ type: 'Formula', value: 'B2*2' }, { value: '<b>&' }]], stickyRowsCount: 1 },
  { sheet: 'ที่สอง', data: [[{ value: 'untouched' }]] },
]).toBuffer())
async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-notes-test-'))
  try {
    writeFileSync(path.join(folder, 'x.xlsx'), bytes)
    return new Map([...(await readZipParts(path.join(folder, 'x.xlsx'), () => true, 1e7))].map(([name, part]) => [name, Buffer.from(part).toString('utf8')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const notes = [{ at: 'B2', text: '“3” is not in the list' }, { at: 'C2', text: 'ว่างไม่ได้ <&>' }, { at: 'A3', text: 'First' }, { at: 'A3', text: 'Second' }, { at: 'F9', text: 'Below the last row' }]
const colour = 'FFF8D7D3'

describe('a workbook given back with notes in its cells', () => {
  it('says in each cell what is wrong, in colour; values, formulas, formats and all other parts stay as they were', async () => {
    const before = await book()
    const after = await withNotes(before, { sheet: 'First', author: 'Mufakat', notes })
    expect(await readWorkbook(after, 'x.xlsx', limits)).toEqual(await readWorkbook(before, 'x.xlsx', limits))
    const [was, is] = [await partsOf(before), await partsOf(after)]
    const comments = is.get('xl/comments1.xml') ?? ''
    expect([...comments.matchAll(/ref="([A-Z]+\d+)"/g)].map(([, at]) => at)).toEqual(['B2', 'C2', 'A3', 'F9'])
    expect(comments).toContain('ว่างไม่ได้ &lt;&amp;&gt;')
    expect(comments).toContain('Mufakat: First\nSecond')
    expect(is.get('[Content_Types].xml')).toContain('PartName="/xl/comments1.xml"')
    for (const [name, part] of was) if (!['xl/worksheets/sheet1.xml', 'xl/worksheets/_rels/sheet1.xml.rels', 'xl/styles.xml', '[Content_Types].xml'].includes(name)) expect([name, is.get(name)]).toEqual([name, part])
    // Each coloured cell has a style of its own number with our fill; the format of its kind is kept.
    const styles = is.get('xl/styles.xml') ?? ''
    const formats = [...(/<cellXfs[^>]*>([\s\S]*?)<\/cellXfs>/.exec(styles)?.[1] ?? '').matchAll(/<xf[\s>]/g)].length
    expect(/<cellXfs[^>]*count="(\d+)"/.exec(styles)?.[1]).toBe(String(formats))
    expect(styles).toContain(colour)
    const sheet = is.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toMatch(/<c r="C2" s="\d+"\/>/)
    expect(sheet.indexOf('r="B2"')).toBeLessThan(sheet.indexOf('r="C2"'))
    expect(sheet.indexOf('r="C2"')).toBeLessThan(sheet.indexOf('r="D2"'))
    expect(sheet).toMatch(/<legacyDrawing [^>]*r:id="[^"]+"\/><\/worksheet>/)
  })

  it('a note that was there stays, ours follows it; more notes of a second time do not break the file', async () => {
    const once = await withNotes(await book(), { sheet: 'First', author: 'An officer', notes: [{ at: 'B2', text: 'Ask Hanoi' }] })
    const parts = await partsOf(await withNotes(once, { sheet: 'First', author: 'Mufakat', notes }))
    const comments = parts.get('xl/comments1.xml') ?? ''
    expect([...comments.matchAll(/<comment /g)]).toHaveLength(4)
    expect(/<comment ref="B2"[\s\S]*?<\/comment>/.exec(comments)?.[0]).toMatch(/An officer: Ask Hanoi[\s\S]*Mufakat: “3”/)
    expect(comments).toContain('<author>An officer</author><author>Mufakat</author>')
    expect([...parts.keys()].filter((name) => /vmlDrawing/.test(name))).toHaveLength(1)
    expect([...(parts.get('xl/drawings/vmlDrawing1.vml') ?? '').matchAll(/<v:shape /g)]).toHaveLength(4)
    expect([...(parts.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<legacyDrawing /g)]).toHaveLength(1)
    expect([...(parts.get('[Content_Types].xml') ?? '').matchAll(/Extension="vml"/g)]).toHaveLength(1)
  })

  it('given back again, what was mended since has neither note nor colour; the notes of others stay', async () => {
    const own = await withNotes(await book(), { sheet: 'First', author: 'An officer', notes: [{ at: 'B2', text: 'Ask Hanoi' }] })
    const first = await withNotes(own, { sheet: 'First', author: 'Mufakat', notes, colour: 'FFAABBCC' })
    const again = await withNotes(first, { sheet: 'First', author: 'Mufakat', notes: [{ at: 'A3', text: 'Still wrong' }], colour: 'FFAABBCC' })
    const parts = await partsOf(again)
    const comments = parts.get('xl/comments1.xml') ?? ''
    expect([...comments.matchAll(/<comment ref="([A-Z]+\d+)"/g)].map(([, at]) => at)).toEqual(['B2', 'A3'])
    expect(comments).toContain('An officer: Ask Hanoi')
    expect(comments).not.toContain('is not in the list')
    expect([...(parts.get('xl/drawings/vmlDrawing1.vml') ?? '').matchAll(/<v:shape /g)]).toHaveLength(2)
    const style = (xml: string, at: string) => Number(new RegExp(`<c r="${at}"[^>]* s="(\\d+)"`).exec(xml)?.[1] ?? 0)
    const fillsOf = (files: Map<string, string>, at: string) => { const xf = [...(/<cellXfs[^>]*>([\s\S]*?)<\/cellXfs>/.exec(files.get('xl/styles.xml') ?? '')?.[1] ?? '').matchAll(/<xf\s([^>]*?)\/?>/g)][style(files.get('xl/worksheets/sheet1.xml') ?? '', at)]?.[1] ?? ''; return /fillId="(\d+)"/.exec(xf)?.[1] ?? '0' }
    const noted = await partsOf(first)
    expect(fillsOf(noted, 'D2')).toBe(fillsOf(await partsOf(await book()), 'D2'))
    expect(fillsOf(parts, 'A3')).toBe(fillsOf(noted, 'A3'))
    expect(fillsOf(parts, 'C2')).not.toBe(fillsOf(noted, 'C2'))
    expect(await readWorkbook(again, 'x.xlsx', limits)).toEqual(await readWorkbook(await book(), 'x.xlsx', limits))
    expect([...(parts.get('xl/styles.xml') ?? '').matchAll(/FFAABBCC/g)]).toHaveLength(1)
  })

  it('the second sheet gets its own, by its name', async () => {
    const parts = await partsOf(await withNotes(await book(), { sheet: 'ที่สอง', author: 'Mufakat', notes: [{ at: 'A1', text: 'Here' }] }))
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain('legacyDrawing')
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('legacyDrawing')
  })

  const office = (() => { try { execFileSync('soffice', ['--version'], { stdio: 'ignore' }); return true } catch { return false } })()
  it.runIf(office)('LibreOffice opens it, shows the notes and keeps all values', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-office-'))
    try {
      const before = await book()
      writeFileSync(path.join(folder, 'noted.xlsx'), await withNotes(before, { sheet: 'First', author: 'Mufakat', notes }))
      execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'saved'), path.join(folder, 'noted.xlsx')], { stdio: 'ignore', timeout: 100_000 })
      const saved = new Uint8Array(readFileSync(path.join(folder, 'saved', 'noted.xlsx')))
      const parts = await partsOf(saved)
      const comments = [...parts].filter(([name]) => /comments/.test(name)).map(([, part]) => part).join('')
      for (const text of ['is not in the list', 'ว่างไม่ได้', 'Second', 'Below the last row']) expect(comments).toContain(text)
      expect((await readWorkbook(saved, 'x.xlsx', limits))[0]?.rows[1]?.slice(0, 2)).toEqual(['a', 3])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
