import type { DoubtReason, Lexicon } from '../schema.ts'
import { englishVerbs, type VerbRow } from '../verbs.ts'
import { tokensOf, type Sentence, type Token } from './sentences.ts'
import { subjectOf, type SubjectKind } from './subjects.ts'

export type Form = 'base' | 's' | 'past' | 'gerund'

/** One operative verb that stands as the act of the text's own body. Offsets are in the sentence. */
export type Act = {
  row: VerbRow
  form: Form
  voice: 'active' | 'passive' | 'list' | 'short'
  start: number
  end: number
  /** Where the adverbs before the verb begin. */
  lead: number
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

type Candidate = { row: VerbRow; form: Form; at: number; end: number }

const formIndex = indexForms()

function indexForms(): Map<string, { row: VerbRow; form: Form; tail: RegExp | null }[]> {
  const index = new Map<string, { row: VerbRow; form: Form; tail: RegExp | null }[]>()
  for (const row of englishVerbs) {
    const [base = '-', s = '-', past = '-', participle = '-'] = row.forms.split(' ')
    const gerund = base === '-' ? '-' : `${base.replace(/e$/, '')}ing`
    const tail = row.tail === undefined ? null : new RegExp(`^(?:${row.tail})`, 'i')
    const forms: [string, Form][] = [[base, 'base'], [s, 's'], [past, 'past'], [participle, 'past']]
    if (row.addressee === 'object') forms.push([gerund, 'gerund'])
    for (const [word, form] of forms) {
      if (word === '-') continue
      const rows = index.get(word) ?? []
      if (!rows.some((entry) => entry.row === row)) rows.push({ row, form, tail })
      index.set(word, rows)
    }
  }
  return index
}

/** The row of the verb a text opens with in its bare form: "ADOPT the Plan" under "HEREBY:", "task SOMTC" after "agreed to". */
export function leadingVerb(text: string): { row: VerbRow; start: number; end: number } | null {
  const token = tokensOf(text.slice(0, 80)).find((each) => each.word && !adverbs.has(each.lower) && !/ly$/.test(each.lower))
  if (!token || /\p{L}/u.test(text.slice(0, token.start).replace(/\b\w+ly\b|also|further|hereby/gi, ''))) return null
  for (const entry of formIndex.get(token.lower) ?? []) {
    if (entry.form !== 'base' && entry.form !== 's') continue
    const tail = entry.tail === null ? '' : entry.tail.exec(text.slice(token.end))?.[0]
    if (tail !== undefined) return { row: entry.row, start: token.start, end: token.end + tail.length }
  }
  return null
}

const words = (list: string): Set<string> => new Set(list.split(' '))
const adverbs = words('also further furthermore then again hereby thereby therefore thus accordingly likewise finally always once-again moreover subsequently duly too still already yet both all do did does ad referendum')
const beWords = words('was were is are been being be')
const haveWords = words('has have had having')
const modals = words('will shall should would may might can could must cannot')
const notWords = words("not never cannot didn't hasn't haven't wasn't weren't don't")
const blockers = words("the a an this that's these those its their our his her every each any some no such said of for on as by in at with from under upon within without through between among into per via above newly recently previously than about against following regarding concerning including")
const subordinators = words('that which who whom whose where when whenever after before if once until unless since because as while whereas although though whether how why what than')
const agentless = /^by\s+(?:consensus|acclamation|way of|means of|virtue|\d|the (?:end|year|close|beginning|first|second|third|fourth|middle|next|deadline)|(?:end|mid|early|late)[ -]|january|february|march|april|may|june|july|august|september|october|november|december|themselves|unanim)/i
const wishes = words('pleased happy delighted glad honoured honored proud gratified privileged wish wishes wished like')

/** The acts of one sentence, in order. Nouns, infinitives, participles, others' acts and negations are none. */
export function actsOf(sentence: Sentence, reading: Reading): Act[] {
  return new SentenceReader(sentence, reading).read()
}

class SentenceReader {
  private readonly tokens: readonly Token[]
  private readonly text: string
  private readonly reading: Reading
  private readonly quoted: readonly (readonly [number, number])[]
  private readonly acts: Act[] = []
  /** A verb of someone else was read after the last act, so that a following "and …ed" may be theirs. */
  private embedded = false

  constructor(sentence: Sentence, reading: Reading) {
    this.text = sentence.text
    this.reading = reading
    this.tokens = outsideParentheses(sentence.tokens)
    this.quoted = quotedRanges(sentence.text)
  }

  read(): Act[] {
    for (let at = 0; at < this.tokens.length; at++) {
      const candidate = this.candidateAt(at)
      if (candidate === null) continue
      const before = this.acts.length
      this.judge(candidate)
      const made = this.acts[before]
      if (made) {
        // Words that belong to the phrase itself ("took note with appreciation") are not looked at again.
        while ((this.tokens[at + 1]?.start ?? Infinity) < made.end) at++
        this.embedded = false
      }
    }
    this.closeClauses()
    return this.acts
  }

  private candidateAt(at: number): Candidate | null {
    const token = this.tokens[at]
    if (!token?.word) return null
    for (const entry of formIndex.get(token.lower) ?? []) {
      const tail = entry.tail === null ? '' : entry.tail.exec(this.text.slice(token.end))?.[0]
      if (tail !== undefined) return { row: entry.row, form: entry.form, at, end: token.end + tail.length }
    }
    return null
  }

  private judge(candidate: Candidate): void {
    const { form } = candidate
    let at = this.skipAdverbs(candidate.at - 1)
    let previous = this.tokens[at]
    const reasons: DoubtReason[] = []
    if (form === 'gerund') return this.judgeGerund(candidate, previous)
    if (previous && notWords.has(previous.lower)) return
    if (previous && beWords.has(previous.lower)) return this.judgePassive(candidate, at)
    if (previous && haveWords.has(previous.lower)) {
      if (form !== 'past' || previous.lower === 'having') return
      if (previous.lower === 'had') {
        this.embedded = true
        return
      }
      at = this.skipAdverbs(at - 1)
      previous = this.tokens[at]
      if (previous && notWords.has(previous.lower)) return
    }
    if (previous?.lower === 'to') return this.judgeInfinitive(candidate, at)
    if (this.startsClause(at)) return this.judgeOpening(candidate, at, reasons)
    if (previous === undefined || modals.has(previous.lower)) return
    if (subordinators.has(previous.lower) && !this.isAsWellAs(at)) {
      this.embedded = true
      return
    }
    if (blockers.has(previous.lower) || /['’]s?$/.test(previous.text)) return
    if (isConjunction(previous) || this.isAsWellAs(at)) return this.judgeCoordination(candidate, at, reasons)
    if (!previous.word) return
    this.judgeWithSubject(candidate, at, reasons)
  }

  /** "… endorsed the plan, tasking SOMTC to report": a decision often enough to be shown, never surely. */
  private judgeGerund(candidate: Candidate, previous: Token | undefined): void {
    if (this.acts.length > 0 && previous?.text === ',' && /\sto\s/.test(this.text.slice(candidate.end, candidate.end + 160))) this.accept(candidate, 'active', '', ['gerund-tail'])
  }

  private judgeInfinitive(candidate: Candidate, to: number): void {
    if (candidate.form !== 'base') return
    const governor = this.skipAdverbs(to - 1)
    const word = this.tokens[governor]
    if (!word || !wishes.has(word.lower)) return
    const kind = this.subject(this.textBetween(this.clauseStart(governor), governor))
    if (kind === 'ours' || kind === 'none') this.accept(candidate, 'active', '', [])
    else if (kind === 'assumed') this.accept(candidate, 'active', '', ['subject-assumed'])
  }

  /** The verb opens the sentence or a clause after a colon, semicolon or item number. */
  private judgeOpening(candidate: Candidate, at: number, reasons: DoubtReason[]): void {
    const head = this.tokens[candidate.at]
    if (!head) return
    const next = this.tokenAfter(candidate.end)
    const atVeryStart = at < 0
    if (candidate.form === 's') {
      if (next?.text !== ':' && (atVeryStart || this.acts.length > 0 || this.reading.licensed)) this.accept(candidate, 'active', '', reasons)
      return
    }
    if (candidate.form === 'base') {
      const capitals = head.text.length > 2 && head.text === head.text.toUpperCase()
      if (this.reading.licensed || capitals || this.herebyBefore(candidate.at) || (!atVeryStart && this.acts.at(-1)?.form === 'base' && !this.openInfinitive(candidate.at))) {
        return this.accept(candidate, 'active', '', reasons)
      }
      if (atVeryStart && !this.reading.listed && /^\p{Ll}/u.test(head.text)) this.accept(candidate, 'active', '', [...reasons, 'subject-missing'])
      return
    }
    if (next?.text === ':' || (atVeryStart && /^(?: to \d{4})?:/.test(this.text.slice(candidate.end, candidate.end + 12)))) return this.accept(candidate, 'list', '', reasons)
    if (!atVeryStart && next !== undefined && this.looksParticipial(candidate)) return
    if (atVeryStart && this.looksParticipial(candidate)) {
      if (candidate.row.class >= 'C6' && candidate.row.class <= 'C7') this.accept(candidate, 'short', '', [...reasons, 'adoption-formula'])
      return
    }
    if (next === undefined || (!next.word && next.text !== '(' && next.text !== ',' && !/["“‘]/.test(next.text))) {
      if (atVeryStart) return
    }
    if (atVeryStart || this.acts.length > 0) this.accept(candidate, this.acts.at(-1)?.voice === 'passive' ? 'passive' : 'active', '', reasons)
  }

  /** "…, and endorsed …": the same subject goes on, unless the words before belong to somebody else. */
  private judgeCoordination(candidate: Candidate, at: number, reasons: DoubtReason[]): void {
    const last = this.acts.at(-1)
    const comma = this.tokens[at]?.text === ',' || this.tokens[at - 1]?.text === ','
    if (candidate.form !== 'base' && this.looksParticipial(candidate) && last?.voice !== 'passive') {
      if (!this.passiveBefore(at)) return
    }
    if (this.participleWithArticle(at)) return
    if (this.tokens[at]?.text === ',' && candidate.form === 'past' && !candidate.row.plain && candidate.row.tail === undefined && last?.voice !== 'passive' && !this.objectFollows(candidate)) return
    if (last === undefined) return this.judgeFirstCoordinated(candidate, at, reasons)
    if (candidate.form === 'base') {
      if (last.form === 'past' && last.voice === 'active' && !this.reading.licensed && !comma) return
      if (this.openInfinitive(candidate.at)) {
        if ((!comma && !this.addressesSomebody(candidate)) || candidate.row.class < 'C3' || last.form === 'past') return
        reasons.push('coordination-unclear')
      }
      if (this.nounAfterComma(candidate)) return
    }
    if (this.embedded && candidate.row.class >= 'C3') reasons.push('coordination-unclear')
    if (candidate.form === 's' && last.form === 'past' && !comma) return
    const passive = last.voice === 'passive' && candidate.form === 'past' && !this.objectFollows(candidate)
    const subject = passive ? last.subject : ''
    if (passive && !this.agentIsOurs(candidate, reasons)) return
    this.accept(candidate, passive ? 'passive' : 'active', subject, reasons)
  }

  private judgeFirstCoordinated(candidate: Candidate, at: number, reasons: DoubtReason[]): void {
    const from = this.clauseStart(at)
    const opening = this.textBetween(from, at + 1)
    if (candidate.form === 'past' && !this.objectFollows(candidate) && this.passiveBefore(at)) {
      if (this.agentIsOurs(candidate, reasons)) this.accept(candidate, 'passive', this.textBetween(from, at), reasons)
      return
    }
    const kind = this.subject(opening)
    if (kind === 'other') return
    if (candidate.form === 'base' && (this.openInfinitiveIn(opening) || !/^["“]*(?:and |…\s*)*(?:we|they|the (?:\w+ )*(?:ministers|leaders|heads|states|parties))\b/i.test(opening)) && !this.herebyBefore(candidate.at)) return
    if (/\b(?:which|who|that|where|when)\b(?![^,]*,)/i.test(opening)) reasons.push('coordination-unclear')
    if (kind === 'assumed') reasons.push('subject-assumed')
    this.accept(candidate, 'active', '', reasons)
  }

  /** A noun or pronoun stands before the verb: whose act is it? */
  private judgeWithSubject(candidate: Candidate, at: number, reasons: DoubtReason[]): void {
    const boundary = this.chunkBoundary(at)
    const chunk = this.textBetween(boundary + 1, at + 1)
    const boundaryToken = this.tokens[boundary]
    const last = this.acts.at(-1)
    const from = this.clauseStart(at)
    const lastHere = last !== undefined && from >= 0 && last.start >= (this.tokens[from]?.start ?? 0) ? last : undefined
    if (boundaryToken && subordinators.has(boundaryToken.lower)) {
      this.embedded = true
      return
    }
    if (this.isShortPassive(candidate, lastHere)) return this.acceptShort(candidate, chunk, reasons)
    if (candidate.form === 'base' && !/\b(?:we|they|ministers|leaders|heads|states|delegations|officials|parties|sides|countries|hereby|do)["”)]?$/i.test(chunk.trim()) && !this.herebyBefore(candidate.at)) return
    if (lastHere !== undefined && (boundaryToken?.start ?? -1) < lastHere.end) {
      this.embedded ||= this.objectFollows(candidate)
      return
    }
    const near = this.subject(chunk)
    const far = lastHere === undefined ? this.subject(this.textBetween(from, at + 1)) : 'other'
    const kind: SubjectKind = near === 'ours' || far === 'ours' ? 'ours' : near === 'assumed' || far === 'assumed' ? 'assumed' : 'other'
    if (kind === 'other') {
      this.embedded = true
      return
    }
    if (this.looksParticipial(candidate) && (near !== 'ours' || chunk.split(/\s+/).length > 6)) return
    if (far !== 'ours' && near === 'ours' && this.subordinateChunk(from, boundary)) return
    if (this.verbBetween(from, at) && near !== 'ours' && lastHere === undefined) return
    if (kind === 'assumed') reasons.push('subject-assumed')
    this.accept(candidate, 'active', chunk, reasons)
  }

  private judgePassive(candidate: Candidate, be: number): void {
    if (candidate.form !== 'past') return
    const reasons: DoubtReason[] = []
    const beWord = this.tokens[be]?.lower ?? ''
    let at = this.skipAdverbs(be - 1)
    let previous = this.tokens[at]
    if (beWord === 'being' || beWord === 'be') {
      const proposal = this.acts.at(-1)
      if (!proposal) this.embedded = true
      return
    }
    if (beWord === 'been') {
      if (previous?.lower === 'had' || previous?.lower === 'having') {
        this.embedded = true
        return
      }
      if (previous && haveWords.has(previous.lower)) at = this.skipAdverbs(at - 1)
      previous = this.tokens[at]
      if (candidate.row.class >= 'C4' && !candidate.row.state) reasons.push('background')
    }
    if (previous && (notWords.has(previous.lower) || modals.has(previous.lower) || previous.lower === 'to')) return
    if (previous && subordinators.has(previous.lower)) {
      this.embedded = true
      return
    }
    const boundary = this.passiveBoundary(at)
    const boundaryToken = this.tokens[boundary]
    if (boundaryToken && subordinators.has(boundaryToken.lower)) {
      this.embedded = true
      return
    }
    const last = this.acts.at(-1)
    const from = this.clauseStart(at)
    let subject = this.textBetween(boundary + 1, at + 1)
    if (last !== undefined && last.end > (boundaryToken?.start ?? -1) && last.start >= (this.tokens[from]?.start ?? 0) && last.voice !== 'short') {
      this.embedded = true
      return
    }
    if (subject.trim() === '') subject = last?.voice === 'passive' ? last.subject : this.textBetween(from, at)
    if (this.subordinateChunk(from, boundary) && boundaryToken?.text !== ',') return
    if (last === undefined && boundaryToken?.text === ',' && this.insideThatClause(from, boundary)) {
      this.embedded = true
      return
    }
    const kind = this.subject(subject)
    if (candidate.row.state) {
      if (kind === 'ours' || kind === 'assumed') this.accept({ ...candidate, form: beWord === 'are' || beWord === 'is' ? 'base' : 'past' }, 'active', subject, kind === 'assumed' ? ['subject-assumed'] : [])
      return
    }
    if (/^["“]*(?:and )?it\s*$/i.test(subject.trim())) return this.accept(candidate, 'active', subject, reasons)
    if (candidate.row.class <= 'C3' && kind === 'ours' && /^(?:\s+(?:and|deeply|greatly))?\s+(?:by|with|to)\b/.test(this.text.slice(candidate.end)) && !/member|senior officials|countries/i.test(subject)) {
      return this.accept(candidate, 'passive', subject, reasons, true)
    }
    if (candidate.row.addressee === 'object' && /^["“]*(?:and )?(?:we|(?:the )?(?:ministers|meeting))\s*$/i.test(subject.trim())) return
    if (!this.agentIsOurs(candidate, reasons)) {
      this.embedded = true
      return
    }
    if (candidate.row.class >= 'C6' && /^\s+(?:at|in|on|during)\s+(?!principle|its entirety|this)(?:the\s+)?(?:\d|[A-Z]|last|previous|same)/.test(this.text.slice(candidate.end))) reasons.push('background')
    this.accept(candidate, 'passive', subject, reasons)
  }

  private accept(candidate: Candidate, voice: Act['voice'], subject: string, reasons: readonly DoubtReason[], courtesy = false): void {
    const head = this.tokens[candidate.at]
    if (!head) return
    const all: DoubtReason[] = [...reasons]
    if (this.quoted.some(([from, to]) => head.start > from && head.start < to)) all.push('quoted')
    if (candidate.row.doubtful) all.push('verb-ambiguous')
    this.acts.push({ row: candidate.row, form: candidate.form, voice, start: head.start, end: candidate.end, lead: this.tokens[this.skipAdverbs(candidate.at - 1) + 1]?.start ?? head.start, clauseEnd: this.text.length, subject: subject.trim(), courtesy, reasons: all })
  }

  private acceptShort(candidate: Candidate, chunk: string, reasons: DoubtReason[]): void {
    if (candidate.row.class >= 'C4') reasons.push('short-form')
    this.accept(candidate, 'short', chunk, reasons)
  }

  /** An act's words end where the next act's subject or verb begins, or at a semicolon that opens a new clause. */
  private closeClauses(): void {
    this.acts.forEach((act, index) => {
      const next = this.acts[index + 1]
      let end = next === undefined ? this.text.length : this.text.lastIndexOf(next.subject, next.start) >= act.end && next.subject !== '' ? this.text.lastIndexOf(next.subject, next.start) : Math.max(act.end, next.lead)
      const semicolon = act.voice === 'list' ? -1 : this.text.indexOf(';', act.end)
      if (semicolon >= 0 && semicolon < end && (next !== undefined || !/:/.test(this.text.slice(act.end, semicolon)))) end = semicolon
      act.clauseEnd = end
    })
  }

  private subject(text: string): SubjectKind {
    return subjectOf(text, this.reading.lexicon, this.reading.issuer)
  }

  private skipAdverbs(from: number): number {
    let at = from
    for (let guard = 0; guard < 12 && at >= 0; guard++) {
      const token = this.tokens[at]
      if (!token) break
      const dots = token.text === '…' || (token.text === '.' && (this.tokens[at - 1]?.text === '.' || this.tokens[at + 1]?.text === '.'))
      if (dots || adverbs.has(token.lower) || (/[a-z]ly$/.test(token.lower) && !notAdverbs.has(token.lower))) {
        at -= 1
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
  private insertedPhrase(comma: number): number {
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

  private startsClause(at: number): boolean {
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

  private clauseStart(at: number): number {
    for (let i = Math.min(at, this.tokens.length - 1); i >= 0; i--) {
      const token = this.tokens[i]
      if (token?.text === ';' || token?.text === ':') return i + 1
      if ((token?.lower === 'but' || token?.lower === 'while') && this.tokens[i - 1]?.text === ',') return i + 1
    }
    return 0
  }

  /** Index of the nearest mark or joining word left of a place; -1 at the start. */
  private chunkBoundary(at: number): number {
    for (let i = at; i >= 0; i--) {
      const token = this.tokens[i]
      if (!token) continue
      if ([',', ';', ':'].includes(token.text) || token.lower === 'but' || subordinators.has(token.lower)) return i
      if (token.lower === 'and' && this.subject(this.textBetween(i + 1, at + 1)) !== 'other') return i
    }
    return -1
  }

  /** For a passive the whole noun phrase counts, so "and" bounds it only when an act stands before. */
  private passiveBoundary(at: number): number {
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
  private opensWithAside(): boolean {
    const first = this.tokens.find((token) => token.word && token.lower !== 'and')?.lower ?? ''
    return insertOpeners.has(first) || clauseSubordinators.has(first) || /ing$/.test(first) || ['to', 'furthermore', 'moreover', 'further', 'finally'].includes(first)
  }

  /** "…to 2025, to match the period of the Plan, was welcomed": the subject lies before the inserted words. */
  private commaClosesInsertion(comma: number, at: number): boolean {
    if (comma >= at) return true
    const inner = this.tokens[comma + 1]
    return inner !== undefined && (insertOpeners.has(inner.lower) || inner.lower === 'to') && this.tokens[at]?.text === ','
  }

  private textBetween(from: number, to: number): string {
    const first = this.tokens[Math.max(0, from)]
    const last = this.tokens[to - 1]
    // Up to the next word, so that a bracket after the noun ("the Plan (2016-2025)") stays with it.
    return first === undefined || last === undefined || to <= from ? '' : this.text.slice(first.start, this.tokens[to]?.start ?? last.end).trim()
  }

  private tokenAfter(offset: number): Token | undefined {
    return this.tokens.find((token) => token.start >= offset)
  }

  /** "adopted in 2017", "endorsed by SOMTC": a participle after its noun, no act. */
  private looksParticipial(candidate: Candidate): boolean {
    if (candidate.row.plain || candidate.row.tail !== undefined || candidate.form !== 'past') return false
    const rest = this.text.slice(candidate.end)
    if (/^,?\s+(?:ad[ -]?referendum|unanimously|in principle|by consensus|by acclamation|without|with\b|as amended)/i.test(rest)) return false
    return /^\s+(?:by|at|in|on|during|under|pursuant|from|since|as|to|for|of)\b/i.test(rest)
  }

  private objectFollows(candidate: Candidate): boolean {
    const rest = this.text.slice(candidate.end)
    return !/^\s*(?:[.;:,)]|$|(?:by|at|in|on|during|under|without|with|as|and|or|ad|unanimously|subject|from|since)\b)/i.test(rest)
  }

  /** "the revised and endorsed Plan": both words only describe the noun. */
  private participleWithArticle(at: number): boolean {
    if (!/^(?:and|or)$/.test(this.tokens[at]?.lower ?? '')) return false
    const before = this.tokens[at - 1]
    const article = this.tokens[at - 2]
    return before !== undefined && /(?:ed|en)$/.test(before.lower) && article !== undefined && blockers.has(article.lower)
  }

  private passiveBefore(at: number): boolean {
    const before = this.tokens[at - 1]
    const aux = this.tokens[this.skipAdverbs(at - 2)]
    return before !== undefined && /(?:ed|en|wn)$/.test(before.lower) && aux !== undefined && beWords.has(aux.lower) && aux.lower !== 'be'
  }

  private isShortPassive(candidate: Candidate, last: Act | undefined): boolean {
    if (candidate.form !== 'past' || candidate.row.plain || (last !== undefined && last.voice !== 'short')) return false
    const rest = this.text.slice(candidate.end)
    if (!/^\s*(?:[.;:]|$|as\b)/.test(rest)) return false
    return !this.verbBetween(this.clauseStart(candidate.at - 1), candidate.at - 1)
  }

  private verbBetween(from: number, to: number): boolean {
    return this.tokens.slice(from, to + 1).some((token) => beWords.has(token.lower) || haveWords.has(token.lower) || modals.has(token.lower) || finiteCommon.has(token.lower))
  }

  private subordinateChunk(from: number, boundary: number): boolean {
    const first = this.tokens[Math.max(from, boundary + 1)]
    return first !== undefined && clauseSubordinators.has(first.lower)
  }

  /** "It made sure that all drafts, statements and agendas were agreed": the list goes on inside the that-clause. */
  private insideThatClause(from: number, boundary: number): boolean {
    const opening = this.tokens.slice(from, boundary)
    return opening.some((token) => token.lower === 'that') && !/^(?:having|in|on|[a-z]+ing)$/.test(opening[0]?.lower ?? '')
  }

  private openInfinitive(at: number): boolean {
    const from = this.acts.at(-1)?.end ?? 0
    return this.openInfinitiveIn(this.text.slice(from, this.tokens[at]?.start ?? from))
  }

  private openInfinitiveIn(text: string): boolean {
    const to = /\bto\s+(?!the\b|a\b|an\b|its\b|their\b|our\b|all\b|this\b|that\b|\w+ing\b|[A-Z\d])[a-z]+/.exec(text)
    return to !== null
  }

  private herebyBefore(at: number): boolean {
    return /\bhereby\b/i.test(this.text.slice(0, this.tokens[at]?.start ?? 0)) && (this.acts.length === 0 || this.acts.every((act) => act.form === 'base'))
  }

  /** "and urge INTERPOL to widen": a verb with an addressee of its own is more likely a second act than a part of the first. */
  private addressesSomebody(candidate: Candidate): boolean {
    return candidate.row.addressee === 'object' && /^\s+(?:the |all |our |its |[A-Z])[^,.;]{2,80}?\sto\s+[a-z]/.test(this.text.slice(candidate.end))
  }

  private isAsWellAs(at: number): boolean {
    return this.tokens[at]?.lower === 'as' && this.tokens[at - 1]?.lower === 'well' && this.tokens[at - 2]?.lower === 'as'
  }

  /** ", support and cooperation": after a comma the same word may be a noun in a list. */
  private nounAfterComma(candidate: Candidate): boolean {
    return /^\s*(?:,|and\b|or\b|of\b|from\b|for\b(?!\s+the)|to\b|among|between|by\b|[.;])/.test(this.text.slice(candidate.end)) && !candidate.row.plain
  }

  private agentIsOurs(candidate: Candidate, reasons: DoubtReason[]): boolean {
    const rest = this.text.slice(candidate.end).split(/[;.]|,\s|\sand\s(?=\w+ed\b)|\sto\s/)[0] ?? ''
    const by = /\bby\s/i.exec(rest)
    if (by === null || agentless.test(rest.slice(by.index))) return true
    const kind = this.subject(rest.slice(by.index + 3))
    if (kind === 'other') return false
    if (kind === 'assumed' && candidate.row.class >= 'C4') reasons.push('subject-assumed')
    return true
  }
}

const notAdverbs = words('family assembly supply reply july italy only early likely friendly costly timely ally rally anomaly')
const insertOpeners = words('in with inter as on at for also having recalling noting recognising recognizing by under pursuant following after upon through during while ad subject among where')
const clauseSubordinators = words('after before once when whenever if until unless since because although though whereas where as')
const finiteCommon = words('met gathered convened said stated believed wanted hopes expects proposed offered shared started began continues reached brought joined intends seeks includes covers')

function isConjunction(token: Token): boolean {
  return token.text === ',' || token.text === '&' || token.lower === 'and' || token.lower === 'or'
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
