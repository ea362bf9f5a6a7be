/** A piece of text with what makes it stand out. Nothing else of a file's looks is kept, so nothing of it can act. */
export interface Run {
  t: string
  b?: true
  i?: true
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'item'; label: string; depth: number; runs: Run[] }
  | { kind: 'table'; rows: string[][] }
  /** Lines as they stand on the page. */
  | { kind: 'lines'; text: string }

export interface Page {
  /** Of a sheet or slide. */
  title?: string
  blocks: Block[]
}

/** What a file says: its text for the search, its first pages to look at. */
export interface Reading {
  text: string | null
  pages: Page[]
  /** How many pages, sheets or slides there are; null for text that has none of its own. */
  count: number | null
  fault: 'too-slow' | 'too-large' | 'unreadable' | 'no-text' | null
}

export const unread = (fault: NonNullable<Reading['fault']>): Reading => ({ text: null, pages: [], count: null, fault })

/** NUL and halves of pairs, which broken fonts and converters leave behind, are no text and cannot be kept. */
export const onlyText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

export const wordsOf = (runs: readonly Run[]): string => runs.map((run) => run.t).join('')

/** The whole text of blocks, a line each. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === 'table') return block.rows.map((row) => row.join('\t')).join('\n')
    if (block.kind === 'lines') return block.text
    return block.kind === 'item' ? `${block.label} ${wordsOf(block.runs)}` : wordsOf(block.runs)
  }).join('\n')
}

/**
 * The tags a reader of Word writes, as blocks. Only these words of HTML are known: headings, paragraphs, lists, tables, bold and
 * italic; every other tag and every attribute is dropped, so links, pictures, styles and scripts do not come through.
 */
export function blocksOfHtml(html: string): Block[] {
  const blocks: Block[] = []
  const lists: { ordered: boolean; count: number }[] = []
  let top = 0
  let runs: Run[] = []
  let bold = 0
  let italic = 0
  let heading = 0
  let label: string | null = null
  let table: string[][] | null = null
  let nested = 0
  const close = () => {
    const kept = trimmed(runs)
    runs = []
    if (kept.length === 0) return
    if (table !== null) {
      const row = table.at(-1)
      if (row) row[row.length - 1] = [row.at(-1), wordsOf(kept)].filter(Boolean).join(' ')
    } else if (label !== null) blocks.push({ kind: 'item', label, depth: Math.max(1, lists.length), runs: kept })
    else blocks.push(heading > 0 ? { kind: 'heading', level: Math.min(3, heading) as 1 | 2 | 3, runs: kept } : { kind: 'paragraph', runs: kept })
    label = null
  }
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z]+\d?)/.exec(piece)
    if (tag === null) {
      const t = decoded(piece)
      if (t !== '') runs.push({ t, ...(bold > 0 ? { b: true as const } : {}), ...(italic > 0 ? { i: true as const } : {}) })
      continue
    }
    const [, slash, name = ''] = tag
    const opens = slash === ''
    if (name === 'strong' || name === 'b') bold += opens ? 1 : -1
    else if (name === 'em' || name === 'i') italic += opens ? 1 : -1
    else if (name === 'br') runs.push({ t: ' ' })
    else if (/^h[1-6]$/.test(name)) {
      close()
      heading = opens ? Number(name[1]) : 0
    } else if (name === 'p') close()
    else if (name === 'ol' || name === 'ul') {
      close()
      if (opens) lists.push({ ordered: name === 'ol', count: lists.length === 0 && name === 'ol' ? top : 0 })
      else {
        const ended = lists.pop()
        // A numbered list that goes on after a plain paragraph goes on counting.
        if (lists.length === 0 && ended?.ordered === true) top = ended.count
      }
    } else if (name === 'li') {
      close()
      const list = lists.at(-1)
      if (opens && list) {
        list.count += 1
        label = list.ordered ? labelOf(list.count, lists.length) : '•'
      } else label = null
    } else if (name === 'table') {
      close()
      nested += opens ? 1 : -1
      if (opens && nested === 1) table = []
      if (!opens && nested === 0 && table !== null) {
        if (table.length > 0) blocks.push({ kind: 'table', rows: table })
        table = null
      }
    } else if (name === 'tr' && opens && nested === 1) table?.push([])
    else if ((name === 'td' || name === 'th') && nested === 1) {
      close()
      if (opens) table?.at(-1)?.push('')
    }
  }
  close()
  return blocks
}

function trimmed(runs: Run[]): Run[] {
  const merged: Run[] = []
  for (const run of runs) {
    const t = run.t.replace(/[ \t\r\n]+/g, ' ')
    const last = merged.at(-1)
    if (last && last.b === run.b && last.i === run.i) last.t += t
    else merged.push({ ...run, t })
  }
  if (merged[0]) merged[0].t = merged[0].t.trimStart()
  const last = merged.at(-1)
  if (last) last.t = last.t.trimEnd()
  return merged.filter((run) => run.t !== '').map((run) => ({ ...run, t: onlyText(run.t) }))
}

function labelOf(count: number, depth: number): string {
  if (depth === 1) return `${count}.`
  if (depth === 2) return count <= 26 ? `(${String.fromCharCode(96 + count)})` : `(${count})`
  return `(${['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][count - 1] ?? count})`
}

/** The five names XML knows, and characters by number. */
export const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (entity) => {
    const code = /^&#(x?)([0-9a-f]+);$/i.exec(entity)
    if (code) {
      const point = Number.parseInt(code[2] ?? '0', code[1] ? 16 : 10)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
    }
    return { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&nbsp;': ' ' }[entity.toLowerCase()] ?? entity
  })
