import { addDays, addWorkingDays, dayInZone, formatDay, formatInstant } from '../../kernel/calendar.ts'
import { listed, type Lang } from '../../kernel/languages.ts'
import type { Block, Cell, Line, Paper, PaperTone } from '../../kernel/paper.ts'
import { finished } from '../../kernel/paper-lines.ts'
import type { Agreed } from './reading-agreed.ts'
import type { AgreedLine } from './schema.ts'
import { dueWords, lineText, ownerWords, partyNames, words } from './wording.ts'

/** The follow-up table at the gavel (mock b08): what was agreed, by whom, by when, what it follows, what was not agreed, the ad referendum term. */
export function wordAgreed(agreed: Agreed, name: string, lang: Lang): Paper {
  const m = words[lang]
  const { steps, meeting } = agreed
  const zone = meeting.run.zone
  const last = steps.map((step) => step.decidedAt ?? '').sort().at(-1)
  const present = steps.at(-1)
  return finished({
    lang, over: name, title: m['agreed.title'],
    subtitle: last ? m['agreed.subtitle'](steps.length, formatInstant(last, zone, lang)) : m['agreed.subtitle-none'],
    dated: m['agreed.dated'](formatDay(dayInZone(agreed.now, zone), lang)),
    facts: [m['agreed.marking'], ...(present ? [m['agreed.present'](present.present.length, present.present.length + present.absent.length)] : [])],
    blocks: [
      ...adReferendum(agreed, lang),
      ...(steps.length > 0 ? [table(agreed, lang)] : [{ kind: 'text' as const, line: [m['agreed.nothing']] }]),
      { kind: 'beside', left: [{ kind: 'heading', text: m['agreed.noted'] }, lines(agreed.noted, lang, m['agreed.noted-none'])], right: [{ kind: 'heading', text: m['agreed.not-agreed'] }, lines(agreed.notAgreed, lang, m['agreed.not-agreed-none'], true)] },
      ...nextDates(agreed, lang),
      ...(meeting.origin === 'demonstration' ? [{ kind: 'text' as const, quiet: true, line: [m['agreed.example']] }] : []),
    ],
    marking: m['agreed.marking'], pageWords: [m['agreed.page'], m['agreed.page-of']], dense: true,
  })
}

/** who was absent or could not bind itself, and until when silence runs. One paragraph for each set of addressees and end. */
function adReferendum({ steps, silence, parties, meeting }: Agreed, lang: Lang): Block[] {
  const m = words[lang]
  const pending = steps.filter((step) => step.adReferendum)
  const groups = new Map<string, { who: string[]; until: string; numbers: number[] }>()
  for (const step of pending) {
    const draft = silence.find((one) => one.line === step.id)
    if (!draft) continue
    const key = `${draft.addressees.join(' ')} ${draft.dueAt}`
    const group = groups.get(key) ?? { who: draft.addressees, until: draft.dueAt, numbers: [] }
    group.numbers.push(step.number ?? 0)
    groups.set(key, group)
  }
  return [...groups.values()].map((group): Block => {
    const which = group.numbers.length === steps.length ? m['agreed.ad-ref-all'] : m['agreed.ad-ref-some'](group.numbers.join(', '))
    return { kind: 'aside', lines: [[m['agreed.ad-ref'](partyNames(parties, group.who, lang), which, formatInstant(group.until, meeting.run.zone, lang))]] }
  })
}

function table(agreed: Agreed, lang: Lang): Block {
  const m = words[lang]
  return {
    kind: 'table', caption: m['agreed.caption'],
    columns: [{ head: m['agreed.col-number'], width: 1.2 }, { head: m['agreed.col-step'], width: 11 }, { head: m['agreed.col-owner'], width: 4.4 }, { head: m['agreed.col-due'], width: 4.2 }, { head: m['agreed.col-state'], width: 3.6 }],
    rows: agreed.steps.map((step): Cell[] => {
      const item = step.item === null ? undefined : agreed.items.get(step.item)
      const follows = step.follows.map((id) => agreed.symbols.get(id)).filter((symbol) => symbol !== undefined)
      const under = listed([item && m['agreed.item'](item.number), follows.length > 0 && m['agreed.follows'](follows.join(', '))], lang)
      const owners = ownerWords(step.owners, agreed, lang)
      return [
        [[words[lang]['agreed.item'](String(step.number ?? '')).replace(/^\D+/, '')]],
        [[lineText(step, lang).text], ...(under === '' ? [] : [[{ text: under, quiet: true }]])],
        [owners === '' ? [{ text: m['agreed.owner-none'], quiet: true }] : [owners]],
        ['none' in step.due ? [{ text: dueWords(step.due, agreed.bodies, lang), quiet: true }] : [dueWords(step.due, agreed.bodies, lang)]],
        [[stateOf(step, agreed, lang)]],
      ]
    }),
  }
}

function stateOf(step: AgreedLine, agreed: Agreed, lang: Lang): { text: string; tone: PaperTone; strong: true } {
  const m = words[lang]
  if (step.adReferendum) return { text: m['agreed.state.silence'], tone: 'part', strong: true }
  const up = 'atNext' in step.due && (agreed.bodies.get(step.due.atNext)?.level ?? 9) < (agreed.bodies.get(agreed.meeting.body)?.level ?? 0)
  if (up) return { text: m['agreed.state.up'], tone: 'up', strong: true }
  return 'none' in step.due ? { text: m['agreed.state.none'], tone: 'none', strong: true } : { text: m['agreed.state.open'], tone: 'part', strong: true }
}

function lines(rows: readonly AgreedLine[], lang: Lang, none: string, views = false): Block {
  if (rows.length === 0) return { kind: 'text', quiet: true, line: [none] }
  return { kind: 'list', items: rows.map((row): Line => [lineText(row, lang).text, ...(views && row.views !== '' ? [{ text: ` ${row.views}`, quiet: true }] : [])]) }
}

/** The dates of the report as the master timeline has them (practice §1.3): the draft, ten working days for comments, five more for the final report. */
function nextDates({ meeting, steps, silence, dates: timeline }: Agreed, lang: Lang): Block[] {
  const m = words[lang]
  const zone = meeting.run.zone
  const close = meeting.run.closesAt ?? steps.at(-1)?.decidedAt
  if (close == null) return []
  const day = dayInZone(close, zone)
  const on = (key: string) => timeline.find((date) => date.key === key)?.on
  const draft = on('draft-report') ?? addDays(day, 14)
  const comments = on('report-comments') ?? addWorkingDays(draft, 10, new Set())
  const final = on('final-report') ?? addWorkingDays(comments, 5, new Set())
  const end = silence.map((one) => one.dueAt).sort().at(-1)
  const dates: [string, string][] = [
    [draft, m['agreed.next-draft'](formatDay(draft, lang))],
    ...(end ? [[dayInZone(end, zone), m['agreed.next-silence'](formatInstant(end, zone, lang))] as [string, string]] : []),
    [comments, m['agreed.next-comments'](formatDay(comments, lang))],
    [final, m['agreed.next-final'](formatDay(final, lang))],
  ]
  return [{ kind: 'heading', text: m['agreed.next'] }, { kind: 'list', items: dates.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]): Line => [line]) }]
}
