import { z } from '@hono/zod-openapi'
import { TextShape } from '../mechanism/index.ts'
import { itemPaperSymbols } from './rules.ts'
import { type Agenda, agendaStates, type ItemPaper, type NumberedItem, purposes } from './schema.ts'

export const AgendaShape = z
  .object({
    meeting: z.string(), state: z.enum(agendaStates), adoptedAt: z.string().nullable(), version: z.number().int(),
    items: z.array(z.object({
      id: z.string(), number: z.string(), parent: z.string().nullable(), title: TextShape, purpose: z.enum(purposes), lead: z.string().nullable(), minutes: z.number().int().nullable(), session: z.string().nullable(), access: z.string().nullable(),
      startsAt: z.string().nullable(), background: TextShape.nullable(), request: TextShape.nullable(), documents: z.array(z.string()), version: z.number().int(),
    })),
  })
  .openapi('Agenda')

export function presentAgenda(agenda: Agenda, items: readonly NumberedItem[], papers: readonly ItemPaper[]): z.infer<typeof AgendaShape> {
  return {
    meeting: agenda.meeting, state: agenda.state, adoptedAt: agenda.adoptedAt, version: agenda.version,
    items: items.map(({ id, number, parent, title, purpose, lead, minutes, session, access, startsAt, background, request, version }) => ({ id, number, parent, title, purpose, lead, minutes, session, access, startsAt, background, request, documents: itemPaperSymbols(papers, id), version })),
  }
}
