import type { Reply } from '../../kernel/http.ts'
import type { SubjectTab } from '../../kernel/module.ts'
import { numeral } from '../../ui/index.ts'
import { findRunning, meetingHref } from '../meetings/index.ts'
import { countItems } from './queries.ts'
import { words } from './wording.ts'

/** The tab of the agenda, for whoever may open the meeting; the count is of what he sees. */
export async function tabs(c: Reply, subject: { kind: string; id: string }): Promise<SubjectTab[]> {
  const { db, actor, now, lang } = c.var
  const reader = { actor, now }
  if (subject.kind !== 'meeting' || !(await findRunning(db, reader, subject.id))) return []
  const n = await countItems(db, reader, subject.id)
  return [{ key: 'agenda', href: `${meetingHref(subject.id)}/agenda`, label: words[lang]['agenda.tab'], order: 20, n: n === 0 ? undefined : words[lang]['agenda.tab-count'](numeral(lang, n), n === 1) }]
}
