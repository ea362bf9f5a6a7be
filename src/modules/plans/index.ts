/** Plans of action, work programmes, activities, progress reports and reviews. */
export { countedActivities, type CountedActivity, type FundingSum, type MandateProof, proofsForAudience, sumFunding } from './queries/summary.ts'
export { listProgrammes, type Programme } from './queries.ts'
export { inDollars, ratesOf, totals } from './rules.ts'
export { activityHref, fundWord, money, type Pip, pipOfCounted, pips, pipWord, programmeHref } from './wording.ts'
