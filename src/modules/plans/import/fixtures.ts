import { writeFileSync } from 'node:fs'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import writeExcelFile from 'write-excel-file/node'
import yazl from 'yazl'

/** For tests: a cell of a workbook that is made by hand, as the messiest programs make them. */
export type FixtureCell = string | number | null | { formula: string; value: string | number } | { serial: number } | { share: number } | { error: string }

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const letter = (index: number): string => (index < 26 ? '' : letter(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

function cellXml(cell: FixtureCell, at: string, strings: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    if (!strings.includes(cell)) strings.push(cell)
    return `<c r="${at}" t="s"><v>${strings.indexOf(cell)}</v></c>`
  }
  if ('formula' in cell) return `<c r="${at}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escape(cell.formula)}</f><v>${escape(String(cell.value))}</v></c>`
  if ('serial' in cell) return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`
  return 'share' in cell ? `<c r="${at}" s="2"><v>${cell.share}</v></c>` : `<c r="${at}" t="e"><v>${cell.error}</v></c>`
}

export interface FixtureSheet {
  name?: string
  /** By row number from 1; a gap is an empty row. */
  rows: FixtureCell[][]
  hidden?: number[]
  merges?: string[]
}

export async function zipOf(parts: Record<string, string | Buffer>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text as string), name, { mtime: new Date(0) })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

/** The parts of a workbook, so that a test can spoil one. */
export function workbookParts(sheets: FixtureSheet[]): Record<string, string> {
  const strings: string[] = []
  const pages = sheets.map(({ rows, hidden = [], merges = [] }) => `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((cells, index) => (cells.length === 0 ? '' : `<row r="${index + 1}"${hidden.includes(index + 1) ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellXml(cell, `${letter(column)}${index + 1}`, strings)).join('')}</row>`)).join('')}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`)
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escape(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-D07041E]d mmm yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(pages.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
  }
}

export const workbook = (sheets: FixtureSheet[]): Promise<Uint8Array> => zipOf(workbookParts(sheets))

/** A tidy programme of so many rows, made by a library as other programs would make it. */
export async function tidyWorkbook(rows: number): Promise<Uint8Array> {
  const areas = ['Terrorism', 'Illicit drug trafficking', 'Cybercrime', 'Wildlife and timber']
  const heads = ['Activity', 'Priority area', 'Strategy', 'Lead country', 'Start date', 'Due date', 'Status', 'Budget', 'Currency']
  const data = [heads.map((value) => ({ value })), ...Array.from({ length: rows }, (_, n) => [`Course number ${n + 1} on tracing`, areas[n % 4] ?? '', n % 2 === 0 ? 'Training' : 'Legal matters', n % 3 === 0 ? 'Thailand' : 'Viet Nam', '1 March 2024', n % 2 === 0 ? 'Q3 2024' : '31/12/2567', n % 5 === 0 ? 'Done' : 'In progress', String(1000 + n), 'USD'].map((value) => ({ value })))]
  return new Uint8Array(await writeExcelFile(data, { sheet: 'Programme' } as object).toBuffer())
}

/** A document with a heading and a table for each area; the heads come again in each. */
export async function documentOf(parts: { heading: string; rows: (string | { text: string; down?: number; across?: number })[][] }[]): Promise<Uint8Array> {
  const children = parts.flatMap(({ heading, rows }) => [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 }),
    new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map((cell) => { const { text, down, across } = typeof cell === 'string' ? { text: cell, down: 1, across: 1 } : { down: 1, across: 1, ...cell }; return new TableCell({ rowSpan: down, columnSpan: across, children: [new Paragraph(text)] }) }) })) }),
  ])
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

/** The messy matrix of this folder, made anew: `node import-fixtures.ts messy.xlsx`. */
export const messy: FixtureSheet = {
  name: 'Sheet1 (2)',
  rows: [
    ['MATRIX OF FOLLOW-UP, SOMTC WORK PROGRAMME (as of June, with comments)'],
    [],
    ['No.', 'Activity / กิจกรรม', 'Strategy', 'Lead', 'Timeline', null, 'Status as of June', 'Budget', 'Remarks', null],
    [null, null, null, null, 'Start', 'Due', null, null, null, null],
    ['1. Terrorism'],
    ['1', 'Directory of contact points', 'Exchange of Information', 'Indonesia', 'Q1 2024', '31/12/2567', 'Done', 'USD 12,000', null, null],
    ['2', 'Model clauses on hostage taking', 'Legal matters', 'Kingdom of Cambodia', '15 มี.ค. 67', 'ไตรมาส 2/2568', 'on-going', '๑,๒๐๐,๐๐๐ บาท', 'see e-mail', null],
    ['2a', 'Course for negotiators', 'Training', 'THA', { serial: 45352 }, 'mid next year?', 'แล้วเสร็จ', 'TBC', null, 'OK by lead'],
    ['3', 'Left out on purpose', 'Training', 'THA', null, '2025', 'Done', null, null, null],
    ['การค้ามนุษย์'],
    ['4', 'หลักสูตรการคุ้มครองเหยื่อ', 'Training', 'Lao PDR, Viet Nam', '2566', '29/2/2568', 'in progress 150%', 50000, 'ทบทวนทุกปี', null],
    ['5', 'Report within six months', 'same', 'All Member Countries', null, 'within 6 months after endorsement by SOMTC 2', 'not completed', '5,000 XYZ', null, null],
    ['6', 'Report within six months', 'Training', 'Atlantis', null, '2025', 'suspended', null, null, null],
    [null, 'Total', null, null, null, null, null, { formula: 'SUM(H6:H13)', value: 67000 }, null, null],
  ],
  hidden: [9],
  merges: ['A1:J1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:G4', 'H3:H4', 'I3:I4', 'A5:J5', 'A10:J10'],
}

if (process.argv[1] === import.meta.filename && process.argv[2]) writeFileSync(process.argv[2], await workbook([messy]))
