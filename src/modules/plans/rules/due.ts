import { resolveDue } from '../../mandates/index.ts'

/** A due day that counts from an event (practice §3.1): a meeting by its ref or a decision by its id, one of them, and how long after. */
export interface DueAfter {
  meeting?: string | undefined
  mandate?: string | undefined
  months: number
  days?: number | undefined
}

/** the register's own rule: months first, then days, from the day the event ended; null while the event has no day. */
export const dueFrom = ({ months, days }: DueAfter, anchorOn: string | null): string | null =>
  anchorOn === null ? null : resolveDue({ after: 'decision', ...(months > 0 ? { months } : {}), ...(days ? { days } : {}) }, anchorOn, [], new Set()).on
