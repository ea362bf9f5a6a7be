import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { wordFile } from '../../../kernel/docx.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import type { FileStore } from '../../../kernel/files.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { todayIn } from '../../../kernel/calendar.ts'
import { fileDocument } from '../../documents/index.ts'
import { lockRunning, meetingDays, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { listPaper, listText, shownName } from '../list-paper.ts'
import { addCorrection, addIssued, findCorrection, listIssued, lockList, saveAttendance, seesParticipants, settleCorrection as settle } from '../queries/list.ts'
import { findGathering, type Gathering, listCategories, listRegistrants } from '../queries.ts'
import { attended, canAskCorrection, canConfirmPresent, canIssueList, listOf } from '../rules/list.ts'
import { delegationOrder, speakerOf } from '../wording.ts'
import { loadPerson, signed, specimenGathering, specimens, type Subject } from './subject.ts'

interface Listed {
  meeting: RunningMeeting
  gathering: Gathering
  sees: boolean
}

/** A meeting's list is there for whoever takes part; whether he sees it, the table of rights says. */
async function loadList({ tx, actor, now }: CommandContext, input: { meeting: string }): Promise<Listed> {
  const meeting = await lockRunning(tx, { actor, now }, input.meeting)
  const gathering = meeting && (await findGathering(tx, { actor, now }, meeting.run.series))
  if (!meeting || !gathering) throw missing()
  return { meeting, gathering, sees: await seesParticipants(tx, { actor, now }, meeting.ref) }
}

const listSpecimens = (): Record<string, Listed> => ({ 'own meeting': { meeting: { ref: 'OWN/1' } as RunningMeeting, gathering: specimenGathering, sees: true } })

/** US-15: provisional INF.n, then Rev.1, Rev.2 …; the last, final one names only who attended. PDF in both languages, Word for the office. */
export const issueList = (files: FileStore) => defineCommand({
  name: 'participants.issue',
  input: z.strictObject({ meeting: z.string().max(80), kind: z.enum(['provisional', 'final']) }),
  load: loadList,
  allow: (actor) => canIssueList(actor),
  async run(context, { meeting, gathering }, input) {
    const { tx, actor, now } = context
    await lockList(tx, meeting.ref)
    const before = (await listIssued(tx, meeting.ref)).at(-1)
    if (before?.kind === 'final') throw new AppError('conflict', 'participants.before-final')
    const final = input.kind === 'final'
    const [all, places, parties, bodies] = [await listRegistrants(tx, gathering, now), await listCategories(tx, gathering.id), await listParties(tx as never), await listBodies(tx as never)]
    const categories = new Map(places.filter((place) => place.meeting === meeting.ref).map((place) => [place.party, place.category]))
    const groups = listOf(final ? all.filter((person) => attended(person, meeting.ref)) : all, meeting.ref, categories, delegationOrder(parties))
    if (groups.length === 0) throw new AppError('conflict', final ? 'participants.nobody-present' : 'participants.nobody-registered')
    const day = todayIn(gathering.zone, now)
    const made = []
    for (const lang of ['en', 'th'] as const) {
      const speaker = speakerOf(lang, parties, bodies)
      const paper = finished(listPaper(groups, { speaker, meeting: { name: speaker.meeting(meeting), days: meetingDays(meeting, lang) }, day, final }))
      made.push({ lang, name: `participants-${lang}.pdf`, type: 'application/pdf', bytes: typeset(paper), authentic: lang === 'en', text: listText(groups, lang) })
    }
    const title = (lang: 'en' | 'th') => speakerOf(lang, parties, bodies).m[final ? 'participants.paper-final' : 'participants.paper-provisional']
    const { id, symbol } = await fileDocument({ tx, actor, now, files }, {
      meeting: meeting.ref, series: 'INF', title: { en: title('en'), th: title('th') }, purpose: 'information', distribution: 'GENERAL', origin: gathering.origin, files: made,
      ...(before?.symbol ? { modifies: before.symbol, modifier: 'Rev' as const } : {}),
    })
    const people = groups.flatMap((group) => group.delegations.flatMap((delegation) => delegation.people.map((person) => ({ id: person.id, group: group.group, party: person.party, name: shownName(person), post: person.post }))))
    await addIssued(tx, { meeting: meeting.ref, number: (before?.number ?? 0) + 1, kind: input.kind, symbol, document: id, people, now, by: actor.person?.name ?? '' })
    return { symbol, people: people.length }
  },
  audit: ({ meeting }, result, input) => ({ type: 'meeting', id: meeting.ref, change: { list: input.kind, symbol: result.symbol, people: result.people } }),
  specimens: listSpecimens,
})

export const askCorrection = defineCommand({
  name: 'participants.correct',
  input: z.strictObject({ meeting: z.string().max(80), text: z.string().trim().min(1, 'registration.needed').max(2000, 'registration.too-long') }),
  load: loadList,
  allow: (_actor, { sees }) => canAskCorrection(sees),
  async run(context, { meeting }, input) {
    const id = randomUUID()
    await addCorrection(context.tx, { id, meeting: meeting.ref, party: partyOf(context.actor), text: input.text, account: context.actor.person?.id ?? '', ...signed(context) })
    return id
  },
  audit: ({ meeting }, id, input) => ({ type: 'meeting', id: meeting.ref, change: { correction: id, text: input.text } }),
  specimens: listSpecimens,
})

export const settleCorrection = defineCommand({
  name: 'participants.settle',
  input: z.strictObject({ meeting: z.string().max(80), correction: z.string().max(80), version: z.coerce.number().int(), answer: z.string().trim().min(1, 'registration.needed').max(1000, 'registration.too-long') }),
  async load(context, input) {
    const found = await loadList(context, input)
    if (!(await findCorrection(context.tx, input.correction, input.meeting))) throw missing()
    return found
  },
  allow: (actor) => canIssueList(actor),
  async run(context, { meeting }, input) {
    if (!(await settle(context.tx, { id: input.correction, meeting: meeting.ref, version: input.version, answer: input.answer, ...signed(context) }))) throw new AppError('conflict', 'version.stale')
  },
  audit: ({ meeting }, _result, input) => ({ type: 'meeting', id: meeting.ref, change: { correction: input.correction, answer: input.answer } }),
  specimens: listSpecimens,
})

/** Seen in the room, where no badge was scanned. */
export const confirmPresent = defineCommand({
  name: 'participants.confirm',
  input: z.strictObject({ participant: z.string().max(80), meeting: z.string().max(80) }),
  load: loadPerson,
  allow: (actor, { gathering }: Subject) => canConfirmPresent(actor, gathering),
  async run(context, { person }, input) {
    if (!person.roles.some((role) => role.meeting === input.meeting)) throw missing()
    await saveAttendance(context.tx, { participant: person.id, meeting: input.meeting, ...signed(context) })
  },
  audit: ({ person }, _result, input) => ({ type: 'participant', id: person.id, change: { present: input.meeting } }),
  specimens,
})

/** The Word file of the list as it would be today; the issued ones are PDF, so that nobody edits what has a symbol. */
export const listAsWord = (paper: Parameters<typeof wordFile>[0]): Promise<Uint8Array> => wordFile(paper, null)
