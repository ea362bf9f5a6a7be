import type { Wording } from '../../kernel/languages.ts'

export const enLists = {
} as const

export type ListsMessages = Wording<typeof enLists>
