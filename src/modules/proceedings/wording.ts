import { addDays, dayInZone, formatDay, formatInstant, thaiDigits } from '../../kernel/calendar.ts'
import type { Lang, Text } from '../../kernel/languages.ts'
import { en, type Messages } from './messages.en.ts'
import { th } from './messages.th.ts'
import { toComplete, withAnnexes } from './rules.ts'
import type { Report, Revision } from './schema.ts'

export const words: Record<Lang, Messages> = { en, th }
export const digits = (n: number | string, lang: Lang): string => (lang === 'th' ? thaiDigits(String(n)) : String(n))
export const annexWord = (n: number, lang: Lang): string => words[lang]['proceedings.annex-n'](digits(n, lang))
/** A paragraph as it reads: annexes by their number, and what is still to be written said so. */
export const paragraphText = (text: Text, numbers: ReadonlyMap<string, number>, lang: Lang): string => withAnnexes(text[lang], numbers, (n) => annexWord(n, lang)).replaceAll(toComplete, `[${words[lang]['proceedings.to-complete']}]`)
export const when = (instant: string, zone: string, lang: Lang): string => formatInstant(instant, zone, lang)
/** The last day of a term that ends at midnight after it. */
export const lastDay = (until: string, zone: string): string => addDays(dayInZone(until, zone), -1)
export const termWord = (until: string, zone: string, lang: Lang): string => words[lang]['proceedings.until-end-of'](formatDay(lastDay(until, zone), lang), zone)
export const reportTitle = (report: Pick<Report, 'state' | 'revision' | 'circulatedAt'>, lang: Lang): string => {
  const m = words[lang]
  if (report.state === 'FINAL') return m['proceedings.title-final']
  return report.revision > 0 ? m['proceedings.title-rev'](digits(report.revision, lang)) : m['proceedings.title-draft']
}
export function revisionName(revision: Pick<Revision, 'kind' | 'label' | 'number'>, lang: Lang): string {
  const m = words[lang]
  const n = digits(revision.label ?? 0, lang)
  switch (revision.kind) {
    case 'CIRCULATED': return revision.label ? m['proceedings.title-rev'](n) : m['proceedings.revision-circulated']
    case 'RESTORED': return m['proceedings.revision-restored'](n)
    case 'FINAL': return m['proceedings.title-final']
    case 'CORRECTED': return m['proceedings.revision-corrected']
    case 'KEPT': return m['proceedings.revision-kept'](digits(revision.number, lang))
  }
}
