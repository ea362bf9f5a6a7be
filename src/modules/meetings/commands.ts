import type { AnyCommand } from '../../kernel/command.ts'
import { editFacts } from './commands/facts.ts'
import { endFeed, issueFeed } from './commands/feed.ts'
import { moveMeeting } from './commands/move.ts'
import { planMeeting } from './commands/plan.ts'
import { createSeries, editSeries } from './commands/series.ts'
import { changeSession, dropSession, makeSession } from './commands/sessions.ts'
import { announceMeeting, changeState } from './commands/state.ts'
import { admit, assignPerson, endTakingPart, inviteParty, withdrawAdmission, withdrawAssignment } from './commands/taking-part.ts'
import { confirmNext, markDone, unmarkDone } from './commands/timeline.ts'

export { editFacts } from './commands/facts.ts'
export { moveMeeting, type MoveRecord } from './commands/move.ts'
export { planMeeting } from './commands/plan.ts'
export { createSeries, editSeries } from './commands/series.ts'
export { changeSession, dropSession, makeSession } from './commands/sessions.ts'
export { advanceState, announceMeeting, changeState } from './commands/state.ts'
export { admit, assignPerson, endTakingPart, inviteParty, withdrawAdmission, withdrawAssignment } from './commands/taking-part.ts'
export { confirmNext, markDone, proposedHost, unmarkDone } from './commands/timeline.ts'

export const commands: AnyCommand[] = [
  createSeries, editSeries, planMeeting, editFacts, moveMeeting, announceMeeting, changeState, makeSession, changeSession, dropSession, inviteParty, endTakingPart, admit, withdrawAdmission, assignPerson, withdrawAssignment, markDone, unmarkDone, confirmNext, issueFeed, endFeed,
]
