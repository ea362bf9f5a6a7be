import { router } from '../../kernel/http.ts'
import type { Module } from '../../kernel/module.ts'
import { actsMessages, actsNav, actsPages, commands, demonstrate, jobs, listeners, needs } from './acts.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages.ts'
import { duesFollowing } from './queries/dues.ts'
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
  // US-01 AC6: due days that count to a meeting go with it.
  follows: async (c, subject, days) =>
    subject.kind === 'meeting' ? (await duesFollowing(c.var.db, c.var.actor, subject.id, days)).map((due) => ({ what: due.title[c.var.lang], href: `/mandates/${due.id}`, from: due.from, to: due.to })) : [],
  demonstrate,
  messages: { en: { ...en, ...actsMessages.en }, th: { ...th, ...actsMessages.th } },
  nav: [{ href: '/mandates', key: 'mandate.nav', order: 20 }, ...actsNav],
}
