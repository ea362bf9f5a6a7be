import { router } from '../../../kernel/http.ts'
import { agreedPages } from './agreed.tsx'
import { listPages } from './list.tsx'
import { roomPages } from './room.tsx'
import { timesPages } from './times.tsx'

export const pages = router().route('/', listPages).route('/', timesPages).route('/', roomPages).route('/', agreedPages)
