import type { DoubtReason } from '../schema.ts'
import { beWords, blockers, formIndex, haveWords, isConjunction, modals, notWords, subordinators, wishes } from './english-words.ts'
import { ClauseView, type Act, type Candidate, type Reading } from './clauses.ts'
import type { Sentence, Token } from './sentences.ts'
import type { SubjectKind } from './subjects.ts'

export { leadingVerb } from './english-words.ts'
export type { Act, Reading } from './clauses.ts'

/** "adopted in Manila in 2017" may recall the past; "adopted at the Meeting" is the meeting of the text. */
const elsewhere = /^\s+(?:at|in|on|during)\s+(?!principle|its entirety|this|(?:the|our)\s+(?:present\s+|current\s+)?(?:Meeting|Conference|Session|Summit|Retreat)(?=[\s.,;]*(?:$|and\b|with\b|by\b|as\b)))(?:the\s+)?(?:\d|[A-Z]|last|previous|same)/

/** The acts of one sentence, in order. Nouns, infinitives, participles, others' acts and negations are none. */
export function actsOf(sentence: Sentence, reading: Reading): Act[] {
  return new SentenceReader(sentence, reading).read()
}

class SentenceReader extends ClauseView {
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
    if ((blockers.has(previous.lower) && !this.isAsWellAs(at)) || /['’]s?$/.test(previous.text)) return
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
    // "pleased to adopt the Statement and to endorse its roadmap": the wish holds for both.
    const last = this.acts.at(-1)
    if (word && isConjunction(word) && last?.form === 'base' && /\bto\s+(?:\w+ly\s+)?$/.test(this.text.slice(0, last.start)) && candidate.row.class >= last.row.class) return this.accept(candidate, 'active', '', [])
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
    const atVeryStart = !this.tokens.slice(0, at + 1).some((token) => token.word && token.lower !== 'and')
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
        const strongPhrase = candidate.row.class === 'C3' && candidate.row.tail !== undefined
        if ((!comma && !strongPhrase && !this.addressesSomebody(candidate)) || candidate.row.class < 'C3' || last.form === 'past') return
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
      this.embedded ||= this.objectFollows(candidate)
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
    if (candidate.row.class >= 'C6' && elsewhere.test(this.text.slice(candidate.end))) reasons.push('background')
    this.accept(candidate, 'passive', subject, reasons)
  }

  private accept(candidate: Candidate, voice: Act['voice'], subject: string, reasons: readonly DoubtReason[], courtesy = false): void {
    const head = this.tokens[candidate.at]
    if (!head) return
    const all: DoubtReason[] = [...reasons]
    if (this.quoted.some(([from, to]) => head.start > from && head.start < to)) all.push('quoted')
    if (candidate.row.doubtful) all.push('verb-ambiguous')
    this.acts.push({ row: candidate.row, form: candidate.form, voice, start: head.start, end: candidate.end, lead: this.tokens[this.skipAdverbs(candidate.at - 1) + 1]?.start ?? head.start, objectStart: candidate.end, clauseEnd: this.text.length, subject: subject.trim(), courtesy, reasons: all })
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
    for (let index = this.acts.length - 2; index >= 0; index--) {
      const act = this.acts[index]
      const next = this.acts[index + 1]
      if (!act || !next || act.voice !== 'active' || next.voice !== 'active' || !/^\s*(?:,|,?\s*(?:and|or|as well as))\s*$/.test(this.text.slice(act.end, next.lead))) continue
      act.objectStart = next.objectStart
      act.clauseEnd = next.clauseEnd
    }
  }
}
