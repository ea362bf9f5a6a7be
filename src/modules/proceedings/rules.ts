import { type Actor, acts } from '../../kernel/actor.ts'
import { addDays, addWorkingDays, dayInZone, instantInZone } from '../../kernel/calendar.ts'
import { type Lang, languages, type Text } from '../../kernel/languages.ts'
import { allow, deny, type Verdict } from '../../kernel/policy.ts'
import { type AccessClass, type Category, chairs, partyOf, type RunState } from '../meetings/index.ts'
import type { Annex, Comment, FrozenParagraph, Paragraph, Report } from './schema.ts'

export interface Held {
  body: string
  state: RunState
}

/** Practice §8.2 row 29 and "holds the pen": Secretariat and Chair write the draft. */
export const holdsPen = (actor: Actor, meeting: { body: string }): boolean => acts(actor, 'SD') || chairs(actor, meeting)

export function canDraft(actor: Actor, { meeting, report }: { meeting: Held; report: Pick<Report, 'state'> | null }): Verdict {
  if (!holdsPen(actor, meeting)) return deny('proceedings.not-your-pen')
  if (report === null || report.state === 'DRAFT') return allow('proceedings.holds-pen')
  return deny(report.state === 'FINAL' ? 'proceedings.final-frozen' : 'proceedings.in-comment')
}

/** comments are asked for once the meeting is closed; the Secretariat sends the draft round. */
export function canCirculate(actor: Actor, { meeting, report }: { meeting: Held; report: Pick<Report, 'state'> }): Verdict {
  if (!holdsPen(actor, meeting)) return deny('proceedings.not-your-pen')
  if (report.state !== 'DRAFT') return deny(report.state === 'FINAL' ? 'proceedings.final-frozen' : 'proceedings.in-comment')
  return meeting.state === 'CLOSED' || meeting.state === 'REPORT_IN_COMMENT' ? allow('proceedings.holds-pen') : deny('proceedings.not-closed')
}

/** while comments conflict, or stand open after the term, the Chair has the text revised and sent round again. */
export function canRecirculate(actor: Actor, { meeting, report }: { meeting: Held; report: Pick<Report, 'state'> }): Verdict {
  if (!chairs(actor, meeting)) return deny('proceedings.chair-recirculates')
  return report.state === 'IN_COMMENT' ? allow('proceedings.chair') : deny('proceedings.not-in-comment')
}

export interface Commenting {
  meeting: Held
  report: Pick<Report, 'state' | 'commentsUntil'>
  paragraph: Pick<Paragraph, 'party'>
  category: Category | null
  now: string
}

/**
 * comments concern factual accuracy, or the delegation's own intervention. What another delegation said is that delegation's;
 * nobody else asks to change it. A delegate's comment is a proposal until the head or the focal point makes it the delegation's (row 29).
 */
export function canComment(actor: Actor, { meeting, report, paragraph, category, now }: Commenting): Verdict {
  const party = partyOf(actor)
  const pen = holdsPen(actor, meeting)
  if (!pen && (party === null || !acts(actor, 'NF', 'HD', 'LS', 'DE', 'DP') || category === null)) return deny('proceedings.not-yours-to-comment')
  if (report.state !== 'IN_COMMENT' || report.commentsUntil === null) return deny(report.state === 'FINAL' ? 'proceedings.final-frozen' : 'proceedings.not-in-comment')
  if (now >= report.commentsUntil) return deny('proceedings.silence-agreed')
  if (paragraph.party !== null && paragraph.party !== party) return deny('proceedings.anothers-intervention')
  return allow(acts(actor, 'DE') ? 'proceedings.comment-proposes' : 'proceedings.comments')
}

/** Whose comment it is decides; head and focal point speak for the delegation. */
export function canOwnComment(actor: Actor, { report, comment, now }: { report: Pick<Report, 'state' | 'commentsUntil'>; comment: Pick<Comment, 'party' | 'byRole'>; now: string }): Verdict {
  const party = partyOf(actor)
  if (comment.party === null || party !== comment.party) return deny('proceedings.not-your-comment')
  if (!acts(actor, 'NF', 'HD', ...(comment.byRole === 'LS' ? (['LS'] as const) : []), ...(comment.byRole === 'DP' ? (['DP'] as const) : []))) return deny('proceedings.head-or-focal')
  return report.state === 'IN_COMMENT' && report.commentsUntil !== null && now < report.commentsUntil ? allow('proceedings.comments') : deny('proceedings.silence-agreed')
}

/** The Secretariat takes in what nobody contests; refusing, and choosing between delegations, is the Chair's. */
export function canRule(actor: Actor, { meeting, report, conflicts, refuses }: { meeting: Held; report: Pick<Report, 'state'>; conflicts: boolean; refuses: boolean }): Verdict {
  if (report.state !== 'IN_COMMENT') return deny('proceedings.not-in-comment')
  if (chairs(actor, meeting)) return allow('proceedings.chair')
  if (!acts(actor, 'SD')) return deny('proceedings.not-your-pen')
  if (conflicts) return deny('proceedings.conflict-chair-rules')
  return refuses ? deny('proceedings.chair-refuses') : allow('proceedings.holds-pen')
}

/** Paragraphs on which delegations ask for different words. */
export function conflicting(comments: readonly Pick<Comment, 'paragraph' | 'party' | 'wording' | 'state'>[]): Set<string> {
  const open = comments.filter((comment) => comment.state === 'open')
  return new Set(open.filter((one) => open.some((other) => other.paragraph === one.paragraph && other.party !== one.party && (other.wording.en !== one.wording.en || other.wording.th !== one.wording.th))).map((one) => one.paragraph))
}

/** US-14 AC2: at expiry with none open, FINAL is proposed by itself. Decided when read. */
export const finalProposed = (report: Pick<Report, 'state' | 'commentsUntil'>, comments: readonly Pick<Comment, 'state'>[], now: string): boolean =>
  report.state === 'IN_COMMENT' && report.commentsUntil !== null && now >= report.commentsUntil && comments.every((comment) => comment.state !== 'open')

export function canConfirm(actor: Actor, { meeting, report, comments, now }: { meeting: Held; report: Pick<Report, 'state' | 'commentsUntil'>; comments: readonly Pick<Comment, 'state'>[]; now: string }): Verdict {
  if (!chairs(actor, meeting)) return deny('proceedings.chair-confirms')
  if (report.state === 'FINAL') return deny('proceedings.final-frozen')
  if (report.state === 'DRAFT') return meeting.state === 'CLOSED' ? allow('proceedings.adopted-in-room') : deny('proceedings.not-closed')
  if (finalProposed(report, comments, now)) return allow('proceedings.chair')
  return deny(comments.some((comment) => comment.state === 'open') ? 'proceedings.comments-open' : 'proceedings.term-runs')
}

/** §8.2 row 28: focal points and heads ask, the Secretariat proposes, the Chair issues. */
export function canAskCorrection(actor: Actor, { meeting, report, category }: { meeting: Held; report: Pick<Report, 'state'>; category: Category | null }): Verdict {
  if (report.state !== 'FINAL') return deny('proceedings.not-final')
  if (holdsPen(actor, meeting)) return allow('proceedings.holds-pen')
  return acts(actor, 'NF', 'HD') && category === 'member' ? allow('proceedings.asks-correction') : deny('proceedings.not-yours-to-correct')
}
export function canIssueCorrection(actor: Actor, { meeting, report }: { meeting: Held; report: Pick<Report, 'state'> }): Verdict {
  if (report.state !== 'FINAL') return deny('proceedings.not-final')
  return chairs(actor, meeting) ? allow('proceedings.chair') : deny('proceedings.chair-corrects')
}

export function canHandOver(actor: Actor, { report }: { report: Pick<Report, 'state' | 'handedOver'> }): Verdict {
  if (!acts(actor, 'SD')) return deny('proceedings.desk-hands-over')
  if (report.state !== 'FINAL') return deny('proceedings.not-final')
  return report.handedOver === null ? allow('proceedings.holds-pen') : deny('proceedings.handed-over')
}

/** to the end of the tenth working day after circulation; of the fifth for a text sent round again. */
export function commentsUntil(now: string, zone: string, holidays: ReadonlySet<string>, again: boolean): string {
  const last = addWorkingDays(dayInZone(now, zone), again ? 5 : 10, holidays)
  return instantInZone(addDays(last, 1), '00:00', zone)
}

/** A retreat keeps no record: no one's words, only lines that were agreed (practice §1.10). */
export const recordsNobody = (access: AccessClass | null): boolean => access === 'RETREAT'

const citing = /\{annex:([a-z0-9-]{1,40})\}/g
const cited = (text: Text): string[] => [...text.en.matchAll(citing), ...text.th.matchAll(citing)].map((found) => found[1] as string)

/** US-14 AC5: annexes are numbered in the order in which the text first cites them, so numbers are contiguous; one that is not cited has none. */
export function numberedAnnexes(paragraphs: readonly { text: Text }[], annexes: readonly Pick<Annex, 'key'>[]): { numbers: Map<string, number>; uncited: string[]; unknown: string[] } {
  const known = new Set(annexes.map((annex) => annex.key))
  const numbers = new Map<string, number>()
  const unknown = new Set<string>()
  for (const key of paragraphs.flatMap((paragraph) => cited(paragraph.text))) {
    if (!known.has(key)) unknown.add(key)
    else if (!numbers.has(key)) numbers.set(key, numbers.size + 1)
  }
  return { numbers, uncited: annexes.map((annex) => annex.key).filter((key) => !numbers.has(key)), unknown: [...unknown] }
}

/** The words of a paragraph with its annexes by number: "ANNEX 3". */
export const withAnnexes = (text: string, numbers: ReadonlyMap<string, number>, word: (n: number) => string): string => text.replace(citing, (whole, key: string) => { const n = numbers.get(key); return n === undefined ? whole : word(n) })

/** Stands in a text that was laid out before the meeting dealt with its item; nothing goes round while it stands. */
export const toComplete = '{to-complete}'
export const isToComplete = (paragraph: { text: Text }): boolean => languages.some((lang) => paragraph.text[lang].includes(toComplete))

/**
 * What a draft may say of an item. Only what the room kept, or a decision at the gavel, proves that it was taken up; while the meeting is
 * not over the rest is still to come. A meeting of which the room kept nothing followed its agenda, once it is over.
 */
export function toldOf({ state, takenUp, decided }: { state: RunState; takenUp: boolean | null; decided: boolean }): 'taken-up' | 'to-come' | 'left-out' {
  if (decided || takenUp === true) return 'taken-up'
  if (!over.has(state)) return 'to-come'
  return takenUp === null ? 'taken-up' : 'left-out'
}
const over: ReadonlySet<RunState> = new Set(['CLOSED', 'REPORT_IN_COMMENT', 'REPORT_FINAL', 'ARCHIVED'])

/** By the paragraphs this reader has: in an extract numbers close up, so that it does not tell how much is left out. */
export const numberedParagraphs = <T extends object>(paragraphs: readonly T[]): (T & { number: number })[] => paragraphs.map((paragraph, index) => ({ ...paragraph, number: index + 1 }))

export const frozenOf = (paragraphs: readonly Paragraph[]): FrozenParagraph[] => paragraphs.map(({ id, item, session, party, text }) => ({ id, item, session, party, text }))

export interface ParagraphChange {
  id: string
  before: string | null
  after: string | null
}
/** What differs between two kept texts, paragraph by paragraph, in the order of the later. */
export function changesOf(before: readonly FrozenParagraph[], after: readonly FrozenParagraph[], lang: Lang): ParagraphChange[] {
  const old = new Map(before.map((paragraph) => [paragraph.id, paragraph.text[lang]]))
  const now = new Set(after.map((paragraph) => paragraph.id))
  const changes = after.map((paragraph) => ({ id: paragraph.id, before: old.get(paragraph.id) ?? null, after: paragraph.text[lang] as string | null }))
  return [...changes, ...before.filter((paragraph) => !now.has(paragraph.id)).map((paragraph) => ({ id: paragraph.id, before: paragraph.text[lang] as string | null, after: null }))].filter((change) => change.before !== change.after)
}
