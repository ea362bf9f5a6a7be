import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { addChange, addMapping, addProvision, addStep, both, carryInto, codesOf, listProvisions, type LockedActivity, lockActivity, type LockedProgramme, lockProgramme, openActivities, raiseProgramme, saveStatus } from '../queries/acts.ts'
import { timesCarried } from '../queries/evidence.ts'
import { mayBecome, notTerminal, unmapped } from '../rules.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { AddProvision, CarryOver, CloseProgramme, ExtendProgramme, MapProvision, SupersedePlan } from '../schema/acts.ts'

const invalidInput = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })

async function known({ tx }: CommandContext, input: { programme: string }): Promise<LockedProgramme> {
  const found = await lockProgramme(tx, input.programme)
  if (!found) throw missing()
  return found
}

const changed = (programme: { id: string }, change: unknown) => ({ type: 'programme', id: programme.id, change })
const specimens = () => ({ 'a programme': {} as LockedProgramme })
const requireOpen = (programme: LockedProgramme) => {
  if (programme.frozen) throw new AppError('conflict', 'plans.frozen')
}

/** R-3.3.4: the programme ends later; no activity moves by it. The desk chooses for each whose day falls behind. */
export const extendProgramme = defineCommand({
  name: 'programme.extend',
  input: ExtendProgramme,
  load: known,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    requireOpen(programme)
    if (!(await raiseProgramme(tx, programme.id, input.version))) throw new AppError('conflict', 'version.stale')
    await addChange(tx, { programme: programme.id, kind: 'extended', periodUntil: input.until, decision: input.decision, note: input.note, byName: actor.person?.name ?? '', at: now })
    return { until: input.until }
  },
  audit: (programme, _result, input) => changed(programme, { extendedTo: input.until, decision: input.decision }),
  specimens,
})

/** R-3.3.3: carried over it is a new activity of the next cycle with a reason; the second time is flagged. */
export const carryOver = defineCommand({
  name: 'activity.carry-over',
  input: CarryOver,
  async load({ tx, actor, now }, input): Promise<LockedActivity> {
    const found = await lockActivity(tx, { actor, now }, input.activity)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, activity: LockedActivity, input) {
    const into = await lockProgramme(tx, input.into)
    if (!into || into.id === activity.programme) throw invalidInput([{ path: '/into', code: 'plans.programme-unknown', params: { name: input.into } }])
    if (into.frozen) throw new AppError('conflict', 'plans.frozen')
    if (!mayBecome(activity.status, 'COV')) throw new AppError('conflict', 'plans.no-such-step')
    const codes = await codesOf(tx, into.id)
    const id = randomUUID()
    // The original code where it is free, so that the work keeps its name.
    const code = codes.includes(activity.code) ? `${activity.code}-C${codes.filter((known) => known.startsWith(`${activity.code}-C`)).length + 1}` : activity.code
    if (!(await saveStatus(tx, activity.id, input.version, { status: 'COV', deferredTo: null, supersededBy: null, now }))) throw new AppError('conflict', 'version.stale')
    await carryInto(tx, { from: activity.id, id, programme: into.id, code, reason: input.reason, now })
    const times = await timesCarried(tx, id)
    const who = { byName: actor.person?.name ?? '', byRole: actor.capacity?.role ?? '', byParty: actor.capacity?.party ?? null, at: now }
    await addStep(tx, { activity: activity.id, kind: 'status', status: 'COV', text: input.reason, decision: input.decision, ...who })
    await addStep(tx, { activity: id, kind: 'status', status: 'END', text: input.reason, decision: input.decision, ...who })
    return { id, code, programme: into.code, times }
  },
  audit: (activity, result, input) => ({ type: 'activity', id: activity.id, change: { carriedInto: result.programme, as: result.code, times: result.times, reason: input.reason, decision: input.decision } }),
  specimens: () => ({ 'an activity': {} as LockedActivity }),
})

/** US-18 AC1: not while any activity is in a state that is no end. Those are named. */
export const closeProgramme = defineCommand({
  name: 'programme.close',
  input: CloseProgramme,
  load: known,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    requireOpen(programme)
    const open = notTerminal(await openActivities(tx, programme.id))
    if (open.length > 0) throw invalidInput([{ path: '/programme', code: 'plans.still-open', params: { n: open.length, codes: open.slice(0, 12).map((activity) => activity.code).join(', ') } }])
    if (!(await raiseProgramme(tx, programme.id, input.version, { closedAt: now, closedBy: actor.person?.name ?? '' }))) throw new AppError('conflict', 'version.stale')
    await addChange(tx, { programme: programme.id, kind: 'closed', decision: input.decision, byName: actor.person?.name ?? '', at: now })
    return { id: programme.id }
  },
  audit: (programme, _result, input) => changed(programme, { closed: true, decision: input.decision }),
  specimens,
})

export const addProvisionOf = defineCommand({
  name: 'programme.add-provision',
  input: AddProvision,
  load: known,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx }, programme: LockedProgramme, input) {
    requireOpen(programme)
    if (!(await addProvision(tx, { programme: programme.id, number: input.number, text: both(input.text), area: input.area, origin: 'desk' }))) throw invalidInput([{ path: '/number', code: 'plans.provision-in-use', params: { number: input.number } }])
    return { number: input.number }
  },
  audit: (programme, result) => changed(programme, { provision: result.number }),
  specimens,
})

/** R-3.3.5: one provision may lead to several; "dropped" is a target too, with a reason. */
export const mapProvision = defineCommand({
  name: 'programme.map-provision',
  input: MapProvision,
  load: known,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    const faults: Fault[] = []
    const own = await listProvisions(tx, programme.id)
    if (!own.some((provision) => provision.number === input.number)) faults.push({ path: '/number', code: 'plans.provision-unknown', params: { number: input.number } })
    const target = input.target === null ? null : await lockProgramme(tx, input.target.programme)
    if (input.target !== null && (target === null || !(await listProvisions(tx, target.id)).some((provision) => provision.number === input.target?.number))) faults.push({ path: '/target', code: 'plans.provision-unknown', params: { number: input.target.number } })
    if (input.target === null && input.reason === '') faults.push({ path: '/reason', code: 'plans.reason-needed' })
    if (faults.length > 0) throw invalidInput(faults)
    await addMapping(tx, { programme: programme.id, number: input.number, targetProgramme: target?.id ?? null, targetNumber: input.target?.number ?? null, reason: input.reason || null, by: actor.person?.name ?? '', now })
    return { number: input.number }
  },
  audit: (programme, _result, input) => changed(programme, { mapped: input.number, to: input.target, reason: input.reason }),
  specimens,
})

/** US-18 AC4: read only from then on; only when every provision leads somewhere. */
export const supersedePlan = defineCommand({
  name: 'programme.supersede',
  input: SupersedePlan,
  load: known,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now }, programme: LockedProgramme, input) {
    if (programme.supersededBy !== null) throw new AppError('conflict', 'plans.frozen')
    const successor = await lockProgramme(tx, input.by)
    if (!successor || successor.id === programme.id) throw invalidInput([{ path: '/by', code: 'plans.programme-unknown', params: { name: input.by } }])
    const provisions = await listProvisions(tx, programme.id)
    const open = unmapped(provisions.map((provision) => provision.number), provisions.flatMap((provision) => provision.mappings.map((mapping) => ({ number: provision.number, ...mapping }))))
    if (open.length > 0) throw invalidInput([{ path: '/programme', code: 'plans.not-all-mapped', params: { n: open.length, numbers: open.slice(0, 12).join(', ') } }])
    if (!(await raiseProgramme(tx, programme.id, input.version, { supersededBy: successor.id, frozenAt: now }))) throw new AppError('conflict', 'version.stale')
    await addChange(tx, { programme: programme.id, kind: 'superseded', decision: input.decision, byName: actor.person?.name ?? '', at: now })
    return { by: successor.code }
  },
  audit: (programme, result, input) => changed(programme, { supersededBy: result.by, decision: input.decision }),
  specimens,
})
