import { formatDay, isDay, latestPossible, readDay } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'

export interface AsOf {
  /** The day asked for, as far as it could be read. */
  day: string | null
  /** What the field shows: the day in the reader's language, or what was typed where it could not be read. */
  value: string
  /** Beside the field. */
  error: string | null
  /** Where the year may be of either era: the days it can mean that are not ahead, to choose from. */
  choices: string[]
}

/**
 * Reads the day of `?asOf=` in either era. A month or a year means its last day: as of 2011 is as of its end. A year that may be of
 * either era is asked about, not guessed. Without one, `day` is null and the field empty.
 */
export function readAsOf(typed: string | undefined, today: string, lang: Lang): AsOf {
  const text = typed?.trim() ?? ''
  if (text === '') return { day: null, value: '', error: null, choices: [] }
  const m = { en, th }[lang]
  const read = readDay(text, { today })
  if ('date' in read) return { day: latestPossible(read.date), value: isDay(read.date) ? formatDay(read.date, lang, 'short') : text, error: null, choices: [] }
  if ('ask' in read) return { day: null, value: text, error: m['members.date-ask'], choices: [read.ask.buddhist, read.ask.christian].map(latestPossible).filter((day) => day <= today) }
  return { day: null, value: text, error: m['members.date-unreadable'], choices: [] }
}
