import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { listParticipations, saveSessionState } from '../../meetings/index.ts'
import { readAgenda } from '../agenda.ts'
import { listPresence, listRequests } from '../queries.ts'
import { addEvent, endPresence, endRequest, moveFloor, pauseRequest, setPresence, withdrawWaiting } from '../queries/acts.ts'
import { canLead, canManage, endingOf, isHere, keepsRecord, needsQuorum, quorumOf } from '../rules.ts'
import { Led, Present, Record, ToItem } from '../schema.ts'
import { about, by, loadRoom, requireOpen, requireVersion, type Room, specimen, tellMoved, tellRoom } from './subject.ts'

const ownAndOther = () => ({ 'a session': specimen(), "another body's session": specimen('CLOSED', 'OTHER') })

async function membersHere({ tx }: CommandContext, room: Room): Promise<{ members: string[]; here: string[] }> {
  const members = (await listParticipations(tx, room.meeting.ref)).filter((one) => one.category === 'member' && one.until === null).map((one) => one.party)
  const here = (await listPresence(tx, [room.session.id])).filter(isHere).map((presence) => presence.party)
  return { members, here: members.filter((party) => here.includes(party)) }
}

/** the Chair opens, with a simple majority of members in the room. A closed session may be resumed the same way. */
export const openSession = defineCommand({
  name: 'room.open',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const { session } = room
    if (session.state === 'open' || session.state === 'suspended') throw new AppError('conflict', 'room.is-open')
    const { members, here } = await membersHere(context, room)
    const needed = quorumOf(members.length)
    if (needsQuorum(session.access) && here.length < needed) throw new AppError('conflict', 'room.no-quorum', { params: { here: here.length, needed } })
    await saveSessionState(context.tx, { id: session.id, state: 'open', now: context.now })
    await addEvent(context.tx, { session: session.id, kind: session.state === 'closed' ? 'resumed' : 'opened', at: context.now, by: by(context) })
    await moveFloor(context.tx, session.id)
    await tellMoved(context, room)
    return { here: here.length, of: members.length }
  },
  audit: (room, result) => about(room, { opened: result }),
  specimens: ownAndOther,
})

/** Whoever speaks stops speaking; the clock stands until the session goes on. */
export const suspendSession = defineCommand({
  name: 'room.suspend',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    requireOpen(room)
    await standStill(context, room)
    await saveSessionState(context.tx, { id: room.session.id, state: 'suspended', now: context.now })
    await addEvent(context.tx, { session: room.session.id, kind: 'suspended', at: context.now, by: by(context) })
    await moveFloor(context.tx, room.session.id)
    await tellMoved(context, room)
  },
  audit: (room) => about(room, { suspended: true }),
  specimens: ownAndOther,
})

async function standStill({ tx, now }: CommandContext, room: Room): Promise<void> {
  const speaking = (await listRequests(tx, room.session.id)).find((request) => request.state === 'speaking')
  if (!speaking) return
  const ending = endingOf(speaking, now, 'suspended')
  if (ending.how === 'limit') await endRequest(tx, speaking, ending)
  else await pauseRequest(tx, speaking.id, now)
}

export const resumeSession = defineCommand({
  name: 'room.resume',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    if (room.session.state !== 'suspended') throw new AppError('conflict', 'room.not-suspended')
    await saveSessionState(context.tx, { id: room.session.id, state: 'open', now: context.now })
    await addEvent(context.tx, { session: room.session.id, kind: 'resumed', at: context.now, by: by(context) })
    await moveFloor(context.tx, room.session.id)
    await tellMoved(context, room)
  },
  audit: (room) => about(room, { resumed: true }),
  specimens: ownAndOther,
})

export const closeSession = defineCommand({
  name: 'room.close',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const { session } = room
    if (session.state !== 'open' && session.state !== 'suspended') throw new AppError('conflict', 'room.not-open')
    for (const request of await listRequests(context.tx, session.id)) {
      if (request.state === 'speaking' || request.state === 'paused') await endRequest(context.tx, request, endingOf(request, context.now, 'finished'))
    }
    await withdrawWaiting(context.tx, session.id)
    await endPresence(context.tx, session.id, context.now)
    await saveSessionState(context.tx, { id: session.id, state: 'closed', now: context.now })
    await addEvent(context.tx, { session: session.id, kind: 'closed', at: context.now, by: by(context) })
    await moveFloor(context.tx, session.id)
    await tellMoved(context, room)
  },
  audit: (room) => about(room, { closed: true }),
  specimens: ownAndOther,
})

/** The Chair takes up an item; the desk records it. Whoever asked to speak on another item keeps his place there. */
export const goToItem = defineCommand({
  name: 'room.go-to-item',
  input: ToItem,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canManage(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    requireOpen(room)
    const { tx, actor, now } = context
    if (!(await readAgenda(tx, { actor, now }, room.meeting.ref)).some((item) => item.id === input.item)) throw invalid('/item', 'room.item-unknown')
    for (const request of await listRequests(tx, room.session.id)) {
      if (request.state === 'speaking' || request.state === 'paused') await endRequest(tx, request, endingOf(request, now, 'finished'))
    }
    await moveFloor(tx, room.session.id, { item: input.item, itemSince: now })
    await addEvent(tx, { session: room.session.id, kind: 'item', item: input.item, at: now, by: by(context) })
    await tellMoved(context, room)
  },
  audit: (room, _result, input) => about(room, { item: input.item, before: room.floor.item }),
  specimens: ownAndOther,
})

/** Who sits for a delegation, from now. A retreat keeps this and nothing else. */
export const recordPresence = defineCommand({
  name: 'room.record-presence',
  input: Present,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canManage(actor, room.meeting),
  async run(context, room: Room, input) {
    const { tx, now } = context
    if (!(await listParticipations(tx, room.meeting.ref)).some((one) => one.party === input.party)) throw invalid('/party', 'room.party-unknown')
    const seat = (await listPresence(tx, [room.session.id])).find((presence) => presence.party === input.party && presence.until === null)?.seat ?? 'absent'
    if (seat === input.seat) return { before: seat }
    await setPresence(tx, { session: room.session.id, party: input.party, seat: input.seat, now, by: by(context) })
    await tellRoom(context, room)
    return { before: seat }
  },
  audit: (room, result, input) => about(room, { party: input.party, seat: input.seat, before: result.before }),
  specimens: ownAndOther,
})

/** A session that is recorded says so to everyone in it. A retreat never is (US-13 AC4). */
export const setRecording = defineCommand({
  name: 'room.record',
  input: Record,
  load: loadRoom,
  allow(actor: Actor, room: Room) {
    const kept = keepsRecord(room.session.access)
    return kept.allowed ? canLead(actor, room.meeting) : kept
  },
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const on = input.on === 'yes'
    if (room.floor.recorded === on) return
    await moveFloor(context.tx, room.session.id, { recorded: on })
    await addEvent(context.tx, { session: room.session.id, kind: on ? 'recording-on' : 'recording-off', at: context.now, by: by(context) })
    await tellRoom(context, room)
  },
  audit: (room, _result, input) => about(room, { recorded: input.on }),
  specimens: () => ({ 'a session': specimen(), 'a retreat': specimen('RETREAT') }),
})
