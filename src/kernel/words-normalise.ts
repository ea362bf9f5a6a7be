type Rule = readonly [pattern: RegExp, replace: (match: string) => string]

const foldedSigns: Record<string, string> = {
  '‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", 'ʼ': "'", '´': "'", '`': "'",
  '“': '"', '”': '"', '„': '"', '‟': '"', '″': '"', '«': '"', '»': '"',
  '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-', '⁃': '-', '⁄': '/', '∕': '/', '․': '.',
}

/** Letters that carry a stroke or are two letters in one: decomposition leaves them whole. */
const foldedLetters: Record<string, string> = {
  đ: 'd', ð: 'd', ø: 'o', ł: 'l', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŋ: 'n', ʻ: "'",
}

const folded = new Map<string, string>()

/** One letter, digit or sign outside ASCII and Thai, with its marks, in its plainest form. */
function fold(letter: string): string {
  const known = folded.get(letter)
  if (known !== undefined) return known
  const plain = foldedSigns[letter] ?? [...letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '')]
    .map((part) => foldedSigns[part] ?? foldedLetters[part] ?? asciiDigit(part)).join('').normalize('NFC')
  if (folded.size < 20_000 && letter.length <= 4) folded.set(letter, plain)
  return plain
}

/** The digits of Lao, Khmer and Burmese, in the order of their blocks. */
function asciiDigit(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  const zero = [0x0ed0, 0x17e0, 0x1040].find((start) => code >= start && code <= start + 9)
  return zero === undefined ? letter : String(code - zero)
}

/** Vowels above and below 0, tone marks 1, silencers and nikhahit 2, sara aa and sara am 3. */
function thaiRank(mark: string): number {
  if (mark === 'า' || mark === 'ำ') return 3
  return mark >= '่' && mark <= '๋' ? 1 : mark >= '์' ? 2 : 0
}

/** The marks after one Thai consonant in the order of the Thai standard, each once; nikhahit with sara aa is sara am. */
function orderThai(run: string): string {
  if (run.length === 1) return run
  let marks = [...new Set(run)]
  if (marks.includes('ำ') || (marks.includes('ํ') && marks.includes('า'))) {
    marks = [...marks.filter((mark) => mark !== 'ํ' && mark !== 'า' && mark !== 'ำ'), 'ำ']
  }
  return marks.sort((a, b) => thaiRank(a) - thaiRank(b) || (a < b ? -1 : 1)).join('')
}

/** Soft hyphen, joiners, direction marks, variation selectors: what nobody sees or types on purpose. */
const invisible = '[\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]'

// The order matters: what is invisible must be gone before marks are looked at together.
const rules: readonly Rule[] = [
  [new RegExp(`${invisible}+`, 'g'), () => ''],
  [/[A-Z]+/g, (run) => run.toLowerCase()],
  [/`/g, () => "'"],
  [/[^ -~\u0e00-\u0e7f][^ -~\u0e00-\u0e7f\P{M}]*/gu, fold],
  [/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xe50 + 0x30)],
  [/เเ/g, () => 'แ'],
  [/[\u0e31-\u0e3a\u0e47-\u0e4e]{2,}/g, orderThai],
]

/**
 * The form in which texts are compared: lower case, without accents, plain quotes and dashes, Arabic digits, nothing invisible; in Thai one
 * spelling for what looks the same (sara am, sara ae, the order of vowel and tone marks). Normalising twice changes nothing.
 */
export function normalise(text: string): string {
  let result = text
  for (const [pattern, replace] of rules) result = result.replace(pattern, replace)
  return result
}

/** A normalised text whose every UTF-16 unit knows the stretch of the original it came from. */
export type Mapped = { text: string; starts: Int32Array; ends: Int32Array }

/** As normalise, with the way back: for passages to be shown, not for indexing. */
export function normaliseMapped(original: string): Mapped {
  const starts = Int32Array.from({ length: original.length }, (_, i) => i)
  let mapped: Mapped = { text: original, starts, ends: starts.map((i) => i + 1) }
  for (const rule of rules) mapped = applyMapped(mapped, rule)
  return mapped
}

function applyMapped(before: Mapped, [pattern, replace]: Rule): Mapped {
  const edits: Array<{ at: number; length: number; by: string }> = []
  let size = before.text.length
  const text = before.text.replace(pattern, (match: string, ...rest: unknown[]) => {
    const by = replace(match)
    // Lower case and digits stand unit for unit where they stood.
    if (by.length !== match.length || match.charCodeAt(0) >= 0x80) {
      if (by !== match) edits.push({ at: rest.find((value) => typeof value === 'number') ?? 0, length: match.length, by })
      if (by !== match) size += by.length - match.length
    }
    return by
  })
  if (edits.length === 0) return { ...before, text }
  const after: Mapped = { text, starts: new Int32Array(size), ends: new Int32Array(size) }
  let [from, to] = [0, 0]
  const keep = (until: number): void => {
    after.starts.set(before.starts.subarray(from, until), to)
    after.ends.set(before.ends.subarray(from, until), to)
    to += until - from
  }
  for (const { at, length, by } of edits) {
    keep(at)
    after.starts.fill(before.starts[at] ?? 0, to, to + by.length)
    after.ends.fill(before.ends[at + length - 1] ?? 0, to, to + by.length)
    to += by.length
    from = at + length
  }
  keep(before.text.length)
  return after
}
