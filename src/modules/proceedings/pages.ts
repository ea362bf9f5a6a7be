import { router } from '../../kernel/http.ts'
import { filePages } from './pages/files.ts'
import { paragraphPages } from './pages/paragraphs.tsx'
import { reportPages } from './pages/report.tsx'
import { revisionPages } from './pages/revisions.tsx'

export const pages = router().route('/', filePages).route('/', reportPages).route('/', revisionPages).route('/', paragraphPages)
