/** A period after an event, as decisions set it: "within two months", "10 working days before" (negative). Whole numbers. */
export type Period = { years?: number; months?: number; days?: number; workingDays?: number }

/** Days that are not worked, each `YYYY-MM-DD`. */
export type Holidays = ReadonlySet<string>

/** ISO weekday numbers, Monday 1 to Sunday 7. */
const saturdayAndSunday: readonly number[] = [6, 7]

const msPerDay = 86_400_000

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export type DateParts = { year: number; month?: number; day?: number }

/** The parts of a full or partial date that exists, else undefined. */
export function partsOf(date: string): DateParts | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date)
  if (!found) return undefined
  const year = Number(found[1])
  if (found[2] === undefined) return { year }
  const month = Number(found[2])
  if (month < 1 || month > 12) return undefined
  if (found[3] === undefined) return { year, month }
  const day = Number(found[3])
  return day < 1 || day > daysInMonth(year, month) ? undefined : { year, month, day }
}

/** True for `YYYY-MM-DD` naming a day that exists. */
export function isDay(text: string): boolean {
  return partsOf(text)?.day !== undefined
}

/** True for a day, month or year that exists: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`. */
export function isPartialDay(text: string): boolean {
  return partsOf(text) !== undefined
}

/** As partsOf. Throws RangeError when the text is not a date. */
export function requireParts(date: string): DateParts {
  const parts = partsOf(date)
  if (!parts) throw new RangeError(`Not a date: ${JSON.stringify(date)}`)
  return parts
}

/** Days since 1970-01-01. Throws RangeError unless the date is a full day that exists. */
function dayNumber(date: string): number {
  const { year, month, day } = requireParts(date)
  if (month === undefined || day === undefined) throw new RangeError(`A full day is needed, not ${JSON.stringify(date)}`)
  return numberOf(year, month, day)
}

/** Date.UTC takes the years 0–99 for 1900–1999; four centuries are always 146,097 days. */
function numberOf(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) / msPerDay - 146_097
}

function dayText(number: number): string {
  const text = new Date(number * msPerDay).toISOString()
  if (text.length !== 24) throw new RangeError('The day lies outside the years 0000 to 9999')
  return text.slice(0, 10)
}

/** ISO weekday of a day number, Monday 1 to Sunday 7; day 0 was a Thursday. */
function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

function whole(n: number): number {
  if (!Number.isInteger(n)) throw new RangeError(`A whole number is needed, not ${n}`)
  return n
}

/** The first day a partial date can mean: `2003` gives `2003-01-01`. Throws RangeError when it is not a date. */
export function earliestPossible(date: string): string {
  const { month, day } = requireParts(date)
  return day !== undefined ? date : month !== undefined ? `${date}-01` : `${date}-01-01`
}

/** The last day a partial date can mean: `2004-02` gives `2004-02-29`. Throws RangeError when it is not a date. */
export function latestPossible(date: string): string {
  const { year, month, day } = requireParts(date)
  return day !== undefined ? date : month !== undefined ? `${date}-${daysInMonth(year, month)}` : `${date}-12-31`
}

/**
 * Order for sorting full and partial dates together: by the first day each can mean; where that is the same, the one known more exactly
 * comes first (`2003-01-01`, `2003-01`, `2003`). 0 only for the same text. It is an order for lists, not a claim about which came
 * first; for that see certainlyBefore.
 */
export function compareDays(a: string, b: string): number {
  if (a === b) return 0
  const [first, second] = [earliestPossible(a), earliestPossible(b)]
  if (first !== second) return first < second ? -1 : 1
  return latestPossible(a) < latestPossible(b) ? -1 : 1
}

/** True only when every day `a` can mean lies before every day `b` can mean: what "overdue" must rest on. */
export function certainlyBefore(a: string, b: string): boolean {
  return latestPossible(a) < earliestPossible(b)
}

/** A place on a time axis: `2009-07-02` is about 2009.5. A partial date stands at its first possible day. */
export function decimalYear(date: string): number {
  const { year } = requireParts(date)
  const start = numberOf(year, 1, 1)
  return year + (dayNumber(earliestPossible(date)) - start) / (numberOf(year + 1, 1, 1) - start)
}

/** `n` calendar days later, earlier when negative. Throws RangeError unless `date` is a full day. */
export function addDays(date: string, n: number): string {
  return dayText(dayNumber(date) + whole(n))
}

/**
 * `n` months later, earlier when negative. A day the target month lacks becomes that month's last day: 31 January + 1 month is
 * 28 or 29 February, and so 31 January + 1 + 1 months differs from + 2. Throws RangeError unless `date` is a full day.
 */
export function addMonths(date: string, n: number): string {
  dayNumber(date)
  const { year, month = 1, day = 1 } = requireParts(date)
  const months = year * 12 + month - 1 + whole(n)
  const [newYear, newMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  return dayText(numberOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth))))
}

/** Neither a weekend day (ISO numbers, Saturday and Sunday unless told) nor a holiday. */
export function isWorkingDay(date: string, holidays: Holidays, weekend: readonly number[] = saturdayAndSunday): boolean {
  return !weekend.includes(weekday(dayNumber(date))) && !holidays.has(date)
}

/**
 * The `n`th working day after `date`, before it when negative; the day itself is not counted. With 0, the day itself if it is worked,
 * else the next working day. Throws RangeError when the weekend leaves no day to work.
 */
export function addWorkingDays(date: string, n: number, holidays: Holidays, weekend: readonly number[] = saturdayAndSunday): string {
  if ([1, 2, 3, 4, 5, 6, 7].every((day) => weekend.includes(day))) throw new RangeError('The weekend leaves no working day')
  let left = Math.abs(whole(n))
  if (left === 0) {
    if (isWorkingDay(date, holidays, weekend)) return date
    left = 1
  }
  const step = n < 0 ? -1 : 1
  let number = dayNumber(date)
  let text = date
  while (left > 0) {
    number += step
    text = dayText(number)
    if (!weekend.includes(weekday(number)) && !holidays.has(text)) left -= 1
  }
  return text
}

/** The last working day strictly before `date`. */
export function previousWorkingDay(date: string, holidays: Holidays, weekend: readonly number[] = saturdayAndSunday): string {
  return addWorkingDays(date, -1, holidays, weekend)
}

/**
 * The day a period after an event ends. Years and months are added together first (end of month as in addMonths), then calendar days,
 * then working days. The event's own day is not counted, and a period without working days may end on a holiday: it is not moved.
 * Negative numbers give a day before the event. Throws RangeError unless `eventDate` is a full day; of an event known only by month or
 * year, the caller says which day counts (latestPossible is the lenient choice).
 */
export function dueAfter(period: Period, eventDate: string, holidays: Holidays, weekend: readonly number[] = saturdayAndSunday): string {
  const months = (period.years ?? 0) * 12 + (period.months ?? 0)
  const due = addDays(months === 0 ? eventDate : addMonths(eventDate, months), period.days ?? 0)
  return period.workingDays ? addWorkingDays(due, period.workingDays, holidays, weekend) : due
}

/** An instant in the one form we keep, that sorts as text: `2025-09-10T10:00:00.000Z`. */
function instantText(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}

/**
 * The UTC instant of a wall-clock time (`HH:MM` or `HH:MM:SS`) on a day in a named zone. Where clocks change, as RFC 5545 ('compatible'):
 * a time that does not exist moves forward by the length of the gap, of a time that comes twice the first is meant.
 * Throws RangeError on an unknown zone, day or time.
 */
export function instantInZone(date: string, time: string, zone: string): string {
  const wall = Temporal.PlainDate.from(date, { overflow: 'reject' }).toPlainDateTime(Temporal.PlainTime.from(time, { overflow: 'reject' }))
  return instantText(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant())
}

/** Zones are slow to ask, and a page asks for the same few hundred instants each time. */
const daysKnown = new Map<string, string>()
const mostDaysKnown = 5_000

/** The day it is in a named zone at an ISO instant. Throws RangeError on an unknown zone or instant. */
export function dayInZone(instantIso: string, zone: string): string {
  const key = `${instantIso} ${zone}`
  const known = daysKnown.get(key)
  if (known !== undefined) return known
  const day = Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).toPlainDate().toString()
  if (daysKnown.size >= mostDaysKnown) daysKnown.clear()
  daysKnown.set(key, day)
  return day
}

/** Today's date where the reader is: "today" in Bangkok may be "yesterday" in London. */
export function todayIn(zone: string, nowIso: string): string {
  return dayInZone(nowIso, zone)
}
