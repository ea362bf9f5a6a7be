import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CommandContext } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import type { FileStore } from '../../../kernel/files.ts'
import { findSession, lockRunning, type RunningMeeting } from '../../meetings/index.ts'
import { lockAgenda, lockItem } from '../queries.ts'
import { mandatesNamed } from '../queries/mandates.ts'
import type { Agenda, ItemFields } from '../schema.ts'

export interface AgendaSubject {
  meeting: RunningMeeting
  agenda: Agenda
}

/** The meeting and its agenda, held until the transaction ends; missing for whoever may not open the meeting. */
export async function loadAgenda({ tx, actor, now }: CommandContext, input: { meeting: string }): Promise<AgendaSubject> {
  const meeting = await lockRunning(tx, { actor, now }, input.meeting)
  if (!meeting) throw missing()
  return { meeting, agenda: await lockAgenda(tx, meeting.ref) }
}

/** Where the paper of a version is kept that goes out with the act. */
export const withStore = { store: z.custom<FileStore>((value) => typeof value === 'object' && value !== null) }

export const fresh = (agenda: Agenda, version: number): void => {
  if (agenda.version !== version) throw new AppError('conflict', 'version.stale')
}

export const newId = (): string => randomUUID()

/** What an item names must exist: its session and parent in this meeting, the mandates it follows in what the actor may read. */
export async function checkFields({ tx, actor, now }: CommandContext, meeting: RunningMeeting, fields: ItemFields, own: string | null): Promise<{ parentTopic: ItemFields['topic'] }> {
  const faults: Fault[] = []
  const reader = { actor, now }
  if (fields.session !== null && (await findSession(tx, reader, fields.session))?.meeting !== meeting.ref) faults.push({ path: '/session', code: 'agenda.session-unknown' })
  const parent = fields.parent === null ? null : await lockItem(tx, reader, meeting.ref, fields.parent)
  if (fields.parent !== null && (parent === null || parent.id === own)) faults.push({ path: '/parent', code: 'agenda.parent-unknown' })
  else if (parent !== null && parent.parent !== null) faults.push({ path: '/parent', code: 'agenda.two-levels' })
  const known = new Set((await mandatesNamed(tx, actor, fields.mandates)).map((mandate) => mandate.id))
  const unknown = fields.mandates.filter((id) => !known.has(id))
  if (unknown.length > 0) faults.push({ path: '/mandates', code: 'agenda.mandate-unknown', params: { symbol: unknown.join(', ') } })
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
  return { parentTopic: parent?.topic ?? null }
}

/** Of an agenda for the generated matrix. */
export function specimenAgenda(state: Agenda['state'], run: RunningMeeting['run']['state'] = 'REGISTRATION_OPEN', more: Partial<Agenda> = {}): { meeting: { body: string; state: RunningMeeting['run']['state'] }; agenda: Agenda } {
  return { meeting: { body: 'OWN', state: run }, agenda: { meeting: 'OWN/1', state, adoptedAt: null, adoptedBy: null, putAt: null, putBy: null, version: 1, ...more } }
}

export const heldOf = (meeting: RunningMeeting): { body: string; state: RunningMeeting['run']['state'] } => ({ body: meeting.body, state: meeting.run.state })
