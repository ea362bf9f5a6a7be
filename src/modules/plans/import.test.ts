import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { readFileOf } from './import/file.ts'
import { documentOf, messy, tidyWorkbook, workbook, workbookParts, zipOf } from './import/fixtures.ts'
import { type Known, layoutOf, proposeColumns } from './import/layout.ts'
import { type Choices, noChoices, readRows } from './import/rules.ts'
import { mostRows, type Sheet } from './import/sheet.ts'
import { type Calendar, readCurrency, readMoney, readPercent, readWhen } from './import/values.ts'
import { fieldOfHead, namedIn, statusOf } from './import/words.ts'

const calendar: Calendar = { today: '2026-01-12', meetingOf: (text) => ({ 'SOMTC/2': { ref: 'SOMTC/2', starts: '2002-05-17' }, 'SOMTC/26': { ref: 'SOMTC/26', starts: null } })[text.toUpperCase()] ?? null }
const known: Known = {
  calendar, members: new Set(['IDN', 'KHM', 'THA', 'VNM', 'LAO']), mandates: new Map([['AMMTC/18/DEC.1', 'AMMTC-18-DEC.1']]), existing: [],
  areas: [{ key: 'terrorism', names: ['Terrorism', 'การก่อการร้าย'] }, { key: 'trafficking-in-persons', names: ['Trafficking in persons', 'การค้ามนุษย์'] }, { key: 'drugs', names: ['Illicit drug trafficking', 'การลักลอบค้ายาเสพติด'] }, { key: 'cybercrime', names: ['Cybercrime'] }, { key: 'wildlife-timber', names: ['Wildlife and timber'] }],
  strategies: [{ key: 'information-exchange', number: 1, names: ['Exchange of information'] }, { key: 'legal-matters', number: 2, names: ['Legal matters'] }, { key: 'training', number: 4, names: ['Training', 'การฝึกอบรม'] }],
  parties: [{ key: 'IDN', names: ['IDN', 'Indonesia'] }, { key: 'KHM', names: ['KHM', 'Cambodia', 'Kingdom of Cambodia'] }, { key: 'THA', names: ['THA', 'Thailand', 'ไทย'] }, { key: 'VNM', names: ['VNM', 'Viet Nam'] }, { key: 'LAO', names: ['LAO', 'Lao PDR'] }],
}
const when = (cell: Parameters<typeof readWhen>[0]) => readWhen(cell, calendar)
const first = async (bytes: Uint8Array, name = 'programme.xlsx'): Promise<Sheet> => (await readFileOf(bytes, name)).sheets[0] as Sheet
const proposed = (sheet: Sheet, more: Partial<Choices> = {}): Choices => ({ ...noChoices, columns: Object.fromEntries(proposeColumns(layoutOf(sheet), known, null).map(({ letter, becomes }) => [letter, becomes])), ...more })
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return error.faults[0]?.code ?? error.code
    throw error
  }
  throw new Error('was not refused')
}

describe('issue item 5: dates of both eras mixed in one column', () => {
  it.each([
    ['31/12/2567', { from: null, on: '2024-12-31' }], ['31/12/2024', { from: null, on: '2024-12-31' }], ['15 มี.ค. 67', { from: null, on: '2024-03-15' }], ['๑๕ มีนาคม ๒๕๖๗', { from: null, on: '2024-03-15' }], ['31/12/67', { from: null, on: '2024-12-31' }], ['31/12/24', { from: null, on: '2024-12-31' }], ['15-Mar-24', { from: null, on: '2024-03-15' }], ['30 June 2025', { from: null, on: '2025-06-30' }], ['2025-06-30', { from: null, on: '2025-06-30' }], ['29/2/2567', { from: null, on: '2024-02-29' }],
    ['ไตรมาส 2/2566', { from: '2023-04-01', on: '2023-06-30' }], ['ไตรมาสที่ ๒ ปี ๒๕๖๖', { from: '2023-04-01', on: '2023-06-30' }], ['Q3 2024', { from: '2024-07-01', on: '2024-09-30' }], ['Q1/26', { from: '2026-01-01', on: '2026-03-31' }], ['2024 Q3', { from: '2024-07-01', on: '2024-09-30' }], ['Q1-Q3 2024', { from: '2024-01-01', on: '2024-09-30' }], ['3rd quarter of 2024', { from: '2024-07-01', on: '2024-09-30' }], ['second half of 2025', { from: '2025-07-01', on: '2025-12-31' }], ['ครึ่งปีแรก 2567', { from: '2024-01-01', on: '2024-06-30' }],
    ['2566', { from: null, on: '2023-12-31' }], [2566, { from: null, on: '2023-12-31' }], ['2022-2024', { from: '2022-01-01', on: '2024-12-31' }], ['2565–67', { from: '2022-01-01', on: '2024-12-31' }], ['June 2024', { from: '2024-06-01', on: '2024-06-30' }], ['Jan - Mar 2024', { from: '2024-01-01', on: '2024-03-31' }], ['1/2/2567 ถึง 31/3/2567', { from: '2024-02-01', on: '2024-03-31' }], ['ปีงบประมาณ 2567', { from: '2023-10-01', on: '2024-09-30' }], ['by end of 2025', { from: null, on: '2025-12-31' }],
    [45657, { from: null, on: '2024-12-31' }], [{ day: '2567-12-31' }, { from: null, on: '2024-12-31' }], [{ day: '2024-12-31' }, { from: null, on: '2024-12-31' }],
    ['within 6 months after endorsement by SOMTC 2', { after: { meeting: 'SOMTC/2', months: 6 }, on: '2002-11-17' }], ['Within six months after the endorsement of the Work Programme by the 2nd Annual SOMTC', { after: { meeting: 'SOMTC/2', months: 6 }, on: '2002-11-17' }], ['ภายใน ๖ เดือนหลังการประชุม SOMTC ครั้งที่ ๒', { after: { meeting: 'SOMTC/2', months: 6 }, on: '2002-11-17' }], ['by 26th SOMTC', { after: { meeting: 'SOMTC/26', months: 0 }, on: null }], ['one year after SOMTC 2', { after: { meeting: 'SOMTC/2', months: 12 }, on: '2003-05-17' }],
    ['annually', { recurring: true }], ['ทุกปี', { recurring: true }], ['TBC', { none: true }], ['-', { none: true }], ['ไม่ระบุ', { none: true }],
  ] as const)('%s', (cell, expected) => expect(when(cell as never)).toEqual(expected))

  it.each([
    ['29/2/2568', 'plan-import.fault.no-such-day-era'], ['31/4/2025', 'plan-import.fault.no-such-day'], ['mid next year?', 'plan-import.fault.date'], ['next SOMTC', 'plan-import.fault.date'], ['27th AMMTC', 'plan-import.fault.meeting'], ['within 3 weeks after SOMTC 2', 'plan-import.fault.months'], ['June 13', 'plan-import.fault.date'], ['Q5 2024', 'plan-import.fault.date'], [{ error: '#REF!' }, 'plan-import.fault.date'], ['31/12/1850', 'plan-import.fault.date'], [{ day: '1900-01-05' }, 'plan-import.fault.year'],
  ] as const)('%s is asked about, never guessed', (cell, code) => expect(when(cell as never)).toMatchObject({ code }))
})

describe('issue item 5: money, shares and words', () => {
  it.each([
    ['USD 12,000', { amount: 12000, currency: 'USD' }], ['๑,๒๐๐,๐๐๐ บาท', { amount: 1200000, currency: 'THB' }], ['1.2 ล้านบาท', { amount: 1200000, currency: 'THB' }], ['50k USD', { amount: 50000, currency: 'USD' }], ['€ 1.200.000,50', { amount: 1200000.5, currency: 'EUR' }], ['RM 5,000.25', { amount: 5000.25, currency: 'MYR' }], [50000, { amount: 50000, currency: null }], ['TBC', { none: true }], ['1,500,000 IDR', { amount: 1500000, currency: 'IDR' }],
  ] as const)('%s', (cell, expected) => expect(readMoney(cell)).toEqual(expected))
  it.each([['5,000 XYZ', 'plan-import.fault.currency'], ['$ 5,000', 'plan-import.fault.currency'], ['50,000-60,000', 'plan-import.fault.amount-range'], ['1.200', 'plan-import.fault.amount-points'], [-5, 'plan-import.fault.amount'], ['in kind', 'plan-import.fault.amount']] as const)('%s is asked about', (cell, code) => expect(readMoney(cell)).toMatchObject({ code }))
  it('a share over 100 is a fault; Thai digits, signs and fractions are read', () => {
    expect(readPercent('๔๕', false)).toEqual({ percent: 45 })
    expect(readPercent({ percent: 45 }, false)).toEqual({ percent: 45 })
    expect(readPercent(0.45, true)).toEqual({ percent: 45 })
    expect(readPercent('150%', false)).toMatchObject({ code: 'plan-import.fault.percent-range' })
    expect(readPercent('half', false)).toMatchObject({ code: 'plan-import.fault.percent' })
  })
  it('"not completed" is no "completed", in either language', () => {
    expect([statusOf('Done')?.target, statusOf('แล้วเสร็จ')?.target, statusOf('not completed')?.target, statusOf('ยังไม่แล้วเสร็จ')?.target, statusOf('ToR in progress')?.target, statusOf('partially completed')?.target, statusOf('???')]).toEqual(['DONE', 'DONE', 'END', 'END', 'ONG', 'ONG', null])
  })
  it('heads in either language, or both, or within other words', () => {
    expect([fieldOfHead('Decision / ข้อสั่งการ'), fieldOfHead('Status as of June'), fieldOfHead('ผู้รับผิดชอบ'), fieldOfHead('Colour')]).toEqual([{ field: 'title', exact: true }, { field: 'status', exact: false }, { field: 'lead', exact: true }, null])
    expect(readCurrency('baht')).toBe('THB')
  })
  it('areas by their names, with numbers before them, or by most of their words', () => {
    expect([namedIn('1. Terrorism', known.areas), namedIn('ค้ามนุษย์', known.areas)?.key, namedIn('Drug trafficking', known.areas)?.key, namedIn('Fishing', known.areas)]).toEqual([{ key: 'terrorism', sure: 3 }, 'trafficking-in-persons', 'drugs', null])
  })
})

describe('issue item 5: the messy matrix', () => {
  const messyBytes = () => new Uint8Array(readFileSync(path.join(import.meta.dirname, 'fixtures', 'messy-matrix.xlsx')))
  it('the file in this folder is the one described here', async () => {
    expect((await first(messyBytes())).rows).toEqual((await first(await workbook([messy]))).rows)
  })
  it('two rows of heads are found below the title; each column is proposed with its reason', async () => {
    const sheet = await first(messyBytes())
    const layout = layoutOf(sheet)
    expect(layout.heads).toEqual([3, 4])
    const columns = proposeColumns(layout, known, null)
    expect(columns.map(({ letter, becomes }) => `${letter} ${becomes}`)).toEqual(['A leave', 'B title', 'C strategy', 'D lead', 'E start', 'F due', 'G status', 'H budget', 'I remarks', 'J leave'])
    expect(columns[4]?.head).toBe('Timeline / Start')
    expect(columns[9]).toMatchObject({ sure: 0, why: 'no-head' })
  })
  it('rows are read, those not understood are named by row and column; nothing hidden goes in', async () => {
    const sheet = await first(messyBytes())
    const read = readRows(sheet, proposed(sheet), known)
    expect(read.hidden).toEqual([9])
    expect(read.left).toEqual([{ row: 14, why: 'total' }])
    expect(read.headings.map(({ as }) => as)).toEqual(['area:terrorism', 'area:trafficking-in-persons'])
    expect(read.ready.map(({ row, code, area, status, startsOn, dueOn, budget, currency }) => ({ row, code, area, status, startsOn, dueOn, budget, currency }))).toEqual([
      { row: 6, code: 'TER-1-01', area: 'terrorism', status: 'ONG', startsOn: '2024-01-01', dueOn: '2024-12-31', budget: 12000, currency: 'USD' },
      { row: 7, code: 'TER-2-01', area: 'terrorism', status: 'ONG', startsOn: '2024-03-15', dueOn: '2025-06-30', budget: 1200000, currency: 'THB' },
    ])
    expect(read.ready[0]).toMatchObject({ asReported: true, progress: 100, said: 'Done', lead: 'IDN' })
    expect(read.open.map(({ row, faults }) => `${row}: ${faults.map(({ letter, code }) => `${letter} ${code.replace('plan-import.fault.', '')}`).join(', ')}`)).toEqual(['8: F date', '11: G percent-range, F no-such-day-era, H currency-needed', '12: H currency', '13: D party'])
  })
  it('a correction of the cell, of a word or of the row is enough', async () => {
    const sheet = await first(messyBytes())
    const choices = proposed(sheet, { cells: { '8:F': '30/6/2568', '11:F': '28/2/2568', '11:G': 'in progress', '12:H': '5,000 USD' }, words: { ...noChoices.words, party: { atlantis: 'THA' } }, rows: { '13': 'keep' }, currency: 'THB', hidden: true })
    const read = readRows(sheet, choices, known)
    expect(read.open).toEqual([])
    expect(read.ready.map(({ row }) => row)).toEqual([6, 7, 8, 9, 11, 12, 13])
    expect(read.ready.find(({ row }) => row === 12)).toMatchObject({ strategy: 'training', dueOn: '2002-11-17', dueAfter: { meeting: 'SOMTC/2', months: 6 }, participants: ['all'], lead: null, status: 'END' })
    expect(read.ready.find(({ row }) => row === 11)).toMatchObject({ lead: 'LAO', coLead: 'VNM', currency: 'THB', remarks: 'ทบทวนทุกปี', type: 'training' })
    expect(read.ready.find(({ row }) => row === 13)).toMatchObject({ status: 'SUS', lead: 'THA' })
  })
  it('R-3.3.1 no word of a file makes an activity completed', async () => {
    const words = ['Done', 'Completed', 'แล้วเสร็จ', '100%', 'COM']
    const sheet = await first(await workbook([{ rows: [['Activity', 'Area', 'Strategy', 'Status'], ...words.map((word, n) => [`Course ${n}`, 'Terrorism', 'Training', word])] }]))
    const read = readRows(sheet, proposed(sheet), known)
    expect(read.ready.map(({ status, asReported }) => `${status} ${asReported}`)).toEqual(['ONG true', 'ONG true', 'ONG true', 'ONG true'])
    expect(read.open.map(({ faults }) => faults[0]?.code)).toEqual(['plan-import.fault.status'])
  })
  it('US-16 AC1 codes of the file are kept; one that comes twice or is in use is named', async () => {
    const sheet = await first(await workbook([{ rows: [['Code', 'Activity', 'Area', 'Strategy'], ['TIP-2.3-04', 'One', 'Terrorism', 'Training'], ['TIP-2.3-04', 'Two', 'Terrorism', 'Training'], ['WT-4-01', 'Three', 'Terrorism', 'Training'], [null, 'Four', 'Wildlife and timber', 'Training']] }]))
    const read = readRows(sheet, proposed(sheet), { ...known, existing: [{ code: 'WT-4-01', area: 'wildlife-timber', strategy: 'training', titles: ['Another'] }] })
    expect(read.ready.map(({ code }) => code)).toEqual(['TIP-2.3-04', 'WT-4-02'])
    expect(read.open.map(({ row, faults }) => `${row} ${faults[0]?.code}`)).toEqual(['3 plan-import.fault.code-twice', '4 plan-import.fault.code-in-use'])
  })
  it('a row that the programme has already, or that comes twice, is asked about', async () => {
    const sheet = await first(await workbook([{ rows: [['Activity', 'Area', 'Strategy'], ['One', 'Terrorism', 'Training'], ['One', 'Terrorism', 'Training'], ['Another', 'Cybercrime', 'Training']] }]))
    const read = readRows(sheet, proposed(sheet), { ...known, existing: [{ code: 'CYB-4-01', area: 'cybercrime', strategy: 'training', titles: ['Another'] }] })
    expect(read.open.map(({ row, faults }) => `${row} ${faults[0]?.code}`)).toEqual(['3 plan-import.fault.twice', '4 plan-import.fault.exists'])
  })
})

describe('issue item 5: tables of a document', () => {
  it('a table for each area under its heading reads as one list; merged cells stand in each row', async () => {
    const heads = ['กิจกรรม', 'ยุทธศาสตร์', 'ผู้รับผิดชอบ', 'กำหนดแล้วเสร็จ', 'สถานะ']
    const sheet = await first(await documentOf([
      { heading: 'Terrorism', rows: [heads, ['ทำเนียบผู้ประสานงาน', { text: 'Training', down: 2 }, 'ไทย', 'ไตรมาส 2/2566', 'แล้วเสร็จ'], ['หลักสูตรที่สอง', 'Thailand', '31/12/2567', 'อยู่ระหว่างดำเนินการ']] },
      { heading: 'การค้ามนุษย์', rows: [heads, ['หลักสูตรที่สาม', 'การฝึกอบรม', 'Viet Nam', '2568', 'ยังไม่เริ่ม']] },
    ]), 'programme.docx')
    const read = readRows(sheet, proposed(sheet), known)
    expect(read.open).toEqual([])
    expect(read.ready.map(({ title, area, strategy, lead, dueOn, status }) => [title.th, area, strategy, lead, dueOn, status])).toEqual([
      ['ทำเนียบผู้ประสานงาน', 'terrorism', 'training', 'THA', '2023-06-30', 'ONG'], ['หลักสูตรที่สอง', 'terrorism', 'training', 'THA', '2024-12-31', 'ONG'], ['หลักสูตรที่สาม', 'trafficking-in-persons', 'training', 'VNM', '2025-12-31', 'END'],
    ])
  })
})

describe('issue item 5: hostile and hopeless files', () => {
  const sheet = { rows: [['Activity', 'Area'], ['One', 'Terrorism']] }
  it('30,000 rows get a clear answer', async () => {
    expect(await refusal(first(await workbook([{ rows: Array.from({ length: 30_000 }, (_, n) => [n, n + 1]) }])))).toBe('plan-import.too-many')
  })
  it('macros, another kind of file, an empty one and one without a table are refused with the reason', async () => {
    expect(await refusal(first(await zipOf({ ...workbookParts([sheet]), 'xl/vbaProject.bin': 'x' })))).toBe('file.macros')
    expect(await refusal(first(new TextEncoder().encode('Activity,Area'), 'programme.csv'))).toBe('file.not-taken')
    expect(await refusal(first(await workbook([{ rows: [[]] }])))).toBe('plan-import.empty')
    expect(await refusal(first(await documentOf([]), 'programme.docx'))).toBe('plan-import.no-table')
  })
  it('a bomb, a million merged rows, entities that name other files: refused or harmless', async () => {
    expect(await refusal(first(await zipOf({ ...workbookParts([sheet]), 'xl/sharedStrings.xml': ' '.repeat(60 * 1024 * 1024) })))).toBe('file.bomb')
    const parts = workbookParts([{ ...sheet, merges: ['A2:A1048576'] }])
    expect((await first(await zipOf(parts))).rows).toHaveLength(2)
    expect(await refusal(first(await zipOf({ ...parts, 'xl/sharedStrings.xml': `<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>${parts['xl/sharedStrings.xml']?.replace('One', '&x;')}` })))).toBe('plan-import.entities')
    expect(await refusal(first(await workbook([{ rows: [['Activity', ...Array.from({ length: 100 }, (_, n) => n)], ['x']] }])))).toBe('plan-import.too-wide')
  })
  it('600 rows are read and understood', async () => {
    const bytes = await tidyWorkbook(600)
    const tidy = await first(bytes)
    const read = readRows(tidy, proposed(tidy), known)
    expect([read.ready.length, read.open.length]).toEqual([600, 0])
    expect(mostRows).toBeGreaterThan(600)
  })
})
