import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import { acting } from '../../../tests/installation.ts'
import fc from '../../../tests/properties.ts'
import { cellText, readWorkbook } from '../../kernel/workbook.ts'
import { type Answers, noAnswers, ready } from './form-file/rows.ts'
import type { Activity } from './queries.ts'
import { activityStatuses, activityTypes } from './schema.ts'
import { columns, type SheetField, tableFields, type TableField, vocabularyOf } from './table-file/columns.ts'
import { type AskedRow, differenceOf, type Judging } from './table-file/difference.ts'
import { patchOf } from './table-file/patch.ts'
import { readTableFile, tableFile, valuesOf } from './table-file/workbook.ts'

const text = (en: string, th = en) => ({ en, th })
const choices = vocabularyOf({
  areas: [{ slug: 'wildlife-timber', name: text('Illicit trafficking of wildlife and timber', 'การลักลอบค้าสัตว์ป่าและไม้') }, { slug: 'terrorism', name: text('Counter terrorism', 'การต่อต้านการก่อการร้าย') }],
  strategies: [{ slug: 'training', name: text('Training', 'การฝึกอบรม') }, { slug: 'legal', name: text('Legal', 'กฎหมาย') }],
  parties: [{ code: 'THA', name: text('Thailand', 'ไทย'), aliases: ['TH'] }, { code: 'VNM', name: text('Viet Nam', 'เวียดนาม'), aliases: [] }, { code: 'KOR', name: text('Korea, Republic of', 'สาธารณรัฐเกาหลี'), aliases: ['ROK'] }, { code: 'JPN', name: text('Japan', 'ญี่ปุ่น'), aliases: [] }],
})
const today = '2026-01-12'
const judging: Judging = { actor: acting('SD'), today, choices, meetings: new Set(['SOMTC/26']), mandates: new Set(['AMMTC-18-DEC.1']) }
const seen = judging.mandates
const of = { programme: 'wp-2022-2024', title: 'Work programme', at: '2026-01-10T02:00:00.000Z' }

const activity = (more: Partial<Activity> = {}): Activity => ({
  id: 'a1', programme: of.programme, code: 'WT-4-01', title: text('Course', 'หลักสูตร'), description: null, area: 'wildlife-timber', strategy: 'training', actionLine: null, objective: null, provision: null, proponent: null, lead: 'THA', coLead: null, participants: ['all'], type: 'training', startsOn: null, endsOn: null, dueOn: null, dueAfter: null, recurring: false, venue: null,
  beneficiaries: null, expectedOutput: null, risks: null, inclusion: null, sustainability: null, remarks: null, budget: null, currency: null, partner: null, status: 'END', statusSince: '2026-01-01T00:00:00Z', progress: null, atRisk: null, carriedFrom: null, carriedReason: null, supersededBy: null, marking: 'GENERAL', origin: 'desk', version: 1, funding: [], mandates: [], verified: 0, proofs: 0, reportMissing: false, ...more,
})
const asked = (list: readonly Activity[]): AskedRow[] => list.map((one) => ({ id: one.id, code: one.code, activity: one, concerned: { area: one.area, proponent: one.proponent, lead: one.lead, participants: one.participants, planPartner: null, frozen: false }, here: valuesOf(one, seen) }))
const compare = async (bytes: Uint8Array, list: readonly Activity[], answers: Partial<Answers> = {}, more: Partial<Judging> = {}) => differenceOf(await readTableFile(bytes, 'table.xlsx', of.programme), asked(list), { ...noAnswers, ...answers }, { ...judging, ...more })

/** Any words that may stand in an activity: Thai, several lines, what looks like a formula or an escape. */
const words = fc.oneof(fc.constantFrom('=1+1', '@SUM(A1)', '+66 2 123', 'ข้อความ\nสองบรรทัด', '๑๒๓', ' spaces ', '_x0041_', 'lost \uFFFD letter', '2026-01-12', '2/11/2568', '50%', 'valueOf', '__proto__', '<b>&"', 'a\r\nb', '007', 'x'.repeat(700)), fc.string({ unit: 'grapheme', maxLength: 50 })).map((one) => one.replaceAll('\0', ''))
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })
const pair = fc.tuple(words, words).map(([en, th]) => text(en, th))
const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true }).map((one) => one.toISOString().slice(0, 10))
const party = maybe(fc.constantFrom('THA', 'VNM', 'KOR', 'JPN', 'XXX'))
const amount = fc.integer({ min: 0, max: 99_999_999_999 }).map((cents) => cents / 100)
const anyActivity: fc.Arbitrary<Activity> = fc.record({
  title: pair, description: maybe(pair), objective: maybe(pair), actionLine: maybe(pair), expectedOutput: maybe(pair), area: fc.constantFrom('wildlife-timber', 'terrorism', 'an-area-no-longer-listed'), strategy: fc.constantFrom('training', 'legal'), type: fc.constantFrom(...activityTypes), status: fc.constantFrom(...activityStatuses), lead: party, coLead: party, partner: party,
  participants: fc.uniqueArray(fc.constantFrom('all', 'VNM', 'THA', 'KOR')), startsOn: maybe(day), endsOn: maybe(day), dueOn: maybe(day), recurring: fc.boolean(), venue: maybe(words), beneficiaries: maybe(fc.record({ women: fc.nat(), men: fc.nat(), all: fc.nat() }, { requiredKeys: [] })), money: maybe(fc.record({ budget: amount, currency: fc.constantFrom('THB', 'USD', 'JPY') })),
  dueAfter: maybe(fc.oneof(fc.constant({ meeting: 'SOMTC/26', mandate: '', months: 6, days: 0 }), fc.constant({ meeting: '', mandate: 'AMMTC-18-DEC.1', months: 0, days: 30 }), fc.constant({ meeting: '', mandate: 'HIDDEN-1-DEC.1', months: 3 }))), provision: maybe(words), risks: maybe(words), inclusion: maybe(words), sustainability: maybe(words), remarks: maybe(words), marking: fc.constantFrom('PUBLIC', 'GENERAL', 'LIMITED'), progress: maybe(fc.integer({ min: 0, max: 100 })),
}).map(({ money, ...one }) => activity({ ...one, budget: money?.budget ?? null, currency: money?.currency ?? null }))
const programme = fc.array(anyActivity, { minLength: 1, maxLength: 8 }).map((list) => list.map((one, index) => ({ ...one, id: `a${index}`, code: `WT-4-${index + 10}` })))

/** The same file with some cells of its first sheet as a program would leave them. */
async function edit(bytes: Uint8Array, change: (rows: unknown[][]) => unknown[][]): Promise<Uint8Array> {
  const sheets = await readWorkbook(bytes, 'table.xlsx', { bytes: 1e7, rows: 10_000 })
  const cell = (value: unknown): Cell => (value === null || value === undefined ? null : value instanceof Date ? { type: Date, value, format: 'yyyy-mm-dd' } : typeof value === 'string' ? { type: String, value: cellText(value) } : { type: Number, value: value as number })
  const data = sheets.map((sheet, index): SheetData => { const rows = sheet.rows.map((line) => [...line] as unknown[]); return (index === 0 ? change(rows) : rows).map((line) => line.map(cell)) })
  return new Uint8Array(await writeExcelFile(data.map((rows, index) => ({ data: rows, sheet: sheets[index]?.name ?? '' }))).toBuffer())
}
const place = (field: SheetField) => columns.findIndex((column) => column.field === field)
const set = (cells: Partial<Record<SheetField, unknown>>, row = 2) => (rows: unknown[][]) => { const line = rows[row - 1] ?? []; while (line.length < columns.length) line.push(null); for (const [field, value] of Object.entries(cells)) line[place(field as SheetField)] = value; return rows }

describe('US-16 the activities of a programme go out as a spreadsheet and come back without loss', () => {
  it('whatever its activities say, the table taken in again changes nothing', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(programme, fc.constantFrom('en' as const, 'th' as const), async (list, lang) => {
      const back = await compare(await tableFile(of, list, seen, choices, lang), list)
      expect({ faults: back.faults, changes: back.changes, absent: back.absent, meanwhile: back.meanwhile, rows: back.rows }).toEqual({ faults: [], changes: [], absent: [], meanwhile: [], rows: list.length })
    }), { numRuns: 30, endOnFailure: true })
  })

  it('whatever is changed in the file, that changes and nothing else; taken in, the activity says it', { timeout: 120_000 }, async () => {
    const to: Partial<Record<TableField, fc.Arbitrary<string>>> = { titleEn: fc.constant('Another title'), venue: fc.constant('กรุงเทพฯ'), lead: fc.constant('VNM'), participants: fc.constant('KOR,VNM'), area: fc.constant('terrorism'), marking: fc.constant('PUBLIC'), recurring: fc.constant('yes'), women: fc.integer({ min: 0, max: 9999 }).map(String), startsOn: day, remarks: fc.constant('=no formula'), outputTh: fc.constant('ผลผลิต') }
    const anyChange = fc.constantFrom(...(Object.keys(to) as TableField[])).chain((field) => fc.tuple(fc.constant(field), to[field] ?? fc.constant('')))
    await fc.assert(fc.asyncProperty(anyActivity, anyChange, fc.constantFrom('en' as const, 'th' as const), async (before, [field, value], lang) => {
      const one = { ...before, endsOn: null }
      const made = await readTableFile(await tableFile(of, [one], seen, choices, lang), 'x.xlsx', of.programme)
      const row = asked([one])[0]
      if (!row) throw new Error('no row')
      // The file of an activity that says this already, made from the one before.
      const other = await tableFile(of, [withValue(one, field, value)], seen, choices, lang)
      const back = differenceOf({ ...(await readTableFile(other, 'x.xlsx', of.programme)), base: made.base }, [row], noAnswers, judging)
      expect(back.faults).toEqual([])
      expect(back.changes.map((change) => [change.field, change.file])).toEqual(row.here[field] === value ? [] : [[field, value]])
      const patch = patchOf(row, back.changes)
      if (row.here[field] !== value) expect(Object.keys(patch.change)).toHaveLength(1)
    }), { numRuns: 40, endOnFailure: true })
  })

  it('days are days of the common era in the file, lists open in their cells, texts are texts, and what it was made from is hidden', async () => {
    const bytes = await tableFile(of, [activity({ startsOn: '2026-02-03', title: text('=cmd|calc') })], seen, choices, 'th')
    const sheets = await readWorkbook(bytes, 'x.xlsx', { bytes: 1e7, rows: 100 })
    expect(sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([['กิจกรรม', false], ['วิธีกรอก', false], ['mufakat', true]])
    expect(sheets[0]?.rows[1]?.[place('startsOn')]).toEqual(new Date('2026-02-03T00:00:00Z'))
    expect(sheets[0]?.rows[1]?.[place('area')]).toBe('การลักลอบค้าสัตว์ป่าและไม้')
    expect(sheets[0]?.formulas.size).toBe(0)
    expect(JSON.stringify(sheets[0]?.rows)).not.toContain('2569')
    const xml = await sheetXml(bytes)
    for (const field of ['area', 'strategy', 'type', 'status', 'lead', 'recurring', 'marking'] as const) expect(xml).toContain(`sqref="${letter(place(field))}2:${letter(place(field))}2"`)
  })

  it('six hundred rows are written and read, each with every field', { timeout: 60_000 }, async () => {
    const list = Array.from({ length: 600 }, (_, index) => activity({ id: `a${index}`, code: `WT-4-${index}`, description: text('A course of two weeks', 'หลักสูตรสองสัปดาห์'), startsOn: '2026-02-03', dueOn: '2026-12-31', budget: 1_200_000.5, currency: 'THB' }))
    const back = await compare(await tableFile(of, list, seen, choices, 'en'), list)
    expect([back.rows, back.faults, back.changes]).toEqual([600, [], []])
  })
})

const letter = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : `${String.fromCharCode(64 + Math.floor(index / 26))}${String.fromCharCode(65 + (index % 26))}`)
async function sheetXml(bytes: Uint8Array): Promise<string> {
  const { readZipParts } = await import('../../kernel/unzip.ts')
  const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-table-'))
  try {
    writeFileSync(path.join(folder, 'x.xlsx'), bytes)
    return Buffer.from((await readZipParts(path.join(folder, 'x.xlsx'), (part) => part === 'xl/worksheets/sheet1.xml', 1e7)).get('xl/worksheets/sheet1.xml') ?? new Uint8Array()).toString()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function withValue(one: Activity, field: TableField, value: string): Activity {
  switch (field) {
    case 'titleEn': return { ...one, title: { ...one.title, en: value } }
    case 'outputTh': return { ...one, expectedOutput: { en: one.expectedOutput?.en ?? '', th: value } }
    case 'participants': return { ...one, participants: value.split(',') }
    case 'recurring': return { ...one, recurring: value === 'yes' }
    case 'women': return { ...one, beneficiaries: { ...one.beneficiaries, women: Number(value) } }
    default: return { ...one, [field]: value }
  }
}

describe('US-16 bad input in a table that came back', () => {
  const list = [activity({ id: 'a1', code: 'WT-4-01', startsOn: '2026-03-01', endsOn: '2026-03-05', budget: 100, currency: 'THB' }), activity({ id: 'a2', code: 'WT-4-02', status: 'PRO' }), activity({ id: 'a3', code: 'WT-4-03', status: 'ONG', dueOn: '2026-06-30' })]
  const file = () => tableFile(of, list, seen, choices, 'en')
  const edited = async (cells: Partial<Record<SheetField, unknown>>, row = 2) => edit(await file(), set(cells, row))
  const faultsOf = async (cells: Partial<Record<SheetField, unknown>>, row = 2, more: Partial<Judging> = {}) => (await compare(await edited(cells, row), list, {}, more)).faults.map((fault) => `${fault.letter}${fault.row} ${fault.code}`)
  const at = (field: SheetField, row = 2) => `${letter(place(field))}${row}`

  it('each fault is named by row and column, all at once, and the rest is read', async () => {
    const back = await compare(await edited({ area: 'Piracy', lead: 'Atlantis', participants: 'Thailand; Nowhere', startsOn: '2/3/69', budget: '1.234', women: 'many', venue: 'Bangkok' }), list)
    expect(back.faults.map((fault) => `${fault.letter}${fault.row} ${fault.code}`)).toEqual([`${at('area')} exchange.no-such-word`, `${at('lead')} exchange.no-such-word`, `${at('participants')} exchange.no-such-name`, `${at('startsOn')} exchange.which-era`, `${at('women')} exchange.no-number`, `${at('budget')} exchange.decimals`])
    expect(back.changes.map((change) => [change.field, change.file])).toEqual([['venue', 'Bangkok']])
    const mended = await compare(await edited({ area: 'Piracy', venue: 'Bangkok' }), list, { fixes: { '2.area': 'terrorism' } })
    expect(mended.changes.map((change) => [change.field, change.file])).toEqual([['area', 'terrorism'], ['venue', 'Bangkok']])
  })

  it('days typed in the Buddhist era are read; one that a program took for a year five centuries away, too; 29 February of a year without one is none', async () => {
    const read = async (value: unknown) => { const back = await compare(await edited({ startsOn: value, endsOn: null }), list); return back.faults[0]?.code ?? back.changes.find((change) => change.field === 'startsOn')?.file }
    expect(await read('31 มี.ค. 2569')).toBe('2026-03-31')
    expect(await read('๓๑/๓/๒๕๖๙ พ.ศ.')).toBe('2026-03-31')
    expect(await read(new Date('2569-03-31T00:00:00Z'))).toBe('2026-03-31')
    expect(await read(new Date('2568-02-29T00:00:00Z'))).toBe('exchange.no-day')
  })

  it('names of parties are read in either language, by code or alias, also where a name holds a comma', async () => {
    const back = await compare(await edited({ participants: 'ไทย; Korea, Republic of\nVNM', lead: 'ROK' }), list)
    expect(back.changes.map((change) => [change.field, change.file])).toEqual([['lead', 'KOR'], ['participants', 'KOR,THA,VNM']])
    expect((await compare(await edited({ participants: 'Thailand, Viet Nam' }), list)).changes.map((change) => change.file)).toEqual(['THA,VNM'])
  })

  it('what hangs together is judged together: first and last day, amount and currency, a day or an event', async () => {
    expect(await faultsOf({ endsOn: new Date('2026-02-01T00:00:00Z') })).toEqual([`${at('endsOn')} plans.ends-before-start`])
    expect(await faultsOf({ currency: null })).toEqual([`${at('currency')} exchange.amount-and-currency`])
    expect(await faultsOf({ dueOn: new Date('2026-06-01T00:00:00Z'), afterWhat: 'SOMTC/26', afterMonths: 6 })).toEqual([`${at('dueOn')} plans.day-or-event`])
    expect(await faultsOf({ afterWhat: 'SOMTC/99', afterMonths: 6 })).toEqual([`${at('afterWhat')} plans.meeting-unknown`])
    expect(await faultsOf({ afterWhat: 'AMMTC/19/DEC.7', afterMonths: 6 })).toEqual([`${at('afterWhat')} plans.mandate-unknown`])
    expect(await faultsOf({ afterWhat: 'SOMTC/26' })).toEqual([`${at('afterMonths')} plans.after-how-long`])
    expect(await faultsOf({ afterMonths: 6 })).toEqual([`${at('afterWhat')} table.after-what`])
    expect(await faultsOf({ dueOn: null }, 4)).toEqual([`${at('dueOn', 4)} plans.day-or-event`])
    expect(await faultsOf({ titleEn: null, titleTh: null })).toEqual([`${at('titleEn')} plans.title-needed`])
    expect(await faultsOf({ area: null })).toEqual([`${at('area')} table.needed`])
  })

  it('a status moves by a step of practice §3.3 only; R-3.3.1 no table completes without verified proof; carrying over has its own page', async () => {
    expect(await faultsOf({ status: 'Completed' })).toEqual([`${at('status')} table.no-such-step`])
    expect(await faultsOf({ status: 'Completed' }, 4)).toEqual([`${at('status', 4)} plans.needs-verified-evidence`])
    expect(await faultsOf({ status: 'Carried over' })).toEqual([`${at('status')} plans.carry-over-names-the-cycle`])
    expect(await faultsOf({ status: 'Funds confirmed' })).toEqual([`${at('status')} plans.needs-funds`])
    const back = await compare(await edited({ status: 'กำหนดแล้ว', startsOn: null, endsOn: null }), list)
    expect(back.faults.map((fault) => fault.code)).toEqual(['exchange.no-such-word'])
  })

  it('R-3.3.4 a due day of the programme and a step by decision are marked as such; a proposal’s due day is not', async () => {
    const back = await compare(await edit(await file(), (rows) => set({ dueOn: new Date('2026-09-30T00:00:00Z') }, 4)(set({ dueOn: new Date('2026-09-30T00:00:00Z') }, 3)(set({ status: 'Deferred' }, 2)(rows)))), list)
    expect(back.faults).toEqual([])
    expect(back.changes.map((change) => [change.code, change.field, change.decision])).toEqual([['WT-4-01', 'status', true], ['WT-4-02', 'dueOn', false], ['WT-4-03', 'dueOn', true]])
  })

  it('who may not change an activity is told so in its row, and the rest goes on', async () => {
    const vietnam = acting('NF', { party: 'VNM' })
    expect(await faultsOf({ venue: 'Hanoi', remarks: 'Ours now' }, 2, { actor: vietnam })).toEqual([`${at('venue')} plans.only-own-member`, `${at('remarks')} plans.only-own-member`])
    expect(await faultsOf({ status: 'Deferred' }, 2, { actor: acting('NF', { party: 'THA' }) })).toEqual([`${at('status')} plans.decision-recorded-by-desk`])
  })

  it('a row that was taken out is named and nothing of it changes; a code that is not there and one given twice are faults', async () => {
    const back = await compare(await edit(await file(), (rows) => rows.filter((_, index) => index !== 2)), list)
    expect([back.absent, back.changes, back.faults]).toEqual([['WT-4-02'], [], []])
    expect(await faultsOf({ code: 'WT-9-99' })).toEqual(['A2 table.code-unknown'])
    expect(await faultsOf({ code: 'wt-4-02' }, 4)).toEqual(['A4 exchange.code-twice'])
    // A file of what a filter showed says nothing about the rest.
    expect((await compare(await tableFile(of, list.slice(0, 1), seen, choices, 'en'), list)).absent).toEqual([])
  })

  it('what another changed here meanwhile is named; where both changed the same cell someone chooses', async () => {
    const bytes = await edited({ venue: 'Bangkok', remarks: 'From the file' })
    const now = [{ ...list[0], venue: 'Chiang Mai', provision: '4.2' } as Activity, ...list.slice(1)]
    const back = await compare(bytes, now)
    expect(back.meanwhile).toEqual([{ id: 'a1', code: 'WT-4-01', fields: ['venue', 'provision'] }])
    expect(back.changes.map((change) => [change.field, change.here, change.file, change.both])).toEqual([['venue', 'Chiang Mai', 'Bangkok', true], ['remarks', '', 'From the file', false]])
    expect(ready(back, noAnswers).map((change) => change.field)).toEqual(['remarks'])
    expect(ready(back, { choices: { '2.venue': 'file', '2.remarks': 'here' } }).map((change) => change.field)).toEqual(['venue'])
  })

  it('words blanked in one language stand as in the other; blanked in both they are gone', async () => {
    const one = [activity({ description: text('Two weeks', 'สองสัปดาห์') })]
    const bytes = await tableFile(of, one, seen, choices, 'en')
    expect((await compare(await edit(bytes, set({ descriptionTh: null })), one)).changes.map((change) => [change.field, change.file])).toEqual([['descriptionTh', 'Two weeks']])
    const back = await compare(await edit(bytes, set({ descriptionTh: null, descriptionEn: null })), one)
    const row = asked(one)[0]
    expect(row && patchOf(row, back.changes).change).toEqual({ description: null })
  })

  it('the table of another programme, a report’s file and one with macros are refused', async () => {
    const refusal = async (bytes: Uint8Array, programme = of.programme) => readTableFile(bytes, 'x.xlsx', programme).then(() => 'read', (error: { faults?: { code: string }[] }) => error.faults?.[0]?.code)
    expect(await refusal(await file(), 'wp-2025')).toBe('table.not-this-file')
    const macro = await writeExcelFile([[{ value: 'Code' }]], {}, { features: [{ files: { write: { files: () => ({ 'xl/vbaProject.bin': 'Sub Auto_Open' }) } } }] }).toBuffer()
    expect(await refusal(new Uint8Array(macro))).toBe('file.macros')
    expect(await refusal(new Uint8Array(await writeExcelFile([[{ value: 'Code' }]]).toBuffer()))).toBe('table.not-this-file')
  })
})

describe('US-16 the table through another program', () => {
  const office = (() => { try { execFileSync('soffice', ['--version'], { stdio: 'ignore' }); return true } catch { return false } })()
  it.runIf(office)('opened and saved by LibreOffice it changes nothing, in either language', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mufakat-office-'))
    try {
      const programmes = fc.sample(programme, { numRuns: 6, seed: 18 })
      for (const [index, list] of programmes.entries()) writeFileSync(path.join(folder, `table-${index}.xlsx`), await tableFile(of, list, seen, choices, index % 2 === 0 ? 'en' : 'th'))
      execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'saved'), ...programmes.map((_, index) => path.join(folder, `table-${index}.xlsx`))], { stdio: 'ignore', timeout: 150_000 })
      for (const [index, list] of programmes.entries()) {
        const back = await compare(readFileSync(path.join(folder, 'saved', `table-${index}.xlsx`)), list)
        expect({ index, faults: back.faults, changes: back.changes, absent: back.absent }).toEqual({ index, faults: [], changes: [], absent: [] })
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

it('every field of the table has its name in both languages', () => {
  for (const field of tableFields) expect(columns.some((column) => column.field === field)).toBe(true)
})
