import type { Module } from '../../kernel/module.ts'
import { listActivities, listProgrammes } from './queries.ts'
import { activityHref, words } from './wording.ts'

/** On the page of a decision: the activities that answer to it, as far as this reader sees them. */
export const attachments: NonNullable<Module['attachments']> = async (c, subject) => {
  if (subject.kind !== 'mandate') return []
  const { db, actor, now, lang } = c.var
  const m = words[lang]
  const [found, programmes] = await Promise.all([listActivities(db, { actor, now }, { mandate: subject.id }), listProgrammes(db)])
  if (found.length === 0) return []
  return [{
    title: m['plans.answering'], note: found.some((activity) => activity.origin === 'demonstration') ? `${m['plans.example']} ${m['plans.example-why']}` : undefined,
    items: found.map((activity) => { const programme = programmes.find((one) => one.id === activity.programme); return { href: activityHref({ code: programme?.code ?? activity.programme }, activity.code), mark: activity.code, label: activity.title[lang], status: m[`plans.status.${activity.status}`] } }),
  }]
}
