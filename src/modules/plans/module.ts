import type { Module } from '../../kernel/module.ts'
import { demonstrate } from './demonstration.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { sections } from './record.ts'

export const plans: Module = { name: 'plans', record: sections, pages, demonstrate, messages: { en, th }, nav: [{ href: '/plans', key: 'plans.nav', order: 40 }] }
