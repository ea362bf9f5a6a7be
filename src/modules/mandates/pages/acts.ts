import { router } from '../../../kernel/http.ts'
import { extractionPages } from './extraction.tsx'
import { newTextPages } from './extraction-new.tsx'
import { followUpPages } from './follow-up.tsx'
import { mandateActsPages } from './mandate-acts.tsx'
import { matrixPages } from './matrix.tsx'
import { newMandatePages } from './new-mandate.tsx'
import { reportPages } from './report-statement.tsx'

/** Screens of what is done to the register. Mounted before the register's own, for `/mandates/new` is no mandate. */
export const actsPages = router()
for (const pages of [newTextPages, extractionPages, newMandatePages, reportPages, followUpPages, mandateActsPages, matrixPages]) actsPages.route('/', pages)
