import { z } from 'zod'

const Id = z.string().trim().max(80)
const Version = z.coerce.number().int()
const Decision = z.string().trim().min(1, 'plans.decision-needed').max(300)

export const AmendProgramme = z.strictObject({ programme: Id, version: Version, decision: Decision, note: z.string().trim().min(1, 'plans.amendment-needed').max(2000) })
export const ChooseDue = z.strictObject({
  programme: Id, decision: Decision, reason: z.string().trim().max(500).default(''), into: z.string().trim().max(80).default(''),
  choices: z.array(z.strictObject({ activity: Id, version: Version, do: z.enum(['keep', 'move', 'carry']), dueOn: z.iso.date('plans.day').nullable().default(null) })).min(1, 'plans.choose-one').max(200),
})
export const AddProvisions = z.strictObject({ programme: Id, provisions: z.array(z.strictObject({ number: z.string().trim().min(1, 'plans.provision-needed').max(40), text: z.strictObject({ en: z.string().trim().max(2000), th: z.string().trim().max(2000) }) })).min(1, 'plans.provision-needed').max(500) })
