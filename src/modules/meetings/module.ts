import type { Module } from '../../kernel/module.ts'
import { commands } from './commands/index.ts'
import { demonstrate } from './demonstration.ts'
import { enRights } from './messages-rights.en.ts'
import { thRights } from './messages-rights.th.ts'
import { enRun } from './messages-run.en.ts'
import { thRun } from './messages-run.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages/index.ts'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const meetings: Module = { name: 'meetings', record: sections, api, pages, commands, messages: { en: { ...en, ...enRights, ...enRun }, th: { ...th, ...thRights, ...thRun } }, demonstrate, nav: [{ href: '/meetings', key: 'meetings.nav', order: 30 }] }
