import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import { listRunning, partyOf, type Reader, type RunningMeeting } from '../../meetings/index.ts'
import { seesReport } from '../queries.ts'
import type { ReportState } from '../schema.ts'

export interface ReportWaiting {
  meeting: RunningMeeting
  state: ReportState
  commentsUntil: string | null
  finalAt: string | null
  handedOver: string | null
  open: number
  ownProposed: number
  commented: boolean
}

/** Reports in comment or final that exist for this reader, with what is open on them. */
export async function listReportsWaiting(db: Db, reader: Reader): Promise<ReportWaiting[]> {
  const party = partyOf(reader.actor)
  const rows = (
    await sql<Omit<ReportWaiting, 'meeting'> & { ref: string }>`select rp.meeting as ref, rp.state, rp.comments_until as "commentsUntil", rp.final_at as "finalAt", rp.handed_over as "handedOver",
      (select count(*)::int from report_comment k where k.meeting = rp.meeting and k.state = 'open') as open,
      (select count(*)::int from report_comment k where k.meeting = rp.meeting and k.state = 'proposed' and k.party = ${party}::text) as "ownProposed",
      exists (select 1 from report_comment k where k.meeting = rp.meeting and k.revision = rp.revision and k.party = ${party}::text and k.state <> 'withdrawn') as commented
    from report rp where (rp.state = 'IN_COMMENT' or (rp.state = 'FINAL' and rp.handed_over is null)) and ${seesReport(reader)}`.execute(db)
  ).rows
  if (rows.length === 0) return []
  const running = new Map((await listRunning(db, reader)).map((meeting) => [meeting.ref, meeting]))
  return rows.flatMap((row) => { const meeting = running.get(row.ref); return meeting ? [{ ...row, meeting }] : [] })
}
