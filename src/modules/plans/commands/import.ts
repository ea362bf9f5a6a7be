import { randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { findMechanism } from '../../mechanism/index.ts'
import { headKey, headsKey, layoutOf, proposeColumns } from '../import/layout.ts'
import { type Choices, noChoices, readRows } from '../import/rules.ts'
import { columnLetter, type Sheet } from '../import/sheet.ts'
import { readCurrency } from '../import/values.ts'
import type { ImportField } from '../import/words.ts'
import { enImport } from '../messages/import.en.ts'
import { thImport } from '../messages/import.th.ts'
import { type LockedProgramme, lockProgramme } from '../queries/acts.ts'
import { addDraft, addImported, deleteDraft, type Draft, findImported, findReading, knownFor, lockDraft, noteImported, rememberReading, saveDraft } from '../queries/import.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { DropImport, ReadImport, StageImport, TakeImport } from '../schema/import.ts'

interface Reading {
  programme: LockedProgramme
  draft: Draft
}

const stale = () => new AppError('conflict', 'version.stale')
const invalidInput = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })
const requireOpen = (programme: LockedProgramme) => {
  if (programme.frozen) throw new AppError('conflict', 'plans.frozen')
}
const changed = (programme: { id: string }, change: unknown) => ({ type: 'programme', id: programme.id, change })
const specimens = () => ({ 'a programme': { programme: {} as LockedProgramme, draft: {} as Draft } })

async function known({ tx, actor, now }: CommandContext, programme: LockedProgramme, sheet: Sheet | undefined) {
  const zone = (await findMechanism(tx))?.zone ?? 'UTC'
  return knownFor(tx, { actor, today: dayInZone(now, zone), programme, sheet })
}

async function opened({ tx }: CommandContext, input: { draft: string }): Promise<Reading> {
  const draft = await lockDraft(tx, input.draft)
  const programme = draft && (await lockProgramme(tx, draft.programme))
  if (!draft || !programme) throw missing()
  return { draft, programme }
}

/** What is proposed for a sheet: as a file with the same heads was read before, else from heads and values. */
async function proposalFor(context: CommandContext, programme: LockedProgramme, sheet: Sheet, at: { sheet: number; head: number | null }): Promise<Choices> {
  const layout = layoutOf(sheet, at.head)
  const remembered = await findReading(context.tx, headsKey(layout))
  const columns = proposeColumns(layout, await known(context, programme, sheet), remembered?.columns ?? null)
  return { ...noChoices, ...at, columns: Object.fromEntries(columns.map(({ letter, becomes }) => [letter, becomes])), words: remembered ? { ...noChoices.words, ...remembered.words } : noChoices.words }
}

/** Keeps what a file says until the officer has answered for it; the programme does not change. The sheet with the most rows is looked at first. */
export const stageImport = defineCommand({
  name: 'programme.stage-import',
  input: StageImport,
  async load({ tx }, input): Promise<LockedProgramme> {
    const found = await lockProgramme(tx, input.programme)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run(context, programme: LockedProgramme, input) {
    const { tx, actor, now } = context
    requireOpen(programme)
    const largest = input.sheets.reduce((best, sheet, index) => (sheet.rows.length > (input.sheets[best]?.rows.length ?? 0) ? index : best), 0)
    const sheet = input.sheets[largest]
    if (!sheet) throw missing()
    const choices = await proposalFor(context, programme, sheet, { sheet: largest, head: null })
    const id = randomUUID()
    await addDraft(tx, { id, programme: programme.id, sha256: input.sha256, fileName: input.fileName, sheets: input.sheets, choices, by: actor.person?.id ?? '', byName: actor.person?.name ?? '', bytes: input.bytes, now })
    return { id, programme: programme.code }
  },
  audit: (programme, result, input) => changed(programme, { importRead: result.id, file: input.fileName, sha256: input.sha256 }),
  specimens: () => ({ 'a programme': {} as LockedProgramme }),
})

/** What the officer corrects: columns, words, single cells, rows. Another sheet or head row is proposed anew. */
export const readImport = defineCommand({
  name: 'programme.read-import',
  input: ReadImport,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run(context, { draft, programme }: Reading, input) {
    requireOpen(programme)
    const sheet = draft.sheets[input.choices.sheet]
    const faults: Fault[] = []
    if (!sheet) faults.push({ path: '/sheet', code: 'plan-import.no-such-sheet' })
    if (sheet && input.choices.head !== null && !sheet.rows.some((row) => row.number === input.choices.head)) faults.push({ path: '/head', code: 'plan-import.no-such-row' })
    if (input.choices.currency !== '' && readCurrency(input.choices.currency) === null) faults.push({ path: '/currency', code: 'plans.currency-unknown' })
    if ((input.choices.rate === null) !== (input.choices.rateOn === null)) faults.push({ path: input.choices.rate === null ? '/rate' : '/rateOn', code: 'plans.rate-needs-day' })
    if (faults.length > 0 || !sheet) throw invalidInput(faults)
    const elsewhere = input.choices.sheet !== draft.choices.sheet || input.choices.head !== draft.choices.head
    const choices = elsewhere ? await proposalFor(context, programme, sheet, { sheet: input.choices.sheet, head: input.choices.head }) : input.choices
    if (!(await saveDraft(context.tx, draft.id, input.version, { choices, taken: elsewhere ? [] : draft.taken, now: context.now }))) throw stale()
    return { id: draft.id }
  },
  audit: ({ programme, draft }) => changed(programme, { importAnswered: draft.id }),
  specimens,
})

/**
 * Every row that is read becomes an activity, in one transaction; the others stay to be answered, or nothing goes in while there are any. Nothing is
 * completed by it. How the file was read is remembered for the next with the same heads; that it went in, too.
 */
export const takeImport = defineCommand({
  name: 'programme.take-import',
  input: TakeImport,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run(context, { draft, programme }: Reading, input) {
    const { tx, actor, now } = context
    requireOpen(programme)
    const sheet = draft.sheets[draft.choices.sheet]
    if (!sheet) throw missing()
    const taken = new Set(draft.taken)
    const read = readRows(sheet, draft.choices, await known(context, programme, sheet), taken)
    const before = taken.size === 0 ? await findImported(tx, programme.id, draft.sha256) : null
    const faults: Fault[] = []
    if (read.ready.length === 0) faults.push({ path: '/partly', code: 'plan-import.nothing-ready' })
    else if (read.open.length > 0 && !input.partly) faults.push({ path: '/partly', code: 'plan-import.rows-open', params: { n: read.open.length, rows: read.open.slice(0, 12).map(({ row }) => row).join(', ') } })
    if (input.decision === '' && read.ready.some(({ status }) => status !== 'PRO')) faults.push({ path: '/decision', code: 'plan-import.decision-needed' })
    if (before && !input.again) faults.push({ path: '/again', code: 'plan-import.imported-before', params: { n: before.rows } })
    if (faults.length > 0) throw invalidInput(faults)
    const byName = actor.person?.name ?? ''
    const rows = read.ready.map((activity) => ({ ...activity, id: randomUUID(), note: { en: enImport['plan-import.note'](draft.fileName, String(activity.row), activity.said), th: thImport['plan-import.note'](draft.fileName, String(activity.row), activity.said) } }))
    await addImported(tx, programme.id, rows, { name: byName, role: roleOf(actor), party: actor.capacity?.party ?? null, decision: input.decision || null, now })
    const columns = Object.fromEntries(read.layout.names.flatMap((names, index): [string, ImportField][] => { const key = headKey(names); const field = draft.choices.columns[columnLetter(index)]; return key !== '' && field !== undefined ? [[key, field]] : [] }))
    await rememberReading(tx, { heads: headsKey(read.layout), columns, words: draft.choices.words, byName, now })
    await noteImported(tx, { programme: programme.id, sha256: draft.sha256, rows: rows.length, byName, now })
    if (read.open.length === 0) await deleteDraft(tx, draft.id)
    else if (!(await saveDraft(tx, draft.id, input.version, { choices: draft.choices, taken: [...taken, ...rows.map(({ row }) => row)], now }))) throw stale()
    return { imported: rows.length, open: read.open.length, codes: rows.map(({ code }) => code) }
  },
  audit: ({ programme, draft }, result, input) => changed(programme, { imported: result.imported, left: result.open, file: draft.fileName, sha256: draft.sha256, decision: input.decision, codes: result.codes }),
  specimens,
})

export const dropImport = defineCommand({
  name: 'programme.drop-import',
  input: DropImport,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx }, { draft }: Reading, input) {
    if (draft.version !== input.version) throw stale()
    await deleteDraft(tx, draft.id)
    return { id: draft.id }
  },
  audit: ({ programme, draft }) => changed(programme, { importDropped: draft.id, file: draft.fileName }),
  specimens,
})
