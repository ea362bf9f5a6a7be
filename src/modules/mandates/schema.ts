import { z } from 'zod'
import { Citations, Disagreement, PartialDate, Text } from '../../kernel/record.ts'
import { BodyCode, PartyCode, Slug } from '../mechanism/index.ts'

/** Practice §2.7: what a verb creates. C4 and up ask for something or change something. */
export const classes = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const
export const MandateClass = z.enum(classes)
export type MandateClass = z.infer<typeof MandateClass>

/** Practice §3.2. */
export const statuses = ['OPEN', 'IN_PROGRESS', 'COMPLETED', 'CONTINUING', 'OVERTAKEN', 'SUPERSEDED', 'LAPSED'] as const
export const MandateStatus = z.enum(statuses)
export type MandateStatus = z.infer<typeof MandateStatus>

/** Distribution marking (practice §1.8.3): who may read. `PARTNER:<code>` is shared with that partner. */
export const Distribution = z.union([z.enum(['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED']), z.string().regex(/^PARTNER:[A-Z0-9-]+$/, 'distribution')])

export const modifiers = ['in principle', 'ad referendum', 'subject to', 'as appropriate', 'where feasible', 'within existing resources', 'unanimously', 'with appreciation', 'with satisfaction', 'with concern'] as const

/** Whom the decision is addressed to: a body, a party, a role such as the lead shepherds, or all members. */
export const Addressee = z.union([
  z.strictObject({ body: BodyCode }),
  z.strictObject({ party: PartyCode }),
  z.strictObject({ all: z.enum(['members', 'partners']) }),
  z.strictObject({ role: z.enum(['lead-shepherds', 'secretariat', 'sectoral-bodies', 'remaining-members', 'experts']), body: BodyCode.optional() }),
])

/** an event resolves to a date when that meeting's date is fixed, and moves with it. */
export const Due = z.union([
  z.strictObject({ none: z.literal(true) }),
  z.strictObject({ on: PartialDate }),
  z.strictObject({ beforeNext: BodyCode }),
  z.strictObject({ atNext: BodyCode }),
  z.strictObject({ atMeeting: z.string() }),
  z.strictObject({ after: z.union([z.literal('decision'), z.strictObject({ meeting: z.string() }), z.strictObject({ instrument: Slug })]), months: z.number().int().positive().optional(), days: z.number().int().positive().optional(), workingDays: z.number().int().positive().optional() }),
])

export const effectKinds = ['adopts', 'endorses', 'endorses-in-principle', 'approves', 'extends', 'establishes', 'transfers-lead', 'changes-cadence', 'adds-area', 'sends-up', 'terminates', 'revises', 'signs', 'notes'] as const
export const Effect = z.strictObject({
  kind: z.enum(effectKinds),
  instrument: Slug.optional(),
  body: BodyCode.optional(),
  area: Slug.optional(),
  from: PartyCode.optional(),
  to: z.union([PartyCode, BodyCode]).optional(),
  until: PartialDate.optional(),
})

export const StatementFile = z.strictObject({
  /** The day the statement speaks of or was made: the register as of an earlier day does not show it. */
  on: PartialDate,
  status: MandateStatus.nullable(),
  text: Text,
  /** Of a member's own progress on a commitment of all; absent for the mandate as a whole. */
  party: PartyCode.optional(),
  /** Who says so: "As reported by … on …". */
  by: Text,
  sources: Citations,
})

export const MandateFile = z.array(
  z.strictObject({
    /** Body, session and number: `AMMTC/7/DEC.7`. Numbers run without gaps per body and session (US-06 AC5). */
    symbol: z.string().regex(/^[A-Z0-9+.-]+\/(?:\d+|SP\d+|PREP\.[A-Z0-9+.-]+|\d{4})\/DEC\.\d+$/, 'mandate.symbol'),
    body: BodyCode,
    meeting: z.string().nullable(),
    date: PartialDate,
    instrument: Slug,
    paragraph: z.string(),
    title: Text,
    /** Our digest in our own words unless `quoted`. */
    text: Text,
    quoted: z.boolean().default(false),
    language: z.enum(['en', 'th']).default('en'),
    verbs: z.array(z.string()).min(1),
    class: MandateClass,
    modifiers: z.array(z.enum(modifiers)).default([]),
    addressees: z.array(Addressee).default([]),
    action: Text.nullable().default(null),
    due: Due.default({ none: true }),
    reportsTo: z.strictObject({ body: BodyCode, when: Text.optional() }).nullable().default(null),
    areas: z.array(Slug).default([]),
    parents: z.array(z.strictObject({ symbol: z.string(), basis: z.enum(['stated', 'inferred']), note: Text.optional(), sources: Citations.optional() })).default([]),
    supersededBy: z.string().optional(),
    effects: z.array(Effect).default([]),
    distribution: Distribution.default('PUBLIC'),
    statements: z.array(StatementFile).default([]),
    disagreements: z.array(Disagreement).default([]),
    sources: Citations,
  }),
)

export type Addressee = z.infer<typeof Addressee> | { words: string }
export type Due = z.infer<typeof Due>
export type Effect = z.infer<typeof Effect>

/** A class, or a class and all above it: `C5`, `C4+` (whose plus an address decodes to a blank), `≥C4`. */
const ClassAsked = z
  .string()
  .regex(/^(?:≥|>=)?C[0-7][+ ]?$/, 'filter.class')
  .transform((asked) => ({ from: Number(/\d/.exec(asked)?.[0]), andAbove: !/^C\d$/.test(asked) }))

/** There is no year 0: no calendar has it, and no database. */
export const isReckoned = (day: string): boolean => !day.startsWith('0000')

/** The filters of the register: every one a link that can be shared. Unknown values are faults, not silence. */
export const MandateFilter = z.object({
  body: z.string().max(40).optional(),
  level: z.enum(['1', '2', '3', '4']).optional(),
  meeting: z.string().max(60).optional(),
  class: ClassAsked.optional(),
  status: z.enum([...statuses, 'NO_REPORT']).optional(),
  owner: z.string().max(40).optional(),
  area: z.string().max(60).optional(),
  /** `none`, `dated` or `event`. */
  due: z.enum(['none', 'dated', 'event']).optional(),
  overdue: z.enum(['yes', 'no']).optional(),
  record: z.enum(['disagree', 'break', 'digest']).optional(),
  text: z.string().max(200).optional(),
  /** Read as of the end of that day. */
  asOf: z.iso.date({ error: 'filter.as-of' }).refine(isReckoned, 'filter.as-of').optional(),
  sort: z.enum(['date', 'due', 'symbol']).default('date'),
})
export type MandateFilter = z.output<typeof MandateFilter>

/** The verbs of the record section; what a person files by hand has the same shape (US-01 AC1). */
export type MandateRow = z.output<typeof MandateFile>[number]
