import { type Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { missing } from '../../../kernel/errors.ts'
import { deny, type Verdict } from '../../../kernel/policy.ts'
import { canManage } from '../rules.ts'
import { SessionOnly } from '../schema.ts'
import { rehearsalsAmong } from '../queries.ts'
import { rehearse } from '../rehearsal.ts'
import { about, by, loadRoom, type Room, specimen, tellMoved } from './subject.ts'

interface Rehearsed {
  room: Room
  rehearsal: boolean
}

/** Only a session that is held for practice is emptied; a real one keeps all that happened in it. */
export function canRehearse(actor: Actor, subject: { room: Pick<Room, 'meeting'>; rehearsal: boolean }): Verdict {
  return subject.rehearsal ? canManage(actor, subject.room.meeting) : deny('room.not-a-rehearsal')
}

/** Begins a rehearsal anew, now: what was tried before is gone, and what everyone sees begins again. */
export const beginRehearsal = defineCommand({
  name: 'room.rehearse',
  input: SessionOnly,
  async load(context: CommandContext, input): Promise<Rehearsed> {
    const room = await loadRoom(context, input)
    if (room.meeting.origin !== 'demonstration') throw missing()
    return { room, rehearsal: (await rehearsalsAmong(context.tx, [room.session.id])).has(room.session.id) }
  },
  allow: (actor: Actor, subject: Rehearsed) => canRehearse(actor, subject),
  async run(context, { room }: Rehearsed) {
    await rehearse(context.tx, { session: room.session.id, meeting: room.meeting.ref, zone: room.meeting.zone, now: context.now, by: by(context), actor: context.actor })
    await tellMoved(context, room)
  },
  audit: ({ room }) => about(room, { rehearsed: true }),
  specimens: () => ({ 'a rehearsal': { room: specimen(), rehearsal: true }, 'a real session': { room: specimen(), rehearsal: false } }),
})
