import type { Wording } from '../../kernel/languages.ts'

export const enPapers = {
  'kind.document': 'Official papers',
  'papers.language': 'Say the language by its code, such as en, th or vi',
} as const

export type PapersMessages = Wording<typeof enPapers>
