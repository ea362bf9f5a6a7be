/** What this module uses of the register of mandates, in one place. */
export { readAsOf } from '../mandates/as-of.ts'
export { type Directory, readDirectory } from '../mandates/directory.ts'
export { listMandates, type MandateSummary, ratesOf, standingOf, type Statement } from '../mandates/index.ts'
export { visibleTo } from '../mandates/queries.ts'
export { type Speaker, speaker } from '../mandates/wording.ts'
