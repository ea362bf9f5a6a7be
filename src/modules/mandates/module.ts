import type { Module } from '../../kernel/module.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const mandates: Module = {
  name: 'mandates',
  record: sections,
  api,
  pages,
  messages: { en, th },
  nav: [{ href: '/mandates', key: 'mandate.nav', order: 20 }],
}
