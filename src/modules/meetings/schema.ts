import { z } from 'zod'
import { Citations, Day, Disagreement, PartialDate, Text } from '../../kernel/record.ts'
import { BodyCode, PartyCode } from '../mechanism/index.ts'
import { answers, categories, rights } from './rights.ts'
import { lanes } from './rules/timeline.ts'

export const meetingKinds = ['regular', 'special', 'emergency', 'preparatory'] as const
export const meetingModes = ['in-person', 'virtual', 'hybrid'] as const
/** `held-by-rule`: no source dates it, but the cadence and the count of a source say it took place. */
export const meetingStatuses = ['held', 'held-by-rule', 'planned', 'cancelled'] as const

/** Second part of a meeting's name: its ordinal (`16`), `SP1` for a special one, `PREP.AMMTC19` for a preparatory one. */
export const SessionCode = z.string().regex(/^(?:\d+|SP\d+|PREP\.[A-Z0-9+.-]+)$/, 'meeting.session')

export const MeetingFile = z.array(
  z
    .strictObject({
      body: BodyCode,
      session: z.union([SessionCode, z.number().int().positive()]).transform(String),
      kind: z.enum(meetingKinds).default('regular'),
      status: z.enum(meetingStatuses).default('held'),
      name: Text.optional(),
      /** Full date when known; else month or year. */
      startsOn: PartialDate.nullable(),
      endsOn: Day.nullable().default(null),
      city: Text.nullable().default(null),
      country: PartyCode.nullable().default(null),
      mode: z.enum(meetingModes).default('in-person'),
      host: PartyCode.nullable().default(null),
      chair: z.strictObject({ party: PartyCode, person: Text.nullable().default(null), coChair: PartyCode.nullable().default(null) }).nullable().default(null),
      prepares: z.string().optional(),
      theme: Text.optional(),
      outcome: Text.optional(),
      participants: z.number().int().positive().optional(),
      note: Text.optional(),
      disagreements: z.array(Disagreement).default([]),
      sources: Citations,
    })
    .refine((m) => m.kind !== 'preparatory' || m.prepares !== undefined, { message: 'meeting.prepares', path: ['prepares'] }),
)

/** Practice §1.1. `POSTPONED` and `CANCELLED` stand beside the path; a change of mode is not a state but a change of the meeting. */
export const runStates = ['PLANNED', 'CONVENED', 'REGISTRATION_OPEN', 'DOCUMENTS_CLOSED', 'OPENED', 'SUSPENDED', 'CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED', 'POSTPONED', 'CANCELLED'] as const
export type RunState = (typeof runStates)[number]

/** Practice §4.4 as data: one right with the answer for each of the nine categories, from a day. */
export const RightsFile = z.array(
  z.strictObject({
    right: z.enum(rights),
    from: Day,
    until: Day.nullable().default(null),
    answers: z.record(z.enum(categories), z.enum(answers)),
  }),
)

/** Practice §1.3 as data: one date of the master timeline with what it is counted from. */
export const TimelineFile = z.array(
  z
    .strictObject({
      key: z.string().regex(/^[a-z][a-z0-9-]+$/),
      from: Day,
      until: Day.nullable().default(null),
      lane: z.enum(lanes),
      name: Text,
      who: Text,
      note: Text.optional(),
      countedFrom: z.string(),
      days: z.number().int().optional(),
      workingDays: z.number().int().optional(),
      hours: z.number().int().optional(),
      since: z.string().optional(),
      moves: z.enum(['earlier', 'later', 'not']),
      scope: z.enum(['main', 'all']),
      openToAll: z.boolean().default(false),
      rule: z.string(),
    })
    .refine((row) => [row.days, row.workingDays, row.hours].filter((count) => count !== undefined).length === 1, { message: 'a date is counted in days, in working days or in hours', path: ['days'] }),
)
