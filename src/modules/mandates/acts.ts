import type { Listeners } from '../../kernel/jobs.ts'
import type { Module, NavItem } from '../../kernel/module.ts'
import { digestJob } from './digest.ts'
import { en } from './messages/acts.en.ts'
import { th } from './messages/acts.th.ts'
import { resolveDues } from './queries/dues.ts'
import { readsReviews } from './rules/acts.ts'

/** What is done to the register, for the manifest to mount. */
export { actsPages } from './pages/acts.ts'
export { commands } from './commands.ts'
export { demonstrate } from './demonstration.ts'
export { needs } from './needs.ts'

export const actsMessages = { en, th }

export const jobs: NonNullable<Module['jobs']> = (settings) => [digestJob(settings)]

/** a due that hangs on a meeting moves with it. Working it out again does no harm. */
export const listeners: Listeners = {
  'meeting.changed': async ({ db }) => {
    await db.transaction().execute((tx) => resolveDues(tx))
  },
}

export const actsNav: NavItem[] = [
  { href: '/extraction', key: 'extraction.nav', order: 22, shownTo: readsReviews },
  { href: '/follow-up', key: 'follow-up.title', order: 24, shownTo: (actor) => actor.person !== null },
  { href: '/matrix', key: 'matrix.nav', order: 26 },
]
