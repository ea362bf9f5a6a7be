import { randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid, missing } from '../../../kernel/errors.ts'
import { listBodies, listParties } from '../../mechanism/index.ts'
import { findSeries, markMilestone, meetingHref, type Series } from '../../meetings/index.ts'
import { factsOf, issuedFacts } from '../facts.ts'
import { contactsOf, listContacts, mailLetter } from '../mails.ts'
import { listAgendasBegun, listUninvited } from '../queries/facts.ts'
import { addLetter, type Convocation, findConvocation, findLetter, findMain, type Letter, listTemplates, lockLetters, nextNumber, prefixTaken, saveConvocation, saveLetter, saveTemplate, setIssued, setProposed, setReturned, setWithdrawn } from '../queries.ts'
import { canIssue, canPrepare, lacksOf } from '../rules.ts'
import { type Contacts, contactFields, EditLetterInput, LettersInput, NoteInput, PrepareInput, SeriesInput, TemplateInput } from '../schema.ts'
import { defaultPost } from '../wording.ts'

export const seriesOf = async ({ tx, actor, now }: CommandContext, id: string): Promise<Series> => {
  const found = await findSeries(tx, { actor, now }, id)
  if (!found) throw missing()
  return found
}

/** Locks what all letters of the series share, so that numbers follow each other and nothing changes under a letter that is being issued. */
export async function lockConvocation(context: CommandContext, series: string): Promise<Convocation> {
  await seriesOf(context, series)
  const found = await findConvocation(context.tx, series, { lock: true })
  if (!found) throw new AppError('conflict', 'convocation.not-prepared')
  return found
}

export async function letterToJudge({ tx, actor, now }: CommandContext, id: string): Promise<Letter> {
  const found = await findLetter(tx, { actor, now }, id, { lock: true })
  if (!found) throw missing()
  return found
}

const specimen = () => ({ 'a series': {} as Convocation })

/** What the letters of a series say alike: reply by when, who pays, whom to ask. */
export const prepareConvocation = defineCommand({
  name: 'convocation.prepare',
  input: PrepareInput,
  load: (context, input) => seriesOf(context, input.series),
  allow: (actor: Actor, _series: Series) => canPrepare(actor),
  async run({ tx }, series: Series, { contacts, ...input }) {
    const faults: Fault[] = []
    for (const field of ['replyBy', 'nominateBy'] as const) {
      const day = input[field]
      if (day !== null && day >= series.startsOn) faults.push({ path: `/${field}`, code: 'convocation.before-opening' })
    }
    if (await prefixTaken(tx, input.prefix, input.series)) faults.push({ path: '/prefix', code: 'convocation.prefix-taken' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const kept: Contacts = {}
    for (const field of contactFields) {
      const { post, email, phone } = contacts[field]
      if (post !== null) kept[field] = { post, email, phone }
      else if (email !== '' || phone !== '') throw invalid(`/contacts/${field}/post/en`, 'convocation.post-needed')
    }
    await saveConvocation(tx, { ...input, contacts: kept })
  },
  audit: (series, _result, { contacts, ...change }) => ({ type: 'convocation', id: series.id, change: { ...change, contacts: Object.keys(contacts) } }),
  specimens: () => ({ 'a series': { id: 'x' } as Series }),
})

/** A letter for each party that takes part and has none, to the post that the category calls for. */
export const draftLetters = defineCommand({
  name: 'letter.draft',
  input: SeriesInput,
  load: (context, input) => lockConvocation(context, input.series),
  allow: (actor: Actor, _convocation: Convocation) => canPrepare(actor),
  async run({ tx, now, actor }, convocation, input): Promise<string[]> {
    const series = await findSeries(tx, { actor, now }, input.series)
    const main = await findMain(tx, input.series)
    const [candidates, parties, bodies] = await Promise.all([listUninvited(tx, input.series, now), listParties(tx), listBodies(tx)])
    const short = bodies.find((body) => body.code === main?.body)?.short ?? { en: convocation.body, th: convocation.body }
    const drafted: string[] = []
    for (const { party, person, category } of candidates) {
      const name = parties.find((known) => known.code === party)?.name ?? null
      const id = randomUUID()
      if (await addLetter(tx, { id, series: input.series, party, person, category, post: defaultPost(category, name, short), origin: series?.origin ?? 'desk' })) drafted.push(party ?? person ?? '')
    }
    return drafted
  },
  audit: (convocation, drafted) => ({ type: 'convocation', id: convocation.series, change: { drafted } }),
  specimens: specimen,
})

const asDraft = (): Letter => ({ id: 'x', series: 'x', party: 'OWN', person: null, category: 'member', post: null, note: null, state: 'draft', number: null, reference: null, proposedBy: null, returnedNote: null, issuedAt: null, issuedBy: null, withdrawnAt: null, withdrawnWhy: null, says: null, origin: 'desk', version: 1, events: [] })
export const letterSpecimen = asDraft

export const editLetter = defineCommand({
  name: 'letter.edit',
  input: EditLetterInput,
  load: (context, input) => letterToJudge(context, input.letter),
  allow: (actor: Actor, _letter: Letter) => canPrepare(actor),
  async run({ tx }, letter: Letter, input) {
    if (letter.state !== 'draft') throw new AppError('conflict', 'convocation.not-draft')
    await saveLetter(tx, letter.id, input.version, { post: input.post, note: input.note })
  },
  audit: (letter, _result, input) => ({ type: 'invitation_letter', id: letter.id, change: { post: [letter.post, input.post], note: [letter.note, input.note] } }),
  specimens: () => ({ 'a draft': asDraft() }),
})

export const editTemplate = defineCommand({
  name: 'letter.edit-template',
  input: TemplateInput,
  load: (context, input) => lockConvocation(context, input.series),
  allow: (actor: Actor, _convocation: Convocation) => canPrepare(actor),
  async run({ tx }, convocation, { opening, closing, ...input }) {
    const faults: Fault[] = []
    for (const [name, text] of [['opening', opening], ['closing', closing]] as const) {
      for (const lang of ['en', 'th'] as const) if (!text?.[lang]) faults.push({ path: `/${name}/${lang}`, code: 'input.too_small' })
    }
    if (opening === null || closing === null || faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const known = (await listTemplates(tx, convocation.series)).find((each) => each.category === input.category)
    if ((known?.version ?? 0) !== input.version) throw new AppError('conflict', 'version.stale')
    await saveTemplate(tx, convocation.series, { category: input.category, opening, closing, version: input.version })
  },
  audit: (convocation, _result, input) => ({ type: 'convocation', id: convocation.series, change: { category: input.category, opening: input.opening, closing: input.closing } }),
  specimens: specimen,
})

interface Several {
  body: string
  convocation: Convocation
  letters: Letter[]
}

async function several(context: CommandContext, input: { series: string; letters: string[] }): Promise<Several> {
  const convocation = await lockConvocation(context, input.series)
  const locked = await lockLetters(context.tx, context, input.series, input.letters)
  // Locked in one order by all, so that two who issue at once do not wait for each other; numbered in the order asked.
  const letters = locked.toSorted((a, b) => input.letters.indexOf(a.id) - input.letters.indexOf(b.id))
  if (letters.length !== new Set(input.letters).size) throw missing()
  return { body: convocation.body, convocation, letters }
}

const severalSpecimen = (actor: Actor): Record<string, Several> => ({ 'a meeting of the own body': { body: actor.capacity?.body ?? 'OWN', convocation: {} as Convocation, letters: [] }, "another body's meeting": { body: 'ANOTHER', convocation: {} as Convocation, letters: [] } })

/** US-10 AC3: nothing goes further while an element is missing; every fault names the letter, the element and the language. */
async function wholeFacts({ tx, now }: CommandContext, { convocation, letters }: Several) {
  const faults: Fault[] = []
  const whole = []
  const begun = await listAgendasBegun(tx, convocation.series)
  for (const letter of letters) {
    const facts = await factsOf(tx, convocation, letter, now)
    for (const { element, lang, why } of lacksOf(facts, begun)) {
      faults.push({ path: `/letters/${letter.id}/${element}`, code: why ? `convocation.lacks-${why}` : 'convocation.lacks', params: { element, lang: lang ?? '', to: facts.addressee?.en ?? letter.party ?? '' } })
    }
    if (convocation.replyBy !== null && now.slice(0, 10) > convocation.replyBy) faults.push({ path: `/letters/${letter.id}/reply-by`, code: 'convocation.reply-by-past' })
    whole.push({ letter, facts })
  }
  if (faults.length > 0) throw new AppError('invalid', 'convocation.incomplete', { faults })
  return whole
}

function requireState(letters: readonly Letter[], state: Letter['state'], code: string): void {
  if (letters.some((letter) => letter.state !== state)) throw new AppError('conflict', code)
}

export const proposeLetters = defineCommand({
  name: 'letter.propose',
  input: LettersInput,
  load: several,
  allow: (actor: Actor, _subject: Several) => canPrepare(actor),
  async run(context, subject: Several) {
    requireState(subject.letters, 'draft', 'convocation.not-draft')
    await wholeFacts(context, subject)
    for (const { id } of subject.letters) await setProposed(context.tx, id, context.actor.person?.name ?? '', context.now)
  },
  audit: ({ convocation, letters }) => ({ type: 'convocation', id: convocation.series, change: { proposed: letters.map((letter) => letter.id) } }),
  specimens: severalSpecimen,
})

export const returnLetter = defineCommand({
  name: 'letter.return',
  input: NoteInput,
  async load(context, input) {
    const letter = await letterToJudge(context, input.letter)
    return { letter, body: (await findMain(context.tx, letter.series))?.body ?? '' }
  },
  allow: (actor: Actor, subject: { letter: Letter; body: string }) => canIssue(actor, subject),
  async run({ tx }, { letter }, input) {
    requireState([letter], 'proposed', 'convocation.not-proposed')
    await setReturned(tx, letter.id, input.note)
  },
  audit: ({ letter }, _result, input) => ({ type: 'invitation_letter', id: letter.id, change: { returned: input.note } }),
  specimens: (actor) => ({ 'a meeting of the own body': { body: actor.capacity?.body ?? 'OWN', letter: asDraft() }, "another body's meeting": { body: 'ANOTHER', letter: asDraft() } }),
})

/** Practice §8.2 row 2: the Chair issues what the Secretariat proposed. Number, words and mails are one act. */
export const issueLetters = (site: { publicUrl: string }) =>
  defineCommand({
    name: 'letter.issue',
    input: LettersInput,
    load: several,
    allow: (actor: Actor, subject: Several) => canIssue(actor, subject),
    async run(context, subject: Several): Promise<{ id: string; reference: string }[]> {
      const { tx, now, actor } = context
      requireState(subject.letters, 'proposed', 'convocation.not-proposed')
      const contacts = await listContacts(tx, now)
      const issued: { id: string; reference: string }[] = []
      for (const { letter, facts } of await wholeFacts(context, subject)) {
        const number = await nextNumber(tx, letter.series)
        const reference = `${subject.convocation.prefix}/${number}`
        const says = issuedFacts(facts, reference, now)
        await setIssued(tx, letter.id, { number, reference, says, by: actor.person?.name ?? '', now })
        await mailLetter(tx, 'letter', { id: letter.id, says, href: `${site.publicUrl}${letterHref(says, letter.id)}` }, contactsOf(contacts, letter), now)
        issued.push({ id: letter.id, reference })
      }
      await markMilestone(tx, { meeting: subject.convocation.main, milestone: 'convocation', at: now, byName: actor.person?.name ?? '', byRole: roleOf(actor) })
      return issued
    },
    audit: ({ convocation }, issued) => ({ type: 'convocation', id: convocation.series, change: { issued } }),
    specimens: severalSpecimen,
  })

/** A letter is read under a meeting that its addressee takes part in. */
export const letterHref = (says: { meetings: readonly { ref: string }[] }, id: string): string => `${meetingHref(says.meetings[0]?.ref ?? '')}/letters/${id}`

export const withdrawLetter = defineCommand({
  name: 'letter.withdraw',
  input: NoteInput,
  async load(context, input) {
    const letter = await letterToJudge(context, input.letter)
    return { letter, body: (await findMain(context.tx, letter.series))?.body ?? '' }
  },
  allow: (actor: Actor, subject: { letter: Letter; body: string }) => canIssue(actor, subject),
  async run({ tx, now }, { letter }, input) {
    requireState([letter], 'issued', 'convocation.not-issued')
    await setWithdrawn(tx, letter.id, input.note, now)
  },
  audit: ({ letter }, _result, input) => ({ type: 'invitation_letter', id: letter.id, change: { withdrawn: input.note, reference: letter.reference } }),
  specimens: (actor) => ({ 'a meeting of the own body': { body: actor.capacity?.body ?? 'OWN', letter: asDraft() }, "another body's meeting": { body: 'ANOTHER', letter: asDraft() } }),
})
