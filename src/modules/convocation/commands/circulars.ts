import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { meetingHref } from '../../meetings/index.ts'
import { listContacts, mailCircular } from '../mails.ts'
import { addCircular, type Circular, type Convocation, findCircular, findConvocation, issueNextCircular, listLetters, saveCircular, setCircularState } from '../queries.ts'
import { canIssue, canPrepare, headingsLacking } from '../rules.ts'
import { CircularId, CircularInput, CircularNote, headings, isWhole, type Sections, SeriesInput } from '../schema.ts'
import { lockConvocation, seriesOf } from './letters.ts'

interface Making {
  circular: Circular
  convocation: Convocation
  body: string
}

async function making(context: CommandContext, input: { circular: string }): Promise<Making> {
  const circular = await findCircular(context.tx, context, input.circular, { lock: true })
  if (!circular) throw missing()
  await seriesOf(context, circular.series)
  const convocation = await findConvocation(context.tx, circular.series, { lock: true })
  if (!convocation) throw missing()
  return { circular, convocation, body: convocation.body }
}

const specimen = (actor: Actor): Record<string, Making> => ({ 'a meeting of the own body': { body: actor.capacity?.body ?? 'OWN', circular: {} as Circular, convocation: {} as Convocation }, "another body's meeting": { body: 'ANOTHER', circular: {} as Circular, convocation: {} as Convocation } })

export const draftCircular = defineCommand({
  name: 'circular.draft',
  input: SeriesInput,
  load: (context, input) => lockConvocation(context, input.series),
  allow: (actor: Actor, _convocation: Convocation) => canPrepare(actor),
  async run(context, convocation, input): Promise<string> {
    const { origin } = await seriesOf(context, input.series)
    const id = randomUUID()
    if (!(await addCircular(context.tx, { id, series: convocation.series, title: { en: 'Administrative arrangements', th: 'การจัดการด้านธุรการ' }, origin }))) throw new AppError('conflict', 'convocation.circular-in-making')
    return id
  },
  audit: (convocation, id) => ({ type: 'circular', id, change: { series: convocation.series } }),
  specimens: () => ({ 'a series': {} as Convocation }),
})

export const editCircular = defineCommand({
  name: 'circular.edit',
  input: CircularInput,
  load: making,
  allow: (actor: Actor, _subject: Making) => canPrepare(actor),
  async run({ tx }, { circular }: Making, input) {
    if (circular.state !== 'draft') throw new AppError('conflict', 'convocation.not-draft')
    if (input.title === null) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/title/en', code: 'input.too_small' }] })
    const sections: Sections = {}
    for (const heading of headings) {
      const given = input.sections[heading]
      if (given?.text) sections[heading] = given.none ? { none: given.text } : { text: given.text }
    }
    await saveCircular(tx, { id: circular.id, version: input.version, title: input.title, sections, changes: input.changes })
  },
  audit: ({ circular }, _result, input) => ({ type: 'circular', id: circular.id, change: { title: input.title, headings: Object.keys(input.sections), changes: input.changes } }),
  specimens: specimen,
})

/** §1.7 and: a first circular speaks of every heading; a later one says what it changes. */
function requireWhole({ circular, convocation }: Making): void {
  const number = convocation.lastCircular + 1
  const faults: Fault[] = headingsLacking(circular.sections, number).map(({ heading, lang }) => ({ path: `/sections/${heading}`, code: 'convocation.heading-lacks', params: { heading, lang: lang ?? '' } }))
  if (!isWhole(circular.title)) faults.push({ path: '/title/en', code: 'convocation.both-languages' })
  if (number > 1 && !isWhole(circular.changes)) faults.push({ path: '/changes/en', code: 'convocation.says-what-changes' })
  if (number > 1 && Object.keys(circular.sections).length === 0) faults.push({ path: '/sections/venue', code: 'convocation.changes-nothing' })
  if (faults.length > 0) throw new AppError('invalid', 'convocation.circular-incomplete', { faults })
}

export const proposeCircular = defineCommand({
  name: 'circular.propose',
  input: CircularId,
  load: making,
  allow: (actor: Actor, _subject: Making) => canPrepare(actor),
  async run({ tx, actor, now }, subject: Making) {
    if (subject.circular.state !== 'draft') throw new AppError('conflict', 'convocation.not-draft')
    requireWhole(subject)
    await setCircularState(tx, subject.circular.id, { state: 'proposed', by: actor.person?.name ?? '', now })
  },
  audit: ({ circular }) => ({ type: 'circular', id: circular.id, change: { proposed: true } }),
  specimens: specimen,
})

export const returnCircular = defineCommand({
  name: 'circular.return',
  input: CircularNote,
  load: making,
  allow: (actor: Actor, subject: Making) => canIssue(actor, subject),
  async run({ tx }, { circular }: Making, input) {
    if (circular.state !== 'proposed') throw new AppError('conflict', 'convocation.not-proposed')
    await setCircularState(tx, circular.id, { state: 'draft', note: input.note })
  },
  audit: ({ circular }, _result, input) => ({ type: 'circular', id: circular.id, change: { returned: input.note } }),
  specimens: specimen,
})

/** It goes to those who were written to; one that comes before the letters goes with them. */
export const issueCircular = (site: { publicUrl: string }) =>
  defineCommand({
    name: 'circular.issue',
    input: CircularId,
    load: making,
    allow: (actor: Actor, subject: Making) => canIssue(actor, subject),
    async run(context, subject: Making): Promise<number> {
      const { tx, actor, now } = context
      if (subject.circular.state !== 'proposed') throw new AppError('conflict', 'convocation.not-proposed')
      requireWhole(subject)
      const { id, series } = subject.circular
      const number = await issueNextCircular(tx, { id, series, by: actor.person?.name ?? '', now })
      const [letters, contacts] = [await listLetters(tx, context, { series, open: true }), await listContacts(tx, now)]
      for (const contact of contacts) {
        const letter = letters.find((each) => each.state === 'issued' && (each.person === contact.person.id || contact.capacities.some((capacity) => capacity.party !== null && capacity.party === each.party)))
        if (!letter) continue
        const meeting = letter.says?.meetings[0]?.ref ?? subject.convocation.main
        await mailCircular(tx, { id, number, series: letter.says?.series.name[contact.lang] ?? series, href: `${site.publicUrl}${meetingHref(meeting)}/circulars/${number}` }, [contact], now)
      }
      return number
    },
    audit: ({ circular }, number) => ({ type: 'circular', id: circular.id, change: { issued: number } }),
    specimens: specimen,
  })
