import type { Messages } from './messages.en.ts'

export const th: Messages = {
  'proceedings.tab': 'รายงาน',
}
