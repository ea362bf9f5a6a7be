import { instantInZone, readDay } from '../../../kernel/calendar.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { AppError } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply } from '../../../kernel/http.ts'
import type { Since } from '../../../kernel/record.ts'
import { type Meeting, meetingNamed } from '../../meetings/index.ts'

/** A form as it was sent: every field as typed, to be shown again when something is wrong. */
export interface Typed {
  [name: string]: string
}

export async function readForm(c: Reply): Promise<{ typed: Typed; many: (name: string) => string[]; form: FormData }> {
  const form = await c.req.formData()
  const typed: Typed = {}
  for (const [name, value] of form.entries()) if (typeof value === 'string') typed[name] = value.replaceAll('\r\n', '\n').trim()
  return { typed, many: (name) => form.getAll(name).filter((value): value is string => typeof value === 'string' && value !== ''), form }
}

/** A meeting by its name ("27th SOMTC") or a day in either era: practice counts in both. */
export function readPoint(typed: string, meetings: readonly Meeting[], today: string): Since | { fault: string } {
  const meeting = meetings.find((each) => each.ref === typed) ?? meetingNamed(typed, meetings)
  if (meeting) return { meeting: meeting.ref }
  const day = readWholeDay(typed, today)
  return day.fault === undefined ? { date: day.date } : { fault: day.fault === 'delegations.day-unreadable' ? 'delegations.point-unreadable' : day.fault }
}

export function readWholeDay(typed: string, today: string): { date: string; fault?: undefined } | { fault: string } {
  const read = readDay(typed, { today })
  if ('ask' in read) return { fault: 'delegations.which-era' }
  if ('fault' in read || read.date.length < 10) return { fault: 'delegations.day-unreadable' }
  return { date: read.date }
}

/** A day and a time on the clock of the place as an instant. */
export function readInstant(day: string, time: string, zone: string, today: string): { instant: string } | { path: string; code: string } {
  const read = readWholeDay(day, today)
  if (read.fault !== undefined) return { path: '/fromDay', code: read.fault }
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time)
  if (!clock) return { path: '/fromTime', code: 'delegations.time-unreadable' }
  return { instant: instantInZone(read.date, `${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}`, zone) }
}

/** The faults of a refused act by field; anything else that went wrong goes on. Conflicts stand over the form. */
export function refusalOf(error: unknown, c: Reply, more: Fault[] = []): { errors: Record<string, string>; status: 422 | 409 } {
  if (!(error instanceof AppError) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
  if (error.kind === 'conflict') return { errors: { '': c.var.site.say(c.var.lang, error.code, error.params) }, status: 409 }
  return { errors: fieldErrors([...more, ...error.faults], c), status: 422 }
}

export const summaryOf = (errors: Record<string, string>, fieldOf: (name: string) => string = (name) => name): { field?: string | undefined; message: string }[] =>
  Object.entries(errors).map(([name, message]) => ({ field: name === '' ? undefined : fieldOf(name), message }))

export const invalidForm = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })
