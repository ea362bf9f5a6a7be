/**
 * Cuts a normalised text. Scripts that put no space between words (Thai, Lao, Khmer, Burmese, Chinese, Japanese) come as runs; everything
 * else as a compound of letters and digits, which may be a code.
 */
export type Chunk = { kind: 'run' | 'abbreviation' | 'compound'; text: string; start: number; end: number }

/** One thing that can be found, and where it stands in the normalised text. */
export type Piece = { lexeme: string; kind: 'word' | 'number' | 'year' | 'code'; start: number; end: number }

// Without the signs that end or repeat a word (ฯ ๆ ໆ ၊ ။): they separate.
const unspaced = '[[\\u0e01-\\u0e2e\\u0e30-\\u0e3a\\u0e40-\\u0e45\\u0e47-\\u0e4e\\u0e81-\\u0ec5\\u0ec8-\\u0ece\\u0edc-\\u0edf'
  + '\\u1000-\\u103f\\u1050-\\u109f\\u1780-\\u17d3\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff]&&[\\p{L}\\p{N}\\p{M}]]'
const spaced = `[[\\p{L}\\p{N}\\p{M}]--${unspaced}--[ฯๆຯໆ]]`
// ป.ป.ส. is one word also where it leans on another; letters may be two or three to a dot only where it stands free (ผบ.ตร.).
const abbreviation = `(?<!${unspaced})(?:[ก-ฮ]{1,3}\\.){2,}(?:[ก-ฮ]{1,3}(?!${unspaced}))?|(?:[ก-ฮ]\\.){2,}(?:[ก-ฮ](?!${unspaced}))?`
const chunkPattern = new RegExp(
  `(${abbreviation})|(${unspaced}+?(?=(?:[ก-ฮ]\\.){2,}|(?!${unspaced})))`
  + `|(?<!\\d)\\d{1,3}(?:,\\d{3}){1,5}(?![\\d,])|${spaced}+(?:[.\\/+\\-']${spaced}+)*`, 'gv')

const longestLexeme = 64

export function* chunksOf(normalised: string): Generator<Chunk> {
  for (const found of normalised.matchAll(chunkPattern)) {
    const kind = found[1] ? 'abbreviation' : found[2] ? 'run' : 'compound'
    yield { kind, text: found[0], start: found.index, end: found.index + found[0].length }
  }
}

/** ป.ป.ส. and ปปส are one word. */
export function undotted(abbreviated: string): string {
  return abbreviated.replaceAll('.', '')
}

/**
 * The pieces of a compound. `cyber-crime` gives cyber, crime and cybercrime; `comm/7/dec.7` gives each part and, as codes, itself and its
 * tails (`7/dec.7`, `dec.7`), so that any part of a code is found by its beginning. A four-digit year gives `y2003`, the same for 2546.
 */
export function piecesOf(chunk: Chunk): Piece[] {
  if (/^[a-z]{1,60}$/.test(chunk.text)) return [{ lexeme: chunk.text, kind: 'word', start: chunk.start, end: chunk.end }]
  const pieces: Piece[] = []
  const parts = partsOfCompound(chunk)
  for (const part of parts) {
    const kind = /^\d+$/.test(part.lexeme) ? 'number' : 'word'
    pieces.push({ ...part, kind })
    const year = kind === 'number' ? yearLexeme(part.lexeme) : undefined
    if (year !== undefined) pieces.push({ ...part, lexeme: year, kind: 'year' })
  }
  if (parts.length < 2) return pieces
  const joined = squashed(chunk.text)
  if (joined !== undefined) pieces.push({ lexeme: clipped(joined), kind: 'word', start: chunk.start, end: chunk.end })
  parts.slice(0, 8).forEach(({ start }) => {
    const tail = withoutApostrophes(chunk.text.slice(start - chunk.start))
    if (isCode(tail)) pieces.push({ lexeme: clipped(tail), kind: 'code', start, end: chunk.end })
  })
  return pieces
}

type Part = { lexeme: string; start: number; end: number }

/** The words and numbers of a compound: without 's, ordinals and thousands as plain numbers (19th is 19, 50,000 is 50000). */
export function partsOfCompound({ text, start }: { text: string; start: number }): Part[] {
  return [...text.matchAll(/[^./+-]+/g)].map(({ 0: part, index }) => {
    const plain = part.replace(/'s$/, '').replace(/[',]/g, '')
    const number = plain.length > longestLexeme ? undefined : /^0*(\d+)(?:st|nd|rd|th)?$/.exec(plain)?.[1]
    return { lexeme: clipped(number ?? plain), start: start + index, end: start + index + part.length }
  })
}

/** How a code is kept and asked for: without apostrophes and the 's of a genitive. */
export const withoutApostrophes = (compound: string): string => compound.replaceAll("'s", '').replaceAll("'", '')

/** Mixes letters and digits, or is numbered by points, or is a body with a partner (board+3, comm+chn). */
export function isCode(compound: string): boolean {
  if (!/[./+-]/.test(compound)) return false
  return compound.includes('+') || (/\d/.test(compound) && /\p{L}/u.test(compound)) || /^\d+(?:\.\d+)+$/.test(compound)
}

/** A hyphenated word written as one: cyber-crime, covid-19. Not a span of numbers. */
export function squashed(compound: string): string | undefined {
  const hyphenated = compound.includes('-') && !/[./+]/.test(compound) && /\p{L}/u.test(compound)
  return hyphenated ? compound.replace(/[-']/g, '') : undefined
}

/** One name for a year in either era: `y2003` for 2003 (C.E. 1900–2150) and for 2546 (B.E. 2400–2700). */
export function yearLexeme(number: string): string | undefined {
  if (number.length !== 4) return undefined
  const year = Number(number)
  if (year >= 1900 && year <= 2150) return `y${year}`
  return year >= 2400 && year <= 2700 ? `y${year - 543}` : undefined
}

function clipped(lexeme: string): string {
  return lexeme.length <= longestLexeme ? lexeme : lexeme.slice(0, longestLexeme).toWellFormed().replace('\ufffd', '')
}

// One for the life of the process: making one costs more than cutting a page. The dictionaries do not depend on the locale named.
const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

// A letter with what is written on, before and after it; it never holds the boundary of two words.
const cellPattern = /[เ-ไເ-ໄ]*[^เ-ไເ-ໄ]?[\p{M}ะาำๅະາຳ]*/gu

/** The written syllable-like units of a run: ยา, เส, พ, ติ, ด. The same wherever the word stands, unlike the dictionary's cut. */
export function cellsOf(run: string): string[] {
  return (run.match(cellPattern) ?? []).filter((cell) => cell !== '')
}

/** The dictionary words of a run, never cut inside a cell. */
export function wordsOfRun(run: string, cells: readonly string[] = cellsOf(run)): string[] {
  const words: string[] = []
  let [from, cellEnd, next] = [0, 0, 0]
  for (const { index, segment } of segmenter.segment(run)) {
    const end = index + segment.length
    while (cellEnd < end) cellEnd += cells[next++]?.length ?? end
    if (cellEnd !== end) continue
    words.push(run.slice(from, end))
    from = end
  }
  return words
}

/**
 * Where a dictionary cuts depends on the neighbours, so a word taken from inside a run may have been cut differently there. Overlapping
 * pairs of cells do not depend on them: `_ยา_เส`, `_เส_พ`, …, and `_ด_` for the last. Words never begin with a low line.
 */
export function gramsOf(cells: readonly string[]): string[] {
  return cells.map((cell, i) => `_${cell}_${cells[i + 1] ?? ''}`)
}

/** Where the segmenter would not cut a word: used to trim excerpts. Returns the bounds of the word that holds `index`. */
export function wordAround(text: string, index: number): { start: number; end: number } {
  const found = segmenter.segment(text).containing(index)
  return found ? { start: found.index, end: found.index + found.segment.length } : { start: index, end: index }
}
