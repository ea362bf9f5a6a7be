import { z } from 'zod'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { type LockedActivity, lockActivity } from '../queries/acts.ts'
import { saveMerged } from '../queries/merge.ts'
import { listSaid } from '../queries/reports.ts'
import { canMergeReports } from '../rules/acts.ts'
import { concernedSpecimens } from './activities.ts'

/** US-17 AC5: one text out of what several members reported on one activity. Their texts are not touched. */
export const mergeReports = defineCommand({
  name: 'progress.merge',
  input: z.strictObject({ activity: z.string().max(80), round: z.string().max(80), version: z.coerce.number().int().nullable().default(null), text: z.string().trim().min(1, 'merge.text-needed').max(4000), language: z.enum(['en', 'th']) }),
  async load({ tx, actor, now }, input): Promise<LockedActivity> {
    const found = await lockActivity(tx, { actor, now }, input.activity)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor, activity: LockedActivity) => canMergeReports(actor, activity.concerned),
  async run({ tx, actor, now }, activity: LockedActivity, input) {
    const said = (await listSaid(tx, { actor, now }, activity.id)).filter((one) => one.round === input.round)
    if (said.length < 2) throw new AppError('conflict', 'merge.one-report')
    const reports = said.map((one) => one.report)
    if (!(await saveMerged(tx, { activity: activity.id, round: input.round, version: input.version, text: input.text, language: input.language, reports, byName: actor.person?.name ?? '', byRole: roleOf(actor), byParty: actor.capacity?.party ?? null, now }))) throw new AppError('conflict', 'version.stale')
    return { reports }
  },
  audit: (activity, result, input) => ({ type: 'activity', id: activity.id, change: { merged: result.reports, round: input.round } }),
  specimens: () => Object.fromEntries(Object.entries(concernedSpecimens()).map(([label, concerned]) => [label, { concerned } as LockedActivity])),
})
