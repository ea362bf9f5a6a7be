import { arabicDigits, latestPossible, readDay } from '../../kernel/calendar.ts'
import type { Directory } from './directory.ts'

/** A day to read the register as of; a question where the era is open; or what is wrong, as a message key. */
export type AsOfRead = { day: string } | { ask: { christian: string | null; buddhist: string | null } } | { fault: string; params?: Record<string, string> }

/** Reads what was typed: a date in either era, or a meeting such as "19th AMMTC", "AMMTC 19" or "AMMTC ครั้งที่ ๑๙", which means its last day. */
export function readAsOf(typed: string, directory: Pick<Directory, 'bodies' | 'meetings'>, today: string): AsOfRead {
  const meeting = meetingTyped(typed, directory)
  if (meeting !== undefined) {
    if (meeting === null) return { fault: 'mandate.as-of-no-meeting', params: { meeting: typed } }
    const day = meeting.endsOn ?? meeting.startsOn ?? (meeting.starts ? latestPossible(meeting.starts) : null)
    return day === null ? { fault: 'mandate.as-of-undated', params: { meeting: typed } } : notAhead(day, today)
  }
  const read = readDay(typed, { today })
  if ('fault' in read) return { fault: `mandate.as-of-${read.fault}` }
  if ('ask' in read) {
    const [christian, buddhist] = [latestPossible(read.ask.christian), latestPossible(read.ask.buddhist)]
    // The register knows no day to come, so such a reading is not offered; the other is still asked about, never guessed.
    return { ask: { christian: christian > today ? null : christian, buddhist: buddhist > today ? null : buddhist } }
  }
  return notAhead(latestPossible(read.date), today, read.date.length < 10)
}

/** The present year or month, named alone, means until now. */
const notAhead = (day: string, today: string, partial = false): AsOfRead =>
  day <= today ? { day } : partial && day.slice(0, 4) === today.slice(0, 4) ? { day: today } : { fault: 'mandate.as-of-ahead' }

/** Undefined: no meeting was typed. Null: one that the record does not have. */
function meetingTyped(typed: string, { bodies, meetings }: Pick<Directory, 'bodies' | 'meetings'>) {
  const text = arabicDigits(typed).replace(/\u2060/g, '').replace(/^(the|การประชุม)\s*/i, '').replace(/\s+/g, ' ').trim()
  const shape = /^(\d+)(?:st|nd|rd|th)? (\S.*)$/i.exec(text) ?? /^(\S.*?)(?:\/| )?(?:ครั้งที่ ?)?(\d+)(?:st|nd|rd|th)?$/i.exec(text)
  if (!shape) return undefined
  const [first = '', second = ''] = shape.slice(1)
  const [name, ordinal] = /^\d+$/.test(first) ? [second, Number(first)] : [first, Number(second)]
  const sought = name.trim().toLowerCase()
  const body = [...bodies.values()].find(({ code, short, name: full, aliases }) => [code, short.en, short.th, full.en, full.th, ...aliases].some((known) => known.toLowerCase() === sought))
  if (!body) return undefined
  return [...meetings.values()].find((meeting) => meeting.body === body.code && meeting.ordinal === ordinal) ?? null
}
