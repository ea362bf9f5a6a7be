import { addMonths, formatRange } from '../../../kernel/calendar.ts'
import type { Lang } from '../../../kernel/languages.ts'
import type { Block, Cell, Line, Paper } from '../../../kernel/paper.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import type { DecisionRow, MeetingFacts } from '../schema.ts'
import { day, dueCell, inFull, linkTo, markingWords, owners, statusCell, symbolCell, type Writer, writer } from './parts.ts'
import { comingMeetings } from './report.ts'

/** A step is what asks for something or changes the state of something; the rest was noted. */
const isStep = (row: DecisionRow): boolean => row.decision.class >= 'C4'
const mostNoted = 8

/** The follow-up table of one meeting: what was agreed, by whom, by when, what it follows. Meant for one page. */
export function wordFollowUp(facts: MeetingFacts, lang: Lang, site: string, marking: string): Paper {
  const w = writer(lang, facts, site)
  const { m } = w
  const steps = facts.rows.filter(isStep)
  const { starts, startsOn, endsOn } = facts.meeting
  const when = startsOn && endsOn ? formatRange(startsOn, endsOn, lang) : starts ? day(starts, lang) : m['report.no-date']
  return finished({
    lang,
    over: inFull(facts, facts.meeting, lang),
    title: m['follow.title'],
    subtitle: m['follow.subtitle'](steps.length, when),
    dated: m['report.data-of'](day(facts.asOf, lang)),
    facts: [markingWords(w, marking)],
    blocks: [
      steps.length > 0 ? stepsTable(w, steps, facts) : { kind: 'text', line: [m['follow.no-steps']] },
      { kind: 'beside', left: [{ kind: 'heading', text: m['follow.noted'] }, ...noted(w, facts)], right: [{ kind: 'heading', text: m['follow.not-agreed'] }, ...notAgreed(w, steps)] },
      ...nextDates(w, steps, facts),
      { kind: 'text', quiet: true, line: [m['report.no-report-means']] },
    ],
    marking: markingWords(w, marking),
    pageWords: [m['report.page'], m['report.of']],
    dense: true,
  })
}

function stepsTable(w: Writer, steps: readonly DecisionRow[], facts: MeetingFacts): Block {
  const { m } = w
  return {
    kind: 'table',
    caption: m['follow.caption'],
    columns: [{ head: m['follow.col-number'], width: 2.5 }, { head: m['follow.col-step'], width: 11 }, { head: m['follow.col-owner'], width: 5 }, { head: m['follow.col-due'], width: 4.4 }, { head: m['follow.col-state'], width: 4.6 }],
    rows: steps.map((row): Cell[] => {
      const follows = row.detail.parents.map((parent) => parent.symbol)
      const names = owners(w, row)
      return [
        symbolCell(w, row), [[row.decision.title[w.lang]], ...(follows.length > 0 ? [[{ text: m['follow.follows'](follows.join(', ')), quiet: true }]] : [])],
        [names === '' ? [{ text: m['follow.owner-none'], quiet: true }] : [names]], dueCell(w, row), statusCell(w, row, facts.asOf),
      ]
    }),
  }
}

function noted(w: Writer, facts: MeetingFacts): Block[] {
  const rows = facts.rows.filter((row) => !isStep(row))
  if (rows.length === 0) return [{ kind: 'text', line: [w.m['follow.none-noted']] }]
  const items: Line[] = rows.slice(0, mostNoted).map((row) => [row.decision.title[w.lang], { text: ` (${row.decision.symbol.split('/').at(-1)})`, quiet: true, href: linkTo(w, row) }])
  if (rows.length > mostNoted) items.push([{ text: w.m['follow.more'](rows.length - mostNoted), quiet: true }])
  return [{ kind: 'list', items }]
}

/** What was agreed only under a condition is the nearest the record has to what was not agreed; else it says that it has nothing. */
function notAgreed(w: Writer, steps: readonly DecisionRow[]): Block[] {
  const items = steps.flatMap((row): Line[] => {
    const open = row.decision.modifiers.filter((modifier) => modifier === 'in principle' || modifier === 'ad referendum' || modifier === 'subject to')
    return open.length > 0 ? [[w.m['follow.conditional'](row.decision.symbol.split('/').at(-1) ?? '', open.join(', '))]] : []
  })
  const none: Block = { kind: 'text', line: [w.m['follow.none-not-agreed']] }
  return items.length > 0 ? [{ kind: 'list', items }, none] : [none]
}

function nextDates(w: Writer, steps: readonly DecisionRow[], facts: MeetingFacts): Block[] {
  const { m } = w
  const limit = addMonths(facts.asOf, 12)
  const lines: Line[] = [
    ...comingMeetings(facts).map((meeting): Line => [m['report.next-meeting'](w.say.meetingName(meeting.ref), meeting.starts ? day(meeting.starts, w.lang) : m['report.no-date'])]),
    ...steps.filter(({ decision }) => decision.dueOn !== null && decision.dueOn >= facts.asOf && decision.dueOn <= limit).map((row): Line => [m['report.next-due'](row.decision.symbol, row.decision.title[w.lang], day(row.decision.dueOn ?? '', w.lang))]),
  ]
  return lines.length > 0 ? [{ kind: 'heading', text: m['follow.next'] }, { kind: 'list', items: lines }] : []
}
