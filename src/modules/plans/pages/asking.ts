import { readDay } from '../../../kernel/calendar.ts'
import { faultsOf, type PerformRequest } from '../../../kernel/command.ts'
import { AppError, type Fault } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, statusOf } from '../../../kernel/http.ts'

/** The fields of a sent form as text; of a name sent more than once, all in `many`. */
export interface Sent {
  one: Record<string, string>
  many(name: string): string[]
}

export async function sent(c: Reply): Promise<Sent> {
  const form = await c.req.formData()
  const entries = [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { one: Object.fromEntries(entries), many: (name) => entries.filter(([key]) => key === name).map(([, value]) => value) }
}

/** What came of an act: done, or why not, with the faults by field in the reader's language and what was typed. */
export type Outcome<Result = unknown> = { done: true; result: Result } | { done: false; status: number; errors: Record<string, string>; refusal: string | null; typed: Record<string, string> }

/** Performs an act for a page. A refusal that belongs to fields comes back by field; another as one sentence. What is hidden stays missing. */
export async function tryAct<Result>(c: Reply, act: (request: PerformRequest) => Promise<Result>, input: unknown, typed: Record<string, string>, faults: readonly Fault[] = []): Promise<Outcome<Result>> {
  try {
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults: [...faults] })
    return { done: true, result: await act({ db: c.var.db, actor: c.var.actor, now: c.var.now, input }) }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing') throw error
    const say = c.var.site.say(c.var.lang, error.code, error.params)
    if (error.kind !== 'invalid') return { done: false, status: statusOf(error), errors: {}, refusal: say, typed }
    return { done: false, status: statusOf(error), errors: fieldErrors([...error.faults], c), refusal: null, typed }
  }
}

export { faultsOf }

/** A full day as typed in either era; a fault beside the field where it is none or where the era is not plain. */
export function dayField(typed: string | undefined, path: string, today: string, faults: Fault[]): string {
  const read = readDay((typed ?? '').trim(), { today })
  if ('date' in read && read.date.length === 10) return read.date
  faults.push({ path, code: 'ask' in read ? 'plans.which-era' : 'plans.day' })
  return ''
}

/** The same where nothing may be typed. */
export const dayOrNone = (typed: string | undefined, path: string, today: string, faults: Fault[]): string | null => ((typed ?? '').trim() === '' ? null : dayField(typed, path, today, faults) || null)

/** A year or a day, typed in either era: when a plan or programme begins or ends. */
export function yearOrDay(typed: string | undefined, path: string, today: string, faults: Fault[]): string {
  const read = readDay((typed ?? '').trim(), { today })
  // A bare year such as 2568 may be of either era: a programme five centuries away is none.
  const date = 'date' in read ? read.date : 'ask' in read ? read.ask.buddhist : ''
  if (date.length === 4 || date.length === 10) return date
  faults.push({ path, code: 'plans.day' })
  return ''
}

/** A number as typed, in Thai or other digits, with spaces or commas between thousands; null when nothing was typed, the text itself when it is none. */
export function readNumber(typed: string | undefined): number | string | null {
  const text = (typed ?? '').trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50)).replace(/[,\s]/g, '')
  if (text === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : text
}

/** A due day as typed: a day, or how many months and days after a meeting (`SOMTC/26`) or a decision (`AMMTC/18/DEC.1`). */
export function readDue(one: Record<string, string>, today: string, faults: Fault[]): { dueOn: string | null; dueAfter: { meeting: string; mandate: string; months: number | string; days: number | string } | null } {
  const what = (one['dueAfterWhat'] ?? '').trim().toUpperCase()
  const dueOn = dayOrNone(one['dueOn'], '/dueOn', today, faults)
  if (what === '') return { dueOn, dueAfter: null }
  const mandate = /\/DEC\.?\d+/.test(what)
  return { dueOn, dueAfter: { meeting: mandate ? '' : what, mandate: mandate ? what.replaceAll('/', '-') : '', months: readNumber(one['dueAfterMonths']) ?? 0, days: readNumber(one['dueAfterDays']) ?? 0 } }
}
