import type { DoorMessages } from './messages-door.en.ts'

export const thDoor: DoorMessages = {
}
