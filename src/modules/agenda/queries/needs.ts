import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { listRunning, type Reader, type RunningMeeting } from '../../meetings/index.ts'

export interface Waiting {
  meeting: RunningMeeting
  putAt: string | null
  /** Items for decision that no paper asks for. */
  bare: number
  proposals: { id: string; title: Text; party: string | null; at: string }[]
}

/** What waits on the agendas of meetings that are not over; for those who hold the pen. Three statements, whatever the number of meetings. */
export async function listWaiting(db: Db, reader: Reader): Promise<Waiting[]> {
  const meetings = (await listRunning(db, reader)).filter((meeting) => !['CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED', 'CANCELLED', 'POSTPONED'].includes(meeting.run.state))
  const refs = meetings.map((meeting) => meeting.ref)
  const [rows, proposals] = await Promise.all([
    sql<{ meeting: string; putAt: string | null; bare: number }>`select g.meeting, case when g.state = 'PROVISIONAL' then g.put_at end as "putAt",
        case when g.state = 'PROVISIONAL' then (select count(*)::int from agenda_item i where i.meeting = g.meeting and i.removed_at is null and i.purpose = 'decision' and i.topic is distinct from 'adoption' and not exists (
          select 1 from official_document d where d.item = i.id and d.status = 'REGISTERED' and (not d.late or d.admitted_at is not null) and coalesce(d.action_requested->>'en', d.action_requested->>'th', '') <> '')) else 0 end as bare
      from agenda g where g.meeting = any(${refs}::text[])`.execute(db),
    sql<{ meeting: string; id: string; title: Text; party: string | null; at: string }>`select meeting, id, title, party, at from agenda_proposal where status = 'open' and meeting = any(${refs}::text[]) order by at`.execute(db),
  ])
  const byMeeting = new Map(rows.rows.map((row) => [row.meeting, row]))
  return meetings.map((meeting) => ({ meeting, putAt: byMeeting.get(meeting.ref)?.putAt ?? null, bare: byMeeting.get(meeting.ref)?.bare ?? 0, proposals: proposals.rows.filter((proposal) => proposal.meeting === meeting.ref) }))
}
