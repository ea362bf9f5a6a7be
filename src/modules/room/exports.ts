import type { Db, Tx } from '../../kernel/db.ts'
import { listSessions, type Reader, type Session } from '../meetings/index.ts'
import { listLines, listPresence, listSilenceDrafts, listTakenUp, rehearsalsAmong } from './queries.ts'
import type { AgreedLine, Seat, SilenceDraft } from './schema.ts'

export interface SessionState extends Session {
  rehearsal: boolean
}

/** The sessions of a meeting that exist for this reader, with what they are: held, left open, or only practised. */
export async function listSessionsState(db: Db | Tx, reader: Reader, meeting: string): Promise<SessionState[]> {
  const sessions = await listSessions(db, reader, meeting)
  const rehearsals = await rehearsalsAmong(db, sessions.map((session) => session.id))
  return sessions.map((session) => ({ ...session, rehearsal: rehearsals.has(session.id) }))
}

export interface Attendance {
  session: string
  party: string
  seat: Exclude<Seat, 'excused'>
  from: string
  until: string | null
}

/** Who was in the room for a delegation, over all sessions this reader sees; who only practised was not there. For the report and the list of participants (R: only who attended). */
export async function attendanceOf(db: Db | Tx, reader: Reader, meeting: string): Promise<Attendance[]> {
  const sessions = (await listSessionsState(db, reader, meeting)).filter((session) => !session.rehearsal).map((session) => session.id)
  return (await listPresence(db, sessions)).flatMap(({ session, party, seat, from, until }) => (seat === 'excused' ? [] : [{ session, party, seat, from, until }]))
}

/** The lines of a meeting that were gavelled or not agreed, with the silence drafts to the absent; without what was only practised. Members and the Secretariat may see them: that is the caller's to ask. */
export async function linesOf(db: Db | Tx, meeting: string): Promise<{ lines: AgreedLine[]; silence: SilenceDraft[] }> {
  const [lines, silence] = await Promise.all([listLines(db, meeting), listSilenceDrafts(db, meeting)])
  const held = lines.filter((line) => !line.rehearsal && line.state !== 'draft')
  return { lines: held, silence: silence.filter((draft) => held.some((line) => line.id === draft.line)) }
}

/** The items that were taken up in a session that was held; null when no session kept its place on the agenda, so that nothing can be said. */
export async function takenUpIn(db: Db | Tx, reader: Reader, meeting: string): Promise<Set<string> | null> {
  const items = await listTakenUp(db, (await listSessionsState(db, reader, meeting)).filter((session) => !session.rehearsal).map((session) => session.id))
  return items.length === 0 ? null : new Set(items)
}
