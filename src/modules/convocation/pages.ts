import { router } from '../../kernel/http.ts'
import { circularPages } from './pages/circulars.tsx'
import { commonPages } from './pages/common.tsx'
import { letterPages } from './pages/letter.tsx'
import { listPages } from './pages/list.tsx'
import { noReplyPages } from './pages/no-reply.tsx'

/** Pages with a name of their own stand before a letter, whose address could be taken for any. */
export const pages = router().route('/', listPages).route('/', commonPages).route('/', noReplyPages).route('/', circularPages).route('/', letterPages)
