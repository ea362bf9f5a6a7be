import { missing } from '../../kernel/errors.ts'
import type { Reply } from '../../kernel/http.ts'
import { categoryIn, findRunning, type Reader, type RunningMeeting } from '../meetings/index.ts'
import { readParts } from './papers.ts'
import { findReport, listComments, listCorrections, listRevisions, listStanding } from './queries.ts'
import { conflicting, finalProposed, holdsPen, numberedParagraphs } from './rules.ts'
import type { Report, Revision } from './schema.ts'
import { words } from './wording.ts'

export const readerOf = (c: Reply): Reader => ({ actor: c.var.actor, now: c.var.now })

export async function meetingOf(c: Reply): Promise<RunningMeeting> {
  const meeting = await findRunning(c.var.db, readerOf(c), `${c.req.param('body')}/${c.req.param('session')}`)
  if (!meeting) throw missing()
  return meeting
}

/** The report as far as this reader has it; null where there is none for him. A fixed number of statements. */
export async function readReport(c: Reply, meeting: RunningMeeting) {
  const { db, lang, now, actor } = c.var
  const reader = readerOf(c)
  const report = await findReport(db, reader, meeting.ref)
  if (!report) return null
  const [parts, comments, standing, corrections, revisions, category] = await Promise.all([
    readParts(db, reader, meeting), listComments(db, reader, meeting.ref), listStanding(db, meeting.ref), listCorrections(db, reader, meeting.ref), listRevisions(db, reader, meeting.ref), categoryIn(db, reader, meeting.ref),
  ])
  const whole = holdsPen(actor, meeting) || category === 'member'
  return { m: words[lang], report, parts, paragraphs: numberedParagraphs(parts.paragraphs), comments, standing, conflicts: whole ? conflicting(standing) : new Set<string>(), proposed: finalProposed(report, standing, now), corrections, revisions: whole ? revisions : ofExtract(revisions), category, whole }
}
/** Why a text was kept, and what was corrected elsewhere in it, is not for whoever has an extract only. */
const ofExtract = (revisions: readonly Revision[]): Revision[] => revisions.filter((revision) => revision.kind !== 'CORRECTED').map((revision) => ({ ...revision, note: null }))

/** Signals of a report are for whoever has a part of it; for everyone else there is nothing to hear. */
export async function mayListen(c: Reply, topic: string): Promise<boolean> {
  if (!topic.startsWith('report:')) return false
  const reader = readerOf(c)
  const ref = topic.slice('report:'.length)
  return (await findRunning(c.var.db, reader, ref)) !== null && (await findReport(c.var.db, reader, ref)) !== null
}

export type Read = NonNullable<Awaited<ReturnType<typeof readReport>>>

export const termRuns = (report: Pick<Report, 'state' | 'commentsUntil'>, now: string): boolean => report.state === 'IN_COMMENT' && report.commentsUntil !== null && now < report.commentsUntil
