import type { Messages } from './messages.en.ts'

export const th: Messages = {
  'room.tab': 'ห้องประชุม',
}
