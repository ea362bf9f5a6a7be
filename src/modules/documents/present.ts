import { z } from '@hono/zod-openapi'
import { CitationShape, presentCitations, TextShape } from '../mechanism/index.ts'
import type { Instrument } from './queries.ts'

export const InstrumentShape = z
  .object({
    id: z.string(), title: TextShape, form: z.string(), bodies: z.array(z.string()), partner: z.string().nullable(), areas: z.array(z.string()),
    periodFrom: z.string().nullable(), periodUntil: z.string().nullable().openapi({ description: 'As first set; an act `extended` carries the later end.' }),
    acts: z.array(z.object({ act: z.string(), on: z.string().nullable(), body: z.string().nullable(), meeting: z.string().nullable(), adReferendum: z.boolean(), periodUntil: z.string().nullable(), note: TextShape.nullable(), sources: z.array(CitationShape) })),
    implements: z.array(z.string()), replaces: z.array(z.string()), replacedBy: z.array(z.string()), note: TextShape.nullable(), text: z.string().nullable(), sources: z.array(CitationShape),
  })
  .openapi('Instrument')

export function presentInstrument(instrument: Instrument): z.infer<typeof InstrumentShape> {
  const { id, title, form, bodies, partner, areas, periodFrom, periodUntil, replaces, replacedBy, note, url } = instrument
  return {
    id, title, form, bodies, partner, areas, periodFrom, periodUntil,
    acts: instrument.acts.map((act) => ({ act: act.act, on: act.on, body: act.body, meeting: act.meeting, adReferendum: act.adReferendum, periodUntil: act.periodUntil, note: act.note, sources: presentCitations(act.citations) })),
    implements: instrument.implements, replaces, replacedBy, note, text: url, sources: presentCitations(instrument.citations),
  }
}
