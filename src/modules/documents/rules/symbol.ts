import { BodyCode } from '../../mechanism/index.ts'
import { SessionCode } from '../../meetings/index.ts'
import { type ModifierKind, modifierKinds, type SeriesCode, seriesCodes } from '../schema/papers.ts'

/** The symbol of an official paper, taken apart (practice §1.8.2). */
export interface PaperSymbol {
  body: string
  session: string
  series: SeriesCode
  number: number
  /** Outermost last: `WP.7/Rev.1/Add.1` is an addendum to the revised text. */
  modifiers: { kind: ModifierKind; number: number }[]
}

const counted = /^([A-Za-z]+)\.([1-9]\d{0,4})$/
const mostModifiers = 8

/**
 * `SOMTC/25/WP.7/Rev.1` as its parts; null for what is no symbol. Nothing is forgiven: a symbol printed is the symbol parsed, letter by
 * letter. A session is an ordinal, `SP2` for a special one, or `PREP.AMMTC19` for the meeting that prepares another.
 */
export function parseSymbol(text: string): PaperSymbol | null {
  const [body = '', session = '', first = '', ...rest] = text.split('/')
  if (!BodyCode.safeParse(body).success || !SessionCode.safeParse(session).success || /^(?:SP)?0/.test(session) || rest.length > mostModifiers) return null
  const [, series, number] = counted.exec(first) ?? []
  if (!isSeries(series)) return null
  const modifiers: PaperSymbol['modifiers'] = []
  for (const part of rest) {
    const [, kind, n] = counted.exec(part) ?? []
    if (!isModifier(kind)) return null
    modifiers.push({ kind, number: Number(n) })
  }
  return { body, session, series, number: Number(number), modifiers }
}

export const printSymbol = (symbol: PaperSymbol): string => [symbol.body, symbol.session, ...partsOf(symbol)].join('/')

/** Within its meeting: `WP.7/Rev.1`. */
export const shortSymbol = (symbol: PaperSymbol | string): string => {
  const parsed = typeof symbol === 'string' ? parseSymbol(symbol) : symbol
  return parsed === null ? String(symbol) : partsOf(parsed).join('/')
}

const partsOf = (symbol: PaperSymbol): string[] => [`${symbol.series}.${symbol.number}`, ...symbol.modifiers.map(({ kind, number }) => `${kind}.${number}`)]

/** The meeting whose paper it is: `SOMTC/25`. */
export const meetingOf = (symbol: Pick<PaperSymbol, 'body' | 'session'>): string => `${symbol.body}/${symbol.session}`

/** The text that a paper of a chain hangs on; null for a first text. */
export const hangsOn = (symbol: PaperSymbol): PaperSymbol | null => (symbol.modifiers.length === 0 ? null : { ...symbol, modifiers: symbol.modifiers.slice(0, -1) })

export const isSeries = (text: string | undefined): text is SeriesCode => (seriesCodes as readonly string[]).includes(text ?? '')
const isModifier = (text: string | undefined): text is ModifierKind => (modifierKinds as readonly string[]).includes(text ?? '')

/** The page of a paper. A plus in a body's code stays readable; a paper without a symbol yet is found by its id. */
export const paperHref = (paper: { id: string; symbol: string | null }, view?: string): string => `/documents/${paper.symbol ?? `id/${paper.id}`}${view ? `/${view}` : ''}`
