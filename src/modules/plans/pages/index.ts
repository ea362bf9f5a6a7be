import { router } from '../../../kernel/http.ts'
import { activitiesPages } from './activities.tsx'
import { activityActsPages } from './activity-acts.tsx'
import { activityFormPages } from './activity-form.tsx'
import { activityPages } from './activity.tsx'
import { evidencePages } from './evidence.tsx'
import { indicatorPages } from './indicators.tsx'
import { importPages } from './import.tsx'
import { listPages } from './list.tsx'
import { programmePages } from './programme.tsx'
import { reportFilePages } from './report-file.tsx'
import { reportFormPages } from './report-form.tsx'
import { proposalPages } from './proposal.ts'
import { reviewPages } from './review.tsx'
import { reviewAnswerPages } from './review-answer.tsx'
import { reviewRatePages } from './review-rate.tsx'
import { reviewReportPages } from './review-report.ts'
import { reviewListPages } from './reviews.tsx'
import { standingPages } from './standing.tsx'
import { roundPages } from './rounds.tsx'

export const pages = router()
for (const one of [standingPages, proposalPages, listPages, programmePages, activitiesPages, activityFormPages, activityPages, activityActsPages, evidencePages, roundPages, reportFilePages, reportFormPages, indicatorPages, reviewListPages, reviewReportPages, reviewAnswerPages, reviewRatePages, reviewPages]) pages.route('/', one)
pages.route('/', importPages)
