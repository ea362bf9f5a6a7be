import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'delegations.tab': 'Delegations',
} as const

export type Messages = Wording<typeof en>
