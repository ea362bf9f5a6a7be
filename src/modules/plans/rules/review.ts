import { type Actor, acts } from '../../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import { reviewRatings } from '../schema.ts'
import type { reviewerKinds } from '../schema/review.ts'

export type Rating = (typeof reviewRatings)[number]
export type ReviewerKind = (typeof reviewerKinds)[number]

const party = (actor: Actor): string | null => actor.capacity?.party ?? null
const signedIn = (actor: Actor): Verdict | null => (actor.person === null ? deny('plans.sign-in') : null)
const ownPlan = (actor: Actor, planPartner: string | null): boolean => acts(actor, 'DP') && planPartner !== null && planPartner === party(actor)

/** Practice §8.2 row 16: a review is a draft of the members until a decision releases it; a partner reads that of the work plan with it. */
export const seesReviews = (actor: Actor, planPartner: string | null): boolean => acts(actor, 'SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'AU') || ownPlan(actor, planPartner)

/** What another said: to the members once it is sent, to a partner once the meeting has validated the review; one's own always. */
export const seesAnswer = (actor: Actor, answer: { party: string; sentAt: string | null }, state: 'OPEN' | 'VALIDATED' | 'ADOPTED'): boolean =>
  (acts(actor, 'NF', 'HD', 'DE', 'LS', 'DP') && answer.party === party(actor)) || (answer.sentAt !== null && (!acts(actor, 'DP') || state !== 'OPEN'))

/** Each member answers by its focal point, and for itself only; the partner answers on the work plan with it. */
export function canAnswerReview(actor: Actor, planPartner: string | null): Verdict {
  const not = signedIn(actor)
  if (not) return not
  if (acts(actor, 'NF')) return party(actor) !== null ? allow('plans.because-own-member') : deny('plans.only-focal-point')
  return ownPlan(actor, planPartner) ? allow('plans.because-own-plan') : deny('plans.only-focal-point')
}

/** Who rates is the reviewer: the desk, for itself or for a consultant; a lead shepherd its area, but not what its own member leads. */
export function canRate(actor: Actor, of: { area: string; lead: string | null; reviewerKind: ReviewerKind }): Verdict {
  const not = signedIn(actor)
  if (not) return not
  if (acts(actor, 'SD')) return allow('plans.because-desk')
  if (of.reviewerKind !== 'lead-shepherd' || !acts(actor, 'LS')) return deny('plans.only-reviewer')
  if (actor.capacity?.area !== of.area) return deny('plans.only-own-area')
  return of.lead !== null && of.lead === party(actor) ? deny('plans.not-own-rating') : allow('plans.because-area')
}

export interface RatingFacts {
  rating: Rating
  evidence: number
  note: string
  /** Accepted reports on it, and proof sent of it, that the reviewer can see. */
  reports: number
  proofs: number
}

/** what nobody reported is not assessable, never "not implemented". Every other word says what it rests on. */
export function ratingFault(facts: RatingFacts): { path: string; code: 'plans.no-report-not-assessable' | 'plans.rating-needs-basis' } | null {
  if (facts.rating === 'not-assessable') return null
  if (facts.rating === 'not' && facts.reports === 0 && facts.proofs === 0) return { path: '/rating', code: 'plans.no-report-not-assessable' }
  return facts.evidence === 0 && facts.note === '' ? { path: '/note', code: 'plans.rating-needs-basis' } : null
}

/** How many of those asked have answered, and who has not: "no answer", which says nothing of what they did. */
export function responseOf(asked: readonly string[], answers: readonly { party: string; sentAt: string | null }[]): { answered: number; of: number; silent: string[] } {
  const sent = new Set(answers.filter((answer) => answer.sentAt !== null).map((answer) => answer.party))
  return { answered: asked.filter((one) => sent.has(one)).length, of: asked.length, silent: asked.filter((one) => !sent.has(one)) }
}

export type Counts = Record<Rating | 'unrated', number>

/** Activities by rating; one that nobody has rated is counted apart from every rating. */
export function countRatings(activities: readonly { id: string }[], ratings: ReadonlyMap<string, Rating>): Counts {
  const counts: Counts = { fully: 0, largely: 0, partly: 0, not: 0, 'not-assessable': 0, unrated: 0 }
  for (const { id } of activities) counts[ratings.get(id) ?? 'unrated'] += 1
  return counts
}
