import { createHash } from 'node:crypto'
import { addDays } from '../../kernel/calendar.ts'
import { listed, type Lang } from '../../kernel/languages.ts'
import type { Need } from '../../kernel/module.ts'
import type { Body, Party } from '../mechanism/index.ts'
import { accessWord } from './doorway.tsx'
import { enCalendar } from './messages/calendar.en.ts'
import { thCalendar } from './messages/calendar.th.ts'
import type { CalendarMeeting, CalendarSession } from './queries/calendar.ts'
import type { Lane, Milestone } from './rules/timeline.ts'
import { meetingHref, meetingPlace, meetingTitle } from './wording.ts'

export const calendarWords = { en: enCalendar, th: thCalendar }

/** One thing in a calendar, in the reader's language; the same for the page and the feed. */
export interface Entry {
  /** The same as long as the thing is the same, whatever becomes of it (US-25 AC5). */
  key: string
  kind: 'meeting' | 'session' | 'deadline'
  sequence: number
  changedAt: string
  /** A day, or an instant; the end of days is the last of them. */
  from: { day: string } | { at: string }
  until: { day: string } | { at: string }
  title: string
  about: string
  place: string | null
  href: string
  state: 'confirmed' | 'tentative' | 'cancelled'
  zone: string | null
  level: 1 | 2 | 3 | 4
  own: boolean
  example: boolean
}

interface Directory {
  lang: Lang
  bodies: ReadonlyMap<string, Body>
  parties: ReadonlyMap<string, Party>
}

const levelOf = ({ bodies }: Directory, body: string): 1 | 2 | 3 | 4 => bodies.get(body)?.level ?? 3

export function meetingEntry(meeting: CalendarMeeting, directory: Directory): Entry {
  const { lang, bodies, parties } = directory
  const from = meeting.startsOn ?? ''
  return {
    key: `meeting-${meeting.ref}`, kind: 'meeting', sequence: meeting.sequence, changedAt: meeting.changedAt, from: { day: from }, until: { day: meeting.endsOn ?? from }, title: meetingTitle(meeting, bodies, lang), about: meeting.theme?.[lang] ?? '',
    place: meetingPlace(meeting, parties, lang), href: meetingHref(meeting.ref), state: meeting.cancelled ? 'cancelled' : meeting.tentative ? 'tentative' : 'confirmed', zone: meeting.zone, level: levelOf(directory, meeting.body), own: meeting.own,
    example: meeting.origin === 'demonstration',
  }
}

export function sessionEntry(session: CalendarSession, meeting: CalendarMeeting | undefined, directory: Directory): Entry {
  const { lang, bodies } = directory
  const name = meeting ? meetingTitle(meeting, bodies, lang) : session.meeting
  return {
    key: `session-${session.id}`, kind: 'session', sequence: session.sequence, changedAt: session.changedAt, from: { at: session.startsAt }, until: { at: session.endsAt }, title: `${name}: ${session.title[lang]}`, about: accessWord(session.access, lang),
    place: session.room?.[lang] ?? null, href: meetingHref(session.meeting), state: session.cancelled ? 'cancelled' : session.tentative ? 'tentative' : 'confirmed', zone: session.zone, level: levelOf(directory, session.meeting.split('/')[0] ?? ''), own: true,
    example: session.origin === 'demonstration',
  }
}

/** A date of the master timeline; it moves with its meeting, so it carries the meeting's count of changes. */
export function milestoneEntry(milestone: Milestone, meeting: CalendarMeeting, directory: Directory): Entry {
  const { lang, bodies } = directory
  return {
    key: `date-${meeting.ref}-${milestone.key}`, kind: 'deadline', sequence: meeting.sequence, changedAt: meeting.changedAt, from: milestone.at ? { at: milestone.at } : { day: milestone.on }, until: milestone.at ? { at: milestone.at } : { day: milestone.on },
    title: `${milestone.name[lang]}: ${meetingTitle(meeting, bodies, lang)}`, about: listed([milestone.who[lang], milestone.note?.[lang]], lang), place: null, href: meetingHref(meeting.ref), state: meeting.cancelled ? 'cancelled' : meeting.tentative ? 'tentative' : 'confirmed',
    zone: meeting.zone, level: levelOf(directory, meeting.body), own: true, example: meeting.origin === 'demonstration',
  }
}

/** What a person is asked to do by a day. It leaves the calendar when it is done. */
export function needEntry(need: Need & { dueOn: string }): Entry {
  return {
    key: `due-${createHash('sha256').update(need.href).digest('hex').slice(0, 24)}`, kind: 'deadline', sequence: 0, changedAt: `${need.dueOn}T00:00:00.000Z`, from: { day: need.dueOn }, until: { day: need.dueOn }, title: need.what, about: need.why,
    place: null, href: need.href, state: 'confirmed', zone: null, level: 3, own: true, example: false,
  }
}

/** Which lanes of the timeline concern a role (practice §1.3); a partner has no part in the members' preparation. */
export function lanesOf(role: string): readonly Lane[] {
  switch (role) {
    case 'SD':
      return ['meeting', 'secretariat', 'host', 'members']
    case 'CH':
      return ['meeting', 'members']
    case 'HL':
      return ['meeting', 'host']
    case 'NF':
    case 'HD':
    case 'DE':
    case 'LS':
      return ['meeting', 'members']
    default:
      return []
  }
}

/** The meeting itself is in the calendar already; its date of the timeline would be there twice. */
export const isDate = (milestone: Pick<Milestone, 'key' | 'lane'>, lanes: readonly Lane[]): boolean => milestone.key !== 'session' && lanes.includes(milestone.lane)

/** The days an entry touches, first and last, as its own place reads them. */
export function daysOf(entry: Entry): [first: string, last: string] {
  const day = (of: Entry['from']) => ('day' in of ? of.day : Temporal.Instant.from(of.at).toZonedDateTimeISO(entry.zone ?? 'UTC').toPlainDate().toString())
  return [day(entry.from), day(entry.until)]
}

/** The day after the last: how iCalendar ends what lasts whole days. */
export const dayAfter = (day: string): string => addDays(day, 1)
