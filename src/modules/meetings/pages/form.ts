import { AppError, type Fault } from '../../../kernel/errors.ts'
import { fieldErrors, type Reply, statusOf } from '../../../kernel/http.ts'
import type { Banner } from '../../../ui/index.ts'
import { readPlannedDay } from '../schema/plan.ts'

/** A form shown again: what was typed, and what is wrong with it beside each field. */
export interface Shown {
  typed?: Typed
  errors?: Record<string, string>
  flash?: Banner | undefined
  status?: number
}

export type Typed = Record<string, string>

export interface Sent {
  typed: Typed
  all: (name: string) => string[]
}

export async function sentIn(c: Reply): Promise<Sent> {
  const form = await c.req.formData()
  const texts = (values: FormDataEntryValue[]) => values.filter((value): value is string => typeof value === 'string')
  return { typed: Object.fromEntries([...form.keys()].map((name) => [name, texts(form.getAll(name))[0] ?? ''])), all: (name) => texts(form.getAll(name)).filter((value) => value !== '') }
}

/** Days as typed, in either era; each that cannot be read is a fault beside its field. */
export function daysIn(typed: Typed, names: readonly string[], today: string): { days: Record<string, string>; faults: Fault[] } {
  const days: Record<string, string> = {}
  const faults: Fault[] = []
  for (const name of names) {
    const text = typed[name]?.trim() ?? ''
    if (text === '') continue
    const read = readPlannedDay(text, today)
    if ('day' in read) days[name] = read.day
    else faults.push({ path: `/${name}`, code: read.fault })
  }
  return { days, faults }
}

export const both = (typed: Typed, name: string): { en: string; th: string } => ({ en: typed[`${name}.en`] ?? '', th: typed[`${name}.th`] ?? '' })
export const orNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text.trim())

/** 303 where it worked; else the same form with every fault, 422 or 409. What may not be known of stays unknown. */
export async function attempt(c: Reply, run: () => Promise<string>, again: (shown: Shown) => Promise<Response>, typed: Typed): Promise<Response> {
  try {
    return c.redirect(await run(), 303)
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'missing' || error.kind === 'forbidden') throw error
    if (error.kind === 'conflict') return again({ typed, status: 409, flash: { kind: 'error', text: c.var.site.say(c.var.lang, error.code, error.params) } })
    const errors = fieldErrors(error.faults, c)
    // Words in two fields under one name: the fault stands beside the first.
    return again({ typed, errors, status: statusOf(error) })
  }
}

export const summary = (errors: Record<string, string> = {}, ids: Record<string, string> = {}): { field: string; message: string }[] => Object.entries(errors).map(([field, message]) => ({ field: ids[field] ?? field, message }))
