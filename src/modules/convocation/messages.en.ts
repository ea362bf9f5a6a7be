import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'convocation.tab': 'Letters',
} as const

export type Messages = Wording<typeof en>
