import { z } from 'zod'
import { BodyCode, PartyCode, Slug } from '../../mechanism/index.ts'
import { programmeKinds } from '../schema.ts'

const Words = z.string().trim().min(1, 'plans.title-needed').max(300)
const orNone = <Kind extends z.ZodType>(kind: Kind) => z.preprocess((value) => (value === '' ? null : value), kind.nullable().default(null))

/** A year or a day. */
const Moment = z.string().regex(/^\d{4}(?:-\d{2}-\d{2})?$/, 'plans.moment')

/** Practice §3.2: what was endorsed, by which body, for which years; its lines come after. */
export const BeginProgramme = z.strictObject({
  kind: z.enum(programmeKinds),
  code: z.string().trim().toUpperCase().regex(/^[A-Z0-9+.-]+\/[A-Z0-9.-]+\/[A-Z0-9.-]+$/, 'plans.code-shape').max(60),
  title: z.strictObject({ en: Words, th: Words }),
  from: Moment,
  until: Moment,
  body: BodyCode,
  endorsedOn: z.iso.date('plans.day'),
  meeting: orNone(z.string().trim().max(60)),
  decision: z.string().trim().min(1, 'plans.decision-needed').max(300),
  plan: orNone(Slug),
  partner: orNone(PartyCode),
  areas: z.array(Slug).min(1, 'plans.areas-needed').max(40),
  strategies: z.array(Slug).max(40).default([]),
})
export type BeginProgramme = z.infer<typeof BeginProgramme>
