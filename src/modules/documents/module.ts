import type { Module } from '../../kernel/module.ts'
import { router } from '../../kernel/http.ts'
import { issueDocument } from './commands.ts'
import { issuedPages } from './issued-pages.tsx'
import { enIssued } from './messages-issued.en.ts'
import { thIssued } from './messages-issued.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { pages } from './pages.tsx'
import { sections } from './record.ts'
import { api } from './routes.ts'

export const documents: Module = { name: 'documents', record: sections, api, pages: router().route('/', pages).route('/', issuedPages), commands: [issueDocument], messages: { en: { ...en, ...enIssued }, th: { ...th, ...thIssued } }, nav: [{ href: '/instruments', key: 'documents.nav', order: 40 }] }
