import type { Actor } from '../../kernel/actor.ts'
import { acts } from '../../kernel/actor.ts'
import { addDays, dayInZone } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Lang } from '../../kernel/languages.ts'
import type { Need } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { listBodies, listParties } from '../mechanism/index.ts'
import { chairs, meetingHref, meetingTitle } from '../meetings/index.ts'
import { listWaiting } from './queries/needs.ts'
import { words } from './wording.ts'

/** For the Chair: an agenda put to him. For the Secretariat: proposed items, and items for decision without a paper. */
export async function needs({ db, actor, now, lang }: { db: Db; actor: Actor; now: string; lang: Lang }): Promise<Need[]> {
  if (!acts(actor, 'SD', 'CH')) return []
  const m = words[lang]
  const [waiting, bodies, parties] = await Promise.all([listWaiting(db, { actor, now }), listBodies(db), listParties(db)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  const names = new Map(parties.map((party) => [party.code, party.name[lang]]))
  return waiting.flatMap(({ meeting, putAt, bare, proposals }): Need[] => {
    const title = meetingTitle(meeting, byCode, lang)
    const href = `${meetingHref(meeting.ref)}/agenda`
    const list: Need[] = []
    if (acts(actor, 'CH')) {
      if (putAt !== null && chairs(actor, meeting)) list.push({ dueOn: meeting.startsOn, what: m['agenda.need-adopt'](title), href: `${href}#next`, why: m['agenda.need-adopt-why'], verb: m['agenda.verb-adopt'] })
      return list
    }
    // Papers for decision are due 30 days before (§1.3); past that the item is bare for good, unless the Chair admits one.
    if (bare > 0) list.push({ dueOn: meeting.startsOn && addDays(meeting.startsOn, -30), what: m['agenda.need-bare'](numeral(lang, bare), title, bare === 1), href, why: m['agenda.need-bare-why'], verb: m['agenda.verb-see'] })
    for (const proposal of proposals) list.push({ dueOn: null, since: dayInZone(proposal.at, 'UTC'), what: m['agenda.need-proposal'](proposal.title[lang]), href: `${href}#proposals`, why: m['agenda.need-proposal-why'](names.get(proposal.party ?? '') ?? proposal.party ?? '', title), verb: m['agenda.verb-answer'] })
    return list
  })
}
