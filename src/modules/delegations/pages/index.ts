import { router } from '../../../kernel/http.ts'
import { credentialPages } from './credentials.tsx'
import { designationPages } from './designation-forms.tsx'
import { meetingPages } from './meeting.tsx'
import { myPages } from './my-delegation.tsx'
import { nominatePages } from './nominate.tsx'
import { partyPages } from './party.tsx'

export const pages = router()
for (const each of [designationPages, partyPages, nominatePages, credentialPages, meetingPages, myPages]) pages.route('/', each)
