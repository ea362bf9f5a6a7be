import { router } from '../../../kernel/http.ts'
import { filePages } from './files.ts'
import { paragraphPages } from './paragraphs.tsx'
import { reportPages } from './report.tsx'
import { revisionPages } from './revisions.tsx'

export const pages = router().route('/', filePages).route('/', reportPages).route('/', revisionPages).route('/', paragraphPages)
