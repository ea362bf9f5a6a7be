import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { fileVersion } from '../filing.ts'
import { listAsking } from '../queries/papers.ts'
import { addVersion, listItems, listVersions, saveAgenda } from '../queries.ts'
import { canAdopt, canIssue, canPut, frozen, withoutPaper } from '../rules.ts'
import type { FileStore } from '../../../kernel/files.ts'
import type { Agenda, AgendaVersion } from '../schema.ts'
import { specimenSubject, tell } from './items.ts'
import { type AgendaSubject, fresh, heldOf, loadAgenda, withStore } from './subject.ts'

const input = z.strictObject({ meeting: z.string().max(60), version: z.number().int() })
const of = (subject: AgendaSubject) => ({ meeting: heldOf(subject.meeting), agenda: subject.agenda })

async function keepVersion(context: CommandContext, { meeting, agenda }: AgendaSubject, next: Agenda, store: FileStore, row: Pick<AgendaVersion, 'kind' | 'note'>): Promise<{ number: number; revision: number | null; symbol: string }> {
  const { tx, actor, now } = context
  const items = await listItems(tx, { actor, now }, meeting.ref)
  if (items.length === 0) throw new AppError('conflict', 'agenda.empty')
  const kept = items.map(frozen)
  const { document, symbol, revision } = await fileVersion({ ...context, store }, meeting, { ...row, items: kept, at: now }, items)
  await saveAgenda(tx, { ...agenda, ...next })
  await tell(context, meeting.ref)
  const number = await addVersion(tx, meeting.ref, { ...row, revision, document, items: kept, at: now, byName: actor.person?.name ?? '', byRole: actor.capacity?.role ?? '' })
  return { number, revision, symbol }
}

/** The first that goes out is the provisional agenda; each one after it is Rev.n, without a gap. Each is a paper of the meeting. */
export const issueAgenda = defineCommand({
  name: 'agenda.issue',
  input: input.extend({ note: z.string().trim().max(500).nullable().default(null), ...withStore }),
  load: loadAgenda,
  allow: (actor, subject: AgendaSubject) => canIssue(actor, of(subject)),
  async run(context, subject: AgendaSubject, { version, note, store }) {
    fresh(subject.agenda, version)
    const before = await listVersions(context.tx, subject.meeting.ref)
    const kind = before.length === 0 ? 'PROVISIONAL' as const : 'REVISED' as const
    // What the Chair was asked to have adopted was the earlier text.
    const { number, revision, symbol } = await keepVersion(context, subject, { ...subject.agenda, state: 'PROVISIONAL', putAt: null, putBy: null }, store, { kind, note })
    return { number, kind, revision, symbol }
  },
  audit: (subject, result) => ({ type: 'agenda', id: subject.meeting.ref, change: result }),
  specimens: () => ({ 'a draft agenda': specimenSubject('DRAFT'), 'an adopted agenda': specimenSubject('ADOPTED', 'OPENED') }),
})

export const putAgenda = defineCommand({
  name: 'agenda.put-for-adoption',
  input,
  load: loadAgenda,
  allow: (actor, subject: AgendaSubject) => canPut(actor, of(subject)),
  async run(context, { meeting, agenda }: AgendaSubject, { version }) {
    fresh(agenda, version)
    await saveAgenda(context.tx, { ...agenda, putAt: context.now, putBy: context.actor.person?.name ?? '' })
    await tell(context, meeting.ref)
  },
  audit: (subject) => ({ type: 'agenda', id: subject.meeting.ref, change: { put: true } }),
  specimens: () => ({ 'a provisional agenda': specimenSubject('PROVISIONAL') }),
})

export const adoptAgenda = defineCommand({
  name: 'agenda.adopt',
  input: input.extend({ note: z.string().trim().max(500).nullable().default(null), ...withStore }),
  load: loadAgenda,
  allow: (actor, subject: AgendaSubject) => canAdopt(actor, of(subject)),
  async run(context, subject: AgendaSubject, { version, note, store }) {
    const { tx, actor, now } = context
    const { meeting, agenda } = subject
    fresh(agenda, version)
    const items = await listItems(tx, { actor, now }, meeting.ref)
    const bare = withoutPaper(items, await listAsking(tx, meeting.ref))
    // the reason names the items, so that the Chair can have them put "for discussion" or get the paper.
    if (bare.length > 0) throw invalid('/items', 'agenda.no-paper-asks', { items: bare.map((item) => item.number).join(', ') })
    return keepVersion(context, subject, { ...agenda, state: 'ADOPTED', adoptedAt: now, adoptedBy: actor.person?.name ?? '' }, store, { kind: 'ADOPTED', note })
  },
  audit: (subject, { number, symbol }) => ({ type: 'agenda', id: subject.meeting.ref, change: { adopted: number, symbol } }),
  specimens: () => ({ 'in an open meeting': specimenSubject('PROVISIONAL', 'OPENED'), 'before the meeting': specimenSubject('PROVISIONAL') }),
})
