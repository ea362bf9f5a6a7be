import type { Actor } from '../../../kernel/actor.ts'
import { acts } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { partyOf } from '../../meetings/index.ts'
import { listRequests, lockRequest } from '../queries.ts'
import { addEvent, continueRequest, deferRequest, endRequest, extendRequest, inviteRequest, moveFloor, pauseRequest, saveRequest, startRequest, withdrawRequest } from '../queries/acts.ts'
import { type Asking, canAsk, canGive, canLead, canManage, canWithdraw, endingOf, hasVoice, isMember, isOver, speaksUninvited } from '../rules.ts'
import { Add, Ask, Extend, type FloorRequest, Give, Led, OfRequest, orderSeconds, SetList } from '../schema.ts'
import { about, askingOf, by, loadRoom, requireOpen, requireVersion, type Room, specimen, tellRoom } from './subject.ts'

interface Asked {
  room: Room
  asking: Asking
}
interface Requested {
  room: Room
  request: FloorRequest
}

const asking = (more: Partial<Asking>): Asking => ({ access: 'CLOSED', category: 'member', speak: 'yes', order: 'yes', kind: 'statement', own: false, ...more })
const request = (more: Partial<FloorRequest>): FloorRequest => ({
  id: '1', session: 'X', item: null, party: 'OWN', category: 'member', asLead: false, kind: 'statement', state: 'waiting', seconds: 180, askedAt: '', askedRole: 'HD', invitedAt: null, laterAt: null, startedAt: null, pausedAt: null,
  pausedMs: 0, extendedSeconds: 0, interrupts: null, endedAt: null, endedHow: null, ...more,
})

async function loadRequest(context: CommandContext, input: { session: string; request: string }): Promise<Requested> {
  const room = await loadRoom(context, input)
  const found = await lockRequest(context.tx, room.session.id, input.request)
  if (!found) throw missing()
  return { room, request: found }
}

const requireWaiting = ({ request }: Requested): void => {
  if (request.state !== 'waiting') throw new AppError('conflict', request.state === 'withdrawn' ? 'room.was-withdrawn' : 'room.had-floor')
}

/** after the list is closed only a right of reply, and what is no statement at all: a point of order. */
function requireListOpen(room: Room, kind: string): void {
  requireOpen(room)
  if (room.floor.list === 'closed' && kind === 'statement') throw new AppError('conflict', 'room.list-closed')
}

const secondsOf = (room: Room, kind: string): number => (kind === 'point-of-order' ? orderSeconds : room.floor.seconds)

/** §8.2 row 19. A delegation that asks twice has asked once. */
export const askForFloor = defineCommand({
  name: 'floor.ask',
  input: Ask,
  async load(context, input): Promise<Asked> {
    const room = await loadRoom(context, input)
    return { room, asking: await askingOf(context, room, { kind: input.kind }) }
  },
  allow: (actor: Actor, subject: Asked) => canAsk(actor, subject.asking),
  async run(context, { room, asking }: Asked, input) {
    requireListOpen(room, input.kind)
    const id = await saveRequest(context.tx, {
      session: room.session.id, item: room.floor.item, party: partyOf(context.actor) ?? '', category: asking.category ?? 'observer', asLead: acts(context.actor, 'LS'), kind: input.kind,
      seconds: secondsOf(room, input.kind), at: context.now, by: by(context), invited: speaksUninvited(asking),
    })
    await tellRoom(context, room)
    return { request: id }
  },
  audit: ({ room }, result, input) => about(room, { asked: result.request, kind: input.kind }),
  specimens: () => ({
    'a statement, as a member': { room: specimen(), asking: asking({}) },
    'a statement, as a partner or observer': { room: specimen('OPEN'), asking: asking({ access: 'OPEN', category: 'observer', speak: 'invited', order: 'no' }) },
    'a point of order, as a member': { room: specimen(), asking: asking({ kind: 'point-of-order' }) },
    'a point of order, as a partner or observer': { room: specimen('OPEN'), asking: asking({ access: 'OPEN', category: 'dialogue-partner', speak: 'own-or-invited', order: 'no', kind: 'point-of-order' }) },
    'in a retreat': { room: specimen('RETREAT'), asking: asking({ access: 'RETREAT' }) },
  }),
})

/** The desk or the Chair puts a delegation on the list that raised its plate. */
export const addToList = defineCommand({
  name: 'floor.add',
  input: Add,
  async load(context, input): Promise<Asked> {
    const room = await loadRoom(context, input)
    return { room, asking: await askingOf(context, room, { kind: input.kind, party: input.party }) }
  },
  allow: (actor: Actor, { room }: Asked) => canManage(actor, room.meeting),
  async run(context, { room, asking }: Asked, input) {
    requireListOpen(room, input.kind)
    if (asking.category === null) throw invalid('/party', 'room.party-unknown')
    const voice = hasVoice(asking)
    if (!voice.allowed) throw invalid('/party', voice.because)
    // Put on the list by the Chair, one is invited by the Chair.
    const invited = speaksUninvited(asking) || acts(context.actor, 'CH')
    const id = await saveRequest(context.tx, {
      session: room.session.id, item: room.floor.item, party: input.party, category: asking.category, asLead: false, kind: input.kind, seconds: secondsOf(room, input.kind), at: context.now, by: by(context), invited,
    })
    await tellRoom(context, room)
    return { request: id }
  },
  audit: ({ room }, result, input) => about(room, { added: result.request, party: input.party, kind: input.kind }),
  specimens: () => ({ 'a delegation': { room: specimen(), asking: asking({}) } }),
})

export const withdrawFromList = defineCommand({
  name: 'floor.withdraw',
  input: OfRequest,
  load: loadRequest,
  allow: (actor: Actor, subject: Requested) => canWithdraw(actor, subject.room.meeting, subject.request),
  async run(context, subject: Requested) {
    if (subject.request.state === 'withdrawn') return
    requireWaiting(subject)
    await withdrawRequest(context.tx, subject.request.id)
    await tellRoom(context, subject.room)
  },
  audit: ({ room, request }) => about(room, { withdrawn: request.id, party: request.party }),
  specimens: () => ({ "the own delegation's request": { room: specimen(), request: request({}) }, "another delegation's request": { room: specimen(), request: request({ party: 'OTHER' }) } }),
})

export const putLater = defineCommand({
  name: 'floor.later',
  input: OfRequest,
  load: loadRequest,
  allow: (actor: Actor, { room }: Requested) => canManage(actor, room.meeting),
  async run(context, subject: Requested) {
    requireWaiting(subject)
    await deferRequest(context.tx, subject.request.id, context.now)
    await tellRoom(context, subject.room)
  },
  audit: ({ room, request }) => about(room, { later: request.id, party: request.party }),
  specimens: () => ({ 'a request': { room: specimen(), request: request({}) } }),
})

/** at the Chair's invitation. */
export const inviteToSpeak = defineCommand({
  name: 'floor.invite',
  input: OfRequest,
  load: loadRequest,
  allow: (actor: Actor, { room }: Requested) => canLead(actor, room.meeting),
  async run(context, subject: Requested) {
    requireWaiting(subject)
    await inviteRequest(context.tx, subject.request.id, context.now, by(context))
    await tellRoom(context, subject.room)
  },
  audit: ({ room, request }) => about(room, { invited: request.id, party: request.party }),
  specimens: () => ({ "an observer's request": { room: specimen('OPEN'), request: request({ category: 'observer' }) } }),
})

/** Gives the floor. A point of order goes before all others (US-13 AC2) and only interrupts whoever speaks; anyone else follows him. */
export const giveFloor = defineCommand({
  name: 'floor.give',
  input: Give,
  load: loadRequest,
  allow: (actor: Actor, { room, request }: Requested) => canGive(actor, room.meeting, request),
  async run(context, subject: Requested, input) {
    const { room, request } = subject
    const { tx, now } = context
    requireVersion(room, input.version)
    requireOpen(room)
    requireWaiting(subject)
    const all = await listRequests(tx, room.session.id)
    if (request.kind !== 'point-of-order' && all.some((other) => other.kind === 'point-of-order' && other.state === 'waiting')) throw new AppError('conflict', 'room.order-first')
    let interrupts: string | null = null
    for (const other of all.filter((one) => one.state === 'speaking' || one.state === 'paused')) {
      if (request.kind === 'point-of-order' && other.kind !== 'point-of-order' && !isOver(other, now)) {
        if (other.state === 'speaking') await pauseRequest(tx, other.id, now)
        interrupts = other.id
      } else await endRequest(tx, other, endingOf(other, now, 'finished'))
    }
    if (!isMember(request.category)) await inviteRequest(tx, request.id, now, by(context))
    await startRequest(tx, request.id, now, { item: room.floor.item, interrupts })
    await moveFloor(tx, room.session.id)
    await tellRoom(context, room)
    return { interrupts }
  },
  audit: ({ room, request }, result) => about(room, { floor: request.id, party: request.party, kind: request.kind, interrupts: result.interrupts }),
  specimens: () => ({ "a member's request": { room: specimen(), request: request({}) }, 'a request of one who is not invited': { room: specimen('OPEN'), request: request({ category: 'observer' }) } }),
})

async function current(context: CommandContext, room: Room, state: 'speaking' | 'paused'): Promise<FloorRequest> {
  const found = (await listRequests(context.tx, room.session.id)).findLast((one) => one.state === state)
  if (!found) throw new AppError('conflict', state === 'speaking' ? 'room.nobody-speaks' : 'room.nobody-paused')
  return found
}

export const endSpeech = defineCommand({
  name: 'floor.end',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canManage(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const all = await listRequests(context.tx, room.session.id)
    const speaker = all.findLast((one) => one.state === 'speaking') ?? all.findLast((one) => one.state === 'paused')
    if (!speaker) throw new AppError('conflict', 'room.nobody-speaks')
    const ending = endingOf(speaker, context.now, 'finished')
    await endRequest(context.tx, speaker, ending)
    await moveFloor(context.tx, room.session.id)
    await tellRoom(context, room)
    return { request: speaker.id, party: speaker.party, ...ending }
  },
  audit: (room, result) => about(room, { ended: result }),
  specimens: () => ({ 'a session': specimen() }),
})

export const pauseClock = defineCommand({
  name: 'floor.pause',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canManage(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const speaker = await current(context, room, 'speaking')
    if (isOver(speaker, context.now)) throw new AppError('conflict', 'room.time-over')
    await pauseRequest(context.tx, speaker.id, context.now)
    await moveFloor(context.tx, room.session.id)
    await tellRoom(context, room)
    return { request: speaker.id }
  },
  audit: (room, result) => about(room, { paused: result.request }),
  specimens: () => ({ 'a session': specimen() }),
})

/** Whoever was interrupted goes on with what was left. */
export const continueSpeech = defineCommand({
  name: 'floor.continue',
  input: Led,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canManage(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    requireOpen(room)
    const paused = await current(context, room, 'paused')
    const speaking = (await listRequests(context.tx, room.session.id)).find((one) => one.state === 'speaking')
    if (speaking) await endRequest(context.tx, speaking, endingOf(speaking, context.now, 'finished'))
    await continueRequest(context.tx, paused.id, context.now)
    await moveFloor(context.tx, room.session.id)
    await tellRoom(context, room)
    return { request: paused.id }
  },
  audit: (room, result) => about(room, { continued: result.request }),
  specimens: () => ({ 'a session': specimen() }),
})

/** US-13 AC3: the Chair may extend. Once the limit has passed the speech has ended there, and what follows is a second one with its own times. */
export const extendTime = defineCommand({
  name: 'floor.extend',
  input: Extend,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    const { tx, now } = context
    requireVersion(room, input.version)
    requireOpen(room)
    const speaker = await current(context, room, 'speaking')
    let id = speaker.id
    if (isOver(speaker, now)) {
      await endRequest(tx, speaker, endingOf(speaker, now, 'finished'))
      id = await saveRequest(tx, { session: room.session.id, item: room.floor.item, party: speaker.party, category: speaker.category, asLead: speaker.asLead, kind: speaker.kind, seconds: input.seconds, at: now, by: by(context), invited: true })
      await startRequest(tx, id, now, { item: room.floor.item, interrupts: speaker.interrupts })
    } else await extendRequest(tx, speaker.id, input.seconds)
    await moveFloor(tx, room.session.id)
    await tellRoom(context, room)
    return { request: id }
  },
  audit: (room, result, input) => about(room, { extended: result.request, seconds: input.seconds }),
  specimens: () => ({ 'a session': specimen(), "another body's session": specimen('CLOSED', 'OTHER') }),
})

/** the Chair closes and opens the list, says in which order it runs and how long one may speak. */
export const setList = defineCommand({
  name: 'floor.list',
  input: SetList,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canLead(actor, room.meeting),
  async run(context, room: Room, input) {
    requireVersion(room, input.version)
    const { floor, session } = room
    await moveFloor(context.tx, session.id, {
      ...(input.list === undefined ? {} : { list: input.list }), ...(input.order === undefined ? {} : { order: input.order }), ...(input.seconds === undefined ? {} : { seconds: input.seconds }),
    })
    if (input.list !== undefined && input.list !== floor.list) await addEvent(context.tx, { session: session.id, kind: input.list === 'closed' ? 'list-closed' : 'list-opened', at: context.now, by: by(context) })
    await tellRoom(context, room)
  },
  audit: (room, _result, input) => about(room, { list: input.list, order: input.order, seconds: input.seconds }),
  specimens: () => ({ 'a session': specimen(), "another body's session": specimen('CLOSED', 'OTHER') }),
})
