import { formatDay, isDay } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import type { Body } from './queries.ts'
import type { Level } from './schema.ts'

const words = { en, th }
type Key = keyof typeof en

/** A word of the record's own lists in the reader's language, such as `category.member` or `rule.ALPHA_EN`. */
export function mechanismWord(lang: Lang, key: string): string {
  const word = words[lang][`mechanism.${key}` as Key]
  return typeof word === 'string' ? word : key
}

export const levelWord = (level: Level, lang: Lang): string => mechanismWord(lang, `level.${level}`)

/** "every two years", "ทุก ๒ ปี". */
export const cadenceWord = (every: number, lang: Lang): string => words[lang]['mechanism.every'](every)

/** "since 26 October 2025", "from 2023 until 26 October 2025", or that the start is not in our sources. */
export function periodWord(from: string | null, until: string | null, lang: Lang): string {
  const m = words[lang]
  if (from === null && until === null) return m['mechanism.start-unknown']
  if (from === null) return m['mechanism.until'](formatDay(until ?? '', lang))
  return until === null ? m['mechanism.since'](formatDay(from, lang)) : m['mechanism.from-until'](formatDay(from, lang), formatDay(until, lang))
}

/** The short name of a body, or its code where the record has none. */
export const shortName = (bodies: ReadonlyMap<string, Pick<Body, 'short'>>, code: string, lang: Lang): string => bodies.get(code)?.short[lang] ?? code

/** A day, month or year for a cell: full days short, the others as they are. */
export const shortDay = (date: string, lang: Lang): string => formatDay(date, lang, isDay(date) ? 'short' : 'long')
