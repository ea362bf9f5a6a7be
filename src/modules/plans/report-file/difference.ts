import type { Lang } from '../../../kernel/languages.ts'
import { meaningOf } from './cells.ts'
import { proofFields, saidFields, type ProofField, type SaidField, type SheetField } from './columns.ts'
import { type Answers, chosen, type FormFault, keyOf, matchRows, noAnswers } from '../form-file/rows.ts'
import type { GivenRow, ReadFile, Values } from './workbook.ts'
import { nextStatuses } from '../rules.ts'
import type { ActivityStatus } from '../schema.ts'

export interface Asked {
  id: string
  code: string
  status: ActivityStatus
  /** What the report says of it now; null where it says nothing yet. */
  here: Values | null
  /** What its form begins from while it says nothing: the words of last time. */
  before: Values
}

export type CellFault = FormFault<SheetField>

/** One cell that differs. `both`: it was changed here, too, since the file was made; then someone must choose. */
export interface CellChange {
  key: string
  row: number
  activity: string
  code: string
  field: SaidField
  here: string
  file: string
  both: boolean
}

export interface SentProof {
  key: string
  row: number
  activity: string
  code: string
  title: string
  type: string
  place: string
  on: string | null
}

export { type Answers, noAnswers }

export interface Difference {
  faults: CellFault[]
  changes: CellChange[]
  proofs: SentProof[]
  /** What the file says of activities that the report says nothing of yet, as far as it is understood: their rows go in whole. */
  whole: Record<string, Partial<Values>>
  /** Codes whose rows are as they were and that say nothing yet: not filled in. */
  untouched: string[]
  /** Asked about and not in the file: left as they are. */
  absent: string[]
  hidden: number
  formulas: number
  /** Rows with an activity. */
  rows: number
}

/**
 * What a file that came back would change, against what the report says now. A cell that is as it was when the file was made changes
 * nothing, whatever happened here meanwhile; one that says what already stands here neither. Nothing is written here.
 */
export function differenceOf(file: ReadFile, asked: readonly Asked[], answers: Answers, { today }: { today: string; lang: Lang }): Difference {
  const found: Difference = { faults: [], changes: [], proofs: [], whole: {}, untouched: [], absent: [], hidden: 0, formulas: 0, rows: 0 }
  const settled = new Set(answers.settled)
  matchRows({ file, asked, answers, fields: ['code', ...saidFields, ...proofFields], today, unknown: 'exchange.code-unknown', found }, (row, activity, fault) => readRow(row, activity, file, answers, settled, today, found, fault))
  return found
}

function readRow(row: GivenRow<SheetField>, activity: Asked, file: ReadFile, answers: Answers, settled: ReadonlySet<string>, today: string, found: Difference, fault: (field: SheetField, code: string, params?: Record<string, string | number>, choices?: readonly string[]) => void): void {
  const base = file.base[activity.code] ?? activity.here ?? activity.before
  // While nothing is said yet, the form stands as the file has it.
  const here = activity.here ?? base
  const whole: Partial<Values> = {}
  const changes: CellChange[] = []
  for (const field of saidFields) {
    // A column that is not in the file says nothing; a blank cell says that nothing is to be said.
    if (file.letters[field] === undefined || settled.has(keyOf(row.row, field))) continue
    const given = row.cells[field]
    const read = meaningOf(field, given, today)
    if ('code' in read) { fault(field, read.code, read.params, read.choices); continue }
    // The language of a text is never blank.
    const value = field === 'language' && read.value === '' ? base.language : read.value
    const step = field !== 'status' || value === '' || value === base.status || value === activity.status || nextStatuses(activity.status).includes(value as ActivityStatus)
    if (step) whole[field] = value
    if (value === base[field] || value === here[field]) continue
    if (!step) { fault('status', 'exchange.no-such-step', {}, [activity.status, ...nextStatuses(activity.status)]); continue }
    changes.push({ key: keyOf(row.row, field), row: row.row, activity: activity.id, code: activity.code, field, here: here[field], file: value, both: here[field] !== base[field] })
  }
  const after = { ...here, ...Object.fromEntries(changes.filter((change) => chosen(change, answers)).map((change) => [change.field, change.file])) }
  const money = changes.filter((change) => change.field === 'spent' || change.field === 'currency')
  if (money.length > 0 && (after.spent === '') !== (after.currency === '') && !found.faults.some((one) => one.row === row.row && (one.field === 'spent' || one.field === 'currency'))) fault(after.spent === '' ? 'spent' : 'currency', 'exchange.amount-and-currency')
  // An amount without its currency waits for it.
  const waits = found.faults.some((one) => one.row === row.row && (one.field === 'spent' || one.field === 'currency'))
  if (waits) { delete whole.spent; delete whole.currency }
  if (activity.here === null) found.whole[activity.id] = whole
  found.changes.push(...changes.filter((change) => !waits || (change.field !== 'spent' && change.field !== 'currency')))
  readProof(row, activity, settled, today, found, fault)
  if (changes.length === 0 && activity.here === null && !found.faults.some((one) => one.row === row.row) && !found.proofs.some((proof) => proof.row === row.row)) found.untouched.push(activity.code)
}

function readProof(row: GivenRow<SheetField>, activity: Asked, settled: ReadonlySet<string>, today: string, found: Difference, fault: (field: SheetField, code: string, params?: Record<string, string | number>, choices?: readonly string[]) => void): void {
  if (settled.has(keyOf(row.row, 'proofPlace')) || !proofFields.some((field) => row.cells[field] !== undefined)) return
  const said: Partial<Record<ProofField, string>> = {}
  let understood = true
  for (const field of proofFields) {
    const read = meaningOf(field, row.cells[field], today)
    if ('value' in read) said[field] = read.value.trim()
    else { understood = false; fault(field, read.code, read.params, read.choices) }
  }
  if (!understood) return
  if (!said.proofPlace) fault('proofPlace', 'exchange.proof-place-needed')
  else if (!said.proofTitle) fault('proofTitle', 'exchange.proof-title-needed')
  else found.proofs.push({ key: keyOf(row.row, 'proofPlace'), row: row.row, activity: activity.id, code: activity.code, title: said.proofTitle, type: said.proofType || 'other', place: said.proofPlace, on: said.proofOn || null })
}

export { kept, ready, undecided } from '../form-file/rows.ts'
