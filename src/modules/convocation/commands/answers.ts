import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { contactsOf, listContacts, mailLetter } from '../mails.ts'
import { addEvent, type Convocation, type Letter, lockLetters } from '../queries.ts'
import { answered, canAnswer, canPrepare, standingOf } from '../rules.ts'
import { AnswerInput, LetterInput, LettersInput, RecordInput } from '../schema.ts'
import { letterHref, letterSpecimen, letterToJudge, lockConvocation } from './letters.ts'

function requireIssued(letter: Letter): asserts letter is Letter & { says: NonNullable<Letter['says']> } {
  if (letter.state !== 'issued' || letter.says === null) throw new AppError('conflict', 'convocation.not-issued')
}

const by = ({ actor }: Pick<CommandContext, 'actor'>) => ({ byName: actor.person?.name ?? '', byRole: roleOf(actor) })
const specimens = (actor: Actor) => ({ 'to the own party': { ...letterSpecimen(), party: actor.capacity?.party ?? 'OWN' }, 'to another party': { ...letterSpecimen(), party: 'ANOTHER' } })

/** The addressee opened it: that it arrived is known without asking. Told once. */
export const receiveLetter = defineCommand({
  name: 'letter.receive',
  input: LetterInput,
  load: (context, input) => letterToJudge(context, input.letter),
  allow: (actor: Actor, letter: Letter) => canAnswer(actor, letter),
  async run(context, letter: Letter) {
    if (letter.state !== 'issued' || letter.events.some((event) => event.kind !== 'reminded')) return false
    await addEvent(context.tx, letter.id, { kind: 'delivered', at: context.now, ...by(context), source: null, note: null })
    return true
  },
  audit: (letter, first) => ({ type: 'invitation_letter', id: letter.id, change: { opened: first } }),
  specimens,
})

/** the addressee acknowledges, accepts or regrets; it may change its mind until the meeting, and every answer stays. */
export const answerLetter = defineCommand({
  name: 'letter.answer',
  input: AnswerInput,
  load: (context, input) => letterToJudge(context, input.letter),
  allow: (actor: Actor, letter: Letter) => canAnswer(actor, letter),
  async run(context, letter: Letter, input) {
    requireIssued(letter)
    const standing = standingOf(letter.events)
    if (standing === input.kind || (input.kind === 'acknowledged' && answered(standing))) throw new AppError('conflict', 'convocation.answered-so')
    await addEvent(context.tx, letter.id, { kind: input.kind, at: context.now, ...by(context), source: null, note: input.note === '' ? null : input.note })
  },
  audit: (letter, _result, input) => ({ type: 'invitation_letter', id: letter.id, change: { answer: [standingOf(letter.events), input.kind], note: input.note } }),
  specimens,
})

/** An answer that came by note, mail or telephone, with where it stands. */
export const recordAnswer = defineCommand({
  name: 'letter.record-answer',
  input: RecordInput,
  load: (context, input) => letterToJudge(context, input.letter),
  allow: (actor: Actor, _letter: Letter) => canPrepare(actor),
  async run(context, letter: Letter, input) {
    requireIssued(letter)
    const standing = standingOf(letter.events)
    if (standing === input.kind) throw new AppError('conflict', 'convocation.answered-so')
    await addEvent(context.tx, letter.id, { kind: input.kind, at: context.now, ...by(context), source: input.source, note: input.note === '' ? null : input.note })
  },
  audit: (letter, _result, input) => ({ type: 'invitation_letter', id: letter.id, change: { recorded: [standingOf(letter.events), input.kind], source: input.source } }),
  specimens,
})

interface Silent {
  convocation: Convocation
  letters: Letter[]
}

/** One reminder a person and letter, ever: a second press of the button sends nothing. */
export const remindOf = (site: { publicUrl: string }) =>
  defineCommand({
    name: 'letter.remind',
    input: LettersInput,
    async load(context, input): Promise<Silent> {
      const convocation = await lockConvocation(context, input.series)
      return { convocation, letters: await lockLetters(context.tx, context, input.series, input.letters) }
    },
    allow: (actor: Actor, _subject: Silent) => canPrepare(actor),
    async run(context, { letters }: Silent): Promise<string[]> {
      const { tx, now } = context
      const contacts = await listContacts(tx, now)
      const reminded: string[] = []
      for (const letter of letters) {
        requireIssued(letter)
        if (answered(standingOf(letter.events)) || letter.events.some((event) => event.kind === 'reminded')) continue
        await mailLetter(tx, 'reminder', { id: letter.id, says: letter.says, href: `${site.publicUrl}${letterHref(letter.says, letter.id)}` }, contactsOf(contacts, letter), now)
        await addEvent(tx, letter.id, { kind: 'reminded', at: now, ...by(context), source: null, note: null })
        reminded.push(letter.id)
      }
      return reminded
    },
    audit: ({ convocation }, reminded) => ({ type: 'convocation', id: convocation.series, change: { reminded } }),
    specimens: () => ({ 'letters without an answer': { convocation: {} as Convocation, letters: [] } }),
  })
