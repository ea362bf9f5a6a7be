import { type Cell, shownIn } from './sheet.ts'
import { plainWord, shareWithin } from './values.ts'

/** What a column of a file may become; `leave`: nothing. */
export const importFields = ['leave', 'code', 'title', 'titleTh', 'description', 'area', 'strategy', 'lead', 'participants', 'partner', 'type', 'start', 'due', 'status', 'progress', 'budget', 'currency', 'fund', 'output', 'venue', 'mandate', 'remarks'] as const
export type ImportField = (typeof importFields)[number]
/** Two columns may be read into one of these, word for word. */
export const manyFields: readonly ImportField[] = ['leave', 'description', 'remarks']

/** What a word of status becomes. `DONE`: under way at 100 %, completed as reported; completed only with proof that another verified. `EACH`: recurring, under way. */
export const statusTargets = ['END', 'SCH', 'ONG', 'DONE', 'EACH', 'PRO', 'SUS', 'DEF', 'CAN', 'LEAVE'] as const
export type StatusTarget = (typeof statusTargets)[number]

/** How tables of the field head their columns, in both languages; the first of a list counts like the others. */
const heads: Record<Exclude<ImportField, never>, readonly string[]> = {
  leave: ['no', 'no.', '#', 's/n', 'item', 'item no', 'ลำดับ', 'ลำดับที่', 'ที่'],
  code: ['code', 'activity code', 'project code', 'activity no', 'activity no.', 'รหัส', 'รหัสกิจกรรม', 'รหัสโครงการ'],
  title: ['activity', 'activities', 'title', 'activity title', 'name of activity', 'project', 'project title', 'proposed activity', 'proposed activities', 'proposed programme/project/activities', 'proposed programme', 'decision', 'action', 'action line', 'actions', 'task', 'follow-up action', 'กิจกรรม', 'ชื่อกิจกรรม', 'โครงการ', 'กิจกรรม/โครงการ', 'โครงการ/กิจกรรม', 'ข้อสั่งการ', 'มติ', 'เรื่อง', 'รายการ', 'การดำเนินการ'],
  titleTh: ['title (thai)', 'activity (thai)', 'thai title', 'ชื่อภาษาไทย', 'กิจกรรม (ภาษาไทย)', 'กิจกรรมภาษาไทย'],
  description: ['description', 'details', 'objective', 'objectives', 'รายละเอียด', 'วัตถุประสงค์', 'คำอธิบาย'],
  area: ['area', 'priority area', 'priority areas', 'thematic area', 'crime', 'crime type', 'sector', 'สาขา', 'สาขาความร่วมมือ', 'ด้าน', 'ประเภทอาชญากรรม', 'ความร่วมมือด้าน'],
  strategy: ['strategy', 'strategies', 'component', 'strategic measure', 'programme component', 'ยุทธศาสตร์', 'กลยุทธ์', 'แนวทาง'],
  lead: ['lead', 'lead country', 'lead shepherd', 'lead party', 'responsible', 'responsible party', 'responsible country', 'owner', 'lead and cooperating sectoral body', 'implementing country', 'implementing agency', 'ผู้รับผิดชอบ', 'ประเทศผู้นำ', 'ประเทศนำ', 'ประเทศผู้รับผิดชอบ', 'เจ้าภาพ', 'หน่วยงานรับผิดชอบ', 'หน่วยงานหลัก'],
  participants: ['participants', 'participating countries', 'participating members', 'ผู้เข้าร่วม', 'ประเทศที่เข้าร่วม'],
  partner: ['partner', 'dialogue partner', 'external partner', 'partners', 'คู่เจรจา', 'หุ้นส่วน', 'ประเทศคู่เจรจา'],
  type: ['type', 'type of activity', 'modality', 'form', 'ประเภท', 'ประเภทกิจกรรม', 'รูปแบบ'],
  start: ['start', 'start date', 'starts', 'from', 'commencement', 'begin', 'begins', 'วันเริ่ม', 'วันเริ่มต้น', 'เริ่ม', 'เริ่มต้น', 'วันที่เริ่ม'],
  due: ['due', 'due date', 'deadline', 'timeline', 'time frame', 'timeframe', 'time line', 'end', 'end date', 'ends', 'until', 'target date', 'completion', 'completion date', 'when', 'date', 'กำหนดเวลา', 'กำหนดแล้วเสร็จ', 'ระยะเวลา', 'ห้วงเวลา', 'กรอบเวลา', 'สิ้นสุด', 'วันสิ้นสุด', 'วันที่', 'ภายใน'],
  status: ['status', 'implementation status', 'status of implementation', 'state', 'สถานะ', 'สถานะการดำเนินงาน', 'สถานะการดำเนินการ'],
  progress: ['progress', '%', '% complete', '% done', 'percent', 'percentage', 'per cent done', 'ร้อยละ', 'ความคืบหน้า', 'ความก้าวหน้า', 'ความคืบหน้า (%)', 'progress (%)'],
  budget: ['budget', 'cost', 'estimated cost', 'estimated budget', 'amount', 'budget (usd)', 'งบประมาณ', 'วงเงิน', 'ค่าใช้จ่าย', 'จำนวนเงิน'],
  currency: ['currency', 'สกุลเงิน'],
  fund: ['source of funds', 'source of fund', 'funding source', 'funding', 'fund', 'funds', 'source of funding', 'แหล่งเงิน', 'แหล่งทุน', 'แหล่งงบประมาณ'],
  output: ['expected output', 'expected outputs', 'output', 'outputs', 'deliverable', 'deliverables', 'expected result', 'results', 'ผลผลิต', 'ผลลัพธ์', 'ผลที่คาดว่าจะได้รับ'],
  venue: ['venue', 'place', 'location', 'สถานที่'],
  mandate: ['mandate', 'ref', 'ref.', 'reference', 'decision ref', 'decision reference', 'อ้างอิง', 'ที่มา'],
  remarks: ['remarks', 'remark', 'notes', 'note', 'comments', 'comment', 'หมายเหตุ', 'ข้อสังเกต', 'ความเห็น'],
}
const exact = new Map(Object.entries(heads).flatMap(([field, list]) => list.map((word) => [plainWord(word), field as ImportField] as const)))
/** Longest first, so that "expected output" is not taken for "output", nor "lead country" for "country". */
const within = [...exact].filter(([word]) => word.length >= 3 && !['form', 'from', 'end', 'item', 'date', 'when', 'state', 'place', 'ที่', 'until', 'funds', 'fund'].includes(word)).sort(([a], [b]) => b.length - a.length)
  .map(([word, field]) => ({ field, test: /^[a-z]/.test(word) ? new RegExp(`(?<![a-z])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z])`) : word }))

/** The field a head names and whether in so many words; both halves of "Decision / ข้อสั่งการ" are looked at. */
export function fieldOfHead(head: string): { field: ImportField; exact: boolean } | null {
  const whole = plainWord(head)
  for (const part of [whole, ...whole.split(/ ?[/|\n] ?| - /)]) {
    const found = exact.get(part.replace(/\s*\([^)]*\)$/, '')) ?? exact.get(part)
    if (found !== undefined) return { field: found, exact: true }
  }
  const found = within.find(({ test }) => (typeof test === 'string' ? whole.includes(test) : test.test(whole)))
  if (found) return { field: found.field, exact: false }
  return null
}

const statusWords: readonly (readonly [StatusTarget, readonly string[]])[] = [
  ['END', ['not started', 'not yet started', 'not commenced', 'not yet', 'not done', 'not completed', 'pending', 'planned', 'endorsed', 'approved', 'to be implemented', 'ยังไม่ดำเนินการ', 'ยังไม่ได้ดำเนินการ', 'ยังไม่เริ่ม', 'ยังไม่แล้วเสร็จ', 'รอดำเนินการ', 'เห็นชอบแล้ว', 'อนุมัติแล้ว']],
  ['SUS', ['suspended', 'on hold', 'ระงับ', 'พักไว้', 'ชะลอ']],
  ['DEF', ['deferred', 'postponed', 'เลื่อนออกไป', 'เลื่อน']],
  ['CAN', ['cancelled', 'canceled', 'dropped', 'discontinued', 'ยกเลิก']],
  ['EACH', ['recurring', 'annual', 'annually', 'yearly', 'every year', 'continuous', 'continuing', 'ดำเนินการต่อเนื่อง', 'ต่อเนื่อง', 'ทุกปี', 'ประจำปี']],
  ['ONG', ['in progress', 'on-going', 'ongoing', 'on going', 'underway', 'under way', 'being implemented', 'partly implemented', 'partially implemented', 'partially completed', 'partly done', 'started', 'อยู่ระหว่างดำเนินการ', 'ระหว่างดำเนินการ', 'กำลังดำเนินการ', 'อยู่ระหว่าง', 'ดำเนินการบางส่วน']],
  ['DONE', ['done', 'completed', 'complete', 'accomplished', 'implemented', 'fully implemented', 'finished', 'achieved', 'concluded', 'closed', 'แล้วเสร็จ', 'เสร็จสิ้น', 'เสร็จแล้ว', 'เสร็จ', 'ดำเนินการแล้ว', 'สำเร็จ']],
  ['SCH', ['scheduled', 'to be held', 'กำหนดจัดแล้ว', 'มีกำหนดจัด']],
  ['PRO', ['proposed', 'draft', 'เสนอ', 'ร่าง']],
]

/** What a word of status means; "not completed" is no "completed", so what denies is looked for first. */
export function statusOf(text: string): { target: StatusTarget; exact: boolean } | null {
  const word = plainWord(text).replace(/\(?\d+(?:\.\d+)? ?%\)?/g, '').trim()
  for (const [target, list] of statusWords) if (list.includes(word)) return { target, exact: true }
  if (/\bnot\b|ยังไม่|ไม่ได้/.test(word)) return { target: 'END', exact: false }
  for (const [target, list] of statusWords) if (list.some((each) => (/^[a-z]/.test(each) ? new RegExp(`\\b${each}\\b`).test(word) : word.includes(each)))) return { target, exact: false }
  // A bare share says how far it has come.
  const share = word === '' ? shareWithin(text) : null
  return share === null ? null : { target: share >= 100 ? 'DONE' : share > 0 ? 'ONG' : 'END', exact: false }
}

export interface Named {
  key: string
  /** What it may be called, in either language, and its codes. */
  names: readonly string[]
  number?: number
}

const numbering = /^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)]|[ก-ฮ][.)])\s+/
const small = new Set(['of', 'and', 'in', 'the', 'on', 'for', 'to', 'with', 'a'])
const stems = (text: string): string[] => text.split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !small.has(word)).map((word) => word.replace(/(?:ies|es|s|ing|al|ation)$/, ''))

/** The one of a list that a text names: in so many words (3 bars), as a part (2), by most of its words (1); null where several would do. */
export function namedIn(text: string, list: readonly Named[]): { key: string; sure: 1 | 2 | 3 } | null {
  // A column says the same few names over and over.
  const known = answers.get(list) ?? new Map<string, ReturnType<typeof lookedUp>>()
  answers.set(list, known)
  const before = known.get(text)
  if (before !== undefined) return before
  const found = lookedUp(text, list)
  known.set(text, found)
  return found
}

const answers = new WeakMap<readonly Named[], Map<string, ReturnType<typeof lookedUp>>>()

function lookedUp(text: string, list: readonly Named[]): { key: string; sure: 1 | 2 | 3 } | null {
  const word = plainWord(plainWord(text).replace(numbering, '').replace(/^(?:priority area|area|strategy|component|สาขาความร่วมมือ|สาขา|ด้าน|ยุทธศาสตร์|การ(?=[^\s]))(?: ?\d{1,2})? ?[:.-]? ?/, ''))
  if (word === '') return null
  const compared = (name: string) => plainWord(name).replace(/^การ(?=[^\s])/, '')
  const one = (found: readonly Named[]) => (new Set(found.map(({ key }) => key)).size === 1 ? (found[0]?.key ?? null) : null)
  const same = one(list.filter(({ names }) => names.some((name) => compared(name) === word || plainWord(name) === word)))
  if (same !== null) return { key: same, sure: 3 }
  const part = one(list.filter(({ names }) => names.some((name) => { const other = compared(name); return other.length >= 4 && (word.includes(other) || (word.length >= 4 && other.includes(word))) })))
  if (part !== null) return { key: part, sure: 2 }
  const asked = new Set(stems(word))
  if (asked.size === 0) return null
  const scored = list.map((each) => ({ each, score: Math.max(0, ...each.names.map((name) => { const own = new Set(stems(plainWord(name))); return own.size === 0 ? 0 : [...own].filter((stem) => asked.has(stem)).length / Math.max(own.size, asked.size) })) })).sort((a, b) => b.score - a.score)
  const [first, second] = scored
  return first && first.score >= 0.5 && first.score > (second?.score ?? 0) ? { key: first.each.key, sure: 1 } : null
}

/** Everyone: "All ASEAN Member Countries", "AMS", "ทุกประเทศ". */
export const saysAll = (text: string): boolean => /^(?:all(?: (?:the )?(?:asean )?(?:member|members|member states|member countries|countries|ams))?|ams|all ams|asean member states|ทุกประเทศ|ประเทศสมาชิกทั้งหมด|ประเทศสมาชิกอาเซียน|ประเทศสมาชิกอาเซียนทั้งหมด|ทั้งหมด)$/.test(plainWord(text))

/** The names in a cell of parties, as they stand there; what is in brackets, such as an agency, is left out. */
export const namesIn = (cell: Cell): string[] => [...new Set(shownIn(cell).replace(/\([^)]*\)/g, ' ').split(/[,;/&\n]| and | และ | กับ /).map((name) => name.trim()).filter((name) => plainWord(name) !== ''))]

const types: readonly (readonly [string, RegExp])[] = [
  ['training', /training|course|capacity|อบรม|หลักสูตร|ฝึก/], ['workshop', /workshop|seminar|ปฏิบัติการเชิง|เชิงปฏิบัติการ|สัมมนา/], ['operation', /operation|joint patrol|inspection|ปฏิบัติการ|กวาดล้าง|ลาดตระเวน/], ['database', /database|directory|ฐานข้อมูล|ทำเนียบ/], ['legal-instrument', /model law|treaty|convention|agreement|legal instrument|clauses|ความตกลง|กฎหมายต้นแบบ|ตราสาร/],
  ['study', /study|research|assessment|survey|review|analysis|ศึกษา|วิจัย|ประเมิน|สำรวจ/], ['campaign', /campaign|awareness|รณรงค์|สร้างความตระหนัก/], ['publication', /publication|handbook|bulletin|guideline|manual|report|คู่มือ|จดหมายข่าว|สิ่งพิมพ์/], ['meeting', /meeting|conference|dialogue|forum|ประชุม|เสวนา/],
]

/** The kind of work a title speaks of; a meeting where it says nothing else. */
export const typeOf = (text: string): string => types.find(([, words]) => words.test(plainWord(text)))?.[0] ?? 'meeting'
export const saysType = (text: string): string | null => types.find(([, words]) => words.test(plainWord(text)))?.[0] ?? null

/** Whose money it is, as far as its name tells. */
export function fundSourceOf(text: string): string {
  const word = plainWord(text)
  if (/development fund|\badf\b/.test(word)) return 'asean-development-fund'
  if (/trust fund|\batf\b/.test(word)) return 'asean-trust-fund'
  if (/cost.?sharing|shared|ร่วมออก|แบ่งค่าใช้จ่าย/.test(word)) return 'cost-sharing'
  if (/national|host|own|government|งบประมาณของประเทศ|งบประมาณแผ่นดิน|งบของ|รัฐบาล/.test(word)) return 'national'
  return /jaif|akcf|aactf|\beu\b|\bun|japan|korea|china|australia|partner|fund|กองทุน|คู่เจรจา/.test(word) ? 'partner-fund' : 'other'
}
