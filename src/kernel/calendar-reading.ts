import { addDays, daysInMonth } from './calendar-days.ts'
import { arabicDigits, fromBuddhistYear, months } from './calendar-wording.ts'

/**
 * What a typed date means: a full or partial ISO date; a fault; or, where the year may be of either era, both readings to ask about.
 */
export type DayRead =
  | { date: string }
  | { fault: 'unreadable' | 'no-such-day' }
  | { ask: { christian: string; buddhist: string } }

const earliestYear = 1900
const latestYear = 2700
/** Years that are a plausible B.E. year: typed without an era they may mean either. */
const firstBuddhistYear = 2400

const thaiAbbreviation = (name: string): string => name.replaceAll('.', '\\.?')
const monthNames: ReadonlyArray<[RegExp, number]> = [
  ...months.th.long.map((name, i): [string, number] => [name, i + 1]),
  ...months.th.short.map((name, i): [string, number] => [thaiAbbreviation(name), i + 1]),
  ...months.en.long.map((name, i): [string, number] => [`(?<![a-z])${name.toLowerCase()}(?![a-z])`, i + 1]),
  ...months.en.short.map((name, i): [string, number] => [`(?<![a-z])${name.toLowerCase()}${name === 'Sep' ? 't?' : ''}(?![a-z])\\.?`, i + 1]),
].map(([source, month]) => [new RegExp(source), month])

const buddhistEra = /พ\.? ?ศ\.?|(?<![a-z])b\.? ?e\.?(?![a-z])/
const christianEra = /ค\.? ?ศ\.?|(?<![a-z])(?:c\.? ?e\.?|a\.? ?d\.?)(?![a-z])/
const thaiWeekday = /(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?=ที่| |\d)/
const englishWeekday = /(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?/
const fillers = /วันที่|ที่|เดือน|ปี|(?<![a-z])(?:the|of|on)(?![a-z])/g

const fromToday: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1, วันนี้: 0, พรุ่งนี้: 1, เมื่อวาน: -1, เมื่อวานนี้: -1 }

/**
 * Reads a date as a person types it: ISO, "12/1/2026" (day first), "12 Jan 2026", "January 12, 2026", "๑๒ มกราคม ๒๕๖๙", "12 ม.ค. 2569",
 * "June 2013", "2026", "พ.ศ. 2552", "17 November 2009 C.E.", "today". Years 1900–2700 C.E.; others, two-digit years and days without a
 * year are unreadable. A day that is not in the calendar, such as 31 April, is `no-such-day`.
 *
 * A year of 2443–2700 is Buddhist where the era says so or anything is typed in Thai (a month, digits, a word), Christian where the era says
 * so; otherwise both readings come back as `ask`. Where only the Buddhist reading is a day (29/2/2567) it is taken; where only the
 * Christian one is (29/2/2568) it is `no-such-day`, for nobody means a day five centuries away. `today` is the reader's day.
 */
export function readDay(text: string, { today }: { today: string }): DayRead {
  if (text.length > 80) return { fault: 'unreadable' }
  const typed = text.normalize('NFC').replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').toLowerCase().replace(/[\s,]+/g, ' ').trim()
  const offset = Object.hasOwn(fromToday, typed) ? fromToday[typed] : undefined
  if (offset !== undefined) return { date: addDays(today, offset) }

  let rest = arabicDigits(typed).replace(/[‐‑‒–—−]/g, '-')
  const era = { buddhist: buddhistEra.test(rest), christian: christianEra.test(rest) }
  if (era.buddhist && era.christian) return { fault: 'unreadable' }
  rest = rest.replace(buddhistEra, ' ').replace(christianEra, ' ').replace(thaiWeekday, ' ').replace(englishWeekday, ' ')
  for (const [name, month] of monthNames) {
    if (!name.test(rest)) continue
    rest = rest.replace(name, ` m${month} `)
    break
  }
  rest = rest.replace(fillers, ' ').replace(/(\d)(?:st|nd|rd|th)(?![a-z])/, '$1').replace(/ +/g, ' ').replace(/ ?([-/.]) ?/g, '$1').trim()

  const parts = typedParts(rest)
  if (!parts) return { fault: 'unreadable' }
  const thai = /[\u0e00-\u0e7f]/.test(typed)
  const mayBeBuddhist = parts.year >= firstBuddhistYear && parts.year <= latestYear
  if (era.buddhist || (mayBeBuddhist && thai && !era.christian)) return dated(fromBuddhistYear(parts.year), parts)
  if (era.christian || !mayBeBuddhist) return dated(parts.year, parts)

  const buddhist = dated(fromBuddhistYear(parts.year), parts)
  const christian = dated(parts.year, parts)
  return 'date' in buddhist && 'date' in christian ? { ask: { christian: christian.date, buddhist: buddhist.date } } : buddhist
}

type Typed = { year: number; month?: number; day?: number }

/** Reads what is left when names have become `m1` to `m12`. */
function typedParts(rest: string): Typed | undefined {
  const shapes: Array<[RegExp, (a: number, b: number, c: number) => Typed]> = [
    [/^(\d{4})$/, (year) => ({ year })],
    [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, (year, month, day) => ({ year, month, day })],
    [/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/, (day, month, year) => ({ year, month, day })],
    [/^(\d{4})[-/](\d{1,2})$/, (year, month) => ({ year, month })],
    [/^(\d{1,2})[-/](\d{4})$/, (month, year) => ({ year, month })],
    [/^(\d{1,2})[-/. ]?m(\d+)[-/. ]?(\d{4})$/, (day, month, year) => ({ year, month, day })],
    [/^m(\d+) (\d{1,2}) (\d{4})$/, (month, day, year) => ({ year, month, day })],
    [/^(\d{4})[- ]m(\d+)[- ](\d{1,2})$/, (year, month, day) => ({ year, month, day })],
    [/^m(\d+)[-/. ]?(\d{4})$/, (month, year) => ({ year, month })],
    [/^(\d{4})[- ]m(\d+)$/, (year, month) => ({ year, month })],
  ]
  for (const [shape, parts] of shapes) {
    const found = shape.exec(rest)
    if (found) return parts(Number(found[1]), Number(found[2]), Number(found[3]))
  }
  return undefined
}

function dated(year: number, { month, day }: Typed): { date: string } | { fault: 'unreadable' | 'no-such-day' } {
  if (year < earliestYear || year > latestYear) return { fault: 'unreadable' }
  if (month === undefined) return { date: String(year) }
  const known = month >= 1 && month <= 12 && (day === undefined || (day >= 1 && day <= daysInMonth(year, month)))
  if (!known) return { fault: 'no-such-day' }
  return { date: [year, month, ...(day === undefined ? [] : [day])].map((n) => String(n).padStart(2, '0')).join('-') }
}
