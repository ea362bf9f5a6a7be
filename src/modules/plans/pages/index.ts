import { router } from '../../../kernel/http.ts'
import { activitiesPages } from './activities.tsx'
import { activityPages } from './activity.tsx'
import { listPages } from './list.tsx'
import { programmePages } from './programme.tsx'
import { reportFormPages } from './report-form.tsx'
import { roundPages } from './rounds.tsx'

export const pages = router()
for (const one of [listPages, programmePages, activitiesPages, activityPages, roundPages, reportFormPages]) pages.route('/', one)
