/** The session while it is held: position on the agenda, speakers, presence and decisions at the gavel. */
export { attendanceOf, linesOf, listSessionsState, takenUpIn, type Attendance, type SessionState } from './exports.ts'
export { keepsRecord } from './rules.ts'
export type { AgreedLine, SilenceDraft } from './schema.ts'
