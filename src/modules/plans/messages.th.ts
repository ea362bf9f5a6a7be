import type { Messages } from './messages.en.ts'

export const th: Messages = {
  'plans.tab': 'แผน',
}
