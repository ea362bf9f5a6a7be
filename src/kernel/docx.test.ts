import { describe, expect, it } from 'vitest'
import { columnWidths } from './docx.ts'

const row = (...cells: string[]) => cells.map((text) => [[text]])

describe('tables in a Word file', () => {
  it('no column is narrower than its longest word while another has more than it needs', () => {
    const columns = [{ head: 'Area and lead shepherd', width: 9 }, ...['completed', 'recurring, done for this cycle', 'in progress', 'past due', 'no report found', 'carried over', 'Left the count'].map((head) => ({ head, width: 2 }))]
    const widths = columnWidths(columns, [row('Illicit trafficking of wildlife and timber', '13', '3', '3', '0', '0', '0', '0')], 'en')
    const letters = Math.max(...'completed'.split(' ').map((word) => word.length))
    expect(widths[1]).toBeGreaterThanOrEqual(letters * 132)
    expect(widths[2]).toBeGreaterThanOrEqual('recurring'.length * 132)
    expect(Math.abs(widths.reduce((sum, one) => sum + one, 0) - (11906 - 2 * 1134))).toBeLessThanOrEqual(columns.length)
  })

  it('where every word fits, the widths are as they were asked for', () => {
    expect(columnWidths([{ head: 'No.', width: 1 }, { head: 'Text', width: 3 }], [row('1', 'a few words')], 'en')).toEqual([2410, 7229])
  })

  it('a day is not parted, nor does an address take the width of the rest', () => {
    const [day = 0, text = 0] = columnWidths([{ head: 'Due', width: 1 }, { head: 'Text', width: 12 }], [row('31\u00a0Dec\u00a02035', `https://example.org/${'x'.repeat(80)}`)], 'en')
    expect(day).toBeGreaterThanOrEqual('31 Dec 2035'.length * 132)
    expect(text).toBeGreaterThan(day)
  })

  it('Thai words are words, though no space parts them', () => {
    const widths = columnWidths([{ head: 'สาขา', width: 30 }, { head: 'ได้ดำเนินการแล้ว', width: 1 }], [row('การค้ามนุษย์', '๑๙')], 'th')
    expect(widths[1]).toBeGreaterThan(500)
    expect(widths[1]).toBeLessThan('ได้ดำเนินการแล้ว'.length * 132)
  })
})
