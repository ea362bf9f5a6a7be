import type { Due, Lexicon, Reporting } from '../schema.ts'
import { namesIn, unique } from './addressees.ts'

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const thaiMonths = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม']
const thaiShort = ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.']
const month = `(?:${months.join('|')})`
const relation = String.raw`(?<relation>no later than|not later than|on or before|in time for|prior to|before|by|until|at|during|for (?:the )?(?:further )?(?:consideration|adoption|endorsement|approval|submission|deliberation|decision|discussion|notation|information)\s+(?:of|by|at|to|during))`
const ordinalWord = String.raw`first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth`
const anyOrdinal = ordinalWord.split('|').map((word) => `[${word[0]}${word[0]?.toUpperCase()}]${word.slice(1).replace('-', '-\\w')}`).join('|')
const which = String.raw`(?<which>next|following|forthcoming|upcoming|coming|subsequent|\d+(?:st|nd|rd|th)|${anyOrdinal})`
const eventName = String.raw`(?<name>(?:(?:annual|regular|special|preparatory|meetings?|sessions?|summit|consultations?|conference|on|of|the|for|\+(?:\s*3\b)?|[A-Z][\w+.&-]*)(?:\s+|(?=[.,;:)]|$))){1,14})`

const period = /\bwithin\s+(?:a period of\s+|the (?:next|coming|following)\s+)?(?<length>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)\s*(?:\(\d+\)\s*)?(?:calendar |working )?(?<unit>day|week|month|year)s?(?:['’]? time)?(?:\s+(?:after|from|of|following)\s+(?<after>[^.;,]+))?/i
const exactDate = new RegExp(String.raw`\b(?:by|before|no later than|not later than|on or before|until|prior to)\s+(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<month>${month})|(?<month2>${month})\s+(?<day2>\d{1,2})(?:st|nd|rd|th)?),?\s+(?<year>\d{4})`, 'i')
const periodEnd = new RegExp(String.raw`\b(?:by|before|no later than|not later than|until|in|within|during)\s+(?:the\s+)?(?:(?<part>end|middle|beginning|first half|second half|first quarter|second quarter|third quarter|fourth quarter|early|mid|late|Q[1-4])[\s-]*(?:of\s+)?(?:the\s+year\s+)?)?(?:(?<month>${month})\s+)?(?<year>20\d\d)\b`, 'i')
const event = new RegExp(String.raw`\b${relation}\s+(?:its|their|the|our)?\s*${which}\s+${eventName}(?<year>\s+(?:to be held\s+)?(?:in\s+[A-Z]\w+(?: [A-Z]\w+)?\s+)?in\s+\d{4})?`)
const openDate = new RegExp(String.raw`\b(?:by|before|no later than|not later than|on or before|until|prior to)\s+(?<day>(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${month}|${month}\s+\d{1,2}(?:st|nd|rd|th)?|(?:the\s+)?end\s+of\s+(?:${month}|(?:this|the|next)\s+(?:calendar\s+)?(?:year|month))|(?:the\s+)?year[- ]end))\b(?!\s*,?\s*\d{4})`, 'i')
const smallNumbers: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, thirty: 30, sixty: 60, ninety: 90 }
const ordinalNumbers = ordinalWord.split('|')

/** The time limit in the words of one decision, or null. A period is looked for first: its "by the 2nd SOMTC" is no limit. */
export function dueIn(text: string, lexicon: Lexicon): Due | null {
  return thaiDue(text, lexicon) ?? periodDue(text, lexicon) ?? dateDue(text) ?? eventDue(text, lexicon) ?? periodEndDue(text) ?? openDue(text)
}

/** "by 30 June", "by year-end": which year is for the officer to say, so the words are kept as an event and no date is made up. */
function openDue(text: string): Due | null {
  const match = openDate.exec(text)
  const day = match?.groups?.['day']
  return match === null || day === undefined ? null : { kind: 'event', text: match[0], relation: relationOf(match[0]), event: day }
}

function periodDue(text: string, lexicon: Lexicon): Due | null {
  const match = period.exec(text)
  const groups = match?.groups
  if (!match || !groups) return null
  const length = smallNumbers[(groups['length'] ?? '').toLowerCase()] ?? Number(groups['length'])
  const after = groups['after']?.trim()
  const body = after === undefined ? undefined : namesIn(after, lexicon, null).find((name) => name.body)?.name
  return { kind: 'period', text: match[0].trim(), length, unit: unitOf(groups['unit']), ...(after === undefined ? {} : { after }), ...(body === undefined ? {} : { body }) }
}

function unitOf(word: string | undefined): 'day' | 'week' | 'month' | 'year' {
  const unit = word?.toLowerCase()
  return unit === 'week' || unit === 'month' || unit === 'year' ? unit : 'day'
}

function dateDue(text: string): Due | null {
  const match = exactDate.exec(text)
  const groups = match?.groups
  if (!match || !groups) return null
  const at = months.indexOf((groups['month'] ?? groups['month2'] ?? '').toLowerCase()) + 1
  const date = isoDate(Number(groups['year']), at, Number(groups['day'] ?? groups['day2']))
  return date === null ? null : { kind: 'date', text: match[0], date }
}

function periodEndDue(text: string): Due | null {
  const match = periodEnd.exec(text)
  const groups = match?.groups
  if (!match || !groups || /^(?:in|during)\s+20/i.test(match[0])) return null
  const year = Number(groups['year'])
  const part = (groups['part'] ?? 'end').toLowerCase()
  const named = months.indexOf((groups['month'] ?? '').toLowerCase()) + 1
  const last = named > 0 ? named : (lastMonth[part] ?? 12)
  return { kind: 'period-end', text: match[0], date: `${year}-${pad(last)}-${pad(daysIn(year, last))}` }
}
const lastMonth: Record<string, number> = { beginning: 3, early: 4, 'first quarter': 3, q1: 3, 'first half': 6, middle: 6, mid: 6, 'second quarter': 6, q2: 6, 'third quarter': 9, q3: 9 }

function eventDue(text: string, lexicon: Lexicon): Due | null {
  const match = event.exec(text)
  const groups = match?.groups
  if (!match || !groups) return null
  const name = (groups['name'] ?? '').replace(/[\s.]+$/, '').replace(/(?:\s+(?:and|of|on|the|for|in|to))+$/, '')
  if (name === '') return null
  const body = namesIn(name, lexicon, null).find((each) => each.body)?.name
  const word = (groups['which'] ?? '').toLowerCase()
  const counted = /^\d/.test(word) ? Number.parseInt(word, 10) : ordinalNumbers.indexOf(word) + 1
  const limit = match[0].replace(/[\s.,;]+$/, '').replace(/(?:\s+(?:and|of|on|the|for|in|to))+$/, '')
  return {
    kind: 'event',
    text: limit,
    relation: relationOf(groups['relation'] ?? ''),
    event: `${groups['which'] ?? ''} ${name}`.trim(),
    ...(body === undefined ? {} : { body }),
    ordinal: counted > 0 ? counted : 'next',
  }
}

function relationOf(words: string): 'before' | 'by' | 'at' | 'during' | 'until' {
  const relation = words.toLowerCase()
  if (/before|prior|in time/.test(relation)) return 'before'
  if (/^until/.test(relation)) return 'until'
  if (/^(?:by|no later|not later)/.test(relation)) return 'by'
  return relation === 'during' ? 'during' : 'at'
}

const thaiDigits = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))

/** Thai limits; years from 2400 on are Buddhist Era. */
function thaiDue(raw: string, lexicon: Lexicon): Due | null {
  if (!/[ก-๙]/.test(raw)) return null
  const text = thaiDigits(raw)
  const date = new RegExp(String.raw`(?:ภายใน|ก่อน|ไม่เกิน)\s*(?:วันที่)?\s*(\d{1,2})\s*(${[...thaiMonths, ...thaiShort.map((each) => each.replaceAll('.', '\\.'))].join('|')})\s*(?:พ\.ศ\.\s*)?(\d{4})`).exec(text)
  if (date) {
    const long = thaiMonths.indexOf(date[2] ?? '')
    const iso = isoDate(christian(Number(date[3])), (long >= 0 ? long : thaiShort.indexOf(date[2] ?? '')) + 1, Number(date[1]))
    if (iso !== null) return { kind: 'date', text: raw.slice(date.index, date.index + date[0].length), date: iso }
  }
  const length = /ภายใน\s*(\d+)\s*(วัน|สัปดาห์|เดือน|ปี)(?:\s*(?:หลังจาก|นับจาก|นับแต่|หลัง)\s*([^\s]+(?:\s[^\s]+)?))?/.exec(text)
  if (length) {
    const unit = length[2] === 'สัปดาห์' ? 'week' : length[2] === 'เดือน' ? 'month' : length[2] === 'ปี' ? 'year' : 'day'
    return { kind: 'period', text: raw.slice(length.index, length.index + length[0].length), length: Number(length[1]), unit, ...(length[3] === undefined ? {} : { after: length[3] }) }
  }
  const part = /ภายใน(?:สิ้น)?(?:เดือน\s*([ก-๙]+?)|ไตรมาส(?:ที่)?\s*(แรก|สอง|สาม|สี่|[1-4])|(ปีงบประมาณ))\s*(?:ของ)?(?:ปี)?\s*(?:พ\.ศ\.\s*)?(\d{4})/.exec(text)
  if (part) {
    // The Thai budget year of a year ends on its 30 September.
    const quarter = { แรก: 1, สอง: 2, สาม: 3, สี่: 4 }[part[2] ?? ''] ?? Number(part[2])
    const month = part[3] !== undefined ? 9 : part[2] !== undefined ? quarter * 3 : thaiMonths.indexOf(part[1] ?? '') + 1
    const year = christian(Number(part[4]))
    if (month > 0) return { kind: 'period-end', text: raw.slice(part.index, part.index + part[0].length), date: `${year}-${pad(month)}-${pad(daysIn(year, month))}` }
  }
  const year = /ภายใน(?:สิ้น)?ปี\s*(?:พ\.ศ\.\s*)?(\d{4})/.exec(text)
  if (year) return { kind: 'period-end', text: raw.slice(year.index, year.index + year[0].length), date: `${christian(Number(year[1]))}-12-31` }
  const next = /(ก่อน|ใน|ต่อ|ที่)\s*(การ)?ประชุม\s*([^\s]*(?:\s[A-Z][\w+]*)?)\s*(?:ครั้งต่อไป|ครั้งถัดไป|ครั้งที่\s*(\d+))/.exec(text)
  if (next) {
    const name = namesIn(next[0], lexicon, null).find((each) => each.body)?.name
    return { kind: 'event', text: raw.slice(next.index, next.index + next[0].length), relation: next[1] === 'ก่อน' ? 'before' : 'at', event: raw.slice(next.index + (next[1]?.length ?? 0), next.index + next[0].length).trim(), ...(name === undefined ? {} : { body: name }), ordinal: next[4] === undefined ? 'next' : Number(next[4]) }
  }
  return null
}

function christian(year: number): number {
  return year >= 2400 ? year - 543 : year
}

function isoDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

const reports = /\b(?:report(?:s|ing)?(?:\s+back)?|submit(?:s|ting)?|present(?:s|ing)?|for (?:the )?(?:further )?(?:consideration|adoption|endorsement|approval|submission|decision))\s+(?:[^.;]{0,80}?\s)??(?:to|of|by)\s+(?<to>(?:the\s+|its\s+|our\s+)?(?:next\s+|\d+(?:st|nd|rd|th)\s+)?(?:[A-Z][\w+]*|ministers|leaders|member states|meeting)[^.;,]{0,60})/

/** To whom the addressee owes a report or a text, and at which meeting. */
export function reportingIn(text: string, lexicon: Lexicon): Reporting | null {
  const match = reports.exec(text)
  const words = match?.groups?.['to']
  if (!match || words === undefined) return null
  const named = unique(namesIn(words, lexicon, null).map((name) => name.name))
  const to = named.length > 0 ? named.slice(0, 2) : [words.replace(/^(?:the|its|our)\s+/i, '').split(/\s(?:at|on|in|by|before|for)\s/)[0]?.trim() ?? words]
  const at = /\b(?:at|before|in time for)\s+(?:the|its|their)\s+[^.;,]+/i.exec(text.slice(match.index))?.[0]
  return { text: match[0].trim(), to, ...(at === undefined ? {} : { at: at.trim() }) }
}
