import { decimalYear, earliestPossible, isDay, latestPossible } from '../../kernel/calendar.ts'
import type { Cadence } from '../mechanism/index.ts'
import { cadenceAt } from '../mechanism/index.ts'
import type { Meeting } from './queries.ts'

export interface HeldCount {
  body: string
  /** Numbered meetings that had begun by the end of the day. One known only by its month or year counts once that is over. */
  held: number
  /** Of these, known by the rule and the count of a source only: no source dates them. */
  byRule: number
  first: Meeting | null
  last: Meeting | null
  /** May have begun by that day: the record does not know the day exactly enough to say. */
  perhaps: Meeting | null
}

/** How often a body had met by a day, read from its meetings; never worked out from years. */
export function heldBy(meetings: readonly Meeting[], body: string, day: string): HeldCount {
  const numbered = meetings.filter((meeting) => meeting.body === body && meeting.ordinal !== null && tookPlace(meeting)).sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
  const begun = numbered.filter((meeting) => meeting.begunBy !== null && meeting.begunBy <= day)
  const perhaps = numbered.find((meeting) => !begun.includes(meeting) && meeting.starts !== null && earliestPossible(meeting.starts) <= day) ?? null
  return { body, held: begun.length, byRule: begun.filter((meeting) => meeting.status === 'held-by-rule').length, first: begun[0] ?? null, last: begun.at(-1) ?? null, perhaps }
}

export const tookPlace = (meeting: Pick<Meeting, 'status'>): boolean => meeting.status === 'held' || meeting.status === 'held-by-rule'

/**
 * The ordinal a body's latest meeting bears by a day, beside how many of its meetings the record holds: a body may have met
 * more often than public sources tell.
 */
export function highestOrdinal(meetings: readonly Meeting[], body: string, day: string): number | null {
  return heldBy(meetings, body, day).last?.ordinal ?? null
}

/**
 * Where the rule in force expected a numbered meeting between two that were held and the record has none, as decimal years.
 * A year or month without a day is compared by calendar years, for its distance is not known more exactly.
 */
export function expectedButNotFound(meetings: readonly Meeting[], body: string, cadences: readonly Cadence[]): number[] {
  const held = meetings
    .filter((meeting) => meeting.body === body && meeting.ordinal !== null && tookPlace(meeting) && meeting.starts !== null)
    .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
  return held.flatMap((meeting, index) => {
    const next = held[index + 1]
    const [from, to] = [meeting.starts, next?.starts]
    if (!from || !to || (next?.ordinal ?? 0) !== (meeting.ordinal ?? 0) + 1) return []
    // The rule in force once the meeting is over: it may have changed it itself.
    const every = cadenceAt(cadences, body, meeting.endsOn ?? latestPossible(from))?.every
    if (every === undefined) return []
    const gap = isDay(from) && isDay(to) ? decimalYear(to) - decimalYear(from) : Number(to.slice(0, 4)) - Number(from.slice(0, 4))
    const missing = Math.max(0, Math.round(gap / every) - 1)
    return Array.from({ length: missing }, (_, i) => decimalYear(from) + every * (i + 1))
  })
}

/** Meetings of the same body before and after one, by number where both have one, else by day. */
export function neighbours(meetings: readonly Meeting[], meeting: Meeting): { previous: Meeting | null; next: Meeting | null } {
  const own = meetings.filter((other) => other.body === meeting.body && (meeting.ordinal === null) === (other.ordinal === null))
  const sorted = meeting.ordinal === null
    ? own.sort((a, b) => (a.starts ?? '9').localeCompare(b.starts ?? '9'))
    : own.sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
  const at = sorted.findIndex((other) => other.ref === meeting.ref)
  return { previous: sorted[at - 1] ?? null, next: sorted[at + 1] ?? null }
}

/** A meeting named as people do: `19th AMMTC`, `AMMTC 19`, `AMMTC/19`, `AMMTC ครั้งที่ ๑๙`. Null when no meeting answers. */
export function meetingNamed(typed: string, meetings: readonly Meeting[]): Meeting | null {
  const text = typed.normalize('NFC').replace(/\u2060/g, '').replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50)).trim().toUpperCase()
  const parts = /^(\d+)(?:ST|ND|RD|TH)?\s+(.+)$/.exec(text) ?? undefined
  const named = /^(.+?)\s*(?:\/|\s|ครั้งที่)\s*(?:ครั้งที่\s*)?(\d+|SP\d+)$/.exec(text) ?? undefined
  const ref = parts ? `${parts[2]}/${parts[1]}` : named ? `${named[1]?.trim()}/${named[2]}` : null
  return ref === null ? null : (meetings.find((meeting) => meeting.ref === ref) ?? null)
}
