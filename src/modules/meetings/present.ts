import { z } from '@hono/zod-openapi'
import { type Body, CitationShape, presentCitations, TextShape } from '../mechanism/index.ts'
import type { Meeting } from './queries.ts'
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

export function presentMeeting(meeting: Meeting, bodies: ReadonlyMap<string, Pick<Body, 'short'>>, publicUrl: string): z.infer<typeof MeetingShape> {
  const { ref, body, session, ordinal, kind, status, startsOn, starts, endsOn, city, country, mode, host, chair, prepares, theme, outcome, participants, note } = meeting
  return {
    ref, body, session, ordinal, kind, status, title: meetingTitles(meeting, bodies), startsOn, starts, endsOn, city, country, mode, host,
    chair: chair && { party: chair.party, person: chair.person, coChair: chair.coChair }, prepares, theme, outcome, participants, note,
    url: `${publicUrl}/meetings/${ref}`, sources: presentCitations(meeting.citations),
  }
}
