import { router } from '../../../kernel/http.ts'
import { calendarPages } from './calendar.tsx'
import { feedPages } from './calendar-feed.tsx'
import { listPages } from './list.tsx'

export const pages = router().route('/', listPages).route('/', calendarPages).route('/', feedPages)
