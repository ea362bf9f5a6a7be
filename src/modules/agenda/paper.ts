import type { Lang } from '../../kernel/languages.ts'
import type { Block, Cell, Line, Paper } from '../../kernel/paper.ts'
import { itemPaperSymbols, requestPieces } from './rules.ts'
import type { FrozenItem, ItemPaper } from './schema.ts'
import { distributionWord, itemNumber, leadWord, type Names, shortSymbol, turnWord, words } from './wording.ts'

export interface AgendaOnPaper {
  meeting: { ref: string; startsOn: string | null; zone: string }
  meetingName: string
  title: string
  items: readonly (FrozenItem & { number: string })[]
  papers: readonly ItemPaper[]
  parties: Names
  mandates: ReadonlyMap<string, { symbol: string }>
  asOf: string
  zone: string
  /** Of a version that goes out as a paper: what differs from the print that each reader makes for himself. */
  filed?: { symbol: string | null; marking: string; note: string | null }
}

const request = (text: string, lang: Lang): Line => requestPieces(text, lang).map((piece) => (piece.verb ? { text: piece.text, strong: true } : piece.text))

/** The agenda with its notes and the list of documents, as this reader has them (US-12 AC3). */
export function agendaPaper(facts: AgendaOnPaper, lang: Lang): Paper {
  const m = words[lang]
  const { items, papers, meeting, parties } = facts
  const rows = items.map((item): Cell[] => {
    const notes: Line[] = [[{ text: item.title[lang], strong: !item.number.includes('.') }]]
    if (item.request) notes.push(request(item.request[lang], lang))
    if (item.background) notes.push([{ text: item.background[lang], quiet: true }])
    const followed = item.mandates.flatMap((id) => facts.mandates.get(id)?.symbol ?? [])
    if (followed.length > 0) notes.push([{ text: `${m['agenda.follows']} ${followed.join(', ')}`, quiet: true }])
    const symbols = itemPaperSymbols(papers, item.id).map((symbol) => shortSymbol(symbol, meeting.ref))
    if (symbols.length > 0) notes.push([m['agenda.paper-papers'](symbols.join(', '))])
    const aside: Line[] = [[m[`agenda.purpose.${item.purpose}`]]]
    if (item.startsAt) aside.push([turnWord(item.startsAt, meeting.zone, meeting.startsOn, lang)])
    if (item.lead) aside.push([{ text: leadWord(item.lead, parties, lang), quiet: true }])
    return [[[itemNumber(item.number, lang)]], notes, aside]
  })
  const listed = papers.filter((paper) => !paper.late || paper.admitted)
  const numbers = new Map(items.map((item) => [item.id, item.number]))
  const blocks: Block[] = [
    { kind: 'table', caption: facts.title, columns: [{ head: m['agenda.paper-item'], width: 1 }, { head: m['agenda.paper-notes'], width: 9 }, { head: m['agenda.paper-time'], width: 3 }], rows },
    { kind: 'heading', text: m['agenda.paper-documents'] },
    listed.length === 0
      ? { kind: 'text', line: [m['agenda.paper-no-documents']], quiet: true }
      : {
          kind: 'table', caption: m['agenda.paper-documents'],
          columns: [{ head: m['agenda.paper-item'], width: 1 }, { head: m['agenda.paper-symbol'], width: 3 }, { head: m['agenda.paper-title'], width: 7 }],
          rows: listed.map((paper) => [[[itemNumber(numbers.get(paper.item) ?? '', lang)]], [[shortSymbol(paper.symbol, meeting.ref)], [{ text: distributionWord(paper, parties, lang), quiet: true }]], [[paper.title[lang]], [{ text: [paper.languages.map((code) => code.toUpperCase()).join(', '), paper.late && m['agenda.paper-late']].filter(Boolean).join(' · '), quiet: true }]]]),
        },
  ]
  // Which documents there are differs by reader and by day; a paper that goes out names none.
  if (facts.filed) {
    blocks.splice(1)
    if (facts.filed.note) blocks.unshift({ kind: 'text', line: [facts.filed.note], quiet: true })
    return {
      lang, over: facts.meetingName, title: facts.title, subtitle: m['agenda.filed-subtitle'], dated: facts.filed.symbol ?? m['agenda.filed-dated'](facts.asOf), facts: [...(facts.filed.symbol === null ? [] : [m['agenda.filed-dated'](facts.asOf)]), m['agenda.paper-zone'](facts.zone)], blocks,
      marking: facts.filed.marking, pageWords: [m['agenda.paper-page'], m['agenda.paper-of']],
    }
  }
  return {
    lang, over: facts.meetingName, title: facts.title, subtitle: m['agenda.paper-subtitle'], dated: m['agenda.paper-dated'](facts.asOf), facts: [m['agenda.paper-zone'](facts.zone)], blocks,
    marking: m['agenda.paper-marking'], pageWords: [m['agenda.paper-page'], m['agenda.paper-of']],
  }
}
