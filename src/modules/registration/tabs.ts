import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { findRunning, meetingHref } from '../meetings/index.ts'
import { countRegistrants, findGathering } from './queries.ts'
import { seesParticipants } from './queries/list.ts'
import { words } from './wording.ts'

/** Registration for whoever has a part in it: how many of those named have registered. */
export const tabs: NonNullable<Module['tabs']> = async (c, subject) => {
  if (subject.kind !== 'meeting' || c.var.actor.person === null) return []
  const { db, actor, now, lang } = c.var
  const meeting = await findRunning(db, { actor, now }, subject.id)
  const gathering = meeting && (await findGathering(db, { actor, now }, meeting.run.series))
  if (!meeting || !gathering) return []
  const sees = await seesParticipants(db, { actor, now }, meeting.ref)
  const list = sees ? [{ key: 'participants', href: `${meetingHref(meeting.ref)}/participants`, label: words[lang]['participants.tab'], order: 65 }] : []
  if (gathering.scope === null) return list
  const { people, registered } = await countRegistrants(db, gathering)
  return [{ key: 'registration', href: `${meetingHref(meeting.ref)}/registration`, label: words[lang]['registration.tab'], order: 60, n: registered, short: registered < people }, ...list]
}

/** How many of those named have registered, for those who prepare the meeting. */
export const progress: NonNullable<Module['progress']> = async (c, subject) => {
  const { db, actor, now } = c.var
  if (subject.kind !== 'meeting' || !acts(actor, 'SD', 'CH', 'HL')) return []
  const meeting = await findRunning(db, { actor, now }, subject.id)
  const gathering = meeting && (await findGathering(db, { actor, now }, meeting.run.series))
  if (!meeting || !gathering || gathering.scope === null) return []
  const { people, registered } = await countRegistrants(db, gathering)
  return people === 0 ? [] : [{ key: 'registration-closes', done: false, have: registered, of: people, href: `${meetingHref(meeting.ref)}/registration` }]
}
