import type { Lang } from '../../../kernel/languages.ts'
import type { Area, Party } from '../../mechanism/index.ts'
import { type Choice, type ChoicesOf, type FormColumn, type SheetForm, wordsOf } from '../form-file/form.ts'
import type { Strategy } from '../queries.ts'
import { activityStatuses, activityTypes } from '../schema.ts'

/** What a row carries of an activity and takes in again (practice §3.2). */
export const tableFields = [
  'titleEn', 'titleTh', 'area', 'strategy', 'type', 'status', 'lead', 'coLead', 'participants', 'startsOn', 'endsOn', 'dueOn', 'afterWhat', 'afterMonths', 'afterDays', 'recurring', 'venue', 'women', 'men', 'people', 'budget', 'currency', 'partner',
  'descriptionEn', 'descriptionTh', 'objectiveEn', 'objectiveTh', 'actionLineEn', 'actionLineTh', 'outputEn', 'outputTh', 'provision', 'risks', 'inclusion', 'sustainability', 'remarks', 'marking',
] as const
export type TableField = (typeof tableFields)[number]
/** Told and not read: what has a page and rules of its own. */
export type ToldField = 'code' | 'proponent' | 'money' | 'mandates' | 'progress'
export type SheetField = TableField | ToldField
export type Values = Record<TableField, string>

/** Texts in two languages: one stands for the other where nothing is said in it. */
export const pairs = [['titleEn', 'titleTh'], ['descriptionEn', 'descriptionTh'], ['objectiveEn', 'objectiveTh'], ['actionLineEn', 'actionLineTh'], ['outputEn', 'outputTh']] as const satisfies readonly (readonly [TableField, TableField])[]
/** What makes up the due day: one of a day and an event with how long after it. */
export const dueFields: readonly TableField[] = ['dueOn', 'afterWhat', 'afterMonths', 'afterDays']

const text = (field: SheetField, width: number, most: number): FormColumn<SheetField> => ({ field, kind: 'text', key: `table.${field}`, width, most })
const column = (field: SheetField, kind: FormColumn['kind'], width: number): FormColumn<SheetField> => ({ field, kind, key: `table.${field}`, width })

export const columns: readonly FormColumn<SheetField>[] = [
  column('code', 'fixed', 13), text('titleEn', 40, 300), text('titleTh', 40, 300), column('area', 'choice', 22), column('strategy', 'choice', 22), column('type', 'choice', 16), column('status', 'choice', 18), column('lead', 'choice', 16), column('coLead', 'choice', 16), column('participants', 'many', 30),
  column('startsOn', 'day', 12), column('endsOn', 'day', 12), column('dueOn', 'day', 12), text('afterWhat', 18, 80), column('afterMonths', 'count', 10), column('afterDays', 'count', 10), column('recurring', 'choice', 9), text('venue', 24, 300), column('women', 'count', 9), column('men', 'count', 9), column('people', 'count', 9),
  column('budget', 'amount', 16), column('currency', 'currency', 10), column('partner', 'choice', 18), text('descriptionEn', 44, 600), text('descriptionTh', 44, 600), text('objectiveEn', 36, 600), text('objectiveTh', 36, 600), text('actionLineEn', 36, 600), text('actionLineTh', 36, 600), text('outputEn', 36, 600), text('outputTh', 36, 600),
  text('provision', 12, 40), text('risks', 30, 1000), text('inclusion', 30, 1000), text('sustainability', 30, 1000), text('remarks', 30, 2000), column('marking', 'choice', 20), column('proponent', 'fixed', 16), column('money', 'fixed', 34), column('mandates', 'fixed', 22), column('progress', 'fixed', 10),
]

export const fieldName = (field: SheetField, lang: Lang): string => wordsOf(lang, `table.${field}`)

/** What the lists of a programme hold: its areas and strategies, the parties, and our own words. */
export function vocabularyOf(known: { areas: readonly Pick<Area, 'slug' | 'name'>[]; strategies: readonly Pick<Strategy, 'slug' | 'name'>[]; parties: readonly Pick<Party, 'code' | 'name' | 'aliases'>[] }): ChoicesOf<SheetField> {
  const own = (values: readonly string[], key: string): Choice[] => values.map((value) => ({ value, en: wordsOf('en', `${key}.${value}`), th: wordsOf('th', `${key}.${value}`) }))
  const parties = known.parties.map((party): Choice => ({ value: party.code, ...party.name, also: party.aliases }))
  const slugs = (list: readonly { slug: string; name: { en: string; th: string } }[]) => list.map(({ slug, name }): Choice => ({ value: slug, ...name }))
  const lists: Partial<Record<SheetField, readonly Choice[]>> = {
    area: slugs(known.areas), strategy: slugs(known.strategies), type: own(activityTypes, 'plans.type'), status: own(activityStatuses, 'plans.status'), lead: parties, coLead: parties, partner: parties, proponent: parties, recurring: own(['yes', 'no'], 'table.recurring'), marking: own(['PUBLIC', 'GENERAL', 'LIMITED'], 'table.marking'),
    participants: [{ value: 'all', en: wordsOf('en', 'plans.fact.all-members'), th: wordsOf('th', 'plans.fact.all-members') }, ...parties],
  }
  return (field) => lists[field] ?? none
}
const none: readonly Choice[] = []

export const tableForm = (choices: ChoicesOf<SheetField>): SheetForm<SheetField, TableField> => ({ mark: 'mufakat-activities', columns, kept: tableFields, choices })
