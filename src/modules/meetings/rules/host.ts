import { earliestPossible } from '../../../kernel/calendar.ts'
import { type Cadence, cadenceAt, type HostAnswer, membersAt, nextHost, type Party, type RotationRule } from '../../mechanism/index.ts'
import type { Meeting } from '../queries.ts'
import { tookPlace } from '../rules.ts'

export interface Hosting {
  rules: readonly RotationRule[]
  meetings: readonly Meeting[]
  parties: readonly Party[]
  cadences: readonly Cadence[]
  today: string
}

/** The host of a meeting by rule and by record. The rule is asked without the record's answer, so both can be shown. */
export function hostOf(body: string, ordinal: number, { rules, meetings, parties, cadences, today }: Hosting): HostAnswer {
  const own = rules.filter((rule) => rule.body === body)
  const meetingOf = (of: string, number: number) => meetings.find((meeting) => meeting.body === of && meeting.ordinal === number)
  const yearOf = (number: number): number | null => {
    const starts = meetingOf(body, number)?.starts
    if (starts) return Number(starts.slice(0, 4))
    const before = meetingOf(body, number - 1)?.starts
    return before ? Number(before.slice(0, 4)) + (cadenceAt(cadences, body, today)?.every ?? 1) : null
  }
  const chairOf = (meeting: Meeting | undefined) => meeting?.chair?.party ?? meeting?.host ?? null
  const parentChair = (number: number): string | null => {
    const parent = own.findLast((rule) => rule.parent !== null)?.parent
    const year = yearOf(number)
    if (!parent || year === null) return null
    const numbered = meetings.filter((meeting) => meeting.body === parent && meeting.ordinal !== null)
    const inYear = numbered.find((meeting) => meeting.starts?.startsWith(String(year)))
    // A planned meeting without a date is the parent's next one: of this year only where ours is still to come as well.
    const planned = tookPlace(meetingOf(body, number) ?? { status: 'planned' }) ? undefined : numbered.find((meeting) => meeting.status === 'planned')
    return chairOf(inYear ?? planned)
  }
  const meeting = meetingOf(body, ordinal)
  return nextHost(own, ordinal, {
    membersAt: (number) => membersAt(parties, dayOfYear(yearOf(number), today)).map(({ code }) => code),
    parentChair,
    confirmed: meeting && tookPlace(meeting) ? chairOf(meeting) : (meeting?.host ?? null),
    dayOf: (number) => {
      const starts = meetingOf(body, number)?.starts
      return starts ? earliestPossible(starts) : null
    },
  })
}

const dayOfYear = (year: number | null, today: string): string => (year === null ? today : `${year}-07-01`)
