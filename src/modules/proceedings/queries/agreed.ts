import type { Db, Tx } from '../../../kernel/db.ts'
import { type AgreedLine, linesOf } from '../../room/index.ts'
import { listRecordedLines } from '../queries.ts'

/** What was agreed at the gavel in the sessions of a meeting, rehearsals apart. */
export const gavelledLines = async (db: Db | Tx, meeting: string): Promise<AgreedLine[]> => (await linesOf(db, meeting)).lines.filter((line) => line.state === 'gavelled')

/** Of these, what the report does not record, and nobody took out of it. */
export async function unrecordedLines(db: Db | Tx, meeting: string): Promise<AgreedLine[]> {
  const [gavelled, recorded] = [await gavelledLines(db, meeting), await listRecordedLines(db, meeting)]
  return gavelled.filter((line) => !recorded.has(line.id))
}
