/** Registration, accreditation, badges, the door, manifests and the list of participants. */
export { fullName } from './wording.ts'
export { seesParticipants } from './queries/list.ts'
