import type { Given, GivenRow, ReadForm } from './workbook.ts'
import { meaningIn } from './cells.ts'

/** A cell that is not understood. `key` names its field in the form where it is corrected. */
export interface FormFault<Field extends string = string> {
  key: string
  row: number
  field: Field
  letter: string
  code: string
  params: Record<string, string | number>
  choices: readonly string[]
  typed: string
}

/** What a person said about a file after it was read: cells corrected, and which of two texts stands. */
export interface Answers {
  fixes: Record<string, string>
  choices: Record<string, 'here' | 'file'>
  /** Cells that are settled: taken in before, or decided to stay as they are. */
  settled: readonly string[]
  hiddenRows: boolean
}

export const noAnswers: Answers = { fixes: {}, choices: {}, settled: [], hiddenRows: false }

/** What every kind of file tells besides its cells. */
export interface Matched<Field extends string = string> {
  faults: FormFault<Field>[]
  /** Known here and not in the file: left as they are. */
  absent: string[]
  hidden: number
  formulas: number
  /** Rows with a thing that is known. */
  rows: number
}

export const keyOf = (row: number, field: string): string => `${row}.${field}`

export type SayFault<Field extends string> = (field: Field, code: string, params?: Record<string, string | number>, choices?: readonly string[]) => void

/** Each row with the thing its code names, corrected as its person said. A row that names none, or one that came before, is a fault and read no further. */
export function matchRows<Field extends string, One extends { id: string; code: string }>(
  of: { file: Pick<ReadForm<Field>, 'rows' | 'letters'>; asked: readonly One[]; answers: Answers; fields: readonly (Field | 'code')[]; today: string; unknown: string; found: Matched<Field> },
  each: (row: GivenRow<Field>, one: One, fault: SayFault<Field>) => void,
): void {
  const { file, asked, answers, found } = of
  const code = 'code' as Field
  const byCode = new Map(asked.map((one) => [one.code.toLowerCase(), one]))
  const seen = new Map<string, number>()
  let free: string[] | null = null
  for (const row of file.rows) {
    if (row.hidden) found.hidden += 1
    if (row.hidden && !answers.hiddenRows) continue
    const corrected: GivenRow<Field> = { ...row, cells: { ...row.cells } }
    for (const field of of.fields as readonly Field[]) {
      const typed = answers.fixes[keyOf(row.row, field)]
      if (typed !== undefined) corrected.cells[field] = { kind: 'text', text: typed }
    }
    const fault: SayFault<Field> = (field, why, params = {}, choices = []) => found.faults.push({ key: keyOf(row.row, field), row: row.row, field, letter: file.letters[field] ?? '', code: why, params, choices, typed: shownText(row.cells[field]) })
    const read = meaningIn(undefined, [], corrected.cells[code], of.today)
    const named = 'value' in read ? read.value.trim() : ''
    const one = byCode.get(named.toLowerCase())
    if (!one) {
      // Its place among what was asked is all that is said: whether another thing has this code, is not.
      const taken = new Set(file.rows.map((other) => shownText(other.cells[code]).trim().toLowerCase()))
      free ??= asked.filter((each) => !taken.has(each.code.toLowerCase())).map((each) => each.code)
      fault(code, 'code' in read ? read.code : named === '' ? 'exchange.code-needed' : of.unknown, 'code' in read ? read.params : { typed: named.slice(0, 60) }, free.slice(0, 200))
      continue
    }
    const first = seen.get(one.id)
    if (first !== undefined) { fault(code, 'exchange.code-twice', { typed: one.code, first }); continue }
    seen.set(one.id, row.row)
    found.rows += 1
    found.formulas += Object.values<Given | undefined>(corrected.cells).filter((cell) => cell?.formula).length
    each(corrected, one, fault)
  }
  found.absent = asked.filter((one) => !seen.has(one.id)).map((one) => one.code)
}

const shownText = (given: Given | undefined): string => (given === undefined || given.kind === 'merged' || given.kind === 'broken' ? '' : given.share ? `${Number(given.text) * 100}%` : given.text)

/** One cell that differs. `both`: it was changed here, too, since the file was made; then someone must choose. */
export interface Choosable {
  key: string
  both: boolean
}

/** A change that is not waiting for a choice goes in unless it was left out. */
export const chosen = (change: Choosable, { choices }: Pick<Answers, 'choices'>): boolean => choices[change.key] === 'file' || (!change.both && choices[change.key] !== 'here')
export const ready = <Change extends Choosable>(difference: { changes: readonly Change[] }, answers: Pick<Answers, 'choices'>): Change[] => difference.changes.filter((change) => chosen(change, answers))
/** Changed on both sides and chosen to stay as they are here. */
export const kept = <Change extends Choosable>(difference: { changes: readonly Change[] }, answers: Pick<Answers, 'choices'>): Change[] => difference.changes.filter((change) => change.both && answers.choices[change.key] === 'here')
export const undecided = <Change extends Choosable>(difference: { changes: readonly Change[] }, answers: Pick<Answers, 'choices'>): Change[] => difference.changes.filter((change) => change.both && answers.choices[change.key] === undefined)
