import { z } from '@hono/zod-openapi'
import { TextShape } from '../../mechanism/index.ts'
import { classUsed, gatesOf, thaiStands } from '../rules/pack.ts'
import { type Pack, packDistributions, type PackFacts, packSections } from '../schema/pack.ts'

export const PackShape = z
  .object({
    after: z.string().openapi({ description: 'The meeting whose decisions it follows up.', example: 'AMMTC/19' }), meeting: z.string().openapi({ description: 'The meeting that receives it.', example: 'AMMTC/20' }), origin: z.string().openapi({ description: '`demonstration`: made up.' }),
    frozen: z.array(z.object({ symbol: z.string(), title: TextShape, at: z.string() })).openapi({ description: 'Official documents, newest first; those that are open to you.' }), draft: z.object({ version: z.number().int(), distribution: z.enum(packDistributions), begunAt: z.string() }).nullable(),
  })
  .openapi('MinistersPack')

export const PackRecord = PackShape.extend({
  parts: z.array(z.object({ section: z.enum(packSections), text: TextShape, thaiStands: z.boolean().openapi({ description: 'The Thai is written for the English that stands.' }), class: z.string().nullable().openapi({ description: 'Of a decision sought.' }), mandate: z.string().nullable(), source: z.string().nullable() })),
  rows: z.array(z.object({ mandate: z.string(), symbol: z.string(), class: z.string(), status: z.string(), line: TextShape.nullable(), proof: z.array(z.object({ title: TextShape, symbol: z.string().nullable() })) })).openapi({ description: 'R-3.5.1: each decision of class C4 to C6 of the meeting once, as the audience of the pack may read it.' }),
  programmes: z.array(z.string()), lacks: z.array(z.object({ gate: z.string(), open: z.array(z.string()) })).openapi({ description: 'What keeps it from being frozen; how many pages it has, its builder says.' }),
}).openapi('MinistersPackRecord')

type Frozen = { symbol: string; title: { en: string; th: string }; at: string }

export const presentPack = (pack: Pack, frozen: readonly Frozen[], draft: boolean): z.infer<typeof PackShape> => ({
  after: pack.after, meeting: pack.meeting, origin: pack.origin, frozen: frozen.map(({ symbol, title, at }) => ({ symbol, title, at })), draft: draft ? { version: pack.version, distribution: pack.distribution, begunAt: pack.begunAt } : null,
})

/** `facts` null: the draft is not this reader's. */
export function presentPackRecord(pack: Pack, frozen: readonly Frozen[], facts: PackFacts | null): z.infer<typeof PackRecord> {
  const gates = facts ? gatesOf({ asked: [...facts.rows.map((row) => row.decision.symbol), ...facts.kept], shown: facts.rows.map((row) => row.decision.symbol), rows: facts.rows, parts: facts.parts, hasActivities: facts.activities.length > 0, layouts: [] }) : []
  return {
    ...presentPack(pack, frozen, facts !== null),
    parts: (facts?.parts ?? []).map((part) => ({ section: part.section, text: part.text, thaiStands: thaiStands(part), class: part.section === 'decision' ? classUsed(part) : null, mandate: part.mandate, source: part.source })),
    rows: (facts?.rows ?? []).map((row) => ({ mandate: row.decision.id, symbol: row.decision.symbol, class: row.decision.class, status: row.decision.status, line: row.line?.text ?? null, proof: row.proofs.map(({ title, symbol }) => ({ title, symbol })) })),
    programmes: (facts?.programmes ?? []).map((programme) => programme.code), lacks: gates.filter(({ gate, open }) => open.length > 0 && gate !== 'pages' && gate !== 'summary-page').map(({ gate, open }) => ({ gate, open })),
  }
}
