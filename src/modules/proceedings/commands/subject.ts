import type { Actor } from '../../../kernel/actor.ts'
import { roleOf } from '../../../kernel/actor.ts'
import type { CommandContext } from '../../../kernel/command.ts'
import { AppError, missing } from '../../../kernel/errors.ts'
import { signal } from '../../../kernel/live.ts'
import { lockRunning, type RunningMeeting } from '../../meetings/index.ts'
import { addRevision, listParagraphs, lockReport } from '../queries.ts'
import { frozenOf } from '../rules.ts'
import type { Report, Revision } from '../schema.ts'

export interface ReportSubject {
  meeting: RunningMeeting
  report: Report
}

/** The meeting and its report, held until the transaction ends; missing for whoever has no part of it. */
export async function loadReport({ tx, actor, now }: CommandContext, input: { meeting: string }): Promise<ReportSubject> {
  const meeting = await lockRunning(tx, { actor, now }, input.meeting)
  const report = meeting && (await lockReport(tx, { actor, now }, meeting.ref))
  if (!meeting || !report) throw missing()
  return { meeting, report }
}

export const heldOf = (meeting: Pick<RunningMeeting, 'body' | 'run'>) => ({ body: meeting.body, state: meeting.run.state })
export const of = (subject: ReportSubject) => ({ meeting: heldOf(subject.meeting), report: subject.report })
export const fresh = (report: Report, version: number): void => { if (report.version !== version) throw stale() }
export const stale = () => new AppError('conflict', 'version.stale')
export const byOf = ({ actor, now }: { actor: Actor; now: string }) => ({ byName: actor.person?.name ?? '', byRole: roleOf(actor), at: now })
export const reportTopic = (meeting: string): string => `report:${meeting}`
/** Whoever has the report open looks again. */
export const tell = ({ tx }: CommandContext, meeting: string): Promise<void> => signal(tx, reportTopic(meeting))

/** Keeps the text as it stands now. Who keeps one sees the whole of it. */
export async function keep(context: CommandContext, meeting: string, row: Pick<Revision, 'kind' | 'label' | 'note'>): Promise<number> {
  return addRevision(context.tx, meeting, { ...row, ...byOf(context), paragraphs: frozenOf(await listParagraphs(context.tx, context, meeting)) })
}

/** Only what the rules read; for the generated matrix. */
export function specimen(state: Report['state'], run: RunningMeeting['run']['state'] = 'CLOSED', more: Partial<Report> = {}): ReportSubject {
  return {
    meeting: { body: 'OWN', run: { state: run } } as RunningMeeting,
    report: { meeting: 'OWN/1', state, revision: 0, circulatedAt: null, commentsUntil: state === 'IN_COMMENT' ? '9999-01-01T00:00:00.000Z' : null, finalAt: null, finalBy: null, adoptedInRoom: false, symbol: null, handedOver: null, origin: 'desk', version: 1, ...more },
  }
}
