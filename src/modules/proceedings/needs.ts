import { type Actor, acts } from '../../kernel/actor.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import type { Db } from '../../kernel/db.ts'
import type { Lang } from '../../kernel/languages.ts'
import type { Need } from '../../kernel/module.ts'
import { listBodies } from '../mechanism/index.ts'
import { chairs, meetingHref, meetingTitle } from '../meetings/index.ts'
import { listReportsWaiting } from './queries/needs.ts'
import { digits, lastDay, words } from './wording.ts'

/** Comment until …, confirm final …, hand the decisions over: one verb each. */
export async function needs({ db, actor, now, lang }: { db: Db; actor: Actor; now: string; lang: Lang }): Promise<Need[]> {
  if (!acts(actor, 'SD', 'CH', 'NF', 'HD', 'DP')) return []
  const m = words[lang]
  const [waiting, bodies] = await Promise.all([listReportsWaiting(db, { actor, now }), listBodies(db)])
  const byCode = new Map(bodies.map((body) => [body.code, body]))
  return waiting.flatMap(({ meeting, state, commentsUntil, finalAt, handedOver, open, ownProposed, commented }): Need[] => {
    const name = meetingTitle(meeting, byCode, lang)
    const href = `${meetingHref(meeting.ref)}/report`
    const until = commentsUntil && lastDay(commentsUntil, meeting.run.zone)
    const over = commentsUntil !== null && now >= commentsUntil
    if (state === 'FINAL') return acts(actor, 'SD') && handedOver === null && finalAt ? [{ dueOn: null, since: dayInZone(finalAt, meeting.run.zone), what: m['proceedings.need-hand-over'](name), href: `${href}#next`, why: m['proceedings.need-hand-over-why'], verb: m['proceedings.verb-hand-over'] }] : []
    if (acts(actor, 'CH')) {
      if (!over || !chairs(actor, meeting)) return []
      return open > 0
        ? [{ dueOn: until, what: m['proceedings.need-rule'](digits(open, lang), name), href, why: m['proceedings.need-rule-why'], verb: m['proceedings.verb-rule'] }]
        : [{ dueOn: until, what: m['proceedings.need-final'](name), href: `${href}#next`, why: m['proceedings.need-final-why'], verb: m['proceedings.verb-confirm'] }]
    }
    if (acts(actor, 'SD') || over) return []
    const list: Need[] = []
    if (ownProposed > 0 && acts(actor, 'NF', 'HD')) list.push({ dueOn: until, what: m['proceedings.need-own'](digits(ownProposed, lang), name), href, why: m['proceedings.need-own-why'], verb: m['proceedings.verb-decide'] })
    if (!commented) list.push({ dueOn: until, what: m['proceedings.need-comment'](name), href, why: m['proceedings.need-comment-why'], verb: m['proceedings.verb-comment'] })
    return list
  })
}
