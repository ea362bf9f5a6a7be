import { router } from '../../kernel/http.ts'
import { actPages } from './pages/acts.tsx'
import { calendarPages } from './pages/calendar.tsx'
import { feedPages } from './pages/calendar-feed.tsx'
import { listPages } from './pages/list.tsx'
import { movePages } from './pages/move.tsx'
import { overviewPages } from './pages/overview.tsx'
import { programmePages } from './pages/programme.tsx'
import { seriesPages } from './pages/series.tsx'
import { takingPartPages } from './pages/taking-part.tsx'

export const pages = router().route('/', listPages).route('/', overviewPages).route('/', movePages).route('/', actPages).route('/', programmePages).route('/', takingPartPages).route('/', seriesPages).route('/', calendarPages).route('/', feedPages)
