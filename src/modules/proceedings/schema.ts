import { z } from 'zod'
import type { Text } from '../../kernel/languages.ts'
import type { AccessClass } from '../meetings/index.ts'

export const reportStates = ['DRAFT', 'IN_COMMENT', 'FINAL'] as const
export type ReportState = (typeof reportStates)[number]

export interface Report {
  meeting: string
  state: ReportState
  revision: number
  circulatedAt: string | null
  commentsUntil: string | null
  finalAt: string | null
  finalBy: string | null
  adoptedInRoom: boolean
  symbol: string | null
  handedOver: string | null
  origin: 'desk' | 'demonstration'
  version: number
}

export interface Paragraph {
  id: string
  meeting: string
  position: number
  item: string | null
  session: string | null
  access: AccessClass | null
  /** Whose intervention it records. */
  party: string | null
  text: Text
  version: number
}
export type NumberedParagraph = Paragraph & { number: number }
export type FrozenParagraph = Pick<Paragraph, 'id' | 'item' | 'session' | 'party' | 'text'>

export interface Annex {
  key: string
  title: Text
  document: string | null
  symbol: string | null
}

export const revisionKinds = ['KEPT', 'CIRCULATED', 'RESTORED', 'FINAL', 'CORRECTED'] as const
export interface Revision {
  number: number
  kind: (typeof revisionKinds)[number]
  label: number | null
  paragraphs: FrozenParagraph[]
  note: string | null
  at: string
  byName: string
  byRole: string
}

export const commentKinds = ['factual', 'own-intervention'] as const
export type CommentKind = (typeof commentKinds)[number]
export type CommentState = 'proposed' | 'open' | 'accepted' | 'refused' | 'withdrawn'
export interface Comment {
  id: string
  paragraph: string
  revision: number
  party: string | null
  kind: CommentKind
  wording: Text
  reason: string
  state: CommentState
  byName: string
  byRole: string
  at: string
  ruling: string | null
  ruledBy: string | null
}

export interface Correction {
  id: string
  paragraph: string
  wording: Text
  reason: string
  party: string | null
  askedBy: string
  askedRole: string
  askedAt: string
  state: 'asked' | 'issued' | 'refused'
  approvingAct: string | null
  symbol: string | null
}

const written = (most: number) => z.string().trim().min(1, 'proceedings.words-needed').max(most, 'proceedings.too-long')
export const Wording = z.strictObject({ en: written(8000), th: written(8000) })
export const Reason = written(1000)

export const ParagraphFields = z.strictObject({ item: z.string().max(80).nullable().default(null), session: z.string().max(80).nullable().default(null), party: z.string().max(20).nullable().default(null), text: Wording })
export type ParagraphFields = z.infer<typeof ParagraphFields>
export const AnnexFields = z.strictObject({ key: z.string().trim().regex(/^[a-z0-9-]{1,40}$/, 'proceedings.annex-key'), title: z.strictObject({ en: written(300), th: written(300) }), document: z.string().trim().max(120).nullable().default(null) })
