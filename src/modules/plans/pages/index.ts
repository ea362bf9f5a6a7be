import { router } from '../../../kernel/http.ts'
import { activitiesPages } from './activities.tsx'
import { activityActsPages } from './activity-acts.tsx'
import { activityFormPages } from './activity-form.tsx'
import { activityPages } from './activity.tsx'
import { evidencePages } from './evidence.tsx'
import { listPages } from './list.tsx'
import { programmePages } from './programme.tsx'
import { reportFormPages } from './report-form.tsx'
import { proposalPages } from './proposal.ts'
import { standingPages } from './standing.tsx'
import { roundPages } from './rounds.tsx'

export const pages = router()
for (const one of [standingPages, proposalPages, listPages, programmePages, activitiesPages, activityFormPages, activityPages, activityActsPages, evidencePages, roundPages, reportFormPages]) pages.route('/', one)
