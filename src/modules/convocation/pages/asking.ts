import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { numeral } from '../../../ui/index.ts'
import { findRunning, findSeries, meetingHref, type Reader, type RunningMeeting, type Series } from '../../meetings/index.ts'
import { type Circular, type Letter, findCircular, findLetter } from '../queries.ts'
import { words } from '../wording.ts'

export interface Asked {
  reader: Reader
  meeting: RunningMeeting
  series: Series
  /** Of the meeting's own pages: `/meetings/SOMTC/26`. */
  base: string
}

/** The meeting of the address and its series; 404 for whoever may not open its workspace. */
export async function askedMeeting(c: Reply): Promise<Asked> {
  const reader = { actor: c.var.actor, now: c.var.now }
  const meeting = await findRunning(c.var.db, reader, `${c.req.param('body')}/${c.req.param('session')}`)
  const series = meeting && (await findSeries(c.var.db, reader, meeting.run.series))
  if (!meeting || !series) throw missing()
  return { reader, meeting, series, base: meetingHref(meeting.ref) }
}

export async function askedLetter(c: Reply): Promise<Asked & { letter: Letter }> {
  const asked = await askedMeeting(c)
  const letter = await findLetter(c.var.db, asked.reader, c.req.param('letter') ?? '')
  if (!letter || letter.series !== asked.series.id) throw missing()
  return { ...asked, letter }
}

export async function askedCircular(c: Reply): Promise<Asked & { circular: Circular }> {
  const asked = await askedMeeting(c)
  const circular = await findCircular(c.var.db, asked.reader, c.req.param('circular') ?? '')
  if (!circular || circular.series !== asked.series.id) throw missing()
  return { ...asked, circular }
}

export async function fieldsOf(c: Reply): Promise<{ one: (name: string) => string; all: (name: string) => string[]; typed: Record<string, string> }> {
  const form = await c.req.formData()
  const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')
  return { one: (name) => text(form.get(name)), all: (name) => form.getAll(name).map(text), typed: Object.fromEntries([...form.keys()].map((name) => [name, text(form.get(name))])) }
}

/** What was just done, said once at the top of the page that follows. */
export function didOf(c: Reply) {
  const w = words[c.var.lang]
  const did = (['draft', 'propose', 'issue', 'save', 'return', 'answer', 'record', 'remind', 'withdraw'] as const).find((key) => key === c.req.query('did'))
  return did === undefined ? undefined : { kind: 'success' as const, text: w[`convocation.did-${did}`] }
}

export const countIn = (c: Reply) => (n: number) => numeral(c.var.lang, n)
