import { addMonths, compareDays } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Block, Cell, Line, Paper, PaperTone } from '../../../kernel/paper.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import type { Disagreement } from '../../../kernel/record.ts'
import type { Meeting } from '../../meetings/index.ts'
import { isFollowedUp, ratesFor } from '../rules.ts'
import type { DecisionRow, MeetingFacts } from '../schema.ts'
import { day, dueCell, inFull, linkTo, markingWords, owners, proofCell, publishers, saidCell, sourceRows, statusCell, statusRun, symbolCell, type Writer, writer } from './parts.ts'

export interface WordedReport {
  paper: Paper
  /** Symbols in the order of the table, for the check of completeness. */
  shown: string[]
}

/** What came of a meeting's decisions, drawn from the register under the reader's own rights; the pack (`pack.ts`) has the rest of practice §3.5. */
export function wordReport(facts: MeetingFacts, lang: Lang, site: string, marking: string): WordedReport {
  const w = writer(lang, facts, site)
  const { m } = w
  const rows = facts.rows.filter(({ decision }) => isFollowedUp(decision))
  const meeting = w.say.meetingName(facts.meeting.ref)
  const number = (n: number) => w.say.number(n)
  const blocks: Block[] = [
    { kind: 'heading', text: m['report.h-table'](number(1), meeting) },
    ...countsPart(w, rows, facts.asOf),
    followUpTable(w, rows, facts, meeting, (row) => ({ said: saidCell(w, row, true), proof: proofCell(w, row) })),
    { kind: 'text', quiet: true, line: [`${m['report.no-report-means']} ${m['report.once'](rows.length)}${facts.rows.length > rows.length ? m['report.others'](facts.rows.length - rows.length) : ''}`] },
    { kind: 'heading', text: m['report.h-disagree'](number(2)), id: 'disagree' },
    ...disagreePart(w, rows, facts),
    { kind: 'heading', text: m['report.h-next'](number(3)) },
    ...listOr(nextSteps(w, rows, facts), m['report.no-next']),
    { kind: 'heading', text: m['report.h-sources'](number(4)) },
  ]
  blocks.push(...sourcesPart(w))
  const paper: Paper = {
    lang,
    over: inFull(facts, facts.next ?? facts.meeting, lang),
    title: m['report.title'],
    subtitle: m['report.paper-subtitle'](meeting),
    dated: m['report.data-of'](day(facts.asOf, lang)),
    facts: [m['report.prepared']],
    blocks,
    marking: markingWords(w, marking),
    pageWords: [m['report.page'], m['report.of']],
  }
  return { paper: finished(paper), shown: rows.map(({ decision }) => decision.symbol) }
}

export const listOr = (items: Line[], none: string): Block[] => (items.length > 0 ? [{ kind: 'list', items }] : [{ kind: 'text', line: [none] }])

/** The sources that were numbered before; so it stands after all that cites. */
export const sourcesPart = (w: Writer): Block[] => [
  { kind: 'text', quiet: true, line: [w.m['report.sources-note']] },
  { kind: 'table', caption: w.m['report.sources'], hideHead: true, columns: [{ head: w.m['report.col-number'], width: 1 }, { head: w.m['report.col-source'], width: 16 }], rows: sourceRows(w) },
]

const toneOrder: PaperTone[] = ['effect', 'done', 'continuing', 'part', 'up', 'late', 'none', 'superseded', 'rejected', 'plain']

export function countsPart(w: Writer, rows: readonly DecisionRow[], asOf: string): Block[] {
  const { m } = w
  const units = rows.map((row) => ({ ...statusRun(w, row, asOf), row })).sort((a, b) => toneOrder.indexOf(a.tone) - toneOrder.indexOf(b.tone) || a.text.localeCompare(b.text, w.lang))
  const counts = new Map<string, number>()
  for (const unit of units) counts.set(unit.text, (counts.get(unit.text) ?? 0) + 1)
  const words: Line = [m['report.count'](rows.length), ...[...counts].flatMap(([word, n], index) => [`${index > 0 ? (w.lang === 'th' ? '  ' : ', ') : ''}${word}\u00a0`, { text: w.say.number(n), strong: true }])]
  const rates = ratesFor(rows.map(({ decision }) => decision))
  const left = rates.replaced + rates.inEffect === 0 ? m['report.none-left-out'] : [rates.inEffect > 0 ? m['report.left-in-effect'](rates.inEffect) : '', rates.replaced > 0 ? m['report.left-out'](rates.replaced) : ''].join('')
  const rateWords = (rates.n === 0 ? m['report.no-rates'] : m['report.rates'](rates.n, rates.completed, rates.addressed)) + left
  return [
    { kind: 'units', words, alt: [...counts].map(([word, n]) => `${word} ${w.say.number(n)}`).join(', '), units: units.map((unit) => ({ tone: unit.tone, name: `${unit.row.decision.symbol}: ${unit.text}`, href: linkTo(w, unit.row) })) },
    { kind: 'text', line: [rateWords] },
  ]
}

/** Every decision to be followed up, once; what was said of it and its proof are worded by whoever has them. */
export function followUpTable<Row extends DecisionRow>(w: Writer, rows: readonly Row[], facts: MeetingFacts, meeting: string, rest: (row: Row) => { said: Cell; proof: Cell }): Block {
  const { m } = w
  return {
    kind: 'table',
    caption: m['report.table-caption'](meeting),
    columns: [
      { head: m['report.col-symbol'], width: 2.9 }, { head: m['report.col-decision'], width: 7.2 }, { head: m['report.col-due'], width: 4.1 },
      { head: m['report.col-status'], width: 4.1 }, { head: m['report.col-said'], width: 7.6 }, { head: m['report.col-proof'], width: 2.9 },
    ],
    rows: rows.map((row): Cell[] => {
      const names = owners(w, row)
      const { said, proof } = rest(row)
      return [
        symbolCell(w, row), [[row.decision.title[w.lang]], [{ text: names === '' ? m['report.no-owner'] : m['report.owner'](names), quiet: true }]], dueCell(w, row),
        statusCell(w, row, facts.asOf), said, proof,
      ]
    }),
  }
}

export function disagreePart(w: Writer, rows: readonly DecisionRow[], facts: MeetingFacts): Block[] {
  const { m } = w
  // One disagreement may stand at several decisions: it is told once, with all their symbols.
  const told = new Map<string, { kept: Disagreement; symbols: string[] }>()
  const add = (kept: Disagreement, symbol: string) => {
    const key = JSON.stringify([kept.about, kept.claims])
    told.set(key, { kept, symbols: [...(told.get(key)?.symbols ?? []), symbol] })
  }
  for (const row of rows) for (const kept of row.detail.disagreements) add(kept, row.decision.symbol)
  for (const kept of facts.disagreements) add(kept, facts.meeting.ref)
  if (told.size === 0) return [{ kind: 'text', line: [m['report.no-disagree']] }]
  const items = [...told.values()].map(({ kept, symbols }): Line => {
    const claims = kept.claims.map((claim) => m['report.claim'](claim.claim[w.lang], publishers(w, claim.sources))).join('; ')
    const chosen = kept.chosen === null ? undefined : kept.claims[kept.chosen]
    return [{ text: kept.about[w.lang], strong: true }, { text: ` (${symbols.join(', ')})`, quiet: true }, `: ${claims}. `, chosen ? m['report.claim-chosen'](chosen.claim[w.lang], kept.reason[w.lang]) : m['report.claim-open'](kept.reason[w.lang])]
  })
  return [{ kind: 'list', items }]
}

/** Dated steps that the record knows of, and reports that are missing. */
export function nextSteps(w: Writer, rows: readonly DecisionRow[], facts: MeetingFacts): Line[] {
  const { m } = w
  const items: Line[] = []
  for (const meeting of comingMeetings(facts)) items.push([m['report.next-meeting'](w.say.meetingName(meeting.ref), meeting.starts ? day(meeting.starts, w.lang) : m['report.no-date'])])
  const limit = addMonths(facts.asOf, 12)
  const due = rows.filter(({ decision }) => decision.dueOn !== null && decision.dueOn >= facts.asOf && decision.dueOn <= limit).sort((a, b) => compareDays(a.decision.dueOn ?? '', b.decision.dueOn ?? ''))
  for (const row of due) items.push([m['report.next-due'](row.decision.symbol, row.decision.title[w.lang], day(row.decision.dueOn ?? '', w.lang))])
  const silent = rows.filter((row) => row.decision.reportedOn === null && !row.decision.takesEffect && (row.decision.status === 'OPEN' || row.decision.status === 'IN_PROGRESS'))
  if (silent.length > 0) items.push([m['report.next-reports'](silent.length, silent.map((row) => row.decision.symbol).join(', '))])
  return items
}

/** The meetings of the body and of the one that prepares for it which the record expects after that day, as far as it knows. */
export function comingMeetings(facts: MeetingFacts): Meeting[] {
  const { bodies, meetings } = facts.directory
  const near = new Set([facts.meeting.body, ...[...bodies.values()].filter((body) => body.parent === facts.meeting.body && body.level === 3 && body.partner === null).map((body) => body.code)])
  return [...meetings.values()].filter((meeting) => near.has(meeting.body) && meeting.status === 'planned' && (meeting.starts === null || (meeting.begunBy ?? meeting.starts) >= facts.asOf)).sort((a, b) => a.body.localeCompare(b.body) || (a.ordinal ?? 0) - (b.ordinal ?? 0))
}
