import type { Db } from '../../kernel/db.ts'
import { topicVersions } from '../../kernel/live.ts'
import { remembered } from '../../kernel/memo.ts'
import { inEnglishOrder, listParties, type Party } from '../mechanism/index.ts'
import { listParticipations, type Participation, type Reader, type RunningMeeting, type Session } from '../meetings/index.ts'
import { readAgenda } from './agenda.ts'
import { findFloor, listEvents, listFloorStatements, listLines, listObjections, listPresence, listRequests, listSilenceDrafts, rehearsalsAmong } from './queries.ts'
import { bindingOf, isHere, isOver, orderOf, quorumOf, type Standing } from './rules.ts'
import type { AgreedLine, Floor, FloorRequest, FloorStatement, Objection, Presence, RoomItem, SessionEvent, SilenceDraft } from './schema.ts'
import { type DelegationStanding, standings } from './standing.ts'

/** What is the same for everyone in the room, read once for each state of the data. */
interface Kept {
  version: string
  floor: Floor
  requests: FloorRequest[]
  presence: Presence[]
  events: SessionEvent[]
  statements: FloorStatement[]
  participations: Participation[]
  lines: AgreedLine[]
  objections: Objection[]
  silence: SilenceDraft[]
  rehearsal: boolean
}

const readKept = remembered(40, async (db: Db, session: string, meeting: string): Promise<Kept> => {
  // The number first: what is read after it is never older than it says.
  const [version = '0'] = await topicVersions(db, [`session:${session}`])
  const [floor, requests, presence, events, statements, participations, lines, objections, silence, rehearsals] = await Promise.all([
    findFloor(db, session), listRequests(db, session), listPresence(db, [session]), listEvents(db, session), listFloorStatements(db, session), listParticipations(db, meeting),
    listLines(db, meeting), listObjections(db, meeting), listSilenceDrafts(db, meeting), rehearsalsAmong(db, [session]),
  ])
  return { version, floor, requests, presence, events, statements, participations, lines, objections, silence, rehearsal: rehearsals.has(session) }
})

/** A session as it stands, for its pages and its interface. */
export interface RoomState extends Kept {
  meeting: RunningMeeting
  session: Session
  now: string
  items: RoomItem[]
  parties: ReadonlyMap<string, Party>
  /** Whoever has the floor while his time runs. */
  speaker: FloorRequest | null
  /** Whose time is over and after whom nobody has been called. */
  last: FloorRequest | null
  /** Interrupted by a point of order, or by the Chair. */
  paused: FloorRequest | null
  list: FloorRequest[]
  /** Not members and not invited: they have asked to be. */
  asking: FloorRequest[]
  members: (Standing & { from: string | null })[]
  binding: ReturnType<typeof bindingOf>
  quorum: number
  worth: ReadonlyMap<string, DelegationStanding>
}

export async function readRoom(db: Db, reader: Reader, meeting: RunningMeeting, session: Session): Promise<RoomState> {
  const { now } = reader
  const [kept, items, parties] = await Promise.all([readKept(db, session.id, meeting.ref), readAgenda(db, reader, meeting.ref), listParties(db)])
  const memberCodes = kept.participations.filter((one) => one.category === 'member' && one.from <= now && (one.until === null || now < one.until)).map((one) => one.party)
  const worth = await standings(db, meeting.ref, memberCodes, now)
  // always the English alphabet of the official names.
  const alphabet = new Map(inEnglishOrder(parties).map((party, index) => [party.code, index]))
  const members = [...memberCodes].sort((a, b) => (alphabet.get(a) ?? 0) - (alphabet.get(b) ?? 0)).map((party) => {
    // While a session is held, who is there; afterwards, who was there last.
    const presence = kept.presence.findLast((one) => one.party === party && (one.until === null || session.state === 'closed'))
    return { party, seat: presence?.seat ?? null, from: presence?.from ?? null, provisional: worth.get(party)?.provisional ?? false, adReferendumOnly: worth.get(party)?.adReferendumOnly ?? false }
  })
  const here = kept.requests.filter((request) => request.item === kept.floor.item || request.kind === 'point-of-order')
  const { list, asking } = orderOf(here, kept.floor.order, alphabet)
  const speaking = kept.requests.findLast((request) => request.state === 'speaking') ?? null
  const over = speaking !== null && isOver(speaking, now)
  return {
    ...kept, meeting, session, now, items, parties: new Map(parties.map((party) => [party.code, party])), list, asking, members, worth, quorum: quorumOf(members.length), binding: bindingOf(members),
    speaker: over ? null : speaking, last: over ? speaking : null, paused: kept.requests.findLast((request) => request.state === 'paused') ?? null,
  }
}

export const presentParties = (presence: readonly Presence[]): string[] => presence.filter(isHere).map((one) => one.party)
