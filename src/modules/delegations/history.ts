import { earliestPossible } from '../../kernel/calendar.ts'
import type { Body, Party } from '../mechanism/index.ts'
import { mainBodies, type Meeting, tookPlace } from '../meetings/index.ts'
import { headAt, type HeadAnswer, type HeadParts, type KnownHead, type Named } from './rules.ts'

/** One meeting of a body and who headed the party's delegation at it. */
export interface Point {
  meeting: Meeting
  answer: HeadAnswer
}

/** Several meetings in a row of which the same is known, or one; or a head that a source names without a meeting. */
export interface Row {
  body: Body
  points: Point[]
  loose: KnownHead | null
  /** For the order of the table. */
  day: string
}

export interface Lane {
  body: Body
  points: Point[]
  loose: KnownHead[]
}

/** The bodies at whose meetings a party's heads are shown: for a member the ministers and senior officials, for a partner its consultations. */
export function bodiesOf(party: Party, bodies: readonly Body[], meetings: readonly Meeting[], parts: Pick<HeadParts, 'designations' | 'known'>): Body[] {
  const member = party.categories.some(({ category }) => category === 'member' || category === 'observer')
  const main = new Set(member ? mainBodies({ meetings, bodies }).filter((body) => body.level === 2 || body.level === 3).map((body) => body.code) : bodies.filter((body) => body.partner === party.code).map((body) => body.code))
  for (const row of [...parts.designations, ...parts.known]) if (row.party === party.code) main.add(row.body)
  return bodies.filter((body) => main.has(body.code)).sort((a, b) => a.level - b.level)
}

/** Every meeting of these bodies that took place or has a day, with the answer for each. `named` is what the reader may know of meetings run here. */
export function lanesOf(party: string, bodies: readonly Body[], meetings: readonly Meeting[], parts: Omit<HeadParts, 'named' | 'credentialed'>, named: ReadonlyMap<string, Named[]>): Lane[] {
  return bodies.map((body) => ({
    body,
    points: meetings
      .filter((meeting) => meeting.body === body.code && meeting.ordinal !== null && meeting.starts !== null && (tookPlace(meeting) || meeting.status === 'planned'))
      .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
      .map((meeting) => ({ meeting, answer: headAt(meeting, party, { ...parts, named: named.get(meeting.ref) ?? [], credentialed: named.has(meeting.ref) }) })),
    loose: parts.known.filter((row) => row.party === party && row.body === body.code && row.meeting === null),
  }))
}

/** The same as a table, newest first: meetings in a row of which nothing tells them apart stand together. */
export function rowsOf(lanes: readonly Lane[]): Row[] {
  const rows: Row[] = []
  for (const { body, points, loose } of lanes) {
    for (const point of points) {
      const last = rows.at(-1)
      const before = last?.body === body && last.loose === null ? last.points.at(-1) : undefined
      if (last && before && alike(before.answer, point.answer) && !beginsAt(before) && before.meeting.ordinal === (point.meeting.ordinal ?? 0) - 1) last.points.push(point)
      else rows.push({ body, points: [point], loose: null, day: '' })
    }
    for (const known of loose) rows.push({ body, points: [], loose: known, day: '' })
  }
  for (const row of rows) row.day = earliestPossible(row.loose?.on ?? row.points.at(-1)?.meeting.starts ?? '9999')
  return rows.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.body.level - b.body.level))
}

const single = ({ known, chair, named, person }: HeadAnswer): boolean => known !== null || chair !== null || named !== null || person !== null
const alike = (a: HeadAnswer, b: HeadAnswer): boolean =>
  !single(a) && !single(b) && a.designation?.id === b.designation?.id && a.standing === b.standing && a.disputed === b.disputed && a.basis === b.basis

/** Whether a designation begins at this very meeting: it is the one its source speaks of. */
export const beginsAt = (point: Point): boolean => {
  const since = point.answer.designation?.since
  return since !== undefined && 'meeting' in since && since.meeting === point.meeting.ref
}
