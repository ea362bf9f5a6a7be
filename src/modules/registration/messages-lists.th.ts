import type { ListsMessages } from './messages-lists.en.ts'

export const thLists: ListsMessages = {
}
