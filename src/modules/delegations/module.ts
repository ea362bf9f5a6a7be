import type { Module } from '../../kernel/module.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const delegations: Module = { name: 'delegations', record: sections, api, pages, messages: { en, th } }
