import type { Text } from '../../kernel/languages.ts'
import type { Purpose, Topic } from './schema.ts'

export interface TemplateItem {
  title: Text
  purpose: Purpose
  lead: string | null
  minutes: number
  topic?: Topic
  request?: Text
  below?: TemplateItem[]
}

/**
 * Practice §1.5: the agenda senior officials usually have, to start from. The report and the next meeting are set "for discussion":
 * their papers come in the session, and wants a paper for every item "for decision" before the agenda is adopted.
 */
export const usualAgenda: readonly TemplateItem[] = [
  {
    title: { en: 'Opening', th: 'พิธีเปิด' }, purpose: 'information', lead: 'host', minutes: 20, topic: 'opening',
    below: [{ title: { en: 'Transfer of chairmanship', th: 'การส่งมอบตำแหน่งประธาน' }, purpose: 'information', lead: 'outgoing-chair', minutes: 25 }],
  },
  {
    title: { en: 'Adoption of the agenda and organisation of work', th: 'การรับรองระเบียบวาระและการจัดระเบียบการประชุม' }, purpose: 'decision', lead: 'chair', minutes: 30, topic: 'adoption',
    request: { en: 'The Meeting is invited to adopt the provisional agenda.', th: 'ขอให้ที่ประชุมรับรองร่างระเบียบวาระ' },
  },
  { title: { en: 'Developments and trends', th: 'พัฒนาการและแนวโน้ม' }, purpose: 'information', lead: 'heads', minutes: 60 },
  { title: { en: 'Follow-up to decisions of the Summit, AMMTC and the previous SOMTC', th: 'การติดตามผลตามมติของที่ประชุมสุดยอด AMMTC และ SOMTC ครั้งก่อน' }, purpose: 'discussion', lead: 'secretariat', minutes: 45 },
  { title: { en: 'Implementation of the work programme, by priority area', th: 'การดำเนินการตามแผนงาน รายสาขาความร่วมมือ' }, purpose: 'discussion', lead: 'lead-shepherds', minutes: 100 },
  { title: { en: 'Cooperation with sister bodies', th: 'ความร่วมมือกับองค์กรที่เกี่ยวข้อง' }, purpose: 'information', lead: 'chair', minutes: 20 },
  { title: { en: 'Cooperation with dialogue partners and organisations', th: 'ความร่วมมือกับคู่เจรจาและองค์การ' }, purpose: 'information', lead: 'chair', minutes: 30 },
  { title: { en: 'Preparation of AMMTC', th: 'การเตรียมการประชุม AMMTC' }, purpose: 'discussion', lead: 'chair', minutes: 60 },
  { title: { en: 'Other matters', th: 'เรื่องอื่น ๆ' }, purpose: 'discussion', lead: 'chair', minutes: 20, topic: 'other-matters' },
  { title: { en: 'Date and venue of the next meeting', th: 'วันและสถานที่การประชุมครั้งต่อไป' }, purpose: 'discussion', lead: 'chair', minutes: 15, topic: 'next-meeting' },
  { title: { en: 'Consideration and adoption of the report', th: 'การพิจารณาและรับรองรายงานการประชุม' }, purpose: 'discussion', lead: 'chair', minutes: 90, topic: 'report' },
  { title: { en: 'Closing', th: 'พิธีปิด' }, purpose: 'information', lead: 'chair', minutes: 15, topic: 'closing' },
]
