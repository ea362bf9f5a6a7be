import type { Messages } from './messages.en.ts'

export const th: Messages = {
  'delegations.tab': 'คณะผู้แทน',
}
