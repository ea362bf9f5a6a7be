/** The register of mandates: what leaders, ministers and senior officials decided, and what came of it. */
export { classes, MandateFilter, statuses } from './schema.ts'
export { isOverdue, ratesOf, standingOf } from './rules.ts'
export { readAsOf } from './as-of.ts'
export { readDirectory, type Directory } from './directory.ts'
export { readFacets } from './filters.ts'
export { speaker, standing, type Speaker } from './wording.ts'
export { countFacets, countMandates, findChain, findMandate, findMandates, listMandates, listStatements, visibleTo } from './queries.ts'
export type { MandateSummary, Mandate, Statement, Chain, ChainNode } from './queries.ts'
