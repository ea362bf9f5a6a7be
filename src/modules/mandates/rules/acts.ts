import { type Actor, acts, actsFor, roleOf } from '../../../kernel/actor.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import type { Addressee, MandateClass } from '../schema.ts'
import type { DecisionFields, ProposalStatus } from '../schema/acts.ts'

/** Practice §8.2 row 30: who sees the texts in review. The register itself has its own, wider scope. */
export const readsReviews = (actor: Actor): boolean => acts(actor, 'SD', 'CH', 'LS', 'AU')

/** Row 30, "extract": a text is brought in by the desk, which holds the pen. */
export function canBegin(actor: Actor): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  return acts(actor, 'SD') ? allow('follow-up.because-desk') : deny('extraction.only-desk')
}

/** Row 30: the desk classifies; a lead shepherd may propose in a text, never settle. */
export function canPropose(actor: Actor): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  if (acts(actor, 'SD')) return allow('follow-up.because-desk')
  return acts(actor, 'LS') ? allow('extraction.because-lead') : deny('extraction.only-desk')
}

/** Row 30: the desk confirms, the chair may confirm. What is settled already is told by the command, with who did it. */
export function canSettle(actor: Actor): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  if (acts(actor, 'SD')) return allow('follow-up.because-desk')
  return acts(actor, 'CH') ? allow('extraction.because-chair') : deny(acts(actor, 'LS') ? 'extraction.lead-proposes' : 'extraction.only-desk')
}

/** An accepted proposal is a mandate, and no mandate is taken back: it can be superseded (US-01 AC3). */
export function canReopen(actor: Actor, subject: { status: ProposalStatus }): Verdict {
  const settle = canSettle(actor)
  if (!settle.allowed) return settle
  return subject.status === 'accepted' ? deny('extraction.accepted-stays') : settle
}

/** Filing by hand, linking, correcting, superseding: row 30 again. Nobody may delete: there is no such command. */
export function canKeepRegister(actor: Actor): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  return acts(actor, 'SD') ? allow('follow-up.because-desk') : deny('follow-up.only-desk')
}

export interface Asked {
  addressees: readonly Addressee[]
  areas: readonly string[]
  class: MandateClass
}

/** Whether a decision asks something of this party, by name or as one of all members. */
export const asksParty = (asked: Pick<Asked, 'addressees'>, party: string): boolean =>
  asked.addressees.some((who) => ('party' in who && who.party === party) || ('all' in who && who.all === 'members') || ('role' in who && (who.role === 'remaining-members' || who.role === 'experts')))

/** Practice §8.2 row 31: the desk for all, a focal point for its member, a lead shepherd for its area. */
export function canReport(actor: Actor, asked: Asked): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  if (acts(actor, 'SD')) return allow('follow-up.because-desk')
  const { capacity } = actor
  if (acts(actor, 'NF')) {
    if (capacity?.party == null || !asksParty(asked, capacity.party)) return deny('follow-up.not-asked-of-us')
    return actsFor(actor, capacity.party, 'NF') ? allow('follow-up.because-focal-point') : deny('follow-up.not-asked-of-us')
  }
  if (acts(actor, 'LS')) return capacity?.area != null && asked.areas.includes(capacity.area) ? allow('follow-up.because-area') : deny('follow-up.not-your-area')
  if (acts(actor, 'HD', 'DE')) return deny('follow-up.focal-point-reports')
  return deny('follow-up.not-an-owner')
}

/** For whom a person's statement speaks. A focal point never speaks for another member, nor for the decision as a whole unless it is asked alone. */
export function partyOfReport(actor: Actor, asked: Pick<Asked, 'addressees'>, wanted: string | null): string | null {
  const own = actor.capacity?.party ?? null
  if (roleOf(actor) === 'NF') return asked.addressees.length === 1 && asked.addressees.some((who) => 'party' in who && who.party === own) ? null : own
  return roleOf(actor) === 'SD' ? wanted : null
}

/** the reporter is not the verifier. */
export function canJudge(actor: Actor, statement: { recordedBy: string; verdict: string }): Verdict {
  if (actor.person === null) return deny('follow-up.sign-in')
  if (!acts(actor, 'SD')) return deny('follow-up.desk-judges')
  if (statement.recordedBy === actor.person.id) return deny('follow-up.not-your-own')
  return allow('follow-up.because-desk-judges')
}

const needsOwner = (of: MandateClass | null): boolean => of !== null && of >= 'C4' && of <= 'C6'

/** All that is missing of one decision at once, each beside its field (US-01 AC1, US-06 AC3). */
export function decisionFaults(fields: DecisionFields): Fault[] {
  const faults: Fault[] = []
  const add = (path: string, code: string, params?: Fault['params']) => faults.push({ path, code, ...(params ? { params } : {}) })
  if (fields.title === '') add('/title', 'follow-up.title-needed')
  if (fields.quote === '') add('/quote', 'follow-up.quote-needed')
  if (fields.verbs.length === 0) add('/verbs', 'follow-up.verb-needed')
  if (fields.class === null) add('/class', 'follow-up.class-needed')
  if (needsOwner(fields.class) && fields.addressees.length === 0 && !fields.nobodyNamed) add('/addressees', 'follow-up.owner-needed')
  if (fields.due === null && (needsOwner(fields.class) || fields.dueWords !== '')) {
    if (fields.dueWords === '') add('/due', 'follow-up.due-needed')
    else add('/due', 'follow-up.due-unreadable')
  }
  return faults
}

/** US-06 AC4. */
export const isInPrinciple = (fields: Pick<DecisionFields, 'modifiers' | 'effects'>): boolean =>
  fields.modifiers.includes('in principle') || fields.effects.some((effect) => effect.kind === 'endorses-in-principle')

/** What a reader may follow: an address of this installation only when it is open to him, others always. */
export function evidenceLink(evidence: string, publicUrl: string, mayOpen: (path: string) => boolean): { href: string | null; text: string } {
  if (!URL.canParse(evidence)) return { href: null, text: evidence }
  const address = new URL(evidence)
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return { href: null, text: evidence }
  if (address.origin === new URL(publicUrl).origin && !mayOpen(address.pathname)) return { href: null, text: evidence }
  return { href: evidence, text: evidence }
}
