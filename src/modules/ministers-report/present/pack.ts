import { earliestPossible, formatRange } from '../../../kernel/calendar.ts'
import { listed, type Lang } from '../../../kernel/languages.ts'
import type { Block, Cell, Line, Paper, PaperTone, Run } from '../../../kernel/paper.ts'
import { finished } from '../../../kernel/paper-lines.ts'
import { leadAt } from '../../mechanism/index.ts'
import { activityHref, type CountedActivity, type FundingSum, fundWord, inDollars, type MandateProof, money, type Pip, pipOfCounted, pips, pipWord, ratesOf, totals } from '../../plans/index.ts'
import { beginning, classUsed, sectionNumber } from '../rules/pack.ts'
import type { PackFacts, PackPart, PackRow, PackSection, SoughtClass } from '../schema/pack.ts'
import { day, inFull, linkTo, markingWords, proofCell, saidCell, statusRun, symbolCell, type Writer, writer } from './parts.ts'
import { countsPart, disagreePart, followUpTable, listOr, nextSteps, sourcesPart } from './report.ts'

export interface PackForm {
  /** Long texts of the follow-up table stand in an annex. */
  annexed: boolean
  /** Of the letters, in points. */
  size: number
}

/** So many marks of a row are drawn one by one; more are drawn as shares of a bar. */
const mostMarks = 40
/** Characters of a text that stays in the table when the whole stands in an annex. */
const inTable = 110
/** Links to proof in a row; the others are counted. */
const mostProofs = 2

const pipTones: Record<Pip, PaperTone> = { completed: 'effect', recurring: 'continuing', 'in-progress': 'part', planned: 'plain', 'past-due': 'late', 'no-report': 'none', 'carried-over': 'superseded' }

/** The pack in the order of practice §3.5, in one language; with a symbol a frozen copy, without one a draft. */
export function wordPack(facts: PackFacts, lang: Lang, printed: { site: string; symbol: string | null }, form: PackForm): Paper {
  const w = writer(lang, facts, printed.site)
  const { m } = w
  const after = w.say.meetingName(facts.meeting.ref)
  const letters = annexLetters(w, facts, form)
  const body: Block[] = [
    ...summaryPart(w, facts, after),
    heading(w, 'decision', m['report.pack.h-decisions']),
    ...decisionsPart(w, facts),
    heading(w, 'row', (n) => m['report.h-table'](n, after)),
    ...countsPart(w, facts.rows, facts.asOf),
    followUpTable(w, facts.rows, facts, after, (row) => ({ said: saidIn(w, row, facts.asOf, form, letters.full), proof: proofIn(w, row) })),
    { kind: 'text', quiet: true, line: [`${m['report.no-report-means']} ${m['report.once'](facts.rows.length)}`] },
    heading(w, 'status', m['report.pack.h-status']),
    ...statusPart(w, facts),
    ...lines(w, facts, 'status'),
    heading(w, 'threat', m['report.pack.h-threat']),
    ...listOr(linesOf(w, facts, 'threat'), m['report.pack.none-recorded']),
    heading(w, 'partner', m['report.pack.h-partner']),
    ...moneyPart(w, facts),
    heading(w, 'issue', m['report.pack.h-issue']),
    ...listOr(linesOf(w, facts, 'issue'), m['report.pack.no-issues']),
    heading(w, 'next', m['report.pack.h-next']),
    ...listOr([...linesOf(w, facts, 'next'), ...nextSteps(w, facts.rows, facts)], m['report.no-next']),
  ]
  const annexes = [...numbersAnnex(w, facts, letters.numbers), ...fullAnnex(w, facts, letters.full), ...methodAnnex(w, facts, letters.method)]
  const dated = m['report.data-of'](day(facts.asOf, lang))
  return finished({
    lang,
    over: inFull(facts, facts.next ?? facts.meeting, lang),
    title: m['report.pack.title'],
    subtitle: m['report.pack.subtitle'](after),
    dated: printed.symbol === null ? dated : `${printed.symbol}  ${dated}`,
    facts: [...(printed.symbol === null ? [m['report.pack.draft'](w.say.number(facts.pack.version))] : []), ...(facts.pack.origin === 'demonstration' ? [m['report.pack.example-whole']] : [])],
    blocks: [...body, ...annexes],
    marking: `${facts.pack.origin === 'demonstration' ? `${m['report.pack.example-word']} ` : ''}${printed.symbol === null ? `${m['report.pack.draft'](w.say.number(facts.pack.version))}  ` : ''}${markingWords(w, facts.pack.distribution)}`,
    pageWords: [m['report.page'], m['report.of']],
    running: m['report.pack.page-title'](w.say.meetingName((facts.next ?? facts.meeting).ref)),
    size: form.size,
  })
}

const heading = (w: Writer, section: PackSection, word: (n: string) => string): Block => ({ kind: 'heading', text: word(w.say.number(sectionNumber(section))), id: `part-${sectionNumber(section)}` })

const ofSection = (facts: PackFacts, section: PackSection): PackPart[] => facts.parts.filter((part) => part.section === section)

const linesOf = (w: Writer, facts: PackFacts, section: PackSection): Line[] =>
  ofSection(facts, section).map((part): Line => [said(w, part), ...(part.source ? [{ text: ` (${w.m['report.pack.source'](part.source)})`, quiet: true }] : [])])

const lines = (w: Writer, facts: PackFacts, section: PackSection): Block[] => { const items = linesOf(w, facts, section); return items.length > 0 ? [{ kind: 'list', items }] : [] }

/** A text that has no Thai yet stands in English, which the gate says. */
const said = (w: Writer, part: Pick<PackPart, 'text'>): string => (part.text[w.lang].trim() === '' ? part.text.en : part.text[w.lang])

function summaryPart(w: Writer, facts: PackFacts, after: string): Block[] {
  const { m } = w
  const counts = new Map<string, number>()
  for (const row of facts.rows) { const word = statusRun(w, row, facts.asOf).text; counts.set(word, (counts.get(word) ?? 0) + 1) }
  const rates = ratesOf(facts.activities.map((activity) => activity.status))
  const sum = totals(confirmed(facts.funding))
  const items: Line[] = [
    [m['report.pack.sum-asks'](ofSection(facts, 'decision').length)],
    [m['report.pack.sum-follow'](after, facts.rows.length, listed([...counts].map(([word, n]) => `${word} ${w.say.number(n)}`), w.lang))],
    ...(facts.activities.length > 0 ? [[m['report.pack.sum-activities'](w.say.number(rates.of), w.say.number(rates.completed), w.say.number(rates.addressed))]] : []),
    ...(sum.dollars > 0 ? [[m['report.pack.sum-money'](money(sum.dollars, 'USD', w.lang))]] : []),
  ]
  return [
    { kind: 'heading', text: m['report.pack.summary'], id: 'part-0' },
    ...ofSection(facts, 'summary').map((part): Block => ({ kind: 'text', line: [said(w, part)] })),
    { kind: 'list', items },
    { kind: 'text', quiet: true, line: [m['report.pack.sum-note']], id: 'summary-end' },
  ]
}

function decisionsPart(w: Writer, facts: PackFacts): Block[] {
  const { m } = w
  const parts = ofSection(facts, 'decision')
  if (parts.length === 0) return [{ kind: 'text', line: [m['report.pack.no-decisions']] }]
  const between = w.lang === 'th' ? '  ' : '; '
  const symbolOf = new Map(facts.rows.map((row) => [row.decision.id, row]))
  return parts.map((part, index): Block => {
    const used = classUsed(part)
    const from = part.mandate === null ? undefined : symbolOf.get(part.mandate)
    const meaning = used !== null && used >= 'C4' ? m[`report.pack.class.${used as SoughtClass}`] : null
    const foot = [
      used === null || meaning === null ? null : m['report.pack.of-class'](used, meaning),
      part.class === null && part.verb !== null && w.lang === 'en' ? m['report.pack.from-verb'](part.verb) : null,
    ].filter((word) => word !== null)
    return {
      kind: 'aside', id: `ask-${index + 1}`,
      lines: [
        [{ text: `${w.say.digits(`1.${index + 1}`)} `, strong: true }, ...withVerb(said(w, part), w.lang === 'en' ? part.verb : null)],
        [{ text: foot.join(between), quiet: true }, ...(from ? [{ text: `${foot.length > 0 ? between : ''}${m['report.pack.comes-from'](from.decision.symbol)}`, quiet: true, href: linkTo(w, from) }] : [])],
      ],
    }
  })
}

/** The verb that carries the class stands out, where it is found. */
export function withVerb(text: string, verb: string | null): Run[] {
  const at = verb === null ? -1 : text.toLowerCase().indexOf(verb.toLowerCase())
  if (verb === null || at < 0) return [text]
  return [text.slice(0, at), { text: text.slice(at, at + verb.length), strong: true }, text.slice(at + verb.length)]
}

function activitiesLine(w: Writer, activities: readonly CountedActivity[], asOf: string): Line[] {
  if (activities.length === 0) return []
  const words = pipCounts(activities, asOf).map(([pip, n]) => `${w.say.number(n)} ${pipWord(pip, w.lang).toLowerCase()}`)
  return words.length === 0 ? [] : [[{ text: w.m['report.pack.activities-of'](activities.filter((activity) => pipOfCounted(activity, asOf) !== null).length, listed(words, w.lang)), quiet: true }]]
}

export function pipCounts(activities: readonly CountedActivity[], asOf: string): [Pip, number][] {
  const counts = new Map<Pip, number>()
  for (const activity of activities) { const pip = pipOfCounted(activity, asOf); if (pip !== null) counts.set(pip, (counts.get(pip) ?? 0) + 1) }
  return pips.flatMap((pip): [Pip, number][] => { const n = counts.get(pip); return n ? [[pip, n]] : [] })
}

function saidIn(w: Writer, row: PackRow, asOf: string, form: PackForm, annex: string | null): Cell {
  const own: Cell = row.line && row.line.text.en !== '' ? [[said(w, row.line)]] : []
  const silent = row.detail.statements.length === 0 && !row.decision.takesEffect
  // Where the desk says something, “no report found” is in the status; it is not said twice.
  const cell = [...own, ...saidCell(w, row, true).slice(own.length > 0 && silent ? 1 : 0)]
  if (!form.annexed) return [...cell, ...activitiesLine(w, row.activities, asOf)]
  const short = cell.map((line): Line => line.flatMap((run): Run[] => {
    const text = typeof run === 'string' ? run : run.text
    const begun = beginning(text, inTable)
    const part: Run = typeof run === 'string' ? begun : { ...run, text: begun }
    return begun === text || annex === null ? [part] : [part, { text: ` ${w.m['report.pack.in-annex'](annex)}`, quiet: true, to: 'annex-full' }]
  }))
  return [...short, ...activitiesLine(w, row.activities, asOf)]
}

/** Where a proof is read: as a paper of ours, a page elsewhere, or a file kept with the activity. */
export const proofLink = (site: string, proof: MandateProof): { text: string; href: string } =>
  proof.symbol !== null ? { text: proof.symbol, href: `${site}/documents/${proof.symbol}` } : { text: proof.code, href: proof.link ?? `${site}${activityHref({ code: proof.programme }, proof.code)}#proof` }

function proofIn(w: Writer, row: PackRow): Cell {
  const links = row.proofs.slice(0, mostProofs).map((proof): Line => [{ ...proofLink(w.site, proof) }])
  const more = row.proofs.length - links.length + row.more
  const rest = proofCell(w, row).filter((line) => !(row.proofs.length > 0 && line.length === 1 && line[0] === '–'))
  return [...links, ...(more > 0 ? [[{ text: w.m['report.pack.more-proof'](more), quiet: true }]] : []), ...rest]
}

interface AreaRow {
  slug: string
  name: string
  lead: string | null
  activities: CountedActivity[]
}

function areasOf(w: Writer, facts: PackFacts): AreaRow[] {
  const { areas, parties, meetings } = facts.directory
  const dayOf = (ref: string) => { const starts = meetings.get(ref)?.starts; return starts ? earliestPossible(starts) : null }
  const planned = new Set([...facts.programmes.flatMap((programme) => programme.areas), ...facts.activities.map((activity) => activity.area)])
  return [...areas.values()].filter((area) => planned.has(area.slug)).map((area) => {
    const lead = leadAt(area, { date: facts.asOf }, dayOf)?.lead.party ?? null
    return { slug: area.slug, name: area.name[w.lang], lead: lead === null ? null : (parties.get(lead)?.name[w.lang] ?? lead), activities: facts.activities.filter((activity) => activity.area === area.slug) }
  })
}

const numbersOf = (w: Writer, activities: readonly CountedActivity[]): string[] => {
  const rates = ratesOf(activities.map((activity) => activity.status))
  return [rates.of, rates.completed, rates.addressed].map(w.say.number)
}

function statusPart(w: Writer, facts: PackFacts): Block[] {
  const { m } = w
  const names: Line = [listed(facts.programmes.map((programme) => programme.title[w.lang]), w.lang)]
  if (facts.activities.length === 0) return [{ kind: 'text', line: [m['report.pack.no-activities']] }]
  const rates = ratesOf(facts.activities.map((activity) => activity.status))
  const counts = new Map(pipCounts(facts.activities, facts.asOf))
  const n = (pip: Pip) => w.say.number(counts.get(pip) ?? 0)
  const leftOut = facts.activities.length - rates.of
  const rows = areasOf(w, facts)
  const share = rows.some((row) => row.activities.length > mostMarks)
  return [
    { kind: 'text', quiet: true, line: [...names, ...(facts.activities.some((activity) => activity.origin === 'demonstration') ? [`${w.lang === 'th' ? '  ' : '. '}${m['report.pack.example']}`] : [])] },
    { kind: 'text', line: [m['report.pack.status-words'](w.say.number(rates.of), w.say.number(rates.completed), w.say.number(rates.addressed), n('past-due'), n('no-report')) + (leftOut > 0 ? m['report.pack.status-left-out'](leftOut) : '')] },
    {
      kind: 'marks', caption: m['report.pack.status-caption'], share,
      heads: [m['report.pack.col-area'], share ? m['report.pack.col-share'] : m['report.pack.col-marks'], m['report.pack.col-all'], m['report.pack.col-completed'], m['report.pack.col-addressed']],
      rows: [
        ...rows.map((row) => ({ label: [row.name, ...(row.lead ? [{ text: ` ${row.lead}`, quiet: true }] : [])], marks: pipCounts(row.activities, facts.asOf).map(([pip, count]) => ({ tone: pipTones[pip], n: count })), numbers: numbersOf(w, row.activities) })),
        { label: [m['report.pack.all-areas']], marks: [], numbers: numbersOf(w, facts.activities), sum: true },
      ],
      key: pips.filter((pip) => counts.has(pip)).map((pip) => ({ tone: pipTones[pip], text: pipWord(pip, w.lang) })),
    },
  ]
}

const confirmed = (funding: readonly FundingSum[]): FundingSum[] => funding.filter((fund) => fund.status === 'confirmed')

function moneyPart(w: Writer, facts: PackFacts): Block[] {
  const { m } = w
  const own = lines(w, facts, 'partner')
  if (facts.funding.length === 0) return own.length > 0 ? own : [{ kind: 'text', line: [m['report.pack.none-recorded']] }]
  const nameOf = (fund: FundingSum) => (fund.partner === null ? fundWord(fund.source, w.lang) : (facts.directory.parties.get(fund.partner)?.name[w.lang] ?? fund.partner))
  const groups = Map.groupBy(facts.funding, nameOf)
  const valued = [...groups].map(([name, funds]) => ({ name, funds, dollars: totals(confirmed(funds)).dollars })).sort((a, b) => b.dollars - a.dollars || a.name.localeCompare(b.name, w.lang))
  const sum = totals(confirmed(facts.funding))
  const unvalued = confirmed(facts.funding).reduce((count, fund) => count + (fund.amount === null ? fund.notStated : fund.notStated + (inDollars(fund) === null ? 1 : 0)), 0)
  const unfunded = facts.activities.filter((activity) => activity.valued && !activity.funded && pipOfCounted(activity, facts.asOf) !== null).length
  return [
    { kind: 'bars', caption: m['report.pack.money-caption'], heads: [m['report.pack.col-source'], m['report.pack.col-dollars']], rows: [...valued.map(({ name, dollars }) => ({ label: [name], value: dollars, words: money(dollars, 'USD', w.lang), tone: dollars > 0 ? ('up' as const) : ('none' as const) })), { label: [{ text: m['report.pack.all-areas-money'], strong: true }], value: 0, words: money(sum.dollars, 'USD', w.lang), tone: 'plain' as const }] },
    {
      kind: 'table', caption: m['report.pack.money-table'], columns: [{ head: m['report.pack.col-source'], width: 7 }, { head: m['report.pack.col-given'], width: 8 }, { head: m['report.pack.col-valued'], width: 10 }],
      rows: valued.flatMap(({ name, funds }) => [...Map.groupBy(funds.filter((fund) => fund.amount !== null && fund.currency !== null), (fund) => `${fund.currency} ${fund.status}`).values()].map((same, index): Cell[] => [[index === 0 ? [name] : ['']], [[givenWords(w, same)]], [valueLine(w, same)]])),
    },
    ...(unvalued > 0 ? [{ kind: 'text' as const, quiet: true, line: [m['report.pack.not-valued'](unvalued)] }] : []),
    ...(unfunded > 0 ? [{ kind: 'text' as const, line: [m['report.pack.unfunded'](unfunded)] }] : []),
    ...own,
  ]
}

/** The sum in one currency, as given. */
function givenWords(w: Writer, same: readonly FundingSum[]): string {
  const words = money(same.reduce((sum, fund) => sum + (fund.amount ?? 0), 0), same[0]?.currency ?? '', w.lang)
  return same[0]?.status === 'sought' ? w.m['report.pack.sought'](words) : words
}

/** What it comes to in dollars, with the rate and its day; of several rates how many, and their days. */
function valueLine(w: Writer, same: readonly FundingSum[]): Line {
  const valued = same.filter((fund) => inDollars(fund) !== null)
  if (valued.length === 0) return [{ text: w.m['report.pack.no-rate'], quiet: true }]
  const dollars = money(valued.reduce((sum, fund) => sum + (inDollars(fund) ?? 0), 0), 'USD', w.lang)
  const days = valued.flatMap((fund) => fund.rateOn ?? []).sort()
  const [first, last, rate] = [days[0], days.at(-1), valued[0]?.rate]
  if (first === undefined || last === undefined || rate == null) return [dollars]
  return [dollars, { text: ` ${valued.length === 1 ? w.m['report.pack.at-rate'](w.say.digits(String(rate)), day(first, w.lang)) : w.m['report.pack.at-rates'](valued.length, formatRange(first, last, w.lang))}`, quiet: true }]
}

interface Letters {
  numbers: string | null
  full: string | null
  method: string
}

const hasFull = (facts: PackFacts, form: PackForm): boolean => form.annexed || facts.rows.some((row) => row.detail.statements.some((statement) => statement.party !== null))

function annexLetters(w: Writer, facts: PackFacts, form: PackForm): Letters {
  const letters = [...w.m['report.pack.letters']]
  let n = 0
  const next = () => letters[n++] ?? String(n)
  return { numbers: facts.activities.length > 0 ? next() : null, full: hasFull(facts, form) ? next() : null, method: next() }
}

const annex = (w: Writer, letter: string, title: string, id: string): Block => ({ kind: 'heading', text: w.m['report.pack.annex'](letter, title), id, newPage: true })

function numbersAnnex(w: Writer, facts: PackFacts, letter: string | null): Block[] {
  if (letter === null) return []
  const { m } = w
  const used = pipCounts(facts.activities, facts.asOf).map(([pip]) => pip)
  const cells = (activities: readonly CountedActivity[]): Cell[] => {
    const counts = new Map(pipCounts(activities, facts.asOf))
    const left = activities.length - ratesOf(activities.map((activity) => activity.status)).of
    return [...used.map((pip): Cell => [[w.say.number(counts.get(pip) ?? 0)]]), [[w.say.number(left)]]]
  }
  return [
    annex(w, letter, m['report.pack.annex-numbers'], 'annex-numbers'),
    {
      kind: 'table', caption: m['report.pack.annex-numbers'],
      columns: [{ head: m['report.pack.col-area'], width: 7 }, ...used.map((pip) => ({ head: pipWord(pip, w.lang), width: 3 })), { head: m['report.pack.left-out'], width: 3 }],
      rows: [...areasOf(w, facts).map((row): Cell[] => [[[row.name]], ...cells(row.activities)]), [[[{ text: m['report.pack.all-areas'], strong: true }]], ...cells(facts.activities)]],
    },
  ]
}

function fullAnnex(w: Writer, facts: PackFacts, letter: string | null): Block[] {
  if (letter === null) return []
  const { m } = w
  const partyName = (party: string) => facts.directory.parties.get(party)?.name[w.lang] ?? party
  return [
    annex(w, letter, m['report.pack.annex-full'], 'annex-full'),
    {
      kind: 'table', caption: m['report.pack.annex-full'], columns: [{ head: m['report.col-symbol'], width: 3 }, { head: m['report.col-said'], width: 24 }],
      rows: facts.rows.map((row): Cell[] => {
        const words: Cell = [[{ text: row.decision.title[w.lang], strong: true }]]
        if (row.line && row.line.text.en !== '') words.push([said(w, row.line)])
        const whole = row.detail.statements.filter((statement) => statement.party === null).at(-1)
        if (whole) words.push([whole.text[w.lang], { text: `  ${m['report.said-by'](whole.reportedBy[w.lang], day(whole.onText, w.lang))}`, quiet: true }])
        for (const statement of row.detail.statements) if (statement.party !== null) words.push([{ text: `${partyName(statement.party)}: `, strong: true }, statement.text[w.lang], { text: `  ${day(statement.onText, w.lang)}`, quiet: true }])
        if (words.length === 1) words.push([{ text: row.decision.takesEffect ? m['report.takes-effect'](day(row.decision.date, w.lang)) : m['report.nothing-said'], quiet: true }])
        return [symbolCell(w, row), words]
      }),
    },
  ]
}

function methodAnnex(w: Writer, facts: PackFacts, letter: string): Block[] {
  const disagree = disagreePart(w, facts.rows, facts)
  return [annex(w, letter, w.m['report.pack.annex-method'], 'annex-method'), { kind: 'heading', text: w.m['report.pack.disagree'], id: 'disagree' }, ...disagree, { kind: 'heading', text: w.m['report.sources'] }, ...sourcesPart(w)]
}
