import type { Lang } from '../../../kernel/languages.ts'
import { words } from '../wording.ts'

export interface FormColumn<Field extends string = string> {
  field: Field
  /** `fixed`: written, never read. `many`: several of a list, apart by semicolons. */
  kind: 'fixed' | 'text' | 'count' | 'percent' | 'amount' | 'currency' | 'choice' | 'many' | 'day'
  /** Of its name in the messages. */
  key: string
  width: number
  /** Of text: the most characters that are kept. */
  most?: number
}

/** One value of a list: its words in both languages, and what else people write for it. */
export interface Choice {
  value: string
  en: string
  th: string
  also?: readonly string[]
}

export type ChoicesOf<Field extends string> = (field: Field) => readonly Choice[]

/** A kind of spreadsheet that goes out and comes back: one row for each thing, found again by its code. */
export interface SheetForm<Field extends string, Kept extends Field> {
  /** Stands in the first cell of the hidden sheet and tells the kinds apart. */
  mark: string
  columns: readonly FormColumn<Field>[]
  /** The fields that are read again; what they said when the file was made is kept in it. */
  kept: readonly Kept[]
  choices: ChoicesOf<Field>
}

export const wordsOf = (lang: Lang, key: string): string => { const found = (words[lang] as Record<string, unknown>)[key]; return typeof found === 'string' ? found : key }
/** In both languages, so that any reader fills in the same file. */
export const headOf = (column: FormColumn): string => `${wordsOf('en', column.key)} · ${wordsOf('th', column.key)}`
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The column a head means: in both languages, in either, or as programs name it. */
export function columnNamed<Field extends string>(columns: readonly FormColumn<Field>[], head: string): FormColumn<Field> | null {
  const asked = fold(head)
  return columns.find((column) => [headOf(column), wordsOf('en', column.key), wordsOf('th', column.key), column.field].some((known) => fold(known) === asked)) ?? null
}

export const listParting = '; '
/** A value as a reader of this language sees it; what is in no list, as it is. */
export const wordIn = (choices: readonly Choice[], value: string, lang: Lang): string => choices.find((one) => one.value === value)?.[lang] ?? value
/** The value that a word of either language, or the value itself, means. */
export function valueIn(choices: readonly Choice[], text: string): string | null {
  let known = foldedLists.get(choices)
  if (known === undefined) {
    known = new Map()
    for (const one of choices) for (const name of [one.value, one.en, one.th, ...(one.also ?? [])]) if (!known.has(fold(name))) known.set(fold(name), one.value)
    foldedLists.set(choices, known)
  }
  return known.get(fold(text)) ?? null
}

/** A column asks about the same list once a row. */
const foldedLists = new WeakMap<readonly Choice[], Map<string, string>>()

/** As it stands in the sheet: a word of a list in the language of the file, all else as it is kept. */
export function shownAs(column: Pick<FormColumn, 'kind'>, choices: readonly Choice[], value: string, lang: Lang): string {
  if (column.kind === 'choice') return wordIn(choices, value, lang)
  return column.kind === 'many' ? value.split(',').filter(Boolean).map((one) => wordIn(choices, one, lang)).join(listParting) : value
}
