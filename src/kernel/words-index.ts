import { cellsOf, chunksOf, gramsOf, piecesOf, undotted, wordsOfRun, type Piece } from './words-cut.ts'
import { normalise } from './words-normalise.ts'

/** Hands over each piece and each run's cells in the order of the text. */
function eachPiece(text: string, piece: (lexeme: string, kind: Piece['kind']) => void, gram?: (lexeme: string) => void): void {
  for (const chunk of chunksOf(normalise(text))) {
    if (chunk.kind === 'compound') {
      for (const found of piecesOf(chunk)) piece(found.lexeme, found.kind)
      continue
    }
    const run = chunk.kind === 'abbreviation' ? undotted(chunk.text) : chunk.text
    const cells = cellsOf(run)
    for (const word of chunk.kind === 'abbreviation' ? [run] : wordsOfRun(run, cells)) piece(word.slice(0, 64), 'word')
    if (gram) for (const found of gramsOf(cells)) gram(found)
  }
}

/**
 * The words of a text in its order, with repetitions: Latin words, dictionary words of unspaced scripts, numbers, codes whole and in parts,
 * and for each year its one name (`y2003` for 2003, 2546 and ๒๕๔๖). Without punctuation.
 */
export function cutWords(text: string): string[] {
  const words: string[] = []
  eachPiece(text, (lexeme) => words.push(lexeme))
  return words
}

/** The distinct words of three letters or more, without numbers and codes: what a misspelt word may have meant. */
export function vocabularyOf(text: string): string[] {
  const words = new Set<string>()
  eachPiece(text, (lexeme, kind) => {
    if (kind === 'word' && lexeme.length >= 3 && !/\d/.test(lexeme)) words.add(lexeme)
  })
  return [...words]
}

const lastPosition = 16_383
const positionsKept = 16
/** PostgreSQL refuses a tsvector of 1 MB and more; we stop well before. */
const mostBytes = 800_000

type Weight = 'A' | 'B' | 'D'
type Entry = { places: string[] }
type Texts = string | readonly string[]

export type IndexedTexts = { title?: Texts; codes?: Texts; body?: Texts }

/**
 * The index entry of one record, as a literal to be cast: `$1::tsvector`. Weight A for the words of `title`, B for `codes` (symbols, numbers,
 * names of places and people), D for `body`. The cell pairs of unspaced scripts carry no position in the body: they find, and words rank.
 * A body beyond about 800 kB of distinct words is indexed up to there.
 *
 * With `pairs: false` the cell pairs are left out. PostgreSQL finds by the GIN index alone but must read the whole entry of each hit to rank
 * it; with a small second column made so, and SearchQuery.ranking, ranking ten thousand Thai hits stays cheap.
 */
export function tsvectorText(record: IndexedTexts, { pairs = true }: { pairs?: boolean } = {}): string {
  const entries = new Map<string, Entry>()
  let [position, bytes] = [0, 0]
  const add = (lexeme: string, place: string | undefined): void => {
    let entry = entries.get(lexeme)
    if (!entry) {
      // Three bytes a letter is the most any script of the region takes.
      const size = lexeme.length * 3 + 8
      if (bytes + size > mostBytes) return
      bytes += size
      entries.set(lexeme, (entry = { places: [] }))
    }
    if (place === undefined || entry.places.length >= positionsKept || entry.places.at(-1) === place) return
    bytes += 2
    entry.places.push(place)
  }
  const addAll = (texts: Texts | undefined, weight: Weight): void => {
    const letter = weight === 'D' ? '' : weight
    for (const text of typeof texts === 'string' ? [texts] : (texts ?? [])) {
      const here = (): string => `${Math.min(position, lastPosition)}${letter}`
      eachPiece(
        text,
        (lexeme, kind) => {
          // A year's name and a whole code stand where their number or last part stands.
          if (kind === 'word' || kind === 'number') position += 1
          add(lexeme, here())
        },
        pairs ? (gram) => add(gram, weight === 'D' || position === 0 ? undefined : here()) : undefined,
      )
      position += 10
    }
  }
  addAll(record.title, 'A')
  addAll(record.codes, 'B')
  addAll(record.body, 'D')
  return [...entries].map(([lexeme, { places }]) => (places.length === 0 ? `'${lexeme}'` : `'${lexeme}':${places.join(',')}`)).join(' ')
}
