export type Token = { readonly text: string; readonly lower: string; readonly start: number; readonly end: number; readonly word: boolean }
export type Sentence = { readonly text: string; readonly start: number; readonly tokens: readonly Token[] }

const abbreviation = /(?:^|[\s("“])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Pol|Capt|Adm|Brig|Hon|St|No|Nos|Art|Arts|para|paras|Sec|Sept|Oct|Nov|Dec|Jan|Feb|Aug|e\.g|i\.e|cf|vs|viz|Ltd|Dato|Sen|Rep|Pres|Vol)\.$/

/** Sentences with offsets into the paragraph. A stop after a rank, an initial or "No." ends none. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  const stop = /[.?!…]+["”’')\]]*\s+(?=["“‘'(]?[A-Z0-9…])/g
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    const head = text.slice(from, match.index + 1)
    if (abbreviation.test(head) || /\d\.$/.test(head) && /^\s*\d/.test(text.slice(match.index + 1)) || /^…/.test(match[0]) || /(?:^|[:;,]\s*|\band\s+)\(?\d{1,2}\.$/.test(head) || /^[\s\d().a-z]{0,5}$/.test(head)) continue
    pushSentence(sentences, text, from, match.index + match[0].length)
    from = match.index + match[0].length
  }
  pushSentence(sentences, text, from, text.length)
  return sentences
}

/** No sentence of a communiqué is this long; a table or damaged text can be. */
const longest = 4000

function pushSentence(into: Sentence[], text: string, from: number, to: number): void {
  if (to - from > longest) {
    const space = text.lastIndexOf(' ', from + longest)
    const cut = space > from ? space : from + longest
    pushSentence(into, text, from, cut)
    return pushSentence(into, text, cut, to)
  }
  const part = text.slice(from, to)
  if (part.trim() !== '') into.push({ text: part, start: from, tokens: tokensOf(part) })
}

/** Words (with inner hyphens, apostrophes and plus signs) and single marks. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:[-'’+./&][\p{L}\p{N}\p{M}]+)*(?:['’](?=\s))?|\+|[^\s\p{L}\p{N}\p{M}]/gu)) {
    const word = /[\p{L}\p{N}]/u.test(match[0])
    tokens.push({ text: match[0], lower: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length, word })
  }
  return tokens
}
