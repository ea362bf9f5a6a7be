import { z } from '@hono/zod-openapi'
import type { RoomState } from './reading.ts'
import { leftMs } from './rules.ts'
import { eventKinds, requestKinds, seats } from './schema.ts'

const Text = z.object({ en: z.string(), th: z.string() })
const Instant = z.string().openapi({ description: 'An instant in UTC.', example: '2026-06-23T03:42:00.000Z' })

const Request = z.object({ id: z.string(), party: z.string(), category: z.string(), leadShepherd: z.boolean(), kind: z.enum(requestKinds), seconds: z.number().int(), askedAt: Instant })

export const SessionItem = z.object({
  id: z.string(), title: Text, access: z.string(), partner: z.string().nullable(), room: Text.nullable(), startsAt: Instant, endsAt: Instant, zone: z.string(), state: z.enum(['planned', 'open', 'suspended', 'closed']), openedAt: Instant.nullable(), closedAt: Instant.nullable(), rehearsal: z.boolean(),
})

export const RoomShape = z.object({
  session: z.string(), state: z.enum(['planned', 'open', 'suspended', 'closed']), now: Instant,
  version: z.number().int().openapi({ description: 'Send it with every act that leads the room; refused with 409 when the room has moved on.' }),
  signal: z.string().openapi({ description: 'The number of the topic `session:<id>` of /live that this answer is not older than.' }),
  item: z.object({ id: z.string(), number: z.string(), title: Text, since: Instant.nullable() }).nullable(),
  list: z.enum(['open', 'closed']), order: z.enum(['request', 'alphabetical']),
  speaker: Request.extend({ startedAt: Instant, leftMs: z.number().int().openapi({ description: 'What is left by the clock of the server.' }), paused: z.boolean() }).nullable(),
  waiting: z.array(Request).openapi({ description: 'In the order in which the floor is given.' }),
  asking: z.array(Request).openapi({ description: 'Not members, and not invited yet.' }),
  members: z.array(z.object({ party: z.string(), seat: z.enum(seats).nullable() })), present: z.number().int(), quorum: z.number().int(),
  events: z.array(z.object({ kind: z.enum(eventKinds), item: z.string().nullable(), at: Instant })),
})

const presentRequest = (request: RoomState['list'][number]) => ({ id: request.id, party: request.party, category: request.category, leadShepherd: request.asLead, kind: request.kind, seconds: request.seconds + request.extendedSeconds, askedAt: request.askedAt })

export function presentRoom(room: RoomState): z.infer<typeof RoomShape> {
  const item = room.items.find((one) => one.id === room.floor.item)
  const speaker = room.speaker ?? room.paused
  return {
    session: room.session.id, state: room.session.state, now: room.now, version: room.floor.version, signal: room.version,
    item: item ? { id: item.id, number: item.number, title: item.title, since: room.floor.itemSince } : null,
    list: room.floor.list, order: room.floor.order,
    speaker: speaker?.startedAt ? { ...presentRequest(speaker), startedAt: speaker.startedAt, leftMs: leftMs(speaker, room.now), paused: speaker.pausedAt !== null } : null,
    waiting: room.list.map(presentRequest), asking: room.asking.map(presentRequest),
    members: room.members.map((member) => ({ party: member.party, seat: member.seat })), present: room.binding.present.length, quorum: room.quorum,
    events: room.events.map((event) => ({ kind: event.kind, item: event.item, at: event.at })),
  }
}
