/** Meetings that were held, planned or expected, with what sources say of them. */
export { SessionCode } from './schema.ts'
export { countHeld, findMeeting, listMeetings } from './queries.ts'
export type { Meeting } from './queries.ts'
