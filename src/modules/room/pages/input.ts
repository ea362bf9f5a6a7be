import { readDay } from '../../../kernel/calendar.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import type { LineDue, Owner } from '../schema.ts'

/** What a form of the room says, as its command takes it. */
export function actInput(c: Reply, act: string, session: string, form: FormData): { key: string | null; input: Record<string, unknown> } {
  const fields: Record<string, unknown> = { session }
  for (const [name, value] of form) if (typeof value === 'string' && name !== 'act') fields[name] = value
  const named = form.get('act')
  const key = typeof named === 'string' && named !== '' ? named : null
  if (act !== 'draft' && act !== 'revise') return { key, input: fields }
  const { owner, due, class: lineClass, ...rest } = fields
  return { key, input: { ...rest, class: lineClass === '' ? null : lineClass, owners: ownersOf(String(owner ?? '')), due: dueOf(String(due ?? ''), c.var.today) } }
}

const ownersOf = (choice: string): Owner[] => {
  const [kind, code = ''] = choice.split(':')
  if (kind === 'party') return [{ party: code }]
  if (kind === 'all') return [{ all: code === 'partners' ? 'partners' : 'members' }]
  if (kind === 'role') return [{ role: code as 'secretariat' }]
  return []
}

function dueOf(typed: string, today: string): LineDue {
  if (typed.trim() === '') return { none: true }
  const read = readDay(typed, { today })
  if ('date' in read && read.date.length === 10) return { on: read.date }
  throw invalid('/due', 'room.due-unreadable')
}
