import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'room.tab': 'Session',
} as const

export type Messages = Wording<typeof en>
