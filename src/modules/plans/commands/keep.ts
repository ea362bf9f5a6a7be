import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { defineCommand, performIn } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { addChange, addProvision, addStep, both, lockActivity, type LockedProgramme, lockProgramme, raiseProgramme } from '../queries/acts.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { AddProvisions, AmendProgramme, ChooseDue } from '../schema/cycle.ts'
import { moveDue } from './activities.ts'
import { carryOver } from './cycle.ts'

const invalidInput = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })
const changed = (programme: { id: string }, change: unknown) => ({ type: 'programme', id: programme.id, change })
const specimens = () => ({ 'a programme': {} as LockedProgramme })

const opened = {
  async load({ tx }: { tx: Parameters<typeof lockProgramme>[0] }, input: { programme: string }): Promise<LockedProgramme> {
    const found = await lockProgramme(tx, input.programme)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
}
const requireOpen = (programme: LockedProgramme) => {
  if (programme.frozen) throw new AppError('conflict', 'plans.frozen')
}

/** Practice §3.2: what a decision added, dropped or changed; the programme is a new version from then on. */
export const amendProgramme = defineCommand({
  name: 'programme.amend',
  input: AmendProgramme,
  ...opened,
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    requireOpen(programme)
    if (!(await raiseProgramme(tx, programme.id, input.version))) throw new AppError('conflict', 'version.stale')
    await addChange(tx, { programme: programme.id, kind: 'amended', decision: input.decision, note: input.note, byName: actor.person?.name ?? '', at: now })
    return { id: programme.id }
  },
  audit: (programme, _result, input) => changed(programme, { amended: input.note, decision: input.decision }),
  specimens,
})

/** for each activity whose day has passed the desk says: kept, moved to a day, or carried into the next programme. All or none. */
export const chooseDue = defineCommand({
  name: 'programme.choose-due',
  input: ChooseDue,
  ...opened,
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    requireOpen(programme)
    const faults: Fault[] = []
    for (const choice of input.choices) {
      const at = (path: string, code: string, params: Record<string, string | number> = {}) => faults.push({ path: `/choices/${choice.activity}${path}`, code, params })
      const activity = await lockActivity(tx, { actor, now }, choice.activity)
      if (!activity || activity.programme !== programme.id) at('', 'plans.activity-unknown')
      else if (activity.version !== choice.version) throw new AppError('conflict', 'version.stale')
      else if (choice.do === 'keep') await addStep(tx, { activity: activity.id, kind: 'due', dueFrom: activity.dueOn, dueTo: activity.dueOn, text: input.reason, decision: input.decision, byName: actor.person?.name ?? '', byRole: roleOf(actor), byParty: actor.capacity?.party ?? null, at: now })
      else if (choice.do === 'move') {
        if (choice.dueOn === null) at('/dueOn', 'plans.day')
        else await performIn(tx, moveDue, { actor, now, input: { activity: choice.activity, version: choice.version, dueOn: choice.dueOn, dueAfter: null, decision: input.decision, note: input.reason } })
      } else if (input.into === '') at('/do', 'plans.programme-needed')
      else if (input.reason === '') at('/do', 'plans.reason-needed')
      else {
        try {
          await performIn(tx, carryOver, { actor, now, input: { activity: choice.activity, version: choice.version, into: input.into, reason: input.reason, decision: input.decision } })
        } catch (error) {
          if (!(error instanceof AppError) || error.kind === 'missing') throw error
          at('/do', error.faults[0]?.code ?? error.code, error.faults[0]?.params)
        }
      }
    }
    if (faults.length > 0) throw invalidInput(faults)
    return { chosen: input.choices.length }
  },
  audit: (programme, _result, input) => changed(programme, { dueDays: input.choices.map((choice) => [choice.activity, choice.do, choice.dueOn]), into: input.into, decision: input.decision, reason: input.reason }),
  specimens,
})

/** Provisions of a plan, one a line, as they stand in its text. */
export const addProvisions = defineCommand({
  name: 'programme.add-provisions',
  input: AddProvisions,
  ...opened,
  async run({ tx }, programme: LockedProgramme, input) {
    requireOpen(programme)
    const faults: Fault[] = []
    for (const provision of input.provisions) {
      if (!(await addProvision(tx, { programme: programme.id, number: provision.number, text: both(provision.text), area: null, origin: 'desk' }))) faults.push({ path: '/lines', code: 'plans.provision-in-use', params: { number: provision.number } })
    }
    if (faults.length > 0) throw invalidInput(faults)
    return { added: input.provisions.map(({ number }) => number) }
  },
  audit: (programme, result) => changed(programme, { provisions: result.added }),
  specimens,
})
