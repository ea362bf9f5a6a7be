import { dayInZone, formatDay, formatInstant, thaiDigits } from '../../kernel/calendar.ts'
import type { Lang } from '../../kernel/languages.ts'
import { numeral } from '../../ui/index.ts'
import type { Party } from '../mechanism/index.ts'
import { enRun } from './messages/run.en.ts'
import { thRun } from './messages/run.th.ts'
import type { Milestone } from './rules/timeline.ts'
import type { RunState } from './schema.ts'

export const runWords = { en: enRun, th: thRun }

export const stateWord = (state: RunState, lang: Lang): string => runWords[lang][`run.state.${state}`]

/** The hour on the wall of a zone: "09:00", "๐๙.๐๐ น.". */
export function clockTime(instant: string, zone: string, lang: Lang): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const [hour, minute] = [local.hour, local.minute].map((n) => String(n).padStart(2, '0'))
  return lang === 'th' ? `${thaiDigits(`${hour}.${minute}`)} น.` : `${hour}:${minute}`
}

/**
 * An instant in the zone of the meeting. `full`: day, hour and zone; `time`: the hour with the zone; `clock`: the hour alone, where the zone
 * stands once for a whole list (R-1.3.1).
 */
export function formatZoned(instant: string, zone: string, lang: Lang, style: 'full' | 'time' | 'clock' = 'full'): string {
  if (style === 'full') return formatInstant(instant, zone, lang)
  return style === 'clock' ? clockTime(instant, zone, lang) : `${clockTime(instant, zone, lang)} (${zoneWord(instant, zone)})`
}

/** "UTC+8", with the city of the zone where asked: "UTC+8, Asia/Manila". */
export function zoneWord(instant: string, zone: string): string {
  const { offset } = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? []
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}

/** "Mon 22 Jun", "จ. ๒๒ มิ.ย." : for lists within a year. */
export function shortWeekday(day: string, lang: Lang): string {
  const names = runWords[lang]['run.weekdays-short'].split(',')
  return `${names[Temporal.PlainDate.from(day).dayOfWeek - 1]} ${dayMonth(day, lang)}`
}

export const weekdayName = (day: string, lang: Lang): string => runWords[lang]['run.weekdays'].split(',')[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? ''

/** "22 Jun", "๒๒ มิ.ย." */
export const dayMonth = (day: string, lang: Lang): string => formatDay(day, lang, 'short').replace(/ \S+$/, '')

export const dayOfInstant = (instant: string, zone: string): string => dayInZone(instant, zone)

/** How a date is counted: `T−90`, `T`, `+10 working days`. */
export function countedWord(milestone: Pick<Milestone, 'countedFrom' | 'days' | 'workingDays' | 'hours'>, lang: Lang): string {
  const m = runWords[lang]
  if (milestone.workingDays !== null) return m['run.working-days'](numeral(lang, milestone.workingDays), milestone.workingDays === 1)
  if (milestone.countedFrom === 'closing') return milestone.days === 0 ? 'T' : m['run.plus-days'](numeral(lang, milestone.days ?? 0), milestone.days === 1)
  const days = milestone.hours === null ? (milestone.days ?? 0) : milestone.hours / 24
  if (milestone.countedFrom !== 'opening') return m['run.plus-days'](numeral(lang, days), days === 1)
  return days === 0 ? 'T' : `T${days < 0 ? '−' : '+'}${numeral(lang, Math.abs(days))}`
}

/** "13 Jun is a Saturday; 12 Jun is a holiday in the Philippines: Independence Day": by what a date was moved. */
export function passedWords(milestone: Pick<Milestone, 'passed'>, parties: ReadonlyMap<string, Party>, lang: Lang): string | null {
  if (milestone.passed.length === 0) return null
  const m = runWords[lang]
  return milestone.passed
    .map(({ day, holiday }) => (holiday ? m['run.passed-holiday'](dayMonth(day, lang), holiday.name[lang], parties.get(holiday.where)?.name[lang] ?? holiday.where) : m['run.passed-weekend'](dayMonth(day, lang), weekdayName(day, lang))))
    .join(lang === 'th' ? ' ' : '; ')
}
