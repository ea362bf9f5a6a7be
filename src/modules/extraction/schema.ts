import { z } from 'zod'

/** The classes of practice §2.7, from ceremony (C0) to the conclusion of an instrument (C7). */
export const decisionClasses = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const

/** Why a proposal is uncertain; each has a sentence in the message files. */
export const doubtReasons = [
  'subject-assumed',
  'subject-missing',
  'other-body-acts',
  'coordination-unclear',
  'short-form',
  'procedural-object',
  'adoption-formula',
  'gerund-tail',
  'negated',
  'quoted',
  'background',
  'action-line',
  'addressee-from-context',
  'addressee-unknown',
  'verb-ambiguous',
] as const

/** A date resolves at once; an event resolves when its meeting is fixed; a period resolves when it begins to run. */
export const due = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), text: z.string(), date: z.iso.date() }),
  z.object({ kind: z.literal('period-end'), text: z.string(), date: z.iso.date() }),
  z.object({
    kind: z.literal('event'),
    text: z.string(),
    relation: z.enum(['before', 'by', 'at', 'during', 'until']),
    event: z.string(),
    body: z.string().optional(),
    ordinal: z.union([z.int(), z.literal('next')]).optional(),
  }),
  z.object({
    kind: z.literal('period'),
    text: z.string(),
    length: z.int(),
    unit: z.enum(['day', 'week', 'month', 'year']),
    after: z.string().optional(),
    body: z.string().optional(),
  }),
])

export const effectKinds = [
  'instrument-adopted',
  'instrument-endorsed',
  'instrument-approved',
  'instrument-signed',
  'extended',
  'lead-transferred',
  'body-established',
  'cadence-changed',
  'area-added',
  'period-set',
  'in-principle',
  'transmitted',
  'post-filled',
  'item-carried',
  'ended',
] as const

/** What a decision changes beside itself. `elsewhere` says that another body changed it and ours only welcomed or noted that. */
export const effect = z.object({
  kind: z.enum(effectKinds),
  text: z.string(),
  object: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  elsewhere: z.boolean(),
})

export const reporting = z.object({ text: z.string(), to: z.array(z.string()), at: z.string().optional() })

export const extractedDecision = z.object({
  id: z.string(),
  paragraph: z.string(),
  paragraphId: z.string(),
  text: z.string(),
  chapeau: z.string().optional(),
  quote: z.string(),
  start: z.int(),
  end: z.int(),
  inherited: z.boolean(),
  verb: z.string(),
  rule: z.string(),
  class: z.enum(decisionClasses),
  strength: z.enum(['', '+', '-']),
  addressees: z.array(z.string()),
  addresseeWords: z.string(),
  action: z.string(),
  due: due.nullable(),
  modifiers: z.array(z.string()),
  effects: z.array(effect),
  reportsTo: reporting.nullable(),
  confidence: z.enum(['high', 'low']),
  reasons: z.array(z.enum(doubtReasons)),
})

export const extractedDecisions = z.array(extractedDecision)

export type DecisionClass = (typeof decisionClasses)[number]
export type Strength = '' | '+' | '-'
export type DoubtReason = (typeof doubtReasons)[number]
export type Due = z.infer<typeof due>
export type EffectKind = (typeof effectKinds)[number]
export type Effect = z.infer<typeof effect>
export type Reporting = z.infer<typeof reporting>
export type ExtractedDecision = z.infer<typeof extractedDecision>

/** A name the mechanism knows: a body, a party (member, partner, organisation) or a role such as a group of lead countries. */
export type LexiconEntry = {
  readonly code: string
  readonly names: readonly string[]
  readonly kind: 'body' | 'party' | 'role'
  readonly subordinateTo?: string | undefined
}
export type Lexicon = readonly LexiconEntry[]

export type Paragraph = {
  /** Number as printed ("6", "6(a)", "1.1"), or the position when there is none; stable while the text stands. */
  readonly number: string
  /** Number and a short hash of the words, so that a changed paragraph is a different one. */
  readonly id: string
  /** The words on one line: line wraps, hyphenation and running heads taken out, the number not included. */
  readonly text: string
  readonly numbered: boolean
  /** Id of the opening paragraph under which this one stands ("The Ministers tasked SOMTC to:"). */
  readonly under: string | null
  /** First and last line of the source, counted from 1. */
  readonly lines: readonly [number, number]
}

export type ExtractionOptions = {
  readonly lang?: 'en' | 'th' | undefined
  /** Code of the body whose text this is, such as AMMTC; found in the title when absent. */
  readonly issuer?: string | undefined
  readonly lexicon?: Lexicon | undefined
}
