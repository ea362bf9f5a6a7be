import { cellsOf, chunksOf, gramsOf, isCode, partsOfCompound, squashed, undotted, withoutApostrophes, wordsOfRun, yearLexeme, type Chunk } from './words-cut.ts'
import { normalise } from './words-normalise.ts'

/** What to look for: one lexeme, or its beginning; all of several; any of several. */
export type Ask = { lexeme: string; prefix: boolean } | { all: Ask[] } | { any: Ask[] }

/** A run of an unspaced script as typed, and its dictionary words. `open` at the end of the query: the last word may be half typed. */
export type AskedRun = { text: string; words: string[]; open: boolean }

export type SearchQuery = {
  /** To be cast: `search @@ $1::tsquery`. All words, in any order. Holds only letters, digits and the signs `_ . / + - ' : * & | ( )`. */
  tsquery: string
  /** To be cast, for `ts_rank(words, $1::tsquery)` on an entry made without pairs: any of the words. Not for finding. */
  ranking: string
  /** The words asked for, normalised: look these up in the vocabulary when nothing is found. */
  words: string[]
  /** The words as one line, to compare with titles by pg_trgm. */
  trigram: string
  /** The parts of the tsquery, for highlight(). */
  asks: Ask[]
  runs: AskedRun[]
}

/**
 * pg_trgm similarity from which a word of the vocabulary may be meant by a misspelt one. One slip in a word of six letters or more stays
 * above it (terorism, traficking, narcotcs); unrelated words of the field stay below.
 */
export const similarWordThreshold = 0.4

const longestQuery = 400
const mostTerms = 24

// Dropped only where another word remains.
const stopWords = new Set(
  ('a an and are as at be by for from in is it its of on or that the this to was were with '
    + 'และ หรือ ของ ใน ที่ การ ความ แห่ง กับ โดย เพื่อ ด้วย จาก เป็น ให้ ได้ ว่า').split(' '))

/**
 * A query from what a person typed, or null when it holds no word. English words of three letters or more, and the last of two or more, are
 * found by their beginning; plurals, -ing and -ed are taken off first, so that "policies" finds "policy" and "trafficking" "traffic".
 * Words of unspaced scripts are found by the dictionary's cut or by their written syllables, wherever they stand. Years match in either
 * era. `alike` adds, for a word that may be misspelt, the words it may have meant. Any text is safe; beyond 400 letters or 24 words it is cut.
 */
export function queryOf(text: string, { alike }: { alike?: ReadonlyMap<string, readonly string[]> } = {}): SearchQuery | null {
  const chunks = [...chunksOf(normalise(text.slice(0, longestQuery)))]
  const last = chunks.at(-1)
  const terms = new Map<string, { ask: Ask; run?: AskedRun }>()
  for (const chunk of chunks) {
    if (chunk.kind === 'compound') {
      terms.set(chunk.text.replaceAll("'", ''), { ask: askCompound(chunk, chunk === last) })
      continue
    }
    const whole = chunk.kind === 'abbreviation' ? undotted(chunk.text) : chunk.text
    const words = chunk.kind === 'abbreviation' ? [whole] : wordsOfRun(whole)
    const open = chunk === last && chunk.kind === 'run'
    const run = { text: whole, words: withoutStopWords(words), open }
    words.forEach((word, i) => terms.set(word, { ask: askRunWord(word, open && i === words.length - 1), run }))
  }
  const words = withoutStopWords([...terms.keys()]).slice(0, mostTerms)
  if (words.length === 0) return null
  const kept = words.flatMap((word) => terms.get(word) ?? [])
  const asks = kept.map(({ ask }, i) => {
    const others = (alike?.get(words[i] ?? '') ?? []).flatMap((other) => [...chunksOf(normalise(other))].slice(0, 1))
    return others.length === 0 ? ask : { any: [ask, ...others.map((other) => exactly(other.text))] }
  })
  return {
    tsquery: asks.map(written).join(' & '),
    ranking: rankedLeaves(asks),
    words,
    trigram: words.join(' '),
    asks,
    runs: [...new Set(kept.flatMap(({ run }) => run ?? []))],
  }
}

function rankedLeaves(asks: Ask[]): string {
  const leaves = leavesOf(asks).filter(({ lexeme }) => !lexeme.startsWith('_'))
  return [...new Set(leaves.map(written))].join(' | ')
}

/** The single lexemes of an ask, in its order. */
export function leavesOf(asks: readonly Ask[]): Array<{ lexeme: string; prefix: boolean }> {
  return asks.flatMap((ask) => ('lexeme' in ask ? [ask] : leavesOf('all' in ask ? ask.all : ask.any)))
}

function withoutStopWords(words: string[]): string[] {
  const telling = words.filter((word) => !stopWords.has(word))
  return telling.length > 0 ? telling : words
}

const exactly = (lexeme: string): Ask => ({ lexeme, prefix: false })
const beginning = (lexeme: string): Ask => ({ lexeme, prefix: true })
const anyOf = (asks: Ask[]): Ask => (asks.length === 1 && asks[0] ? asks[0] : { any: asks })
const allOf = (asks: Ask[]): Ask => (asks.length === 1 && asks[0] ? asks[0] : { all: asks })

function askCompound(chunk: Chunk, last: boolean): Ask {
  const compound = withoutApostrophes(chunk.text)
  const parts = partsOfCompound(chunk).map(({ lexeme }) => lexeme)
  const inParts = allOf(parts.map((part, i) => askWord(part, last && i === parts.length - 1)))
  const joined = squashed(compound)
  const ways = isCode(compound) ? [...askCode(compound, last), ...(joined === undefined ? [] : [inParts])] : [inParts]
  if (parts.length > 1 && joined !== undefined) ways.push(askWord(joined, last))
  return anyOf(ways)
}

/** A code or a part of one: BOARD+3 must not find BOARD+30, and COMM/7 must find COMM/7/DEC.7. */
function askCode(code: string, last: boolean): Ask[] {
  const clipped = code.slice(0, 64)
  if (last && /\p{L}$/u.test(code)) return [beginning(clipped)]
  return [exactly(clipped), ...['/', '.', '-', '+'].map((sign) => beginning(`${clipped}${sign}`))]
}

function askWord(word: string, last: boolean): Ask {
  if (/^\d+$/.test(word)) return exactly(yearLexeme(word) ?? word)
  if ([...word].length < (last ? 2 : 3)) return exactly(word)
  return anyOf(beginningsOf(word).map(beginning))
}

/** The shortest safe beginnings under which a word's other forms stand in the index; the index holds words as they are written. */
export function beginningsOf(word: string): string[] {
  if (!/^[a-z]{4,}$/.test(word)) return [word]
  const forms = stemmed(word)
  // organised, organized; organisation, organization
  const spelling = /i[sz](?=$|e|ation)/
  const otherwise = forms.filter((form) => spelling.test(form)).map((form) => form.replace(spelling, (now) => (now === 'is' ? 'iz' : 'is')))
  return [...new Set([...forms, ...otherwise])]
}

function stemmed(word: string): string[] {
  if (word.endsWith('programmes') || word.endsWith('programme')) return [word.replace(/mes?$/, '')]
  const bare = /[aeiouy].*ies$/.test(word) ? `${word.slice(0, -3)}y`
    : /(?:ss|x|ch|sh|zz)es$/.test(word) ? word.slice(0, -2)
      : /[^siu]s$/.test(word) ? word.slice(0, -1) : word
  if (/[^aeiou]y$/.test(bare) && bare.length >= 4) return [bare, `${bare.slice(0, -1)}i`]
  if (bare.endsWith('eed')) return bare.length >= 5 ? [bare.slice(0, -1)] : [bare]
  const stem = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(bare)?.[1]
  if (stem === undefined || stem.length < 3) return [bare]
  if (stem.length === 3) return [bare, `${stem}e`]
  if (stem.endsWith('ick') && stem.length >= 6) return [stem.slice(0, -1)]
  const doubled = /([bdgklmnprtv])\1$/.test(stem) && (!stem.endsWith('ll') || stem.length > 5)
  return [doubled ? stem.slice(0, -1) : stem]
}

/** By the dictionary's word, which ranks, or by its cells, which find it inside whatever it was cut into. */
function askRunWord(word: string, last: boolean): Ask {
  const cells = cellsOf(word)
  const whole = exactly(word.slice(0, 64))
  const pairs = gramsOf(cells).slice(0, -1).slice(0, 40)
  const only = cells[0]
  if (pairs.length === 0) return only === undefined ? whole : anyOf([whole, beginning(last ? `_${only}` : `_${only}_`)])
  return { any: [whole, allOf(pairs.map((pair, i) => ({ lexeme: pair, prefix: last && i === pairs.length - 1 })))] }
}

function written(ask: Ask): string {
  if ('lexeme' in ask) return `'${ask.lexeme.replace(/[^\p{L}\p{N}\p{M}_./+-]/gu, '')}'${ask.prefix ? ':*' : ''}`
  return 'all' in ask ? `(${ask.all.map(written).join(' & ')})` : `(${ask.any.map(written).join(' | ')})`
}
