import { router } from '../../kernel/http.ts'
import { badgePages } from './pages/badges.tsx'
import { deskPages } from './pages/desk.tsx'
import { doorPages } from './pages/door.tsx'
import { importPages } from './pages/import.tsx'
import { manifestPages } from './pages/manifests.tsx'
import { participantsPages } from './pages/participants.tsx'
import { personPages } from './pages/person.tsx'

export const pages = router()
for (const part of [deskPages, personPages, badgePages, doorPages, importPages, manifestPages, participantsPages]) pages.route('/', part)
