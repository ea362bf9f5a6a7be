import type { DoubtReason, Lexicon } from '../schema.ts'
import type { VerbRow } from '../verbs.ts'
import { adverbs, agentless, beWords, blockers, clauseSubordinators, finiteCommon, type Form, haveWords, insertOpeners, modals, notAdverbs, subordinators } from './english-words.ts'
import type { Sentence, Token } from './sentences.ts'
import { subjectOf, type SubjectKind } from './subjects.ts'

/** One operative verb that stands as the act of the text's own body. Offsets are in the sentence. */
export type Act = {
  row: VerbRow
  form: Form
  voice: 'active' | 'passive' | 'list' | 'short'
  start: number
  end: number
  /** Where the adverbs before the verb begin. */
  lead: number
  /** Where its object begins; in "considered and adopted the Plan" both have the same. */
  objectStart: number
  /** Where the words that belong to this act end. */
  clauseEnd: number
  /** Words of the grammatical subject, for a passive the thing or body acted upon. */
  subject: string
  courtesy: boolean
  reasons: DoubtReason[]
}

export type Reading = {
  readonly lexicon: Lexicon
  readonly issuer: string | null
  /** The paragraph stands under "DO HEREBY:", so a bare verb is an act. */
  readonly licensed: boolean
  /** The paragraph is an item of some other list, where a bare verb is only part of that list. */
  readonly listed: boolean
}

export type Candidate = { row: VerbRow; form: Form; at: number; end: number }

/** The words of one sentence and where things stand in it: clause starts, subjects, objects, asides. */
export class ClauseView {
  protected readonly tokens: readonly Token[]
  protected readonly text: string
  protected readonly reading: Reading
  protected readonly quoted: readonly (readonly [number, number])[]
  protected readonly acts: Act[] = []
  /** A verb of someone else was read after the last act, so that a following "and …ed" may be theirs. */
  protected embedded = false

  constructor(sentence: Sentence, reading: Reading) {
    this.text = sentence.text
    this.reading = reading
    this.tokens = outsideRelatives(outsideParentheses(sentence.tokens))
    this.quoted = quotedRanges(sentence.text)
  }

  protected subject(text: string): SubjectKind {
    return subjectOf(text, this.reading.lexicon, this.reading.issuer)
  }

  protected skipAdverbs(from: number): number {
    let at = from
    for (let guard = 0; guard < 12 && at >= 0; guard++) {
      const token = this.tokens[at]
      if (!token) break
      const dots = token.text === '…' || (token.text === '.' && (this.tokens[at - 1]?.text === '.' || this.tokens[at + 1]?.text === '.'))
      if (dots || adverbs.has(token.lower) || (/[a-z]ly$/.test(token.lower) && !notAdverbs.has(token.lower))) {
        at -= 1
        continue
      }
      if (/^(?:connection|regard|respect|context|spirit|end|purpose|light|vein|view)$/.test(token.lower) && /^(?:this|that)$/.test(this.tokens[at - 1]?.lower ?? '') && /^(?:in|to|for|with)$/.test(this.tokens[at - 2]?.lower ?? '') && this.tokens[at - 3] !== undefined) {
        at -= 3
        continue
      }
      if (/^(?:appropriate|necessary|needed|possible|relevant)$/.test(token.lower) && /^(?:where|as|if)$/.test(this.tokens[at - 1]?.lower ?? '')) {
        at -= 2
        continue
      }
      const inserted = token.text === ',' ? this.insertedPhrase(at) : -1
      if (inserted >= 0) {
        at = inserted - 1
        continue
      }
      break
    }
    return at
  }

  /** "The Meeting, in this regard, tasked": gives the place of the comma that opens the insertion, or -1. */
  protected insertedPhrase(comma: number): number {
    for (let at = comma - 1; at >= Math.max(0, comma - 9); at--) {
      const token = this.tokens[at]
      if (token?.text !== ',') continue
      const first = this.tokens[at + 1]
      if (at + 1 === comma) return -1
      const inner = this.textBetween(at + 1, comma)
      return first && insertOpeners.has(first.lower) && !/\b(?:and|was|were|is|are)\b/.test(inner) && at > 0 ? at : -1
    }
    return -1
  }

  protected startsClause(at: number): boolean {
    const token = this.tokens[at]
    if (token === undefined) return true
    if (token.text === ';' || token.text === ':' || /^["“‘]$/.test(token.text) && at === 0) return true
    if (/^[-–—•]$/.test(token.text) && (at === 0 || token.text === '—')) return true
    if (token.text === '.' && (at === 0 || this.tokens.slice(0, at).every((each) => !each.word || /^\d+$/.test(each.text)))) return true
    if (token.text === '.' && /^\d{1,2}$/.test(this.tokens[at - 1]?.text ?? '')) return true
    if (token.lower === 'and' && this.tokens[at - 1]?.text === ';') return true
    // "; and (b) ENDORSE": the letter is in parentheses and already left out.
    return token.lower === 'and' && this.tokens.slice(0, at).every((each) => !each.word)
  }

  protected clauseStart(at: number): number {
    for (let i = Math.min(at, this.tokens.length - 1); i >= 0; i--) {
      const token = this.tokens[i]
      if (token?.text === ';' || token?.text === ':') return i + 1
      if ((token?.lower === 'but' || token?.lower === 'while') && this.tokens[i - 1]?.text === ',') return i + 1
    }
    return 0
  }

  /** Index of the nearest mark or joining word left of a place; -1 at the start. */
  protected chunkBoundary(at: number): number {
    for (let i = at; i >= 0; i--) {
      const token = this.tokens[i]
      if (!token) continue
      if ([',', ';', ':'].includes(token.text) || token.lower === 'but' || subordinators.has(token.lower)) return i
      if (token.lower === 'and' && this.subject(this.textBetween(i + 1, at + 1)) !== 'other') return i
    }
    return -1
  }

  /** For a passive the whole noun phrase counts, so "and" bounds it only when an act stands before. */
  protected passiveBoundary(at: number): number {
    const floor = this.acts.at(-1)?.end ?? -1
    for (let i = at; i >= 0; i--) {
      const token = this.tokens[i]
      if (!token) continue
      if (token.start < floor) return i
      if ([';', ':'].includes(token.text) || token.lower === 'but' || subordinators.has(token.lower)) return i
      if (token.text === ',' && (this.acts.length > 0 || this.opensWithAside()) && this.insertedPhrase(i) < 0 && !this.commaClosesInsertion(i, at)) return i
      if (token.lower === 'and' && this.acts.length > 0 && this.tokens[i - 1]?.text === ',') return i
    }
    return -1
  }

  /** "In this regard, the Plan was adopted": only such words before a comma are no part of the subject. */
  protected opensWithAside(): boolean {
    const first = this.tokens.find((token) => token.word && token.lower !== 'and')?.lower ?? ''
    return insertOpeners.has(first) || clauseSubordinators.has(first) || /ing$/.test(first) || ['to', 'furthermore', 'moreover', 'further', 'finally'].includes(first)
  }

  /** "…to 2025, to match the period of the Plan, was welcomed": the subject lies before the inserted words. */
  protected commaClosesInsertion(comma: number, at: number): boolean {
    if (comma >= at) return true
    const inner = this.tokens[comma + 1]
    return inner !== undefined && (insertOpeners.has(inner.lower) || inner.lower === 'to') && this.tokens[at]?.text === ','
  }

  protected textBetween(from: number, to: number): string {
    const first = this.tokens[Math.max(0, from)]
    const last = this.tokens[to - 1]
    // Up to the next word, so that a bracket after the noun ("the Plan (2016-2025)") stays with it.
    return first === undefined || last === undefined || to <= from ? '' : this.text.slice(first.start, this.tokens[to]?.start ?? last.end).trim()
  }

  protected tokenAfter(offset: number): Token | undefined {
    return this.tokens.find((token) => token.start >= offset)
  }

  /** "adopted in 2017", "endorsed by SOMTC": a participle after its noun, no act. */
  protected looksParticipial(candidate: Candidate): boolean {
    if (candidate.row.plain || candidate.row.tail !== undefined || candidate.form !== 'past') return false
    const rest = this.text.slice(candidate.end)
    if (/^,?\s+(?:ad[ -]?referendum|unanimously|in principle|by consensus|by acclamation|without|with\b|as amended)/i.test(rest)) return false
    return /^\s+(?:by|at|in|on|during|under|pursuant|from|since|as|to|for|of)\b/i.test(rest)
  }

  protected objectFollows(candidate: Candidate): boolean {
    const rest = this.text.slice(candidate.end)
    return !/^\s*(?:[.;:,)]|$|(?:by|at|in|on|during|under|without|with|as|and|or|ad|unanimously|subject|from|since)\b)/i.test(rest)
  }

  /** "the revised and endorsed Plan": both words only describe the noun. */
  protected participleWithArticle(at: number): boolean {
    if (!/^(?:and|or)$/.test(this.tokens[at]?.lower ?? '')) return false
    const before = this.tokens[at - 1]
    const article = this.tokens[at - 2]
    return before !== undefined && /(?:ed|en)$/.test(before.lower) && article !== undefined && blockers.has(article.lower)
  }

  protected passiveBefore(at: number): boolean {
    const before = this.tokens[at - 1]
    const aux = this.tokens[this.skipAdverbs(at - 2)]
    return before !== undefined && /(?:ed|en|wn)$/.test(before.lower) && aux !== undefined && beWords.has(aux.lower) && aux.lower !== 'be'
  }

  protected isShortPassive(candidate: Candidate, last: Act | undefined): boolean {
    if (candidate.form !== 'past' || candidate.row.plain || (last !== undefined && last.voice !== 'short')) return false
    const rest = this.text.slice(candidate.end)
    if (!/^\s*(?:[.;:]|$|as\b)/.test(rest)) return false
    return !this.verbBetween(this.clauseStart(candidate.at - 1), candidate.at - 1)
  }

  protected verbBetween(from: number, to: number): boolean {
    return this.tokens.slice(from, to + 1).some((token) => beWords.has(token.lower) || haveWords.has(token.lower) || modals.has(token.lower) || finiteCommon.has(token.lower))
  }

  protected subordinateChunk(from: number, boundary: number): boolean {
    const first = this.tokens[Math.max(from, boundary + 1)]
    return first !== undefined && clauseSubordinators.has(first.lower)
  }

  /** "It made sure that all drafts, statements and agendas were agreed": the list goes on inside the that-clause. */
  protected insideThatClause(from: number, boundary: number): boolean {
    const opening = this.tokens.slice(from, boundary)
    return opening.some((token) => token.lower === 'that') && !/^(?:having|in|on|[a-z]+ing)$/.test(opening[0]?.lower ?? '')
  }

  protected openInfinitive(at: number): boolean {
    const from = this.acts.at(-1)?.end ?? 0
    return this.openInfinitiveIn(this.text.slice(from, this.tokens[at]?.start ?? from))
  }

  protected openInfinitiveIn(text: string): boolean {
    const to = /\bto\s+(?!the\b|a\b|an\b|its\b|their\b|our\b|all\b|this\b|that\b|\w+ing\b|[A-Z\d])[a-z]+/.exec(text)
    return to !== null
  }

  protected herebyBefore(at: number): boolean {
    return /\bhereby\b/i.test(this.text.slice(0, this.tokens[at]?.start ?? 0)) && (this.acts.length === 0 || this.acts.every((act) => act.form === 'base'))
  }

  /** "and urge INTERPOL to widen": a verb with an addressee of its own is more likely a second act than a part of the first. */
  protected addressesSomebody(candidate: Candidate): boolean {
    return candidate.row.addressee === 'object' && /^\s+(?:the |all |our |its |[A-Z])[^,.;]{2,80}?\sto\s+[a-z]/.test(this.text.slice(candidate.end))
  }

  protected isAsWellAs(at: number): boolean {
    return this.tokens[at]?.lower === 'as' && this.tokens[at - 1]?.lower === 'well' && this.tokens[at - 2]?.lower === 'as'
  }

  /** ", support and cooperation": after a comma the same word may be a noun in a list. */
  protected nounAfterComma(candidate: Candidate): boolean {
    return /^\s*(?:,|and\b|or\b|of\b|from\b|for\b(?!\s+the)|to\b|among|between|by\b|[.;])/.test(this.text.slice(candidate.end)) && !candidate.row.plain && candidate.row.tail === undefined
  }

  protected agentIsOurs(candidate: Candidate, reasons: DoubtReason[]): boolean {
    const rest = this.text.slice(candidate.end).split(/[;.]|,\s|\sand\s(?=\w+ed\b)|\sto\s/)[0] ?? ''
    const by = /\bby\s/i.exec(rest)
    if (by === null || agentless.test(rest.slice(by.index))) return true
    const kind = this.subject(rest.slice(by.index + 3))
    if (kind === 'other') return false
    if (kind === 'assumed' && candidate.row.class >= 'C4') reasons.push('subject-assumed')
    return true
  }
}

/** Words in round brackets are an aside: dates, short names, item letters. */
function outsideParentheses(tokens: readonly Token[]): Token[] {
  let depth = 0
  return tokens.filter((token) => {
    if (token.text === '(' || token.text === '[') depth += 1
    const inside = depth > 0
    if ((token.text === ')' || token.text === ']') && depth > 0) depth -= 1
    return !inside
  })
}

/** "The guidelines, which had been cleared in June, were noted": what stands between the commas is told of the noun. */
function outsideRelatives(tokens: readonly Token[]): Token[] {
  const kept = [...tokens]
  for (let at = 0; at < kept.length - 1; at++) {
    if (kept[at]?.text !== ',' || !/^(?:which|who|whose)$/.test(kept[at + 1]?.lower ?? '')) continue
    const close = kept.findIndex((token, index) => index > at + 1 && (token.text === ',' || token.text === ';'))
    if (close < 0 || kept[close]?.text === ';' || /^(?:and|or)$/.test(kept[close + 1]?.lower ?? '')) continue
    kept.splice(at, close - at + 1)
  }
  return kept
}

/** Quotations inside a sentence; one that holds the whole sentence is how the sentence was handed over. */
function quotedRanges(text: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = []
  for (const match of text.matchAll(/“[^”]*”?|"[^"]*"/g)) {
    const from = match.index
    if (text.slice(0, from).trim() === '') continue
    ranges.push([from, from + match[0].length])
  }
  return ranges
}
