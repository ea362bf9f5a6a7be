import type { Module } from '../../kernel/module.ts'
import * as commands from './commands/index.ts'
import { demonstrate } from './demonstration.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { enReasons } from './reasons.en.ts'
import { thReasons } from './reasons.th.ts'
import { sections } from './record.ts'

export const plans: Module = { name: 'plans', record: sections, pages, commands: Object.values(commands), demonstrate, messages: { en: { ...en, ...enReasons }, th: { ...th, ...thReasons } }, nav: [{ href: '/plans', key: 'plans.nav', order: 40 }] }
