import { router } from '../../../kernel/http.ts'
import { accountPages } from './account.tsx'
import { hatPages } from './hat.tsx'
import { invitationPages } from './invitation.tsx'
import { invitePages } from './invite.tsx'
import { logPages } from './log.tsx'
import { passkeySignIn } from './passkey-sign-in.ts'
import { peoplePages } from './people.tsx'
import { personPages } from './person.tsx'
import { secondStepPages } from './second-step.tsx'
import { securityPages } from './security.tsx'
import { signInPages } from './sign-in.tsx'
import { sessionPages } from './sign-out.tsx'

export const pages = router()
for (const part of [signInPages, secondStepPages, passkeySignIn, sessionPages, accountPages, hatPages, securityPages, invitePages, peoplePages, personPages, invitationPages, logPages]) pages.route('/', part)
