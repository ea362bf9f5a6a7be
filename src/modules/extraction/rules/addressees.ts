import type { Lexicon } from '../schema.ts'
import { genericAddressees, genericThaiAddressees } from '../phrases.ts'

export type Named = { readonly name: string; readonly start: number; readonly end: number; readonly subordinate: boolean; readonly body: boolean; readonly known: boolean }

type Pattern = { source: RegExp; word: string; subordinate: boolean }

const generic: Pattern[] = genericAddressees.map(({ pattern, word, subordinate }) => ({ source: new RegExp(String.raw`(?<![\w-])(?:${pattern})(?![\w])`, 'g'), word, subordinate }))
const genericThai: Pattern[] = genericThaiAddressees.map(({ pattern, word, subordinate }) => ({ source: new RegExp(pattern, 'g'), word, subordinate }))
const matchers = new WeakMap<Lexicon, { pattern: RegExp; byName: Map<string, Lexicon[number]> } | null>()

/** Every body, party, role or common addressee named in the words, longest match first, in the order of the text. */
export function namesIn(text: string, lexicon: Lexicon, issuer: string | null): Named[] {
  const found: Named[] = []
  for (const { source, word, subordinate } of [...generic, ...genericThai]) {
    for (const match of text.matchAll(source)) {
      const name = match[0].trim()
      if (name === '') continue
      const article = /^(?:the|our|its|their)\s+/i.exec(name)?.[0].length ?? 0
      found.push({ name: word === '' ? name.slice(article) : word, start: match.index + article, end: match.index + match[0].length, subordinate, body: false, known: false })
    }
  }
  const matcher = matcherOf(lexicon)
  if (matcher !== null) {
    for (const match of text.matchAll(matcher.pattern)) {
      const entry = matcher.byName.get(normalName(match[0]))
      if (entry === undefined) continue
      found.push({ name: entry.code, start: match.index, end: match.index + match[0].length, subordinate: isSubordinate(entry.code, lexicon, issuer), body: entry.kind === 'body', known: true })
    }
    for (const composite of composites(text, lexicon)) found.push({ ...composite, subordinate: true, body: true, known: true })
  }
  return withoutOverlap(found)
}

/** Below the body that speaks, at any depth; when nobody said who speaks, any body with one above it. */
export function isSubordinate(code: string, lexicon: Lexicon, issuer: string | null): boolean {
  const above = new Map(lexicon.map((entry) => [entry.code, entry.subordinateTo]))
  if (issuer === null) return above.get(code) !== undefined && lexicon.some((entry) => entry.code === code && entry.kind !== 'party')
  const seen = new Set<string>()
  for (let at = above.get(code); at !== undefined && !seen.has(at); at = above.get(at)) {
    if (at === issuer) return true
    seen.add(at)
  }
  return false
}

/** The longest name wins, a code of the lexicon wins over a common word of the same length. */
function withoutOverlap(found: Named[]): Named[] {
  const kept: Named[] = []
  for (const name of [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || Number(b.known) - Number(a.known))) {
    if (kept.some((other) => name.start < other.end && other.start < name.end)) continue
    const same = found.some((other) => other !== name && other.start === name.start && other.end === name.end && other.subordinate)
    kept.push(same ? { ...name, subordinate: true } : name)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function matcherOf(lexicon: Lexicon) {
  const known = matchers.get(lexicon)
  if (known !== undefined) return known
  const byName = new Map<string, Lexicon[number]>()
  for (const entry of lexicon) for (const name of [...entry.names, entry.code]) if (name.length > 1 && !byName.has(normalName(name))) byName.set(normalName(name), entry)
  const names = lexicon.flatMap((entry) => [...entry.names, entry.code]).filter((name) => name.length > 1).sort((a, b) => b.length - a.length)
  const alternatives = names.map((name) => {
    const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s*\\\+\s*/g, String.raw`\s*\+\s*`).replace(/\s+/g, String.raw`\s+`)
    return /^[\u0e00-\u0e7f]/.test(name) ? escaped : String.raw`(?<![\w+])${escaped}(?![\w]|\s*\+\s*\w)`
  })
  const matcher = alternatives.length === 0 ? null : { pattern: new RegExp(alternatives.join('|'), 'gu'), byName }
  matchers.set(lexicon, matcher)
  return matcher
}

function normalName(name: string): string {
  return name.replace(/\s*\+\s*/g, '+').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** "SOMTC + China Consultation": a body meeting a party has the code BODY+PARTY, "Plus Three" is +3. */
function composites(text: string, lexicon: Lexicon): { name: string; start: number; end: number }[] {
  const bodies = lexicon.filter((entry) => entry.kind === 'body')
  const made: { name: string; start: number; end: number }[] = []
  for (const match of text.matchAll(/([A-Z][A-Za-z]+)\s*(?:\+\s*|\s[Pp]lus\s+)((?:Three|3)|[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?:\s+(?:[Cc]onsultations?|[Mm]eeting))?/g)) {
    const body = bodies.find((entry) => entry.code === match[1] || entry.names.includes(match[1] ?? ''))
    const partner = match[2] ?? ''
    const first = partner.split(' ')[0] ?? ''
    const party = lexicon.find((entry) => entry.kind === 'party' && (entry.code === partner || entry.names.includes(partner) || entry.names.includes(first)))
    const suffix = /^(?:three|3)$/i.test(partner) ? '3' : party?.code
    if (body !== undefined && suffix !== undefined) made.push({ name: `${body.code}+${suffix}`, start: match.index, end: match.index + match[0].length })
  }
  return made
}

export type Addressed = { readonly names: string[]; readonly words: string; readonly action: string; readonly subordinate: boolean; readonly known: boolean }

const addresseeEnd = /\s(?:to(?!\s+(?:the|a|an|its|our|their|this|that|all)\b)(?=\s+[a-z])|for(?=\s+(?:the|its|their|an?|further)?\s*[a-z])|with(?=\s+(?:the\s+)?(?:task|responsib|develop|prepar|its|their|this|\w+ing\b))|that(?=\s)|should|shall)/
const notAddressed = /,?\s*(?:(?:led|chaired|headed|coordinated|supported|assisted|guided|co-chaired|hosted) by|compris|consisting|in its capacity|working (?:closely )?with|acting|in (?:close )?(?:coordination|cooperation|collaboration|consultation|partnership|conjunction)|together with|with the (?:support|assistance)|through|under|based on|especially|particularly|in particular|including|as (?:the )?(?:lead|coordinator|focal)|by\s+\d)\b.*$/i

/** Reads "X and Y, in coordination with Z, to do …": who is addressed, and what they are to do. */
export function readObjectAddressee(rest: string, lexicon: Lexicon, issuer: string | null): Addressed {
  const clause = /^\s*(?:,\s*)?that\s+(.+)$/s.exec(rest)?.[1]
  if (clause !== undefined) return readThatClause(clause, lexicon, issuer)
  const to = addresseeEnd.exec(rest)
  const words = (to === null ? rest : rest.slice(0, to.index)).replace(/^[\s,:]+/, '').replace(/^(?:up)?on\s+/, '').replace(/[\s,.;:]+$/, '')
  const action = to === null ? '' : tidyAction(rest.slice(to.index).replace(/^\s*(?:with|for)\s+/, ''))
  const core = words.replace(/\([^)]*\)/g, ' ').replace(notAddressed, '').replace(/^(?:also|further|to|both)\s+/, '')
  const from = /\bfrom\s+(.+)$/i.exec(core)
  const source = from?.[1] ?? core
  const named = namesIn(source, lexicon, issuer)
  if (named.length === 0) {
    const plain = source.replace(/^(?:the|all|our|its|their)\s+/i, '').trim()
    const fits = plain !== '' && plain.split(/\s+/).length <= 10 && to !== null
    return { names: fits ? several(plain) : [], words, action: action || words, subordinate: false, known: false }
  }
  const kept = named.filter((name, index) => !qualifies(source, name, named[index + 1]))
  if (kept.length === 0) return { names: [source.replace(/^(?:the|all|our|its|their)\s+/i, '').trim()], words, action: action || words, subordinate: named.every((name) => name.subordinate), known: true }
  kept.push(...unnamed(source, named))
  kept.push(...alsoAddressed(to === null ? '' : rest.slice(to.index), lexicon, issuer))
  kept.sort((a, b) => a.start - b.start)
  return { names: unique(kept.map((name) => name.name)), words, action: action || words, subordinate: kept.every((name) => name.subordinate), known: true }
}

/** "civil society and the private sector": short names on both sides of "and" are two. */
function several(plain: string): string[] {
  const parts = unnamed(plain, []).map((name) => name.name)
  const whole = parts.join(' ').split(/\s+/).length + plain.split(/\s+and\s+|,/).length - 1
  return parts.length > 1 && whole + (plain.match(/\b(?:the|all|our)\b/g)?.length ?? 0) >= plain.replace(/,/g, ' ').split(/\s+/).length ? parts : [plain]
}

/** "ASEAN and China", "Governments, donors and UNODC": one of the list that no lexicon knows is kept as printed. */
function unnamed(source: string, named: readonly Named[]): Named[] {
  const found: Named[] = []
  for (const part of source.matchAll(/(?:^|,\s*(?:and\s+)?|\sand\s+|\sas well as\s+)((?:(?!,|\sand\s|\sas well as\s).)+)/g)) {
    const words = part[1]?.trim() ?? ''
    const start = part.index + part[0].length - (part[1]?.length ?? 0)
    const end = start + words.length
    if (words === '' || words.split(/\s+/).length > 4 || /\b(?:of|in|for|with|from|to|at|on|by|that|which|who|other)\b/.test(words) || !/^(?:the |all |our )?[A-Za-z]/.test(words)) continue
    if (named.some((name) => name.start < end && start < name.end)) continue
    found.push({ name: words.replace(/^(?:the|all|our|its|their)\s+/i, ''), start, end, subordinate: false, body: false, known: false })
  }
  return found
}

/** "… to allocate resources, and Dialogue Partners to contribute": the verb is not said again for the second. */
function alsoAddressed(tail: string, lexicon: Lexicon, issuer: string | null): Named[] {
  const again = /,?\sand\s+(?:the\s+|all\s+|our\s+)?([A-Z][^,.;:]{1,70}?)\s+to\s+[a-z]/.exec(tail)?.[1]
  const named = again === undefined ? [] : namesIn(again, lexicon, issuer)
  return named[0]?.start === 0 && named.at(-1)?.end === again?.length ? named : []
}

/** "requested that the Secretariat prepare …", "directed that a review be carried out by SOMTC". */
function readThatClause(clause: string, lexicon: Lexicon, issuer: string | null): Addressed {
  const named = namesIn(clause, lexicon, issuer)
  const by = /\bby\s+/.exec(clause)
  const who = named.find((name) => name.start <= 4) ?? named.find((name) => by !== null && name.start >= by.index && name.start <= by.index + by[0].length + 4)
  const action = tidyAction(clause)
  if (who === undefined) return { names: [], words: '', action, subordinate: false, known: false }
  return { names: [who.name], words: clause.slice(who.start, who.end), action: who.start <= 4 ? tidyAction(clause.slice(who.end)) : action, subordinate: who.subordinate, known: true }
}

/** In "the Chair of SOMTC" or "national agencies of Member States" the name after "of" only qualifies the one before. */
function qualifies(text: string, name: Named, next: Named | undefined): boolean {
  const before = text.slice(0, name.start)
  return next !== undefined && /^['’]s?\s*$/.test(text.slice(name.end, next.start)) || /\b(?:agencies|bodies|officials|points?|shepherds?|groups?|chair\w*)\s+(?:of|from|in|under)\s+(?:the\s+)?$/i.test(before)
}

export function tidyAction(text: string): string {
  return text
    .replace(/^[\s,:]*(?:to|that|of|should|shall)\s+/, '')
    .replace(/^(?:with (?:\w+ ){0,2}(?:appreciation|satisfaction|concern)|by consensus|by acclamation|unanimously|ad referendum|in principle),?\s+/i, '')
    .replace(/^[\s,:]+/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:."”]+$/, '')
    .replace(/[\s,;]+(?:and|or|but|while|as well as)(?:\s+(?:have|has|also|further|to))*$/i, '')
    .replace(/[\s,;]+$/, '')
    .trim()
}

export function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
