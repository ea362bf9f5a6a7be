/** The report of a meeting: draft, comments, final text, extracts and corrigenda. */
export { findReport, listParagraphs } from './queries.ts'
export type { Report, Paragraph } from './schema.ts'
