import { router } from '../../kernel/http.ts'
import { credentialPages } from './pages/credentials.tsx'
import { designationPages } from './pages/designation-forms.tsx'
import { meetingPages } from './pages/meeting.tsx'
import { myPages } from './pages/my-delegation.tsx'
import { nominatePages } from './pages/nominate.tsx'
import { partyPages } from './pages/party.tsx'

export const pages = router()
for (const each of [designationPages, partyPages, nominatePages, credentialPages, meetingPages, myPages]) pages.route('/', each)
