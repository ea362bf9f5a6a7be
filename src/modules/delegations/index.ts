/** Posts and who holds them, designations, who heads a delegation and by whose decision, nominations, credentials. */
export { delegationOf, headOf, headsOf, nameOf, seesDelegation, standingOf, type DelegationPerson } from './reading.ts'
export { findHeld, type HeldMeeting } from './queries.ts'
export { listMembers, type DelegationMember } from './queries/people.ts'
export { headAt, type CredentialStanding, type HeadAnswer, type Standing } from './rules.ts'
export { delegationRoles, type DelegationRole } from './schema.ts'
export { inPlain, sayHead, titleOf } from './wording.ts'
