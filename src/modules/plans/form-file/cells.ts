import { arabicDigits, readDay } from '../../../kernel/calendar.ts'
import { type Choice, type FormColumn, listParting, valueIn } from './form.ts'
import { canonical, type Given } from './workbook.ts'

/** What a cell means, as it is kept; or why it is not understood, with what it may mean where that is known. */
export type Meaning = { value: string } | { code: string; params?: Record<string, string | number>; choices?: readonly string[] }

/** Names of money as people write them. None is taken without asking: `$` is the dollar of seven members and partners. */
const written: readonly [RegExp, readonly string[]][] = [
  [/^(?:บ\.?|บาท|฿|baht)$/i, ['THB']], [/^(?:us ?\$|us dollars?|usd\.?|ดอลลาร์(?:สหรัฐ)?(?:ฯ)?|เหรียญสหรัฐ(?:ฯ)?)$/i, ['USD']], [/^\$|dollars?$/i, ['USD', 'SGD', 'BND', 'AUD', 'CAD', 'NZD']], [/^s ?\$$/i, ['SGD']], [/^b ?\$$/i, ['BND']], [/^a ?\$$/i, ['AUD']],
  [/^(?:rm|ringgit)$/i, ['MYR']], [/^(?:rp\.?|rupiah|idr\.)$/i, ['IDR']], [/^(?:₫|đ|vnđ|dong)$/i, ['VND']], [/^(?:₱|php\.|pesos?|p)$/i, ['PHP']], [/^(?:kyats?|k|ks)$/i, ['MMK']], [/^(?:₭|kip)$/i, ['LAK']], [/^(?:៛|riels?)$/i, ['KHR']],
  [/^(?:€|euros?|ยูโร)$/i, ['EUR']], [/^(?:£|pounds?)$/i, ['GBP']], [/^(?:¥|yen|เยน)$/i, ['JPY', 'CNY']], [/^(?:rmb|yuan|หยวน)$/i, ['CNY']], [/^(?:₩|won)$/i, ['KRW']],
]
const usual = ['THB', 'USD', 'EUR', 'BND', 'IDR', 'KHR', 'LAK', 'MMK', 'MYR', 'PHP', 'SGD', 'VND', 'JPY', 'CNY', 'KRW', 'AUD', 'CAD', 'NZD', 'GBP', 'CHF', 'INR', 'RUB']
/** Of ISO 4217, without its codes for testing, metals and no money at all. */
const currencies = new Set(Intl.supportedValuesOf('currency').filter((code) => !/^X(?!AF|CD|DR|OF|PF)/.test(code)))
export const isCurrency = (code: string): boolean => currencies.has(code)

/** A number as typed: Thai or other digits, thousands apart by commas or spaces, at most one point. Others are no number, for "1.234" and "1.234,5" mean two things. */
export function numberIn(text: string): number | null {
  const plain = arabicDigits(text.normalize('NFKC')).replace(/[\s\u00a0\u202f]/g, '').replace(/^\+/, '')
  return /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(plain) ? Number(plain.replaceAll(',', '')) : null
}

/** `column` undefined: any short text. `list`: what a choice may be. */
export function meaningIn(column: Pick<FormColumn, 'kind' | 'most'> | undefined, list: readonly Choice[], given: Given | undefined, today: string): Meaning {
  if (given === undefined) return { value: '' }
  if (given.kind === 'broken') return { code: given.text === '' ? 'exchange.formula-no-value' : 'exchange.formula-broken', params: { error: given.text } }
  if (given.kind === 'merged') return { code: 'exchange.merged', params: { range: given.text } }
  const text = given.text.trim()
  const wrong = (code: string, params: Record<string, string | number> = {}, choices: readonly string[] = []): Meaning => ({ code, params: { typed: text.slice(0, 60), ...params }, ...(choices.length > 0 ? { choices } : {}) })
  switch (column?.kind) {
    case 'choice': {
      const value = valueIn(list, text)
      return value === null ? wrong('exchange.no-such-word', {}, list.map((one) => one.value)) : { value }
    }
    case 'many': {
      // A name may hold a comma itself: what is no name whole is looked at in parts.
      const parts = text.split(/[;\n]/).flatMap((part) => (valueIn(list, part) === null ? part.split(',') : [part])).map((part) => part.trim()).filter((part) => part !== '')
      const unknown = parts.find((part) => valueIn(list, part) === null)
      return unknown === undefined ? { value: inOrder(parts.flatMap((part) => valueIn(list, part) ?? [])) } : { code: 'exchange.no-such-name', params: { typed: unknown.slice(0, 60), parting: listParting.trim() } }
    }
    case 'count':
    case 'amount': {
      const value = given.kind === 'number' ? Number(given.text) : numberIn(text)
      if (value === null || given.kind === 'day' || given.share) return wrong('exchange.no-number')
      if (value < 0) return wrong('exchange.negative')
      if (column.kind === 'count') return Number.isInteger(value) && value <= 2_147_483_647 ? { value: String(value) } : wrong('exchange.no-count')
      if (value > 99_999_999_999_999) return wrong('exchange.too-much')
      // "1.234" is a thousand in half of the region; more than two places of decimals is asked about.
      return Math.abs(value * 100 - Math.round(value * 100)) > 1e-4 ? wrong('exchange.decimals') : { value: String(Math.round(value * 100) / 100) }
    }
    case 'percent': {
      const value = given.kind === 'number' ? Number(given.text) * (given.share ? 100 : 1) : numberIn(text.replace(/\s*[%٪％]$/, ''))
      if (value === null || given.kind === 'day') return wrong('exchange.no-number')
      const whole = Math.round(value * 1e6) / 1e6
      if (whole > 100) return wrong('exchange.percent-over')
      return whole >= 0 && Number.isInteger(whole) ? { value: String(whole) } : wrong('exchange.percent')
    }
    case 'currency': {
      const code = text.toUpperCase()
      if (isCurrency(code)) return { value: code }
      const meant = written.find(([name]) => name.test(text))?.[1] ?? []
      return wrong('exchange.currency', {}, [...meant, ...usual.filter((one) => !meant.includes(one))])
    }
    case 'day': return dayOf(given, text, today, wrong)
    default: {
      const said = canonical(given.kind === 'text' ? given.text : text)
      const most = column?.most ?? 300
      return said.length > most ? { code: 'exchange.too-long', params: { is: said.length, most } } : { value: said }
    }
  }
}

/** Several of a list as they are compared: each once, in one order. */
export const inOrder = (values: readonly string[]): string => [...new Set(values)].sort().join(',')

function dayOf(given: Given, text: string, today: string, wrong: (code: string, params?: Record<string, string | number>, choices?: readonly string[]) => Meaning): Meaning {
  // A spreadsheet that takes 2568 for a year of our era keeps a date that far off; nobody means that. Its leap years are others, too.
  if (given.kind === 'day') {
    if (Number(text.slice(0, 4)) < 2400) return { value: text }
    const meant = `${Number(text.slice(0, 4)) - 543}${text.slice(4)}`
    const read = readDay(meant, { today })
    return 'date' in read && read.date === meant ? { value: meant } : wrong('exchange.no-day')
  }
  if (given.kind !== 'text') return wrong('exchange.no-day')
  const short = /^(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})$/.exec(arabicDigits(text))
  if (short) {
    const days = [`${short[1]}25${short[2]} B.E.`, `${short[1]}20${short[2]} C.E.`].map((typed) => readDay(typed, { today })).flatMap((read) => ('date' in read ? [read.date] : []))
    return days.length === 0 ? wrong('exchange.no-day') : wrong('exchange.which-era', {}, [...new Set(days)])
  }
  const read = readDay(text, { today })
  if ('ask' in read) return wrong('exchange.which-era', {}, [read.ask.buddhist, read.ask.christian])
  return 'date' in read && read.date.length === 10 ? { value: read.date } : wrong('exchange.no-day')
}
