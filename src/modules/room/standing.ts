import type { Db, Tx } from '../../kernel/db.ts'
import type { Text } from '../../kernel/languages.ts'
import { remembered } from '../../kernel/memo.ts'
import { headsOf } from '../delegations/index.ts'

export interface DelegationStanding {
  /** By which post it is headed; persons are not named in the room. */
  post: Text | null
  provisional: boolean
  adReferendumOnly: boolean
}

const read = remembered(40, async (db: Db | Tx, meeting: string, parties: readonly string[], instant: string): Promise<Map<string, DelegationStanding>> => {
  const heads = await headsOf(db, null, meeting, parties, instant)
  return new Map([...heads].map(([party, head]) => [party, { post: head.post, provisional: head.provisional, adReferendumOnly: head.adReferendumOnly }]))
})

/** What the word of each of these delegations is worth at the meeting now. A page knows it to the minute, an act to the instant. */
export const standings = (db: Db | Tx, meeting: string, parties: readonly string[], now: string): Promise<ReadonlyMap<string, DelegationStanding>> =>
  read(db as Db, meeting, [...parties].sort(), db.isTransaction ? now : `${now.slice(0, 16)}:00.000Z`)
