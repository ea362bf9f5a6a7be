import { addMonths, compareDays } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Block, Cell, Line, Paper, PaperTone } from '../../../kernel/paper.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import type { Disagreement } from '../../../kernel/record.ts'
import type { Meeting } from '../../meetings/index.ts'
import { asksOf, bodiesUnder, endsOn, isFollowedUp, ratesFor } from '../rules.ts'
import type { Ask, DecisionRow, MeetingFacts } from '../schema.ts'
import { day, dueCell, inFull, linkTo, markingWords, owners, proofCell, publishers, saidCell, sourceRows, statusCell, statusRun, symbolCell, untilWords, type Writer, writer } from './parts.ts'

export interface WordedReport {
  paper: Paper
  /** Symbols in the order of the table, for the check of completeness. */
  shown: string[]
}

/** The report to ministers (practice §3.5, first form): what is asked of them, where their decisions stand, on what proof. */
export function wordReport(facts: MeetingFacts, lang: Lang, site: string, marking: string): WordedReport {
  const w = writer(lang, facts, site)
  const { m } = w
  const rows = facts.rows.filter(({ decision }) => isFollowedUp(decision))
  const asks = asksOf(rows, facts.directory.instruments.values(), bodiesUnder(facts.meeting.body, facts.directory.bodies.values()), facts.asOf)
  const meeting = w.say.meetingName(facts.meeting.ref)
  const blocks: Block[] = [
    ...asksPart(w, asks),
    { kind: 'heading', text: m['report.h-table'](meeting) },
    ...countsPart(w, rows, facts.asOf),
    tablePart(w, rows, facts, meeting),
    { kind: 'text', quiet: true, line: [`${m['report.no-report-means']} ${m['report.once'](rows.length)}${facts.rows.length > rows.length ? m['report.others'](facts.rows.length - rows.length) : ''}`] },
    ...wordingPart(w, asks, facts),
    ...disagreePart(w, rows, facts),
    ...nextPart(w, rows, facts),
  ]
  blocks.push({ kind: 'heading', text: m['report.h-sources'] }, { kind: 'text', quiet: true, line: [m['report.sources-note']] })
  blocks.push({ kind: 'table', caption: m['report.h-sources'], hideHead: true, columns: [{ head: m['report.col-number'], width: 1 }, { head: m['report.col-source'], width: 16 }], rows: sourceRows(w) })
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

function asksPart(w: Writer, asks: readonly Ask[]): Block[] {
  const { m } = w
  const heading: Block = { kind: 'heading', text: m['report.h-asks'](asks.length) }
  if (asks.length === 0) return [heading, { kind: 'text', line: [m['report.no-asks']] }]
  const items = asks.map((ask, index) => ({ number: numberOf(w, index), to: `ask-${index + 1}`, line: askLine(w, ask) }))
  return [heading, { kind: 'asks', caption: m['report.asks-caption'], pageWord: m['report.page-word'], items }, { kind: 'text', quiet: true, line: [m['report.asks-note']] }]
}

const numberOf = (w: Writer, index: number): string => w.say.digits(`1.${index + 1}`)

function askLine(w: Writer, ask: Ask): Line {
  if (ask.kind === 'ends') return [{ text: w.m['report.ask-ends-verb'], strong: true }, w.m['report.ask-ends'](ask.instrument.title[w.lang], untilWords(w, ask.until))]
  return [{ text: w.m['report.ask-owner-verb'], strong: true }, w.m['report.ask-owner'](ask.row.decision.title[w.lang]), cite(w, ask.row)]
}

const cite = (w: Writer, row: DecisionRow) => ({ text: ` (${row.decision.symbol})`, quiet: true, href: linkTo(w, row) })

const toneOrder: PaperTone[] = ['effect', 'done', 'continuing', 'part', 'up', 'late', 'none', 'superseded', 'rejected', 'plain']

function countsPart(w: Writer, rows: readonly DecisionRow[], asOf: string): Block[] {
  const { m } = w
  const units = rows.map((row) => ({ ...statusRun(w, row, asOf), row })).sort((a, b) => toneOrder.indexOf(a.tone) - toneOrder.indexOf(b.tone) || a.text.localeCompare(b.text, w.lang))
  const counts = new Map<string, number>()
  for (const unit of units) counts.set(unit.text, (counts.get(unit.text) ?? 0) + 1)
  const words: Line = [m['report.count'](rows.length), ...[...counts].flatMap(([word, n], index) => [`${index > 0 ? (w.lang === 'th' ? '  ' : ', ') : ''}${word} `, { text: w.say.number(n), strong: true }])]
  const rates = ratesFor(rows.map(({ decision }) => decision))
  const left = rates.replaced + rates.inEffect === 0 ? m['report.none-left-out'] : [rates.inEffect > 0 ? m['report.left-in-effect'](rates.inEffect) : '', rates.replaced > 0 ? m['report.left-out'](rates.replaced) : ''].join('')
  const rateWords = (rates.n === 0 ? m['report.no-rates'] : m['report.rates'](rates.n, rates.completed, rates.addressed)) + left
  return [
    { kind: 'units', words, alt: [...counts].map(([word, n]) => `${word} ${w.say.number(n)}`).join(', '), units: units.map((unit) => ({ tone: unit.tone, name: `${unit.row.decision.symbol}: ${unit.text}`, href: linkTo(w, unit.row) })) },
    { kind: 'text', line: [rateWords] },
  ]
}

function tablePart(w: Writer, rows: readonly DecisionRow[], facts: MeetingFacts, meeting: string): Block {
  const { m } = w
  return {
    kind: 'table',
    caption: m['report.table-caption'](meeting),
    columns: [
      { head: m['report.col-symbol'], width: 2.9 }, { head: m['report.col-decision'], width: 7.6 }, { head: m['report.col-due'], width: 3.9 },
      { head: m['report.col-status'], width: 4.3 }, { head: m['report.col-said'], width: 7.3 }, { head: m['report.col-proof'], width: 2 },
    ],
    rows: rows.map((row): Cell[] => {
      const names = owners(w, row)
      return [
        symbolCell(w, row), [[row.decision.title[w.lang]], [{ text: names === '' ? m['report.no-owner'] : m['report.owner'](names), quiet: true }]], dueCell(w, row),
        statusCell(w, row, facts.asOf), saidCell(w, row, true), proofCell(w, row),
      ]
    }),
  }
}

function wordingPart(w: Writer, asks: readonly Ask[], facts: MeetingFacts): Block[] {
  const { m } = w
  if (asks.length === 0) return [{ kind: 'heading', text: m['report.h-wording'] }, { kind: 'text', line: [m['report.no-wording']] }]
  const next = facts.next ? w.say.meetingName(facts.next.ref) : m['report.next-unknown']
  return [
    { kind: 'heading', text: m['report.h-wording'] },
    ...asks.map((ask, index): Block => {
      const draft = ask.kind === 'ends' ? m['report.draft-ends'](ask.instrument.title[w.lang], untilWords(w, ask.until)) : m['report.draft-owner'](ask.row.decision.symbol, ask.row.decision.title[w.lang], next)
      return {
        kind: 'aside',
        id: `ask-${index + 1}`,
        lines: [
          [{ text: m['report.draft'](numberOf(w, index)), strong: true }, draft],
          [{ text: m['report.draft-class'](ask.class, m[`report.class.${ask.class}`]), quiet: true }],
          ask.kind === 'ends' ? whyEnds(w, ask, facts) : [{ text: m['report.why-owner'](ask.row.decision.symbol), quiet: true, href: linkTo(w, ask.row) }],
        ],
      }
    }),
  ]
}

/** Rests on the act that set the end, and on the decision behind it where the record has it. */
function whyEnds(w: Writer, ask: Extract<Ask, { kind: 'ends' }>, facts: MeetingFacts): Line {
  const { m } = w
  const act = ask.instrument.acts.filter((known) => known.periodUntil !== null && known.periodUntil === endsOn(ask.instrument, facts.asOf)).at(-1)
  const what = act?.on ? m['report.act-extended'](act.body ? w.say.bodyName(act.body) : '–', day(act.on, w.lang), day(ask.until, w.lang)) : m['report.act-period'](day(ask.until, w.lang))
  const rests = act?.citations ?? ask.instrument.citations
  const decision = facts.rows.find((row) => row.decision.effects.some((effect) => effect.instrument === ask.instrument.id && effect.kind === 'extends'))
  return [{ text: m['report.why-ends'](what), quiet: true }, { text: ` (${publishers(w, rests)})`, quiet: true }, ...(decision ? [cite(w, decision)] : [])]
}

function disagreePart(w: Writer, rows: readonly DecisionRow[], facts: MeetingFacts): Block[] {
  const { m } = w
  // One disagreement may stand at several decisions: it is told once, with all their symbols.
  const told = new Map<string, { kept: Disagreement; symbols: string[] }>()
  const add = (kept: Disagreement, symbol: string) => {
    const key = JSON.stringify([kept.about, kept.claims])
    told.set(key, { kept, symbols: [...(told.get(key)?.symbols ?? []), symbol] })
  }
  for (const row of rows) for (const kept of row.detail.disagreements) add(kept, row.decision.symbol)
  for (const kept of facts.disagreements) add(kept, facts.meeting.ref)
  const heading: Block = { kind: 'heading', text: m['report.h-disagree'], id: 'disagree' }
  if (told.size === 0) return [heading, { kind: 'text', line: [m['report.no-disagree']] }]
  const items = [...told.values()].map(({ kept, symbols }): Line => {
    const claims = kept.claims.map((claim) => m['report.claim'](claim.claim[w.lang], publishers(w, claim.sources))).join('; ')
    const chosen = kept.chosen === null ? undefined : kept.claims[kept.chosen]
    return [{ text: kept.about[w.lang], strong: true }, { text: ` (${symbols.join(', ')})`, quiet: true }, `: ${claims}. `, chosen ? m['report.claim-chosen'](chosen.claim[w.lang], kept.reason[w.lang]) : m['report.claim-open'](kept.reason[w.lang])]
  })
  return [heading, { kind: 'list', items }]
}

function nextPart(w: Writer, rows: readonly DecisionRow[], facts: MeetingFacts): Block[] {
  const { m } = w
  const items: Line[] = []
  for (const meeting of comingMeetings(facts)) items.push([m['report.next-meeting'](w.say.meetingName(meeting.ref), meeting.starts ? day(meeting.starts, w.lang) : m['report.no-date'])])
  const limit = addMonths(facts.asOf, 12)
  const due = rows.filter(({ decision }) => decision.dueOn !== null && decision.dueOn >= facts.asOf && decision.dueOn <= limit).sort((a, b) => compareDays(a.decision.dueOn ?? '', b.decision.dueOn ?? ''))
  for (const row of due) items.push([m['report.next-due'](row.decision.symbol, row.decision.title[w.lang], day(row.decision.dueOn ?? '', w.lang))])
  const silent = rows.filter((row) => row.decision.reportedOn === null && !row.decision.takesEffect && (row.decision.status === 'OPEN' || row.decision.status === 'IN_PROGRESS'))
  if (silent.length > 0) items.push([m['report.next-reports'](silent.length, silent.map((row) => row.decision.symbol).join(', '))])
  return [{ kind: 'heading', text: m['report.h-next'] }, items.length > 0 ? { kind: 'list', items } : { kind: 'text', line: [m['report.no-next']] }]
}

/** The meetings of the body and of the one that prepares for it which the record expects after that day, as far as it knows. */
export function comingMeetings(facts: MeetingFacts): Meeting[] {
  const { bodies, meetings } = facts.directory
  const near = new Set([facts.meeting.body, ...[...bodies.values()].filter((body) => body.parent === facts.meeting.body && body.level === 3 && body.partner === null).map((body) => body.code)])
  return [...meetings.values()].filter((meeting) => near.has(meeting.body) && meeting.status === 'planned' && (meeting.starts === null || (meeting.begunBy ?? meeting.starts) >= facts.asOf)).sort((a, b) => a.body.localeCompare(b.body) || (a.ordinal ?? 0) - (b.ordinal ?? 0))
}
