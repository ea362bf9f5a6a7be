import type { Lang } from '../../../kernel/languages.ts'
import { inOrder } from '../form-file/cells.ts'
import { type ChoicesOf, wordIn } from '../form-file/form.ts'
import { canonical, type FormRow, readForm, type ReadForm, refuseFile, writeForm } from '../form-file/workbook.ts'
import type { Activity } from '../queries.ts'
import { fundWord, words } from '../wording.ts'
import { type SheetField, tableForm, type TableField, type Values } from './columns.ts'

const number = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))
const said = (text: string | null | undefined): string => canonical(text ?? '')

/** What a row says of an activity as plain texts, for comparing. A decision that the reader may not see is not named: then the day that counts from it is none. */
export function valuesOf(activity: Activity, seen: ReadonlySet<string>): Values {
  const { dueAfter, beneficiaries } = activity
  const what = dueAfter?.meeting ? dueAfter.meeting : dueAfter?.mandate && seen.has(dueAfter.mandate) ? dueAfter.mandate.replaceAll('-', '/') : ''
  const after = what === '' ? null : dueAfter
  return {
    titleEn: said(activity.title.en), titleTh: said(activity.title.th), area: activity.area, strategy: activity.strategy, type: activity.type, status: activity.status, lead: activity.lead ?? '', coLead: activity.coLead ?? '', participants: inOrder(activity.participants),
    startsOn: activity.startsOn ?? '', endsOn: activity.endsOn ?? '', dueOn: dueAfter ? '' : (activity.dueOn ?? ''), afterWhat: what, afterMonths: number(after && after.months > 0 ? after.months : null), afterDays: number(after?.days ? after.days : null),
    recurring: activity.recurring ? 'yes' : 'no', venue: said(activity.venue), women: number(beneficiaries?.women), men: number(beneficiaries?.men), people: number(beneficiaries?.all), budget: number(activity.budget), currency: activity.currency ?? '', partner: activity.partner ?? '',
    descriptionEn: said(activity.description?.en), descriptionTh: said(activity.description?.th), objectiveEn: said(activity.objective?.en), objectiveTh: said(activity.objective?.th), actionLineEn: said(activity.actionLine?.en), actionLineTh: said(activity.actionLine?.th), outputEn: said(activity.expectedOutput?.en), outputTh: said(activity.expectedOutput?.th),
    provision: said(activity.provision), risks: said(activity.risks), inclusion: said(activity.inclusion), sustainability: said(activity.sustainability), remarks: said(activity.remarks), marking: activity.marking,
  }
}

/** The columns that tell only, in the language of the file. */
function toldOf(activity: Activity, seen: ReadonlySet<string>, choices: ChoicesOf<SheetField>, lang: Lang): Record<Exclude<SheetField, TableField | 'code'>, string> {
  const m = words[lang]
  const fund = (one: Activity['funding'][number]) => [one.name || fundWord(one.source as Parameters<typeof fundWord>[0], lang), one.amount === null ? m['plans.none-stated'] : `${one.currency ?? ''} ${one.amount}`.trim(), m[`plans.money.status.${one.status}`]].join(', ')
  return { proponent: activity.proponent === null ? '' : wordIn(choices('proponent'), activity.proponent, lang), money: activity.funding.map(fund).join('\n'), mandates: activity.mandates.filter((id) => seen.has(id)).map((id) => id.replaceAll('-', '/')).join('; '), progress: number(activity.progress) }
}

/** The activities of a programme as a workbook: one row an activity, known again by its code. */
export async function tableFile(of: { programme: string; title: string; at: string }, activities: readonly Activity[], seen: ReadonlySet<string>, choices: ChoicesOf<SheetField>, lang: Lang): Promise<Uint8Array> {
  const m = words[lang]
  const lines = [m['table.guide-1'], m['table.guide-2'], m['table.guide-3'], m['table.guide-4'], m['table.guide-5'], m['table.guide-6'](choices('participants').slice(1).map((one) => `${one.value} ${one[lang]}`).join('; ')), m['table.guide-7'], m['exchange.guide-7']]
  const rows = activities.map((activity): FormRow<SheetField> => ({ code: activity.code, ...valuesOf(activity, seen), ...toldOf(activity, seen, choices, lang) }))
  return writeForm(tableForm(choices), { facts: { programme: of.programme, at: of.at }, lang, sheet: m['table.sheet'], guide: { title: of.title, lines } }, rows)
}

export type ReadTable = ReadForm<SheetField, TableField>

/** Reads a table that came back. Throws a fault at `/file` where it is none of this programme. */
export async function readTableFile(bytes: Uint8Array, name: string, programme: string): Promise<ReadTable> {
  const read = await readForm(tableForm(() => []), bytes, name, 'table.not-this-file')
  if (read.facts['programme'] !== programme) throw refuseFile('table.not-this-file')
  return read
}
