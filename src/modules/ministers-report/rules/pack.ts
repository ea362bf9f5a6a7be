import type { Actor } from '../../../kernel/actor.ts'
import { acts } from '../../../kernel/actor.ts'
import type { Layout } from '../../../kernel/paper.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { type DecisionClass, extractDecisions, type Lexicon } from '../../extraction/index.ts'
import { parseSymbol } from '../../documents/index.ts'
import { completeness } from '../rules.ts'
import type { PackPart, PackRow } from '../schema/pack.ts'

/** Practice §3.5: ten pages, annexes not counted. */
export const mostPages = 10

/** Who may read the draft (practice §8.2 rows 12 and 16): the Secretariat, which holds the pen, and the Chair. What is frozen is an official document, and read as one. */
export function canReadDraft(actor: Actor): Verdict {
  return acts(actor, 'SD', 'CH') ? allow('report.pack.house') : deny('report.pack.not-yours')
}

/** Row 11: the Secretariat writes it, gives it a symbol and freezes it; ministers decide. */
export function canWritePack(actor: Actor): Verdict {
  return acts(actor, 'SD') ? allow('report.pack.desk') : deny('report.pack.only-desk')
}

/** US-19 AC3: the class of a draft decision as the rules of extraction read it, and from which verb. Of several the strongest that asks or changes something. */
export function classOf(english: string, lexicon: Lexicon, issuer: string): { verb: string; class: DecisionClass } | null {
  // A placeholder is no word of the decision: it would be read as one.
  const words = english.replace(/\[([^\]]*)\]/g, '$1').replace(/…/g, '')
  const found = extractDecisions(words, { lang: 'en', issuer, lexicon }).filter((decision) => !decision.reasons.includes('negated'))
  const [first] = found.toSorted((a, b) => (a.class < b.class ? 1 : a.class > b.class ? -1 : 0))
  return first ? { verb: first.verb.toLowerCase(), class: first.class } : null
}

/** What stands in a wording for something not yet settled: an option or a gap in brackets, or three dots. */
export const placeholders = (text: string): string[] => text.match(/\[[^\]]*\]|…/g) ?? []

export const classUsed = (part: Pick<PackPart, 'class' | 'readClass'>): string | null => part.class ?? part.readClass

/** The Thai is written, and written for the English that stands. */
export const thaiStands = (part: Pick<PackPart, 'text' | 'thaiFor'>): boolean => part.text.th.trim() !== '' && part.thaiFor === part.text.en

export type Gate = 'every-decision' | 'proof' | 'placeholder' | 'class' | 'thai' | 'written' | 'pages' | 'summary-page'
export interface GateState {
  gate: Gate
  /** What keeps it shut, by symbol, number or page; empty when it is open. */
  open: string[]
}

export interface Gated {
  /** C4 to C6 of the meeting, as the desk sees them; and those in the table. */
  asked: readonly string[]
  shown: readonly string[]
  rows: readonly PackRow[]
  parts: readonly PackPart[]
  hasActivities: boolean
  layouts: readonly Layout[]
}

const short = (symbol: string): string => symbol.split('/').at(-1) ?? symbol

/** What the pack still lacks, each with its reasons (look-d decision 11). Frozen only when none is left. */
export function gatesOf({ asked, shown, rows, parts, hasActivities, layouts }: Gated): GateState[] {
  const { missing, twice } = completeness(asked, shown)
  const of = (section: PackPart['section']) => parts.filter((part) => part.section === section)
  const decisions = of('decision')
  const number = (part: PackPart) => `1.${decisions.indexOf(part) + 1}`
  const named = (part: PackPart) => (part.section === 'decision' ? number(part) : part.mandate !== null ? short(part.mandate.replaceAll('-', '/')) : `${sectionNumber(part.section)}.${of(part.section).indexOf(part) + 1}`)
  const body = Math.max(0, ...layouts.map(bodyPages))
  const summaryPage = Math.max(0, ...layouts.map((laid) => laid.at['summary-end'] ?? 1))
  return [
    { gate: 'every-decision', open: [...missing, ...twice].map(short) },
    { gate: 'proof', open: rows.filter((row) => row.chosenHidden || (row.hidden > 0 && row.proofs.length === 0)).map((row) => short(row.decision.symbol)) },
    { gate: 'placeholder', open: parts.filter((part) => placeholders(part.text.en).length + placeholders(part.text.th).length > 0).map(named) },
    { gate: 'class', open: decisions.filter((part) => { const used = classUsed(part); return used === null || used < 'C4' }).map(number) },
    { gate: 'thai', open: parts.filter((part) => part.section !== 'row' || part.text.en !== '').filter((part) => !thaiStands(part)).map(named) },
    { gate: 'written', open: [...(of('summary').length === 0 ? ['0'] : []), ...(hasActivities && of('status').length === 0 ? ['3'] : [])] },
    { gate: 'pages', open: body > mostPages ? [String(body)] : [] },
    { gate: 'summary-page', open: summaryPage > 1 ? [String(summaryPage)] : [] },
  ]
}

/** The number of a section in the pack; the summary goes before them. */
export const sectionNumber = (section: PackPart['section']): number => ({ summary: 0, decision: 1, row: 2, status: 3, threat: 4, partner: 5, issue: 6, next: 7 })[section]

/** Pages before the annexes. */
export const bodyPages = (laid: Layout): number => (annexIds.map((id) => laid.at[id]).find((page) => page !== undefined) ?? laid.pages + 1) - 1
export const annexIds = ['annex-numbers', 'annex-full', 'annex-method']

/** The first and the last page of each section, as far as they are marked. */
export function pagesBySection(laid: Layout): { section: number; from: number; to: number }[] {
  const numbers = [1, 2, 3, 4, 5, 6, 7]
  return numbers.flatMap((section, index) => {
    const from = laid.at[`part-${section}`]
    if (from === undefined) return []
    const next = numbers.slice(index + 1).map((other) => laid.at[`part-${other}`]).find((page) => page !== undefined) ?? bodyPages(laid)
    return [{ section, from, to: Math.max(from, next) }]
  })
}

/** The beginning of a long text, at the end of a word; what follows is told elsewhere. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(cut)]
  const whole = words.length > 1 ? cut.slice(0, words.at(-1)?.index ?? most) : cut
  return `${whole.trimEnd()} …`
}

/** The symbol of a paper of this house in what was given as evidence, as such or in an address. */
export function symbolIn(evidence: string | null): string | null {
  if (evidence === null) return null
  const text = decodeURIComponentOr(/\/documents\/([^?#\s]+)/.exec(evidence)?.[1] ?? evidence.trim())
  // Longest first: a view of the paper stands after its symbol.
  const parts = text.split('/')
  for (let n = parts.length; n >= 3; n--) {
    const symbol = parts.slice(0, n).join('/')
    if (parseSymbol(symbol) !== null) return symbol
  }
  return null
}

const decodeURIComponentOr = (text: string): string => { try { return decodeURIComponent(text) } catch { return text } }
