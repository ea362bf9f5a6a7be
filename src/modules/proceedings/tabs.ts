import type { Reply } from '../../kernel/http.ts'
import type { SubjectTab } from '../../kernel/module.ts'
import { findRunning, meetingHref } from '../meetings/index.ts'
import { findReport, listComments } from './queries.ts'
import { canDraft } from './rules.ts'
import { digits, words } from './wording.ts'

/** The tab of the report: for those who write it always, for others once there is a part of it for them. */
export async function tabs(c: Reply, subject: { kind: string; id: string }): Promise<SubjectTab[]> {
  const { db, actor, now, lang } = c.var
  const reader = { actor, now }
  const meeting = subject.kind === 'meeting' ? await findRunning(db, reader, subject.id) : null
  if (!meeting) return []
  const report = await findReport(db, reader, subject.id)
  if (!report && !canDraft(actor, { meeting: { body: meeting.body, state: meeting.run.state }, report: null }).allowed) return []
  const open = report?.state === 'IN_COMMENT' ? (await listComments(db, reader, subject.id)).filter((comment) => comment.state === 'open').length : 0
  return [{ key: 'report', href: `${meetingHref(subject.id)}/report`, label: words[lang]['proceedings.tab'], order: 80, n: open > 0 ? words[lang]['proceedings.tab-open'](digits(open, lang)) : undefined }]
}
