import { type AccessClass, answerOf, type Category, judge, type Rights, rightToAttend } from '../../meetings/index.ts'
import type { BadgeState, Kind, PersonRole } from '../schema.ts'

/** Circle, square, diamond: Let in, Not this room, Keep this badge. `out` notes that somebody left. */
export type DoorAnswer = 'in' | 'out' | 'not-here' | 'keep'

/** A room as its door knows it, at the instant of a look. */
export interface DoorFacts {
  access: AccessClass
  partner: string | null
  /** The meeting itself is a consultation with partners. */
  consultation: boolean
  opensAt: string
  closesAt: string
  state: 'planned' | 'open' | 'suspended' | 'closed'
  /** Transferable overlays of each delegation (practice §1.6); null: its size is not limited. */
  overlays: number | null
  capacity: number | null
}

/** What is known of a badge in front of that door. */
export interface BadgeFacts {
  state: BadgeState
  kind: Kind
  party: string | null
  /** Under which its party takes part in this meeting, now. */
  category: Category | null
  /** What the person is at this meeting; null: nothing. */
  role: PersonRole | null
  admitted: boolean
  assigned: boolean
}

export interface Verdict {
  answer: DoorAnswer
  reason: string
}

const doorOpensBefore = 60
/** Whoever guards, films or drives for a delegation is not at its table. */
const notAtTable: readonly PersonRole[] = ['security', 'media', 'liaison', 'technical']
const tableOnly: readonly AccessClass[] = ['CLOSED', 'CONSULTATION', 'RETREAT', 'DRAFTING', 'HOD_ONLY']

const no = (reason: string): Verdict => ({ answer: 'not-here', reason })
const yes: Verdict = { answer: 'in', reason: 'door.may' }

/** From an hour before the session until it is over. A session that is still open has not ended, whatever the programme says. */
export const doorWindow = (session: Pick<DoorFacts, 'opensAt' | 'closesAt'>): { from: string; until: string } =>
  ({ from: Temporal.Instant.from(session.opensAt).subtract({ minutes: doorOpensBefore }).toString({ smallestUnit: 'millisecond' }), until: session.closesAt })

export function withinWindow(session: Pick<DoorFacts, 'opensAt' | 'closesAt' | 'state'>, now: string): string | null {
  if (session.state === 'closed') return 'door.closed'
  if (session.state === 'open' || session.state === 'suspended') return null
  const { from, until } = doorWindow(session)
  return now < from ? 'door.too-early' : now >= until ? 'door.over' : null
}

/** A head has a lapel pin and needs no overlay (practice §1.6). */
export const hasPin = (badge: Pick<BadgeFacts, 'role' | 'kind'>): boolean => badge.kind !== 'delegation' || badge.role === 'head'

/** Whether this badge opens this door at all: what does not change while the room fills. The window is asked apart. */
export function mayEnter(session: DoorFacts, badge: BadgeFacts, rights: Rights): Verdict {
  switch (badge.state) {
    case 'revoked':
      return { answer: 'keep', reason: 'door.revoked' }
    case 'lost':
      return { answer: 'keep', reason: 'door.lost' }
    case 'returned':
      return { answer: 'keep', reason: 'door.returned' }
    case 'requested':
    case 'vetted':
    case 'printed':
      return no('door.not-issued')
    case 'issued':
  }
  if (badge.admitted || badge.assigned) return yes
  switch (badge.kind) {
    case 'media':
      return session.access === 'CEREMONY' ? yes : no('door.no-press')
    case 'host':
      return session.access === 'CEREMONY' || session.access === 'OPEN' ? yes : no('door.not-assigned')
    case 'services':
      return session.access === 'CEREMONY' ? yes : no('door.not-assigned')
    case 'resource-person':
      return session.access === 'CEREMONY' ? yes : no('door.not-invited')
    case 'secretariat':
      return session.access === 'HOD_ONLY' || session.access === 'RETREAT' ? no('door.heads-only') : judge(answerOf(rights, rightToAttend[session.access], 'secretariat')).allowed ? yes : no('door.members-only')
    case 'delegation':
  }
  if (badge.role === null || badge.category === null) return no('door.not-at-meeting')
  if (badge.role === 'media' && session.access !== 'CEREMONY') return no('door.no-press')
  if (notAtTable.includes(badge.role) && tableOnly.includes(session.access)) return no('door.not-at-table')
  if (session.access === 'HOD_ONLY' && badge.role !== 'head') return no('door.heads-only')
  if (session.access === 'RETREAT' && badge.role !== 'head' && badge.role !== 'alternate') return no('door.heads-only')
  const own = session.partner === null ? session.consultation : session.partner === badge.party
  if (session.access === 'CONSULTATION' && badge.category !== 'member' && !own) return no('door.other-partner')
  const answer = answerOf(rights, rightToAttend[session.access], badge.category)
  const verdict = judge(answer, { own, joint: own, headOrBeside: badge.role === 'head' || badge.role === 'alternate' })
  return verdict.allowed ? yes : no(badge.category === 'member' ? 'door.not-at-table' : 'door.members-only')
}

/** US-11 AC3: as many of a delegation in the room as it has overlays, and as many in all as the room holds. */
export function room(session: Pick<DoorFacts, 'overlays' | 'capacity' | 'access'>, inside: { own: number; all: number; already: boolean }, badge: Pick<BadgeFacts, 'role' | 'kind'>): Verdict {
  if (inside.already) return { answer: 'in', reason: 'door.inside-already' }
  const most = session.overlays ?? (session.access === 'DRAFTING' ? 1 : null)
  if (!hasPin(badge) && most !== null && inside.own >= most) return no('door.overlays')
  if (session.capacity !== null && inside.all >= session.capacity) return no('door.full')
  return yes
}

/** A phone's clock may be wrong: only how long a scan waited is taken from it, and never more than a day. */
export function instantOfScan(now: string, waitedMs: number): string {
  const day = 24 * 60 * 60 * 1000
  const waited = Number.isFinite(waitedMs) ? Math.min(Math.max(0, Math.round(waitedMs)), day) : 0
  return Temporal.Instant.from(now).subtract({ milliseconds: waited }).toString({ smallestUnit: 'millisecond' })
}
