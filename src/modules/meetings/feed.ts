import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { Lang } from '../../kernel/languages.ts'
import { calendarWords, dayAfter, type Entry } from './calendar-entries.ts'

/**
 * An iCalendar text (RFC 5545). What is cancelled stays, as CANCELLED; an entry keeps its UID and counts its changes, so that a program
 * moves what it has instead of adding a second one. Hours are in UTC, whole days are days.
 */
export function icalendar(entries: readonly Entry[], of: { name: string; lang: Lang; publicUrl: string }): string {
  const w = calendarWords[of.lang]
  const host = new URL(of.publicUrl).hostname
  const calendar = ical({ name: of.name, prodId: { company: 'Mufakat', product: 'Calendar', language: of.lang.toUpperCase() }, ttl: 60 * 60 })
  for (const entry of entries) {
    const whole = 'day' in entry.from
    const changed = Temporal.Instant.from(entry.changedAt)
    calendar.createEvent({
      id: `${entry.key}@${host}`, sequence: entry.sequence, stamp: changed, lastModified: changed,
      start: 'day' in entry.from ? Temporal.PlainDate.from(entry.from.day) : Temporal.Instant.from(entry.from.at),
      end: 'day' in entry.until ? Temporal.PlainDate.from(dayAfter(entry.until.day)) : 'at' in entry.from && entry.until.at === entry.from.at ? null : Temporal.Instant.from(entry.until.at),
      allDay: whole,
      summary: [entry.state === 'cancelled' ? w['calendar.cancelled-prefix'] : '', entry.example ? w['calendar.example-prefix'] : '', entry.title].filter(Boolean).join(' '),
      description: [entry.about, `${of.publicUrl}${entry.href}`].filter(Boolean).join('\n'),
      location: entry.place, url: `${of.publicUrl}${entry.href}`,
      status: { confirmed: ICalEventStatus.CONFIRMED, tentative: ICalEventStatus.TENTATIVE, cancelled: ICalEventStatus.CANCELLED }[entry.state],
      // A meeting of several days and a day by which to act do not fill anybody's hours; a session does.
      transparency: entry.kind === 'session' && entry.state !== 'cancelled' ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}
