import { cellsOf, chunksOf, piecesOf, undotted, wordAround, type Chunk } from './words-cut.ts'
import { normaliseMapped, type Mapped } from './words-normalise.ts'
import { leavesOf, queryOf, type Ask, type AskedRun, type SearchQuery } from './words-query.ts'

/** A stretch of the original text, and whether it answers the query. */
export type Passage = { text: string; hit: boolean }

type Range = { start: number; end: number }

/**
 * The original text in stretches, those that answer the query marked as hits; joined they are the text again. Whole words are marked, years in
 * either era, and Thai inside unspaced text; of a Thai phrase that stands somewhere as typed, only the phrase and not each of its words.
 */
export function highlight(text: string, query: string | SearchQuery | null): Passage[] {
  return passages(text, hitsIn(text, query), 0, text.length)
}

/** Where an excerpt is sought; a text longer than this shows an excerpt from its beginning. */
const searchedForExcerpt = 100_000

/**
 * The stretch of at most `max` letters (UTF-16 units) that holds most of the query, cut between words, with `…` where text was left out and
 * hits marked. The beginning of the text when nothing answers.
 */
export function excerpt(text: string, query: string | SearchQuery | null, max: number): Passage[] {
  const hits = hitsIn(text.slice(0, searchedForExcerpt), query)
  if (text.length <= max) return passages(text, hits, 0, text.length)
  const room = Math.max(0, max - 2)
  const first = richest(text, hits, room)
  // A third of the room before the first hit; all of it where the text ends soon after.
  const before = first === undefined ? 0 : Math.max(0, Math.min(first.start - Math.floor((room - (first.end - first.start)) / 3), text.length - room))
  let start = Math.min(before, first?.start ?? 0)
  if (start > 0) {
    const from = Math.max(0, start - 100)
    const word = wordAround(text.slice(from, start + 100), start - from)
    const next = from + (word.start === start - from ? word.start : word.end)
    start = Math.min(next, Math.max(start, first?.start ?? next))
  }
  while (/\s/.test(text.charAt(start))) start += 1
  let end = Math.min(text.length, start + room)
  if (end < text.length) {
    const from = Math.max(start, end - 100)
    const cut = from + wordAround(text.slice(from, end + 100), end - from).start
    if (cut > start && cut >= Math.min(first?.end ?? 0, end)) end = cut
    while (end > start && (/\s/.test(text.charAt(end - 1)) || /[\udc00-\udfff]/.test(text.charAt(end)) || /^\p{M}/u.test(text.slice(end)))) end -= 1
  }
  const shown = passages(text, hits, start, end)
  return [...(start > 0 ? [{ text: '…', hit: false }] : []), ...shown, ...(end < text.length ? [{ text: '…', hit: false }] : [])]
}

/** The first hit of the stretch with most different hits in it, then most hits. */
function richest(text: string, hits: readonly Range[], room: number): Range | undefined {
  let best: { hit: Range; score: number } | undefined
  hits.slice(0, 500).forEach((hit, i) => {
    const near = []
    for (let j = i; j < hits.length; j++) {
      const other = hits[j]
      if (!other || other.end - hit.start > room) break
      near.push(text.slice(other.start, other.end).toLowerCase())
    }
    const score = new Set(near).size * 1000 + Math.min(near.length, 999)
    if (!best || score > best.score) best = { hit, score }
  })
  return best?.hit
}

function passages(text: string, hits: readonly Range[], from: number, to: number): Passage[] {
  const shown: Passage[] = []
  let done = from
  const add = (end: number, hit: boolean): void => {
    if (end > done) shown.push({ text: text.slice(done, end), hit })
    done = Math.max(done, end)
  }
  for (const { start, end } of hits) {
    if (end <= from || start >= to) continue
    add(Math.max(start, from), false)
    add(Math.min(end, to), true)
  }
  add(to, false)
  return shown
}

/** Where the original text answers, in order, touching stretches made one. */
function hitsIn(text: string, query: string | SearchQuery | null): Range[] {
  const asked = typeof query === 'string' ? queryOf(query) : query
  if (!asked || text === '') return []
  const mapped = normaliseMapped(text)
  const chunks = [...chunksOf(mapped.text)]
  const { exact, beginnings } = lexemesOf(asked.asks)
  const found: Range[] = []
  for (const chunk of chunks) {
    if (chunk.kind !== 'compound') continue
    const pieces = piecesOf(chunk).filter(({ lexeme }) => exact.has(lexeme) || beginnings.some((beginning) => lexeme.startsWith(beginning)))
    // Of a code and its part, or cyber-crime and crime, the smaller one is meant.
    found.push(...pieces.filter((piece) => !pieces.some((other) => lies(other, piece))))
  }
  const runs = chunks.filter(({ kind }) => kind !== 'compound')
  for (const run of asked.runs) {
    const phrase = runs.flatMap((chunk) => occurrences(chunk, run.text, run.open))
    found.push(...(phrase.length > 0 ? phrase : runs.flatMap((chunk) => wordsIn(chunk, run))))
  }
  return inOriginal(text, found, mapped)
}

function lies(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner.end - inner.start < outer.end - outer.start
}

function wordsIn(chunk: Chunk, run: AskedRun): Range[] {
  return run.words.flatMap((word) => occurrences(chunk, word, run.open && run.text.endsWith(word)))
}

/** Where a word stands in a run, beginning and (unless still being typed) ending between two cells. */
function occurrences(chunk: Chunk, word: string, open: boolean): Range[] {
  if (chunk.kind === 'abbreviation') return undotted(chunk.text).includes(word) ? [chunk] : []
  const found: Range[] = []
  let bounds: number[] | undefined
  for (let at = chunk.text.indexOf(word); at >= 0; at = chunk.text.indexOf(word, at + 1)) {
    bounds ??= cellBounds(chunk.text)
    const end = bounds.find((bound) => bound >= at + word.length)
    if (!bounds.includes(at) || end === undefined || (end !== at + word.length && !open)) continue
    found.push({ start: chunk.start + at, end: chunk.start + end })
  }
  return found
}

function cellBounds(run: string): number[] {
  let at = 0
  return [0, ...cellsOf(run).map((cell) => (at += cell.length))]
}

function lexemesOf(asks: readonly Ask[]): { exact: Set<string>; beginnings: string[] } {
  const leaves = leavesOf(asks).filter(({ lexeme }) => !lexeme.startsWith('_'))
  return {
    exact: new Set(leaves.filter(({ prefix }) => !prefix).map(({ lexeme }) => lexeme)),
    beginnings: leaves.filter(({ prefix }) => prefix).map(({ lexeme }) => lexeme),
  }
}

function inOriginal(text: string, found: Range[], { starts, ends }: Mapped): Range[] {
  const merged: Range[] = []
  for (const range of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = starts[range.start] ?? 0
    let end = ends[range.end - 1] ?? start
    // Accents were taken off: the mark belongs to its letter.
    for (let mark = /^\p{M}/u.exec(text.slice(end, end + 2)); mark; mark = /^\p{M}/u.exec(text.slice(end, end + 2))) end += mark[0].length
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}
