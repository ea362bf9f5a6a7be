import type { Module } from '../../kernel/module.ts'
import { demonstrate } from './demonstration.ts'
import { enRights } from './messages-rights.en.ts'
import { thRights } from './messages-rights.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages.tsx'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const meetings: Module = { name: 'meetings', record: sections, api, pages, messages: { en: { ...en, ...enRights }, th: { ...th, ...thRights } }, demonstrate, nav: [{ href: '/meetings', key: 'meetings.nav', order: 30 }] }
