import { router } from '../../../kernel/http.ts'
import { actPages } from './acts.tsx'
import { calendarPages } from './calendar.tsx'
import { feedPages } from './calendar-feed.tsx'
import { listPages } from './list.tsx'
import { movePages } from './move.tsx'
import { overviewPages } from './overview.tsx'
import { programmePages } from './programme.tsx'
import { seriesPages } from './series.tsx'
import { takingPartPages } from './taking-part.tsx'

export const pages = router().route('/', listPages).route('/', overviewPages).route('/', movePages).route('/', actPages).route('/', programmePages).route('/', takingPartPages).route('/', seriesPages).route('/', calendarPages).route('/', feedPages)
