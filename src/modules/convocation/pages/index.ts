import { router } from '../../../kernel/http.ts'
import { circularPages } from './circulars.tsx'
import { commonPages } from './common.tsx'
import { letterPages } from './letter.tsx'
import { listPages } from './list.tsx'
import { noReplyPages } from './no-reply.tsx'

/** Pages with a name of their own stand before a letter, whose address could be taken for any. */
export const pages = router().route('/', listPages).route('/', commonPages).route('/', noReplyPages).route('/', circularPages).route('/', letterPages)
