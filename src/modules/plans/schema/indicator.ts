import { z } from 'zod'

const line = (most = 200) => z.string().trim().max(most).default('')
const Id = z.string().trim().max(80)
const Number_ = z.coerce.number('plans.number').min(-1e12, 'plans.number').max(1e12, 'plans.number')
const Position = z.coerce.number().int().min(1).max(60)

/** Practice §3.2: what is counted, in what unit, from where to where, by whom and how often. */
export const SetIndicator = z.strictObject({
  activity: Id, version: z.coerce.number().int(), position: Position.nullable().default(null),
  name: z.strictObject({ en: line(), th: line() }).refine((name) => name.en !== '' || name.th !== '', { message: 'plans.indicator-name-needed' }),
  unit: z.string().trim().min(1, 'plans.unit-needed').max(60), source: line(), frequency: line(), baseline: Number_.nullable().default(null), target: Number_.nullable().default(null),
})
export const ReportIndicator = z.strictObject({ activity: Id, position: Position, on: z.iso.date('plans.day'), value: Number_ })
export const VerifyIndicator = z.strictObject({ activity: Id, position: Position, on: z.iso.date('plans.day'), party: z.string().trim().max(20) })
