import type { Actor } from '../../kernel/actor.ts'
import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import { addDays, instantInZone } from '../../kernel/calendar.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { attachToItem } from '../documents/index.ts'
import { findRunning } from '../meetings/index.ts'
import type { FileStore } from '../../kernel/files.ts'
import { fileVersion } from './filing.ts'
import { addItem, addProposal, addVersion, listItems, lockAgenda, saveAgenda } from './queries.ts'
import { mandatesNamed } from './queries/mandates.ts'
import { frozen } from './rules.ts'
import type { Purpose, Topic } from './schema.ts'

const desk: Actor = { person: { id: 'example-sd', name: 'Melati Contoh' }, capacity: { id: 'example-sd-1', role: 'SD', body: null, party: null, area: null, from: '2000-01-01T00:00:00.000Z', until: null } }
const meetingRef = 'SOMTC/26'
/** The Chair’s own agenda of one consultation, so that a partner has one too. */
const consultation = 'SOMTC+CHN/26'

interface ExampleItem {
  key: string
  under?: string
  session: string | null
  purpose: Purpose
  lead: string
  minutes: number
  title: Text
  topic?: Topic
  request?: Text
  background?: Text
  follows?: string[]
  papers?: string[]
}

/** What it follows is real; the items, times and papers are made up. */
const items: readonly ExampleItem[] = [
  { key: '1', session: 'opening', purpose: 'information', lead: 'host', minutes: 20, topic: 'opening', title: { en: 'Opening', th: 'พิธีเปิด' } },
  { key: '1-1', under: '1', session: 'opening', purpose: 'information', lead: 'outgoing-chair', minutes: 25, title: { en: 'Transfer of chairmanship', th: 'การส่งมอบตำแหน่งประธาน' } },
  {
    key: '2', session: 'morning', purpose: 'decision', lead: 'chair', minutes: 30, topic: 'adoption', title: { en: 'Adoption of the agenda and organisation of work', th: 'การรับรองระเบียบวาระและการจัดระเบียบการประชุม' },
    request: { en: 'The Meeting is invited to adopt the provisional agenda.', th: 'ขอให้ที่ประชุมรับรองร่างระเบียบวาระ' },
  },
  {
    key: '3', session: 'morning', purpose: 'decision', lead: 'secretariat', minutes: 45, title: { en: 'Follow-up to the decisions of the 19th AMMTC', th: 'การติดตามผลตามมติ AMMTC ครั้งที่ ๑๙' },
    request: { en: 'The Meeting is invited to take note of the table of follow-up and to decide who leads the border management roadmap.', th: 'ขอให้ที่ประชุมรับทราบตารางติดตามผล และตัดสินใจว่าประเทศใดเป็นผู้นำแผนที่นำทางด้านการบริหารจัดการชายแดน' },
    follows: ['AMMTC-19-DEC.5', 'AMMTC-19-DEC.6', 'AMMTC-19-DEC.7'], papers: ['WP.1'],
  },
  {
    key: '4', session: 'morning', purpose: 'decision', lead: 'secretariat', minutes: 60, title: { en: 'Work programme 2026–2028', th: 'แผนงาน พ.ศ. ๒๕๖๙–๒๕๗๑' },
    request: { en: 'The Meeting is invited to endorse the draft work programme and submit it to the 20th AMMTC for adoption.', th: 'ขอให้ที่ประชุมเห็นชอบร่างแผนงาน และเสนอ AMMTC ครั้งที่ ๒๐ เพื่อรับรอง' },
    follows: ['AMMTC-19-DEC.1'], papers: ['WP.2', 'WP.2/Rev.1', 'WP.2/Rev.1/Add.1'],
  },
  {
    key: '5', session: 'afternoon', purpose: 'discussion', lead: 'lead-shepherds', minutes: 100, title: { en: 'Reports of the lead shepherds, ten areas', th: 'รายงานของประเทศผู้นำสาขา ๑๐ สาขา' },
    background: { en: 'Ten minutes each.', th: 'สาขาละสิบนาที' }, papers: ['LSR.1', 'LSR.2', 'LSR.3', 'LSR.4', 'LSR.5', 'LSR.6', 'LSR.7', 'LSR.8', 'LSR.9', 'WP.6'],
  },
  {
    key: '6', session: 'afternoon', purpose: 'decision', lead: 'MYS', minutes: 40, title: { en: 'Working group on money laundering: terms of reference', th: 'คณะทำงานด้านการฟอกเงิน: ขอบเขตหน้าที่' }, follows: ['AMMTC-19-DEC.4'],
  },
  {
    key: '7', session: 'open', purpose: 'information', lead: 'chair', minutes: 30, title: { en: 'Cooperation with dialogue partners and organisations', th: 'ความร่วมมือกับคู่เจรจาและองค์การ' },
    background: { en: 'Each consultation of the week is a meeting of its own, with its own agenda.', th: 'การหารือกับคู่เจรจาแต่ละรายเป็นการประชุมแยกต่างหาก มีระเบียบวาระของตนเอง' }, papers: ['INF.3'],
  },
  { key: '7-1', under: '7', session: 'china', purpose: 'discussion', lead: 'co-chairs', minutes: 30, title: { en: 'Joint work plan with China, second year', th: 'แผนงานร่วมกับจีน ปีที่สอง' }, papers: ['WP.7'] },
  {
    key: '8', session: 'retreat', purpose: 'discussion', lead: 'chair', minutes: 60, title: { en: 'Preparation of the 20th AMMTC', th: 'การเตรียมการ AMMTC ครั้งที่ ๒๐' },
    background: { en: 'Heads and one each. No papers, no notes, no recording; only agreed lines enter the report.', th: 'หัวหน้าคณะและผู้ติดตามหนึ่งคน ไม่มีเอกสาร ไม่จดบันทึก ไม่บันทึกเสียง เฉพาะข้อความที่เห็นพ้องเท่านั้นที่เข้ารายงาน' },
  },
  { key: '9', session: 'closing', purpose: 'discussion', lead: 'chair', minutes: 20, topic: 'other-matters', title: { en: 'Other matters', th: 'เรื่องอื่น ๆ' } },
  { key: '10', session: 'closing', purpose: 'discussion', lead: 'chair', minutes: 15, topic: 'next-meeting', title: { en: 'Date and venue of the 27th SOMTC', th: 'วันและสถานที่การประชุม SOMTC ครั้งที่ ๒๗' } },
  { key: '11', session: 'closing', purpose: 'discussion', lead: 'chair', minutes: 120, topic: 'report', title: { en: 'Consideration and adoption of the report', th: 'การพิจารณาและรับรองรายงานการประชุม' } },
  { key: '12', session: 'closing', purpose: 'information', lead: 'chair', minutes: 15, topic: 'closing', title: { en: 'Closing', th: 'พิธีปิด' } },
]

/** Under these the papers, the speakers and the report of the demonstration hang. */
export const exampleItem = (key: string): string => `example-item-${key}`

/** The agenda of the example meeting, two versions of which went out, and a proposed item. Made once. */
export async function demonstrate(db: Db, now: string, store?: FileStore): Promise<void> {
  const reader = { actor: desk, now }
  const meeting = await findRunning(db, reader, meetingRef)
  if (!meeting || meeting.origin !== 'demonstration' || meeting.startsOn === null) return
  const { zone } = meeting.run
  const opening = meeting.startsOn
  await db.transaction().execute(async (tx) => {
    const agenda = await lockAgenda(tx, meetingRef)
    if ((await listItems(tx, reader, meetingRef)).length > 0) return
    for (const [index, item] of items.entries()) await addExample(tx, item, index + 1)
    const shown = await listItems(tx, reader, meetingRef)
    const went = (days: number) => [instantInZone(addDays(opening, days), '10:00', zone), now].sort()[0] ?? now
    const by = { byName: 'Melati Contoh', byRole: 'SD' }
    // The first version had neither the working group nor the consultation, and less time for the work programme.
    const first = shown.filter((item) => !['6', '7-1'].map(exampleItem).includes(item.id)).map((item) => frozen(item.id === exampleItem('4') ? { ...item, minutes: 30, request: { en: 'The Meeting is invited to consider the draft work programme.', th: 'ขอให้ที่ประชุมพิจารณาร่างแผนงาน' } } : item))
    for (const going of [{ kind: 'PROVISIONAL' as const, items: first, note: null, at: went(-90) }, { kind: 'REVISED' as const, items: shown.map(frozen), note: null, at: went(-45) }]) {
      const { document, revision } = await fileVersion({ tx, actor: desk, now: going.at, store }, meeting, going, shown)
      await addVersion(tx, meetingRef, { ...going, revision, document, ...by })
    }
    await saveAgenda(tx, { ...agenda, state: 'PROVISIONAL' })
    await addProposal(tx, {
      id: 'example-agenda-proposal', meeting: meetingRef, party: 'THA', title: { en: 'Online fraud: a common list of contact points', th: 'การหลอกลวงออนไลน์: บัญชีผู้ประสานงานร่วม' }, purpose: 'discussion', background: { en: 'Follows the declarations of the 19th AMMTC.', th: 'สืบเนื่องจากปฏิญญาของ AMMTC ครั้งที่ ๑๙' },
      request: null, mandates: (await mandatesNamed(tx, desk, ['AMMTC-19-DEC.3'])).map((mandate) => mandate.id), minutes: 20, byName: 'Suda Tuayang', byRole: 'NF', at: instantInZone(addDays(now.slice(0, 10), -2), '09:30', zone),
    })
    await ofConsultation(tx, now)
    await appendAudit(tx, { at: now, actor: system, command: 'agenda.demonstrate', type: 'agenda', id: meetingRef, change: { items: items.length } })
  })
}

async function addExample(tx: Tx, item: ExampleItem, position: number): Promise<void> {
  const id = exampleItem(item.key)
  const known = (await mandatesNamed(tx, desk, item.follows ?? [])).map((mandate) => mandate.id)
  await addItem(tx, {
    id, meeting: meetingRef, parent: item.under ? exampleItem(item.under) : null, position, title: item.title, purpose: item.purpose, lead: item.lead, minutes: item.minutes, session: item.session && `example-${item.session}`,
    background: item.background ?? null, request: item.request ?? null, mandates: known, sameAs: null, topic: item.topic ?? null, origin: 'demonstration',
  })
  for (const symbol of item.papers ?? []) await attachToItem(tx, `${meetingRef}/${symbol}`, id)
}

async function ofConsultation(tx: Tx, now: string): Promise<void> {
  const meeting = await findRunning(tx, { actor: desk, now }, consultation)
  if (!meeting) return
  const none = { background: null, request: null, mandates: [], sameAs: null, meeting: consultation, session: 'example-somtc+chn', parent: null, origin: 'demonstration' as const }
  await lockAgenda(tx, consultation)
  await addItem(tx, { ...none, id: exampleItem('chn-1'), position: 1, title: { en: 'Opening by the co-chairs', th: 'ประธานร่วมกล่าวเปิด' }, purpose: 'information', lead: 'co-chairs', minutes: 15, topic: 'opening' })
  await addItem(tx, { ...none, id: exampleItem('chn-2'), position: 2, title: { en: 'Joint work plan: progress and next steps', th: 'แผนงานร่วม: ความคืบหน้าและขั้นตอนต่อไป' }, purpose: 'discussion', lead: 'co-chairs', minutes: 60, topic: null })
  await addItem(tx, { ...none, id: exampleItem('chn-3'), position: 3, title: { en: 'Closing', th: 'การปิดประชุม' }, purpose: 'information', lead: 'co-chairs', minutes: 15, topic: 'closing' })
}
