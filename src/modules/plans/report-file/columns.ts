import type { Lang } from '../../../kernel/languages.ts'
import { activityStatuses, evidenceTypes } from '../schema.ts'
import { words } from '../wording.ts'

/** What a report says of one activity, as the columns of its spreadsheet. */
export const saidFields = ['status', 'text', 'language', 'women', 'men', 'progress', 'spent', 'currency', 'obstacles', 'nextSteps'] as const
export type SaidField = (typeof saidFields)[number]
/** Proof that is sent with the file: never prefilled, for what was sent stays. */
export const proofFields = ['proofTitle', 'proofType', 'proofPlace', 'proofOn'] as const
export type ProofField = (typeof proofFields)[number]
export type SheetField = 'code' | 'title' | SaidField | ProofField

interface Column {
  field: SheetField
  kind: 'fixed' | 'text' | 'count' | 'percent' | 'amount' | 'currency' | 'choice' | 'day'
  /** Of its name in the messages. */
  key: string
  width: number
  /** Of text: the most characters that are kept. */
  most?: number
}

export const columns: readonly Column[] = [
  { field: 'code', kind: 'fixed', key: 'plans.code', width: 13 }, { field: 'title', kind: 'fixed', key: 'plans.activity', width: 34 },
  { field: 'status', kind: 'choice', key: 'plans.filter.status', width: 20 }, { field: 'text', kind: 'text', key: 'plans.what-happened', width: 52, most: 4000 }, { field: 'language', kind: 'choice', key: 'exchange.language', width: 14 },
  { field: 'women', kind: 'count', key: 'plans.women', width: 12 }, { field: 'men', kind: 'count', key: 'plans.men', width: 12 }, { field: 'progress', kind: 'percent', key: 'plans.percent-done', width: 12 },
  { field: 'spent', kind: 'amount', key: 'plans.spent', width: 16 }, { field: 'currency', kind: 'currency', key: 'plans.currency', width: 11 },
  { field: 'obstacles', kind: 'text', key: 'plans.obstacles', width: 36, most: 2000 }, { field: 'nextSteps', kind: 'text', key: 'plans.next-steps', width: 36, most: 2000 },
  { field: 'proofTitle', kind: 'text', key: 'exchange.proof-title', width: 28, most: 300 }, { field: 'proofType', kind: 'choice', key: 'exchange.proof-type', width: 18 }, { field: 'proofPlace', kind: 'text', key: 'exchange.proof-place', width: 28, most: 500 }, { field: 'proofOn', kind: 'day', key: 'exchange.proof-on', width: 16 },
]

const choices: Partial<Record<SheetField, { values: readonly string[]; key: string }>> = {
  status: { values: activityStatuses, key: 'plans.status' }, language: { values: ['en', 'th'], key: 'exchange.language' }, proofType: { values: evidenceTypes, key: 'plans.evidence' },
}

const word = (lang: Lang, key: string): string => { const found = (words[lang] as Record<string, unknown>)[key]; return typeof found === 'string' ? found : key }
export const fieldName = (field: SheetField, lang: Lang): string => word(lang, columns.find((column) => column.field === field)?.key ?? field)
/** In both languages, so that any reader fills in the same file. */
export const headOf = (column: Column): string => `${word('en', column.key)} · ${word('th', column.key)}`
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The column a head means: in both languages, in either, or as programs name it. */
export function columnOf(head: string): Column | null {
  const asked = fold(head)
  return columns.find((column) => [headOf(column), word('en', column.key), word('th', column.key), column.field].some((known) => fold(known) === asked)) ?? null
}

export const wordOf = (field: SheetField, value: string, lang: Lang): string => { const known = choices[field]; return known && value !== '' ? word(lang, `${known.key}.${value}`) : value }
export const choicesOf = (field: SheetField): readonly string[] => choices[field]?.values ?? []
/** The value that a word of either language, or the value itself, means. */
export function valueOf(field: SheetField, text: string): string | null {
  const asked = fold(text)
  return choicesOf(field).find((value) => [value, wordOf(field, value, 'en'), wordOf(field, value, 'th')].some((known) => fold(known) === asked)) ?? null
}
