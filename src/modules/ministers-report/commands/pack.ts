import { randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { formatDay, todayIn } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import type { Db } from '../../../kernel/db.ts'
import { AppError, type Fault, invalid, missing } from '../../../kernel/errors.ts'
import { languages, type Lang, type Text } from '../../../kernel/languages.ts'
import type { Stamp } from '../../../kernel/paper.ts'
import { qrPng, qrSvg } from '../../../kernel/qr.ts'
import { typeset } from '../../../kernel/typeset.ts'
import { fileDocument } from '../../documents/index.ts'
import { lexiconOf, readDirectory, speaker } from '../../mandates/index.ts'
import { listProgrammes } from '../../plans/index.ts'
import { fitPack, house, programmesSince, readPack } from '../pack-facts.ts'
import { plainPack } from '../present/plain.ts'
import { proposalsOf } from '../present/proposals.ts'
import { wordings } from '../present/parts.ts'
import { findMeetingFacts } from '../queries.ts'
import * as kept from '../queries/pack.ts'
import { canWritePack, classOf } from '../rules/pack.ts'
import { AddPart, BeginPack, EditPart, FreezePack, type Pack, type PackPart, PlacePart, SetPack, TakeProposal, WriteRow } from '../schema/pack.ts'

const stale = () => new AppError('conflict', 'version.stale')
const by = ({ actor, now }: CommandContext) => ({ byName: actor.person?.name ?? '', byRole: roleOf(actor), at: now })

interface PackSubject {
  pack: Pack
}
interface PartSubject extends PackSubject {
  part: PackPart
  parts: PackPart[]
}

/** For whoever may not read the draft it does not exist. */
async function loadPack({ tx, actor }: CommandContext, input: { pack: string }): Promise<PackSubject> {
  const pack = await kept.lockPack(tx, input.pack)
  if (!pack || !canWriteOrRead(actor)) throw missing()
  return { pack }
}
const canWriteOrRead = (actor: Actor): boolean => canWritePack(actor).allowed || roleOf(actor) === 'CH'

async function loadPart(context: CommandContext, input: { pack: string; part: string }): Promise<PartSubject> {
  const { pack } = await loadPack(context, input)
  const parts = await kept.listParts(context.tx, pack.id)
  const part = parts.find((one) => one.id === input.part && one.section !== 'row')
  if (!part) throw missing()
  return { pack, part, parts }
}

const specimen = (): PackSubject => ({ pack: { id: 'X', after: 'X/1', meeting: 'X/2', distribution: 'LIMITED', programmes: [], origin: 'desk', begunAt: '', version: 1 } })
const partSpecimen = (): PartSubject => ({ ...specimen(), part: { id: 'X', section: 'issue', position: 1, text: { en: '', th: '' }, thaiFor: '', verb: null, readClass: null, class: null, calledFor: null, mandate: null, source: null, proof: null, removedAt: null }, parts: [] })

/** Makes the change the next draft; refused when someone changed the pack meanwhile. */
async function nextDraft(context: CommandContext, pack: Pack, version: number, change: { act: string; part?: string; section?: PackPart['section']; was?: unknown; became?: unknown }): Promise<void> {
  if (!(await kept.raisePack(context.tx, pack.id, version))) throw stale()
  await kept.addChange(context.tx, { pack: pack.id, version: version + 1, ...change, ...by(context) })
}

/** A decision sought gets its class from its words, as the rules of extraction read them (US-19 AC3, R-2.7.1). */
async function readWords(context: CommandContext, pack: Pack, section: PackPart['section'], text: Text): Promise<{ verb: string | null; readClass: string | null }> {
  if (section !== 'decision') return { verb: null, readClass: null }
  const read = classOf(text.en, lexiconOf(await readDirectory(context.tx)), pack.after.slice(0, pack.after.indexOf('/')))
  return { verb: read?.verb ?? null, readClass: read?.class ?? null }
}

interface Written {
  text: Text
  sameInThai: boolean
  class: '' | NonNullable<PackPart['class']>
  source: string
  mandate: string
}

async function faultsOf(context: CommandContext, pack: Pack, section: PackPart['section'], input: Written): Promise<void> {
  const faults: Fault[] = []
  if (section === 'threat' && input.source === '') faults.push({ path: '/source', code: 'report.pack.source-needed' })
  if (input.mandate !== '' && !(await rowsOf(context, pack)).has(input.mandate)) faults.push({ path: '/mandate', code: 'report.pack.mandate-unknown' })
  if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
}

async function rowsOf(context: CommandContext, pack: Pack): Promise<Set<string>> {
  const facts = await findMeetingFacts(context.tx, house, pack.after, context.now.slice(0, 10))
  return new Set(facts?.rows.map((row) => row.decision.id))
}

/** Begins the pack on the decisions of a meeting, with what the record calls for as proposals. */
export const beginPack = defineCommand({
  name: 'pack.begin',
  input: BeginPack,
  async load(context, input): Promise<{ after: string; meeting: string | null; begun: boolean }> {
    const directory = await readDirectory(context.tx)
    const meeting = directory.meetings.get(input.after)
    if (!meeting || !canWriteOrRead(context.actor)) throw missing('report.unknown-meeting')
    const next = [...directory.meetings.values()].find((other) => other.body === meeting.body && other.ordinal !== null && meeting.ordinal !== null && other.ordinal === meeting.ordinal + 1)
    return { after: meeting.ref, meeting: next?.ref ?? null, begun: (await kept.findPack(context.tx, meeting.ref)) !== null }
  },
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { after, meeting, begun }: { after: string; meeting: string | null; begun: boolean }) {
    if (begun) throw new AppError('conflict', 'report.pack.begun')
    if (meeting === null) throw new AppError('conflict', 'report.pack.no-next')
    return startPack(context, { after, meeting, origin: 'desk' })
  },
  audit: (subject, result) => ({ type: 'pack', id: result.id, change: { after: subject.after, meeting: subject.meeting, proposals: result.proposals } }),
  specimens: () => ({ 'a meeting of the record': { after: 'X/1', meeting: 'X/2', begun: false } }),
})

/** What a pack holds before the desk has written anything: the programmes that ran since, and what the record calls for. */
export async function unwritten(db: Db, row: { after: string; meeting: string; origin: Pack['origin'] }, today: string, now: string): Promise<{ pack: Pack; parts: PackPart[] } | null> {
  const facts = await findMeetingFacts(db, house, row.after, today)
  if (!facts) return null
  const pack: Pack = { id: randomUUID(), ...row, distribution: 'LIMITED', programmes: programmesSince(await listProgrammes(db), facts.directory, facts.meeting, today), begunAt: now, version: 1 }
  const lexicon = lexiconOf(facts.directory)
  const parts = proposalsOf(facts).map(({ text, calledFor, mandate }, index): PackPart => {
    const read = classOf(text.en, lexicon, facts.meeting.body)
    return { id: randomUUID(), section: 'decision', position: index + 1, text, thaiFor: text.en, verb: read?.verb ?? null, readClass: read?.class ?? null, class: null, calledFor, mandate, source: null, proof: null, removedAt: null }
  })
  return { pack, parts }
}

export async function startPack(context: CommandContext, row: { after: string; meeting: string; origin: Pack['origin'] }): Promise<{ id: string; proposals: number }> {
  const { tx, now } = context
  const begun = await unwritten(context.tx, row, now.slice(0, 10), now)
  if (!begun) throw missing('report.unknown-meeting')
  const { pack, parts } = begun
  await kept.addPack(tx, pack)
  for (const part of parts) await kept.addPart(tx, pack.id, part)
  await kept.addChange(tx, { pack: pack.id, version: 1, act: 'begin', became: { proposals: parts.length, programmes: pack.programmes }, ...by(context) })
  return { id: pack.id, proposals: parts.length }
}

export const setPack = defineCommand({
  name: 'pack.set-frame',
  input: SetPack,
  load: loadPack,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack }: PackSubject, input) {
    const known = new Set((await listProgrammes(context.tx)).map((programme) => programme.id))
    const unknown = input.programmes.filter((id) => !known.has(id))
    if (unknown.length > 0) throw invalid('/programmes', 'report.pack.programme-unknown', { name: unknown.join(', ') })
    const was = { distribution: pack.distribution, programmes: pack.programmes }
    const became = { distribution: input.distribution, programmes: input.programmes }
    await nextDraft(context, pack, input.version, { act: 'frame', was, became })
    await kept.savePack(context.tx, { id: pack.id, ...became })
    return { was, became }
  },
  audit: ({ pack }, result) => ({ type: 'pack', id: pack.id, change: result }),
  specimens: () => ({ 'a draft': specimen() }),
})

export const addPackPart = defineCommand({
  name: 'pack.add',
  input: AddPart,
  load: loadPack,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack }: PackSubject, input) {
    await faultsOf(context, pack, input.section, input)
    const id = randomUUID()
    await nextDraft(context, pack, input.version, { act: 'add', part: id, section: input.section, became: input.text })
    await kept.addPart(context.tx, pack.id, { id, section: input.section, text: input.text, thaiFor: input.text.th === '' ? '' : input.text.en, ...(await readWords(context, pack, input.section, input.text)), class: classOfInput(input.section, input.class), calledFor: null, mandate: input.mandate || null, source: input.source || null, proof: null })
    return { id }
  },
  audit: ({ pack }, result, input) => ({ type: 'pack', id: pack.id, change: { added: result.id, section: input.section, text: input.text, class: input.class, source: input.source, mandate: input.mandate } }),
  specimens: () => ({ 'a draft': specimen() }),
})

const classOfInput = (section: PackPart['section'], given: Written['class']): PackPart['class'] => (section === 'decision' && given !== '' ? given : null)

export const editPackPart = defineCommand({
  name: 'pack.edit',
  input: EditPart,
  load: loadPart,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack, part }: PartSubject, input) {
    await faultsOf(context, pack, part.section, input)
    await nextDraft(context, pack, input.version, { act: 'edit', part: part.id, section: part.section, was: part.text, became: input.text })
    const thaiFor = input.text.th === '' ? '' : input.sameInThai || input.text.th !== part.text.th ? input.text.en : part.thaiFor
    await kept.savePart(context.tx, { id: part.id, text: input.text, thaiFor, ...(await readWords(context, pack, part.section, input.text)), class: classOfInput(part.section, input.class), mandate: input.mandate || null, source: input.source || null, proof: null })
    return { id: part.id }
  },
  audit: ({ pack, part }, _result, input) => ({ type: 'pack', id: pack.id, change: { part: part.id, text: [part.text, input.text], class: input.class, source: input.source } }),
  specimens: () => ({ 'a draft': partSpecimen() }),
})

export const takeProposal = defineCommand({
  name: 'pack.take-proposal',
  input: TakeProposal,
  load: loadPack,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack }: PackSubject, input) {
    const facts = await findMeetingFacts(context.tx, house, pack.after, context.now.slice(0, 10))
    const proposal = facts ? proposalsOf(facts).find((one) => one.calledFor === input.calledFor) : undefined
    if (!proposal || (await kept.listParts(context.tx, pack.id)).some((part) => part.calledFor === input.calledFor)) throw missing()
    const id = randomUUID()
    await nextDraft(context, pack, input.version, { act: 'add', part: id, section: 'decision', became: proposal.text })
    await kept.addPart(context.tx, pack.id, { id, section: 'decision', text: proposal.text, thaiFor: proposal.text.en, ...(await readWords(context, pack, 'decision', proposal.text)), class: null, calledFor: proposal.calledFor, mandate: proposal.mandate, source: null, proof: null })
    return { id }
  },
  audit: ({ pack }, result, input) => ({ type: 'pack', id: pack.id, change: { added: result.id, calledFor: input.calledFor } }),
  specimens: () => ({ 'a draft': specimen() }),
})

/** Up, down, out of the pack, or back into it. */
export const placePackPart = defineCommand({
  name: 'pack.place',
  input: PlacePart,
  load: loadPart,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack, part, parts }: PartSubject, input) {
    const { tx, now } = context
    const beside = parts.filter((one) => one.section === part.section && one.removedAt === null)
    const at = beside.findIndex((one) => one.id === part.id)
    const other = input.to === 'up' ? beside[at - 1] : input.to === 'down' ? beside[at + 1] : undefined
    const moves = input.to === 'up' || input.to === 'down'
    if (moves ? at < 0 || !other : (input.to === 'back') === (part.removedAt === null)) throw new AppError('conflict', 'report.pack.at-the-end')
    await nextDraft(context, pack, input.version, { act: input.to, part: part.id, section: part.section, was: input.to === 'out' ? part.text : undefined, became: input.to === 'out' ? undefined : part.text })
    if (other) {
      await kept.placePart(tx, part.id, other.position)
      await kept.placePart(tx, other.id, part.position)
    } else await kept.takeOut(tx, part.id, input.to === 'out' ? now : null)
    return { id: part.id }
  },
  audit: ({ pack, part }, _result, input) => ({ type: 'pack', id: pack.id, change: { part: part.id, to: input.to } }),
  specimens: () => ({ 'a draft': partSpecimen() }),
})

/** The desk's line in a row of the follow-up table, and the proof that leads it: one that all of the audience may open (US-19 AC2). */
export const writeRow = defineCommand({
  name: 'pack.write-row',
  input: WriteRow,
  load: loadPack,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack }: PackSubject, input) {
    const { tx, now } = context
    const parts = await kept.listParts(tx, pack.id)
    const facts = await readPack(context.tx, pack, parts, now.slice(0, 10), now)
    const row = facts?.rows.find(({ decision }) => decision.id === input.mandate)
    if (!row) throw missing()
    if (input.proof !== '' && !row.proofs.some((proof) => proof.id === input.proof)) throw invalid('/proof', 'report.pack.proof-unknown')
    await nextDraft(context, pack, input.version, { act: 'row', section: 'row', was: row.line?.text ?? null, became: input.text })
    const { en, th } = input.text
    const thaiFor = th === '' ? '' : input.sameInThai || th !== (row.line?.text.th ?? '') ? en : (row.line?.thaiFor ?? '')
    if (row.line) await kept.savePart(tx, { ...row.line, text: input.text, thaiFor, proof: input.proof || null })
    else await kept.addPart(tx, pack.id, { id: randomUUID(), section: 'row', text: input.text, thaiFor, verb: null, readClass: null, class: null, calledFor: null, mandate: input.mandate, source: null, proof: input.proof || null })
    return { mandate: input.mandate }
  },
  audit: ({ pack }, _result, input) => ({ type: 'pack', id: pack.id, change: { row: input.mandate, text: input.text, proof: input.proof } }),
  specimens: () => ({ 'a draft': specimen() }),
})

/**
 * Makes a frozen copy: an official document of the meeting that receives it, in both languages under one symbol, a later one
 * a revision of the first. Refused with every reason while the pack is not complete (look-d decision 11).
 */
export const freezePack = defineCommand({
  name: 'pack.freeze',
  input: FreezePack,
  load: loadPack,
  allow: (actor: Actor) => canWritePack(actor),
  async run(context, { pack }: PackSubject, { version, zone, publicUrl, store }) {
    const { tx, actor, now } = context
    if (pack.version !== version) throw stale()
    const parts = await kept.listParts(tx, pack.id)
    const today = todayIn(zone, now)
    const facts = await readPack(context.tx, pack, parts, today, now)
    if (!facts) throw missing('report.unknown-meeting')
    const fitted = await fitPack(facts, { site: publicUrl, symbol: null })
    const shut = fitted.gates.filter((gate) => gate.open.length > 0)
    if (shut.length > 0) throw new AppError('invalid', 'report.pack.not-frozen-yet', { faults: shut.map((gate) => ({ path: `/gate/${gate.gate}`, code: `report.pack.why.${gate.gate}`, params: { names: gate.open.join(', ') } })) })
    const before = await kept.listFrozen(tx, pack.id)
    const [newest] = before
    if (newest?.content === fitted.content) throw new AppError('conflict', 'report.pack.same-as-frozen')
    const first = before.at(-1)
    const title: Text = { en: titleOf('en', facts.directory, pack.meeting), th: titleOf('th', facts.directory, pack.meeting) }
    const filed = await fileDocument({ tx, actor, now, files: store }, {
      meeting: pack.meeting, series: 'WP', title, purpose: 'decision', distribution: pack.distribution, origin: pack.origin, submittedBy: null, asOfStamp: today,
      ...(first ? { modifies: first.symbol, modifier: 'Rev' as const } : {}),
      files: languages.map((lang) => ({
        lang, name: `${pack.meeting.replaceAll('/', '-')}-ministers.${lang}.pdf`, type: 'application/pdf', authentic: lang === 'en', text: plainPack(fitted.papers[lang]),
        bytes: async ({ symbol, code }: { symbol: string; code: string }) => {
          const { papers } = await fitPack(facts, { site: publicUrl, symbol })
          return typeset(papers[lang], await stampOf(lang, { code, publicUrl, day: today }))
        },
      })),
    })
    if (!(await kept.raisePack(tx, pack.id, version))) throw stale()
    await kept.addChange(tx, { pack: pack.id, version: version + 1, act: 'frozen', became: filed.symbol, ...by(context) })
    await kept.addFrozen(tx, pack.id, { number: before.length, document: filed.id, symbol: filed.symbol, version, content: fitted.content, pages: fitted.layouts, byName: actor.person?.name ?? '', at: now })
    return { symbol: filed.symbol, document: filed.id }
  },
  audit: ({ pack }, result, { version }) => ({ type: 'pack', id: pack.id, change: { frozen: result.symbol, document: result.document, draft: version } }),
  specimens: () => ({ 'a draft': specimen() }),
})

const titleOf = (lang: Lang, directory: Awaited<ReturnType<typeof readDirectory>>, meeting: string): string => wordings[lang]['report.pack.page-title'](speaker(lang, directory).meetingName(meeting))

async function stampOf(lang: Lang, { code, publicUrl, day }: { code: string; publicUrl: string; day: string }): Promise<Stamp> {
  const link = `${publicUrl}/check/${code}`
  return { code, link, address: `${publicUrl.replace(/^https?:\/\//, '')}/check`, qr: qrSvg(link), qrPng: await qrPng(link), qrAlt: wordings[lang]['report.qr'](link), version: wordings[lang]['report.pack.frozen-on'](formatDay(day, lang, 'short')) }
}

export const commands = [beginPack, setPack, addPackPart, editPackPart, takeProposal, placePackPart, writeRow, freezePack]
