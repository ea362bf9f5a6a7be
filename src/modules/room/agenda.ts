import type { Db, Tx } from '../../kernel/db.ts'
import { type ItemPaper, listItemPapers, listItems } from '../agenda/index.ts'
import type { Reader } from '../meetings/index.ts'
import type { RoomItem } from './schema.ts'

/** The agenda as this reader has it, for the room. */
export async function readAgenda(db: Db | Tx, reader: Reader, meeting: string): Promise<RoomItem[]> {
  return (await listItems(db, reader, meeting)).map(({ id, number, title, purpose, minutes, session, startsAt, mandates }) => ({ id, number, title: bothLanguages(title), purpose, minutes, session, startsAt, mandates }))
}

/** Until an item has both languages, the words of one stand for both. */
const bothLanguages = (title: { en?: string | undefined; th?: string | undefined }): { en: string; th: string } => ({ en: title.en ?? title.th ?? '', th: title.th ?? title.en ?? '' })

/** The papers of one item that this reader may read. A retreat has none (practice §1.10.7). */
export async function papersOf(db: Db, reader: Reader, meeting: string, item: string | null): Promise<ItemPaper[]> {
  return item === null ? [] : (await listItemPapers(db, reader, meeting)).filter((paper) => paper.item === item)
}
