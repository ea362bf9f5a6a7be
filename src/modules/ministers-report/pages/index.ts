import { router } from '../../../kernel/http.ts'
import { followUpPages } from './follow-up.tsx'
import { reportPages } from './report.tsx'

export const pages = router().route('/', reportPages).route('/', followUpPages)
