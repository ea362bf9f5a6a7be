import { router } from '../../kernel/http.ts'
import { agendaPages } from './pages/agenda.tsx'
import { itemPages } from './pages/item.tsx'
import { printPages } from './pages/print.ts'
import { versionPages } from './pages/versions.tsx'

export const pages = router().route('/', agendaPages).route('/', itemPages).route('/', versionPages).route('/', printPages)
