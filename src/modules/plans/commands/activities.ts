import { randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { findMandate, findMandates } from '../../mandates/index.ts'
import { addStep, codesOf, linkMandate, type LockedActivity, lockActivity, type LockedProgramme, lockProgramme, numberOfStrategy, saveDue, saveFields, saveFunding, saveProposed, saveRisk, saveStatus, unknownPlaces } from '../queries/acts.ts'
import { dayOfAnchor } from '../queries/due.ts'
import { nextCode, refusalOf } from '../rules.ts'
import { dueFrom } from '../rules/due.ts'
import { byDecision, canEditActivity, canProposeActivity, canStep, type Concerned } from '../rules/acts.ts'
import { type ActivityFields, DescribeActivity, FlagRisk, FundActivity, LinkActivity, MoveDue, ProposeActivity, StepActivity } from '../schema/acts.ts'

const stale = () => new AppError('conflict', 'version.stale')
const invalidInput = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })

async function seen({ tx, actor, now }: CommandContext, input: { activity: string }): Promise<LockedActivity> {
  const found = await lockActivity(tx, { actor, now }, input.activity)
  if (!found) throw missing()
  return found
}

const by = ({ actor, now }: CommandContext) => ({ byName: actor.person?.name ?? '', byRole: roleOf(actor), byParty: actor.capacity?.party ?? null, at: now })
const changed = (activity: { id: string }, change: unknown) => ({ type: 'activity', id: activity.id, change })

/** Where the due day counts from an event, the day that makes now, beside the rule. */
const withDue = async (tx: CommandContext['tx'], fields: ActivityFields): Promise<ActivityFields> => (fields.dueAfter === null ? fields : { ...fields, dueOn: dueFrom(fields.dueAfter, await dayOfAnchor(tx, fields.dueAfter)) })

export const concernedSpecimens = (): Record<string, Concerned> => ({
  'own member’s activity': { area: 'other-area', proponent: 'OWN', lead: 'OWN', participants: ['all'], planPartner: null, frozen: false },
  'another member’s activity': { area: 'other-area', proponent: 'OTHER', lead: 'OTHER', participants: [], planPartner: null, frozen: false },
  'an activity of the own area': { area: 'own-area', proponent: 'OTHER', lead: 'OTHER', participants: [], planPartner: null, frozen: false },
  'in the work plan with the own party': { area: 'other-area', proponent: null, lead: null, participants: [], planPartner: 'OWN', frozen: false },
})
const activitySpecimens = () => Object.fromEntries(Object.entries(concernedSpecimens()).map(([label, concerned]) => [label, { concerned } as LockedActivity]))

async function faultsOfFields({ tx, actor }: CommandContext, fields: ActivityFields, more: { programme: LockedProgramme | null }): Promise<Fault[]> {
  const parties = [fields.lead, fields.coLead, fields.partner, ...fields.participants.filter((code) => code !== 'all')].filter((code) => code !== '')
  const unknown = await unknownPlaces(tx, { areas: [fields.area], strategies: [fields.strategy], parties, mandates: [], meetings: fields.dueAfter?.meeting ? [fields.dueAfter.meeting] : [], programmes: fields.partnerPlan === '' ? [] : [fields.partnerPlan] })
  const faults: Fault[] = []
  const beside = (path: string, values: string[], code: string) => values.forEach((name) => faults.push({ path, code, params: { name } }))
  beside('/fields/area', unknown.areas, 'plans.area-unknown')
  beside('/fields/strategy', unknown.strategies, 'plans.strategy-unknown')
  beside('/fields/participants', unknown.parties, 'plans.party-unknown')
  beside('/fields/dueAfter', unknown.meetings, 'plans.meeting-unknown')
  // A decision that this person may not see does not exist for him.
  if (fields.dueAfter?.mandate && !(await findMandate(tx, actor, fields.dueAfter.mandate))) beside('/fields/dueAfter', [fields.dueAfter.mandate], 'plans.mandate-unknown')
  beside('/fields/partnerPlan', unknown.programmes, 'plans.programme-unknown')
  if (more.programme && more.programme.areas.length > 0 && unknown.areas.length === 0 && !more.programme.areas.includes(fields.area)) faults.push({ path: '/fields/area', code: 'plans.area-not-in-programme' })
  if (fields.startsOn !== null && fields.endsOn !== null && fields.endsOn < fields.startsOn) faults.push({ path: '/fields/endsOn', code: 'plans.ends-before-start' })
  if ((fields.budget === null) !== (fields.currency === null)) faults.push({ path: '/fields/currency', code: 'plans.currency-with-amount' })
  return faults
}

/** Row 32. The code is the next of its area and strategy, or the one given, which must be free in the cycle (US-16 AC1). */
export const proposeActivity = defineCommand({
  name: 'activity.propose',
  input: ProposeActivity,
  async load({ tx, actor }, input): Promise<{ programme: LockedProgramme; concerned: Concerned }> {
    const programme = await lockProgramme(tx, input.programme)
    if (!programme) throw missing()
    const proponent = input.proponent || actor.capacity?.party || null
    return { programme, concerned: { area: input.fields.area, proponent, lead: input.fields.lead || null, participants: input.fields.participants, planPartner: programme.partner, frozen: programme.frozen } }
  },
  allow: (actor: Actor, subject: { programme: LockedProgramme; concerned: Concerned }) => canProposeActivity(actor, subject.concerned),
  async run(context, { programme, concerned }, input) {
    const { tx, actor, now } = context
    const faults = await faultsOfFields(context, input.fields, { programme })
    // A decision that its proponent may not see does not exist for him.
    const seenMandates = new Set((await findMandates(tx, actor, input.mandates)).map((mandate) => mandate.id))
    for (const name of input.mandates) if (!seenMandates.has(name)) faults.push({ path: '/mandates', code: 'plans.mandate-unknown', params: { name } })
    const codes = await codesOf(tx, programme.id)
    if (input.code !== '' && codes.includes(input.code)) faults.push({ path: '/code', code: 'plans.code-in-use', params: { code: input.code } })
    if (faults.length > 0) throw invalidInput(faults)
    const strategy = (await numberOfStrategy(tx, input.fields.strategy)) ?? 0
    const id = randomUUID()
    const code = input.code || nextCode(prefixOf(input.fields.area, codes), strategy, codes)
    await saveProposed(tx, { id, programme: programme.id, code, proponent: concerned.proponent, fields: await withDue(tx, input.fields), origin: 'desk', now })
    for (const mandate of input.mandates) await linkMandate(tx, id, mandate)
    await addStep(tx, { activity: id, kind: 'status', status: 'PRO', ...by(context) })
    return { id, code, programme: programme.code }
  },
  audit: (_subject, result, input) => changed(result, { proposed: result.code, programme: result.programme, fields: input.fields, mandates: input.mandates }),
  specimens: () => Object.fromEntries(Object.entries(concernedSpecimens()).map(([label, concerned]) => [label, { programme: {} as LockedProgramme, concerned }])),
})

/** The letters an area has in this cycle's codes; its initials where it has none yet. */
function prefixOf(area: string, codes: readonly string[]): string {
  const initials = area.split('-').map((word) => word[0]?.toUpperCase() ?? '').join('') || 'A'
  const known = codes.map((code) => /^([A-Z]+)-\d+-\d+$/.exec(code)?.[1]).find((prefix) => prefix === initials)
  return known ?? (initials.length > 1 ? initials : area.slice(0, 3).toUpperCase())
}

export const describeActivity = defineCommand({
  name: 'activity.describe',
  input: DescribeActivity,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run(context, activity: LockedActivity, input) {
    const faults = await faultsOfFields(context, input.fields, { programme: null })
    if (faults.length > 0) throw invalidInput(faults)
    if (!(await saveFields(context.tx, activity.id, input.version, await withDue(context.tx, input.fields), activity.status === 'PRO'))) throw stale()
    return { id: activity.id }
  },
  audit: (activity, _result, input) => changed(activity, { fields: input.fields }),
  specimens: activitySpecimens,
})

/** Practice §3.3: one step along the table of statuses, with what the step needs. */
export const stepActivity = defineCommand({
  name: 'activity.step',
  input: StepActivity,
  async load(context, input): Promise<{ activity: LockedActivity; to: typeof input.to }> {
    return { activity: await seen(context, input), to: input.to }
  },
  allow: (actor: Actor, subject: { activity: LockedActivity; to: Parameters<typeof canStep>[2] }) => canStep(actor, subject.activity.concerned, subject.to),
  async run(context, { activity }, input) {
    const faults: Fault[] = []
    if (byDecision.includes(input.to) && input.decision === '') faults.push({ path: '/decision', code: 'plans.decision-needed' })
    const refusal = refusalOf({ from: activity.status, to: input.to, verifiedEvidence: activity.verified, recurring: activity.recurring, startsOn: activity.startsOn, supersededBy: input.supersededBy || null, funding: activity.funding, budget: activity.budget, currency: activity.currency })
    if (refusal === 'plans.no-such-step') throw new AppError('conflict', refusal)
    if (refusal !== null) faults.push({ path: refusal === 'plans.needs-successor' ? '/supersededBy' : '/to', code: refusal })
    if (input.to === 'COV') faults.push({ path: '/to', code: 'plans.carry-over-names-the-cycle' })
    if (faults.length > 0) throw invalidInput(faults)
    if (!(await saveStatus(context.tx, activity.id, input.version, { status: input.to, deferredTo: input.deferredTo || null, supersededBy: input.supersededBy || null, now: context.now }))) throw stale()
    await addStep(context.tx, { activity: activity.id, kind: 'status', status: input.to, text: input.note, decision: input.decision || null, ...by(context) })
    return { id: activity.id, from: activity.status }
  },
  audit: ({ activity }, result, input) => changed(activity, { status: [result.from, input.to], decision: input.decision, note: input.note }),
  specimens: () => Object.fromEntries(Object.entries(activitySpecimens()).flatMap(([label, activity]) => [[`${label}: by decision`, { activity, to: 'DEF' as const }], [`${label}: under way`, { activity, to: 'ONG' as const }], [`${label}: completed`, { activity, to: 'COM' as const }]])),
})

/** US-16: where the money comes from, as given, with the day of each rate. */
export const fundActivity = defineCommand({
  name: 'activity.fund',
  input: FundActivity,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run({ tx }, activity: LockedActivity, input) {
    const faults: Fault[] = []
    const unknown = await unknownPlaces(tx, { areas: [], strategies: [], parties: input.funding.map((fund) => fund.partner).filter((code) => code !== ''), mandates: [], meetings: [], programmes: [] })
    input.funding.forEach((fund, index) => {
      if ((fund.amount === null) !== (fund.currency === null)) faults.push({ path: `/funding/${index}/currency`, code: 'plans.currency-with-amount' })
      if ((fund.rate === null) !== (fund.rateOn === null)) faults.push({ path: `/funding/${index}/rateOn`, code: 'plans.rate-needs-day' })
      if (fund.partner !== '' && unknown.parties.includes(fund.partner)) faults.push({ path: `/funding/${index}/partner`, code: 'plans.party-unknown', params: { name: fund.partner } })
    })
    if (faults.length > 0) throw invalidInput(faults)
    if (!(await saveFunding(tx, activity.id, input.version, input.funding.map((fund) => ({ ...fund, partner: fund.partner || null }))))) throw stale()
    return { id: activity.id }
  },
  audit: (activity, _result, input) => changed(activity, { funding: input.funding }),
  specimens: activitySpecimens,
})

/** a due day moves by decision, one activity at a time; the old day stays in its history. */
export const moveDue = defineCommand({
  name: 'activity.move-due',
  input: MoveDue,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run(context, activity: LockedActivity, input) {
    const { dueAfter } = input
    const faults: Fault[] = []
    if ((input.dueOn === null) === (dueAfter === null)) faults.push({ path: '/dueOn', code: 'plans.day-or-event' })
    if (dueAfter?.meeting && (await unknownPlaces(context.tx, { areas: [], strategies: [], parties: [], mandates: [], meetings: [dueAfter.meeting], programmes: [] })).meetings.length > 0) faults.push({ path: '/dueAfter', code: 'plans.meeting-unknown', params: { name: dueAfter.meeting } })
    if (dueAfter?.mandate && !(await findMandate(context.tx, context.actor, dueAfter.mandate))) faults.push({ path: '/dueAfter', code: 'plans.mandate-unknown', params: { name: dueAfter.mandate } })
    if (faults.length > 0) throw invalidInput(faults)
    const dueOn = dueAfter ? dueFrom(dueAfter, await dayOfAnchor(context.tx, dueAfter)) : input.dueOn
    if (!(await saveDue(context.tx, activity.id, input.version, dueOn, dueAfter))) throw stale()
    await addStep(context.tx, { activity: activity.id, kind: 'due', dueFrom: activity.dueOn, dueTo: dueOn, text: input.note, decision: input.decision, ...by(context) })
    return { id: activity.id, dueOn }
  },
  audit: (activity, result, input) => changed(activity, { dueOn: [activity.dueOn, result.dueOn], after: input.dueAfter, decision: input.decision }),
  specimens: activitySpecimens,
})

/** The mandate an activity answers to: one that this person may see. */
export const linkActivity = defineCommand({
  name: 'activity.link',
  input: LinkActivity,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run({ tx, actor }, activity: LockedActivity, input) {
    const mandate = await findMandate(tx, actor, input.mandate)
    if (!mandate) throw invalidInput([{ path: '/mandate', code: 'plans.mandate-unknown', params: { name: input.mandate } }])
    if (!(await linkMandate(tx, activity.id, mandate.id))) throw new AppError('conflict', 'plans.linked-before')
    return { mandate: mandate.symbol }
  },
  audit: (activity, result) => changed(activity, { answersTo: result.mandate }),
  specimens: activitySpecimens,
})

export const flagRisk = defineCommand({
  name: 'activity.flag-risk',
  input: FlagRisk,
  load: seen,
  allow: (actor: Actor, activity: LockedActivity) => canEditActivity(actor, activity.concerned),
  async run(context, activity: LockedActivity, input) {
    if (!(await saveRisk(context.tx, activity.id, input.version, input.why || null))) throw stale()
    await addStep(context.tx, { activity: activity.id, kind: 'risk', text: input.why || null, ...by(context) })
    return { id: activity.id }
  },
  audit: (activity, _result, input) => changed(activity, { atRisk: input.why || null }),
  specimens: activitySpecimens,
})
