import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { prepareAuth } from './auth.ts'
import { approveRequest, chooseHat, grantCapacity, refuseRequest, requestCapacity, revokeHeld } from './commands/capacity.ts'
import { acceptInvitation, closeAccount, endKey, endOwnSessions, invitePerson, makeKey } from './commands/people.ts'
import { demonstrate } from './demonstration.ts'
import { inviteFirstAdministrators } from './first-administrators.ts'
import { identify } from './identify.ts'
import { pages } from './pages.ts'
import { en } from './reasons.en.ts'
import { th } from './reasons.th.ts'
import { api } from './routes.ts'
import { managesPeople, readsAllActs } from './rules.ts'

export const people: Module = {
  name: 'people',
  api,
  pages,
  commands: [
    invitePerson({ publicUrl: '', zone: 'UTC' }), acceptInvitation, closeAccount, requestCapacity, grantCapacity, approveRequest, refuseRequest, revokeHeld, chooseHat, endOwnSessions, makeKey, endKey,
  ],
  messages: { en, th },
  nav: [
    { href: '/people', key: 'people.nav', order: 80, shownTo: (actor) => managesPeople(actor) || acts(actor, 'AU') },
    { href: '/audit', key: 'people.audit-nav', order: 90, shownTo: readsAllActs },
  ],
  identify,
  demonstrate,
  async prepare({ db, now, site, secret }) {
    prepareAuth(db, { publicUrl: site.config.publicUrl, secret })
    return site.config.mode === 'real' ? inviteFirstAdministrators(db, now, site.config.publicUrl) : []
  },
}
