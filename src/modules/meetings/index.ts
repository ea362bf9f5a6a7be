/** Meetings that were held, planned or expected, with what sources say of them. */
export { SessionCode } from './schema.ts'
export { countHeld, findMeeting, listMeetings } from './queries.ts'
export type { Meeting } from './queries.ts'
export { expectedButNotFound, heldBy, meetingNamed, neighbours, tookPlace, type HeldCount } from './rules.ts'
export { disagreementWord, hostAndChair, meetingDays, meetingHref, meetingPlace, meetingTitle } from './wording.ts'
export { mainBodies, placeInTime } from './picture.ts'
export { csv } from './csv.ts'
export { MeetingName, Unparted } from './name.tsx'
