import type { ExtractedDecision, ExtractionOptions, Lexicon, Paragraph } from '../schema.ts'
import { tidyAction, namesIn, unique } from './addressees.ts'
import { decide, inherit, type Draft } from './decisions.ts'
import { dueIn } from './due.ts'
import { actsOf, leadingVerb, type Act, type Reading } from './english.ts'
import { cutParagraphs, shortHash } from './paragraphs.ts'
import { sentencesOf, type Sentence } from './sentences.ts'
import { thaiDecisions } from './thai.ts'

/** What an opening paragraph hands down to the items below it. */
type Opening = { kind: 'verb'; draft: Draft; chapeau: string } | { kind: 'licence' } | { kind: 'closed' }

const licensing = /\bhereby\b|\b(?:we|the (?:meeting|ministers?|conference|leaders))(?:,[^:]*)?\s*:\s*$|\bas follows\s*:\s*$/i
const binding = new Set(['agreed', 'agreed-in-principle', 'concurred', 'resolved', 'decided'])

/** Paragraph by paragraph, in the order of the text. Never throws; a text without an operative verb gives an empty list. */
export function extractFrom(text: string, options: ExtractionOptions): ExtractedDecision[] {
  const lexicon: Lexicon = options.lexicon ?? []
  const { paragraphs, headings } = cutParagraphs(text)
  const issuer = options.issuer ?? issuerFrom(headings, lexicon)
  const openings = new Map<string, Opening>()
  const parents = new Set(paragraphs.map((paragraph) => paragraph.under))
  const drafts: Draft[] = []
  for (const paragraph of paragraphs) {
    const above = paragraph.under === null ? undefined : openings.get(paragraph.under)
    if (above?.kind === 'closed') {
      openings.set(paragraph.id, above)
      continue
    }
    const found = options.lang === 'th' || (options.lang !== 'en' && isThai(paragraph.text)) ? thaiDecisions(paragraph, lexicon, issuer) : english(paragraph, above, lexicon, issuer)
    const opens = parents.has(paragraph.id) ? openingOf(paragraph, found) : null
    if (opens !== null) openings.set(paragraph.id, opens)
    drafts.push(...(opens?.kind === 'verb' ? found.slice(0, -1) : found))
  }
  return numbered(drafts)
}

function english(paragraph: Paragraph, above: Opening | undefined, lexicon: Lexicon, issuer: string | null): Draft[] {
  if (above?.kind === 'verb') return underVerb(paragraph, above, lexicon, issuer)
  const reading: Reading = { lexicon, issuer, licensed: above?.kind === 'licence', listed: paragraph.under !== null }
  return sentencesOf(paragraph.text).flatMap((sentence, index) => {
    const line = actionLine(sentence, paragraph, lexicon, issuer)
    if (line !== null) return [line]
    const acts = actsOf(sentence, { ...reading, licensed: reading.licensed && index === 0 })
    return [...acts, ...asides(sentence, reading)].flatMap((act) => (act.voice === 'list' ? listed(act, sentence) : [act])).map((act) => decide(act, sentence, paragraph, lexicon, issuer))
  })
}

/** Under "agree to:" an item that opens with a decision verb of its own is that decision; under "tasked SOMTC to:" never. */
function underVerb(paragraph: Paragraph, above: Extract<Opening, { kind: 'verb' }>, lexicon: Lexicon, issuer: string | null): Draft[] {
  if (binding.has(above.draft.rule)) {
    const to = /^to\s+/i.exec(paragraph.text)?.[0].length ?? 0
    const found = leadingVerb(paragraph.text.slice(to))
    const verb = found === null ? null : { row: found.row, start: found.start + to, end: found.end + to }
    if (verb !== null && verb.row.class >= 'C3' && !/^\s+(?:and|or|,)/.test(paragraph.text.slice(verb.end))) {
      const sentence = sentencesOf(paragraph.text)[0]
      const act: Act = { row: verb.row, form: 'base', voice: 'active', start: verb.start, end: verb.end, lead: verb.start, objectStart: verb.end, clauseEnd: sentence?.text.length ?? 0, subject: '', courtesy: false, reasons: [] }
      if (sentence !== undefined) return [{ ...decide(act, sentence, paragraph, lexicon, issuer), chapeau: above.chapeau }]
    }
  }
  return [inherit(above.draft, paragraph, above.chapeau, lexicon)]
}

function openingOf(paragraph: Paragraph, found: readonly Draft[]): Opening | null {
  const last = found.at(-1)
  const reaches = last !== undefined && !/[.;]\s/.test(paragraph.text.slice(last.end))
  if (last !== undefined && reaches) {
    if (last.class >= 'C3' && !(licensing.test(paragraph.text) && last.class < 'C5')) return { kind: 'verb', draft: last, chapeau: paragraph.text }
    return { kind: 'closed' }
  }
  return licensing.test(paragraph.text) ? { kind: 'licence' } : null
}

/** "Adopted: A; B; C" is one decision for each thing adopted. */
function listed(act: Act, sentence: Sentence): Act[] {
  const body = sentence.text.slice(act.end)
  const colon = body.indexOf(':')
  const parts: Act[] = []
  let from = act.end + colon + 1
  for (const piece of body.slice(colon + 1).split(';')) {
    const words = piece.trim()
    if (words !== '' && !/\b(?:commended|welcomed|noted|endorsed|adopted|approved|lauded)\b(?=\s+as\b|\s*[.:]?$)/.test(words)) parts.push({ ...act, voice: 'short', subject: words.replace(/\.$/, ''), clauseEnd: Math.min(from + piece.length, sentence.text.length), reasons: act.reasons })
    from += piece.length + 1
  }
  return parts.length > 0 ? parts : [act]
}

/** "(endorsed ad referendum by SOMTC as of 13 November 2017)": told in passing, so always for a person to judge. */
function asides(sentence: Sentence, reading: Reading): Act[] {
  const acts: Act[] = []
  for (const match of sentence.text.matchAll(/\(([^()]*)\)/g)) {
    const inner = match[1] ?? ''
    const verb = /(?:^|[;,]\s*)((?:endorsed|adopted|approved|extended)\b)(?=\s+(?:ad referendum|by|at|in principle))/.exec(inner)
    if (verb?.[1] === undefined) continue
    const start = match.index + 1 + verb.index + verb[0].length - verb[1].length
    const made = actsOf({ text: verb[1] + ' it', start: 0, tokens: [{ text: verb[1], lower: verb[1], start: 0, end: verb[1].length, word: true }, { text: 'it', lower: 'it', start: verb[1].length + 1, end: verb[1].length + 3, word: true }] }, reading)[0]
    if (made) acts.push({ ...made, voice: 'short', start, end: start + verb[1].length, objectStart: start + verb[1].length, clauseEnd: match.index + match[0].length - 1, subject: sentence.text.slice(0, match.index).trim(), reasons: ['background'] })
  }
  return acts
}

/** A work programme's "Action Line: every member sends … to …" names doer, product and time (practice §3.1). */
function actionLine(sentence: Sentence, paragraph: Paragraph, lexicon: Lexicon, issuer: string | null): Draft | null {
  const label = /\bAction [Ll]ines?\s*:\s*/.exec(sentence.text)
  if (label === null) return null
  const rest = sentence.text.slice(label.index + label[0].length)
  const named = namesIn(rest, lexicon, issuer)
  const first = named[0]
  if (first === undefined || first.start > 12) return null
  const doers = named.filter((name, index) => index === 0 || (name.start - (named[index - 1]?.end ?? 0) < 6 && index < 4))
  const end = doers.at(-1)?.end ?? 0
  const action = tidyAction(rest.slice(end))
  const start = sentence.start + label.index
  return {
    paragraph: paragraph.number,
    paragraphId: paragraph.id,
    text: paragraph.text,
    quote: sentence.text.slice(label.index).trim(),
    start,
    end: start + 'Action Line'.length,
    inherited: false,
    verb: 'action line',
    rule: 'action-line',
    class: 'C5',
    strength: '',
    addressees: unique(doers.map((name) => name.name)),
    addresseeWords: rest.slice(0, end),
    action,
    due: dueIn(rest, lexicon),
    modifiers: [],
    effects: [],
    reportsTo: null,
    confidence: 'low',
    reasons: ['action-line'],
  }
}

/** The body whose text it is, when its title names one: "Joint Communique of the Fifth … (AMMTC)". */
function issuerFrom(headings: readonly string[], lexicon: Lexicon): string | null {
  for (const heading of headings.slice(0, 6)) {
    if (!/statement|communiqu|declaration|report|record|แถลงการณ์|ปฏิญญา|รายงาน/i.test(heading)) continue
    const named = namesIn(heading, lexicon, null).filter((name) => name.body)
    if (named[0] !== undefined) return named[0].name
  }
  return null
}

function isThai(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const thai = text.match(/[\u0e01-\u0e2e]/g)?.length ?? 0
  return letters > 0 && thai / letters > 0.25
}

/** Ids are made of the paragraph's id and the verb's place in it, so that the same text gives the same ids. */
function numbered(drafts: readonly Draft[]): ExtractedDecision[] {
  const times = new Map<string, number>()
  return drafts.map((draft) => {
    const key = `${draft.paragraphId}-${shortHash(`${draft.rule}|${draft.start}|${draft.quote}`).slice(0, 4)}`
    const count = (times.get(key) ?? 0) + 1
    times.set(key, count)
    return { id: count === 1 ? key : `${key}-${count}`, ...draft }
  })
}
