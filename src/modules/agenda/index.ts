/** The agenda of a meeting: its items as each reader sees them, and the versions that went out. */
export { addItem, findAgenda, findItem, listItems, listVersions, visibleItems } from './queries.ts'
export { listItemPapers } from './queries/papers.ts'
export { AgendaList, type AgendaListProps, Request } from './agenda-list.tsx'
export { asksNow, numbered, requestPieces, seenOf } from './rules.ts'
export { agendaTitle, itemNumber, leadWord, turnWord } from './wording.ts'
export { agendaPaper, type AgendaOnPaper } from './paper.ts'
export { purposes as itemPurposes } from './schema.ts'
export type { Agenda, AgendaVersion, FrozenItem, Item, ItemPaper, NumberedItem, Purpose } from './schema.ts'
