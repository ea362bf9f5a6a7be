import { requireParts, type DateParts } from './calendar-days.ts'
import type { Lang } from './languages.ts'

/** long "17 November 2009", short "17 Nov 2009", numeric "17/11/2009" (day first, as every member writes it). */
export type DayStyle = 'long' | 'short' | 'numeric'

/** Digits of a Thai text: Thai unless told. English always has Arabic digits. */
export type Digits = { digits?: 'thai' | 'arabic' }

// Own tables, not Intl: the words of a printed record must not change with the ICU of the machine.
export const months = {
  en: {
    long: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    short: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
  th: {
    long: ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'],
    short: ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'],
  },
} as const

const buddhistOffset = 543

export function toBuddhistYear(christianYear: number): number {
  return christianYear + buddhistOffset
}

export function fromBuddhistYear(buddhistYear: number): number {
  return buddhistYear - buddhistOffset
}

/** 0–9 become ๐–๙; everything else stays. */
export function thaiDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x30 + 0xe50))
}

/** ๐–๙ become 0–9; everything else stays. */
export function arabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xe50 + 0x30))
}

function inDigits(text: string, lang: Lang, { digits = 'thai' }: Digits): string {
  return lang === 'th' && digits === 'thai' ? thaiDigits(text) : text
}

/** A count with thousands set apart: "50,000", "๕๐,๐๐๐". */
export function formatNumber(n: number, lang: Lang, options: Digits = {}): string {
  const [whole = '', fraction] = String(n).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return inDigits(fraction === undefined ? grouped : `${grouped}.${fraction}`, lang, options)
}

/** "2009" or "พ.ศ. ๒๕๕๒". */
export function formatYear(year: number, lang: Lang, options: Digits = {}): string {
  return lang === 'th' ? `พ.ศ. ${inDigits(String(toBuddhistYear(year)), lang, options)}` : String(year)
}

/** "2016–2025" or "พ.ศ. ๒๕๕๙–๒๕๖๘"; one year when both are the same. */
export function formatYears(from: number, to: number, lang: Lang, options: Digits = {}): string {
  if (from === to) return formatYear(from, lang, options)
  return `${formatYear(from, lang, options)}–${inDigits(String(lang === 'th' ? toBuddhistYear(to) : to), lang, options)}`
}

/**
 * A full or partial date in words: "17 November 2009", "June 2013", "2003"; "๑๗ พฤศจิกายน ๒๕๕๒", "มิถุนายน ๒๕๕๖", "พ.ศ. ๒๕๔๖".
 * Throws RangeError when it is not a date.
 */
export function formatDay(date: string, lang: Lang, style: DayStyle = 'long', options: Digits = {}): string {
  return formatParts(requireParts(date), lang, style, options)
}

function formatParts({ year, month, day }: DateParts, lang: Lang, style: DayStyle, options: Digits): string {
  if (month === undefined && style !== 'numeric') return formatYear(year, lang, options)
  const shown = String(lang === 'th' ? toBuddhistYear(year) : year)
  if (style === 'numeric') {
    return inDigits([day, month].filter((n) => n !== undefined).map((n) => `${String(n).padStart(2, '0')}/`).join('') + shown, lang, options)
  }
  const name = monthName(month, lang, style)
  return inDigits(day === undefined ? `${name} ${shown}` : `${day} ${name} ${shown}`, lang, options)
}

function monthName(month: number | undefined, lang: Lang, style: 'long' | 'short'): string {
  return months[lang][style][(month ?? 1) - 1] ?? ''
}

/**
 * From a day (month, year) to another, saying once what both share: "20–23 June 2023", "28 September – 2 October 2015", "June–August 2013",
 * "2016–2025". One date when both are the same. The order is not checked. Throws RangeError when either is not a date.
 */
export function formatRange(from: string, to: string, lang: Lang, style: DayStyle = 'long', options: Digits = {}): string {
  if (from === to) return formatDay(from, lang, style, options)
  const [start, end] = [requireParts(from), requireParts(to)]
  const last = formatParts(end, lang, style, options)
  if (start.month === undefined && end.month === undefined && style !== 'numeric') return formatYears(start.year, end.year, lang, options)
  const samePrecision = (start.day === undefined) === (end.day === undefined) && (start.month === undefined) === (end.month === undefined)
  if (style === 'numeric' || !samePrecision || start.year !== end.year) {
    return `${formatParts(start, lang, style, options)} – ${last}`
  }
  if (start.day === undefined) return `${monthName(start.month, lang, style)}–${last}`
  const first = inDigits(String(start.day), lang, options)
  return start.month === end.month ? `${first}–${last}` : `${first} ${monthName(start.month, lang, style)} – ${last}`
}

/**
 * An instant as read on the wall of a named zone, with the zone: "10 September 2025, 17:00 (UTC+7, Asia/Jakarta)",
 * "๑๐ กันยายน ๒๕๖๘ เวลา ๑๗.๐๐ น. (UTC+7)". Throws RangeError on an unknown zone or instant.
 */
export function formatInstant(iso: string, zone: string, lang: Lang, options: Digits = {}): string {
  const local = Temporal.Instant.from(iso).toZonedDateTimeISO(zone)
  const day = formatParts({ year: local.year, month: local.month, day: local.day }, lang, 'long', options)
  const [hour, minute] = [local.hour, local.minute].map((n) => String(n).padStart(2, '0'))
  const offset = offsetName(local.offset)
  if (lang === 'th') return `${day} เวลา ${inDigits(`${hour}.${minute}`, lang, options)} น. (${offset})`
  return `${day}, ${hour}:${minute} (${zone === 'UTC' ? offset : `${offset}, ${zone}`})`
}

/** "+07:00" is UTC+7, "-03:30" UTC−3:30, "+00:00" UTC. A symbol, so its digits stay Arabic in Thai. */
function offsetName(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})/.exec(offset) ?? []
  if (hours === '00' && minutes === '00') return 'UTC'
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}

/** The place in a row: "1st", "12th", "112th"; in Thai the time of a meeting, "ครั้งที่ ๑๙". */
export function ordinal(n: number, lang: Lang, options: Digits = {}): string {
  if (lang === 'th') return `ครั้งที่ ${inDigits(String(n), lang, options)}`
  const teen = n % 100 >= 11 && n % 100 <= 13
  return `${n}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][n % 10]) ?? 'th'}`
}

/** A count with its English noun: "1 page", "2 pages", "3 bodies"; `many` for a plural the rules do not give. */
export function plural(n: number, one: string, many: string = regularPlural(one)): string {
  return `${formatNumber(n, 'en')} ${n === 1 ? one : many}`
}

function regularPlural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
