import { type Actor, mayRead } from '../../../kernel/actor.ts'
import type { Option } from '../../../ui/index.ts'
import { wordsOfActs } from '../messages/acts.ts'
import type { Speaker } from '../wording.ts'

/** The lists that forms choose from. */

export const bodyOptions = (speaker: Speaker): Option[] =>
  [...speaker.directory.bodies.values()].sort((a, b) => a.level - b.level).map((body) => ({ value: body.code, label: body.short[speaker.lang] === body.name[speaker.lang] ? body.name[speaker.lang] : `${body.short[speaker.lang]} – ${body.name[speaker.lang]}` }))

/** Newest first; a meeting says its body, so the choice of both can be checked. */
export const meetingOptions = (speaker: Speaker): Option[] =>
  [...speaker.directory.meetings.values()].filter((meeting) => meeting.status !== 'cancelled').map((meeting) => ({ value: meeting.ref, label: `${speaker.meetingName(meeting.ref)}${meeting.starts ? ` (${speaker.year(meeting.starts)})` : ''}` }))

export const instrumentOptions = (speaker: Speaker): Option[] => [...speaker.directory.instruments.values()].reverse().map((instrument) => ({ value: instrument.id, label: instrument.title[speaker.lang] }))

/** Only markings the writer may read: nobody files what he could not see. */
export function markingOptions(speaker: Speaker, actor: Actor): Option[] {
  const w = wordsOfActs[speaker.lang]
  const plain = (['PUBLIC', 'GENERAL', 'LIMITED', 'RESTRICTED'] as const).filter((marking) => mayRead(actor, marking)).map((marking) => ({ value: marking, label: `${marking} – ${w[`follow-up.marking.${marking}`]}` }))
  const partners = [...speaker.directory.parties.values()].filter((party) => party.categories.some((each) => each.category === 'dialogue-partner') && mayRead(actor, `PARTNER:${party.code}`))
  return [...plain, ...partners.map((party) => ({ value: `PARTNER:${party.code}`, label: `PARTNER:${party.code} – ${w['follow-up.marking-partner'](party.name[speaker.lang])}` }))]
}

export const memberOptions = (speaker: Speaker): Option[] => [...speaker.directory.parties.values()].filter((party) => party.categories.some((each) => each.category === 'member')).map((party) => ({ value: party.code, label: party.name[speaker.lang] }))
