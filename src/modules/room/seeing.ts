import { acts } from '../../kernel/actor.ts'
import type { Reply } from '../../kernel/http.ts'
import { categoryIn, type RunningMeeting } from '../meetings/index.ts'

/** What was agreed is for members and the Secretariat until it is released; for everyone else it does not exist. */
export async function seesAgreed(c: Reply, meeting: Pick<RunningMeeting, 'ref'>): Promise<boolean> {
  const { actor, now, db } = c.var
  if (acts(actor, 'SD', 'CH')) return true
  return (await categoryIn(db, { actor, now }, meeting.ref)) === 'member'
}
