import type { Module } from '../../kernel/module.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages.tsx'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const mechanism: Module = { name: 'mechanism', record: sections, api, pages, messages: { en, th }, nav: [{ href: '/members', key: 'mechanism.members', order: 50 }] }
