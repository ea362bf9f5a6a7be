import type { Actor } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { invalid } from '../../../kernel/errors.ts'
import { listParticipations } from '../../meetings/index.ts'
import { saveFloorStatement, saveNote } from '../queries/acts.ts'
import { canManage, canNote, keepsRecord } from '../rules.ts'
import { Note, StatementIn } from '../schema.ts'
import { about, by, loadRoom, type Room, specimen, tellRoom } from './subject.ts'

/** Notes towards the report of the meeting. A retreat has none (US-13 AC4). */
export const addNote = defineCommand({
  name: 'room.note',
  input: Note,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canNote(actor, room.meeting, room.session.access),
  async run(context, room: Room, input) {
    return saveNote(context.tx, { session: room.session.id, item: room.floor.item, text: input.text, now: context.now, by: by(context), person: context.actor.person?.id ?? '' })
  },
  // What was noted stays in the note: the audit says that it was.
  audit: (room, result, input) => about(room, { note: result, length: input.text.length }),
  specimens: () => ({ 'a session': specimen(), 'a retreat': specimen('RETREAT') }),
})

/** A statement besides those heard: deemed delivered, or annexed to the report on request (practice §1.10.6). */
export const recordStatement = defineCommand({
  name: 'room.statement',
  input: StatementIn,
  load: loadRoom,
  allow(actor: Actor, room: Room) {
    const kept = keepsRecord(room.session.access)
    return kept.allowed ? canManage(actor, room.meeting) : kept
  },
  async run(context, room: Room, input) {
    if (!(await listParticipations(context.tx, room.meeting.ref)).some((one) => one.party === input.party)) throw invalid('/party', 'room.party-unknown')
    const id = await saveFloorStatement(context.tx, {
      session: room.session.id, item: room.floor.item, party: input.party, form: input.form, check: input.check === 'yes', untilDelivered: input.embargo === 'yes', title: input.title, now: context.now, by: by(context),
    })
    await tellRoom(context, room)
    return id
  },
  audit: (room, result, input) => about(room, { statement: result, party: input.party, form: input.form }),
  specimens: () => ({ 'a session': specimen(), 'a retreat': specimen('RETREAT') }),
})
