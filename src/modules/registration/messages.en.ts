import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'registration.tab': 'Registration',
} as const

export type Messages = Wording<typeof en>
