import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { inEnglishOrder, listParties } from '../mechanism/index.ts'
import { findRunning, meetingHref, partyOf } from '../meetings/index.ts'
import { countDelegations, listMembers } from './queries/people.ts'
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

/** How many members have named their delegation and sent a letter of credentials, and which have not, for those who prepare the meeting. */
export const progress: NonNullable<Module['progress']> = async (c, subject) => {
  const { db, actor, now, lang } = c.var
  if (subject.kind !== 'meeting' || !acts(actor, 'SD', 'CH', 'HL')) return []
  const meeting = await findRunning(db, { actor, now }, subject.id)
  if (!meeting) return []
  const [counts, parties] = await Promise.all([countDelegations(db, meeting.ref, now), listParties(db)])
  const members = inEnglishOrder(parties).flatMap((party) => counts.filter((row) => row.party === party.code && row.category === 'member').map((row) => ({ ...row, name: party.name[lang] })))
  if (members.length === 0) return []
  const m = words[lang]
  const part = (key: string, has: (row: (typeof members)[number]) => boolean, verb: string) => {
    const missing = members.filter((row) => !has(row)).map((row) => row.name)
    return { key, done: missing.length === 0, have: members.length - missing.length, of: members.length, why: missing.length === 0 ? undefined : m['delegations.not-yet'](missing), href: `${meetingHref(meeting.ref)}/delegations`, verb }
  }
  return [part('nomination', (row) => row.named > 0, m['delegations.progress-verb']), part('credentials', (row) => row.letters > 0, m['delegations.progress-verb'])]
}
