import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { type Activity, findActivity, findProgramme, type Programme } from '../queries.ts'
import type { Concerned } from '../rules/acts.ts'
import { activityHref, programmeHref, words } from '../wording.ts'

export interface Opened {
  programme: Programme
  activity: Activity
  concerned: Concerned
  href: string
}

export async function programmeOf(c: Reply): Promise<Programme> {
  const programme = await findProgramme(c.var.db, `${c.req.param('body')}/${c.req.param('kind')}/${c.req.param('year')}`)
  if (!programme) throw missing()
  return programme
}

export const concernedBy = (programme: Programme, activity: Activity): Concerned => ({ area: activity.area, proponent: activity.proponent, lead: activity.lead, participants: activity.participants, planPartner: programme.partner, frozen: programme.frozenAt !== null || programme.closedAt !== null })

/** The activity of this address as this reader sees it; what he may not see is not there. */
export async function activityOf(c: Reply): Promise<Opened> {
  const { db, actor, now } = c.var
  const programme = await programmeOf(c)
  const activity = await findActivity(db, { actor, now }, programme.id, c.req.param('code') ?? '')
  if (!activity) throw missing()
  return { programme, activity, concerned: concernedBy(programme, activity), href: activityHref(programme, activity.code) }
}

export function crumbsTo(c: Reply, { programme, activity, href }: Opened, here: string) {
  const { lang } = c.var
  return [{ label: words[lang]['plans.nav'], href: '/plans' }, { label: programme.title[lang], href: programmeHref(programme) }, { label: activity.code, href }, { label: here }]
}
