import { router } from '../../../kernel/http.ts'
import { partyPages } from './party.tsx'

export const pages = router()
for (const each of [partyPages]) pages.route('/', each)
