import type { Lang } from '../../../kernel/languages.ts'
import { type Choice, columnNamed, type FormColumn, headOf as headOfColumn, type SheetForm, valueIn, wordIn, wordsOf } from '../form-file/form.ts'
import { activityStatuses, evidenceTypes } from '../schema.ts'

/** What a report says of one activity, as the columns of its spreadsheet. */
export const saidFields = ['status', 'text', 'language', 'women', 'men', 'progress', 'spent', 'currency', 'obstacles', 'nextSteps'] as const
export type SaidField = (typeof saidFields)[number]
/** Proof that is sent with the file: never prefilled, for what was sent stays. */
export const proofFields = ['proofTitle', 'proofType', 'proofPlace', 'proofOn'] as const
export type ProofField = (typeof proofFields)[number]
export type SheetField = 'code' | 'title' | SaidField | ProofField

export const columns: readonly FormColumn<SheetField>[] = [
  { field: 'code', kind: 'fixed', key: 'plans.code', width: 13 }, { field: 'title', kind: 'fixed', key: 'plans.activity', width: 34 },
  { field: 'status', kind: 'choice', key: 'plans.filter.status', width: 20 }, { field: 'text', kind: 'text', key: 'plans.what-happened', width: 52, most: 4000 }, { field: 'language', kind: 'choice', key: 'exchange.language', width: 14 },
  { field: 'women', kind: 'count', key: 'plans.women', width: 12 }, { field: 'men', kind: 'count', key: 'plans.men', width: 12 }, { field: 'progress', kind: 'percent', key: 'plans.percent-done', width: 12 },
  { field: 'spent', kind: 'amount', key: 'plans.spent', width: 16 }, { field: 'currency', kind: 'currency', key: 'plans.currency', width: 11 },
  { field: 'obstacles', kind: 'text', key: 'plans.obstacles', width: 36, most: 2000 }, { field: 'nextSteps', kind: 'text', key: 'plans.next-steps', width: 36, most: 2000 },
  { field: 'proofTitle', kind: 'text', key: 'exchange.proof-title', width: 28, most: 300 }, { field: 'proofType', kind: 'choice', key: 'exchange.proof-type', width: 18 }, { field: 'proofPlace', kind: 'text', key: 'exchange.proof-place', width: 28, most: 500 }, { field: 'proofOn', kind: 'day', key: 'exchange.proof-on', width: 16 },
]

const named = (values: readonly string[], key: string): readonly Choice[] => values.map((value) => ({ value, en: wordsOf('en', `${key}.${value}`), th: wordsOf('th', `${key}.${value}`) }))
const choices: Partial<Record<SheetField, readonly Choice[]>> = { status: named(activityStatuses, 'plans.status'), language: named(['en', 'th'], 'exchange.language'), proofType: named(evidenceTypes, 'plans.evidence') }
const choicesIn = (field: SheetField): readonly Choice[] => choices[field] ?? []

export const reportForm: SheetForm<SheetField, SaidField> = { mark: 'mufakat-report', columns, kept: saidFields, choices: choicesIn }

export const fieldName = (field: SheetField, lang: Lang): string => wordsOf(lang, columns.find((column) => column.field === field)?.key ?? field)
export const headOf = headOfColumn
export const columnOf = (head: string): FormColumn<SheetField> | null => columnNamed(columns, head)
export const wordOf = (field: SheetField, value: string, lang: Lang): string => wordIn(choicesIn(field), value, lang)
export const valueOf = (field: SheetField, text: string): string | null => valueIn(choicesIn(field), text)
