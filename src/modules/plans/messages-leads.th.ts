import type { LeadMessages } from './messages-leads.en.ts'

export const thLeads: LeadMessages = {
  'plans.areas-leads': 'สาขาและประเทศผู้นำ',
  'plans.shepherd': 'ประเทศผู้นำของสาขา',
  'plans.led-from': (party, meeting) => `${party} ตั้งแต่${meeting}`,
  'plans.led-until': (party, meeting) => `${party} จนถึง${meeting}`,
}
