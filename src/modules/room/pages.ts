import { router } from '../../kernel/http.ts'
import { agreedPages } from './pages/agreed.tsx'
import { listPages } from './pages/list.tsx'
import { roomPages } from './pages/room.tsx'
import { timesPages } from './pages/times.tsx'

export const pages = router().route('/', listPages).route('/', timesPages).route('/', roomPages).route('/', agreedPages)
