import { addMonths, arabicDigits, earliestPossible, formatYear, latestPossible, readDay } from '../../../kernel/calendar.ts'
import { type Cell, shownIn } from './sheet.ts'

export interface CellFault {
  code: string
  params?: Record<string, string | number>
}

/** One text as it is compared: letters of one form, Arabic digits, single spaces, no marks around it. */
export const plainWord = (text: string): string => arabicDigits(text.normalize('NFKC')).replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/[‐‑‒–—−]/g, '-').replace(/\s+/g, ' ').trim().toLowerCase().replace(/^[\s:;,.*•-]+|[\s:;,.*•-]+$/g, '')

const noneWords = new Set(['', 'tbc', 'tbd', 'n/a', 'na', 'nil', 'none', 'none stated', 'not stated', 'to be confirmed', 'to be determined', 'to be decided', 'ไม่ระบุ', 'ไม่มี', 'ไม่ใช้งบประมาณ', 'รอยืนยัน', 'อยู่ระหว่างพิจารณา'])
/** Empty, a stroke, "TBC": nothing is stated, and nothing is made up. */
export const saysNothing = (cell: Cell | undefined): boolean => noneWords.has(plainWord(shownIn(cell)))

const dittoWords = new Set(['"', '”', '″', '〃', 'same', 'ditto', 'do.', 'same as above', 'as above', 'idem', 'id.', 'เช่นเดียวกัน', 'เช่นเดียวกับข้างต้น', 'เหมือนข้างต้น', 'ดังข้างต้น'])
export const sameAsAbove = (cell: Cell | undefined): boolean => dittoWords.has(shownIn(cell).normalize('NFKC').trim().toLowerCase())

/** When an activity begins and is due, as far as a cell says it. */
export type When =
  | { none: true }
  | { recurring: true }
  | { from: string | null; on: string }
  /** So many months after a meeting begins: it moves while the meeting moves (practice §3.1). */
  | { after: { meeting: string; months: number }; on: string | null }

export interface Calendar {
  today: string
  /** A meeting named as people do; null where none answers. `starts` as far as it is known. */
  meetingOf(text: string): { ref: string; starts: string | null } | null
}

const fault = (code: string, params: Record<string, string | number> = {}): CellFault => ({ code: `plan-import.fault.${code}`, params })
const unclear = fault('date')

const recurringWords = /^(?:each year|every year|annual|annually|yearly|once a year|on-?going|continuous|continuing|throughout|ทุกปี|รายปี|ประจำปี|ปีละครั้ง|ปีละ 1 ครั้ง|ต่อเนื่อง|ตลอดปี|ตลอดแผน)$/
const numberWords: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, eighteen: 18, หนึ่ง: 1, สอง: 2, สาม: 3, สี่: 4, ห้า: 5, หก: 6, เจ็ด: 7, แปด: 8, เก้า: 9, สิบ: 10, สิบสอง: 12 }
const ordinalWords: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10 }
const countOf = (text: string): number | null => (/^\d{1,3}$/.test(text) ? Number(text) : (numberWords[text] ?? null))

/**
 * A year as written in such tables: of four digits Buddhist from 2400; of two digits Buddhist in a Thai text and from 50 on (67 is 2567 B.E., 2024),
 * for nobody plans for 1967 or 2067; otherwise of this century. Null where no plan can lie.
 */
export function christianYear(digits: string, thai: boolean): number | null {
  const typed = Number(digits)
  const year = digits.length === 2 ? (thai || typed >= 50 ? typed + 2500 - 543 : 2000 + typed) : typed >= 2400 ? typed - 543 : typed
  return year >= 1990 && year <= 2100 ? year : null
}

const two = (n: number): string => String(n).padStart(2, '0')
const monthEnd = (year: number, month: number): string => latestPossible(`${year}-${two(month)}`)

/** Reads a day, month, quarter, half, year, stretch, a day after a meeting, or that it comes back each year. Never guesses a day that is not said. */
export function readWhen(cell: Cell, calendar: Calendar): When | CellFault {
  if (cell === null || saysNothing(cell)) return { none: true }
  if (typeof cell === 'object') {
    if (!('day' in cell)) return unclear
    const year = christianYear(cell.day.slice(0, 4), false)
    if (year === null) return fault('year', { year: cell.day.slice(0, 4) })
    const day = `${year}${cell.day.slice(4)}`
    // A program that keeps 2567 as a year of the common era has other leap years.
    return { from: null, on: cell.day.endsWith('02-29') && !isLeap(year) ? `${year}-02-28` : day }
  }
  if (typeof cell === 'boolean') return unclear
  if (typeof cell === 'number') {
    if (Number.isInteger(cell) && christianYear(String(cell), false) !== null && String(cell).length === 4) return yearStretch(christianYear(String(cell), false) ?? cell)
    // A day that lost its format stands as the number of days since 1900.
    return Number.isInteger(cell) && cell > 32_800 && cell < 73_000 ? { from: null, on: Temporal.PlainDate.from('1899-12-30').add({ days: cell }).toString() } : unclear
  }
  const text = plainWord(cell)
  if (recurringWords.test(text)) return { recurring: true }
  return afterMeeting(text, calendar) ?? readStretch(text, calendar) ?? unclear
}

const isLeap = (year: number): boolean => Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear
const yearStretch = (year: number): When => ({ from: null, on: `${year}-12-31` })

function afterMeeting(text: string, calendar: Calendar): When | CellFault | null {
  const english = /(?:within|not later than|no later than|by)?\s*(\d{1,3}|[a-z]+) (months?|years?|weeks?|days?) (?:after|of|from|following)\s+(.+)$/.exec(text)
  const thai = /(?:ภายใน\s*)?(\d{1,3}|[ก-๙]+?)\s*(เดือน|ปี|สัปดาห์|วัน)\s*(?:หลังจาก|หลัง|ภายหลัง|นับจาก|นับแต่|นับตั้งแต่)\s*(.+)$/.exec(text)
  const found = english ?? thai
  if (found) {
    const [, amount = '', unit = '', event = ''] = found
    const count = countOf(amount.trim())
    if (count === null) return null
    const named = meetingIn(event, calendar)
    if (named === null) return fault('meeting', { name: event.slice(0, 80) })
    if (!/^(?:month|year|เดือน|ปี)/.test(unit)) return fault('months')
    return dueFrom(named, /^(?:year|ปี)/.test(unit) ? count * 12 : count)
  }
  const event = /^(?:by|before|at|until|at the|by the|before the|ก่อน|ภายใน|ภายในการประชุม|ใน|การประชุม)?\s*(.+)$/.exec(text)?.[1] ?? text
  const named = meetingIn(event, calendar)
  if (named) return dueFrom(named, 0)
  return looksLikeMeeting(event) ? fault('meeting', { name: event.slice(0, 80) }) : null
}

const looksLikeMeeting = (text: string): boolean => /^(?:the )?\d{1,3}(?:st|nd|rd|th) [a-z+]{4,}$|^[a-z]{4,}[a-z+]*[ /-]\d{1,3}$|^[a-z]{4,} ?ครั้งที่ ?\d{1,3}$/.test(text) && !/^(?:january|february|march|april|june|july|august|september|october|november|december|quarter|half|year|early|late|q)/.test(text.replace(/^(?:the )?\d+(?:st|nd|rd|th) /, ''))

function dueFrom({ ref, starts }: { ref: string; starts: string | null }, months: number): When {
  return { after: { meeting: ref, months }, on: starts === null ? null : addMonths(latestPossible(starts), months) }
}

function meetingIn(text: string, calendar: Calendar): { ref: string; starts: string | null } | null {
  const spelled = text.replace(/\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/g, (word) => `${ordinalWords[word]}th`)
  for (const [, n = '', body = ''] of spelled.matchAll(/(\d{1,3})(?:st|nd|rd|th) (?:annual )?(?:meeting of (?:the )?)?([a-z][a-z0-9+.-]*)/g)) {
    const found = calendar.meetingOf(`${body}/${n}`)
    if (found) return found
  }
  for (const [, body = '', n = ''] of spelled.matchAll(/([a-z][a-z0-9+.-]*?)[ /-]*(?:ครั้งที่ ?)?(\d{1,3})(?!\d)/g)) {
    const found = calendar.meetingOf(`${body}/${n}`)
    if (found) return found
  }
  return null
}

function readStretch(typed: string, calendar: Calendar): When | CellFault | null {
  const thai = /[\u0e00-\u0e7f]/.test(typed)
  const text = typed.replace(/^(?:by|before|until|in|end of|the end of|ภายในสิ้น|ภายใน|ก่อน|สิ้น(?=ปี|เดือน)|ใน)\s*/, '').replace(/^(?:the )?end of /, '')
  const year = (digits: string | undefined): number | null => christianYear(digits ?? '', thai)
  const quarters = (first: number, last: number, digits: string | undefined): When | CellFault => { const at = year(digits); return at === null ? fault('year', { year: digits ?? '' }) : { from: `${at}-${two(first * 3 - 2)}-01`, on: monthEnd(at, last * 3) } }
  const quarter = /^(?:q|ไตรมาส(?:ที่)? ?)([1-4])(?: ?- ?q?([1-4]))?[ /-]*(?:of )?(?:ปี|ของปี|พ\.?ศ\.?)? ?(\d{4}|\d{2})$/.exec(text) ?? /^([1-4])(?:st|nd|rd|th)? quarter()(?: of| ,)? (\d{4})$/.exec(text)
  if (quarter) return quarters(Number(quarter[1]), Number(quarter[2] || quarter[1]), quarter[3])
  const yearFirst = /^(\d{4})[ /-]*q([1-4])$/.exec(text)
  if (yearFirst) return quarters(Number(yearFirst[2]), Number(yearFirst[2]), yearFirst[1])
  const half = /^(?:(first|1st|second|2nd) half(?: of)?|h([12])|ครึ่ง(?:ปี)?(แรก|หลัง)(?: ?ของ)?(?:ปี| พ\.?ศ\.?)?)[ /-]*(\d{4}|\d{2})$/.exec(text)
  if (half) return /first|1st|แรก/.test(half[1] ?? half[3] ?? '') || half[2] === '1' ? quarters(1, 2, half[4]) : quarters(3, 4, half[4])
  const fiscal = /^(?:ปี)?งบประมาณ ?(?:พ\.?ศ\.?)? ?(\d{4}|\d{2})$/.exec(text)
  if (fiscal) { const at = year(fiscal[1]); return at === null ? fault('year', { year: fiscal[1] ?? '' }) : { from: `${at - 1}-10-01`, on: `${at}-09-30` } }
  const years = /^(?:ปี |พ\.?ศ\.? ?)?(\d{4}) ?(?:-|to|ถึง) ?(\d{4}|\d{2})$/.exec(text)
  if (years) {
    const from = year(years[1])
    const until = year(years[2]?.length === 2 ? `${years[1]?.slice(0, 2)}${years[2]}` : years[2])
    return from === null || until === null || until < from ? fault('year', { year: text }) : { from: `${from}-01-01`, on: `${until}-12-31` }
  }
  const single = readSingle(text, thai, calendar.today)
  if (single !== null && !('code' in single && single.code === unclear.code)) return single
  return readRange(text, thai, calendar.today) ?? single
}

/** "Jan - Mar 2024", "1/2/2567 ถึง 31/3/2567": what the first leaves out, the second says. */
function readRange(text: string, thai: boolean, today: string): When | null {
  const dash = text.includes(' - ') ? ' - ' : '-'
  const parts = text.split(/ to | until | till |ถึง/).length === 2 ? text.split(/ to | until | till |ถึง/) : text.split(dash).length === 2 ? text.split(dash) : null
  if (parts === null) return null
  const [left = '', right = ''] = parts.map((part) => part.trim())
  const end = readSingle(right, thai, today)
  if (end === null || !('on' in end)) return null
  const tail = /(?:[a-zก-๙.]+ ?)?\d{4}$|\d{2}$/.exec(right)?.[0] ?? ''
  const yearTail = /\d{2,4}$/.exec(right)?.[0] ?? ''
  for (const candidate of [left, `${left} ${yearTail}`, `${left} ${tail}`]) {
    const begin = readSingle(candidate, thai, today)
    if (begin !== null && 'on' in begin && begin.on !== null && end.on !== null) {
      const from = ('from' in begin ? begin.from : null) ?? begin.on
      if (from <= end.on) return { from, on: end.on }
    }
  }
  return null
}

function readSingle(text: string, thai: boolean, today: string): When | CellFault | null {
  // "15 มี.ค. 67", "15-Mar-24", "31/12/67": the year in full, then as any typed day.
  const short = /^(.*[^\d])(\d{2})$/.exec(text)
  const full = short && (/^\d{1,2}[-/. ]\d{1,2}[-/.]$/.test(short[1]?.trim() ?? '') || /[a-z.ก-๙][ '-]*$/.test(short[1] ?? '')) && monthThenYear(short[1] ?? '', short[2] ?? '', thai) ? `${(short[1] ?? '').replace(/['’]$/, ' ')}${christianYear(short[2] ?? '', thai) ?? ''}${thai ? ' ค.ศ.' : ''}` : text
  const read = readDay(full, { today })
  if ('fault' in read) {
    if (read.fault === 'unreadable') return unclear
    const digits = /\d{4}/.exec(full)?.[0] ?? ''
    const year = christianYear(digits, thai)
    return year !== null && String(year) !== digits ? fault('no-such-day-era', { year: digits, is: formatYear(year, 'en') }) : fault('no-such-day')
  }
  // Typed without an era, a year five centuries away is of the other one.
  const date = 'ask' in read ? read.ask.buddhist : read.date
  const at = Number(date.slice(0, 4))
  if (at < 1990 || at > 2100) return fault('year', { year: date.slice(0, 4) })
  return { from: date.length === 10 || date.length === 4 ? null : earliestPossible(date), on: latestPossible(date) }
}

/** "June 13" may be a day or a year: only what can be nothing else is taken for a year. */
function monthThenYear(before: string, digits: string, thai: boolean): boolean {
  if (/\d/.test(before) || thai) return true
  return Number(digits) > 31 || /['’-]\s*$/.test(before)
}

const currencySigns: Record<string, string> = {
  us$: 'USD', usd: 'USD', 'us dollar': 'USD', 'us dollars': 'USD', dollars: 'USD', ดอลลาร์: 'USD', ดอลลาร์สหรัฐ: 'USD', เหรียญสหรัฐ: 'USD', '฿': 'THB', baht: 'THB', บาท: 'THB', '€': 'EUR', euro: 'EUR', euros: 'EUR', ยูโร: 'EUR', '¥': 'JPY', yen: 'JPY', เยน: 'JPY', 's$': 'SGD', rm: 'MYR', rp: 'IDR', rupiah: 'IDR', '₱': 'PHP',
  php: 'PHP', peso: 'PHP', '₫': 'VND', dong: 'VND', '₭': 'LAK', kip: 'LAK', '៛': 'KHR', riel: 'KHR', 'b$': 'BND', 'a$': 'AUD', '₩': 'KRW', won: 'KRW', rmb: 'CNY', yuan: 'CNY', หยวน: 'CNY', kyat: 'MMK', ringgit: 'MYR', ริงกิต: 'MYR', 'singapore dollar': 'SGD', 'singapore dollars': 'SGD', '£': 'GBP',
}
const codes = new Set(Intl.supportedValuesOf('currency'))

/** The three letters of a currency as named in a table; null where nobody can tell, such as "$" alone. */
export function readCurrency(text: string): string | null {
  const word = plainWord(text)
  const code = word.toUpperCase()
  return currencySigns[word] ?? (/^[A-Z]{3}$/.test(code) && codes.has(code) ? code : null)
}

const times: Record<string, number> = { k: 1e3, thousand: 1e3, พัน: 1e3, หมื่น: 1e4, แสน: 1e5, m: 1e6, mn: 1e6, million: 1e6, mil: 1e6, ล้าน: 1e6 }

/** An amount with the currency that stands beside it, in any digits; `currency` null where the cell names none. */
export function readMoney(cell: Cell): { amount: number; currency: string | null } | { none: true } | CellFault {
  if (cell === null || saysNothing(cell)) return { none: true }
  if (typeof cell === 'number') return cell < 0 ? fault('amount') : { amount: cents(cell), currency: null }
  if (typeof cell !== 'string') return fault('amount')
  let rest = plainWord(cell).replace(/^(?:approx(?:imately)?\.?|about|ประมาณ|~)\s*/, '')
  const number = /\d[\d.,' ]*/.exec(rest)
  if (!number) return fault('amount')
  const digits = number[0].trim().replace(/[.,]+$/, '')
  rest = `${rest.slice(0, number.index)} ${rest.slice(number.index + number[0].length)}`.replace(/\s+/g, ' ').trim()
  if (/\d/.test(rest)) return fault('amount-range')
  const amount = readAmount(digits)
  if (amount === null) return fault('amount-points')
  const factor = Object.entries(times).find(([word]) => new RegExp(`^${word}(?![a-z])|(?<![a-z])${word}$`).test(rest))
  if (factor) rest = rest.replace(factor[0], '').trim()
  rest = rest.replace(/^[-/.]+|[-/.]+$/g, '').trim()
  if (rest === '') return { amount: cents(amount * (factor?.[1] ?? 1)), currency: null }
  const currency = readCurrency(rest)
  return currency === null ? fault('currency', { name: rest.slice(0, 40).toUpperCase() }) : { amount: cents(amount * (factor?.[1] ?? 1)), currency }
}

const cents = (value: number): number => Math.round(value * 100) / 100

/** 1,200,000.50 and 1.200.000,50 and 1 200 000; "1.200" may be either, and is not taken for one. */
function readAmount(digits: string): number | null {
  const text = digits.replace(/[' ]/g, '')
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?$|^\d{1,3}(?:\.\d{3})+,\d{1,2}$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  if (/^\d{1,3}\.\d{3}$/.test(text)) return null
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  return /^\d+,\d{1,2}$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** How much is done, 0 to 100. `fraction`: the column writes 0.45 for 45. */
export function readPercent(cell: Cell, fraction: boolean): { percent: number } | { none: true } | CellFault {
  if (cell === null || saysNothing(cell)) return { none: true }
  const value = typeof cell === 'number' ? (fraction ? cell * 100 : cell) : typeof cell === 'object' && 'percent' in cell ? cell.percent : typeof cell === 'string' ? percentIn(cell) : null
  if (value === null) return fault('percent')
  return value < 0 || value > 100 ? fault('percent-range', { n: value }) : { percent: Math.round(value) }
}

function percentIn(text: string): number | null {
  const found = /^(?:ร้อยละ )?(\d{1,5}(?:\.\d+)?) ?(?:%|per ?cent|percent)?$/.exec(plainWord(text))
  return found ? Number(found[1]) : null
}

/** A share written into another cell, such as "on-going 150%". */
export function shareWithin(text: string): number | null {
  const found = /(\d{1,5}(?:\.\d+)?) ?%/.exec(plainWord(text))
  return found ? Number(found[1]) : null
}
