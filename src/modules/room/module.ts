import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { categoryIn, findRunning, findSession, listSessions } from '../meetings/index.ts'
import { commands } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { needs } from './needs.ts'
import { mayHearFloor, now } from './now.ts'
import { pages } from './pages.ts'
import { listHref } from './pages/parts.tsx'
import { enReasons } from './reasons.en.ts'
import { thReasons } from './reasons.th.ts'
import { api } from './routes.ts'
import { canManage } from './rules.ts'

export const room: Module = {
  name: 'room', api, pages, commands, needs, demonstrate,
  messages: { en: { ...en, ...enReasons }, th: { ...th, ...thReasons } },
  async tabs(c, subject) {
    if (subject.kind !== 'meeting') return []
    const { db, actor, now, site, lang } = c.var
    const sessions = await listSessions(db, { actor, now }, subject.id, { live: true })
    if (sessions.length === 0) return []
    return [{ key: 'room', href: listHref(subject.id), label: site.say(lang, 'room.tab'), order: 60 }]
  },
  now,
  /** A room may be heard by whoever may be in it now, all of them by whoever may enter all; what was agreed, by members and the Secretariat. */
  async mayListen(c, topic) {
    const { db, actor, now } = c.var
    const reader = { actor, now }
    const [kind, id = ''] = [topic.slice(0, topic.indexOf(':')), topic.slice(topic.indexOf(':') + 1)]
    if (kind === 'reach' && id.startsWith('session:')) {
      const session = await findSession(db, reader, id.slice('session:'.length), { live: true })
      const meeting = session && (await findRunning(db, reader, session.meeting))
      return meeting !== null && canManage(actor, meeting).allowed
    }
    if (kind === 'session') return (await findSession(db, reader, id, { live: true })) !== null
    if (kind === 'floor') return mayHearFloor(c, id)
    if (kind !== 'agreed' || (await findRunning(db, reader, id)) === null) return false
    return acts(actor, 'SD', 'CH') || (await categoryIn(db, reader, id)) === 'member'
  },
}
