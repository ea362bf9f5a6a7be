import { type Actor, acts } from '../../../kernel/actor.ts'
import { addDays, dayInZone, instantInZone } from '../../../kernel/calendar.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { type Answer, type Category, chairs, judge, partyOf } from '../../meetings/index.ts'
import { parseSymbol } from './symbol.ts'
import { type Distribution, type ModifierKind, type PaperStatus, type SeriesCode } from '../schema/papers.ts'

/** Practice §1.8.1: who has a series, and how long before the opening it is due. */
export interface SeriesRule {
  series: SeriesCode
  distribution: Exclude<Distribution, 'PUBLIC'>
  daysBefore: number | null
  /** The date of the master timeline that is its deadline. */
  milestone: string | null
  /** Texts a meeting adopts: only the Chair corrects or amends them. */
  adopted: boolean
}

interface Opening {
  zone: string
  opensAt: string | null
  startsOn: string | null
  /** Days of the master timeline of this meeting by key. */
  dates: ReadonlyMap<string, string>
}

/** The last day on which a paper of a series is on time, as a day of the place; null where none is set. */
export function deadlineDay(rule: Pick<SeriesRule, 'daysBefore' | 'milestone'>, { zone, opensAt, startsOn, dates }: Opening): string | null {
  const set = rule.milestone === null ? undefined : dates.get(rule.milestone)
  const opening = opensAt === null ? startsOn : dayInZone(opensAt, zone)
  return set ?? (rule.daysBefore === null || opening === null ? null : addDays(opening, -rule.daysBefore))
}

/** late is what comes when the day of the deadline is over where the meeting is held, to the second. */
export const isLate = (day: string | null | undefined, zone: string, submittedAt: string): boolean => day != null && Temporal.Instant.compare(submittedAt, instantInZone(addDays(day, 1), '00:00', zone)) >= 0

/** What a paper is, for judging what may be done to it. */
export interface PaperFacts {
  meeting: string
  body: string
  submittedBy: string | null
  submittedRole: string
  status: PaperStatus
  backing: 'party' | 'chair' | null
  backedAt: string | null
  distribution: Distribution
}

/** What is true of who hands in a paper here. */
export interface SubmitFacts {
  body: string
  /** Under which the actor's party takes part; null: it does not. */
  category: Category | null
  /** The cell of `submit-document` for it. */
  answer: Answer
  /** The consultation, item or work is the actor's own. */
  own: boolean
  areas: readonly string[]
  /** Of the text it hangs on: whose that is, and whether it was adopted. */
  stem: { submittedBy: string | null; submittedRole: string; adopted: boolean; modifier: ModifierKind } | null
}

/** Practice §8.2 row 12 and. */
export function canSubmit(actor: Actor, facts: SubmitFacts): Verdict {
  const { stem } = facts
  if (stem?.modifier === 'Amend' || stem?.adopted) return chairs(actor, facts) ? allow('papers.chair-changes-adopted') : deny('papers.only-chair-changes-adopted')
  if (stem && !acts(actor, 'SD') && !originates(actor, { ...stem, body: facts.body })) return deny('papers.not-your-text')
  if (chairs(actor, facts)) return allow('papers.chair-submits')
  if (acts(actor, 'SD')) return allow('papers.desk-submits')
  if (!acts(actor, 'NF', 'HD', 'DE', 'LS', 'DP', 'OB')) return deny('papers.not-your-role')
  if (facts.category === null) return deny('papers.not-taking-part')
  const right = judge(facts.answer, { own: facts.own })
  if (!right.allowed) return right
  if (acts(actor, 'LS') && !facts.areas.includes(actor.capacity?.area ?? '')) return deny('papers.not-your-area')
  if (acts(actor, 'DE')) return allow('papers.delegate-proposes')
  return right
}

/** Whether a form for it is worth showing; what may be submitted where is judged with the rest. */
export const mayTrySubmitting = (actor: Actor): boolean => acts(actor, 'SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'DP', 'OB')

/** Who must stand behind what this actor hands in before it can have a symbol. */
export function backingOf(actor: Actor, answer: Answer): 'party' | 'chair' | null {
  if (acts(actor, 'SD', 'CH')) return null
  if (acts(actor, 'DE')) return 'party'
  return answer === 'via-chair' ? 'chair' : null
}

/** Row 11: the registry is the Secretariat's. */
export const canRegister = (actor: Actor, paper: Pick<PaperFacts, 'status'>): Verdict =>
  !acts(actor, 'SD') ? deny('papers.desk-registers') : paper.status === 'SUBMITTED' ? allow('papers.desk-registers-yes') : deny('papers.not-waiting')

/** A delegate's paper is forwarded by the focal point or head of the same party, an observer's by the Chair. */
export function canForward(actor: Actor, paper: PaperFacts): Verdict {
  if (paper.status !== 'SUBMITTED' || paper.backing === null || paper.backedAt !== null) return deny('papers.nothing-to-forward')
  if (paper.backing === 'chair') return chairs(actor, paper) ? allow('papers.chair-forwards') : deny('papers.only-chair-forwards')
  return acts(actor, 'NF', 'HD') && partyOf(actor) !== null && partyOf(actor) === paper.submittedBy ? allow('papers.party-forwards') : deny('papers.only-party-forwards')
}

/** Language versions come from whose paper it is, and from the Secretariat, which has them translated. */
export function canAddFile(actor: Actor, paper: PaperFacts, keepsRegistry: boolean): Verdict {
  if (paper.status !== 'SUBMITTED' && paper.status !== 'REGISTERED') return deny('papers.not-standing')
  if (keepsRegistry) return allow('papers.desk-describes')
  const proposed = acts(actor, 'DE') && paper.status === 'SUBMITTED' && paper.submittedRole === 'DE' && partyOf(actor) === paper.submittedBy
  return originates(actor, paper) || proposed ? allow('papers.originator') : deny('papers.only-originator')
}

/** */
export const canAdmit = (actor: Actor, paper: PaperFacts): Verdict => (chairs(actor, paper) ? allow('papers.chair-admits') : deny('papers.only-chair-admits'))

/** Whose paper it is: its party's; the Chair's where the Chair or the Secretariat wrote it. */
export function originates(actor: Actor, paper: { body: string; submittedBy: string | null; submittedRole: string }): boolean {
  if (paper.submittedBy === null) return chairs(actor, paper)
  return partyOf(actor) === paper.submittedBy && acts(actor, 'NF', 'HD', 'LS', 'DP', 'OB')
}

export function canWithdraw(actor: Actor, paper: PaperFacts): Verdict {
  if (paper.status !== 'REGISTERED' && paper.status !== 'SUBMITTED') return deny('papers.not-standing')
  if (originates(actor, paper)) return allow('papers.originator')
  return acts(actor, 'SD') && paper.submittedBy === null ? allow('papers.desk-own') : deny('papers.only-originator')
}

/** Recalling closes a paper to everyone but its originator and the house; unlike withdrawing it is also for what was released already. */
export const canRecall = (actor: Actor, paper: PaperFacts): Verdict =>
  originates(actor, paper) || chairs(actor, paper) ? allow('papers.originator-or-chair') : deny('papers.only-originator-or-chair')

/** Row 13: the registry and the Chair, and whoever the paper is of. */
export const canNarrow = (actor: Actor, paper: PaperFacts): Verdict =>
  acts(actor, 'SD') || chairs(actor, paper) || originates(actor, paper) ? allow('papers.may-narrow') : deny('papers.only-keeper-narrows')

/** Row 14: only the originator opens a paper to more; of a paper of the house that is the Chair. */
export function canWiden(actor: Actor, paper: PaperFacts): Verdict {
  if (paper.status !== 'REGISTERED') return deny('papers.not-standing')
  return originates(actor, paper) && !acts(actor, 'LS') ? allow('papers.originator') : deny('papers.only-originator')
}
export const canProposeWider = (actor: Actor, paper: PaperFacts): Verdict =>
  paper.status !== 'REGISTERED' ? deny('papers.not-standing') : acts(actor, 'SD') || chairs(actor, paper) ? allow('papers.proposes') : deny('papers.desk-proposes')

/** What describes a paper beside its text: stamp, annex number, classification, handling, item. The registry's pen. */
export const canDescribe = (actor: Actor, paper: { body: string }): Verdict => (acts(actor, 'SD') || chairs(actor, paper) ? allow('papers.desk-describes') : deny('papers.only-desk-describes'))

/** Row 17 "need": its originator names who else may read; a head or focal point names a delegate of his own for what he may read himself. */
export function canName(actor: Actor, paper: PaperFacts & { named?: { party: string | null; role: string } | null }): Verdict {
  if (paper.status !== 'REGISTERED') return deny('papers.not-standing')
  if (originates(actor, paper)) return allow('papers.originator')
  const ours = acts(actor, 'NF', 'HD') && paper.named?.role === 'DE' && paper.named.party !== null && paper.named.party === partyOf(actor)
  return ours ? allow('papers.own-delegate') : deny('papers.only-originator-names')
}

/** Whether there is anyone this actor could name. */
export const mayName = (actor: Actor, paper: PaperFacts): boolean => originates(actor, paper) || acts(actor, 'NF', 'HD')

const breadth: Record<Distribution, number> = { PUBLIC: 0, GENERAL: 1, PARTNER: 2, LIMITED: 3, RESTRICTED: 4 }
export interface Marks {
  distribution: Distribution
  partner: string | null
  joint: boolean
}

/** Whether anyone could read with the second marks who could not with the first. */
export const widens = (from: Marks, to: Marks): boolean =>
  breadth[to.distribution] < breadth[from.distribution] || (to.distribution === 'PARTNER' && from.distribution === 'PARTNER' && to.partner !== from.partner) || (to.distribution === 'LIMITED' && to.joint && !from.joint)

/** What the house knows of a text that another is to hang on. */
export interface Stem {
  meeting: string
  symbol: string
  status: PaperStatus
  supersededBy: string | null
  series: SeriesCode
  modifier: ModifierKind | null
}

/** what may hang on what. */
export function modifierFaults(modifier: ModifierKind, stem: Stem | null, asked: { meeting: string; typed: string; adopted: boolean; number?: number | null; next: number }): Fault[] {
  const fault = (code: string, params: Record<string, string | number> = {}): Fault[] => [{ path: '/modifies', code, params }]
  const symbol = parseSymbol(asked.typed)
  if (symbol === null) return fault('papers.no-symbol')
  if (`${symbol.body}/${symbol.session}` !== asked.meeting) return fault('papers.other-meeting', { meeting: asked.meeting })
  if (stem === null) return fault('papers.nothing-there', { symbol: asked.typed })
  if (stem.status !== 'REGISTERED') return fault('papers.stem-withdrawn', { symbol: stem.symbol })
  if (stem.modifier === 'Corr') return fault('papers.corr-stands-alone')
  if (modifier === 'Amend' && !asked.adopted) return fault('papers.amend-adopted-only')
  if (modifier !== 'Rev' && stem.supersededBy !== null) return fault('papers.stem-superseded', { symbol: stem.symbol, by: stem.supersededBy })
  if (asked.number != null && asked.number !== asked.next) return [{ path: '/modifierNumber', code: 'papers.skips', params: { next: `${modifier}.${asked.next}` } }]
  return []
}

