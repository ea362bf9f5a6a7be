import { router } from '../../../kernel/http.ts'
import { badgePages } from './badges.tsx'
import { deskPages } from './desk.tsx'
import { doorPages } from './door.tsx'
import { importPages } from './import.tsx'
import { manifestPages } from './manifests.tsx'
import { participantsPages } from './participants.tsx'
import { personPages } from './person.tsx'

export const pages = router()
for (const part of [deskPages, personPages, badgePages, doorPages, importPages, manifestPages, participantsPages]) pages.route('/', part)
