import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { noAnswers, ready } from '../form-file/rows.ts'
import { type LockedProgramme, lockProgramme } from '../queries/acts.ts'
import { dayOfAnchor } from '../queries/due.ts'
import { addSteps, lockActivities, patchActivities, type TableFile, tableFiles } from '../queries/table-file.ts'
import { canTakeTable } from '../rules/acts.ts'
import { dueFrom } from '../rules/due.ts'
import { patchOf } from '../table-file/patch.ts'
import { digestOf, tableAsked } from '../table-file/asked.ts'
import { differenceOf } from '../table-file/difference.ts'
import type { ReadTable } from '../table-file/workbook.ts'
import { todayOf } from './today.ts'

const Key = z.string().regex(/^\d{1,6}\.[a-zA-Z]{1,20}$/)
const File = { programme: z.string().max(80), file: z.string().max(80) }
const Choices = z.record(Key, z.enum(['here', 'file']))

const UploadTable = z.strictObject({ programme: File.programme, sha256: z.string().length(64), name: z.string().trim().min(1).max(200), read: z.custom<ReadTable>((value) => typeof value === 'object' && value !== null && 'rows' in value && 'base' in value), bytes: z.instanceof(Uint8Array) })
const AnswerTable = z.strictObject({ ...File, fixes: z.record(Key, z.string().max(4000)), choices: Choices, hiddenRows: z.boolean() })
const TakeTable = z.strictObject({ ...File, choices: Choices, /** Not shown yet, so not said yes to. */ later: z.array(Key).max(200_000).default([]), decision: z.string().trim().max(300).default(''), seen: z.string().max(40) })

interface Opened {
  programme: LockedProgramme
  file: TableFile
}

async function loadProgramme({ tx }: CommandContext, input: { programme: string }): Promise<{ programme: LockedProgramme }> {
  const programme = await lockProgramme(tx, input.programme)
  if (!programme) throw missing()
  return { programme }
}

async function loadFile(context: CommandContext, input: { programme: string; file: string }): Promise<Opened> {
  const { programme } = await loadProgramme(context, input)
  const file = await tableFiles.lock(context.tx, ownerOf(context.actor, programme), input.file)
  if (!file) throw missing('exchange.gone')
  return { programme, file }
}

const ownerOf = (actor: Actor, programme: { id: string }) => ({ programme: programme.id, person: actor.person?.id ?? '' })
const specimens = (): Record<string, Opened> => ({ 'a programme': { programme: { partner: null, frozen: false } as LockedProgramme, file: {} as TableFile }, 'the work plan with the own party': { programme: { partner: 'OWN', frozen: false } as LockedProgramme, file: {} as TableFile } })
const allow = (actor: Actor, { programme }: { programme: LockedProgramme }) => canTakeTable(actor, { planPartner: programme.partner, frozen: programme.frozen })
const audited = (programme: { id: string }, change: unknown) => ({ type: 'programme', id: programme.id, change })

/** Keeps what was read until whoever sent it says yes to it, cell by cell. No activity is touched. The same file again leads to the first; nothing changes. */
export const uploadTable = defineCommand({
  name: 'activities.upload-file',
  input: UploadTable,
  load: loadProgramme,
  allow,
  async run({ tx, actor, now }, { programme }: { programme: LockedProgramme }, input) {
    const owner = ownerOf(actor, programme)
    const same = await tableFiles.findSame(tx, owner, input.sha256)
    if (same !== null) return { id: same, again: true }
    const id = randomUUID()
    await tableFiles.add(tx, owner, { id, sha256: input.sha256, name: input.name, read: input.read, answers: noAnswers, now, byName: actor.person?.name ?? '', bytes: input.bytes })
    await tableFiles.dropOld(tx, owner, 20)
    return { id, again: false }
  },
  audit: ({ programme }, result, input) => audited(programme, { tableFile: result.id, sha256: input.sha256, again: result.again }),
  specimens,
})

/** Cells corrected and choices made; still nothing of the file is in the programme. */
export const answerTable = defineCommand({
  name: 'activities.correct-file',
  input: AnswerTable,
  load: loadFile,
  allow,
  async run({ tx }, { file }: Opened, input) {
    await tableFiles.saveAnswers(tx, file.id, { ...file.answers, fixes: { ...file.answers.fixes, ...input.fixes }, choices: { ...file.answers.choices, ...input.choices }, hiddenRows: input.hiddenRows })
    return { id: file.id }
  },
  audit: ({ programme }, result, input) => audited(programme, { tableFile: result.id, corrected: Object.keys(input.fixes).length }),
  specimens,
})

export const dropTable = defineCommand({
  name: 'activities.drop-file',
  input: z.strictObject(File),
  load: loadFile,
  allow,
  async run({ tx }, { file }: Opened) {
    await tableFiles.drop(tx, file.id)
    return { id: file.id }
  },
  audit: ({ programme }, result) => audited(programme, { droppedTable: result.id }),
  specimens,
})

/** Takes in what is understood and ticked, all of it or nothing, each activity by the rights and rules of its own page; what waits or was left out stays for later. */
export const takeTable = defineCommand({
  name: 'activities.take-file',
  input: TakeTable,
  load: loadFile,
  allow,
  async run({ tx, actor, now }, { programme, file }: Opened, input) {
    await lockActivities(tx, programme.id)
    const { asked, judging } = await tableAsked(tx, { actor, now }, programme, file, await todayOf(tx, now))
    const seen = differenceOf(file.read, asked, file.answers, judging)
    if (digestOf(seen) !== input.seen) throw new AppError('conflict', 'table.changed-meanwhile')
    const answers = { ...file.answers, choices: { ...file.answers.choices, ...input.choices } }
    const effective = { ...answers, choices: { ...answers.choices, ...Object.fromEntries(input.later.map((key) => [key, 'here' as const])) } }
    const found = differenceOf(file.read, asked, effective, judging)
    // What was left out may be what something else stood on, such as the first day of what is scheduled.
    const before = new Set(seen.faults.map((fault) => fault.key))
    const faults: Fault[] = found.faults.filter((fault) => !before.has(fault.key)).map((fault) => ({ path: `/cell-${fault.key}`, code: fault.code, params: fault.params }))
    const changes = ready(found, effective)
    if (changes.some((change) => change.decision) && input.decision === '') faults.push({ path: '/decision', code: 'plans.decision-needed' })
    if (faults.length > 0) throw new AppError('invalid', 'input.invalid', { faults })
    const stay = found.changes.filter((change) => change.both && answers.choices[change.key] === 'here')
    if (changes.length + stay.length === 0) throw new AppError('conflict', 'exchange.nothing-to-take')
    const days = new Map<string, string | null>()
    const patched = asked.flatMap((one) => {
      const own = changes.filter((change) => change.activity === one.id)
      return own.length === 0 ? [] : [patchOf(one, own)]
    })
    for (const { dueAfter } of patched) {
      const key = JSON.stringify(dueAfter)
      if (dueAfter && !days.has(key)) days.set(key, dueFrom(dueAfter, await dayOfAnchor(tx, dueAfter)))
    }
    const whole = patched.map((one) => (one.dueAfter ? { ...one, change: { ...one.change, due_on: days.get(JSON.stringify(one.dueAfter)) ?? null } } : one))
    await patchActivities(tx, whole.map(({ id, change }) => ({ id, change })), now)
    const steps = whole.flatMap(({ id, change, was }) => [
      ...('due_on' in change && was.status !== 'PRO' ? [{ activity: id, kind: 'due' as const, status: null, from: was.dueOn, to: (change['due_on'] as string | null) ?? null }] : []),
      ...('status' in change ? [{ activity: id, kind: 'status' as const, status: String(change['status']), from: null, to: null }] : []),
    ])
    await addSteps(tx, steps, { decision: input.decision || null, name: actor.person?.name ?? '', role: roleOf(actor), party: actor.capacity?.party ?? null, at: now })
    await tableFiles.markTaken(tx, file.id, { answers: { ...answers, settled: [...new Set([...answers.settled, ...changes.map((change) => change.key), ...stay.map((change) => change.key)])] }, now, byName: actor.person?.name ?? '', cells: changes.length })
    return { id: file.id, cells: changes.length, activities: Object.fromEntries(whole.map(({ id }) => [id, Object.fromEntries(changes.filter((change) => change.activity === id).map((change) => [change.field, [change.here, change.file]]))])) }
  },
  audit: ({ programme }, result, input) => audited(programme, { tookTable: result.id, cells: result.cells, decision: input.decision, activities: result.activities }),
  specimens,
})
