import { z } from 'zod'
import { Addressee, Due, Effect, MandateClass, MandateStatus, modifiers } from '../schema.ts'
import type { Text } from '../../../kernel/languages.ts'
import { BodyCode, Slug } from '../../mechanism/index.ts'

const line = (max: number) => z.string().trim().max(max)

/** What a person says of one decision, typed or taken over from a proposal. What is missing is found by `decisionFaults`, all at once. */
export const DecisionFields = z.strictObject({
  title: line(300).default(''),
  titleTranslation: line(300).default(''),
  /** The words of the text itself, in its language. */
  quote: line(8000).default(''),
  translation: line(8000).default(''),
  verbs: z.array(line(60).min(1)).default([]),
  class: MandateClass.nullable().default(null),
  modifiers: z.array(z.enum(modifiers)).default([]),
  addressees: z.array(z.union([Addressee, z.strictObject({ words: line(200).min(1) })])).default([]),
  /** The text names nobody, and an officer has said so (US-06 AC3). */
  nobodyNamed: z.boolean().default(false),
  /** `null`: neither a date nor an event could be read out of `dueWords`. */
  due: Due.nullable().default(null),
  dueWords: line(300).default(''),
  action: line(2000).default(''),
  reportsTo: BodyCode.nullable().default(null),
  effects: z.array(Effect).default([]),
  areas: z.array(Slug).default([]),
  /** Id of the mandate it comes from. */
  parent: line(80).nullable().default(null),
})
export type DecisionFields = z.output<typeof DecisionFields>

export const ProposalStatus = z.enum(['open', 'kept', 'accepted', 'rejected', 'merged', 'split'])
export type ProposalStatus = z.infer<typeof ProposalStatus>

export interface TextInReview {
  id: string
  title: string
  body: string
  meeting: string | null
  date: string
  instrument: string | null
  instrumentTitle: string
  language: 'en' | 'th'
  marking: string
  origin: 'desk' | 'demonstration'
  createdAt: string
  createdBy: string
}

export interface ReviewParagraph {
  position: number
  key: string
  number: string
  content: string
}

export interface Proposal {
  id: string
  text: string
  paragraph: number
  position: number
  fields: DecisionFields
  /** As the rules proposed it, with where the verb stands in the paragraph; untouched by edits. */
  proposed: { fields: DecisionFields; start: number | null; end: number | null; reasons: string[] }
  confidence: 'high' | 'low'
  status: ProposalStatus
  reason: string | null
  mandate: string | null
  decidedAt: string | null
  decidedBy: string | null
  decidedRole: string | null
  version: number
}

/** Evidence is an address anyone can be given: http or https, nothing that runs. */
export const Evidence = z
  .string()
  .trim()
  .max(500)
  .refine((value) => /^https?:\/\/[^\s/$.?#][^\s]*$/i.test(value) && URL.canParse(value), { message: 'follow-up.evidence-address' })

export const StatementInput = z.strictObject({
  mandate: z.string().min(1).max(80),
  /** The day the statement speaks of, not later than today. */
  on: z.string().trim().min(1, 'follow-up.on-needed').regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'follow-up.on-unreadable'),
  status: MandateStatus.nullable(),
  text: line(4000).min(1, 'follow-up.text-needed'),
  language: z.enum(['en', 'th']),
  /** Whose progress; null for the decision as a whole. */
  party: z.string().max(12).nullable().default(null),
  evidence: Evidence.nullable().default(null),
  marking: z.enum(['PUBLIC', 'LIMITED']).default('LIMITED'),
  reference: line(200).nullable().default(null),
})
export type StatementInput = z.output<typeof StatementInput>

/** Both languages of what was written in one. Until a translation is there the same words stand in both, and pages mark their language. */
export const bilingual = (language: 'en' | 'th', words: string, translation: string): Text => {
  const other = translation === '' ? words : translation
  return language === 'en' ? { en: words, th: other } : { en: other, th: words }
}
