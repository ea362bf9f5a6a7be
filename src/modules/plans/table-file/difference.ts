import type { Actor } from '../../../kernel/actor.ts'
import { meaningIn } from '../form-file/cells.ts'
import { type ChoicesOf, type FormColumn, shownAs } from '../form-file/form.ts'
import { type Answers, type Choosable, chosen, type FormFault, keyOf, type Matched, matchRows, type SayFault } from '../form-file/rows.ts'
import { canonical, type Given, type GivenRow } from '../form-file/workbook.ts'
import type { Activity } from '../queries.ts'
import { nextStatuses, refusalOf } from '../rules.ts'
import { byDecision, canEditActivity, canStep, type Concerned } from '../rules/acts.ts'
import { type ActivityStatus, activityStatuses } from '../schema.ts'
import { columns, dueFields, pairs, type SheetField, tableFields, type TableField, type Values } from './columns.ts'
import type { ReadTable } from './workbook.ts'

export interface AskedRow {
  id: string
  code: string
  activity: Activity
  concerned: Concerned
  /** What its row would say now. */
  here: Values
}

export interface TableChange extends Choosable {
  row: number
  activity: string
  code: string
  field: TableField
  here: string
  file: string
  /** It needs the decision that says so (R-3.3.4, practice §3.3). */
  decision: boolean
}

export interface TableDifference extends Matched<SheetField> {
  changes: TableChange[]
  /** Changed here since the file was made, whoever did it. */
  meanwhile: { id: string; code: string; fields: TableField[] }[]
}

export interface Judging {
  actor: Actor
  today: string
  choices: ChoicesOf<SheetField>
  /** Meetings by their refs and decisions by their ids, as far as this person may know of them. */
  meetings: ReadonlySet<string>
  mandates: ReadonlySet<string>
}

const byField = new Map(columns.map((column) => [column.field, column]))

/** An event as people write it: `SOMTC/26`, or a decision such as `AMMTC/18/DEC.1` (its id has strokes). */
export function eventIn(text: string): { meeting: string; mandate: string } {
  const what = text.trim().toUpperCase()
  return /\/DEC\.?\d+/.test(what) ? { meeting: '', mandate: what.replaceAll('/', '-') } : { meeting: what, mandate: '' }
}

/** Decisions that a file speaks of, to be asked for once. */
export const mandatesIn = (file: ReadTable, fixes: Answers['fixes'] = {}): string[] => [...new Set([...file.rows.flatMap((row) => (row.cells.afterWhat?.kind === 'text' ? [row.cells.afterWhat.text] : [])), ...Object.values(fixes)].map((text) => eventIn(text).mandate).filter((id) => id !== ''))]

/**
 * What a table that came back would change, against what stands here now. A cell that is as it was when the file was made changes nothing,
 * whatever happened here meanwhile; one that says what already stands here neither. Nothing is written here.
 */
export function differenceOf(file: ReadTable, asked: readonly AskedRow[], answers: Answers, judging: Judging): TableDifference {
  const found: TableDifference = { faults: [], changes: [], meanwhile: [], absent: [], hidden: 0, formulas: 0, rows: 0 }
  const settled = new Set(answers.settled)
  matchRows({ file, asked, answers, fields: ['code', ...tableFields], today: judging.today, unknown: 'table.code-unknown', found }, (row, one, fault) => readRow(row, one, file, answers, settled, judging, found, fault))
  // A file of what a filter showed says nothing about the rest.
  found.absent = found.absent.filter((code) => file.base[code] !== undefined)
  for (const one of asked) {
    const base = file.base[one.code]
    const fields = base ? tableFields.filter((field) => base[field] !== one.here[field]) : []
    if (fields.length > 0) found.meanwhile.push({ id: one.id, code: one.code, fields })
  }
  return found
}

/** A cell that nobody touched means what it meant, also where it would not be taken if it were typed today. */
function untouched(column: FormColumn<SheetField>, given: Given | undefined, base: string, file: ReadTable, choices: ChoicesOf<SheetField>): boolean {
  if (given === undefined) return base === ''
  if (given.kind === 'broken' || given.kind === 'merged' || given.share) return false
  return canonical(shownAs(column, choices(column.field), base, file.lang)) === given.text
}

function readRow(row: GivenRow<SheetField>, one: AskedRow, file: ReadTable, answers: Answers, settled: ReadonlySet<string>, judging: Judging, found: TableDifference, fault: SayFault<SheetField>): void {
  const { here } = one
  const base = file.base[one.code] ?? here
  const changes: TableChange[] = []
  const waiting = new Set<TableField>()
  const refuse: SayFault<SheetField> = (field, code, params, choices) => { waiting.add(field as TableField); fault(field, code, params, choices) }
  for (const field of tableFields) {
    const column = byField.get(field)
    // A column that is not in the file says nothing; a blank cell says that nothing is to be said.
    if (column === undefined || file.letters[field] === undefined || settled.has(keyOf(row.row, field))) continue
    const given = row.cells[field]
    if (untouched(column, given, base[field], file, judging.choices)) continue
    const read = meaningIn(column, judging.choices(field), given, judging.today)
    if ('code' in read) { refuse(field, read.code, read.params, read.choices); continue }
    const value = column.kind === 'text' ? read.value.trim() : field === 'recurring' && read.value === '' ? 'no' : read.value
    if (value === base[field] || value === here[field]) continue
    changes.push({ key: keyOf(row.row, field), row: row.row, activity: one.id, code: one.code, field, here: here[field], file: value, both: here[field] !== base[field], decision: (field === 'status' && byDecision.includes(value as ActivityStatus)) || (dueFields.includes(field) && one.activity.status !== 'PRO') })
  }
  if (changes.length === 0) return
  const after = (): Values => ({ ...here, ...Object.fromEntries(changes.filter((change) => chosen(change, answers)).map((change) => [change.field, change.file])) })
  inBothLanguages(changes, after(), here)
  judgeRow(one, changes, after(), judging, refuse)
  // What hangs together waits together.
  const waits = (fields: readonly TableField[]) => fields.some((field) => waiting.has(field)) && fields
  const held = new Set([...waiting, ...[waits(['startsOn', 'endsOn']), waits(['budget', 'currency']), waits(dueFields), ...pairs.map(waits)].flatMap((fields) => fields || [])])
  found.changes.push(...changes.filter((change) => !held.has(change.field) && change.file !== change.here))
}

/** Words blanked in one language stand as in the other. */
function inBothLanguages(changes: TableChange[], after: Values, here: Values): void {
  for (const [en, th] of pairs) {
    for (const [field, other] of [[en, th], [th, en]] as const) {
      const change = changes.find((each) => each.field === field)
      if (change && change.file === '' && after[other] !== '') Object.assign(change, { file: after[other], both: change.both && here[field] !== after[other] })
    }
  }
}

function judgeRow(one: AskedRow, changes: readonly TableChange[], after: Values, judging: Judging, refuse: SayFault<SheetField>): void {
  const { activity, concerned } = one
  const changed = (...fields: TableField[]) => changes.some((change) => fields.includes(change.field))
  const described = changes.filter((change) => change.field !== 'status')
  const verdict = canEditActivity(judging.actor, concerned)
  if (!verdict.allowed && described[0]) {
    refuse(described[0].field, verdict.because)
    for (const change of described.slice(1)) refuse(change.field, verdict.because)
  }
  for (const field of ['area', 'strategy', 'type', 'marking'] as const) if (changed(field) && after[field] === '') refuse(field, 'table.needed', {}, judging.choices(field).map((choice) => choice.value))
  if (changed('titleEn', 'titleTh') && after.titleEn === '' && after.titleTh === '') refuse('titleEn', 'plans.title-needed')
  if (changed('startsOn', 'endsOn') && after.startsOn !== '' && after.endsOn !== '' && after.endsOn < after.startsOn) refuse('endsOn', 'plans.ends-before-start')
  if (changed('budget', 'currency') && (after.budget === '') !== (after.currency === '')) refuse(after.budget === '' ? 'budget' : 'currency', 'exchange.amount-and-currency')
  if (changes.some((change) => dueFields.includes(change.field))) judgeDue(activity, after, judging, refuse)
  if (changed('status')) judgeStatus(one, after, judging, refuse)
}

function judgeDue(activity: Activity, after: Values, judging: Judging, refuse: SayFault<SheetField>): void {
  const { meeting, mandate } = eventIn(after.afterWhat)
  const event = after.afterWhat !== ''
  if (!event && (after.afterMonths !== '' || after.afterDays !== '')) return refuse('afterWhat', 'table.after-what')
  // In the programme it has a day or an event, one of them, by decision; a proposal may have neither.
  if (event ? after.dueOn !== '' : after.dueOn === '' && activity.status !== 'PRO') return refuse('dueOn', 'plans.day-or-event')
  if (!event) return
  if (Number(after.afterMonths || 0) + Number(after.afterDays || 0) === 0) return refuse('afterMonths', 'plans.after-how-long')
  if (Number(after.afterMonths || 0) > 120) return refuse('afterMonths', 'table.too-long-after', { most: 120 })
  if (Number(after.afterDays || 0) > 3660) return refuse('afterDays', 'table.too-long-after', { most: 3660 })
  if (mandate !== '' && !judging.mandates.has(mandate)) return refuse('afterWhat', 'plans.mandate-unknown', { name: after.afterWhat })
  if (meeting !== '' && !judging.meetings.has(meeting)) refuse('afterWhat', 'plans.meeting-unknown', { name: after.afterWhat })
}

function judgeStatus({ activity, concerned }: AskedRow, after: Values, judging: Judging, refuse: SayFault<SheetField>): void {
  const to = activityStatuses.find((status) => status === after.status)
  const ways = [activity.status, ...nextStatuses(activity.status)]
  if (to === undefined) return refuse('status', 'table.needed', {}, ways)
  if (to === activity.status) return
  if (!ways.includes(to)) return refuse('status', 'table.no-such-step', {}, ways)
  const verdict = canStep(judging.actor, concerned, to)
  if (!verdict.allowed) return refuse('status', verdict.because, {}, ways)
  if (to === 'COV') return refuse('status', 'plans.carry-over-names-the-cycle', {}, ways)
  const refusal = refusalOf({ from: activity.status, to, verifiedEvidence: activity.verified, recurring: after.recurring === 'yes', startsOn: after.startsOn || null, supersededBy: null, funding: activity.funding, budget: after.budget === '' ? null : Number(after.budget), currency: after.currency || null })
  if (refusal !== null) refuse('status', refusal, {}, ways)
}

export type TableFault = FormFault<SheetField>
