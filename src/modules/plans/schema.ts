import { z } from 'zod'
import { Citations, PartialDate, Text } from '../../kernel/record.ts'
import { BodyCode, PartyCode, Slug } from '../mechanism/index.ts'

/** Practice §3.3: status codes of an activity. Overdue, without a report, unfunded and at risk are worked out when read. */
export const activityStatuses = ['PRO', 'END', 'FUN', 'SCH', 'ONG', 'SUS', 'COM', 'REC', 'DEF', 'COV', 'SUP', 'CAN', 'REJ', 'WDN'] as const
export type ActivityStatus = (typeof activityStatuses)[number]

export const activityTypes = ['meeting', 'workshop', 'training', 'study', 'operation', 'database', 'legal-instrument', 'campaign', 'publication'] as const
export const programmeKinds = ['plan', 'work-programme', 'partner-work-plan', 'cross-sectoral'] as const
export const evidenceTypes = ['report', 'attendance', 'publication', 'law', 'photograph', 'certificates', 'statistics', 'other'] as const
export const fundSources = ['national', 'cost-sharing', 'asean-development-fund', 'asean-trust-fund', 'partner-fund', 'other'] as const
export const reviewRatings = ['fully', 'largely', 'partly', 'not', 'not-assessable'] as const

/** The strategies that cross the areas, such as the exchange of information (practice §3.1). */
export const StrategyFile = z.array(z.strictObject({ slug: Slug, number: z.number().int().positive(), name: Text, since: PartialDate.nullable(), sources: Citations }))

/** Frames of plans and programmes: the instrument says what was adopted, when and for how long. */
export const ProgrammeFile = z.array(
  z.strictObject({
    instrument: Slug,
    code: z.string().regex(/^[A-Z0-9+.-]+(?:\/[A-Z0-9.-]+)+$/, 'plans.code'),
    kind: z.enum(programmeKinds),
    plan: Slug.nullable().default(null),
    body: BodyCode.nullable().default(null),
    partner: PartyCode.nullable().default(null),
    areas: z.array(Slug).default([]),
    strategies: z.array(Slug).default([]),
    note: Text.optional(),
    sources: Citations,
  }),
)
