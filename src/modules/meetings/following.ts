import { roleOf } from '../../kernel/actor.ts'
import type { Reply } from '../../kernel/http.ts'
import { keptFor } from '../../kernel/memo.ts'
import type { SubjectNow } from '../../kernel/module.ts'
import { personallyAdmitted } from './queries/rights.ts'
import { partyOf } from './rights.ts'

/** Whoever has the agenda of a meeting open, on a page or in the room, looks again: items and their papers. */
export const agendaTopic = (meeting: string): string => `agenda:${meeting}`

/** What every module says is going on in a meeting just now, for this reader; the topics first, so that what is read after them is never older than their numbers. */
export async function meetingNow(c: Reply, ref: string): Promise<{ topics: string[]; at: () => Promise<ReadonlyMap<string, SubjectNow>> }> {
  const found = (await Promise.all(c.var.site.modules.map((module) => module.now?.(c, { kind: 'meeting', id: ref })))).filter((one) => one !== undefined)
  return {
    topics: found.flatMap((one) => one.topics),
    at: async () => new Map((await Promise.all(found.map((one) => one.at()))).flat().map((one) => [one.id, one])),
  }
}

export interface SharedPart {
  html: string
  title: string
}
const kept = keptFor<SharedPart>(300)

/**
 * After one signal a thousand pages ask at once. Readers with the same rights are shown the same words, so a part is made once for them
 * and each state of the data; whoever was given something by name has a page of his own. The minute is for what changes by the clock alone.
 */
export async function sharedPart(c: Reply, meeting: string, name: string, make: () => Promise<SharedPart>): Promise<SharedPart> {
  const { db, actor, now, lang } = c.var
  const party = partyOf(actor)
  if (actor.person === null || party === null || (await personallyAdmitted(db, meeting)).has(actor.person.id)) return make()
  return kept(db, [name, meeting, lang, roleOf(actor), party, actor.capacity?.area, actor.capacity?.body, now.slice(0, 16)].join(' '), make)
}
