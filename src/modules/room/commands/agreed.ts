import { z } from 'zod'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, invalid, missing } from '../../../kernel/errors.ts'
import { signal } from '../../../kernel/live.ts'
import { extractDecisions } from '../../extraction/index.ts'
import { findMechanism, listHolidays } from '../../mechanism/index.ts'
import { type Category, categoryIn, listParticipations, partyOf } from '../../meetings/index.ts'
import { readAgenda } from '../agenda.ts'
import { listObjections, listPresence, lockLine } from '../queries.ts'
import { changeLine, decideLine, type LineWords, lockNumbers, saveLine, saveObjection, saveSilenceDraft, withdrawLine, withdrawObjection } from '../queries/acts.ts'
import { bindingOf, canDraft, canGavel, canObject, type Standing, silenceOf } from '../rules.ts'
import { type AgreedLine, LineEdit, LineIn, NotAgreed, Objecting, OfLine } from '../schema.ts'
import { standings } from '../standing.ts'
import { about, agreedTopic, by, loadRoom, requireOpen, type Room, specimen, tellRoom } from './subject.ts'

interface OnLine {
  room: Room
  line: AgreedLine
}

const lineOf = (draftedBy: string): AgreedLine => ({
  id: '1', meeting: 'X', session: 'X', item: null, language: 'en', text: '', translation: '', verb: '', class: 'C6', owners: [], due: { none: true }, follows: [], state: 'draft', views: '', draftedBy, draftedName: '', number: null, decidedAt: null,
  decidedName: null, present: [], absent: [], provisional: [], adReferendum: false, handedTo: null, rehearsal: false, version: 1,
})

async function loadLine(context: CommandContext, input: { session: string; line: string }): Promise<OnLine> {
  const room = await loadRoom(context, input)
  const line = await lockLine(context.tx, room.session.id, input.line)
  if (!line) throw missing()
  return { room, line }
}

/** Row 27: what the gavel has fallen on, nobody edits. */
function requireDraft(line: AgreedLine, version: number): void {
  if (line.state === 'gavelled') throw new AppError('conflict', 'room.line-gavelled')
  if (line.state !== 'draft') throw new AppError('conflict', 'room.line-settled')
  if (line.version !== version) throw new AppError('conflict', 'version.stale')
}

/** What the verb of a line makes of it, by the vocabulary with which texts are read; null when no verb is known. */
export function suggestClass(text: string, language: 'en' | 'th', issuer: string): { verb: string; class: AgreedLine['class'] } | null {
  const said = language === 'th' ? [text, `ที่ประชุม${text}`] : [text, `The Meeting ${text.charAt(0).toLowerCase()}${text.slice(1)}`]
  for (const sentence of said) {
    const [found] = extractDecisions(sentence, { lang: language, issuer })
    if (found) return { verb: found.verb, class: found.class }
  }
  return null
}

async function wordsOf({ tx, actor, now }: CommandContext, room: Room, input: z.output<typeof LineIn>): Promise<LineWords> {
  const item = input.item ?? room.floor.item
  if (item !== null && !(await readAgenda(tx, { actor, now }, room.meeting.ref)).some((known) => known.id === item)) throw invalid('/item', 'room.item-unknown')
  const proposed = suggestClass(input.text, input.language, room.meeting.body)
  const lineClass = input.class ?? proposed?.class ?? null
  if (lineClass === null) throw invalid('/class', 'room.class-needed')
  return { item, language: input.language, text: input.text, translation: input.translation, verb: proposed?.verb ?? '', class: lineClass, owners: input.owners, due: input.due, follows: input.follows }
}

const drafter = ({ actor }: { actor: Actor }) => ({ person: actor.person?.id ?? '', name: actor.person?.name ?? '' })

/** What is put to the meeting. In a retreat these lines are all that leaves it. */
export const draftLine = defineCommand({
  name: 'agreed.draft',
  input: LineIn,
  load: loadRoom,
  allow: (actor: Actor, room: Room) => canDraft(actor, room.meeting),
  async run(context, room: Room, input) {
    const words = await wordsOf(context, room, input)
    const id = await saveLine(context.tx, { ...words, meeting: room.meeting.ref, session: room.session.id, now: context.now, ...drafter(context) })
    await tellRoom(context, room)
    return { line: id, class: words.class }
  },
  audit: (room, result, input) => about(room, { drafted: result.line, class: result.class, text: input.text }),
  specimens: () => ({ 'a session': specimen(), 'a retreat': specimen('RETREAT') }),
})

export const reviseLine = defineCommand({
  name: 'agreed.revise',
  input: LineEdit,
  load: loadLine,
  allow: (actor: Actor, { room }: OnLine) => canDraft(actor, room.meeting),
  async run(context, { room, line }: OnLine, { line: _, version, ...input }) {
    requireDraft(line, version)
    await changeLine(context.tx, line.id, { ...(await wordsOf(context, room, input)), now: context.now, ...drafter(context) })
    await tellRoom(context, room)
  },
  audit: ({ room, line }, _result, input) => about(room, { revised: line.id, before: line.text, text: input.text }),
  specimens: () => ({ 'a draft': { room: specimen(), line: lineOf('someone') } }),
})

export const withdrawDraft = defineCommand({
  name: 'agreed.withdraw',
  input: OfLine,
  load: loadLine,
  allow: (actor: Actor, { room }: OnLine) => canDraft(actor, room.meeting),
  async run(context, { room, line }: OnLine, input) {
    requireDraft(line, input.version)
    await withdrawLine(context.tx, line.id)
    await tellRoom(context, room)
  },
  audit: ({ room, line }) => about(room, { withdrawn: line.id }),
  specimens: () => ({ 'a draft': { room: specimen(), line: lineOf('someone') } }),
})

/** Each member with its seat and what its word is worth, at this instant. */
export async function membersNow({ tx, now }: Pick<CommandContext, 'tx' | 'now'>, room: Room): Promise<Standing[]> {
  const members = (await listParticipations(tx, room.meeting.ref)).filter((one) => one.category === 'member' && one.until === null).map((one) => one.party)
  const presence = (await listPresence(tx, [room.session.id])).filter((one) => one.until === null)
  const worth = await standings(tx, room.meeting.ref, members, now)
  return members.map((party) => ({
    party, seat: presence.find((one) => one.party === party)?.seat ?? null, provisional: worth.get(party)?.provisional ?? false, adReferendumOnly: worth.get(party)?.adReferendumOnly ?? false,
  }))
}

/**
 * The gavel. Consensus is never computed over an objection (practice §2.5); without every member present and able to bind itself the decision is
 * ad referendum, and a silence draft to those who were not is prepared (R-1.10.1, US-13 AC5).
 */
export const gavel = defineCommand({
  name: 'agreed.gavel',
  input: OfLine,
  load: loadLine,
  allow: (actor: Actor, { room, line }: OnLine) => canGavel(actor, room.meeting, line),
  async run(context, { room, line }: OnLine, input) {
    const { tx, now } = context
    requireOpen(room)
    requireDraft(line, input.version)
    const against = (await listObjections(tx, room.meeting.ref)).filter((objection) => objection.line === line.id)
    if (against.length > 0) throw new AppError('conflict', 'room.objection-stands', { params: { who: against.map((objection) => objection.party).join(', ') } })
    const binding = bindingOf(await membersNow(context, room))
    await lockNumbers(tx, room.meeting.ref)
    const number = await decideLine(tx, line.id, { state: 'gavelled', now, by: by(context), ...binding })
    const addressees = [...binding.absent, ...binding.provisional]
    if (binding.adReferendum) {
      const seat = (await findMechanism(tx))?.seat ?? null
      // Not worked where the host is or where the Secretariat sits.
      const holidays = new Set((await listHolidays(tx)).filter((holiday) => holiday.where === room.meeting.host || holiday.where === seat).map((holiday) => holiday.day))
      await saveSilenceDraft(tx, { line: line.id, meeting: room.meeting.ref, addressees, ...silenceOf(line, now, room.meeting.zone, holidays), now })
    }
    await tellRoom(context, room)
    await signal(tx, agreedTopic(room.meeting.ref))
    return { number, adReferendum: binding.adReferendum, addressees: binding.adReferendum ? addressees : [] }
  },
  audit: ({ room, line }, result) => about(room, { gavelled: line.id, text: line.text, ...result }),
  specimens: (actor) => ({ "another person's draft": { room: specimen(), line: lineOf('someone') }, "one's own draft": { room: specimen(), line: lineOf(actor.person?.id ?? 'someone') } }),
})

/** The meeting did not agree: two views may stand in the report, and no step follows. */
export const declareNotAgreed = defineCommand({
  name: 'agreed.not-agreed',
  input: NotAgreed,
  load: loadLine,
  allow: (actor: Actor, { room, line }: OnLine) => canGavel(actor, room.meeting, line),
  async run(context, { room, line }: OnLine, input) {
    requireOpen(room)
    requireDraft(line, input.version)
    const binding = bindingOf(await membersNow(context, room))
    await decideLine(context.tx, line.id, { state: 'not-agreed', now: context.now, by: by(context), ...binding, adReferendum: false, views: input.views })
    await tellRoom(context, room)
    await signal(context.tx, agreedTopic(room.meeting.ref))
  },
  audit: ({ room, line }, _result, input) => about(room, { notAgreed: line.id, views: input.views }),
  specimens: (actor) => ({ "another person's draft": { room: specimen(), line: lineOf('someone') }, "one's own draft": { room: specimen(), line: lineOf(actor.person?.id ?? 'someone') } }),
})

interface Objected extends OnLine {
  category: Category | null
}

async function loadObjection(context: CommandContext, input: { session: string; line: string }): Promise<Objected> {
  const { tx, actor, now } = context
  const found = await loadLine(context, input)
  return { ...found, category: await categoryIn(tx, { actor, now }, found.room.meeting.ref) }
}

const asParty = () => ({ 'as a member': { room: specimen(), line: lineOf('someone'), category: 'member' as const }, 'as a partner or observer': { room: specimen('OPEN'), line: lineOf('someone'), category: 'observer' as const } })

/** §8.2 row 25. While it stands the gavel cannot fall. */
export const object = defineCommand({
  name: 'agreed.object',
  input: Objecting,
  load: loadObjection,
  allow: (actor: Actor, subject: Objected) => canObject(actor, subject.category),
  async run(context, { room, line }: Objected, input) {
    if (line.state !== 'draft') throw new AppError('conflict', line.state === 'gavelled' ? 'room.line-gavelled' : 'room.line-settled')
    await saveObjection(context.tx, { line: line.id, party: partyOf(context.actor) ?? '', reason: input.reason, now: context.now, by: by(context) })
    await tellRoom(context, room)
  },
  audit: ({ room, line }, _result, input) => about(room, { objected: line.id, reason: input.reason }),
  specimens: asParty,
})

export const liftObjection = defineCommand({
  name: 'agreed.lift-objection',
  input: Objecting.omit({ reason: true }),
  load: loadObjection,
  allow: (actor: Actor, subject: Objected) => canObject(actor, subject.category),
  async run(context, { room, line }: Objected) {
    if ((await withdrawObjection(context.tx, { line: line.id, party: partyOf(context.actor) ?? '', now: context.now })) === 0) throw missing()
    await tellRoom(context, room)
  },
  audit: ({ room, line }) => about(room, { objectionLifted: line.id }),
  specimens: asParty,
})
