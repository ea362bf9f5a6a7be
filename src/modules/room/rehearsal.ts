import type { Actor } from '../../kernel/actor.ts'
import { dayInZone, instantInZone } from '../../kernel/calendar.ts'
import type { Tx } from '../../kernel/db.ts'
import { listParticipations, replanSession, saveSessionState } from '../meetings/index.ts'
import { readAgenda } from './agenda.ts'
import { addEvent, lockFloor, moveFloor, saveLine, saveRequest, setPresence, startRequest } from './queries/acts.ts'
import { clearRehearsal, saveRehearsal } from './queries/rehearsal.ts'
import { orderSeconds, usualSeconds } from './schema.ts'

const desk = { name: 'Melati Contoh', role: 'SD' }
const chair = { name: 'Liway Halimbawa', role: 'CH' }

const before = (now: string, seconds: number): string => Temporal.Instant.from(now).subtract({ seconds }).toString({ smallestUnit: 'millisecond' })
const after = (now: string, hours: number): string => Temporal.Instant.from(now).add({ hours }).toString({ smallestUnit: 'millisecond' })

/**
 * A sitting to practise on: all members but one are in the room, one speaks, four wait, one raises a point of order, and a decision is drafted.
 * What was tried there before is gone.
 */
export async function rehearse(tx: Tx, row: { session: string; meeting: string; zone: string; now: string; by: { name: string }; actor: Actor }): Promise<void> {
  const { session, now } = row
  // Not before today: what was opened yesterday would look left open.
  const midnight = instantInZone(dayInZone(now, row.zone), '00:00', row.zone)
  const at = (seconds: number) => [before(now, seconds), midnight].sort().at(-1) ?? now
  await lockFloor(tx, session)
  await clearRehearsal(tx, session)
  await saveRehearsal(tx, { session, now, by: row.by.name })
  await replanSession(tx, { id: session, startsAt: at(7_500), endsAt: after(now, 2) })
  await saveSessionState(tx, { id: session, state: 'open', now: at(7_200) })
  await addEvent(tx, { session, kind: 'opened', at: at(7_200), by: chair })

  const members = (await listParticipations(tx, row.meeting)).filter((one) => one.category === 'member').map((one) => one.party)
  const alternates = new Set(['IDN', 'PHL'])
  for (const [index, party] of members.entries()) {
    await setPresence(tx, { session, party, seat: party === 'BRN' ? 'excused' : alternates.has(party) ? 'alternate' : 'head', now: at(9_000 - index * 60), by: desk })
  }

  const items = await readAgenda(tx, { actor: row.actor, now }, row.meeting)
  const current = items.find((item) => item.purpose === 'decision' && item.number === '4') ?? items.find((item) => item.purpose === 'decision') ?? items[0]
  for (const [index, item] of items.slice(0, items.findIndex((item) => item.id === current?.id)).entries()) await addEvent(tx, { session, kind: 'item', item: item.id, at: at(7_100 - index * 1_500), by: chair })
  if (current) {
    await addEvent(tx, { session, kind: 'item', item: current.id, at: at(2_400), by: chair })
    await moveFloor(tx, session, { item: current.id, itemSince: at(2_400) })
  }
  const item = current?.id ?? null
  const ask = (party: string, seconds: number, kind: 'statement' | 'point-of-order' = 'statement') =>
    saveRequest(tx, { session, item, party, category: 'member', asLead: false, kind, seconds: kind === 'statement' ? usualSeconds : orderSeconds, at: at(seconds), by: desk, invited: true })
  if (members.includes('THA')) await startRequest(tx, await ask('THA', 700), at(30), { item })
  for (const [party, seconds] of [['TLS', 660], ['VNM', 540], ['IDN', 360], ['MYS', 240]] as const) if (members.includes(party)) await ask(party, seconds)
  if (members.includes('SGP')) await ask('SGP', 20, 'point-of-order')
  await saveLine(tx, {
    meeting: row.meeting, session, item, language: 'en', text: 'The Meeting endorsed the work programme and agreed to submit it to the ministers.', translation: 'ที่ประชุมเห็นชอบแผนงาน และให้เสนอต่อที่ประชุมระดับรัฐมนตรี', verb: 'endorsed', class: 'C6',
    owners: [{ role: 'secretariat' }], due: { atNext: 'AMMTC' }, follows: current?.mandates.slice(0, 1) ?? [], now: at(600), person: 'example-sd', name: desk.name,
  })
}
