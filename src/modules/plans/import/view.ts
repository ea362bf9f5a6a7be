import type { Known, Layout } from './layout.ts'
import { type Choices, headingMeaning, type ReadRows } from './rules.ts'
import { columnIndex, shownIn } from './sheet.ts'
import { plainWord, sameAsAbove, saysNothing } from './values.ts'
import { type ImportField, namedIn, namesIn, saysAll, statusOf } from './words.ts'

export interface FoundWord {
  key: string
  /** As it first stands in the file. */
  text: string
  n: number
  /** What it becomes; null where nobody knows yet. */
  as: string | null
  /** A name in so many words: it need not be asked about. */
  plain: boolean
}

export const wordKinds = ['status', 'area', 'strategy', 'party', 'heading'] as const
export type WordKind = (typeof wordKinds)[number]
const fieldsOf: Record<Exclude<WordKind, 'heading'>, readonly ImportField[]> = { status: ['status'], area: ['area'], strategy: ['strategy'], party: ['lead', 'participants', 'partner'] }

/** The words of a kind in the file, most frequent first, what is not known before the rest. */
export function wordsFound(kind: WordKind, layout: Layout, choices: Choices, known: Known, read: ReadRows): FoundWord[] {
  const counts = new Map<string, { text: string; n: number }>()
  const count = (text: string) => {
    const key = plainWord(text).slice(0, 300)
    const found = counts.get(key)
    if (found) found.n += 1
    else counts.set(key, { text, n: 1 })
  }
  if (kind === 'heading') for (const heading of read.headings) count(heading.text)
  else {
    const columns = Object.entries(choices.columns).filter(([, field]) => fieldsOf[kind].includes(field)).map(([letter]) => columnIndex(letter))
    for (const row of layout.rows) {
      if (row.wide || (row.hidden && !choices.hidden)) continue
      for (const column of columns) {
        const cell = row.cells[column] ?? null
        if (saysNothing(cell) || sameAsAbove(cell)) continue
        if (kind === 'party') namesIn(cell).forEach(count)
        else count(shownIn(cell))
      }
    }
  }
  return [...counts].map(([key, { text, n }]): FoundWord => {
    const chosen = Object.hasOwn(choices.words[kind], key) ? choices.words[kind][key] : undefined
    const meaning = meaningOf(kind, text, choices, known)
    return { key, text, n, as: chosen || (meaning?.as ?? null), plain: chosen === undefined && meaning?.plain === true }
  }).sort((a, b) => Number(a.as !== null) - Number(b.as !== null) || b.n - a.n)
}

function meaningOf(kind: WordKind, text: string, choices: Choices, known: Known): { as: string; plain: boolean } | null {
  switch (kind) {
    case 'status': { const found = statusOf(text); return found && { as: found.target, plain: false } }
    case 'heading': { const found = headingMeaning(text, choices, known); return found === null ? null : { as: found, plain: true } }
    case 'party': {
      if (saysAll(text)) return { as: 'all', plain: true }
      const found = namedIn(text, known.parties)
      return found && found.sure >= 2 ? { as: found.key, plain: found.sure === 3 } : null
    }
    default: { const found = namedIn(text, kind === 'area' ? known.areas : known.strategies); return found && { as: found.key, plain: found.sure === 3 } }
  }
}
