import { sql } from 'kysely'
import type { Db } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import type { Reader } from '../../meetings/index.ts'
import { seesDocument } from './rights.ts'
import type { PaperFacts } from '../rules/papers.ts'

export interface WaitingPaper extends PaperFacts {
  id: string
  symbol: string | null
  title: Text
  late: boolean
  admittedAt: string | null
  /** Who asks to open it to more. */
  proposedBy: string | null
  since: string
  origin: 'desk' | 'demonstration'
}

/** Papers on which someone is to act: without a symbol, late without leave, or with a proposal open. The rules say who. */
export async function listWaiting(db: Db, reader: Reader, party: string | null): Promise<WaitingPaper[]> {
  return (await sql<WaitingPaper>`select d.id, d.symbol, d.title, d.meeting, d.body, d.submitted_by as "submittedBy", d.submitted_role as "submittedRole", d.status, d.backing, d.backed_at as "backedAt", d.distribution, d.late, d.admitted_at as "admittedAt",
      x.proposed_by as "proposedBy", to_char(coalesce(x.proposed_at, d.submitted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, d.origin
    from official_document d left join distribution_proposal x on x.document = d.id and x.verdict is null
    where d.status in ('SUBMITTED', 'REGISTERED') and (d.status = 'SUBMITTED' or (d.late and d.admitted_at is null) or x.id is not null) and (${party}::text is null or d.submitted_by = ${party}) and ${seesDocument(reader)} order by since, d.id limit 20`.execute(db)).rows
}
