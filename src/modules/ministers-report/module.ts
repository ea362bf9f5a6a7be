import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { reportCommand } from './cli.ts'
import { commands } from './commands/pack.ts'
import { demonstrate } from './demonstration.ts'
import { pages } from './pages.ts'
import { wordings } from './present/parts.ts'
import { api } from './routes.ts'

export const ministersReport: Module = {
  name: 'ministers-report',
  api,
  pages,
  commands,
  demonstrate,
  messages: wordings,
  nav: [{ href: '/report-to-ministers', key: 'report.nav', order: 60, shownTo: (actor) => acts(actor, 'SD', 'CH', 'HD', 'NF') }],
  cli: { report: (args, context) => reportCommand(args, context) },
}
