import { arabicDigits, latestPossible, readDay } from '../../kernel/calendar.ts'
import type { Fault } from '../../kernel/errors.ts'
import type { Directory } from './directory.ts'
import type { Addressee, Due } from './schema.ts'

export type Known = Pick<Directory, 'bodies' | 'parties' | 'meetings'>

/** A typed date; where the era is open both readings, each as text that says its era, for the form to ask. */
export type DateTyped = { date: string } | { code: string; ask?: { christian: string; buddhist: string } }

/** Every year of two thousand four hundred and more may be of either era: asked, never guessed. */
export function readTypedDay(typed: string, today: string, options: { past?: boolean } = {}): DateTyped {
  const read = readDay(typed, { today })
  if ('fault' in read) return { code: read.fault === 'no-such-day' ? 'follow-up.no-such-day' : 'follow-up.on-unreadable' }
  if ('ask' in read) return { code: 'follow-up.which-era', ask: { christian: `${read.ask.christian} C.E.`, buddhist: read.ask.buddhist } }
  // The present month or year, named alone, is not ahead.
  if (options.past && read.date > today.slice(0, read.date.length)) return { code: 'follow-up.not-ahead' }
  return { date: read.date }
}

const nothing = /^(?:-|–|none|none stated|not stated|nobody|no one|nobody named|ไม่ระบุ|ไม่มี|ไม่ได้ระบุ|มิได้ระบุ)$/i
export const saysNone = (typed: string): boolean => nothing.test(typed.trim())

const roles: [RegExp, Addressee][] = [
  [/^(?:all|all members|all member states|member states|members|ประเทศสมาชิก|ทุกประเทศสมาชิก|ประเทศสมาชิกทั้งหมด|สมาชิกทั้งหมด)$/i, { all: 'members' }],
  [/^(?:partners|all partners|dialogue partners|ประเทศคู่เจรจา|คู่เจรจา)$/i, { all: 'partners' }],
  [/^(?:the )?(?:somtc )?lead shepherds?$|^ประเทศผู้นำ|^ประเทศนำ/i, { role: 'lead-shepherds' }],
  [/^(?:the )?(?:asean )?secretariat$|^ASEC$|^สำนักเลขาธิการ/i, { role: 'secretariat' }],
  [/^(?:the |relevant )*sectoral bod(?:y|ies)$|^องค์กรเฉพาะสาขา|^องค์กรรายสาขา/i, { role: 'sectoral-bodies' }],
  [/^(?:the )?(?:remaining|other) member(?:s| states| countries)$|^members not yet party$|^ประเทศสมาชิกที่เหลือ|^สมาชิกที่ยังไม่/i, { role: 'remaining-members' }],
  [/^(?:the )?experts?$|^ผู้เชี่ยวชาญ$/i, { role: 'experts' }],
]

/** One name as typed or as the text has it: a role, a body or a party; what is not known stays in its words. */
export function readAddressee(name: string, known: Known): Addressee {
  const sought = name.trim().replace(/\s+/g, ' ')
  const role = roles.find(([shape]) => shape.test(sought))
  if (role) return role[1]
  const body = findBody(sought, known)
  if (body) return { body }
  const low = sought.toLowerCase()
  const party = [...known.parties.values()].find(({ code, name: full, aliases }) => [code, full.en, full.th, ...aliases].some((each) => each.toLowerCase() === low))
  return party ? { party: party.code } : { words: sought }
}

export const readAddressees = (typed: string, known: Known): Addressee[] =>
  typed.split(/[;,\n]/).map((name) => name.trim()).filter((name) => name !== '' && !saysNone(name)).map((name) => readAddressee(name, known))

export function findBody(name: string, known: Pick<Known, 'bodies'>): string | null {
  const bare = (text: string) => text.toLowerCase().replace(/^the /, '').replace(/ consultations?$/, '').replace(/\s*\+\s*/g, '+').trim()
  const sought = bare(name)
  if (sought === '') return null
  return [...known.bodies.values()].find(({ code, short, name: full, aliases }) => [code, short.en, short.th, full.en, full.th, ...aliases].some((each) => bare(each) === sought))?.code ?? null
}

const numbers: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, thirty: 30, sixty: 60, ninety: 90 }
export type DueTyped = { due: Due } | { code: string; params?: Record<string, string>; ask?: { christian: string; buddhist: string } }

/**
 * A due as typed: "none stated", a date in either era, "before the next SOMTC", "at AMMTC/20", "6 months after the decision".
 * An event that was over before the decision can never come, so it is a fault, not a due.
 */
export function readDue(typed: string, known: Known, decidedOn: string, today: string): DueTyped {
  const text = arabicDigits(typed).replace(/^(?:event\s*:\s*)/i, '').replace(/[\s.]+/g, ' ').trim()
  if (saysNone(text)) return { due: { none: true } }
  const next = /^(before|by|prior to|in time for|at|during|to) (?:the )?(?:next|following|forthcoming|upcoming) (.+)$/i.exec(text) ?? thaiNext(text)
  if (next) {
    const body = findBody(next[2] ?? '', known)
    if (!body) return { code: 'follow-up.due-body', params: { body: next[2] ?? '' } }
    return { due: /^(?:at|during|to|ใน)/i.test(next[1] ?? '') ? { atNext: body } : { beforeNext: body } }
  }
  const meeting = meetingNamed(text.replace(/^(?:before|by|prior to|at|during|ก่อน|ภายใน|ใน) ?(?:the |การประชุม ?)?/i, ''), known)
  if (meeting) {
    const held = known.meetings.get(meeting)
    if (!held) return { code: 'follow-up.due-meeting', params: { meeting } }
    if (held.status === 'cancelled') return { code: 'follow-up.due-cancelled', params: { meeting } }
    const last = held.endsOn ?? held.startsOn ?? (held.starts ? latestPossible(held.starts) : null)
    if (last !== null && last < decidedOn) return { code: 'follow-up.due-over', params: { meeting } }
    return { due: { atMeeting: meeting } }
  }
  const period = /^(?:within |ภายใน ?)?(\d+|[a-z]+) (working days?|days?|weeks?|months?|years?|วันทำการ|วัน|สัปดาห์|เดือน|ปี) ?(?:after|of|from|following|หลัง|นับแต่|นับจาก) ?(?:the |การประชุม ?)?(.+)$/i.exec(text)
  if (period) {
    const length = Number(period[1]) || numbers[(period[1] ?? '').toLowerCase()]
    if (!length) return { code: 'follow-up.due-unreadable' }
    const anchor = afterWhat(period[3] ?? '', known)
    if (anchor === null) return { code: 'follow-up.due-after', params: { event: period[3] ?? '' } }
    return { due: { after: anchor, ...lengthOf(length, (period[2] ?? '').toLowerCase()) } }
  }
  const day = readTypedDay(typed.replace(/^(?:by|until|before|no later than|ภายใน|ก่อน)\s+(?:the end of\s+)?/i, ''), today)
  return 'date' in day ? { due: { on: day.date } } : { code: day.code === 'follow-up.on-unreadable' ? 'follow-up.due-unreadable' : day.code, ...(day.ask ? { ask: day.ask } : {}) }
}

function thaiNext(text: string): [string, string, string] | null {
  const shape = /^(ก่อน|ภายใน|ใน) ?(?:การประชุม)? ?(.+?) ?ครั้ง(?:ต่อไป|ถัดไป|หน้า)$/.exec(text)
  return shape ? [shape[0], shape[1] ?? '', shape[2] ?? ''] : null
}

function meetingNamed(typed: string, known: Known): string | null {
  const text = typed.replace(/\u2060/g, '').replace(/\s+/g, ' ')
  const shape = /^(\d+)(?:st|nd|rd|th)? (.+)$/i.exec(text) ?? /^(.+?)(?:\/| )(?:ครั้งที่ ?)?(\d+)(?:st|nd|rd|th)?$/i.exec(text)
  if (!shape) return null
  const [first = '', second = ''] = shape.slice(1)
  const [name, ordinal] = /^\d+$/.test(first) ? [second, first] : [first, second]
  const body = findBody(name, known)
  return body ? `${body}/${Number(ordinal)}` : null
}

function afterWhat(event: string, known: Known): 'decision' | { meeting: string } | null {
  if (/^(?:this |the )?(?:decision|adoption|endorsement|approval|date of adoption|มติ|มีมติ|วันที่มีมติ|วันมีมติ|รับรอง)$/i.test(event.trim())) return 'decision'
  const meeting = meetingNamed(event.trim(), known)
  return meeting && known.meetings.has(meeting) ? { meeting } : null
}

function lengthOf(n: number, unit: string) {
  if (/^working|วันทำการ/.test(unit)) return { workingDays: n }
  if (/^day|^วัน$/.test(unit)) return { days: n }
  if (/^week|สัปดาห์/.test(unit)) return { days: n * 7 }
  return { months: /^year|^ปี$/.test(unit) ? n * 12 : n }
}

/** The first fault of each path: a field says one thing at a time. */
export const firstOfEach = (faults: readonly Fault[]): Fault[] => faults.filter((fault, index) => faults.findIndex((other) => other.path === fault.path) === index)
