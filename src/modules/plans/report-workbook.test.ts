import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import fc from '../../../tests/properties.ts'
import { cellText, readWorkbook } from '../../kernel/workbook.ts'
import { meaningOf, numberIn } from './report-file/cells.ts'
import { saidFields, type SheetField } from './report-file/columns.ts'
import { type Answers, type Asked, differenceOf, noAnswers, ready, undecided } from './report-file/difference.ts'
import { type FileRow, readReportFile, reportFile, type Values, valuesOf } from './report-file/workbook.ts'

const today = '2026-01-12'
const of = { round: 'round-1', party: 'THA', reporter: 'member', area: null, version: 3, at: '2026-01-10T02:00:00.000Z', roundName: 'Second half of 2025' }
const nothing = valuesOf(null, 'en')
const row = (code: string, values: Partial<Values> = {}): FileRow => ({ code, title: `Activity ${code}`, values: { ...nothing, ...values } })
const asked = (rows: readonly FileRow[], here: readonly (Partial<Values> | null)[] = []): Asked[] => rows.map((one, index) => ({ id: one.code, code: one.code, status: 'ONG', here: here[index] === null ? null : { ...one.values, ...here[index] }, before: one.values }))
const compare = async (bytes: Uint8Array, rows: readonly FileRow[], here: readonly (Partial<Values> | null)[] = [], answers: Partial<Answers> = {}) => differenceOf(await readReportFile(bytes, 'report.xlsx'), asked(rows, here), { ...noAnswers, ...answers }, { today, lang: 'en' })

/** Any words a person may leave in a report: Thai, several lines, what looks like a formula or an escape, spaces at the ends, signs of emotion, control characters. */
const words = fc.oneof(
  fc.constantFrom('', '0', '-', '=1+1', '+66 2 123', '-5', '@SUM(A1)', '=HYPERLINK("https://example.org","x")', 'ข้อความภาษาไทย\nสองบรรทัด', '๑๒๓', '  spaces at both ends ', '\tTab', '_x0041_', '_x005F_x000D_', 'a\r\nb\rc', '👍🏽🇹🇭', '<b>&amp;"\'', '2026-01-12', '1E5', 'TRUE', '\u000bvertical', 'é vs é', '#REF!', '007', '50%', '\u200bzero width', ']]>', 'valueOf', '__proto__', 'constructor'),
  fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'กขคงาิีุู่้ๆฯ =+-@\n\r\t'), maxLength: 40 }),
).map((text) => text.replaceAll('\0', ''))
const amount = fc.oneof(fc.constant(''), fc.constant('0'), fc.integer({ min: 0, max: 99_999_999_999 }).map((cents) => String(cents / 100)))
const values: fc.Arbitrary<Values> = fc.record({
  status: fc.constantFrom('', 'ONG', 'COM', 'SUS', 'DEF', 'REC'), text: words, language: fc.constantFrom('en', 'th'), women: fc.constantFrom('', '0', '1', '19', '2147483647'), men: fc.constantFrom('', '0', '27'), progress: fc.constantFrom('', '0', '7', '50', '100'),
  spent: amount, obstacles: words, nextSteps: words, currency: fc.constant(''),
}).map((one) => ({ ...one, currency: one.spent === '' ? '' : 'THB', ...valuesOfTexts(one) }))
/** As a report is read before it is compared. */
const valuesOfTexts = (one: Pick<Values, 'text' | 'obstacles' | 'nextSteps'>) => { const { text, obstacles, nextSteps } = valuesOf({ status: null, language: 'en', women: null, men: null, progress: null, spent: null, currency: null, ...one }, 'en'); return { text, obstacles, nextSteps } }
const report = fc.array(values, { minLength: 1, maxLength: 14 }).map((list) => list.map((one, index): FileRow => ({ code: `CT-1-${index + 10}`, title: one.text.slice(0, 40) || 'Activity', values: one })))

describe('US-17 AC6 a report goes out as a spreadsheet and comes back without loss', () => {
  it('whatever a report says, its file taken in again changes nothing', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(report, fc.constantFrom('en' as const, 'th' as const), async (rows, lang) => {
      const back = await compare(await reportFile(of, rows, lang), rows)
      expect({ faults: back.faults, changes: back.changes, absent: back.absent, proofs: back.proofs }).toEqual({ faults: [], changes: [], absent: [], proofs: [] })
    }), { numRuns: 40, endOnFailure: true })
  })

  it('every character that a text can hold comes back', { timeout: 120_000 }, async () => {
    const points = Array.from({ length: 0xffff }, (_, index) => index + 1).filter((point) => point < 0xd800 || point > 0xdfff)
    for (let point = 0x10000; point < 0x110000; point += 0x1ff) points.push(point)
    for (let plane = 1; plane <= 16; plane++) points.push(plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff)
    const rows = Array.from({ length: Math.ceil(points.length / 40) }, (_, index) => row(`CT-${index}`, { text: valuesOfTexts({ text: `a${points.slice(index * 40, index * 40 + 40).map((point) => String.fromCodePoint(point)).join('|')}b`, obstacles: '', nextSteps: '' }).text }))
    const back = await compare(await reportFile(of, rows, 'en'), rows)
    expect([back.rows, back.faults, back.changes]).toEqual([rows.length, [], []])
  })

  it('whatever is changed in the file, that changes and nothing else', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(report, values, fc.constantFrom(...saidFields), fc.nat(), async (rows, other, field, at) => {
      const edited = rows.map((one, index) => (index === at % rows.length ? { ...one, values: { ...one.values, [field]: other[field], ...(field === 'spent' || field === 'currency' ? { spent: other.spent, currency: other.currency } : {}) } } : one))
      const file = await readReportFile(await reportFile(of, edited, 'en'), 'report.xlsx')
      // What the file was made from is what the report said before the edit.
      const back = differenceOf({ ...file, base: Object.fromEntries(rows.map((one) => [one.code, one.values])) }, asked(rows), noAnswers, { today, lang: 'en' })
      const before = rows[at % rows.length]
      const after = edited[at % rows.length]
      const wanted = saidFields.filter((one) => before?.values[one] !== after?.values[one])
      expect(back.faults).toEqual([])
      expect(back.changes.map((change) => [change.code, change.field, change.file])).toEqual(wanted.map((one) => [after?.code, one, after?.values[one]]))
    }), { numRuns: 40, endOnFailure: true })
  })

  it('a text that begins like a formula is text in the file, in either language', async () => {
    const sheets = await readWorkbook(await reportFile(of, [row('CT-1-01', { text: '=cmd|calc', obstacles: '@SUM(1)' })], 'th'), 'x.xlsx', { bytes: 1e7, rows: 100 })
    expect(sheets[0]?.formulas.size).toBe(0)
    expect(sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([['รายงาน', false], ['วิธีกรอก', false], ['mufakat', true]])
  })

  it('a row as it came counts as not filled in; one that says 0 instead of nothing is filled in', async () => {
    const rows = [row('CT-1-01', { text: 'Last time' }), row('CT-1-02')]
    const bytes = await reportFile(of, rows, 'en')
    expect((await compare(bytes, rows, [null, null])).untouched).toEqual(['CT-1-01', 'CT-1-02'])
    const edited = await compare(await edit(bytes, { F3: 0 }), rows, [null, null])
    expect(edited.untouched).toEqual(['CT-1-01'])
    expect(edited.changes.map((change) => [change.code, change.field, change.here, change.file])).toEqual([['CT-1-02', 'women', '', '0']])
    expect(edited.whole['CT-1-02']).toMatchObject({ women: '0', men: '' })
  })

  it('what changed on both sides waits for a choice; what is the same on both is no difference', async () => {
    const rows = [row('CT-1-01', { text: 'As downloaded', obstacles: 'None' })]
    const bytes = await edit(await reportFile(of, rows, 'en'), { D2: 'In the file', K2: 'Both say this' })
    const here = [{ text: 'Here since', obstacles: 'Both say this' }]
    const back = await compare(bytes, rows, here)
    expect(back.changes).toMatchObject([{ field: 'text', here: 'Here since', file: 'In the file', both: true }])
    expect(ready(back, noAnswers)).toEqual([])
    expect(undecided(back, noAnswers)).toHaveLength(1)
    expect(ready(back, { choices: { '2.text': 'file' } })).toHaveLength(1)
    // Changed here only: the file is older, and changes nothing.
    expect((await compare(await reportFile(of, rows, 'en'), rows, here)).changes).toEqual([])
  })
})

/** The same file with some cells of its first sheet as a program would leave them. */
async function edit(bytes: Uint8Array, cells: Record<string, string | number | boolean | Date | null>, shape: { transform?: (xml: string) => string } = {}): Promise<Uint8Array> {
  const sheets = await readWorkbook(bytes, 'report.xlsx', { bytes: 1e7, rows: 10_000 })
  const cell = (value: unknown): Cell => (value === null || value === undefined ? null : value instanceof Date ? { type: Date, value, format: 'yyyy-mm-dd' } : typeof value === 'string' ? { type: String, value: cellText(value) } : typeof value === 'number' ? { type: Number, value } : { type: Boolean, value: value as boolean })
  const data = sheets.map((sheet, index): SheetData => {
    const rows = sheet.rows.map((line) => [...line] as unknown[])
    if (index === 0) for (const [address, value] of Object.entries(cells)) { const column = address.charCodeAt(0) - 65; const at = Number(address.slice(1)) - 1; while (rows.length <= at) rows.push([]); const line = rows[at] ?? []; while (line.length <= column) line.push(null); line[column] = value }
    return rows.map((line) => line.map(cell))
  })
  return new Uint8Array(await writeExcelFile(data.map((rows, index) => ({ data: rows, sheet: sheets[index]?.name ?? '' })), { features: [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: (xml, _options, { sheetIndex }) => (sheetIndex === 0 && shape.transform ? shape.transform(xml) : xml) } } } }] }).toBuffer())
}

describe('US-17 AC6 bad input in a file that came back', () => {
  const rows = [row('CT-1-01', { text: 'Said' }), row('CT-1-02'), row('CT-1-03')]
  const filled = async (cells: Parameters<typeof edit>[1], shape: Parameters<typeof edit>[2] = {}) => edit(await reportFile(of, rows, 'en'), cells, shape)
  const faultsOf = async (cells: Parameters<typeof edit>[1], shape: Parameters<typeof edit>[2] = {}, answers: Partial<Answers> = {}) => (await compare(await filled(cells, shape), rows, [], answers)).faults.map((fault) => `${fault.letter}${fault.row} ${fault.code}`)

  it('each fault is named by row and column, all at once, and the rest is read', async () => {
    const bytes = await filled({ C2: 'Almost there', F2: '๑๙', G2: 'many', H2: '๑๒๐', I2: '412,500.50', J2: 'บ.', D3: 'Fine' })
    const back = await compare(bytes, rows)
    expect(back.faults.map((fault) => `${fault.letter}${fault.row} ${fault.code}`)).toEqual(['C2 exchange.no-such-word', 'G2 exchange.no-number', 'H2 exchange.percent-over', 'J2 exchange.currency'])
    expect(back.faults.find((fault) => fault.field === 'currency')?.choices[0]).toBe('THB')
    // The amount waits for its currency; the women and the other row do not.
    expect(back.changes.map((change) => [change.code, change.field, change.file])).toEqual([['CT-1-01', 'women', '19'], ['CT-1-02', 'text', 'Fine']])
    const mended = await compare(bytes, rows, [], { fixes: { '2.status': 'เสร็จแล้ว?', '2.men': '27', '2.progress': '100', '2.currency': 'THB' } })
    expect(mended.faults.map((fault) => fault.code)).toEqual(['exchange.no-such-word'])
    expect(mended.changes.map((change) => [change.field, change.file])).toEqual([['women', '19'], ['men', '27'], ['progress', '100'], ['spent', '412500.5'], ['currency', 'THB'], ['text', 'Fine']])
  })

  it('a status is read in either language, and only one it can become', async () => {
    expect((await compare(await filled({ C2: 'แล้วเสร็จ', C3: 'Suspended', C4: 'ONG' }), rows)).faults).toEqual([])
    expect(await faultsOf({ C2: 'Proposed' })).toEqual(['C2 exchange.no-such-step'])
  })

  it('numbers: thousands by commas are read, a point that may part thousands is asked about, below zero and halves of people refused', () => {
    expect(['1,234.50', '๑,๒๓๔', ' 1 234 ', '1234', '-5', '1.234,5', '12,34', 'ten', '1e3', ''].map(numberIn)).toEqual([1234.5, 1234, 1234, 1234, -5, null, null, null, null, null])
    const of = (field: SheetField, text: string) => { const read = meaningOf(field, { kind: 'text', text }, today); return 'code' in read ? read.code : read.value }
    expect([of('spent', '1.234'), of('spent', '-1'), of('women', '1.5'), of('progress', '50%'), of('progress', '33.3'), of('progress', '๑๐๐')]).toEqual(['exchange.decimals', 'exchange.negative', 'exchange.no-count', '50', 'exchange.percent', '100'])
  })

  it('a share that a program keeps as 1 and shows as 100 % is a hundred per cent, not one', () => {
    expect(meaningOf('progress', { kind: 'number', text: '1', share: true }, today)).toEqual({ value: '100' })
    expect(meaningOf('progress', { kind: 'number', text: '0.07', share: true }, today)).toEqual({ value: '7' })
    expect(meaningOf('progress', { kind: 'number', text: '0.5' }, today)).toMatchObject({ code: 'exchange.percent' })
  })

  it('days of both eras in one column: with the era named they are read, else both readings are offered', () => {
    const of = (text: string) => { const read = meaningOf('proofOn', { kind: 'text', text }, today); return 'code' in read ? [read.code, ...(read.choices ?? [])] : read.value }
    expect(of('30 ก.ย. 2568')).toBe('2025-09-30')
    expect(of('30 September 2025')).toBe('2025-09-30')
    expect(of('๓๐/๙/๒๕๖๘')).toBe('2025-09-30')
    expect(of('2/11/2568')).toEqual(['exchange.which-era', '2025-11-02', '2568-11-02'])
    expect(of('2/11/68')).toEqual(['exchange.which-era', '2025-11-02', '2068-11-02'])
    expect(of('29/2/2568 พ.ศ.')).toEqual(['exchange.no-day'])
    // Typed in B.E. into a program that counts in C.E.
    expect(meaningOf('proofOn', { kind: 'day', text: '2568-11-02' }, today)).toEqual({ value: '2025-11-02' })
  })

  it('merged cells are no answer for each row; formulas are read as they last showed, and refused with a reason where they show none', async () => {
    const merged = await faultsOf({ K2: 'For both' }, { transform: (xml) => xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="K2:K3"/></mergeCells>') })
    expect(merged).toEqual(['K3 exchange.merged'])
    const formula = (inside: string, type = '') => ({ transform: (xml: string) => xml.replace(/<c r="F2"[^>]*>.*?<\/c>/, `<c r="F2"${type}>${inside}</c>`) })
    expect((await compare(await filled({ F2: 1 }, formula('<f>10+9</f><v>19</v>')), rows)).changes.map((change) => change.file)).toEqual(['19'])
    expect((await compare(await filled({ F2: 1 }, formula('<f>10+9</f><v>19</v>')), rows)).formulas).toBe(1)
    expect(await faultsOf({ F2: 1 }, formula('<f>10+9</f>'))).toEqual(['F2 exchange.formula-no-value'])
    expect(await faultsOf({ F2: 1 }, formula('<f>1/0</f><v>#DIV/0!</v>', ' t="e"'))).toEqual(['F2 exchange.formula-broken'])
  })

  it('hidden rows are counted and left out until someone asks for them', async () => {
    const bytes = await filled({ D3: 'Hidden words' }, { transform: (xml) => xml.replace('<row r="3"', '<row hidden="1" r="3"') })
    const back = await compare(bytes, rows)
    expect([back.hidden, back.changes, back.absent]).toEqual([1, [], ['CT-1-02']])
    expect((await compare(bytes, rows, [], { hiddenRows: true })).changes.map((change) => change.file)).toEqual(['Hidden words'])
  })

  it('a code that is not asked about, one given twice and none at all; a row that is missing changes nothing', async () => {
    expect(await faultsOf({ A2: 'CT-9-99', A3: 'CT-1-03', A4: 'ct-1-03' })).toEqual(['A2 exchange.code-unknown', 'A4 exchange.code-twice'])
    const back = await compare(await filled({ A2: null }), rows)
    expect(back.faults.map((fault) => [fault.code, fault.choices])).toEqual([['exchange.code-needed', ['CT-1-01']]])
    expect(back.absent).toEqual(['CT-1-01'])
    expect((await compare(await filled({ A2: null }), rows, [], { fixes: { '2.code': 'CT-1-01' } })).faults).toEqual([])
  })

  it('proof without a place or a name is asked for; with both it is sent', async () => {
    expect(await faultsOf({ M2: 'Attendance list', O3: 'https://example.org/a.pdf', P4: '2/11/68' })).toEqual(['O2 exchange.proof-place-needed', 'M3 exchange.proof-title-needed', 'P4 exchange.which-era'])
    const { proofs } = await compare(await filled({ M2: 'Attendance list', N2: 'รายชื่อผู้เข้าร่วม', O2: 'https://example.org/a.pdf', P2: '2 พ.ย. 2568' }), rows)
    expect(proofs).toMatchObject([{ code: 'CT-1-01', title: 'Attendance list', place: 'https://example.org/a.pdf', on: '2025-11-02' }])
  })

  it('a file that is not of this kind, one with macros and one too large are refused', async () => {
    const refusal = async (bytes: Uint8Array, name = 'x.xlsx') => readReportFile(bytes, name).then(() => 'read', (error: { faults?: { code: string }[] }) => error.faults?.[0]?.code)
    expect(await refusal(new Uint8Array(await writeExcelFile([[{ value: 'Code' }]]).toBuffer()))).toBe('exchange.not-this-report')
    expect(await refusal(new TextEncoder().encode('code;text'))).toBe('file.lies')
    const macro = await writeExcelFile([[{ value: 'Code' }]], {}, { features: [{ files: { write: { files: () => ({ 'xl/vbaProject.bin': 'Sub Auto_Open' }) } } }] }).toBuffer()
    expect(await refusal(new Uint8Array(macro), 'report.xlsx')).toBe('file.macros')
    expect(await refusal(new Uint8Array(macro), 'report.xlsm')).toBe('file.macros')
    const many = Array.from({ length: 6000 }, (_, index) => row(`X-${index}`))
    expect(await refusal(await reportFile(of, many, 'en'))).toBe('workbook.too-many-rows')
  })
})

describe('US-17 AC6 through another program', () => {
  /** Made from a demonstration report, opened and saved by LibreOffice 7.4. */
  const saved = path.join(import.meta.dirname, 'fixtures', 'report-saved-by-libreoffice.xlsx')
  const example: FileRow[] = [
    row('WT-4-01', { status: 'ONG', text: 'The first part was held.\nTrained officers now carry out a first check.', women: '19', men: '27', progress: '50', spent: '412500.75', currency: 'THB', obstacles: '=none', nextSteps: '  ' }),
    row('WT-4-02', { status: 'COM', text: 'จัดอบรมแล้ว\n\nผู้ผ่านการอบรม ๔๖ คน', language: 'th', women: '0', men: '', progress: '100', spent: '0', currency: 'USD', obstacles: '+66 2 123 4567', nextSteps: ' leading and trailing ' }),
    row('WT-5-01', { text: '_x0041_ 👍🏽 <b>&', obstacles: '@SUM(A1)', nextSteps: '-5' }), row('WT-6-01'),
  ].map((one) => ({ ...one, values: { ...one.values, nextSteps: one.values.nextSteps.trim() === '' ? '' : one.values.nextSteps } }))

  it('a file that LibreOffice saved is read as it was, its hidden sheet too', async () => {
    const back = await compare(readFileSync(saved), example)
    expect({ faults: back.faults, changes: back.changes, absent: back.absent }).toEqual({ faults: [], changes: [], absent: [] })
  })

  const office = (() => { try { execFileSync('soffice', ['--version'], { stdio: 'ignore' }); return true } catch { return false } })()
  it.runIf(office)('opened and saved by LibreOffice here, it changes nothing; neither does a file of any words', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-office-'))
    try {
      const reports = [example, ...fc.sample(report, { numRuns: 12, seed: 17 })]
      for (const [index, rows] of reports.entries()) writeFileSync(path.join(folder, `report-${index}.xlsx`), await reportFile(of, rows, index % 2 === 0 ? 'en' : 'th'))
      execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'saved'), ...reports.map((_, index) => path.join(folder, `report-${index}.xlsx`))], { stdio: 'ignore', timeout: 150_000 })
      for (const [index, rows] of reports.entries()) {
        const back = await compare(readFileSync(path.join(folder, 'saved', `report-${index}.xlsx`)), rows)
        expect({ index, faults: back.faults, changes: back.changes, absent: back.absent }).toEqual({ index, faults: [], changes: [], absent: [] })
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
