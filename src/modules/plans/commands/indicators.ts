import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { both, type LockedActivity, lockActivity } from '../queries/acts.ts'
import { type Indicator, type IndicatorValue, listIndicators, saveIndicator, saveValue, verifyValueNow } from '../queries/indicators.ts'
import { canEditActivity, canReportValue, canVerify } from '../rules/acts.ts'
import { ReportIndicator, SetIndicator, VerifyIndicator } from '../schema/indicator.ts'
import { concernedSpecimens } from './activities.ts'
import { todayOf } from './today.ts'

const changed = (activity: { id: string }, change: unknown) => ({ type: 'activity', id: activity.id, change })
const activitySpecimens = () => Object.fromEntries(Object.entries(concernedSpecimens()).map(([label, concerned]) => [label, { concerned } as LockedActivity]))

async function seen({ tx, actor, now }: CommandContext, input: { activity: string }): Promise<LockedActivity> {
  const found = await lockActivity(tx, { actor, now }, input.activity)
  if (!found) throw missing()
  return found
}

async function indicatorOf(tx: CommandContext['tx'], activity: string, position: number): Promise<Indicator> {
  const found = (await listIndicators(tx, activity)).find((one) => one.position === position)
  if (!found) throw missing()
  return found
}

/** Practice §3.2: what the activity is measured by. */
export const setIndicator = defineCommand({
  name: 'indicator.set',
  input: SetIndicator,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run({ tx }, activity: LockedActivity, input) {
    if (input.position !== null) await indicatorOf(tx, activity.id, input.position)
    const position = await saveIndicator(tx, activity.id, input.version, { position: input.position, name: both(input.name), unit: input.unit, source: input.source || null, frequency: input.frequency || null, baseline: input.baseline, target: input.target })
    if (position === null) throw new AppError('conflict', 'version.stale')
    return { position }
  },
  audit: (activity, result, input) => changed(activity, { indicator: result.position, name: input.name, unit: input.unit, from: input.baseline, aim: input.target }),
  specimens: activitySpecimens,
})

/** A value is what one member, or whoever carries it out, said on a day; two members' values both stand. */
export const reportIndicator = defineCommand({
  name: 'indicator.report',
  input: ReportIndicator,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canReportValue(actor, activity.concerned),
  async run({ tx, actor, now }, activity: LockedActivity, input) {
    await indicatorOf(tx, activity.id, input.position)
    if (input.on > (await todayOf(tx, now))) throw new AppError('invalid', 'input.invalid', { faults: [{ path: '/on', code: 'plans.day-to-come' }] })
    const party = actor.capacity?.party ?? ''
    if (!(await saveValue(tx, { activity: activity.id, position: input.position, on: input.on, party, value: input.value, by: actor.person?.id ?? '', at: now }))) throw new AppError('conflict', 'plans.value-verified-before')
    return { party }
  },
  audit: (activity, result, input) => changed(activity, { indicator: input.position, party: result.party, on: input.on, value: input.value }),
  specimens: activitySpecimens,
})

interface ToVerify {
  activity: Pick<LockedActivity, 'id' | 'concerned'>
  value: Pick<IndicatorValue, 'saidBy' | 'party' | 'verifiedAt'>
}

/** never whoever reported it, nor another of the same party. */
export const verifyIndicator = defineCommand({
  name: 'indicator.verify',
  input: VerifyIndicator,
  async load(context, input): Promise<ToVerify> {
    const activity = await seen(context, input)
    const value = (await indicatorOf(context.tx, activity.id, input.position)).values.find((one) => one.on === input.on && one.party === input.party)
    if (!value) throw missing()
    return { activity, value }
  },
  allow: (actor: Actor, { activity, value }: ToVerify) => canVerify(actor, activity.concerned, { sentBy: value.saidBy, sentParty: value.party }),
  async run({ tx, actor, now }, { activity }: ToVerify, input) {
    if (!(await verifyValueNow(tx, { activity: activity.id, position: input.position, on: input.on, party: input.party, by: actor.person?.name ?? '', role: roleOf(actor), at: now }))) throw new AppError('conflict', 'plans.verified-before')
    return { position: input.position }
  },
  audit: ({ activity }, _result, input) => changed(activity, { verifiedIndicator: input.position, party: input.party, on: input.on }),
  specimens: (actor) => Object.fromEntries(Object.entries(concernedSpecimens()).flatMap(([label, concerned]) => [[`${label}: another's value`, { activity: { id: 'X', concerned }, value: { saidBy: 'someone', party: 'OTHER', verifiedAt: null } }], [`${label}: one's own value`, { activity: { id: 'X', concerned }, value: { saidBy: actor.person?.id ?? '', party: 'OWN', verifiedAt: null } }]])),
})
