import type { Party } from '../mechanism/index.ts'
import type { Meeting } from './queries.ts'

const columns = ['ref', 'body', 'ordinal', 'kind', 'status', 'title', 'starts', 'ends_on', 'mode', 'city', 'country', 'host', 'chair', 'co_chair', 'chair_person', 'outcome', 'sources'] as const

/** Every meeting on a line: dates in C.E., codes as they are, words in the language of the page. */
export function meetingsCsv(meetings: readonly Meeting[], titleOf: (meeting: Meeting) => string, parties: ReadonlyMap<string, Party>, lang: 'en' | 'th'): string {
  const name = (code: string | null | undefined) => (code ? (parties.get(code)?.name[lang] ?? code) : '')
  const rows = meetings.map((meeting) => [
    meeting.ref, meeting.body, meeting.ordinal ?? '', meeting.kind, meeting.status, titleOf(meeting), meeting.starts ?? '', meeting.endsOn ?? '', meeting.mode, meeting.city?.[lang] ?? '',
    name(meeting.country), name(meeting.host), name(meeting.chair?.party), name(meeting.chair?.coChair), meeting.chair?.person?.[lang] ?? '', meeting.outcome?.[lang] ?? '', meeting.citations.map(({ source }) => source).join('; '),
  ])
  return csv([columns, ...rows])
}

/** RFC 4180 with a mark of order, so that spreadsheets read Thai; a cell that would be taken for a formula is defused. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
