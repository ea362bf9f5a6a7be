import { z } from 'zod'
import { Citations, Disagreement, PartialDate, Since, Text } from '../../kernel/record.ts'

/** The four levels of authority, thick to thin: leaders, ministers, senior officials, working groups. */
export const levels = [1, 2, 3, 4] as const
export const Level = z.literal(levels)
export type Level = z.infer<typeof Level>

/** A code such as `AMMTC+3` or `SOMTC-WG.TIP`: the first part of a symbol (practice §1.8.2). */
export const BodyCode = z.string().regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)?(?:\.[A-Z0-9]+)?(?:\+[A-Z0-9]+)?$/, 'body.code')
/** ISO 3166-1 alpha-3 for states; capitals for organisations (`UNODC`, `EU`). */
export const PartyCode = z.string().regex(/^[A-Z][A-Z0-9-]{1,11}$/, 'party.code')
export const Slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'record.slug')

export const bodyKinds = ['summit', 'council', 'ministers', 'senior-officials', 'working-group', 'consultation', 'sister-body'] as const
export const partyCategories = ['member', 'observer', 'dialogue-partner', 'sectoral-partner', 'development-partner', 'organisation', 'sister-body'] as const
export const rotationKinds = ['ALPHA_EN', 'ALIGNED_TO_PARENT_CHAIR', 'VOLUNTARY', 'FIXED_SEAT'] as const
export const cadenceUnits = ['year', 'meeting'] as const

export const MechanismFile = z.strictObject({
  code: Slug,
  name: Text,
  line: Text,
  zone: z.string(),
  /** Where the secretariat sits: a party by its code. */
  seat: PartyCode.optional(),
  authenticLanguage: z.enum(['en', 'th']),
  story: z.strictObject({ headline: Text.optional(), founding: Text, purpose: Text, mandate: z.string().optional(), sources: Citations }),
})

export const SourceFile = z.array(
  z.strictObject({
    id: Slug,
    title: Text,
    publisher: Text,
    url: z.url(),
    language: z.string().min(2),
    kind: z.enum(['official', 'press', 'agency', 'academic', 'archive']),
    published: PartialDate.optional(),
    note: Text.optional(),
  }),
)

export const BodyFile = z.array(
  z.strictObject({
    code: BodyCode,
    name: Text,
    short: Text,
    aliases: z.array(z.string()).default([]),
    kind: z.enum(bodyKinds),
    level: Level,
    parent: BodyCode.nullable(),
    partner: PartyCode.optional(),
    area: Slug.optional(),
    role: Text,
    established: z.strictObject({ on: PartialDate.nullable(), by: Text, sources: Citations }).optional(),
    sources: Citations,
  }),
)

export const PartyFile = z.array(
  z.strictObject({
    code: PartyCode,
    name: Text,
    aliases: z.array(z.string()).default([]),
    categories: z.array(z.strictObject({ category: z.enum(partyCategories), from: PartialDate.nullable(), until: PartialDate.nullable().default(null), note: Text.optional(), sources: Citations })).min(1),
    zone: z.string().optional(),
  }),
)

/** How often a body is to meet, from a date, by a decision. What happened in fact is in the meetings. */
export const CadenceFile = z.array(
  z.strictObject({
    body: BodyCode,
    every: z.number().int().positive(),
    unit: z.enum(['year']),
    from: PartialDate,
    until: PartialDate.nullable().default(null),
    decidedBy: Text,
    mandate: z.string().optional(),
    note: Text.optional(),
    sources: Citations,
  }),
)

export const RotationFile = z.array(
  z.strictObject({
    body: BodyCode,
    rule: z.enum(rotationKinds),
    from: Since,
    anchor: z.strictObject({ ordinal: z.number().int().positive(), party: PartyCode }).optional(),
    parent: BodyCode.optional(),
    exceptions: z.array(z.strictObject({ kind: z.enum(['swap', 'pass', 'relinquish', 'deferral']), ordinal: z.number().int().positive(), party: PartyCode, with: PartyCode.optional(), note: Text, sources: Citations })).default([]),
    note: Text,
    inferred: z.boolean(),
    sources: Citations,
  }),
)

export const AreaFile = z.array(
  z.strictObject({
    slug: Slug,
    number: z.number().int().positive(),
    name: Text,
    from: Since,
    decidedBy: Text,
    sources: Citations,
    leads: z.array(z.strictObject({ party: PartyCode, from: Since.nullable(), until: Since.nullable().default(null), note: Text.optional(), sources: Citations })).default([]),
    disagreements: z.array(Disagreement).default([]),
  }),
)

export const HolidayFile = z.array(z.strictObject({ day: z.iso.date(), name: Text, where: z.string(), sources: Citations.optional() }))
