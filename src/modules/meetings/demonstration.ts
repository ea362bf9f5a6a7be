import { addDays, dayInZone, instantInZone } from '../../kernel/calendar.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { system } from '../../kernel/actor.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { type Category } from './rights.ts'
import { listParties, membersAt } from '../mechanism/index.ts'
import { markMilestone } from './queries/timeline.ts'
import { addAssignment, addMeeting, addParticipation, addRun, addSeries, addSession, addState, type Session } from './queries/run.ts'

export const exampleSeries = 'example-week'
const zone = 'Asia/Manila'

/** The Tuesday on which the example week's main meeting opens: 26 days ahead at least, so that registration is open and some papers are due. */
export function exampleOpening(now: string): string {
  let day = addDays(dayInZone(now, zone), 26)
  while (Temporal.PlainDate.from(day).dayOfWeek !== 2) day = addDays(day, 1)
  return day
}

interface ExampleMeeting {
  body: string
  session: string
  /** Days from the opening. */
  from: number
  until: number
  opens: string
  closes: string
  partners: string[]
  coChair: string | null
}

const week: readonly ExampleMeeting[] = [
  { body: 'SOMTC', session: '26', from: 0, until: 1, opens: '09:00', closes: '17:30', partners: [], coChair: null },
  { body: 'SOMTC+3', session: '23', from: 2, until: 2, opens: '09:00', closes: '10:30', partners: ['CHN', 'JPN', 'KOR'], coChair: null },
  { body: 'SOMTC+CHN', session: '26', from: 2, until: 2, opens: '11:00', closes: '12:30', partners: ['CHN'], coChair: 'CHN' },
  { body: 'SOMTC+JPN', session: '26', from: 2, until: 2, opens: '13:30', closes: '15:00', partners: ['JPN'], coChair: 'JPN' },
  { body: 'SOMTC+KOR', session: '26', from: 2, until: 2, opens: '15:30', closes: '17:00', partners: ['KOR'], coChair: 'KOR' },
  { body: 'SOMTC+AUS', session: '26', from: 3, until: 3, opens: '09:00', closes: '10:30', partners: ['AUS'], coChair: 'AUS' },
  { body: 'SOMTC+USA', session: '26', from: 3, until: 3, opens: '11:00', closes: '12:30', partners: ['USA'], coChair: 'USA' },
]

/** Who comes to the open session of the main meeting besides the partners of the week. */
const guests: readonly [string, Exclude<Category, 'resource-person'>][] = [['UNODC', 'organisation'], ['INTERPOL', 'organisation'], ['ASEANAPOL', 'sister-body']]

type ExampleSession = [key: string, day: number, from: string, until: string, access: Session['access'], partner: string | null, en: string, th: string]

const mainSessions: readonly ExampleSession[] = [
  ['opening', 0, '09:00', '09:45', 'CEREMONY', null, 'Opening ceremony', 'พิธีเปิด'],
  ['morning', 0, '09:45', '12:30', 'CLOSED', null, 'Tuesday before noon', 'วันอังคาร ช่วงเช้า'],
  ['afternoon', 0, '13:30', '16:00', 'CLOSED', null, 'Tuesday afternoon', 'วันอังคาร ช่วงบ่าย'],
  ['open', 0, '16:15', '16:45', 'OPEN', null, 'Open session with partners and organisations', 'การประชุมร่วมกับคู่เจรจาและองค์การ'],
  ['china', 0, '16:45', '17:15', 'CONSULTATION', 'CHN', 'Joint work plan with China', 'แผนงานร่วมกับจีน'],
  ['retreat', 1, '09:00', '10:00', 'RETREAT', null, 'Retreat', 'การหารืออย่างไม่เป็นทางการ'],
  ['drafting', 1, '10:15', '12:30', 'DRAFTING', null, 'Drafting group', 'คณะยกร่าง'],
  ['heads', 1, '13:30', '14:00', 'HOD_ONLY', null, 'Heads of delegation', 'หัวหน้าคณะผู้แทน'],
  ['closing', 1, '14:00', '17:30', 'CLOSED', null, 'Adoption of the report', 'การรับรองรายงาน'],
]

/** What of the timeline is done, on which day before the opening, and by whom; of the rest some is late on the day of a demonstration, 26 to 32 days before. */
const done: readonly [milestone: string, days: number, byRole: string][] = [['dates-confirmed', -121, 'HL'], ['papers-asked', -70, 'SD'], ['annotated-agenda', -46, 'SD']]

/** A made-up week of meetings that is being prepared: SOMTC and its consultations with partners. Marked as an example wherever it shows; no visitor sees it. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const parties = await listParties(db)
  if (parties.length === 0) return
  const opening = exampleOpening(now)
  const members = membersAt(parties, opening).map((party) => party.code)
  if (!members.includes('PHL')) return
  await db.transaction().execute(async (tx) => {
    const known = await addExampleSeries(tx, opening, now)
    if (!known) return
    for (const [index, meeting] of week.entries()) await addExampleMeeting(tx, { ...meeting, position: index + 1, opening, members })
    for (const [position, [key, day, from, until, access, partner, en, th]] of mainSessions.entries()) {
      await addSession(tx, { id: `example-${key}`, meeting: 'SOMTC/26', position: position + 1, title: { en, th }, access, partner, room: { en: 'Room 1', th: 'ห้อง ๑' }, startsAt: at(opening, day, from), endsAt: at(opening, day, until), overlays: access === 'CLOSED' ? 4 : null })
    }
    for (const [milestone, days, byRole] of done) await markMilestone(tx, { meeting: 'SOMTC/26', milestone, at: at(opening, days, '10:00'), byName: byRole === 'HL' ? 'Farid Misalan' : byRole === 'CH' ? 'Liway Halimbawa' : 'Melati Contoh', byRole })
    await addAssignment(tx, { id: 'example-assignment', person: 'example-in', meeting: 'SOMTC/26', session: 'example-morning', task: 'interpreter', startsAt: at(opening, 0, '09:45'), endsAt: at(opening, 0, '12:30') })
    await appendAudit(tx, { at: now, actor: system, command: 'series.demonstrate', type: 'series', id: exampleSeries, change: { opening } })
  })
}

const at = (opening: string, day: number, time: string): string => instantInZone(addDays(opening, day), time, zone)

async function addExampleSeries(tx: Tx, opening: string, now: string): Promise<boolean> {
  return addSeries(tx, {
    id: exampleSeries, name: { en: 'Week of the 26th SOMTC', th: 'สัปดาห์การประชุม SOMTC ครั้งที่ ๒๖' }, zone, host: 'PHL', city: { en: 'Manila', th: 'กรุงมะนิลา' },
    venue: { en: 'An example hotel', th: 'โรงแรมสมมติ' }, startsOn: addDays(opening, -1), endsOn: addDays(opening, 3), origin: 'demonstration', now,
  })
}

async function addExampleMeeting(tx: Tx, row: ExampleMeeting & { position: number; opening: string; members: string[] }): Promise<void> {
  const ref = `${row.body}/${row.session}`
  const { opening } = row
  const city: Text = { en: 'Manila', th: 'กรุงมะนิลา' }
  await addMeeting(tx, {
    ref, body: row.body, session: row.session, kind: 'regular', startsOn: addDays(opening, row.from), endsOn: addDays(opening, row.until), city, country: 'PHL', mode: 'in-person', host: 'PHL',
    chair: { party: 'PHL', person: null, coChair: row.coChair }, prepares: null, origin: 'demonstration', marking: 'GENERAL',
  })
  await addRun(tx, { meeting: ref, series: exampleSeries, position: row.position, zone, state: 'REGISTRATION_OPEN', opensAt: at(opening, row.from, row.opens), closesAt: at(opening, row.until, row.closes), hostBasis: 'confirmed', sizeQuota: 8 })
  for (const [number, [state, days]] of ([['PLANNED', -360], ['CONVENED', -90], ['REGISTRATION_OPEN', -60]] as const).entries()) {
    await addState(tx, { meeting: ref, number: number + 1, state, at: at(opening, days, '09:00'), byName: 'Melati Contoh', byRole: 'SD', reason: null })
  }
  const from = at(opening, -360, '09:00')
  for (const party of row.members) await addParticipation(tx, { meeting: ref, party, category: 'member', from })
  for (const party of row.partners) await addParticipation(tx, { meeting: ref, party, category: 'dialogue-partner', from })
  if (row.body === 'SOMTC') {
    for (const party of new Set(week.flatMap((meeting) => meeting.partners))) await addParticipation(tx, { meeting: ref, party, category: 'dialogue-partner', from })
    for (const [party, category] of guests) await addParticipation(tx, { meeting: ref, party, category, from })
  } else {
    await addSession(tx, { id: `example-${row.body.toLowerCase()}`, meeting: ref, position: 1, title: { en: 'Consultation', th: 'การหารือ' }, access: 'CONSULTATION', partner: row.partners.length === 1 ? (row.partners[0] ?? null) : null, room: { en: 'Room 2', th: 'ห้อง ๒' }, startsAt: at(opening, row.from, row.opens), endsAt: at(opening, row.until, row.closes), overlays: 4 })
  }
}
