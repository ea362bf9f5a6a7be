import { createHash } from 'node:crypto'
import type { Db, Tx } from '../../../kernel/db.ts'
import type { Reader } from '../../meetings/index.ts'
import { listActivities, type Programme } from '../queries.ts'
import { mandatesSeen, meetingRefs, tableChoices, type TableFile } from '../queries/table-file.ts'
import { type AskedRow, type Judging, mandatesIn, type TableDifference } from './difference.ts'
import { valuesOf } from './workbook.ts'

/** What a file is compared with: the activities of the programme that its person sees, and what the words of its cells may mean. */
export async function tableAsked(db: Db | Tx, reader: Reader, programme: Pick<Programme, 'id' | 'areas' | 'strategies' | 'partner'> & { frozen: boolean }, file: Pick<TableFile, 'read' | 'answers'>, today: string): Promise<{ asked: AskedRow[]; judging: Judging }> {
  const activities = await listActivities(db, reader, { programme: programme.id })
  const mandates = await mandatesSeen(db, reader, activities, mandatesIn(file.read, file.answers.fixes))
  const asked = activities.map((activity): AskedRow => ({ id: activity.id, code: activity.code, activity, concerned: { area: activity.area, proponent: activity.proponent, lead: activity.lead, participants: activity.participants, planPartner: programme.partner, frozen: programme.frozen }, here: valuesOf(activity, mandates) }))
  return { asked, judging: { actor: reader.actor, today, choices: await tableChoices(db, programme, activities), meetings: await meetingRefs(db), mandates } }
}

/** Tells whether what someone says yes to is still what he saw. */
export const digestOf = (found: Pick<TableDifference, 'changes'>): string => createHash('sha256').update(JSON.stringify(found.changes.map(({ key, activity, here, file }) => [key, activity, here, file]))).digest('hex').slice(0, 24)
