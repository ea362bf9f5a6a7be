import { z } from '@hono/zod-openapi'
import { TextShape } from '../mechanism/index.ts'
import type { Circular, Letter } from './queries.ts'
import { standingOf } from './rules.ts'
import { headings, invitedCategories, letterStates } from './schema.ts'

export const LetterShape = z
  .object({
    id: z.string(),
    series: z.string(),
    party: z.string().nullable().openapi({ description: 'Null for a resource person, who belongs to no party.' }),
    category: z.enum(invitedCategories),
    addressee: TextShape.nullable().openapi({ description: 'A post, such as "SOMTC Leader, Thailand".' }),
    reference: z.string().nullable(),
    state: z.enum(letterStates),
    issuedAt: z.string().nullable(),
    replyBy: z.string().nullable(),
    answer: z.enum(['sent', 'delivered', 'acknowledged', 'accepted', 'regretted']).nullable().openapi({ description: 'How far an issued letter has come; null before.' }),
    meetings: z.array(z.object({ meeting: z.string(), whole: z.boolean(), sessions: z.array(z.object({ title: TextShape, access: z.string(), startsAt: z.string(), endsAt: z.string() })) })).openapi({ description: 'What it invites to, as it was issued; empty before.' }),
    url: z.string(),
  })
  .openapi('Letter')

export const CircularShape = z
  .object({
    number: z.number().int(), title: TextShape, issuedAt: z.string(), changes: TextShape.nullable(),
    sections: z.array(z.object({ heading: z.enum(headings), applies: z.boolean(), text: TextShape })),
  })
  .openapi('Circular')

export const presentLetter = (letter: Letter, url: string): z.infer<typeof LetterShape> => ({
  id: letter.id, series: letter.series, party: letter.party, category: letter.category, addressee: letter.says?.addressee ?? letter.post, reference: letter.reference, state: letter.state, issuedAt: letter.issuedAt, replyBy: letter.says?.replyBy ?? null,
  answer: letter.state === 'issued' ? standingOf(letter.events) : null,
  meetings: (letter.says?.meetings ?? []).map((meeting) => ({ meeting: meeting.ref, whole: meeting.whole, sessions: meeting.sessions.map(({ title, access, startsAt, endsAt }) => ({ title, access, startsAt, endsAt })) })), url,
})

export const presentCircular = (circular: Circular & { number: number; issuedAt: string }): z.infer<typeof CircularShape> => ({
  number: circular.number, title: circular.title, issuedAt: circular.issuedAt, changes: circular.changes,
  sections: headings.flatMap((heading) => {
    const section = circular.sections[heading]
    return section === undefined ? [] : [{ heading, applies: 'text' in section, text: 'text' in section ? section.text : section.none }]
  }),
})
