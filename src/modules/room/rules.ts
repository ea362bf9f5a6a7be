import { type Actor, acts } from '../../kernel/actor.ts'
import { addWorkingDays, dayInZone, type Holidays, instantInZone } from '../../kernel/calendar.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'
import { type AccessClass, type Answer, type Category, chairs, judge, partyOf } from '../meetings/index.ts'
import type { FloorRequest, LineClass, ListOrder, Presence, RequestKind, Seat } from './schema.ts'

const ms = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds
const instant = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' })

// ---- time

type Timed = Pick<FloorRequest, 'seconds' | 'extendedSeconds' | 'startedAt' | 'pausedAt' | 'pausedMs' | 'endedAt'>

const limitMs = (request: Pick<Timed, 'seconds' | 'extendedSeconds'>): number => (request.seconds + request.extendedSeconds) * 1000

/** The instant at which the speaker yields by the limit, while the clock runs; null while it stands. */
export const yieldsAt = (request: Timed): string | null =>
  request.startedAt === null || request.pausedAt !== null || request.endedAt !== null ? null : instant(ms(request.startedAt) + limitMs(request) + request.pausedMs)

/** What is left at this instant of the server's clock; never below nothing. */
export function leftMs(request: Timed, now: string): number {
  if (request.startedAt === null) return limitMs(request)
  const until = request.endedAt ?? request.pausedAt ?? now
  return Math.max(0, limitMs(request) - (ms(until) - ms(request.startedAt) - request.pausedMs))
}

/** Whether the time is over: the floor is free from that instant, whether or not anyone has pressed anything (US-13 AC3). */
export function isOver(request: Timed, now: string): boolean {
  const at = yieldsAt(request)
  return at !== null && ms(at) <= ms(now)
}

/** How long one spoke, without pauses. */
export function spokenMs(request: Timed): number {
  return request.startedAt === null || request.endedAt === null ? 0 : Math.max(0, ms(request.endedAt) - ms(request.startedAt) - request.pausedMs)
}

/** How and when a speech ends that is ended now: one whose limit has passed ended at its limit. */
export function endingOf(request: Timed, now: string, how: 'finished' | 'suspended'): { at: string; how: 'finished' | 'limit' | 'suspended' } {
  const limit = yieldsAt(request)
  if (limit !== null && ms(limit) <= ms(now)) return { at: limit, how: 'limit' }
  return { at: request.pausedAt ?? now, how }
}

// ---- the order of the list

/** Members, then partners, observers, organisations (US-13 AC1); what is invited for one item after them. */
const groups: Record<Category, number> = { member: 0, 'dialogue-partner': 1, 'sectoral-partner': 1, observer: 2, organisation: 3, 'sister-body': 3, entity: 4, 'resource-person': 4, secretariat: 5 }
export const isMember = (category: Category): boolean => category === 'member'

/**
 * The speakers' list in its order: points of order before all (R-1.10.2), then statements by group; within it by request, or for national
 * statements by the English alphabet; whoever was put later behind the rest of his group; rights of reply at the end. Who is no member and
 * not yet invited is in no order (R-1.10.4): `asking`.
 */
export function orderOf(requests: readonly FloorRequest[], order: ListOrder, alphabet: ReadonlyMap<string, number>): { list: FloorRequest[]; asking: FloorRequest[] } {
  const waiting = requests.filter((request) => request.state === 'waiting')
  const invited = (request: FloorRequest) => isMember(request.category) || request.category === 'secretariat' || request.invitedAt !== null
  const kinds: Record<RequestKind, number> = { 'point-of-order': 0, statement: 1, reply: 2 }
  const rank = (request: FloorRequest): (number | string)[] => {
    if (request.kind !== 'statement') return [kinds[request.kind], 0, 0, 0, request.askedAt, Number(request.id)]
    const place = order === 'alphabetical' ? (alphabet.get(request.party) ?? alphabet.size) : 0
    return [kinds.statement, groups[request.category], request.laterAt === null ? 0 : 1, request.laterAt === null ? place : 0, request.laterAt ?? request.askedAt, Number(request.id)]
  }
  const sorted = [...waiting].sort((a, b) => compare(rank(a), rank(b)))
  return { list: sorted.filter(invited), asking: sorted.filter((request) => !invited(request)) }
}

function compare(a: (number | string)[], b: (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

// ---- who may

/** Practice §8.2 row 18: the desk manages the list beside the Chair. */
export function canManage(actor: Actor, meeting: { body: string }): Verdict {
  if (actor.person === null) return deny('room.sign-in')
  if (acts(actor, 'SD')) return allow('room.because-desk')
  return chairs(actor, meeting) ? allow('room.because-chair') : deny(acts(actor, 'CH') ? 'room.other-chair' : 'room.chair-or-desk')
}

/** only the Chair opens, suspends, resumes and closes: closes the list; the Secretariat records. */
export function canLead(actor: Actor, meeting: { body: string }): Verdict {
  if (actor.person === null) return deny('room.sign-in')
  if (chairs(actor, meeting)) return allow('room.because-chair')
  return deny(acts(actor, 'CH') ? 'room.other-chair' : 'room.only-chair')
}

export interface Asking {
  access: AccessClass
  /** Under which this reader is in the room; null: not at all. */
  category: Category | null
  speak: Answer
  order: Answer
  kind: RequestKind
  /** The consultation is with this reader's party. */
  own: boolean
}

/** Practice §8.2 row 19 and §4.4 "speak", "point of order". To ask is open to whoever has a voice here, invited or not; the floor is not. */
export function canAsk(actor: Actor, asking: Asking): Verdict {
  if (actor.person === null) return deny('room.sign-in')
  if (acts(actor, 'CH')) return deny('room.chair-leads')
  if (acts(actor, 'SD')) return deny('room.desk-adds')
  if (!acts(actor, 'HD', 'DE', 'LS', 'DP', 'OB') || partyOf(actor) === null) return deny('room.delegates-ask')
  return hasVoice(asking)
}

/** Whether a delegation may be on the list at all. */
export function hasVoice(asking: Asking): Verdict {
  const { access, category, kind } = asking
  if (category === null) return deny('room.not-in-room')
  if (access === 'RETREAT') return deny('room.retreat-no-list')
  if (access === 'CEREMONY') return deny('room.ceremony-no-list')
  if (kind === 'point-of-order') return judge(asking.order).allowed ? allow('room.because-member') : deny('room.members-order')
  if (kind === 'reply') return isMember(category) ? allow('room.because-member') : deny('room.members-reply')
  const verdict = judge(asking.speak, { own: asking.own, invited: true })
  return verdict.allowed ? allow(isMember(category) ? 'room.because-member' : asking.own ? 'room.because-own' : 'room.because-may-be-invited') : verdict
}

/** A partner in its own consultation needs no invitation: the cell says "own". */
export const speaksUninvited = (asking: Pick<Asking, 'category' | 'speak' | 'own'>): boolean =>
  asking.category !== null && (isMember(asking.category) || judge(asking.speak, { own: asking.own }).allowed)

/** the desk may start the clock of whoever is on the list; who is not invited is the Chair's to invite. */
export function canGive(actor: Actor, meeting: { body: string }, request: { category: Category; invitedAt: string | null }): Verdict {
  const verdict = canManage(actor, meeting)
  if (!verdict.allowed || !acts(actor, 'SD') || isMember(request.category) || request.invitedAt !== null) return verdict
  return deny('room.chair-invites')
}

/** A request is withdrawn by its delegation, by the desk or by the Chair. */
export function canWithdraw(actor: Actor, meeting: { body: string }, request: { party: string }): Verdict {
  const verdict = canManage(actor, meeting)
  if (verdict.allowed) return verdict
  return acts(actor, 'HD', 'DE', 'LS', 'DP', 'OB') && partyOf(actor) === request.party ? allow('room.because-own-request') : deny('room.own-request-only')
}

/** Practice §1.10.7: a retreat has no documents, no record and no recording; only agreed outcome lines leave it. */
export const keepsRecord = (access: AccessClass): Verdict => (access === 'RETREAT' ? deny('room.retreat-no-record') : allow('room.because-record'))

/** Notes of the session: the desk, the Chair's office, and whoever serves there as a note-taker. */
export function canNote(actor: Actor, meeting: { body: string }, access: AccessClass): Verdict {
  const record = keepsRecord(access)
  if (!record.allowed) return record
  if (acts(actor, 'IN')) return allow('room.because-serving')
  return canManage(actor, meeting)
}

/** §8.2 row 26, R-8.3.1: the desk drafts what is put to the meeting, the Chair declares it agreed; no account does both. */
export function canDraft(actor: Actor, meeting: { body: string }): Verdict {
  return canManage(actor, meeting)
}

export function canGavel(actor: Actor, meeting: { body: string }, line: { draftedBy: string }): Verdict {
  const verdict = canLead(actor, meeting)
  if (!verdict.allowed) return verdict
  return actor.person?.id === line.draftedBy ? deny('room.drafter-does-not-gavel') : verdict
}

/** §8.2 row 25: a member objects through its head of delegation or focal point. */
export function canObject(actor: Actor, category: Category | null): Verdict {
  if (actor.person === null) return deny('room.sign-in')
  if (category !== 'member') return deny('room.members-object')
  return acts(actor, 'HD', 'NF') ? allow('room.because-member') : deny('room.head-objects')
}

// ---- presence, quorum and what was agreed

export const isHere = (presence: Pick<Presence, 'seat' | 'until'>): boolean => presence.until === null && presence.seat !== 'excused'

/** a simple majority of members opens. */
export const quorumOf = (members: number): number => Math.floor(members / 2) + 1

/** Where members decide nothing there is no quorum to wait for. */
export const needsQuorum = (access: AccessClass): boolean => access !== 'CEREMONY' && access !== 'RETREAT'

export interface Standing {
  party: string
  seat: Seat | null
  /** Its credentials are a copy or missing: what it agrees is provisional. */
  provisional: boolean
  /** A representative speaks but agrees only ad referendum. */
  adReferendumOnly: boolean
}

/** final only if every member is present and may bind itself; else ad referendum, addressed to those who were not or could not. */
export function bindingOf(members: readonly Standing[]): { present: string[]; absent: string[]; provisional: string[]; adReferendum: boolean } {
  const here = (member: Standing) => member.seat !== null && member.seat !== 'excused'
  const present = members.filter(here).map((member) => member.party)
  const absent = members.filter((member) => !here(member)).map((member) => member.party)
  const provisional = members.filter((member) => here(member) && (member.provisional || member.adReferendumOnly || member.seat === 'representative')).map((member) => member.party)
  return { present, absent, provisional, adReferendum: absent.length + provisional.length > 0 }
}

/** five working days, ten where a national clearance is needed, never under 72 hours; until 17:00 at the place of the meeting. */
export function silenceOf(line: { class: LineClass }, at: string, zone: string, holidays: Holidays): { dueAt: string; workingDays: number } {
  const workingDays = line.class >= 'C6' ? 10 : 5
  const dueAt = instantInZone(addWorkingDays(dayInZone(at, zone), workingDays, holidays), '17:00', zone)
  const least = instant(ms(at) + 72 * 3_600_000)
  return { dueAt: dueAt < least ? least : dueAt, workingDays }
}

/** What asks for something or changes the state of something; the rest was noted. */
export const isStep = (line: { class: LineClass }): boolean => line.class >= 'C4'

/** Open since an earlier day at the place of the meeting: somebody forgot to close it. */
export const leftOpen = (session: { state: string; openedAt: string | null }, now: string, zone: string): boolean =>
  (session.state === 'open' || session.state === 'suspended') && session.openedAt !== null && dayInZone(session.openedAt, zone) < dayInZone(now, zone)

/** By how many minutes an item is beyond the time set for it; 0 when it is not, or none was set. */
export function overtime(item: { minutes: number | null }, since: string | null, now: string): number {
  if (item.minutes === null || since === null) return 0
  return Math.max(0, Math.floor((ms(now) - ms(since)) / 60_000) - item.minutes)
}
