import { router } from '../../../kernel/http.ts'
import { followUpPages } from './follow-up.tsx'
import { packPages } from './pack.tsx'
import { packFormPages } from './pack-forms.tsx'
import { reportPages } from './report.tsx'

export const pages = router().route('/', reportPages).route('/', followUpPages).route('/', packFormPages).route('/', packPages)
