import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import type { Actor } from '../../../kernel/actor.ts'
import type { Verdict } from '../../../kernel/policy.ts'
import { signal } from '../../../kernel/live.ts'
import { fileVersion } from '../filing.ts'
import { agendaTopic } from '../../meetings/index.ts'
import { hasPapers } from '../queries/papers.ts'
import { addItem, addVersion, listItems, listSiblings, lockItem, placeBeforeEnd, removeItem, saveAgenda, saveItem, saveOrder } from '../queries.ts'
import { canAdd, canEdit, frozen, needsNoObjection, reordered } from '../rules.ts'
import { ItemFields } from '../schema.ts'
import { usualAgenda } from '../template.ts'
import { type AgendaSubject, checkFields, fresh, heldOf, loadAgenda, newId, specimenAgenda, withStore } from './subject.ts'

const inMeeting = z.strictObject({ meeting: z.string().max(60) })
const pen = (actor: Actor, subject: AgendaSubject): Verdict => canEdit(actor, { meeting: heldOf(subject.meeting), agenda: subject.agenda })

type PenSubject = Pick<AgendaSubject, 'agenda'> & { meeting: AgendaSubject['meeting'] }
/** Only what the rule reads; a whole meeting would say nothing more in the matrix. */
export const specimenSubject = (...of: Parameters<typeof specimenAgenda>): PenSubject => {
  const { meeting, agenda } = specimenAgenda(...of)
  return { meeting: { body: meeting.body, run: { state: meeting.state } } as AgendaSubject['meeting'], agenda }
}

export const tell = ({ tx }: CommandContext, meeting: string): Promise<void> => signal(tx, agendaTopic(meeting))

export const startAgenda = defineCommand({
  name: 'agenda.start',
  input: inMeeting,
  load: loadAgenda,
  allow: pen,
  async run(context, { meeting }: AgendaSubject) {
    const { tx, actor, now } = context
    if ((await listItems(tx, { actor, now }, meeting.ref)).length > 0) throw new AppError('conflict', 'agenda.has-items')
    const none = { session: null, background: null, mandates: [], sameAs: null }
    for (const { below = [], ...item } of usualAgenda) {
      const id = newId()
      await addItem(tx, { ...none, ...item, topic: item.topic ?? null, request: item.request ?? null, id, meeting: meeting.ref, parent: null })
      for (const child of below) await addItem(tx, { ...none, ...child, topic: child.topic ?? null, request: child.request ?? null, id: newId(), meeting: meeting.ref, parent: id })
    }
    await tell(context, meeting.ref)
    return usualAgenda.length
  },
  audit: (subject, result) => ({ type: 'agenda', id: subject.meeting.ref, change: { items: result } }),
  specimens: () => ({ 'a draft agenda': specimenSubject('DRAFT'), 'an adopted agenda': specimenSubject('ADOPTED', 'OPENED') }),
})

export const addAgendaItem = defineCommand({
  name: 'agenda.add-item',
  input: inMeeting.extend({ fields: ItemFields, noObjection: z.string().trim().max(1000).nullable().default(null), ...withStore }),
  load: loadAgenda,
  allow: (actor, subject: AgendaSubject) => canAdd(actor, { meeting: heldOf(subject.meeting), agenda: subject.agenda }),
  async run(context, { meeting, agenda }: AgendaSubject, { fields, noObjection, store }) {
    const { tx, actor, now } = context
    const { parentTopic } = await checkFields(context, meeting, fields, null)
    const needs = needsNoObjection({ meeting: heldOf(meeting), agenda }, { purpose: fields.purpose, parentTopic })
    if (needs !== null && !noObjection) throw invalid('/noObjection', `agenda.no-objection-${needs}`)
    const id = newId()
    await addItem(tx, { ...fields, id, meeting: meeting.ref, addedAfterAdoption: needs === null ? null : noObjection })
    // An adopted agenda keeps its numbers: what is added then stands last.
    if (needs !== 'after-adoption') await placeBeforeEnd(tx, meeting.ref, { id, parent: fields.parent, topic: fields.topic })
    if (needs === 'after-adoption') {
      await saveAgenda(tx, { ...agenda, state: 'AMENDED' })
      const items = await listItems(tx, { actor, now }, meeting.ref)
      const going = { kind: 'AMENDED' as const, items: items.map(frozen), note: noObjection, at: now }
      const { document } = await fileVersion({ ...context, store }, meeting, going, items)
      await addVersion(tx, meeting.ref, { ...going, revision: null, document, byName: actor.person?.name ?? '', byRole: actor.capacity?.role ?? '' })
    }
    await tell(context, meeting.ref)
    return { id, needs }
  },
  audit: (subject, result, input) => ({ type: 'agenda_item', id: result.id, change: { meeting: subject.meeting.ref, title: input.fields.title.en, purpose: input.fields.purpose, ...(result.needs ? { noObjection: input.noObjection } : {}) } }),
  specimens: () => ({ 'a provisional agenda': specimenSubject('PROVISIONAL'), 'an adopted agenda': specimenSubject('ADOPTED', 'OPENED') }),
})

interface ItemSubject extends AgendaSubject {
  item: NonNullable<Awaited<ReturnType<typeof lockItem>>>
}

const loadItem = async (context: CommandContext, input: { meeting: string; item: string }): Promise<ItemSubject> => {
  const subject = await loadAgenda(context, input)
  const item = await lockItem(context.tx, context, subject.meeting.ref, input.item)
  if (!item) throw missing()
  return { ...subject, item }
}
const specimenItem = (...of: Parameters<typeof specimenAgenda>): ItemSubject => ({ ...specimenSubject(...of), item: { id: 'X', meeting: 'OWN/1', parent: null, topic: null, title: { en: '', th: '' }, purpose: 'discussion', version: 1, position: 1 } })
const specimens = () => ({ 'a provisional agenda': specimenItem('PROVISIONAL'), 'an adopted agenda': specimenItem('ADOPTED', 'OPENED') })
const ofItem = inMeeting.extend({ item: z.string().max(80) })

export const editAgendaItem = defineCommand({
  name: 'agenda.edit-item',
  input: ofItem.extend({ fields: ItemFields, version: z.number().int() }),
  load: loadItem,
  allow: (actor, subject: ItemSubject) => pen(actor, subject),
  async run(context, { meeting, item }: ItemSubject, { fields, version }) {
    const { tx } = context
    await checkFields(context, meeting, fields, item.id)
    if (fields.parent !== null && (await listSiblings(tx, meeting.ref, item.id)).length > 0) throw invalid('/parent', 'agenda.two-levels')
    if (!(await saveItem(tx, { ...fields, id: item.id, version }))) throw new AppError('conflict', 'version.stale')
    await tell(context, meeting.ref)
  },
  audit: (subject, _result, input) => ({ type: 'agenda_item', id: subject.item.id, change: { meeting: subject.meeting.ref, fields: input.fields } }),
  specimens,
})

/** Papers, speakers and time hang on the item, not on its number: they move with it (US-12 AC4). */
export const moveAgendaItem = defineCommand({
  name: 'agenda.move-item',
  input: ofItem.extend({ to: z.union([z.enum(['up', 'down']), z.strictObject({ before: z.string().max(80).nullable() })]), version: z.number().int() }),
  load: loadItem,
  allow: (actor, subject: ItemSubject) => pen(actor, subject),
  async run(context, { meeting, agenda, item }: ItemSubject, { to, version }) {
    const { tx } = context
    fresh(agenda, version)
    const siblings = await listSiblings(tx, meeting.ref, item.parent)
    const order = reordered(siblings, item.id, to)
    if (order === null) return null
    await saveOrder(tx, order)
    await saveAgenda(tx, agenda)
    await tell(context, meeting.ref)
    return { from: siblings.indexOf(item.id) + 1, to: order.indexOf(item.id) + 1 }
  },
  audit: (subject, result) => ({ type: 'agenda_item', id: subject.item.id, change: { meeting: subject.meeting.ref, moved: result } }),
  specimens,
})

export const removeAgendaItem = defineCommand({
  name: 'agenda.remove-item',
  input: ofItem.extend({ version: z.number().int() }),
  load: loadItem,
  allow: (actor, subject: ItemSubject) => pen(actor, subject),
  async run(context, { meeting, item }: ItemSubject, { version }) {
    const { tx, now } = context
    if ((await listSiblings(tx, meeting.ref, item.id)).length > 0) throw new AppError('conflict', 'agenda.has-sub-items')
    if (await hasPapers(tx, item.id)) throw new AppError('conflict', 'agenda.has-papers')
    if (!(await removeItem(tx, item.id, version, now))) throw new AppError('conflict', 'version.stale')
    await tell(context, meeting.ref)
  },
  audit: (subject) => ({ type: 'agenda_item', id: subject.item.id, change: { meeting: subject.meeting.ref, removed: subject.item.title.en } }),
  specimens,
})

