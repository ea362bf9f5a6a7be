import { acts } from '../../kernel/actor.ts'
import type { Module } from '../../kernel/module.ts'
import { reportCommand } from './cli.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'

export const ministersReport: Module = {
  name: 'ministers-report',
  pages,
  messages: { en, th },
  nav: [{ href: '/report-to-ministers', key: 'report.nav', order: 60, shownTo: (actor) => acts(actor, 'SD', 'CH', 'HD', 'NF') }],
  cli: { report: (args, context) => reportCommand(args, context) },
}
