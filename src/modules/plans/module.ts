import type { Module } from '../../kernel/module.ts'
import { attachments } from './attachments.ts'
import * as commands from './commands/index.ts'
import { demonstrate } from './demonstration.ts'
import { needs } from './needs.ts'
import { pages } from './pages/index.ts'
import { enReasons } from './reasons.en.ts'
import { thReasons } from './reasons.th.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'
import { words } from './wording.ts'

export const plans: Module = { name: 'plans', record: sections, api, pages, commands: Object.values(commands), needs, attachments, demonstrate, messages: { en: { ...words.en, ...enReasons }, th: { ...words.th, ...thReasons } }, nav: [{ href: '/plans', key: 'plans.nav', order: 40 }] }
