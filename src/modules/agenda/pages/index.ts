import { router } from '../../../kernel/http.ts'
import { agendaPages } from './agenda.tsx'
import { itemPages } from './item.tsx'
import { printPages } from './print.ts'
import { versionPages } from './versions.tsx'

export const pages = router().route('/', agendaPages).route('/', itemPages).route('/', versionPages).route('/', printPages)
