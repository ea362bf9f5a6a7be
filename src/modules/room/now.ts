import { acts } from '../../kernel/actor.ts'
import type { Reply } from '../../kernel/http.ts'
import type { SubjectNow } from '../../kernel/module.ts'
import { categoryIn, findRunning, listSessions } from '../meetings/index.ts'
import { floorTopic, topicOf } from './commands/subject.ts'
import { roomHref } from './pages/parts.tsx'
import { listPositions } from './queries.ts'
import { clockTime, words } from './wording.ts'

/** Of those who may enter every room of a meeting: members, the Secretariat, the Chair and who watches. */
const entersAll = async (c: Reply, meeting: string): Promise<boolean> =>
  acts(c.var.actor, 'SD', 'CH', 'HL', 'AU') || (await categoryIn(c.var.db, { actor: c.var.actor, now: c.var.now }, meeting)) === 'member'

/** A page listens to few topics; who may not hear all rooms at once hears those he may enter, the next ones first. */
const mostRooms = 4

/** Which items the sessions of a meeting are at, those this reader may be in. */
export async function now(c: Reply, subject: { kind: string; id: string }): Promise<{ topics: string[]; at: () => Promise<SubjectNow[]> }> {
  const { db, actor, now: at, lang } = c.var
  if (subject.kind !== 'meeting') return { topics: [], at: async () => [] }
  const reader = { actor, now: at }
  const topics = (await entersAll(c, subject.id)) ? [floorTopic(subject.id)] : (await listSessions(db, reader, subject.id, { live: true })).filter((session) => session.state !== 'closed').slice(0, mostRooms).map((session) => topicOf(session.id))
  return {
    topics,
    at: async () => (await listPositions(db, reader, subject.id)).map(({ session, item, since, zone, rehearsal }) => ({
      id: item, href: roomHref({ id: session, meeting: subject.id }), label: words[lang][rehearsal ? 'room.now-rehearsal' : 'room.now-here'](clockTime(since, zone, lang)),
    })),
  }
}

export const mayHearFloor = async (c: Reply, meeting: string): Promise<boolean> => (await findRunning(c.var.db, { actor: c.var.actor, now: c.var.now }, meeting)) !== null && (await entersAll(c, meeting))
