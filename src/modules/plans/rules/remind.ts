import { addDays, dayInZone, instantInZone } from '../../../kernel/calendar.ts'

/** Days before the closing of a round on which those who have not reported are reminded, unless the desk sets others (US-17 AC1, [D]). */
export const usualReminders: readonly number[] = [14, 7, 1]

export interface Remindable {
  opensAt: string
  closesAt: string
  closedAt: string | null
  zone: string
  remindBefore: readonly number[]
}

/** From the first hour of the day so many days before the round's last day, in the round's zone. */
export const reminderAt = (round: Pick<Remindable, 'closesAt' | 'zone'>, days: number): string => instantInZone(addDays(dayInZone(round.closesAt, round.zone), -days), '00:00', round.zone)

/** What is to be told by now: that the round opened, and each day before its closing that has come. A day before the opening is none; nothing once it is closed. */
export function stepsDue(round: Remindable, now: string): string[] {
  if (round.closedAt !== null || now < round.opensAt || now >= round.closesAt) return []
  return ['opened', ...round.remindBefore.filter((days) => { const at = reminderAt(round, days); return at > round.opensAt && at <= now }).map(String)]
}
