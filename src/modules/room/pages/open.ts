import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { listBodies } from '../../mechanism/index.ts'
import { type Category, categoryIn, findRunning, findSession, meetingTitle, type Reader, type RunningMeeting, type Session } from '../../meetings/index.ts'

export const readerOf = (c: Reply): Reader => ({ actor: c.var.actor, now: c.var.now })
export const refOf = (c: Reply): string => `${c.req.param('body') ?? ''}/${c.req.param('session') ?? ''}`

/** A meeting and a session of it whose room is open to this reader now; both or neither. */
export async function openRoom(c: Reply): Promise<{ meeting: RunningMeeting; session: Session }> {
  const reader = readerOf(c)
  const [meeting, session] = await Promise.all([findRunning(c.var.db, reader, refOf(c)), findSession(c.var.db, reader, c.req.param('room') ?? '', { live: true })])
  if (!meeting || !session || session.meeting !== meeting.ref) throw missing()
  return { meeting, session }
}

export async function openMeeting(c: Reply): Promise<RunningMeeting> {
  const meeting = await findRunning(c.var.db, readerOf(c), refOf(c))
  if (!meeting) throw missing()
  return meeting
}

export const categoryOf = (c: Reply, meeting: string): Promise<Category | null> => categoryIn(c.var.db, readerOf(c), meeting)

export async function nameOf(c: Reply, meeting: RunningMeeting): Promise<string> {
  return meetingTitle(meeting, new Map((await listBodies(c.var.db)).map((body) => [body.code, body])), c.var.lang)
}
