import { z } from 'zod'
import { type Actor, mayRead } from '../../../kernel/actor.ts'
import { earliestPossible, latestPossible } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, invalid, missing } from '../../../kernel/errors.ts'
import { deny } from '../../../kernel/policy.ts'
import { PartialDate } from '../../../kernel/record.ts'
import { readDirectory } from '../directory.ts'
import { lockLinks, saveLink, saveMandate, saveStatement } from '../queries/write.ts'
import { lockMandate, type Mandate } from '../queries.ts'
import { closeCompletion, endLink, findLink, raiseVersion, supersede, symbolsOf, wayUp } from '../queries/acts.ts'
import { canKeepRegister } from '../rules/acts.ts'
import { Distribution } from '../schema.ts'
import { bilingual, DecisionFields } from '../schema/acts.ts'
import { dayOf, fileMandate, recordFaults } from './filing.ts'

const Id = z.string().trim().max(80)

async function seen({ tx, actor }: CommandContext, id: string): Promise<Mandate> {
  const found = await lockMandate(tx, actor, id)
  if (!found) throw missing()
  return found
}

const mandateSpecimen = { id: 'X', symbol: 'X', origin: 'desk', version: 1, areas: [], addressees: [], date: '2026-01-01', sortOn: '2026-01-01' } as unknown as Mandate
const change = (mandate: Pick<Mandate, 'id'>, what: unknown) => ({ type: 'mandate', id: mandate.id, change: what })

/** US-01 AC1: filed by hand only when it can be cited. Every fault comes back at once. */
export const recordMandate = defineCommand({
  name: 'mandate.record',
  input: DecisionFields.extend({
    body: z.string().trim().max(40).default(''),
    meeting: z.string().trim().max(60).nullable().default(null),
    date: PartialDate.nullable().default(null),
    instrument: z.string().max(120).nullable().default(null),
    instrumentTitle: z.string().trim().max(300).default(''),
    paragraph: z.string().trim().max(20).default(''),
    language: z.enum(['en', 'th']).default('en'),
    marking: Distribution.default('PUBLIC'),
  }),
  load: async () => null,
  allow: (actor: Actor) => canKeepRegister(actor),
  async run(context, _subject, input) {
    const { body, meeting: ref, date: typed, instrument, instrumentTitle, paragraph, language, marking, ...fields } = input
    const directory = await readDirectory(context.tx)
    const faults: Fault[] = []
    const meeting = ref === null ? undefined : directory.meetings.get(ref)
    if (!directory.bodies.has(body)) faults.push({ path: '/body', code: 'follow-up.body-needed' })
    if (ref === null && typed === null) faults.push({ path: '/meeting', code: 'follow-up.meeting-or-date' })
    if (ref !== null && meeting?.body !== body) faults.push({ path: '/meeting', code: 'follow-up.meeting-of-body' })
    const date = typed ?? meeting?.endsOn ?? meeting?.starts ?? null
    if (ref !== null && meeting && date === null) faults.push({ path: '/date', code: 'follow-up.meeting-undated' })
    if (date !== null && date > (await dayOf(context)).slice(0, date.length)) faults.push({ path: '/date', code: 'follow-up.not-ahead' })
    if (instrument === null && instrumentTitle === '') faults.push({ path: '/instrument', code: 'follow-up.instrument-needed' })
    if (instrument !== null && !directory.instruments.has(instrument)) faults.push({ path: '/instrument', code: 'follow-up.instrument-unknown' })
    if (paragraph === '') faults.push({ path: '/paragraph', code: 'follow-up.paragraph-needed' })
    if (!mayRead(context.actor, marking)) faults.push({ path: '/marking', code: 'follow-up.marking-beyond' })
    faults.push(...(await recordFaults(context, fields, directory)))
    if (faults.length > 0 || date === null) throw new AppError('invalid', 'input.invalid', { faults })
    return fileMandate(context, { body, meeting: ref, date, instrument, instrumentTitle: instrument === null ? instrumentTitle : null, paragraph, language, marking, origin: 'desk', fields })
  },
  audit: (_subject, result, input) => change(result, { symbol: result.symbol, ...input }),
  specimens: () => ({ 'a decision': null }),
})

/** Links a decision up to the one it comes from. */
export const linkMandate = defineCommand({
  name: 'mandate.link',
  input: z.strictObject({ child: Id, parent: Id.min(1, 'follow-up.parent-needed'), basis: z.enum(['stated', 'inferred']).default('inferred'), note: z.string().trim().max(500).default(''), language: z.enum(['en', 'th']).default('en') }),
  async load(context, input) {
    await lockLinks(context.tx)
    const child = await seen(context, input.child)
    const parent = await lockMandate(context.tx, context.actor, input.parent)
    return { child, parent }
  },
  allow: (actor: Actor) => canKeepRegister(actor),
  async run(context, { child, parent }, input) {
    if (!parent) throw invalid('/parent', 'follow-up.no-such-mandate', { symbol: input.parent })
    if (child.id === parent.id) throw invalid('/parent', 'follow-up.own-parent')
    const circle = await wayUp(context.tx, parent.id, child.id)
    if (circle !== null) {
      const named = await symbolsOf(context.tx, [...circle].reverse(), context.actor)
      throw invalid('/parent', 'follow-up.circle', { circle: [...named, child.symbol].join(' → ') })
    }
    if (await findLink(context.tx, child.id, parent.id)) throw new AppError('conflict', 'follow-up.linked-before', { params: { symbol: parent.symbol } })
    await saveLink(context.tx, { child: child.id, parent: parent.id, basis: input.basis, ...(input.note === '' ? {} : { note: bilingual(input.language, input.note, '') }) })
    return { child: child.symbol, parent: parent.symbol }
  },
  audit: ({ child }, result, input) => change(child, { linkedTo: result.parent, basis: input.basis, note: input.note }),
  specimens: () => ({ 'a decision': { child: mandateSpecimen, parent: mandateSpecimen as Mandate | null } }),
})

/** Takes a link back; it stays in the history with the reason. */
export const unlinkMandate = defineCommand({
  name: 'mandate.unlink',
  input: z.strictObject({ child: Id, parent: Id, reason: z.string().trim().min(1, 'follow-up.reason-needed').max(500) }),
  load: async (context, input) => ({ child: await seen(context, input.child), parent: await seen(context, input.parent) }),
  allow: (actor: Actor) => canKeepRegister(actor),
  async run({ tx, actor, now }, { child, parent }, input) {
    if (!(await findLink(tx, child.id, parent.id))) throw new AppError('conflict', 'follow-up.not-linked')
    await endLink(tx, child.id, parent.id, { by: actor.person?.name ?? '', reason: input.reason, now })
  },
  audit: ({ child, parent }, _result, input) => change(child, { unlinkedFrom: parent.symbol, reason: input.reason }),
  specimens: () => ({ 'a decision': { child: mandateSpecimen, parent: mandateSpecimen } }),
})

/** Puts right what was filed at the desk. What comes from the reviewed record is put right there, or the next loading would undo it. */
export const correctMandate = defineCommand({
  name: 'mandate.correct',
  input: z.strictObject({ mandate: Id, version: z.coerce.number().int(), fields: DecisionFields, reason: z.string().trim().min(1, 'follow-up.reason-needed').max(500) }),
  load: (context, input) => seen(context, input.mandate),
  allow: (actor: Actor, mandate: Mandate) => {
    const keeps = canKeepRegister(actor)
    return keeps.allowed && mandate.origin === 'record' ? deny('follow-up.from-record') : keeps
  },
  async run(context, mandate: Mandate, { fields, version }) {
    const faults = await recordFaults(context, { ...fields, parent: null }, await readDirectory(context.tx))
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    if (!(await raiseVersion(context.tx, mandate.id, version))) throw new AppError('conflict', 'version.stale')
    const language = mandate.language === 'th' ? 'th' : 'en'
    await saveMandate(
      context.tx,
      {
        ...mandate, instrumentTitle: mandate.instrument === null ? (mandate.instrumentTitle?.[language] ?? null) : null, title: bilingual(language, fields.title, fields.titleTranslation), text: bilingual(language, fields.quote, fields.translation),
        verbs: fields.verbs, class: fields.class ?? mandate.class, modifiers: fields.modifiers, addressees: fields.addressees, action: fields.action === '' ? null : bilingual(language, fields.action, ''), due: fields.due ?? { none: true },
        reportsTo: fields.reportsTo === null ? null : { body: fields.reportsTo }, areas: fields.areas, effects: fields.effects,
      },
      mandate.recordedAt,
    )
  },
  audit: (mandate, _result, input) => change(mandate, { reason: input.reason, before: { title: mandate.title, class: mandate.class, addressees: mandate.addressees, due: mandate.due, text: mandate.text }, after: input.fields }),
  specimens: () => ({ 'filed at the desk': mandateSpecimen, 'from the reviewed record': { ...mandateSpecimen, origin: 'record' } as Mandate }),
})

/** US-01 AC3: replaced by a later decision, which is named. */
export const supersedeMandate = defineCommand({
  name: 'mandate.supersede',
  input: z.strictObject({ mandate: Id, by: Id.min(1, 'follow-up.reference-needed'), on: PartialDate.nullable().default(null), note: z.string().trim().max(1000).default(''), language: z.enum(['en', 'th']).default('en') }),
  async load(context, input) {
    const mandate = await seen(context, input.mandate)
    return { mandate, later: await lockMandate(context.tx, context.actor, input.by) }
  },
  allow: (actor: Actor) => canKeepRegister(actor),
  async run(context, { mandate, later }, input) {
    if (!later) throw invalid('/by', 'follow-up.no-such-mandate', { symbol: input.by })
    if (later.id === mandate.id || later.supersededBy?.id === mandate.id) throw invalid('/by', 'follow-up.supersedes-itself')
    if (latestPossible(later.date) < earliestPossible(mandate.date)) throw invalid('/by', 'follow-up.superseded-by-earlier')
    const on = input.on ?? later.date
    if (on > (await dayOf(context)).slice(0, on.length)) throw invalid('/on', 'follow-up.not-ahead')
    // A statement is no way to learn of a decision that its readers may not see.
    const open = later.marking === 'PUBLIC'
    const named = open || later.marking === 'GENERAL' || later.marking === 'LIMITED'
    const words = input.note !== '' ? bilingual(input.language, input.note, '') : named ? { en: `Replaced by ${later.symbol}: ${later.title.en}`, th: `มี ${later.symbol} มาแทน: ${later.title.th}` } : { en: 'Replaced by a later decision.', th: 'มีมติภายหลังมาแทน' }
    await saveStatement(context.tx, { mandate: mandate.id, on, status: 'SUPERSEDED', text: words, party: null, reportedBy: desk(context), evidence: null, citations: [], marking: open ? 'PUBLIC' : 'LIMITED', origin: 'desk', verdict: 'accepted', reference: named ? later.symbol : 'record', recordedBy: context.actor.person?.id ?? '' }, context.now)
    await supersede(context.tx, mandate.id, later.id)
    return later.symbol
  },
  audit: ({ mandate }, result, input) => change(mandate, { supersededBy: result, on: input.on, note: input.note }),
  specimens: () => ({ 'a decision': { mandate: mandateSpecimen, later: mandateSpecimen as Mandate | null } }),
})

/** US-01 AC3: no longer of use because of something else, which is named in words. */
export const overtakeMandate = defineCommand({
  name: 'mandate.overtake',
  input: z.strictObject({ mandate: Id, reference: z.string().trim().min(1, 'follow-up.reference-needed').max(200), on: PartialDate, note: z.string().trim().max(1000).default(''), language: z.enum(['en', 'th']).default('en') }),
  load: (context, input) => seen(context, input.mandate),
  allow: (actor: Actor) => canKeepRegister(actor),
  async run(context, mandate: Mandate, input) {
    if (input.on > (await dayOf(context)).slice(0, input.on.length)) throw invalid('/on', 'follow-up.not-ahead')
    if (latestPossible(input.on) < earliestPossible(mandate.date)) throw invalid('/on', 'follow-up.before-decision')
    const words = input.note !== '' ? bilingual(input.language, input.note, '') : { en: `Overtaken: ${input.reference}`, th: `หมดความจำเป็นแล้ว: ${input.reference}` }
    await saveStatement(context.tx, { mandate: mandate.id, on: input.on, status: 'OVERTAKEN', text: words, party: null, reportedBy: desk(context), evidence: null, citations: [], marking: mandate.marking === 'PUBLIC' ? 'PUBLIC' : 'LIMITED', origin: 'desk', verdict: 'accepted', reference: input.reference, recordedBy: context.actor.person?.id ?? '' }, context.now)
    await supersede(context.tx, mandate.id, null)
  },
  audit: (mandate, _result, input) => change(mandate, { overtaken: input.reference, on: input.on, note: input.note }),
  specimens: () => ({ 'a decision': mandateSpecimen }),
})

/** What was endorsed in principle is complete: by which decision or paper, is said (US-06 AC4). */
export const closeCompletionTask = defineCommand({
  name: 'completion.close',
  input: z.strictObject({ mandate: Id, reference: z.string().trim().min(1, 'follow-up.reference-needed').max(200) }),
  load: (context, input) => seen(context, input.mandate),
  allow: (actor: Actor) => canKeepRegister(actor),
  async run({ tx, actor, now }, mandate: Mandate, input) {
    if (!(await closeCompletion(tx, mandate.id, actor.person?.name ?? '', input.reference, now))) throw new AppError('conflict', 'follow-up.closed-before')
  },
  audit: (mandate, _result, input) => change(mandate, { completed: input.reference }),
  specimens: () => ({ 'a decision': mandateSpecimen }),
})

const desk = ({ actor }: CommandContext) => ({ en: `Secretariat desk officer ${actor.person?.name ?? ''}`.trim(), th: `เจ้าหน้าที่สำนักเลขาธิการ ${actor.person?.name ?? ''}`.trim() })

