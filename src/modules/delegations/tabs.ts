import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { findRunning, meetingHref, partyOf } from '../meetings/index.ts'
import { countDelegations, listMembers } from './queries-people.ts'
import { words } from './wording.ts'

/** For desk, Chair and host how many members have named their delegation; for a party its own. */
export const tabs: NonNullable<Module['tabs']> = async (c, subject) => {
  const { db, actor, now, lang } = c.var
  const own = partyOf(actor)
  const house = acts(actor, 'SD', 'CH', 'HL')
  if (subject.kind !== 'meeting' || (!house && own === null)) return []
  const meeting = await findRunning(db, { actor, now }, subject.id)
  if (!meeting) return []
  const m = words[lang]
  if (own !== null) {
    const members = await listMembers(db, meeting.ref, { party: own, at: now })
    return [{ key: 'delegations', href: `${meetingHref(meeting.ref)}/delegations`, label: m['delegations.tab-own'], order: 50, n: members.length, short: members.length === 0 }]
  }
  const members = (await countDelegations(db, meeting.ref, now)).filter((row) => row.category === 'member')
  const named = members.filter((row) => row.named > 0).length
  return [{ key: 'delegations', href: `${meetingHref(meeting.ref)}/delegations`, label: m['delegations.tab'], order: 50, n: members.length === 0 ? undefined : m['delegations.n-of'](numeral(lang, named), numeral(lang, members.length)), short: named < members.length }]
}
