import type { Lang } from '../../../kernel/languages.ts'
import { typeset } from '../../../kernel/typeset.ts'
import type { ExamplePaper } from './papers.ts'
import type { FiledFile } from '../filing.ts'

const said = {
  en: { over: '26th SOMTC (example)', summary: 'Summary', action: 'Action requested', marking: 'Example: nothing in it is real', body: 'This paper is made up for the demonstration. Its words stand for the words such a paper would have.', page: ['Page ', ' of '] as [string, string] },
  th: { over: 'SOMTC ครั้งที่ ๒๖ (ตัวอย่าง)', summary: 'สาระสำคัญ', action: 'ข้อพิจารณา', marking: 'ตัวอย่าง: ไม่มีเนื้อหาจริง', body: 'เอกสารนี้จัดทำขึ้นเพื่อการสาธิต ข้อความแทนถ้อยคำที่เอกสารเช่นนี้จะมี', page: ['หน้า ', ' จาก '] as [string, string] },
}

/** A small real file of an example paper, set as our own papers are. */
export function typesetExample(paper: ExamplePaper, lang: Lang, dated: string): FiledFile {
  const m = said[lang]
  const blocks = [
    ...(paper.summary ? [{ kind: 'text' as const, line: [{ text: `${m.summary}. `, strong: true }, paper.summary[lang]] }] : []),
    { kind: 'text' as const, line: [m.body] },
    ...(paper.action ? [{ kind: 'aside' as const, lines: [[{ text: `${m.action}. `, strong: true }, paper.action[lang]]] }] : []),
  ]
  const bytes = typeset({ lang, over: m.over, title: paper.title[lang], subtitle: paper.purpose, dated, facts: [], blocks, marking: m.marking, pageWords: m.page })
  const name = `${paper.title.en.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}.${lang}.pdf`
  return { lang, name, type: 'application/pdf', bytes, authentic: lang === 'en', text: [paper.title[lang], paper.summary?.[lang], m.body, paper.action?.[lang]].filter(Boolean).join(' ') }
}
