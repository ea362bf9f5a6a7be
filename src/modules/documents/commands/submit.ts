import { randomUUID } from 'node:crypto'
import { type Actor, acts, roleOf } from '../../../kernel/actor.ts'
import { todayIn } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { answerOf, categoryIn, findRunning, listParticipations, listRights, partyOf, type RunningMeeting } from '../../meetings/index.ts'
import { listAreas } from '../../mechanism/index.ts'
import { admittedToItem, consultationOf, itemPlace, type Place } from '../queries/acts.ts'
import { addPaper, indexPaper, nextModifierNumber, stemOf } from '../queries/filing.ts'
import { findDocument, type Paper } from '../queries/papers.ts'
import { deadlinesOf, listSeriesRules } from '../queries/series.ts'
import { backingOf, canSubmit, isLate, modifierFaults, type SeriesRule, type SubmitFacts } from '../rules/papers.ts'
import { SubmitInput } from '../schema/acts.ts'
import { submitting } from '../specimens.ts'

export interface Submission extends SubmitFacts {
  meeting: RunningMeeting
  rule: SeriesRule | undefined
  adopted: boolean
  stemPaper: Paper | null
  /** The item it is for; undefined where the one named is not there. */
  place: Place | null | undefined
  consultation: { consultation: boolean; partner: string | null }
}

/** As the Secretariat sees it: whether a text still stands does not depend on who asks. */
export const house = (now: string) => ({ actor: { person: { id: 'house', name: '' }, capacity: { id: 'house', role: 'SD' as const, body: null, party: null, area: null, from: now, until: null } }, now })

/** What is true of the actor and of what is handed in, read once for the verdict and the checks. */
export async function readSubmission({ tx, actor, now }: Pick<CommandContext, 'tx' | 'actor' | 'now'>, input: Pick<SubmitInput, 'meeting' | 'series' | 'item' | 'modifies' | 'modifier' | 'areas'>): Promise<Submission> {
  const reader = { actor, now }
  const meeting = await findRunning(tx, reader, input.meeting)
  if (!meeting) throw missing()
  const today = todayIn(meeting.run.zone, now)
  const [category, rights, rules, consultation] = [await categoryIn(tx, reader, meeting.ref), await listRights(tx, today), await listSeriesRules(tx, today), await consultationOf(tx, meeting.ref)]
  const seen = input.modifies === null ? null : await findDocument(tx, reader, input.modifies)
  // A text hidden from the actor is one that is not there; whether one he sees still stands is judged as the house knows it.
  const stemPaper = seen === null ? null : await findDocument(tx, house(now), seen.id)
  const series = stemPaper?.series ?? input.series
  const rule = rules.find((each) => each.series === series)
  const place = input.item === null ? null : ((await itemPlace(tx, meeting.ref, input.item)) ?? undefined)
  const party = partyOf(actor)
  const own = (party !== null && category !== null && category !== 'member' && (consultation.consultation || place?.partner === party)) || (category === 'resource-person' && input.item !== null && (await admittedToItem(tx, reader, input.item)))
  return {
    meeting, body: meeting.body, category, answer: category === null ? 'no' : answerOf(rights, 'submit-document', category), own, areas: input.areas, rule, adopted: rule?.adopted ?? false, stemPaper, place, consultation,
    stem: stemPaper === null || input.modifier === null ? null : { submittedBy: stemPaper.submittedBy, submittedRole: stemPaper.submittedRole, adopted: rule?.adopted ?? false, modifier: input.modifier },
  }
}

async function faultsOf({ tx, actor }: CommandContext, subject: Submission, input: SubmitInput): Promise<Fault[]> {
  const faults: Fault[] = []
  const { meeting, stemPaper } = subject
  if (meeting.run.state === 'CANCELLED' || meeting.run.state === 'ARCHIVED') faults.push({ path: '/meeting', code: 'papers.meeting-over' })
  if ((input.modifies === null) !== (input.modifier === null)) faults.push({ path: input.modifies === null ? '/modifies' : '/modifier', code: 'papers.modifier-whole' })
  if (input.modifies !== null && input.modifier !== null) {
    // A revision of a revised text is the next revision of the first one.
    const stem = stemPaper && (await stemOf(tx, stemPaper.id))
    const base = stem && input.modifier === 'Rev' && stem.modifier === 'Rev' && stem.modifies !== null ? stem.modifies : stem?.id
    faults.push(...modifierFaults(input.modifier, stemPaper?.symbol ? { ...stemPaper, symbol: stemPaper.symbol } : null, { meeting: meeting.ref, typed: input.modifies, adopted: subject.adopted, number: input.modifierNumber, next: base ? await nextModifierNumber(tx, base, input.modifier) : 1 }))
    if (stemPaper && stemPaper.series !== input.series && faults.length === 0) faults.push({ path: '/series', code: 'papers.series-of-stem', params: { series: stemPaper.series } })
  }
  if (subject.place === undefined) faults.push({ path: '/item', code: 'papers.no-item' })
  // A retreat keeps no paper (practice §1.10 point 7).
  if (subject.place?.access === 'RETREAT') faults.push({ path: '/item', code: 'papers.retreat' })
  // what is to be decided says what the Meeting is invited to do.
  if (input.purpose === 'decision' && input.actionRequested === null && (input.modifier === null || input.modifier === 'Rev')) faults.push({ path: '/actionRequested', code: 'papers.action-needed' })
  faults.push(...(await markFaults(tx, meeting.ref, subject.consultation.consultation, input)))
  const takingPart = input.party === null ? null : await listParticipations(tx, meeting.ref)
  if (input.party !== null && !acts(actor, 'SD')) faults.push({ path: '/party', code: 'papers.desk-for-others' })
  else if (input.party !== null && !takingPart?.some((each) => each.party === input.party)) faults.push({ path: '/party', code: 'papers.party-elsewhere' })
  const areas = new Set((await listAreas(tx)).map((area) => area.slug))
  if (input.areas.some((area) => !areas.has(area))) faults.push({ path: '/areas', code: 'papers.no-area' })
  return faults
}

/** Distribution, partner and joint ownership must fit each other and the meeting. */
export async function markFaults(tx: CommandContext['tx'], meeting: string, consultation: boolean, marks: { distribution: string; partner: string | null; joint: boolean }, options: { release?: boolean } = {}): Promise<Fault[]> {
  const faults: Fault[] = []
  if (marks.distribution === 'PUBLIC' && !options.release) faults.push({ path: '/distribution', code: 'papers.public-is-released' })
  if (marks.distribution === 'PARTNER' && marks.partner === null) faults.push({ path: '/partner', code: 'papers.partner-needed' })
  if (marks.joint && marks.partner === null && !consultation) faults.push({ path: '/partner', code: 'papers.joint-with-whom' })
  if (marks.partner !== null && !(await listParticipations(tx, meeting)).some((each) => each.party === marks.partner && each.category !== 'member')) faults.push({ path: '/partner', code: 'papers.partner-elsewhere' })
  return faults
}

/** handed in by whoever may, in the place it is for; it has no number yet. */
export const submitDocument = defineCommand({
  name: 'document.submit',
  input: SubmitInput,
  load: (context, input) => readSubmission(context, input),
  allow: (actor: Actor, subject: Submission) => canSubmit(actor, subject),
  async run(context, subject: Submission, input): Promise<{ id: string; late: boolean; backing: 'party' | 'chair' | null }> {
    const faults = await faultsOf(context, subject, input)
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const { tx, actor, now } = context
    const { meeting, stemPaper } = subject
    const id = randomUUID()
    const stem = stemPaper && (await stemOf(tx, stemPaper.id))
    const modifies = stem && input.modifier === 'Rev' && stem.modifier === 'Rev' && stem.modifies !== null ? stem.modifies : (stem?.id ?? null)
    // What revises, corrects or adds comes after the deadline by its nature; only a first text is late.
    const late = modifies === null && isLate((await deadlinesOf(tx, meeting, now)).get(input.series), meeting.run.zone, now)
    const backing = backingOf(actor, subject.answer)
    await addPaper(tx, {
      id, meeting: meeting.ref, body: meeting.body, session: meeting.session, series: input.series, modifies, chain: stem?.chain ?? id, modifier: input.modifier,
      modifierNumber: modifies === null || input.modifier === null ? null : await nextModifierNumber(tx, modifies, input.modifier), item: input.item ?? stemPaper?.item?.id ?? null, title: input.title, purpose: input.purpose, summary: input.summary, actionRequested: input.actionRequested,
      submittedBy: input.party ?? partyOf(actor), submittedRole: roleOf(actor), submittedAt: now, submittedPerson: actor.person?.id ?? null, submittedName: actor.person?.name ?? null, backing, late, distribution: input.distribution, partner: input.partner, joint: input.joint,
      classification: input.classification || 'none', handling: input.handling || null, areas: input.areas, asOfStamp: input.asOfStamp || null, authenticLang: input.authenticLang,
      languagesConcerned: input.modifier === 'Corr' ? input.languagesConcerned : null, origin: meeting.origin === 'demonstration' ? 'demonstration' : 'desk',
    })
    await indexPaper(tx, id)
    return { id, late, backing }
  },
  audit: ({ meeting }, result, input) => ({ type: 'document', id: result.id, change: { ...input, meeting: meeting.ref, late: result.late, backing: result.backing } }),
  specimens: submitting,
})

