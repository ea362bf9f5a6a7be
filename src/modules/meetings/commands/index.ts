import type { AnyCommand } from '../../../kernel/command.ts'
import { editFacts } from './facts.ts'
import { endFeed, issueFeed } from './feed.ts'
import { moveMeeting } from './move.ts'
import { planMeeting } from './plan.ts'
import { createSeries, editSeries } from './series.ts'
import { changeSession, dropSession, makeSession } from './sessions.ts'
import { announceMeeting, changeState } from './state.ts'
import { admit, assignPerson, endTakingPart, inviteParty, withdrawAdmission, withdrawAssignment } from './taking-part.ts'
import { confirmNext, markDone, unmarkDone } from './timeline.ts'

export { editFacts } from './facts.ts'
export { moveMeeting, type MoveRecord } from './move.ts'
export { planMeeting } from './plan.ts'
export { createSeries, editSeries } from './series.ts'
export { changeSession, dropSession, makeSession } from './sessions.ts'
export { advanceState, announceMeeting, changeState } from './state.ts'
export { admit, assignPerson, endTakingPart, inviteParty, withdrawAdmission, withdrawAssignment } from './taking-part.ts'
export { confirmNext, markDone, proposedHost, unmarkDone } from './timeline.ts'

export const commands: AnyCommand[] = [
  createSeries, editSeries, planMeeting, editFacts, moveMeeting, announceMeeting, changeState, makeSession, changeSession, dropSession, inviteParty, endTakingPart, admit, withdrawAdmission, assignPerson, withdrawAssignment, markDone, unmarkDone, confirmNext, issueFeed, endFeed,
]
