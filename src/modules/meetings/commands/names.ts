import type { Tx } from '../../../kernel/db.ts'
import type { Text } from '../../../kernel/languages.ts'
import { listBodies } from '../../mechanism/index.ts'
import type { Meeting } from '../queries.ts'
import { meetingTitles } from '../wording.ts'

/** A meeting's name in each language, for search and letters. */
export async function titlesOf(tx: Tx, meeting: Pick<Meeting, 'body' | 'session' | 'ordinal' | 'kind' | 'prepares' | 'name'>): Promise<Text> {
  return meetingTitles(meeting, new Map((await listBodies(tx)).map((body) => [body.code, body])))
}
