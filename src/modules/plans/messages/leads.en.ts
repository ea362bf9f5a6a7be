import type { Wording } from '../../../kernel/languages.ts'

export const enLeads = {
  'plans.areas-leads': 'Areas and their lead shepherds',
  'plans.shepherd': 'Lead shepherd of the area',
  'plans.report-by': (party: string) => `Progress report of ${party}`,
  'plans.status-reported': 'Status, as reported',
  'plans.chain-report': (party: string, from: string, until: string) => `Accepted report of ${party}, ${from} to ${until}`,
  'plans.chain-proof': (title: string) => `Verified proof: ${title}`,
  'plans.led-from': (party: string, meeting: string) => `${party}, from the ${meeting}`,
  'plans.led-until': (party: string, meeting: string) => `${party}, until the ${meeting}`,
} as const

export type LeadMessages = Wording<typeof enLeads>
