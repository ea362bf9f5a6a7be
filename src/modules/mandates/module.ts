import { router } from '../../kernel/http.ts'
import type { Module } from '../../kernel/module.ts'
import { actsMessages, actsNav, actsPages, commands, demonstrate, jobs, listeners, needs } from './acts.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const mandates: Module = {
  name: 'mandates',
  record: sections,
  api,
  pages: router().route('/', actsPages).route('/', pages),
  commands,
  needs,
  jobs,
  listeners,
  demonstrate,
  messages: { en: { ...en, ...actsMessages.en }, th: { ...th, ...actsMessages.th } },
  nav: [{ href: '/mandates', key: 'mandate.nav', order: 20 }, ...actsNav],
}
