/** Instruments and documents: what was adopted, for which period, what extended or replaced it. */
export { instrumentActs } from './schema.ts'
export { listInstruments } from './queries.ts'
export type { Instrument, InstrumentAct } from './queries.ts'
export { actDay, actWord, actWords, formWord, periodWords } from './wording.ts'
export { endsOn, periodsOf } from './rules.ts'
export { issuePaper } from './commands.ts'
export { canIssue } from './issued-rules.ts'
export type { IssuedPaper } from './issued-queries.ts'
