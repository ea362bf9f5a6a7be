import { router } from '../../../kernel/http.ts'
import { deskPages } from './desk.tsx'
import { personPages } from './person.tsx'

export const pages = router()
for (const part of [deskPages, personPages]) pages.route('/', part)
