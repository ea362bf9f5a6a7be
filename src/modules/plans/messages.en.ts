import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'plans.tab': 'Plans',
} as const

export type Messages = Wording<typeof en>
