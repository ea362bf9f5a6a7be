import { system } from '../../kernel/actor.ts'
import { appendAudit } from '../../kernel/audit.ts'
import type { Listeners } from '../../kernel/jobs.ts'
import type { Module } from '../../kernel/module.ts'
import { addDays } from '../../kernel/calendar.ts'
import { listFollowing, lockMoved, raiseDataVersion, saveFollowed } from './queries/due.ts'
import { dueFrom } from './rules/due.ts'
import { activityHref, afterWords, words } from './wording.ts'

/**
 * Practice §3.1: a day that counts from a meeting is worked out whenever it is read; here it is only said, once, from where to where it
 * moved. The same event a second time finds nothing that moved.
 */
export const listeners: Listeners = {
  'meeting.changed': async ({ db, now }, payload) => {
    const ref = typeof payload['ref'] === 'string' ? payload['ref'] : ''
    await db.transaction().execute(async (tx) => {
      const moved = await lockMoved(tx, ref)
      for (const { id, dueOn, to, dueAfter } of moved) {
        const text = { en: words.en['plans.due-followed'](afterWords(dueAfter, ref, 'en')), th: words.th['plans.due-followed'](afterWords(dueAfter, ref, 'th')) }
        await saveFollowed(tx, { activity: id, from: dueOn, to, text, at: now() })
        await appendAudit(tx, { at: now(), actor: system, command: 'activity.follow-due', type: 'activity', id, change: { dueOn: [dueOn, to], after: dueAfter } })
      }
      if (moved.length > 0) await raiseDataVersion(tx)
    })
  },
}

/** US-01 AC6: what would move with a meeting, asked before it moves. */
export const follows: NonNullable<Module['follows']> = async (c, subject, days) => {
  if (subject.kind !== 'meeting') return []
  const { db, actor, now, lang } = c.var
  return (await listFollowing(db, { actor, now }, subject.id)).map((row) => ({ what: `${row.code} ${row.title[lang]}`, href: activityHref({ code: row.programme }, row.code), from: row.from, to: row.anchorOn === null ? null : dueFrom(row.dueAfter, addDays(row.anchorOn, days)) }))
}
