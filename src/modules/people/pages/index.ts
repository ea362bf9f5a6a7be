import { router } from '../../../kernel/http.ts'
import { signInPages } from './sign-in.tsx'
import { sessionPages } from './sign-out.tsx'

export const pages = router()
pages.route('/', signInPages)
pages.route('/', sessionPages)
