import { type Actor, acts, roleOf } from '../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'
import { type Answer, chairs, judge, partyOf, type RunState } from '../meetings/index.ts'
import type { Agenda, AgendaState, FrozenItem, Item, ItemPaper, NumberedItem, Purpose } from './schema.ts'

export interface Held {
  body: string
  state: RunState
}

const adopted = (state: AgendaState): boolean => state === 'ADOPTED' || state === 'AMENDED'
const over: readonly RunState[] = ['CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED', 'CANCELLED']
const begun: readonly RunState[] = ['OPENED', 'SUSPENDED', ...over]

/** Practice §8.2 row 3: the Secretariat and the Chair hold the pen. */
export const holdsPen = (actor: Actor, meeting: { body: string }): boolean => acts(actor, 'SD') || chairs(actor, meeting)

/** what the meeting adopted is frozen; only an item nobody objects to is added. */
export function canEdit(actor: Actor, subject: { meeting: Held; agenda: Pick<Agenda, 'state'> }): Verdict {
  if (!holdsPen(actor, subject.meeting)) return deny('agenda.not-your-pen')
  if (over.includes(subject.meeting.state)) return deny('agenda.meeting-over')
  return adopted(subject.agenda.state) ? deny('agenda.frozen') : allow('agenda.holds-pen')
}

export interface Adding {
  meeting: Held
  agenda: Pick<Agenda, 'state'>
}

/** Who may add at all; what it takes beyond that is in `needsNoObjection`. Recording that nobody objected is the Chair's (§8.2 row 4). */
export function canAdd(actor: Actor, { meeting, agenda }: Adding): Verdict {
  if (!holdsPen(actor, meeting)) return deny('agenda.not-your-pen')
  if (over.includes(meeting.state)) return deny('agenda.meeting-over')
  if (!adopted(agenda.state)) return allow('agenda.holds-pen')
  return chairs(actor, meeting) ? allow('agenda.chair-adds') : deny('agenda.chair-adds-after')
}

/**
 * after adoption any item needs the record that nobody objected.: once the meeting is open, so does an item for decision
 * under "Other matters", since nobody was told of it at the opening. Null: none is needed.
 */
export function needsNoObjection(adding: Adding, item: { purpose: Purpose; parentTopic: Item['topic'] }): 'after-adoption' | 'other-matters' | null {
  if (adopted(adding.agenda.state)) return 'after-adoption'
  return item.parentTopic === 'other-matters' && item.purpose === 'decision' && begun.includes(adding.meeting.state) ? 'other-matters' : null
}

/** What the table of rights says for the category, under the facts of this meeting (§4.4 "Propose agenda item"). */
export interface Proposing {
  meeting: Held
  agenda: Pick<Agenda, 'state'>
  answer: Answer
  invited: boolean
  /** A consultation with the proposer's own party. */
  own: boolean
}

/** Practice §8.2 row 3: focal points, heads and lead shepherds propose; partners for their own consultation; sister bodies when invited. */
export function canPropose(actor: Actor, { meeting, agenda, answer, invited, own }: Proposing): Verdict {
  if (!acts(actor, 'NF', 'HD', 'LS', 'DP', 'OB') || partyOf(actor) === null) return deny('agenda.not-yours-to-propose')
  const verdict = judge(answer, { invited, own })
  if (!verdict.allowed) return verdict
  if (roleOf(actor) === 'DP' && !own) return deny('rights.own-missing')
  if (begun.includes(meeting.state)) return deny('agenda.propose-before-opening')
  return adopted(agenda.state) ? deny('agenda.frozen') : allow('agenda.proposes')
}

export function canIssue(actor: Actor, subject: { meeting: Held; agenda: Pick<Agenda, 'state'> }): Verdict {
  return canEdit(actor, subject)
}

/** §8.2 row 4, R-8.3.1: the Secretariat puts it to the Chair, who alone records the adoption. */
export function canPut(actor: Actor, { meeting, agenda }: { meeting: Held; agenda: Pick<Agenda, 'state' | 'putAt'> }): Verdict {
  if (!acts(actor, 'SD')) return deny('agenda.secretariat-puts')
  if (over.includes(meeting.state)) return deny('agenda.meeting-over')
  if (agenda.state !== 'PROVISIONAL') return deny(agenda.state === 'DRAFT' ? 'agenda.not-issued' : 'agenda.adopted-already')
  return agenda.putAt === null ? allow('agenda.puts') : deny('agenda.put-already')
}

export function canAdopt(actor: Actor, { meeting, agenda }: { meeting: Held; agenda: Pick<Agenda, 'state'> }): Verdict {
  if (!chairs(actor, meeting)) return deny('agenda.chair-adopts')
  if (agenda.state === 'DRAFT') return deny('agenda.not-issued')
  if (adopted(agenda.state)) return deny('agenda.adopted-already')
  // by adoption in the meeting, so not before it is open.
  return meeting.state === 'OPENED' || meeting.state === 'SUSPENDED' ? allow('agenda.chair') : deny(over.includes(meeting.state) ? 'agenda.meeting-over' : 'agenda.not-open')
}

/** "1", "1.1", "2": by the items this reader sees, so a hidden one leaves no gap. An item whose parent is hidden stands for itself. */
export function numbered<T extends { id: string; parent: string | null }>(items: readonly T[]): (T & { number: string })[] {
  const numbers = new Map<string, { number: string; below: number }>()
  let top = 0
  return items.map((item) => {
    const above = item.parent === null ? undefined : numbers.get(item.parent)
    const number = above ? `${above.number}.${++above.below}` : `${++top}`
    numbers.set(item.id, { number, below: 0 })
    return { ...item, number }
  })
}

/** A paper that counts: it stands, it is not late without the Chair's leave (US-07 AC3), and it ends with what is asked of the meeting. */
export const asksNow = (paper: Pick<ItemPaper, 'asks' | 'late' | 'admitted' | 'withdrawn'>): boolean => paper.asks && !paper.withdrawn && (!paper.late || paper.admitted)

/** the items for decision that no paper asks for. What the adoption of the agenda is asked by is the provisional agenda itself. */
export function withoutPaper<T extends Pick<Item, 'id' | 'purpose' | 'topic'>>(items: readonly T[], papers: readonly (Pick<ItemPaper, 'item' | 'asks' | 'late' | 'admitted' | 'withdrawn'>)[]): T[] {
  const asked = new Set(papers.filter(asksNow).map((paper) => paper.item))
  return items.filter((item) => item.purpose === 'decision' && item.topic !== 'adoption' && !asked.has(item.id))
}

/** The order of the siblings after a move; null when it moves nowhere. `before` null: to the end. */
export function reordered(siblings: readonly string[], item: string, to: 'up' | 'down' | { before: string | null }): string[] | null {
  const at = siblings.indexOf(item)
  if (at < 0) return null
  const rest = siblings.filter((id) => id !== item)
  const place = to === 'up' ? at - 1 : to === 'down' ? at + 1 : to.before === null ? rest.length : rest.indexOf(to.before)
  if (place < 0 || place > rest.length || place === at) return null
  return [...rest.slice(0, place), item, ...rest.slice(place)]
}

const requestVerbs = {
  en: /\b(?:invited to|and to|and|to) (take note|note|adopt|endorse|approve|agree|decide|consider|discuss|confirm|authori[sz]e|recommend|request|task|welcome|establish|extend|elect|designate|support|comment|provide guidance|exchange views|review)\b/g,
  th: /รับทราบ|รับรอง|เห็นชอบ|อนุมัติ|ตัดสินใจ|มีมติ|พิจารณา|หารือ|ยืนยัน|เสนอแนะ|มอบหมาย|จัดตั้ง|ขยายเวลา|แต่งตั้ง|สนับสนุน|แลกเปลี่ยนความเห็น|ให้ความเห็น|ทบทวน|ตกลง/g,
}

/** The request cut at its operative verbs: what the meeting is asked to do looks like the decision it will become. */
export function requestPieces(text: string, lang: 'en' | 'th'): { text: string; verb: boolean }[] {
  const pieces: { text: string; verb: boolean }[] = []
  let from = 0
  for (const found of text.matchAll(requestVerbs[lang])) {
    const verb = found[1] ?? found[0]
    const at = found.index + found[0].length - verb.length
    if (at > from) pieces.push({ text: text.slice(from, at), verb: false })
    pieces.push({ text: verb, verb: true })
    from = at + verb.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), verb: false })
  return pieces
}

export type Change =
  | { kind: 'added' | 'removed'; item: FrozenItem & { number: string } }
  | { kind: 'changed'; before: FrozenItem & { number: string }; after: FrozenItem & { number: string }; fields: ChangedField[] }
export type ChangedField = 'number' | 'title' | 'purpose' | 'lead' | 'minutes' | 'session' | 'background' | 'request' | 'mandates'

const compared: readonly Exclude<ChangedField, 'number'>[] = ['title', 'purpose', 'lead', 'minutes', 'session', 'background', 'request', 'mandates']

/** What differs between two versions, in the order of the later one; what it no longer has stands last. */
export function changesBetween(before: readonly FrozenItem[], after: readonly FrozenItem[]): Change[] {
  const old = new Map(numbered(before).map((item) => [item.id, item]))
  const changes: Change[] = []
  for (const item of numbered(after)) {
    const was = old.get(item.id)
    old.delete(item.id)
    if (!was) {
      changes.push({ kind: 'added', item })
      continue
    }
    const fields: ChangedField[] = [...(was.number === item.number ? [] : (['number'] as const)), ...compared.filter((field) => !sameValue(was[field], item[field]))]
    if (fields.length > 0) changes.push({ kind: 'changed', before: was, after: item, fields })
  }
  return [...changes, ...[...old.values()].map((item) => ({ kind: 'removed' as const, item }))]
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => value === b[index])
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') return sameWords(a as Record<string, unknown>, b as Record<string, unknown>)
  return false
}
const sameWords = (a: Record<string, unknown>, b: Record<string, unknown>): boolean => a['en'] === b['en'] && a['th'] === b['th']

/**
 * Who may have a version as one paper: whoever sees every item of it, and nobody who sees fewer (US-08). Open and ceremonial sessions are for
 * all who take part; a consultation for members and its partner, or for all partners; as soon as one item is for fewer, the paper is the
 * members', and a partner has the version's page, cut to its own items.
 */
export function audienceOf(items: readonly Pick<Item, 'access' | 'partner'>[]): { distribution: 'GENERAL' | 'PARTNER' | 'LIMITED'; partner: string | null; joint: boolean } {
  const narrow = items.filter((item) => item.access !== 'CEREMONY' && item.access !== 'OPEN')
  if (narrow.length === 0) return { distribution: 'GENERAL', partner: null, joint: false }
  const consultation = narrow.every((item) => item.access === 'CONSULTATION')
  const [partner = null, ...others] = [...new Set(narrow.flatMap((item) => item.partner ?? []))]
  if (consultation && partner !== null && others.length === 0) return { distribution: 'PARTNER', partner, joint: false }
  return { distribution: 'LIMITED', partner: null, joint: consultation && partner === null }
}

/** The items of a version that went out, with what this reader may not see left out. */
export const seenOf = (items: readonly FrozenItem[], visible: ReadonlySet<string>): FrozenItem[] => items.filter((item) => visible.has(item.id))

export const frozen = ({ id, parent, title, purpose, lead, minutes, session, startsAt, background, request, mandates }: NumberedItem | Item): FrozenItem => ({ id, parent, title, purpose, lead, minutes, session, startsAt, background, request, mandates })

export const itemPaperSymbols = (papers: readonly ItemPaper[], item: string): string[] => papers.filter((paper) => paper.item === item && asksOrInforms(paper)).map((paper) => paper.symbol)
/** A late paper is on no agenda until the Chair admits it (US-07 AC3). */
const asksOrInforms = (paper: ItemPaper): boolean => !paper.late || paper.admitted
