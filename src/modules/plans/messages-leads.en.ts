import type { Wording } from '../../kernel/languages.ts'

export const enLeads = {
  'plans.areas-leads': 'Areas and their lead shepherds',
  'plans.shepherd': 'Lead shepherd of the area',
  'plans.led-from': (party: string, meeting: string) => `${party}, from the ${meeting}`,
  'plans.led-until': (party: string, meeting: string) => `${party}, until the ${meeting}`,
} as const

export type LeadMessages = Wording<typeof enLeads>
