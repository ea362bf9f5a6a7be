import type { Text } from '../../../kernel/languages.ts'
import { isCode, type Known, type Layout, layoutOf, symbolsIn } from './layout.ts'
import { type Cell, columnLetter, type Sheet, type SheetRow, shownIn } from './sheet.ts'
import { type CellFault, plainWord, readCurrency, readMoney, readPercent, readWhen, sameAsAbove, saysNothing, shareWithin } from './values.ts'
import { fundSourceOf, type ImportField, type Named, namedIn, namesIn, saysAll, saysType, type StatusTarget, statusOf, typeOf } from './words.ts'
import { nextCode } from '../rules.ts'
import type { ActivityStatus } from '../schema.ts'

/** What the officer chose; what is not here stands as it was proposed. */
export interface Choices {
  sheet: number
  head: number | null
  /** By letter. */
  columns: Record<string, ImportField>
  words: { status: Record<string, StatusTarget>; area: Record<string, string>; strategy: Record<string, string>; party: Record<string, string>; heading: Record<string, string> }
  /** What a cell should say, by `row:letter`. */
  cells: Record<string, string>
  rows: Record<string, 'keep' | 'leave'>
  hidden: boolean
  /** For amounts that name none. */
  currency: string
  /** Units for one US dollar on a day, for sums; only together. */
  rate: number | null
  rateOn: string | null
  /** Where the file says nothing. */
  area: string
  strategy: string
  unstated: 'END' | 'PRO'
}

export const noChoices: Choices = { sheet: 0, head: null, columns: {}, words: { status: {}, area: {}, strategy: {}, party: {}, heading: {} }, cells: {}, rows: {}, hidden: false, currency: '', rate: null, rateOn: null, area: '', strategy: '', unstated: 'END' }

/** One row, ready to become an activity. */
export interface ImportedActivity {
  row: number
  code: string
  /** The file gave none. */
  codeProposed: boolean
  title: Text
  description: string
  area: string
  strategy: string
  type: string
  lead: string | null
  coLead: string | null
  participants: string[]
  partner: string | null
  startsOn: string | null
  dueOn: string | null
  dueAfter: { meeting: string; months: number } | null
  recurring: boolean
  status: ActivityStatus
  /** Completed, as the file says; not until proof is verified. */
  asReported: boolean
  progress: number | null
  /** The words of status in the file. */
  said: string
  budget: number | null
  currency: string | null
  fund: { source: string; name: string; rate: number | null; rateOn: string | null } | null
  output: string
  venue: string
  mandates: string[]
  remarks: string
}

export interface RowFault extends CellFault {
  row: number
  /** Empty: the whole row. */
  letter: string
  text: string
}

export interface ReadRows {
  ready: ImportedActivity[]
  /** Rows with faults; each with all of its own. */
  open: { row: number; title: string; faults: RowFault[] }[]
  /** Left out: by the officer, as a sum or a repeated head, because a word says so. */
  left: { row: number; why: 'officer' | 'total' | 'head' | 'word' }[]
  hidden: number[]
  headings: { row: number; text: string; as: string | null }[]
  /** Amounts without a currency. */
  unpriced: number
}

const totalWords = /^(?:grand total|total|subtotal|sub-total|sum|รวม|รวมทั้งสิ้น|รวมทั้งหมด)(?: ?:)?$/
const chosen = (map: Record<string, string>, text: string): string | undefined => { const key = plainWord(text); return Object.hasOwn(map, key) ? map[key] : undefined }

/** What a heading across a row says it is about: an area or strategy of this programme. */
export function headingMeaning(text: string, choices: Choices, known: Known): string | null {
  const word = chosen(choices.words.heading, text)
  if (word !== undefined && word !== '') return word
  const area = namedIn(text, known.areas)
  const strategy = namedIn(text, known.strategies)
  if (strategy !== null && strategy.sure > (area?.sure ?? 0)) return strategy.sure >= 2 ? `strategy:${strategy.key}` : null
  return area !== null && area.sure >= 2 ? `area:${area.key}` : null
}

/** Every row as an activity, or everything that is not understood of it. Codes that are missing are the next of their area and strategy. Nothing is written. */
export function readRows(sheet: Sheet, choices: Choices, known: Known, taken: ReadonlySet<number> = new Set()): ReadRows & { layout: Layout } {
  const layout = layoutOf(sheet, choices.head)
  const places = new Map<ImportField, number[]>()
  for (const [letter, field] of Object.entries(choices.columns)) {
    const column = layout.names.findIndex((_, index) => columnLetter(index) === letter)
    if (column >= 0 && field !== 'leave') places.set(field, [...(places.get(field) ?? []), column].sort((a, b) => a - b))
  }
  const titleColumn = places.get('title')?.[0] ?? places.get('titleTh')?.[0] ?? -1
  const fraction = isFraction(layout, places.get('progress')?.[0])
  const heads = new Set(layout.names.map((names) => plainWord(names.at(-1) ?? '')).filter(Boolean))
  const read: ReadRows & { layout: Layout } = { ready: [], open: [], left: [], hidden: [], headings: [], unpriced: 0, layout }
  const current: { area: string | null; strategy: string | null } = { area: null, strategy: null }
  // A document names the area of its first table before the heads.
  for (const row of sheet.rows.filter(({ number }) => number < (layout.heads[0] ?? 0))) {
    const texts = [...new Set(row.cells.filter((cell) => cell !== null).map(shownIn))]
    const meaning = texts.length === 1 ? headingMeaning(texts[0] ?? '', choices, known) : null
    if (meaning?.startsWith('area:')) current.area = meaning.slice(5)
    else if (meaning?.startsWith('strategy:')) current.strategy = meaning.slice(9)
  }
  const codes = known.existing.map(({ code }) => code)
  const inFile = new Map<string, number>()
  const titles = new Map<string, number>()
  const above: Cell[] = []
  const without: ImportedActivity[] = []
  for (const row of layout.rows) {
    if (row.hidden && !choices.hidden) {
      read.hidden.push(row.number)
      continue
    }
    const texts = row.cells.flatMap((cell, column) => (cell === null ? [] : [{ column, text: shownIn(cell) }]))
    const only = new Set(texts.map(({ text }) => text)).size === 1 ? texts[0] : undefined
    if (texts.some(({ text }) => totalWords.test(plainWord(text)))) {
      read.left.push({ row: row.number, why: 'total' })
      continue
    }
    if (texts.length >= 2 && texts.every(({ text }) => heads.has(plainWord(text)))) {
      read.left.push({ row: row.number, why: 'head' })
      continue
    }
    if (only && (row.wide || texts.length === 1)) {
      const meaning = headingMeaning(only.text, choices, known)
      if (meaning !== null || row.wide || only.column !== titleColumn) {
        if (meaning?.startsWith('area:')) Object.assign(current, { area: meaning.slice(5), strategy: null })
        else if (meaning?.startsWith('strategy:')) current.strategy = meaning.slice(9)
        else if (meaning === null) Object.assign(current, { area: null, strategy: null })
        read.headings.push({ row: row.number, text: only.text, as: meaning })
        continue
      }
    }
    const answer = choices.rows[String(row.number)]
    if (taken.has(row.number)) {
      remember(row, above, choices)
      continue
    }
    if (answer === 'leave') {
      read.left.push({ row: row.number, why: 'officer' })
      continue
    }
    const made = readRow({ row, choices, known, places, current, above, fraction })
    if (made === 'left') {
      read.left.push({ row: row.number, why: 'word' })
      continue
    }
    if (made.unpriced) read.unpriced += 1
    const { activity, faults } = made
    if (activity.code !== '') {
      const first = inFile.get(activity.code.toUpperCase())
      if (first !== undefined) faults.push(made.at('code', 'code-twice', { first }))
      else if (codes.some((code) => code.toUpperCase() === activity.code.toUpperCase())) faults.push(made.at('code', 'code-in-use', { code: activity.code }))
      else inFile.set(activity.code.toUpperCase(), row.number)
    }
    const same = `${plainWord(activity.title.en)}|${activity.area}|${activity.strategy}`
    const twin = titles.get(`${same}|${activity.dueOn ?? ''}|${activity.lead ?? ''}`)
    const kept = known.existing.find((each) => each.area === activity.area && each.strategy === activity.strategy && each.titles.some((title) => plainWord(title) === plainWord(activity.title.en)))
    if (answer !== 'keep' && activity.title.en !== '') {
      if (twin !== undefined) faults.push({ row: row.number, letter: '', text: activity.title.en, code: 'plan-import.fault.twice', params: { first: twin } })
      else if (kept) faults.push({ row: row.number, letter: '', text: activity.title.en, code: 'plan-import.fault.exists', params: { code: kept.code } })
    }
    titles.set(`${same}|${activity.dueOn ?? ''}|${activity.lead ?? ''}`, twin ?? row.number)
    if (faults.length > 0) read.open.push({ row: row.number, title: activity.title.en, faults })
    else {
      read.ready.push(activity)
      if (activity.code === '') without.push(activity)
    }
  }
  propose(without, known, [...codes, ...read.ready.map(({ code }) => code)])
  return read
}

/** Codes for rows that have none: the next of their area and strategy, with the letters the area has in this programme (US-16 AC1). */
function propose(activities: readonly ImportedActivity[], known: Known, codes: string[]): void {
  const numbers = new Map(known.strategies.map(({ key, number }) => [key, number ?? 0]))
  const prefixes = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const activity of activities) {
    const prefix = prefixes.get(activity.area) ?? prefixOf(activity.area, known)
    prefixes.set(activity.area, prefix)
    const strategy = numbers.get(activity.strategy) ?? 0
    const stem = `${prefix}-${strategy}-`
    const n = counts.get(stem) ?? Number(nextCode(prefix, strategy, codes).slice(stem.length)) - 1
    counts.set(stem, n + 1)
    Object.assign(activity, { code: `${stem}${String(n + 1).padStart(2, '0')}`, codeProposed: true })
  }
}

function prefixOf(area: string, known: Known): string {
  const used = known.existing.filter((each) => each.area === area).flatMap(({ code }) => /^([A-Z]+)-\d+-\d+$/.exec(code)?.[1] ?? [])
  const initials = area.split('-').map((word) => word[0]?.toUpperCase() ?? '').join('')
  return used[0] ?? (initials.length > 1 ? initials : area.slice(0, 3).toUpperCase())
}

/** A column of shares that never goes beyond 1 and has parts writes 0.45 for 45. */
function isFraction(layout: Layout, column: number | undefined): boolean {
  if (column === undefined) return false
  const numbers = layout.rows.flatMap((row) => (typeof row.cells[column] === 'number' ? [row.cells[column] as number] : []))
  return numbers.length > 0 && numbers.every((n) => n <= 1) && numbers.some((n) => n > 0 && n < 1)
}

function remember(row: SheetRow, above: Cell[], choices: Choices): void {
  for (const [column, cell] of row.cells.entries()) {
    const typed = choices.cells[`${row.number}:${columnLetter(column)}`]
    const now = typed ?? cell
    if (now !== null && !sameAsAbove(now)) above[column] = now
  }
}

interface RowAsked {
  row: SheetRow
  choices: Choices
  known: Known
  places: ReadonlyMap<ImportField, number[]>
  current: { area: string | null; strategy: string | null }
  above: Cell[]
  fraction: boolean
}

function readRow({ row, choices, known, places, current, above, fraction }: RowAsked): 'left' | { activity: ImportedActivity; faults: RowFault[]; unpriced: boolean; at: (field: ImportField, code: string, params?: Record<string, string | number>) => RowFault } {
  const faults: RowFault[] = []
  const cellOf = (column: number): Cell => {
    const typed = choices.cells[`${row.number}:${columnLetter(column)}`]
    const cell = typed ?? row.cells[column] ?? null
    return sameAsAbove(cell) ? (above[column] ?? null) : cell
  }
  const cell = (field: ImportField): Cell => { const column = places.get(field)?.[0]; return column === undefined ? null : cellOf(column) }
  const text = (field: ImportField): string => (saysNothing(cell(field)) ? '' : shownIn(cell(field)).trim())
  const all = (field: ImportField): string => (places.get(field) ?? []).map(cellOf).filter((each) => !saysNothing(each)).map((each) => shownIn(each).trim()).join('\n')
  const at = (field: ImportField, code: string, params: Record<string, string | number> = {}): RowFault => {
    const column = places.get(field)?.[0]
    return { row: row.number, letter: column === undefined ? '' : columnLetter(column), text: column === undefined ? '' : shownIn(cellOf(column)), code: code.includes('.') ? code : `plan-import.fault.${code}`, params }
  }
  const take = <Found extends object>(field: ImportField, found: Found | CellFault): Found | null => {
    if (!('code' in found)) return found
    faults.push(at(field, found.code, found.params))
    return null
  }
  const within = (field: ImportField, value: string, most: number): string => { if (value.length > most) faults.push(at(field, 'too-long', { is: value.length, most })); return value }

  const status = readStatus(text('status'), choices)
  if (status === 'LEAVE') return 'left'
  if (status === null) faults.push(at('status', 'status'))
  const share = shareWithin(text('status'))
  if (share !== null && share > 100) faults.push(at('status', 'percent-range', { n: share }))
  const progress = take('progress', readPercent(cell('progress'), fraction))

  const [first, second] = [text('title'), text('titleTh')]
  const title = { en: within('title', first || second, 300), th: second || first }
  if (title.en === '') faults.push(at('title', 'title'))

  const place = (field: 'area' | 'strategy', list: readonly Named[]): string => {
    const column = places.get(field)?.[0]
    const shown = column === undefined ? '' : text(field)
    if (shown !== '') {
      const word = chosen(choices.words[field], shown) || namedIn(shown, list)?.key
      if (word === undefined) faults.push(at(field, field))
      else current[field] = word
      return word ?? ''
    }
    const found = current[field] ?? choices[field]
    if (!found) faults.push(at(field, `${field}-missing`))
    return found
  }
  const area = place('area', known.areas)
  const strategy = place('strategy', known.strategies)

  const parties = (field: 'lead' | 'participants' | 'partner') => {
    const found: string[] = []
    let everyone = false
    for (const name of saysNothing(cell(field)) ? [] : namesIn(cell(field))) {
      const word = chosen(choices.words.party, name)
      if (word === '-') continue
      if (word === 'all' || (word === undefined && saysAll(name))) everyone = true
      else {
        const code = word || ((named) => (named && named.sure >= 2 ? named.key : undefined))(namedIn(name, known.parties))
        if (code === undefined) faults.push(at(field, 'party', { name }))
        else found.push(code)
      }
    }
    return { found: [...new Set(found)], everyone }
  }
  const lead = parties('lead')
  const others = parties('participants')
  const partner = parties('partner')
  const takePart = [...new Set([...lead.found.slice(2), ...others.found])]
  // As on the form: where a file does not say who takes part, all members are asked.
  const everyone = lead.everyone || others.everyone || takePart.length === 0

  const begins = take('start', readWhen(cell('start'), known.calendar))
  const due = take('due', readWhen(cell('due'), known.calendar))
  const startsOn = begins && 'on' in begins ? ('from' in begins ? (begins.from ?? (places.has('start') && begins.on?.endsWith('-12-31') && /^\d{4}$/.test(plainWord(text('start'))) ? `${begins.on.slice(0, 4)}-01-01` : begins.on)) : begins.on) : due && 'from' in due ? due.from : null
  const dueOn = due && 'on' in due ? due.on : null
  if (startsOn !== null && dueOn !== null && dueOn < startsOn) faults.push(at('due', 'ends-first'))
  const recurring = (due !== null && 'recurring' in due) || status === 'EACH'
  if (status === 'SCH' && startsOn === null) faults.push(at('status', 'no-start'))

  const money = take('budget', readMoney(cell('budget')))
  const priced = money && 'amount' in money ? money : null
  const named = text('currency') === '' ? null : readCurrency(text('currency'))
  if (text('currency') !== '' && named === null) faults.push(at('currency', 'currency', { name: text('currency').slice(0, 40) }))
  const unpriced = priced !== null && priced.currency === null && named === null
  const currency = priced === null ? null : (priced.currency ?? named ?? (choices.currency || null))
  if (priced !== null && currency === null && !(text('currency') !== '' && named === null)) faults.push(at('budget', 'currency-needed'))
  const fundName = text('fund')

  const reference = text('mandate')
  const mandates = [...new Set(symbolsIn(reference).flatMap((symbol) => known.mandates.get(symbol) ?? []))]
  const said = text('status')
  const remarks = [all('remarks'), reference !== '' && mandates.length === 0 ? reference : ''].filter(Boolean).join('\n')
  const code = text('code')
  if (code !== '' && !isCode(code)) faults.push(at('code', 'code'))
  remember(row, above, choices)
  return {
    faults, unpriced, at,
    activity: {
      row: row.number, code, codeProposed: false, title, description: within('description', all('description'), 600), area, strategy, type: (text('type') === '' ? null : saysType(text('type'))) ?? typeOf(`${title.en} ${title.th}`),
      lead: lead.found[0] ?? null, coLead: lead.found[1] ?? null, participants: everyone ? ['all'] : takePart, partner: partner.found[0] ?? null,
      startsOn, dueOn, dueAfter: due && 'after' in due ? due.after : null, recurring, ...stateOf(status ?? 'END', progress && 'percent' in progress ? progress.percent : share), said,
      budget: priced?.amount ?? null, currency, fund: fundName === '' ? null : { source: fundSourceOf(fundName), name: fundName.slice(0, 300), ...(currency !== null && currency === choices.currency ? { rate: choices.rate, rateOn: choices.rateOn } : { rate: null, rateOn: null }) },
      output: within('output', text('output'), 600), venue: within('venue', text('venue'), 300), mandates, remarks: within('remarks', remarks, 2000),
    },
  }
}

/** What a word of status becomes; null where it is not known; where nothing is said, what the officer chose for that. */
export function readStatus(text: string, choices: Choices): StatusTarget | null {
  if (text === '') return choices.unstated
  return (chosen(choices.words.status, text) as StatusTarget | undefined) || (statusOf(text)?.target ?? null)
}

/** Never COM: what a file calls done is under way at 100 %, as reported. */
function stateOf(target: StatusTarget, progress: number | null): Pick<ImportedActivity, 'status' | 'asReported' | 'progress'> {
  if (target === 'DONE') return { status: 'ONG', asReported: true, progress: 100 }
  return { status: target === 'EACH' ? 'ONG' : target === 'LEAVE' ? 'END' : target, asReported: progress === 100, progress }
}
