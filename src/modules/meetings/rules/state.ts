import { type Actor, acts } from '../../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { chairs, hosts, partyOf } from '../rights.ts'
import type { RunState } from '../schema.ts'

/** The path of practice §1.1, in order; what stands beside it is not part of it. */
export const mainPath = ['PLANNED', 'CONVENED', 'REGISTRATION_OPEN', 'DOCUMENTS_CLOSED', 'OPENED', 'CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED'] as const satisfies readonly RunState[]

const beforeOpening: readonly RunState[] = ['PLANNED', 'CONVENED', 'REGISTRATION_OPEN', 'DOCUMENTS_CLOSED']

/** Where a meeting may go from each state. An opening does not wait for a step that the Secretariat forgot; a report adopted in the room needs no comments. */
const ways: Record<RunState, readonly RunState[]> = {
  PLANNED: ['CONVENED', 'POSTPONED', 'CANCELLED'],
  CONVENED: ['REGISTRATION_OPEN', 'OPENED', 'POSTPONED', 'CANCELLED'],
  REGISTRATION_OPEN: ['DOCUMENTS_CLOSED', 'OPENED', 'POSTPONED', 'CANCELLED'],
  DOCUMENTS_CLOSED: ['OPENED', 'POSTPONED', 'CANCELLED'],
  OPENED: ['SUSPENDED', 'CLOSED'],
  SUSPENDED: ['OPENED', 'CLOSED'],
  // A closed session resumed.
  CLOSED: ['REPORT_IN_COMMENT', 'REPORT_FINAL', 'OPENED'],
  REPORT_IN_COMMENT: ['REPORT_FINAL'],
  REPORT_FINAL: ['ARCHIVED'],
  ARCHIVED: [],
  POSTPONED: ['CANCELLED'],
  CANCELLED: [],
}

export interface StatedMeeting {
  body: string
  host: string | null
  run: { state: RunState; stateBefore: RunState | null }
}

/** Where this meeting may go next, whoever may take it there. A postponed one goes back to where it stood when it is given a day. */
export const nextStates = ({ run }: Pick<StatedMeeting, 'run'>): readonly RunState[] => ways[run.state]

/** the gavel. */
export const ofTheChair = (to: RunState): boolean => to === 'OPENED' || to === 'SUSPENDED' || to === 'CLOSED'

/** A reason goes on record with what upsets the plans of others. */
export const needsReason = (from: RunState, to: RunState): boolean => to === 'POSTPONED' || to === 'CANCELLED' || (from === 'CLOSED' && to === 'OPENED')

/** Whether this person may take the meeting there; that the way exists is asked of `nextStates`. */
export function canChangeState(actor: Actor, meeting: StatedMeeting, to: RunState): Verdict {
  if (ofTheChair(to)) return chairs(actor, meeting) ? allow('meetings.chair-acts') : deny('meetings.chair-only')
  if (acts(actor, 'SD') || chairs(actor, meeting)) return allow('meetings.desk-keeps-path')
  return deny('meetings.desk-or-chair')
}

/** Practice §8.2 row 1: the Secretariat makes meetings and series; the host edits its own; the Chair proposes. */
export function canPlan(actor: Actor): Verdict {
  if (acts(actor, 'SD')) return allow('meetings.desk-plans')
  return acts(actor, 'CH') ? deny('meetings.chair-proposes') : deny('meetings.desk-only')
}

export function canPrepare(actor: Actor, meeting: { body: string; host: string | null }): Verdict {
  if (acts(actor, 'SD')) return allow('meetings.desk-plans')
  if (hosts(actor, meeting)) return allow('meetings.host-own')
  return acts(actor, 'CH') ? deny('meetings.chair-proposes') : deny('meetings.desk-or-host')
}

/** "On the Chair's invitation": nobody else gives it. */
export const canAdmit = (actor: Actor, meeting: { body: string }): Verdict => (chairs(actor, meeting) ? allow('meetings.chair-acts') : deny('meetings.chair-invites'))

/** the meeting confirms, and its Chair says so. */
export const canConfirmNext = (actor: Actor, meeting: { body: string }): Verdict => (chairs(actor, meeting) ? allow('meetings.chair-acts') : deny('meetings.chair-confirms'))

export const beforeOpened = (state: RunState): boolean => beforeOpening.includes(state) || state === 'POSTPONED'
/** Prepared or held: neither over nor called off. */
export const isLive = (state: RunState): boolean => state !== 'CANCELLED' && state !== 'ARCHIVED'

/** How long a session lasted, or has lasted by now, in minutes. Instants only: a midnight or a change of the clocks makes no hour. */
export function minutesOpen(session: { openedAt: string | null; closedAt: string | null }, now: string): number | null {
  if (session.openedAt === null) return null
  return Math.floor(Temporal.Instant.from(session.openedAt).until(Temporal.Instant.from(session.closedAt ?? now)).total('minutes'))
}

/** Who says that a date of the timeline is met: the Secretariat of all, the Chair and the host of their own lanes. */
export function canMark(actor: Actor, meeting: { body: string; host: string | null }, lane: 'meeting' | 'secretariat' | 'host' | 'members'): Verdict {
  if (acts(actor, 'SD')) return allow('meetings.desk-keeps-path')
  if (lane === 'meeting' && chairs(actor, meeting)) return allow('meetings.chair-acts')
  if (lane === 'host' && hosts(actor, meeting)) return allow('meetings.host-own')
  return deny('meetings.lane-of-another')
}

/** Members and those who prepare or audit a meeting see all of its preparation; a guest what is open to all. */
export function insideOf({ actor }: { actor: Actor }, parties: readonly { party: string; category: string }[]): boolean {
  if (acts(actor, 'SD', 'CH', 'HL', 'AU')) return true
  const own = partyOf(actor)
  return own !== null && parties.some((row) => row.party === own && row.category === 'member')
}
