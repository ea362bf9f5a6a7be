import type { Module } from '../../kernel/module.ts'
import { findRunning, meetingHref } from '../meetings/index.ts'
import { countRegistrants, findGathering } from './queries.ts'
import { words } from './wording.ts'

/** Registration for whoever has a part in it: how many of those named have registered. */
export const tabs: NonNullable<Module['tabs']> = async (c, subject) => {
  if (subject.kind !== 'meeting' || c.var.actor.person === null) return []
  const { db, actor, now, lang } = c.var
  const meeting = await findRunning(db, { actor, now }, subject.id)
  const gathering = meeting && (await findGathering(db, { actor, now }, meeting.run.series))
  if (!meeting || !gathering || gathering.scope === null) return []
  const { people, registered } = await countRegistrants(db, gathering)
  return [{ key: 'registration', href: `${meetingHref(meeting.ref)}/registration`, label: words[lang]['registration.tab'], order: 60, n: registered, short: registered < people }]
}
