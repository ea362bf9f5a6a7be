import { z } from '@hono/zod-openapi'
import { type Body, CitationShape, presentCitations, TextShape } from '../mechanism/index.ts'
import type { RunningMeeting, Session } from './queries/run.ts'
import type { StateStep } from './queries/timeline.ts'
import type { Meeting } from './queries.ts'
import type { Milestone } from './rules/timeline.ts'
import { runStates } from './schema.ts'
import { meetingTitles } from './wording.ts'

export const MeetingShape = z
  .object({
    ref: z.string().openapi({ description: 'Body and session, as in symbols: `AMMTC/16`.' }),
    body: z.string(), session: z.string(), ordinal: z.number().int().nullable().openapi({ description: 'Null for special and preparatory meetings: they have no number of their own.' }),
    kind: z.string(), status: z.string().openapi({ description: '`held-by-rule`: no source dates it, but the rule and the count of a source say it took place.' }),
    title: TextShape,
    startsOn: z.string().nullable().openapi({ description: 'The first day; null where no source gives the day.' }),
    starts: z.string().nullable().openapi({ description: 'As far as it is known: a day, a month or a year.' }),
    endsOn: z.string().nullable(),
    city: TextShape.nullable(), country: z.string().nullable(), mode: z.string(), host: z.string().nullable(),
    chair: z.object({ party: z.string(), person: TextShape.nullable(), coChair: z.string().nullable() }).nullable(),
    prepares: z.string().nullable(), theme: TextShape.nullable(), outcome: TextShape.nullable(), participants: z.number().int().nullable(), note: TextShape.nullable(),
    url: z.string(), sources: z.array(CitationShape),
  })
  .openapi('Meeting')

/** What those who take part or serve see beside the meeting itself; each only what is open to him. */
export const PreparationShape = z
  .object({
    series: z.string(), state: z.enum(runStates), announced: z.boolean(), zone: z.string(), opensAt: z.string().nullable(), closesAt: z.string().nullable(), hostBasis: z.enum(['confirmed', 'tentative']), version: z.number().int(),
    path: z.array(z.object({ state: z.string(), at: z.string(), by: z.string(), role: z.string(), reason: z.string().nullable() })),
    sessions: z.array(z.object({ id: z.string(), title: TextShape, access: z.string(), partner: z.string().nullable(), room: TextShape.nullable(), startsAt: z.string(), endsAt: z.string(), state: z.string() })),
    timeline: z.array(z.object({ key: z.string(), lane: z.string(), name: TextShape, who: TextShape, on: z.string(), at: z.string().nullable(), counted: z.string().openapi({ description: 'The day the count alone gives; `passed` says why it is not that day.' }), passed: z.array(z.object({ day: z.string(), holiday: TextShape.nullable(), where: z.string().nullable() })), state: z.string(), doneAt: z.string().nullable() })),
  })
  .openapi('MeetingPreparation')

export function presentPreparation(meeting: RunningMeeting, path: readonly StateStep[], sessions: readonly Session[], timeline: readonly Milestone[]): z.infer<typeof PreparationShape> {
  const { series, state, announced, zone, opensAt, closesAt, hostBasis, version } = meeting.run
  return {
    series, state, announced, zone, opensAt, closesAt, hostBasis, version,
    path: path.map((step) => ({ state: step.state, at: step.at, by: step.byName, role: step.byRole, reason: step.reason })),
    sessions: sessions.map(({ id, title, access, partner, room, startsAt, endsAt, state: stands }) => ({ id, title, access, partner, room, startsAt, endsAt, state: stands })),
    timeline: timeline.map(({ key, lane, name, who, on, at, counted, passed, state: stands, doneAt }) => ({ key, lane, name, who, on, at, counted, passed: passed.map(({ day, holiday }) => ({ day, holiday: holiday?.name ?? null, where: holiday?.where ?? null })), state: stands, doneAt })),
  }
}

export function presentMeeting(meeting: Meeting, bodies: ReadonlyMap<string, Pick<Body, 'short'>>, publicUrl: string): z.infer<typeof MeetingShape> {
  const { ref, body, session, ordinal, kind, status, startsOn, starts, endsOn, city, country, mode, host, chair, prepares, theme, outcome, participants, note } = meeting
  return {
    ref, body, session, ordinal, kind, status, title: meetingTitles(meeting, bodies), startsOn, starts, endsOn, city, country, mode, host,
    chair: chair && { party: chair.party, person: chair.person, coChair: chair.coChair }, prepares, theme, outcome, participants, note,
    url: `${publicUrl}/meetings/${ref}`, sources: presentCitations(meeting.citations),
  }
}
