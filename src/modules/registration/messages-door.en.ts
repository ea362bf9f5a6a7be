import type { Wording } from '../../kernel/languages.ts'

export const enDoor = {
} as const

export type DoorMessages = Wording<typeof enDoor>
