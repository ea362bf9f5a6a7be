import type { Lang } from '../../../kernel/languages.ts'
import { canonical, type Given, type GivenRow, readForm, type ReadForm, writeForm } from '../form-file/workbook.ts'
import type { Said } from '../queries/reports.ts'
import { words } from '../wording.ts'
import { reportForm, type SaidField, type SheetField } from './columns.ts'

export { canonical, type Given, type GivenRow }

/** What a report says of one activity as plain texts, for comparing; blank where nothing is said, `0` where none. */
export type Values = Record<SaidField, string>

const number = (value: number | null): string => (value === null ? '' : String(value))

export function valuesOf(said: Pick<Said, 'status' | 'text' | 'language' | 'women' | 'men' | 'progress' | 'spent' | 'currency' | 'obstacles' | 'nextSteps'> | null, lang: Lang): Values {
  return {
    status: said?.status ?? '', text: canonical(said?.text ?? ''), language: said?.language ?? lang, women: number(said?.women ?? null), men: number(said?.men ?? null), progress: number(said?.progress ?? null),
    spent: number(said?.spent ?? null), currency: said?.currency ?? '', obstacles: canonical(said?.obstacles ?? ''), nextSteps: canonical(said?.nextSteps ?? ''),
  }
}

/** Whose report a file is of, so that it can be matched when it comes back. */
export interface FileOf {
  round: string
  party: string
  reporter: string
  area: string | null
}

export interface FileRow {
  code: string
  title: string
  values: Values
}

/** The form of a report as a workbook: one row an activity, how to fill it in, and hidden what it was made from. */
export async function reportFile(of: FileOf & { version: number; at: string; roundName: string }, rows: readonly FileRow[], lang: Lang): Promise<Uint8Array> {
  const m = words[lang]
  const lines = [m['exchange.guide-1'], m['exchange.guide-2'], m['exchange.guide-3'], m['exchange.guide-4'], m['exchange.guide-5'], m['exchange.guide-6'], m['exchange.guide-7']]
  const facts = { round: of.round, party: of.party, reporter: of.reporter, area: of.area ?? '', version: String(of.version), at: of.at }
  return writeForm(reportForm, { facts, lang, sheet: m['exchange.sheet-report'], guide: { title: of.roundName, lines } }, rows.map(({ code, title, values }) => ({ code, title, ...values })))
}

/** A report's file that came back. */
export interface ReadFile extends Omit<ReadForm<SheetField, SaidField>, 'facts' | 'sheet'> {
  of: FileOf
  at: string
  /** Of the sheet that was read; files read before this was kept have none. */
  sheet?: string
}

/** Reads a form that came back. Throws a fault at `/file` where it is no such file, without a word about whose it is. */
export async function readReportFile(bytes: Uint8Array, name: string): Promise<ReadFile> {
  const { facts, ...read } = await readForm(reportForm, bytes, name, 'exchange.not-this-report')
  const fact = (key: string) => facts[key] ?? ''
  return { of: { round: fact('round'), party: fact('party'), reporter: fact('reporter'), area: fact('area') || null }, at: fact('at'), ...read }
}
