import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { partyOf } from '../meetings/index.ts'
import { commands } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { needs } from './needs.ts'
import { pages } from './pages.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'
import { progress, tabs } from './tabs.ts'
import { words } from './wording.ts'

export const delegations: Module = {
  name: 'delegations', record: sections, api, pages, commands, needs, tabs, progress, demonstrate, messages: words, apart: ['delegation_look'],
  nav: [{ href: '/my-delegation', key: 'delegations.nav', order: 15, shownTo: (actor) => acts(actor, 'NF', 'HD', 'DE', 'LS', 'DP', 'OB') && partyOf(actor) !== null }],
}
