import { z } from '@hono/zod-openapi'
import { TextShape } from '../../mechanism/index.ts'
import type { Paper } from '../queries/papers.ts'
import { paperHref } from '../rules/symbol.ts'
import { distributions, modifierKinds, paperPurposes, paperStatuses, seriesCodes } from '../schema/papers.ts'

export const PaperShape = z
  .object({
    id: z.string(), symbol: z.string().nullable().openapi({ description: 'Null until it is registered.', example: 'SOMTC/26/WP.1/Rev.1' }), meeting: z.string().openapi({ example: 'SOMTC/26' }), series: z.enum(seriesCodes),
    title: TextShape, purpose: z.enum(paperPurposes), summary: TextShape.nullable(), actionRequested: TextShape.nullable(), item: z.object({ id: z.string(), title: TextShape }).nullable().openapi({ description: 'Of the agenda; null too where the item is not open to you.' }),
    submittedBy: z.string().nullable().openapi({ description: 'The party; null for the Chair and the Secretariat.' }), submittedAt: z.string(), status: z.enum(paperStatuses), registeredAt: z.string().nullable(), withdrawnAt: z.string().nullable(), withdrawnWhy: z.string().nullable(),
    late: z.boolean(), admittedAt: z.string().nullable().openapi({ description: 'When the Chair gave leave for a late paper.' }),
    distribution: z.enum(distributions), partner: z.string().nullable(), joint: z.boolean(), classification: z.string(), handling: z.string().nullable(), releasedAt: z.string().nullable(), recalledAt: z.string().nullable(), areas: z.array(z.string()),
    modifies: z.string().nullable().openapi({ description: 'The symbol it hangs on.' }), modifier: z.enum(modifierKinds).nullable(), languagesConcerned: z.array(z.string()).nullable(), supersededBy: z.string().nullable().openapi({ description: 'The text that stands in its place, as far as you may know of it.' }),
    authenticLang: z.string(), files: z.array(z.object({ lang: z.string(), name: z.string(), type: z.string(), bytes: z.number(), authentic: z.boolean(), sha256: z.string(), checkCode: z.string().nullable(), uploadedAt: z.string(), url: z.string() })),
    origin: z.enum(['desk', 'demonstration']), version: z.number().int(), url: z.string(),
  })
  .openapi('Paper')

export function presentPaper(paper: Paper, publicUrl: string): z.infer<typeof PaperShape> {
  const { id, symbol, meeting, series, title, purpose, summary, actionRequested, item, submittedBy, submittedAt, status, registeredAt, withdrawnAt, withdrawnWhy, late, admittedAt, distribution, partner, joint, classification, handling, releasedAt, recalledAt, areas, modifier, languagesConcerned, supersededBy, authenticLang, origin, version } = paper
  const at = (view?: string) => `${publicUrl}${paperHref(paper, view)}`
  return {
    id, symbol, meeting, series, title, purpose, summary, actionRequested, item, submittedBy, submittedAt, status, registeredAt, withdrawnAt, withdrawnWhy, late, admittedAt, distribution, partner, joint, classification, handling, releasedAt, recalledAt, areas,
    modifies: paper.modifiesSymbol, modifier, languagesConcerned, supersededBy, authenticLang,
    files: paper.files.map(({ lang, name, type, bytes, authentic, sha256, checkCode, uploadedAt }) => ({ lang, name, type, bytes, authentic, sha256, checkCode, uploadedAt, url: at(`files/${lang}`) })),
    origin, version, url: at(),
  }
}
