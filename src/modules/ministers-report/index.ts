/** The report to ministers and the follow-up table of a meeting: papers drawn from the register of mandates. */
export { formats } from './schema.ts'
