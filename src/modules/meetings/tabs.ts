import type { Reply } from '../../kernel/http.ts'
import type { SubjectTab } from '../../kernel/module.ts'
import { findRunning } from './queries/run.ts'
import { runWords } from './wording-run.ts'
import { en } from './messages.en.ts'
import { th } from './messages.th.ts'
import { meetingHref } from './wording.ts'

/** The overview and the programme, for whoever may open the meeting. */
export async function tabs(c: Reply, subject: { kind: string; id: string }): Promise<SubjectTab[]> {
  const { db, actor, now, lang } = c.var
  if (subject.kind !== 'meeting' || !(await findRunning(db, { actor, now }, subject.id))) return []
  const href = meetingHref(subject.id)
  return [{ key: 'overview', href, label: { en, th }[lang]['meetings.tab.overview'], order: 10 }, { key: 'programme', href: `${href}/programme`, label: runWords[lang]['run.programme'], order: 15 }]
}
