import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'proceedings.tab': 'Report',
} as const

export type Messages = Wording<typeof en>
