import type { Text } from '../../kernel/languages.ts'
import type { Citation, Disagreement } from '../../kernel/record.ts'
import type { Instrument } from '../documents/index.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Directory, MandateSummary, Statement } from '../mandates/index.ts'

export const formats = ['pdf', 'docx'] as const
export type Format = (typeof formats)[number]

/** What a paper says of one decision beyond the register's line: its words, links and what was said of it, as far as the reader may see. */
export interface DecisionDetail {
  id: string
  citations: Citation[]
  disagreements: Disagreement[]
  /** What it follows. */
  parents: { id: string; symbol: string }[]
  /** Accepted statements up to the day asked for, oldest first. */
  statements: Pick<Statement, 'on' | 'onText' | 'status' | 'text' | 'party' | 'reportedBy' | 'evidence' | 'citations' | 'origin' | 'marking'>[]
}

export interface DecisionRow {
  decision: MandateSummary
  detail: DecisionDetail
}

/** All a paper on one meeting is made from. Read once; worded in either language. */
export interface MeetingFacts {
  meeting: Meeting
  /** The next numbered meeting of the same body, if the record has it. */
  next: Meeting | null
  asOf: string
  /** Every decision of the meeting that the reader may see, in the order of their numbers. */
  rows: DecisionRow[]
  /** Disagreements about the meeting itself. */
  disagreements: Disagreement[]
  directory: Directory
}

/** A decision that the record itself calls for; a proposal, never more. */
export type Ask =
  | { kind: 'ends'; instrument: Instrument; until: string; class: 'C6' }
  | { kind: 'owner'; row: DecisionRow; class: 'C5' }

export interface MeetingChoice {
  ref: string
  decisions: number
}
export type Names = Record<string, Text>
