import { type Actor, system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { addDays, dayInZone, instantInZone } from '../../kernel/calendar.ts'
import { performIn } from '../../kernel/command.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { addItem } from '../agenda/index.ts'
import { addMeeting, addParticipation, addRun, addSession, addState, findRunning } from '../meetings/index.ts'
import { listParties, membersAt } from '../mechanism/index.ts'
import { circulateReport, commentOnReport } from './commands.ts'
import { addParagraph, addReport, lockReport, saveAnnex } from './queries.ts'

const ref = 'SOMTC/SP9'
const zone = 'Asia/Manila'
const acting = (id: string, name: string, role: 'SD' | 'NF' | 'HD' | 'DE' | 'DP', party: string | null): Actor => ({ person: { id, name }, capacity: { id: `${id}-1`, role, body: null, party, area: null, from: '2000-01-01T00:00:00.000Z', until: null } })
const desk = acting('example-sd', 'Melati Contoh', 'SD', null)

interface ExampleParagraph {
  key: string
  item: 'opening' | 'fraud' | 'china' | 'closing'
  session: 'members' | 'china'
  party?: string
  text: Text
}

/** What was said is made up, as the meeting is. */
const paragraphs: readonly ExampleParagraph[] = [
  { key: '1', item: 'opening', session: 'members', text: { en: 'The Meeting was held by video link. The list of delegates appears as {annex:delegates}.', th: 'การประชุมจัดผ่านระบบทางไกล รายชื่อผู้แทนปรากฏตาม{annex:delegates}' } },
  { key: '2', item: 'fraud', session: 'members', party: 'THA', text: { en: 'Thailand informed the Meeting of twelve joint operations against online fraud.', th: 'ไทยแจ้งที่ประชุมเรื่องปฏิบัติการร่วมต่อการหลอกลวงออนไลน์ ๑๒ ครั้ง' } },
  { key: '3', item: 'fraud', session: 'members', party: 'VNM', text: { en: 'Viet Nam proposed a common list of contact points.', th: 'เวียดนามเสนอให้มีบัญชีผู้ประสานงานร่วม' } },
  { key: '4', item: 'fraud', session: 'members', text: { en: 'The Meeting agreed to draw up a list of contact points on online fraud and tasked the Secretariat to circulate a draft before the 26th SOMTC.', th: 'ที่ประชุมเห็นพ้องให้จัดทำบัญชีผู้ประสานงานด้านการหลอกลวงออนไลน์ และมอบหมายให้สำนักเลขาธิการเวียนร่างก่อนการประชุม SOMTC ครั้งที่ ๒๖' } },
  { key: '5', item: 'china', session: 'china', party: 'CHN', text: { en: 'China offered two training courses.', th: 'จีนเสนอจัดหลักสูตรฝึกอบรมสองหลักสูตร' } },
  { key: '6', item: 'china', session: 'china', text: { en: 'The Meeting thanked China and took note of the offer.', th: 'ที่ประชุมขอบคุณจีนและรับทราบข้อเสนอ' } },
  { key: '7', item: 'closing', session: 'members', text: { en: 'The Chair thanked all delegations.', th: 'ประธานขอบคุณคณะผู้แทนทุกคณะ' } },
]
const items: readonly { key: ExampleParagraph['item']; session: ExampleParagraph['session']; title: Text }[] = [
  { key: 'opening', session: 'members', title: { en: 'Opening', th: 'การเปิดประชุม' } },
  { key: 'fraud', session: 'members', title: { en: 'Online fraud', th: 'การหลอกลวงออนไลน์' } },
  { key: 'china', session: 'china', title: { en: 'Training with China', th: 'การฝึกอบรมร่วมกับจีน' } },
  { key: 'closing', session: 'members', title: { en: 'Closing', th: 'การปิดประชุม' } },
]
const idOf = (key: string): string => `example-report-${key}`

/** A special meeting of the example week, held already, whose report is with the delegations for comment. Made once. */
export async function demonstrate(db: Db, now: string): Promise<void> {
  const reader = { actor: desk, now }
  const main = await findRunning(db, reader, 'SOMTC/26')
  if (main?.origin !== 'demonstration' || (await findRunning(db, reader, ref))) return
  const today = dayInZone(now, zone)
  const members = membersAt(await listParties(db), today).map((party) => party.code)
  const day = addDays(today, -12)
  const at = (days: number, time: string): string => instantInZone(addDays(today, days), time, zone)
  await db.transaction().execute(async (tx) => {
    await addHeld(tx, { series: main.run.series, day, members, at })
    await addReport(tx, ref, 'demonstration')
    for (const one of paragraphs) await addParagraph(tx, { id: idOf(one.key), meeting: ref, item: `example-sp-${one.item}`, session: `example-sp-${one.session}`, party: one.party ?? null, text: one.text })
    await saveAnnex(tx, ref, { key: 'delegates', title: { en: 'List of delegates', th: 'รายชื่อผู้แทน' }, document: null })
    const report = await lockReport(tx, reader, ref)
    await performIn(tx, circulateReport, { actor: desk, now: at(-4, '10:00'), input: { meeting: ref, version: report?.version ?? 1 } })
    for (const [actor, key, wording, reason] of comments) await performIn(tx, commentOnReport, { actor, now: at(-1, '15:00'), input: { meeting: ref, paragraph: idOf(key), wording, reason } })
    await appendAudit(tx, { at: now, actor: system, command: 'report.demonstrate', type: 'report', id: ref, change: { paragraphs: paragraphs.length } })
  })
}

/** Two members ask for different words on one paragraph, one corrects its own; a delegate’s proposal waits for the head. */
const comments: readonly [Actor, string, Text, string][] = [
  [acting('example-nf', 'Suda Tuayang', 'NF', 'THA'), '2', { en: 'Thailand informed the Meeting of fourteen joint operations against online fraud.', th: 'ไทยแจ้งที่ประชุมเรื่องปฏิบัติการร่วมต่อการหลอกลวงออนไลน์ ๑๔ ครั้ง' }, 'As delivered.'],
  [acting('example-hd-sgp', 'Devi Udaranam', 'HD', 'SGP'), '4', { en: 'The Meeting agreed to draw up a list of contact points on online fraud and requested the Secretariat to circulate a draft before the 26th SOMTC.', th: 'ที่ประชุมเห็นพ้องให้จัดทำบัญชีผู้ประสานงานด้านการหลอกลวงออนไลน์ และขอให้สำนักเลขาธิการเวียนร่างก่อนการประชุม SOMTC ครั้งที่ ๒๖' }, '“Requested” is what was agreed.'],
  [acting('example-hd-idn', 'Dewi Contoh', 'HD', 'IDN'), '4', { en: 'The Meeting agreed to draw up a list of contact points on online fraud and tasked the Secretariat to circulate a draft within two months.', th: 'ที่ประชุมเห็นพ้องให้จัดทำบัญชีผู้ประสานงานด้านการหลอกลวงออนไลน์ และมอบหมายให้สำนักเลขาธิการเวียนร่างภายในสองเดือน' }, 'The term that was named.'],
  [acting('example-de', 'Lan Vidu', 'DE', 'VNM'), '3', { en: 'Viet Nam proposed a common list of contact points, open day and night.', th: 'เวียดนามเสนอให้มีบัญชีผู้ประสานงานร่วมที่ติดต่อได้ตลอดเวลา' }, 'As delivered.'],
]

async function addHeld(tx: Tx, row: { series: string; day: string; members: string[]; at: (days: number, time: string) => string }): Promise<void> {
  const { day, at } = row
  const name: Text = { en: 'Special meeting of SOMTC on online fraud', th: 'การประชุม SOMTC สมัยพิเศษว่าด้วยการหลอกลวงออนไลน์' }
  await addMeeting(tx, { ref, body: 'SOMTC', session: 'SP9', kind: 'special', startsOn: day, endsOn: day, city: null, country: 'PHL', mode: 'virtual', host: 'PHL', chair: { party: 'PHL', person: null, coChair: null }, prepares: null, origin: 'demonstration', marking: 'GENERAL', name })
  await addRun(tx, { meeting: ref, series: row.series, position: 0, zone, state: 'CLOSED', opensAt: at(-12, '09:00'), closesAt: at(-12, '12:00'), hostBasis: 'confirmed', sizeQuota: null })
  for (const [index, [state, days, time]] of ([['PLANNED', -90, '09:00'], ['CONVENED', -60, '09:00'], ['OPENED', -12, '09:00'], ['CLOSED', -12, '12:00']] as const).entries()) {
    await addState(tx, { meeting: ref, number: index + 1, state, at: at(days, time), byName: state === 'OPENED' || state === 'CLOSED' ? 'Liway Halimbawa' : 'Melati Contoh', byRole: state === 'OPENED' || state === 'CLOSED' ? 'CH' : 'SD', reason: null })
  }
  for (const party of row.members) await addParticipation(tx, { meeting: ref, party, category: 'member', from: at(-60, '09:00') })
  await addParticipation(tx, { meeting: ref, party: 'CHN', category: 'dialogue-partner', from: at(-60, '09:00') })
  await addSession(tx, { id: 'example-sp-members', meeting: ref, position: 1, title: { en: 'Members', th: 'ประเทศสมาชิก' }, access: 'CLOSED', partner: null, room: null, startsAt: at(-12, '09:00'), endsAt: at(-12, '11:00'), overlays: null })
  await addSession(tx, { id: 'example-sp-china', meeting: ref, position: 2, title: { en: 'With China', th: 'ร่วมกับจีน' }, access: 'CONSULTATION', partner: 'CHN', room: null, startsAt: at(-12, '11:00'), endsAt: at(-12, '12:00'), overlays: null })
  for (const [index, item] of items.entries()) {
    await addItem(tx, { id: `example-sp-${item.key}`, meeting: ref, parent: null, position: index + 1, title: item.title, purpose: 'discussion', lead: 'chair', minutes: 30, session: `example-sp-${item.session}`, background: null, request: null, mandates: [], sameAs: null, topic: null, origin: 'demonstration' })
  }
}
