import type { Wording } from '../../kernel/languages.ts'

export const en = {
  'agenda.tab': 'Agenda',
} as const

export type Messages = Wording<typeof en>
