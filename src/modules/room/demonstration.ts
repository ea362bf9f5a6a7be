import { appendAudit } from '../../kernel/audit.ts'
import { type Actor, system } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import { addSession, findRunning, findSession } from '../meetings/index.ts'
import { rehearsalBegun } from './queries/rehearsal.ts'
import { rehearse } from './rehearsal.ts'

export const exampleMeeting = 'SOMTC/26'
export const exampleRoom = 'example-rehearsal'

const desk: Actor = { person: { id: 'example-sd', name: 'Melati Contoh' }, capacity: { id: 'example-sd-1', role: 'SD', body: 'SOMTC', party: null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } }

/**
 * The example week lies ahead, so nothing of it can be live: a rehearsal stands in, held now, on the example agenda. It begins anew
 * at the first start of each day, or whenever the Chair says so.
 */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const reader = { actor: desk, now }
  const meeting = await findRunning(db, reader, exampleMeeting)
  if (!meeting || meeting.origin !== 'demonstration') return
  const zone = meeting.run.zone
  await db.transaction().execute(async (tx) => {
    if ((await findSession(tx, reader, exampleRoom)) === null) {
      const hour = Temporal.Instant.from(now).add({ hours: 1 }).toString({ smallestUnit: 'millisecond' })
      await addSession(tx, { id: exampleRoom, meeting: exampleMeeting, position: 0, title: { en: 'Rehearsal of a sitting', th: 'ซ้อมการประชุม' }, access: 'CLOSED', partner: null, room: { en: 'Room 1', th: 'ห้อง ๑' }, startsAt: now, endsAt: hour, overlays: null })
    }
    const begun = await rehearsalBegun(tx, exampleRoom)
    if (begun !== null && dayInZone(begun, zone) === dayInZone(now, zone)) return
    await rehearse(tx, { session: exampleRoom, meeting: exampleMeeting, zone, now, by: { name: 'Mufakat' }, actor: desk })
    await appendAudit(tx, { at: now, actor: system, command: 'room.demonstrate', type: 'session', id: exampleRoom, change: { begun: now } })
  })
}
