import type { Module } from '../../kernel/module.ts'
import { commands } from './commands.ts'
import { demonstrate } from './demonstration.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { needs } from './needs.ts'
import { pages } from './pages.ts'
import { mayListen } from './reading.ts'
import { api } from './routes.ts'
import { tabs } from './tabs.ts'

export const proceedings: Module = { name: 'proceedings', api, pages, commands, tabs, needs, mayListen, demonstrate, messages: { en, th } }
