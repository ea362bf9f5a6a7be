import type { Module } from '../../kernel/module.ts'
import { router } from '../../kernel/http.ts'
import { issueDocument } from './commands.ts'
import { addFile } from './commands/files.ts'
import { decideRelease, endReader, nameReader, narrowDocument, proposeRelease, widenDocument } from './commands/marks.ts'
import { admitDocument, describeDocument, forwardDocument, recallDocument, refuseDocument, registerDocument, withdrawDocument } from './commands/papers.ts'
import { submitDocument } from './commands/submit.ts'
import { fileRoutes } from './routes/files.tsx'
import { demonstrate } from './demonstration.ts'
import { issuedPages } from './pages/issued.tsx'
import { enFiles } from './messages/files.en.ts'
import { thFiles } from './messages/files.th.ts'
import { enIssued } from './messages/issued.en.ts'
import { thIssued } from './messages/issued.th.ts'
import { enPapers } from './messages/papers.en.ts'
import { thPapers } from './messages/papers.th.ts'
import { enPaperPages } from './messages/paper-pages.en.ts'
import { thPaperPages } from './messages/paper-pages.th.ts'
import { enWhy } from './messages/why.en.ts'
import { thWhy } from './messages/why.th.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { packPages } from './pages/pack.tsx'
import { pages } from './pages.tsx'
import { paperLists } from './pages/paper-list.tsx'
import { paperNeeds, papersTab } from './paper-needs.ts'
import { paperPages } from './pages/papers.tsx'
import { submitPages } from './pages/paper-submit.tsx'
import { sections } from './record.ts'
import { searchScope } from './queries/papers.ts'
import { api } from './routes.ts'
import { paperApi } from './routes/papers.ts'
import { beginUpload } from './commands/upload.ts'
import { uploadTidyJob } from './upload-jobs.ts'
import { uploadRoutes, uploadsAt } from './upload-tus.ts'
import { lookAs, rightsPages } from './pages/why.tsx'

/** In the order of practice §8.2, rows 11 to 17. */
const paperCommands = [registerDocument, refuseDocument, submitDocument, addFile, forwardDocument, admitDocument, withdrawDocument, recallDocument, describeDocument, narrowDocument, widenDocument, proposeRelease, decideRelease, nameReader, endReader, lookAs]

export const documents: Module = {
  name: 'documents',
  record: sections,
  api: router().route('/', api).route('/', paperApi),
  pages: router().route('/', uploadRoutes).route('/', fileRoutes).route('/', packPages).route('/', pages).route('/', issuedPages).route('/', paperLists).route('/', submitPages).route('/', rightsPages).route('/', paperPages),
  streams: [uploadsAt],
  apart: ['document_opening', 'file_reading'],
  jobs: () => [uploadTidyJob],
  commands: [issueDocument, ...paperCommands, beginUpload],
  searchScopes: [searchScope],
  tabs: papersTab,
  demonstrate,
  needs: paperNeeds,
  nav: [{ href: '/documents', key: 'papers.nav', order: 35, shownTo: (actor) => actor.person !== null }],
  messages: { en: { ...en, ...enIssued, ...enPapers, ...enPaperPages, ...enWhy, ...enFiles }, th: { ...th, ...thIssued, ...thPapers, ...thPaperPages, ...thWhy, ...thFiles } },
}
