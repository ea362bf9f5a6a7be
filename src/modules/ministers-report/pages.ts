import { router } from '../../kernel/http.ts'
import { followUpPages } from './pages/follow-up.tsx'
import { packPages } from './pages/pack.tsx'
import { packFormPages } from './pages/pack-forms.tsx'
import { reportPages } from './pages/report.tsx'

export const pages = router().route('/', reportPages).route('/', followUpPages).route('/', packFormPages).route('/', packPages)
