import { z } from 'zod'
import { Citations, Day, Disagreement, PartialDate, Text } from '../../kernel/record.ts'
import { BodyCode, PartyCode, Slug } from '../mechanism/index.ts'

export const instrumentForms = [
  'declaration', 'convention', 'plan-of-action', 'work-programme', 'work-plan', 'joint-statement', 'communique', 'terms-of-reference', 'memorandum', 'statement', 'decision', 'guideline', 'roadmap', 'summit-decision',
] as const
export const instrumentActs = ['adopted', 'endorsed', 'endorsed-in-principle', 'approved', 'noted', 'welcomed', 'signed', 'in-force', 'extended', 'revised', 'sent-up', 'announced'] as const

/** An instrument and every act upon it: SOMTC endorses, AMMTC adopts, Leaders sign are separate acts. */
export const InstrumentFile = z.array(
  z.strictObject({
    id: Slug,
    title: Text,
    form: z.enum(instrumentForms),
    of: z.array(BodyCode).default([]),
    partner: PartyCode.optional(),
    areas: z.array(Slug).default([]),
    period: z.strictObject({ from: PartialDate, until: PartialDate }).nullable().default(null),
    acts: z.array(
      z.strictObject({
        act: z.enum(instrumentActs),
        on: PartialDate.nullable(),
        by: BodyCode.nullable().default(null),
        meeting: z.string().optional(),
        adReferendum: z.boolean().default(false),
        periodUntil: PartialDate.optional(),
        note: Text.optional(),
        sources: Citations,
      }),
    ),
    implements: z.array(Slug).default([]),
    replaces: z.array(Slug).default([]),
    url: z.url().optional(),
    note: Text.optional(),
    disagreements: z.array(Disagreement).default([]),
    sources: Citations,
  }),
)
export { Day }
