import { addDays, dayInZone, isWorkingDay } from '../../../kernel/calendar.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { RunState } from '../schema.ts'

/** Who acts: the lanes of the picture. */
export const lanes = ['meeting', 'secretariat', 'host', 'members'] as const
export type Lane = (typeof lanes)[number]

/** One date of the master timeline as the data give it (practice §1.3). */
export interface TimelineRule {
  key: string
  lane: Lane
  name: Text
  who: Text
  note: Text | null
  /** `opening`, `closing`, or another date of the timeline. */
  countedFrom: string
  days: number | null
  workingDays: number | null
  hours: number | null
  since: string | null
  moves: 'earlier' | 'later' | 'not'
  scope: 'main' | 'all'
  /** Shown to all who take part; the others to members and those who prepare the meeting. */
  openToAll: boolean
  rule: string
}

export interface Holiday {
  day: string
  where: string
  name: Text
}

/** Why a day was passed over: a weekend, or a holiday of the host or of the Secretariat's seat. */
export interface PassedDay {
  day: string
  holiday: { name: Text; where: string } | null
}

/** `lapsed`: its meeting is over and nobody recorded that it was done. */
export type MilestoneState = 'done' | 'late' | 'to-come' | 'lapsed'

export interface Milestone extends TimelineRule {
  /** The day in the zone of the meeting; the end of that day, unless `at` says the hour. */
  on: string
  at: string | null
  /** From this day, where it is a stretch. */
  from: string | null
  /** What the count alone gives. */
  counted: string
  /** The days passed over, from the counted one on. */
  passed: PassedDay[]
  /** Calendar days from the opening. */
  distance: number
  state: MilestoneState
  /** The instant it was done, where known. */
  doneAt: string | null
  doneBy: string | null
  doneNote: string | null
}

export interface Done {
  at: string | null
  by: string | null
  note: string | null
}

export interface TimelineFacts {
  opensOn: string
  closesOn: string
  opensAt: string | null
  zone: string
  /** Of the host and of the Secretariat's seat only. */
  holidays: readonly Holiday[]
  now: string
  done: ReadonlyMap<string, Done>
  /** A consultation or preparatory meeting has only the dates of every meeting. */
  main: boolean
  state: RunState
}

/** The states that tell of a date without anyone marking it. */
const told: Partial<Record<RunState, string>> = { CONVENED: 'convocation', REGISTRATION_OPEN: 'registration-opens', CLOSED: 'session', REPORT_IN_COMMENT: 'draft-report', REPORT_FINAL: 'final-report' }

/** What the dated path of a meeting says is done; a later state tells of the earlier ones by the day they were reached. */
export function doneByStates(path: readonly { state: string; at: string; byName: string }[]): Map<string, Done> {
  const done = new Map<string, Done>()
  for (const step of path) {
    const key = told[step.state as RunState]
    if (key !== undefined) done.set(key, { at: step.at, by: step.byName, note: null })
    // comments have ended when the report is final.
    if (step.state === 'REPORT_FINAL') done.set('report-comments', { at: step.at, by: step.byName, note: null })
  }
  return done
}

const over: readonly RunState[] = ['CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED']

/** Days between two days: positive when the second is later. */
export const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/**
 * The dates of a meeting, worked out from its opening day: in the order of time, those of one day in the order of the data.
 * a working day is neither a weekend nor a holiday of the host or of the Secretariat's seat. Where `moves` says so, a date that is
 * none goes to the working day before or after; a count of working days never ends on another.
 */
export function timelineFrom(rules: readonly TimelineRule[], facts: TimelineFacts): Milestone[] {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]))
  const made = new Map<string, Milestone>()
  const today = dayInZone(facts.now, facts.zone)
  const anchor = (of: string, asked: readonly string[]): string => {
    if (of === 'opening') return facts.opensOn
    if (of === 'closing') return facts.closesOn
    const rule = byKey.get(of)
    if (rule === undefined || asked.includes(of)) throw new RangeError(`No date of the timeline is called ${of}`)
    return make(rule, [...asked, of]).on
  }
  const make = (rule: TimelineRule, asked: readonly string[]): Milestone => {
    const known = made.get(rule.key)
    if (known) return known
    const start = anchor(rule.countedFrom, asked)
    const { on, counted, passed, at } = dayOf(rule, start, facts)
    const done = facts.done.get(rule.key) ?? null
    const missed = at === null ? today > on : facts.now > at
    const state = done ? 'done' : missed ? (over.includes(facts.state) && on <= facts.closesOn ? 'lapsed' : 'late') : 'to-come'
    const from = rule.since === null ? null : anchor(rule.since, asked)
    const milestone: Milestone = { ...rule, on, at, from, counted, passed, distance: daysBetween(facts.opensOn, on), state, doneAt: done?.at ?? null, doneBy: done?.by ?? null, doneNote: done?.note ?? null }
    made.set(rule.key, milestone)
    return milestone
  }
  const shown = rules.filter((rule) => facts.main || rule.scope === 'all').map((rule) => make(rule, [rule.key]))
  return shown.map((milestone, index) => ({ milestone, index })).sort((a, b) => a.milestone.on.localeCompare(b.milestone.on) || a.index - b.index).map(({ milestone }) => milestone)
}

function dayOf(rule: TimelineRule, start: string, facts: TimelineFacts): { on: string; counted: string; passed: PassedDay[]; at: string | null } {
  if (rule.hours !== null) {
    const opening = facts.opensAt ?? Temporal.PlainDate.from(facts.opensOn).toZonedDateTime(facts.zone).toInstant().toString({ smallestUnit: 'millisecond' })
    const at = Temporal.Instant.from(opening).add({ hours: rule.hours }).toString({ smallestUnit: 'millisecond' })
    const on = dayInZone(at, facts.zone)
    return { on, counted: on, passed: [], at }
  }
  const named = new Map(facts.holidays.map((holiday) => [holiday.day, holiday]))
  const works = (day: string) => isWorkingDay(day, new Set(named.keys()))
  const passedDay = (day: string): PassedDay => ({ day, holiday: named.get(day) ? { name: (named.get(day) as Holiday).name, where: (named.get(day) as Holiday).where } : null })
  if (rule.workingDays !== null) {
    const step = Math.sign(rule.workingDays) || 1
    const passed: PassedDay[] = []
    let day = start
    for (let left = Math.abs(rule.workingDays); left > 0;) {
      day = addDays(day, step)
      if (works(day)) left -= 1
      // Weekends are in every count of working days; a holiday is worth a word.
      else if (named.has(day)) passed.push(passedDay(day))
    }
    return { on: day, counted: day, passed, at: null }
  }
  const counted = addDays(start, rule.days ?? 0)
  const passed: PassedDay[] = []
  let on = counted
  if (rule.moves !== 'not') {
    while (!works(on)) {
      passed.push(passedDay(on))
      on = addDays(on, rule.moves === 'earlier' ? -1 : 1)
    }
  }
  return { on, counted, passed, at: null }
}

/** How a date is counted, as one writes it: `T−90`, `T`, `+10 working days` is said by the wording. */
export const isCountedFromOpening = (milestone: Pick<Milestone, 'countedFrom'>): boolean => milestone.countedFrom === 'opening' || milestone.countedFrom === 'closing'

export interface MovedDate {
  key: string
  name: Text
  from: string
  to: string
  days: number
  /** Done already: it stays where it was. */
  stays: boolean
}

/** What a new opening day does to the dates of the timeline: what is done stays a fact of its day. */
export function movedDates(before: readonly Milestone[], after: readonly Milestone[]): MovedDate[] {
  const then = new Map(after.map((milestone) => [milestone.key, milestone]))
  return before.flatMap((milestone) => {
    const moved = then.get(milestone.key)
    if (!moved) return []
    const stays = milestone.state === 'done'
    if (!stays && moved.on === milestone.on) return []
    return [{ key: milestone.key, name: milestone.name, from: milestone.on, to: stays ? milestone.on : moved.on, days: stays ? 0 : daysBetween(milestone.on, moved.on), stays }]
  })
}

/** The same hour of the wall on a day so many days later: a session at 09:00 stays at 09:00, also over a change of the clocks. */
export function shiftDays(instant: string, days: number, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ days }).toInstant().toString({ smallestUnit: 'millisecond' })
}
