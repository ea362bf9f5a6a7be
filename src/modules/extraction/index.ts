import { extractFrom } from './rules/extract.ts'
import type { ExtractedDecision, ExtractionOptions } from './schema.ts'

export { cutParagraphs } from './rules/paragraphs.ts'
export { lexiconFromFolder } from './lexicon-from-folder.ts'
export { messages } from './messages.ts'
export { readText, TextFault, textFaultCodes, type ReadText } from './read-text.ts'
export { thaiVerbs, type ThaiVerbRow } from './thai-verbs.ts'
export { englishVerbs, type VerbRow } from './verbs.ts'
export {
  decisionClasses,
  doubtReasons,
  effectKinds,
  extractedDecision,
  extractedDecisions,
  type DecisionClass,
  type DoubtReason,
  type Due,
  type Effect,
  type EffectKind,
  type ExtractedDecision,
  type ExtractionOptions,
  type Lexicon,
  type LexiconEntry,
  type Paragraph,
  type Reporting,
  type Strength,
} from './schema.ts'

/**
 * Proposes the decisions of a joint statement, communiqué, declaration or report, for an officer to confirm.
 * Pure: the same text and lexicon give the same list with the same ids. A text that decides nothing gives an empty list.
 */
export function extractDecisions(text: string, options: ExtractionOptions = {}): ExtractedDecision[] {
  return extractFrom(text, options)
}
