import { router } from '../../kernel/http.ts'
import { accountPages } from './pages/account.tsx'
import { hatPages } from './pages/hat.tsx'
import { invitationPages } from './pages/invitation.tsx'
import { invitePages } from './pages/invite.tsx'
import { logPages } from './pages/log.tsx'
import { passkeySignIn } from './pages/passkey-sign-in.ts'
import { peoplePages } from './pages/people.tsx'
import { personPages } from './pages/person.tsx'
import { secondStepPages } from './pages/second-step.tsx'
import { securityPages } from './pages/security.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { sessionPages } from './pages/sign-out.tsx'

export const pages = router()
for (const part of [signInPages, secondStepPages, passkeySignIn, sessionPages, accountPages, hatPages, securityPages, invitePages, peoplePages, personPages, invitationPages, logPages]) pages.route('/', part)
