/** The register of mandates: what leaders, ministers and senior officials decided, and what came of it. */
export { classes, MandateFilter, statuses } from './schema.ts'
export { isOverdue, ratesOf, standingOf } from './rules.ts'
export { findChain, findMandate, listMandates, listStatements, countMandates } from './queries.ts'
export type { MandateSummary, Mandate, Statement, Chain, ChainNode } from './queries.ts'
