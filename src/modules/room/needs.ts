import { acts } from '../../kernel/actor.ts'
import { dayInZone, formatDay } from '../../kernel/calendar.ts'
import type { Module, Need } from '../../kernel/module.ts'
import { chairs, listSessionsNear } from '../meetings/index.ts'
import { agreedHref, roomHref } from './pages/parts.tsx'
import { countDrafts, countReady } from './queries.ts'
import { leftOpen } from './rules.ts'
import { clockTime, words } from './wording.ts'

/** How far ahead a session is named to its Chair. */
const soonHours = 12

/** What waits in the room: for the Chair to lead, to gavel and to close; for the desk to hand over. */
export const needs: NonNullable<Module['needs']> = async ({ db, actor, now, today, lang }) => {
  const m = words[lang]
  if (acts(actor, 'SD')) return (await countReady(db)).map((ready) => ({ dueOn: null, since: ready.since.slice(0, 10), what: m['room.need-hand'](ready.n), href: agreedHref(ready.meeting), why: m['room.need-hand-why'], verb: m['room.verb-hand'] }))
  if (!acts(actor, 'CH')) return []
  const [sessions, drafts] = await Promise.all([listSessionsNear(db, { actor, now }, soonHours), countDrafts(db)])
  return sessions.filter((session) => chairs(actor, session)).flatMap((session): Need[] => {
    const title = session.title[lang]
    const at = { dueOn: dayInZone(session.startsAt, session.zone), href: roomHref(session) }
    if (leftOpen(session, now, session.zone) && session.openedAt) return [{ ...at, what: m['room.need-left-open'](title, formatDay(dayInZone(session.openedAt, session.zone), lang)), why: m['room.need-left-open-why'], verb: m['room.verb-close'] }]
    const waiting = drafts.get(session.id) ?? 0
    return [
      { ...at, what: m['room.need-lead'](title), why: m['room.need-lead-why'](clockTime(session.startsAt, session.zone, lang)), verb: m['room.verb-lead'] },
      ...(session.state === 'open' && waiting > 0 ? [{ ...at, dueOn: today, what: m['room.need-gavel'](waiting), why: m['room.need-gavel-why'], verb: m['room.verb-open'] }] : []),
    ]
  })
}
