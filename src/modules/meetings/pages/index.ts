import { router } from '../../../kernel/http.ts'
import { listPages } from './list.tsx'

export const pages = router().route('/', listPages)
