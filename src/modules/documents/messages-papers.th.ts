import type { PapersMessages } from './messages-papers.en.ts'

export const thPapers: PapersMessages = {
  'kind.document': 'เอกสารการประชุม',
  'papers.language': 'โปรดระบุภาษาเป็นรหัส เช่น en, th หรือ vi',
}
