import { z } from '@hono/zod-openapi'
import type { Citation, Since } from '../../kernel/record.ts'
import type { Area, Body, Cadence, KeptDisagreement, Party, Source } from './queries.ts'
import { categoriesAt } from './rules.ts'

export const TextShape = z.object({ en: z.string(), th: z.string() })
export const CitationShape = z.object({ source: z.string(), locator: z.string().optional() })
const SinceShape = z.union([z.object({ meeting: z.string() }), z.object({ date: z.string() })]).nullable()

const CadenceShape = z.object({ every: z.number().int(), unit: z.literal('year'), from: z.string(), until: z.string().nullable(), decidedBy: TextShape, mandate: z.string().nullable(), sources: z.array(CitationShape) })

export const BodyShape = z
  .object({
    code: z.string(), name: TextShape, short: TextShape, kind: z.string(), level: z.number().int(), parent: z.string().nullable(), partner: z.string().nullable(), area: z.string().nullable(), role: TextShape,
    established: z.object({ on: z.string().nullable(), by: TextShape }).nullable(), cadence: z.array(CadenceShape), sources: z.array(CitationShape),
  })
  .openapi('Body')

export const PartyShape = z
  .object({
    code: z.string(), name: TextShape,
    categories: z.array(z.object({ category: z.string(), from: z.string().nullable(), until: z.string().nullable(), note: TextShape.nullable(), sources: z.array(CitationShape) })),
  })
  .openapi('Party')

export const AreaShape = z
  .object({
    slug: z.string(), number: z.number().int(), name: TextShape, since: SinceShape, decidedBy: TextShape,
    leads: z.array(z.object({ party: z.string(), since: SinceShape, until: SinceShape, note: TextShape.nullable(), sources: z.array(CitationShape) })), sources: z.array(CitationShape),
  })
  .openapi('PriorityArea')

export const SourceShape = z.object({ id: z.string(), title: TextShape, publisher: TextShape, url: z.string(), language: z.string(), kind: z.string(), published: z.string().nullable() }).openapi('Source')

export const DisagreementShape = z
  .object({
    about: TextShape, subject: z.object({ kind: z.string(), id: z.string() }), field: z.string(), chosen: z.number().int().nullable(), reason: TextShape,
    claims: z.array(z.object({ claim: TextShape, value: z.string().nullable(), weight: TextShape.nullable(), sources: z.array(CitationShape) })),
  })
  .openapi('Disagreement')

export const presentCitations = (citations: readonly Citation[]): Citation[] => citations.map(({ source, locator }) => (locator === undefined ? { source } : { source, locator }))

export function presentBody(body: Body, cadences: readonly Cadence[]): z.infer<typeof BodyShape> {
  return {
    code: body.code, name: body.name, short: body.short, kind: body.kind, level: body.level, parent: body.parent, partner: body.partner, area: body.area, role: body.role,
    established: body.established && { on: body.established.on, by: body.established.by },
    cadence: cadences.filter((cadence) => cadence.body === body.code).map((cadence) => ({ every: cadence.every, unit: cadence.unit, from: cadence.from, until: cadence.until, decidedBy: cadence.decidedBy, mandate: cadence.mandate, sources: presentCitations(cadence.citations) })),
    sources: presentCitations(body.citations),
  }
}

/** With a day, only the categories held on it. */
export function presentParty(party: Party, asOf?: string): z.infer<typeof PartyShape> {
  const categories = asOf === undefined ? party.categories : categoriesAt(party, asOf)
  return { code: party.code, name: party.name, categories: categories.map(({ category, from, until, note, citations }) => ({ category, from, until, note, sources: presentCitations(citations) })) }
}

export function presentArea(area: Area): z.infer<typeof AreaShape> {
  const since = (when: Since | null) => when
  return {
    slug: area.slug, number: area.number, name: area.name, since: since(area.since), decidedBy: area.decidedBy,
    leads: area.leads.map((lead) => ({ party: lead.party, since: lead.since, until: lead.until, note: lead.note, sources: presentCitations(lead.citations) })), sources: presentCitations(area.citations),
  }
}

export const presentSource = ({ id, title, publisher, url, language, kind, published }: Source): z.infer<typeof SourceShape> => ({ id, title, publisher, url, language, kind, published })

export const presentDisagreement = (kept: KeptDisagreement): z.infer<typeof DisagreementShape> => ({
  about: kept.about, subject: { kind: kept.subjectKind, id: kept.subjectId }, field: kept.field, chosen: kept.chosen, reason: kept.reason,
  claims: kept.claims.map((claim) => ({ claim: claim.claim, value: claim.value ?? null, weight: claim.weight ?? null, sources: presentCitations(claim.sources) })),
})
