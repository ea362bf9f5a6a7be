import type { DecisionClass, DoubtReason, ExtractedDecision, Lexicon, Paragraph, Strength } from '../schema.ts'
import { ceremonialObjects, decidedObjects, inTheRoom, modifierWords, officers, proceduralObjects, workOfTheBody } from '../phrases.ts'
import { englishVerbs, type AddresseeRule, type VerbRow } from '../verbs.ts'
import { namesIn, readObjectAddressee, tidyAction, unique } from './addressees.ts'
import { dueIn, reportingIn } from './due.ts'
import { effectsIn } from './effects.ts'
import { leadingVerb, type Act } from './english.ts'
import type { Sentence } from './sentences.ts'

export type Draft = Omit<ExtractedDecision, 'id'>

const modifierPatterns = modifierWords.map(([pattern, word]) => [new RegExp(pattern, 'i'), word] as const)
const ceremony = new RegExp(ceremonialObjects, 'i')
const procedure = new RegExp(proceduralObjects, 'i')
const bureau = new RegExp(officers, 'i')
const substance = new RegExp(String.raw`\b(?:${decidedObjects})`, 'i')
const work = new RegExp(String.raw`\b(?:${workOfTheBody})`, 'i')
const attending = new RegExp(inTheRoom, 'i')
const texts = new Set(['adopted', 'approved', 'endorsed', 'signed', 'accepted'])
const binding = new Set(['agreed', 'agreed-in-principle', 'concurred', 'resolved', 'decided', 'reached-agreement'])
const constitutive = /^(?:establish|set up|create|form|extend|renew|adopt|endorse|approve|include|add|designate|appoint|rename|transfer|terminate|disband|institutionali[sz]e|elevate|upgrade|merge|amend|revise the (?:terms|membership)|accept|admit|remain sei[zs]ed|defer|postpone|replace|convene .{0,80}(?:annual|every|yearly|biennial)|hold .{0,80}(?:annual|every|yearly|biennial)|meet (?:annual|every|yearly|once|twice|again)|(?:hold|convene|host|organi[sz]e) (?:its|the|their|our) (?:next|\d+(?:st|nd|rd|th)|\w+th|following|annual)\b)/i

export function modifiersIn(text: string): string[] {
  return unique(modifierPatterns.filter(([pattern]) => pattern.test(text)).map(([, word]) => word))
}

/** Fills in one decision from its verb, read from the words up to the next act. */
export function decide(act: Act, sentence: Sentence, paragraph: Paragraph, lexicon: Lexicon, issuer: string | null): Draft {
  const phrase = sentence.text.slice(act.start, act.clauseEnd)
  const rest = sentence.text.slice(act.objectStart, act.clauseEnd)
  const reasons = [...act.reasons]
  let row: VerbRow = act.row
  let klass: DecisionClass = row.class
  let addressees: string[] = []
  let words = ''
  let action = tidyAction(rest)
  const delegated = binding.has(row.code) ? delegatedVerb(rest) : null
  if (act.courtesy) klass = 'C0'
  else if (delegated !== null) {
    row = delegated.row
    klass = row.class
    const read = addressed(row, delegated.rest, sentence.text.slice(0, act.start), paragraph, lexicon, issuer)
    ;({ names: addressees, words, action } = read)
    klass = raised(row, klass, read)
    pushReason(reasons, read.reason)
  } else if (binding.has(row.code)) {
    const bound = bindingOf(rest, row, lexicon, issuer)
    klass = bound.class
    addressees = bound.addressees
    words = bound.words
  } else if (act.voice === 'passive' && row.addressee === 'object') {
    const read = readPassive(act.subject, lexicon, issuer)
    addressees = read.names
    words = read.words
    klass = raised(row, klass, read)
    action = tidyAction(rest)
  } else {
    const read = addressed(row, rest, `${sentence.text.slice(0, act.start)}`, paragraph, lexicon, issuer)
    addressees = read.names
    words = read.words
    action = read.action || action
    klass = raised(row, klass, read)
    pushReason(reasons, read.reason)
  }
  const object = act.voice === 'passive' || act.voice === 'short' ? tidyAction(act.subject.replace(/^(?:and|that)\s+/, '')) : tidyAction(rest)
  if (act.voice === 'passive' || act.voice === 'short') action = row.addressee === 'object' ? action : object
  if (klass >= 'C4' && ceremony.test(phrase)) klass = 'C0'
  if (klass === 'C0') addressees = []
  if (klass >= 'C6' && (procedure.test(object) || bureau.test(phrase))) reasons.push('procedural-object')
  if (klass >= 'C6' && texts.has(row.code) && !substance.test(object) && !/\s[A-Z]/.test(` ${object.replace(/^(?:The|An?|Its|Their)\s/, '')}`)) reasons.push('procedural-object')
  if (klass >= 'C5' && (binding.has(act.row.code) || row.effect === 'post-filled') && addressees[0] === 'all' && !work.test(object) && !/\s[A-Z]/.test(` ${object.replace(/^\w+\s/, '')}`)) reasons.push('procedural-object')
  if ((klass === 'C4' || klass === 'C5') && addressees.length > 0 && addressees.every((name) => attending.test(name))) reasons.push('procedural-object')
  if ((klass === 'C4' || klass === 'C5') && addressees.length === 0) reasons.push('addressee-unknown')
  const timed = klass === 'C3' || klass === 'C4' || klass === 'C5' || (klass === 'C6' && (binding.has(act.row.code) || row.effect === 'in-principle' || row.effect === 'item-carried'))
  const effectText = act.voice === 'passive' || act.voice === 'short' ? `${object} ${phrase}` : phrase
  const effects = klass === 'C0' ? [] : effectsIn({ ...act.row, ...(delegated ? row : {}), class: klass }, effectText, object)
  const due = timed ? dueIn(rest, lexicon) : null
  return {
    paragraph: paragraph.number,
    paragraphId: paragraph.id,
    text: paragraph.text,
    quote: (act.voice === 'passive' || act.voice === 'short' ? `${act.subject} ${sentence.text.slice(sentence.text.lastIndexOf(act.subject, act.start) + act.subject.length, act.clauseEnd)}` : phrase).replace(/\s+/g, ' ').replace(/[\s,;]+(?:and)?\s*$/, '').trim(),
    start: sentence.start + act.start,
    end: sentence.start + act.end,
    inherited: false,
    verb: sentence.text.slice(act.start, act.end).replace(/\s+/g, ' ').toLowerCase(),
    rule: row.code,
    class: klass,
    strength: strengthOf(act.row, row, klass),
    addressees,
    addresseeWords: words,
    action: klass === 'C0' && act.voice === 'active' ? tidyAction(rest) : action,
    // "extended until 2027" is the new end of the thing, no limit for anybody.
    due: due?.kind === 'period-end' && effects.some((effect) => effect.kind === 'extended') ? null : due,
    modifiers: modifiersIn(sentence.text.slice(act.lead, act.clauseEnd)),
    effects,
    reportsTo: klass >= 'C4' && klass <= 'C5' ? reportingIn(rest, lexicon) : null,
    confidence: reasons.length > 0 ? 'low' : 'high',
    reasons: unique(reasons) as DoubtReason[],
  }
}

/** "Strengthen …" goes on as "to strengthen …", "The Secretariat will …" as "that the Secretariat will …". */
function afterVerb(item: string): string {
  if (/^(?:to|that)\s/i.test(item)) return ` ${item.charAt(0).toLowerCase()}${item.slice(1)}`
  const clause = /^(?:(?:the|an?|all|each|every|any|its|our|their)\b|.{2,80}?\s(?:will|shall|should|would|must)\s)/i.test(item)
  return clause ? ` that ${item}` : ` to ${item.charAt(0).toLowerCase()}${item.slice(1)}`
}

/** An item under "tasked SOMTC to:" carries the verb and the addressee of its opening paragraph. */
export function inherit(from: Draft, item: Paragraph, chapeau: string, lexicon: Lexicon): Draft {
  const action = tidyAction(item.text)
  const row = englishVerbs.find((each) => each.code === from.rule)
  // Under "agreed to:" or "agreed on the following:" each item is weighed as if it stood after the verb.
  const bound = binding.has(from.rule) && row !== undefined ? bindingOf(afterVerb(item.text), row, lexicon, null) : null
  const klass = bound?.class ?? from.class
  return {
    ...from,
    ...(bound === null ? {} : { addressees: bound.addressees, addresseeWords: bound.words }),
    paragraph: item.number,
    paragraphId: item.id,
    text: item.text,
    chapeau,
    quote: item.text,
    start: 0,
    end: /^\S*/.exec(item.text)?.[0].length ?? 0,
    inherited: true,
    class: klass,
    action,
    due: dueIn(item.text, lexicon) ?? from.due,
    modifiers: unique([...from.modifiers, ...modifiersIn(item.text)]),
    effects: row === undefined || klass < 'C5' ? [] : effectsIn({ ...row, class: klass }, item.text, action),
    reportsTo: klass === 'C4' || klass === 'C5' ? (reportingIn(item.text, lexicon) ?? from.reportsTo) : null,
  }
}

function strengthOf(head: VerbRow, row: VerbRow, klass: DecisionClass): Strength {
  const strength = head.strength ?? row.strength ?? ''
  return klass === 'C0' ? '' : strength
}

type Read = { names: string[]; words: string; action: string; subordinate: boolean; reason: DoubtReason | null }

function addressed(row: VerbRow, rest: string, before: string, paragraph: Paragraph, lexicon: Lexicon, issuer: string | null): Read {
  const nobody: Read = { names: [], words: '', action: tidyAction(rest), subordinate: false, reason: null }
  const rule: AddresseeRule = row.addressee
  if (rule === 'none') return nobody
  if (rule === 'all') return { ...nobody, names: ['all'] }
  if (rule === 'object') {
    const read = readObjectAddressee(rest, lexicon, issuer)
    if (/^(?:them|it|these|those)$/i.test(read.words)) {
      const earlier = namesIn(before, lexicon, issuer).at(-1)
      if (earlier !== undefined) return { ...read, names: [earlier.name], subordinate: earlier.subordinate, reason: row.class >= 'C4' ? 'addressee-from-context' : null }
      const printed = [...before.matchAll(/\s(?:the\s+)?((?:[A-Z][\w-]+)(?:\s+(?:(?:of|on|for|and|the|in|against)\s+)*[A-Z][\w-]+)*)/g)].at(-1)?.[1]
      if (printed !== undefined) return { ...read, names: [printed], subordinate: false, reason: 'addressee-from-context' }
    }
    if (row.class === 'C3' && !read.known && !/\sto\s+[a-z]/.test(rest)) return { ...nobody, names: byNames(rest, lexicon, issuer).names }
    return { ...read, reason: read.known || read.names.length === 0 || row.class < 'C4' ? null : 'addressee-unknown' }
  }
  if (rule === 'of') return { ...nobody, ...soughtFrom(rest, lexicon, issuer) }
  if (row.class === 'C3') return { ...nobody, names: byNames(rest, lexicon, issuer).names }
  return { ...nobody, ...recommendedTo(rest, before, paragraph, lexicon, issuer) }
}

/** "called for ratification by the remaining Member States": those who are to do it stand after by, from, on or among. */
function byNames(rest: string, lexicon: Lexicon, issuer: string | null): { names: string[] } {
  const by = /\b(?:by|from|among(?:st)?|upon|on the part of)\s+((?:all |the |relevant |other )*.+)$/i.exec(rest)
  if (by?.[1] === undefined) {
    const to = /^\s*((?:the |all |relevant |greater )*[A-Za-z ]{3,60}?)\s+to\s+[a-z]/.exec(rest)
    return { names: to?.[1] === undefined ? [] : unique(namesIn(to[1], lexicon, issuer).map((name) => name.name)) }
  }
  const named = namesIn(by[1], lexicon, issuer)
  return { names: unique(named.filter((name) => name.start <= 40).slice(0, 3).map((name) => name.name)) }
}

/** "sought the views of Member States on …", "solicited support from partners". */
function soughtFrom(rest: string, lexicon: Lexicon, issuer: string | null): Partial<Read> {
  const who = /\b(?:from|of)\s+(.{2,80}?)(?=\s(?:on|for|in|to|with|by|before|at|regarding|concerning)\s|[.,;]|$)/.exec(rest)?.[1]
  const named = who === undefined ? [] : namesIn(who, lexicon, issuer)
  return named.length === 0 ? {} : { names: unique(named.map((name) => name.name)), words: who ?? '' }
}

function recommendedTo(rest: string, before: string, paragraph: Paragraph, lexicon: Lexicon, issuer: string | null): Partial<Read> {
  const target = /^\s*(?:that|to)\s+(.{2,120}?)\s+(?:to\s+[a-z]|should|shall|adopt|endorse|approve|consider|that|be\b|take|task|[a-z]+\b)/.exec(rest)
  const direct = target?.[1] === undefined ? [] : namesIn(target[1], lexicon, issuer)
  const tail = /\b(?:to|by|of)\s+(?:the\s+)?(?:next\s+|\d+(?:st|nd|rd|th)\s+)?([A-Z].{0,60})$/.exec(rest)
  const later = /\bfor\s+(?:the\s+)?(?:consideration|adoption|endorsement|approval)|\bto\s+(?:the\s+)?(?:next\s+|\d+\w\w\s+)?[A-Z]/.test(rest) && tail?.[1] !== undefined ? namesIn(tail[1], lexicon, issuer) : []
  const named = direct.length > 0 ? direct : later
  if (named.length > 0) return { names: unique(named.map((name) => name.name)), words: target?.[1] ?? tail?.[1] ?? '' }
  const printed = /^\s*to\s+(?:the\s+)?((?:[A-Z][\w-]+)(?:\s+(?:(?:of|on|for|and|the|in)\s+)*[A-Z][\w-]+)*)/.exec(rest)?.[1]
  if (printed !== undefined) return { names: [printed], words: printed, reason: 'addressee-unknown' }
  if (!/\btheir\b/i.test(rest)) return {}
  // "their respective action plans": of the bodies named just before; they are not ours, or it would say "our".
  const earlier = namesIn(before, lexicon, issuer).at(-1) ?? namesIn(paragraph.text, lexicon, issuer).find((name) => name.name === 'sectoral bodies')
  return earlier === undefined ? { names: ['sectoral bodies'], words: 'their', reason: 'addressee-from-context' } : { names: [earlier.name], words: 'their' }
}

function readPassive(subject: string, lexicon: Lexicon, issuer: string | null): Read {
  const clean = subject.replace(/^(?:and|that|in this regard,)\s+/i, '').trim()
  const named = namesIn(clean, lexicon, issuer)
  const plain = clean.replace(/^(?:the|all)\s+/i, '')
  return {
    names: named.length > 0 ? unique(named.map((name) => name.name)) : plain === '' || plain.split(/\s+/).length > 10 ? [] : [plain],
    words: clean,
    action: '',
    subordinate: named.length > 0 && named.every((name) => name.subordinate),
    reason: null,
  }
}

/** A request to the own secretariat or to a subordinate body is a duty, practice §2.7. */
function raised(row: VerbRow, klass: DecisionClass, read: { subordinate: boolean }): DecisionClass {
  return (row.code === 'requested' || row.code === 'asked') && read.subordinate ? 'C5' : klass
}

/** "agreed to task SOMTC to …": the inner verb says what it is. */
function delegatedVerb(rest: string): { row: VerbRow; rest: string } | null {
  const to = /^,?\s+(?:\w+ly\s+)?to\s+/.exec(rest)
  if (to === null) return null
  const inner = rest.slice(to[0].length)
  const verb = leadingVerb(inner)
  if (verb === null || verb.start > 20 || verb.row.class < 'C3' || verb.row.class > 'C5' || verb.row.addressee !== 'object') return null
  const after = inner.slice(verb.end)
  return /^\s+(?:to|and|or|,)/.test(after) ? null : { row: verb.row, rest: after }
}

/** agreed, decided, resolved: C6 when the state of something changes, C5 when there is something to do. */
function bindingOf(rest: string, row: VerbRow, lexicon: Lexicon, issuer: string | null): { class: DecisionClass; addressees: string[]; words: string } {
  const all = { addressees: ['all'], words: '' }
  if (row.code === 'agreed-in-principle' || row.code === 'decided') {
    const who = dutyBearer(rest, lexicon, issuer)
    return row.code === 'decided' && who !== null ? who : { class: 'C6', ...all }
  }
  const forWhom = /^\s+for\s+(?<who>.{2,80}?)\s+to\s+[a-z]/.exec(rest)?.groups?.['who']
  const bearers = forWhom === undefined ? [] : namesIn(forWhom, lexicon, issuer)
  if (bearers[0] !== undefined && bearers[0].start <= 4) return { class: 'C5', addressees: unique(bearers.map((name) => name.name)), words: forWhom ?? '' }
  const to = /^,?\s+(?:\w+ly\s+|further\s+)?to\s+(?<verb>(?!the\b|an?\b|this\b|its\b|our\b|their\b|all\b)[a-z].*)$/s.exec(rest)
  if (to?.groups?.['verb'] !== undefined) return { class: constitutive.test(to.groups['verb'].replace(/^(?:further|also|jointly|formally|continue to)\s+/, '')) ? 'C6' : 'C5', ...all }
  const that = /^,?\s+(?:on\s+)?that\b(?<clause>.*)$/s.exec(rest)?.groups?.['clause']
  if (that !== undefined) {
    if (/\bbe\s+(?:\w+ly\s+)?(?:transferred|extended|established|adopted|endorsed|approved|designated|appointed|included|held\b.*(?:annual|every|year)|convened\b.*(?:annual|every|year)|renamed|terminated|set up|created)/.test(that) || /\b(?:meets?|convenes?)\b.*(?:every|annual|yearly)/.test(that)) return { class: 'C6', ...all }
    if (/^\s*(?:the|its|our|their)\s+(?:next|\d+(?:st|nd|rd|th)|following)\b[^,]*\bbe\s+(?:held|convened|hosted)\b/i.test(that)) return { class: 'C6', ...all }
    const who = dutyBearer(rest, lexicon, issuer)
    if (who !== null) return who
    return { class: /\b(?:should|shall|would|will|must|needs? to|be)\b/.test(that) ? 'C5' : 'C6', ...all }
  }
  if (/^,?\s+(?:upon|on|to|with)\s+(?:the\s+)?(?:\w+\s+)?(?:need|importance|necessity|urgency)\b/.test(rest)) return { class: 'C5', ...all }
  return { class: row.code === 'resolved' ? 'C5' : 'C6', ...all }
}

/** "agreed that the Secretariat would compile …": the duty is on the one named, not on all; "… be invited to" leaves it a request. */
function dutyBearer(rest: string, lexicon: Lexicon, issuer: string | null): { class: DecisionClass; addressees: string[]; words: string } | null {
  const match = /^,?\s+that\s+(?<who>.{2,120}?)\s+(?:(?:should|shall|would|will|must)(?!\s+(?:\w+\s+)?be\b)|(?:(?:should|shall|would|will|must)\s+)?be (?<asked>tasked|requested|asked|invited|mandated|directed|instructed|entrusted|assigned|encouraged|urged|called upon|responsible))\b/.exec(rest)
  const who = match?.groups?.['who']?.replace(/,\s*(?:as|being|in its|led by|chaired by)\b[^,]*(?:,|$)/, '')
  if (who === undefined || /,|\b(?:which|the (?:work|plan|draft|retreat|meeting))\b/i.test(who)) return null
  const named = namesIn(who, lexicon, issuer)
  if (named.length === 0) return null
  const asked = match?.groups?.['asked'] ?? ''
  const softer: DecisionClass | null = /^(?:encouraged|urged|called)/.test(asked) ? 'C3' : asked === 'invited' || (/^(?:requested|asked)$/.test(asked) && !named.every((name) => name.subordinate)) ? 'C4' : null
  return { class: softer ?? 'C5', addressees: unique(named.map((name) => name.name)), words: who }
}

function pushReason(reasons: DoubtReason[], reason: DoubtReason | null): void {
  if (reason !== null) reasons.push(reason)
}
