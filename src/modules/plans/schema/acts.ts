import { z } from 'zod'
import { usualReminders } from '../rules/remind.ts'
import { activityStatuses, activityTypes, evidenceTypes, fundSources } from '../schema.ts'

const line = (most = 300) => z.string().trim().max(most).default('')
const needed = (code: string, most = 300) => z.string().trim().min(1, code).max(most)
const Id = z.string().trim().max(80)
const Version = z.coerce.number().int()
/** What a person typed in one language; the other is filled with the same words until someone translates it. */
export const Wording = z.strictObject({ en: line(600), th: line(600) })
const Title = z.strictObject({ en: line(300), th: line(300) }).refine((title) => title.en !== '' || title.th !== '', { message: 'plans.title-needed' })
const Currency = z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, 'plans.currency-unknown')
const Amount = z.coerce.number().nonnegative('plans.amount-negative').max(99_999_999_999_999)
const Day = z.iso.date('plans.day')

/** "Within six months after …": a meeting or a decision, and how long after it. */
const DueAfter = z.strictObject({ meeting: line(60), mandate: line(80), months: z.coerce.number().int('plans.count').min(0, 'plans.count').max(120, 'plans.count').default(0), days: z.coerce.number().int('plans.count').min(0, 'plans.count').max(3660, 'plans.count').default(0) })
  .refine((after) => (after.meeting === '') !== (after.mandate === ''), { message: 'plans.after-what' }).refine((after) => after.months + after.days > 0, { message: 'plans.after-how-long' })

/** Every field of practice §3.2 that a person fills in; what is worked out is not here. */
export const ActivityFields = z.strictObject({
  title: Title, description: Wording.nullable().default(null), area: needed('plans.area-needed', 60), strategy: needed('plans.strategy-needed', 60), actionLine: Wording.nullable().default(null), objective: Wording.nullable().default(null),
  provision: line(40), lead: line(20), coLead: line(20), participants: z.array(z.string().trim().max(20)).default([]), type: z.enum(activityTypes),
  startsOn: Day.nullable().default(null), endsOn: Day.nullable().default(null), dueOn: Day.nullable().default(null),
  /** "Within six months after the meeting": moves while its anchor moves (practice §3.1). */
  dueAfter: DueAfter.nullable().default(null),
  recurring: z.boolean().default(false), venue: line(), beneficiaries: z.strictObject({ women: z.coerce.number().int().nonnegative().optional(), men: z.coerce.number().int().nonnegative().optional(), all: z.coerce.number().int().nonnegative().optional() }).nullable().default(null),
  expectedOutput: Wording.nullable().default(null), risks: line(1000), inclusion: line(1000), sustainability: line(1000), remarks: line(2000),
  budget: Amount.nullable().default(null), currency: Currency.nullable().default(null), partner: line(20), partnerPlan: line(80), marking: z.enum(['PUBLIC', 'GENERAL', 'LIMITED']).default('GENERAL'),
})
export type ActivityFields = z.infer<typeof ActivityFields>

export const ProposeActivity = z.strictObject({ programme: Id, proponent: line(20), code: line(40), fields: ActivityFields, mandates: z.array(Id).default([]) })
export const DescribeActivity = z.strictObject({ activity: Id, version: Version, fields: ActivityFields })
export const StepActivity = z.strictObject({
  activity: Id, version: Version, to: z.enum(activityStatuses), /** The decision that says so, where one is needed. */ decision: line(), deferredTo: line(60), supersededBy: line(80), note: line(2000),
})
export const FundActivity = z.strictObject({
  activity: Id, version: Version,
  funding: z.array(z.strictObject({
    source: z.enum(fundSources), name: needed('plans.fund-name-needed'), partner: line(20), amount: Amount.nullable().default(null), currency: Currency.nullable().default(null), rate: z.coerce.number().positive('plans.rate-positive').nullable().default(null), rateOn: Day.nullable().default(null),
    status: z.enum(['sought', 'confirmed', 'declined']), confirmedOn: Day.nullable().default(null),
  })).max(30),
})
export const MoveDue = z.strictObject({ activity: Id, version: Version, dueOn: Day.nullable().default(null), dueAfter: DueAfter.nullable().default(null), decision: needed('plans.decision-needed'), note: line(1000) })
export const LinkActivity = z.strictObject({ activity: Id, mandate: needed('plans.mandate-needed', 80) })
export const FlagRisk = z.strictObject({ activity: Id, version: Version, why: line(500) })

export const SendEvidence = z.strictObject({
  activity: Id, report: Id.nullable().default(null), type: z.enum(evidenceTypes), title: Title, link: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'plans.link' })]).default(''), document: line(120), file: z.string().length(64).nullable().default(null), fileName: line(200),
  on: Day.nullable().default(null), marking: z.enum(['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED']).default('GENERAL'),
})
export const VerifyEvidence = z.strictObject({ evidence: Id, version: Version, note: line(500) })
export const RefuseEvidence = z.strictObject({ evidence: Id, version: Version, why: needed('plans.reason-needed', 500) })

const RemindBefore = z.array(z.number('remind.days-wrong').int('remind.days-wrong').min(0, 'remind.days-wrong').max(120, 'remind.days-wrong')).max(10, 'remind.days-wrong')
export const OpenRound = z.strictObject({ programme: Id, name: Title, periodFrom: Day, periodUntil: Day, closesOn: Day, remindBefore: RemindBefore.default([...usualReminders]) })
export const MoveRound = z.strictObject({ round: Id, version: Version, closesOn: Day, remindBefore: RemindBefore })
export const CloseRound = z.strictObject({ round: Id, version: Version })
export const Entry = z.strictObject({
  activity: Id, status: z.enum(activityStatuses).nullable().default(null), progress: z.coerce.number().int('plans.percent').min(0, 'plans.percent').max(100, 'plans.percent').nullable().default(null), text: line(4000), language: z.enum(['en', 'th']).default('en'),
  women: z.coerce.number().int().nonnegative('plans.count').nullable().default(null), men: z.coerce.number().int().nonnegative('plans.count').nullable().default(null), spent: Amount.nullable().default(null), currency: Currency.nullable().default(null), obstacles: line(2000), nextSteps: line(2000),
})
export type Entry = z.infer<typeof Entry>
export const SaveReport = z.strictObject({ round: Id, party: line(20), reporter: z.enum(['member', 'lead-shepherd', 'implementing-agency', 'partner']), area: z.string().max(60).nullable().default(null), version: Version.nullable().default(null), entries: z.array(Entry).max(2000) })
export const SubmitReport = z.strictObject({ report: Id, version: Version })
export const ReturnReport = z.strictObject({ report: Id, version: Version, why: needed('plans.reason-needed', 1000) })

export const ExtendProgramme = z.strictObject({ programme: Id, version: Version, until: z.string().regex(/^\d{4}(?:-\d{2}-\d{2})?$/, 'plans.day'), decision: needed('plans.decision-needed'), note: line(1000) })
export const CarryOver = z.strictObject({ activity: Id, version: Version, into: needed('plans.programme-needed', 80), reason: needed('plans.reason-needed', 500), decision: needed('plans.decision-needed') })
export const CloseProgramme = z.strictObject({ programme: Id, version: Version, decision: needed('plans.decision-needed') })
export const MapProvision = z.strictObject({ programme: Id, number: needed('plans.provision-needed', 40), target: z.strictObject({ programme: Id, number: z.string().trim().max(40) }).nullable(), reason: line(500) })
export const SupersedePlan = z.strictObject({ programme: Id, version: Version, by: needed('plans.programme-needed', 80), decision: needed('plans.decision-needed') })
export const AddProvision = z.strictObject({ programme: Id, number: needed('plans.provision-needed', 40), text: Title, area: z.string().max(60).nullable().default(null) })
