import type { Actor } from '../../../kernel/actor.ts'
import type { CommandContext } from '../../../kernel/command.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { signal } from '../../../kernel/live.ts'
import { type AccessClass, answerOf, type Category, categoryIn, findRunning, findSession, listParticipations, listRights, partyOf, type Session } from '../../meetings/index.ts'
import { lockFloor } from '../queries/acts.ts'
import type { Asking } from '../rules.ts'
import type { Floor, RequestKind } from '../schema.ts'

/** The room an act takes place in, held until the act is done: acts in one room come one after the other. */
export interface Room {
  session: Session
  meeting: { ref: string; body: string; zone: string; host: string | null; origin: string }
  floor: Floor
}

/** A session whose room is not open to this actor does not exist for him. */
export async function loadRoom({ tx, actor, now }: CommandContext, input: { session: string }): Promise<Room> {
  const reader = { actor, now }
  const seen = await findSession(tx, reader, input.session, { live: true })
  if (!seen) throw missing()
  const floor = await lockFloor(tx, seen.id)
  // Read again once it is held: the one before us may have changed it.
  const session = await findSession(tx, reader, seen.id, { live: true })
  const meeting = session && (await findRunning(tx, reader, session.meeting))
  if (!session || !meeting) throw missing()
  return { session, meeting: { ref: meeting.ref, body: meeting.body, zone: meeting.run.zone, host: meeting.host, origin: meeting.origin }, floor }
}

export const topicOf = (session: string): string => `session:${session}`
/** Heard by whoever may enter every room of the meeting: one of them moved on. */
export const floorTopic = (meeting: string): string => `floor:${meeting}`
export const agreedTopic = (meeting: string): string => `agreed:${meeting}`

/** Everyone who has this room open is told to look again. */
export const tellRoom = ({ tx }: CommandContext, room: Room): Promise<void> => signal(tx, topicOf(room.session.id))

export const by = ({ actor }: { actor: Actor }): { name: string; role: string } => ({ name: actor.person?.name ?? '', role: actor.capacity?.role ?? 'PU' })

/** The same where the session opened, stopped or came to another item: the pages of the agenda follow too. */
export async function tellMoved(context: CommandContext, room: Room): Promise<void> {
  await tellRoom(context, room)
  await signal(context.tx, floorTopic(room.meeting.ref))
}

/** Two who lead at once: the second learns that the room has moved on, and nothing happens twice. */
export function requireVersion(room: Room, version: number): void {
  if (room.floor.version !== version) throw new AppError('conflict', 'room.moved-on')
}

export function requireOpen(room: Room): void {
  if (room.session.state !== 'open') throw new AppError('conflict', room.session.state === 'suspended' ? 'room.is-suspended' : 'room.not-open')
}

/** What decides whether a delegation has a voice here. */
export async function askingOf(context: CommandContext, room: Room, asked: { kind: RequestKind; party?: string }): Promise<Asking> {
  const { tx, actor, now } = context
  const party = asked.party ?? partyOf(actor)
  const category = await categoryOf(context, room, asked.party)
  const table = await listRights(tx, dayInZone(now, 'UTC'))
  return {
    access: room.session.access, category, kind: asked.kind,
    speak: category === null ? 'no' : answerOf(table, 'speak', category), order: category === null ? 'no' : answerOf(table, 'point-of-order', category),
    own: room.session.access === 'CONSULTATION' && category !== null && category !== 'member' && (room.session.partner === null || room.session.partner === party),
  }
}

async function categoryOf({ tx, actor, now }: CommandContext, room: Room, party: string | undefined): Promise<Category | null> {
  if (party === undefined) return categoryIn(tx, { actor, now }, room.meeting.ref)
  const found = (await listParticipations(tx, room.meeting.ref)).find((one) => one.party === party && one.from <= now && (one.until === null || now < one.until))
  return found?.category ?? null
}

/** A room for the generated matrix. */
export const specimen = (access: AccessClass = 'CLOSED', body = 'OWN'): Room => ({
  session: { id: 'X', meeting: 'X', position: 1, title: { en: '', th: '' }, access, partner: null, room: null, startsAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-01-01T01:00:00.000Z', overlays: null, state: 'open', openedAt: null, closedAt: null, version: 1 },
  meeting: { ref: 'X', body, zone: 'UTC', host: null, origin: 'desk' },
  floor: { session: 'X', item: null, itemSince: null, list: 'open', order: 'request', seconds: 180, recorded: false, version: 1 },
})

export const about = (room: Pick<Room, 'session'>, change: unknown) => ({ type: 'session', id: room.session.id, change })
