import { z } from 'zod'

/** Shapes that every file of a mechanism's record shares. The record is what `data/<mechanism>/` holds: reviewed text with sources. */

const filled = z.string().trim().min(1)

/** Content in both languages. A record without its Thai is not complete, so both are required. */
export const Text = z.strictObject({ en: filled, th: filled })

/** A day, month or year: `2009-11-17`, `2014-06` or `2003`. What is not known is left out, never guessed. */
export const PartialDate = z.union([
  z.iso.date(),
  z.string().regex(/^(1[89]|2[01])\d{2}(-(0[1-9]|1[0-2]))?$/, 'record.date'),
])
export const Day = z.iso.date()

/** Which of the sources says so, and where in it. */
export const Citation = z.strictObject({ source: filled, locator: filled.optional() })
export const Citations = z.array(Citation).min(1)

/** Two or more claims on one fact. All are kept, one is chosen with a reason, and the page says "sources disagree". */
export const Disagreement = z
  .strictObject({
    about: Text,
    field: filled,
    claims: z.array(z.strictObject({ claim: Text, value: z.string().optional(), sources: Citations, weight: Text.optional() })).min(2),
    chosen: z.number().int().min(0).nullable(),
    reason: Text,
  })
  .refine((d) => d.chosen === null || d.chosen < d.claims.length, { message: 'record.chosen-claim', path: ['chosen'] })

export type PartialDate = z.infer<typeof PartialDate>
export type Citation = z.infer<typeof Citation>
export type Disagreement = z.infer<typeof Disagreement>

/** A dated reference: from a meeting (`SOMTC/3`) or from a date. Practice counts in meetings as often as in days. */
export const Since = z.union([z.strictObject({ meeting: filled }), z.strictObject({ date: PartialDate })])
export type Since = z.infer<typeof Since>
