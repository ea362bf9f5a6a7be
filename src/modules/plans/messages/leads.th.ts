import type { LeadMessages } from './leads.en.ts'

export const thLeads: LeadMessages = {
  'plans.areas-leads': 'สาขาและประเทศผู้นำ',
  'plans.shepherd': 'ประเทศผู้นำของสาขา',
  'plans.report-by': (party) => `รายงานความก้าวหน้าของ${party}`,
  'plans.status-reported': 'สถานะตามที่รายงาน',
  'plans.chain-report': (party, from, until) => `รายงานที่รับแล้วของ${party} ${from} ถึง ${until}`,
  'plans.chain-proof': (title) => `หลักฐานที่ตรวจสอบแล้ว: ${title}`,
  'plans.led-from': (party, meeting) => `${party} ตั้งแต่${meeting}`,
  'plans.led-until': (party, meeting) => `${party} จนถึง${meeting}`,
}
