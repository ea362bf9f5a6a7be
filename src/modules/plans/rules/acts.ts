import { type Actor, acts } from '../../../kernel/actor.ts'
import { allow, deny, type Verdict } from '../../../kernel/policy.ts'
import type { ActivityStatus } from '../schema.ts'

/** What a right on an activity turns on (practice §8.2 rows 32 to 34). */
export interface Concerned {
  area: string
  proponent: string | null
  lead: string | null
  participants: readonly string[]
  /** The partner of the work plan it stands in. */
  planPartner: string | null
  /** Of the plan it stands in: a superseded or closed one is read only. */
  frozen: boolean
}

const party = (actor: Actor): string | null => actor.capacity?.party ?? null
const ownArea = (actor: Actor, of: Pick<Concerned, 'area'>): boolean => acts(actor, 'LS') && actor.capacity?.area === of.area
const ownPlan = (actor: Actor, of: Pick<Concerned, 'planPartner'>): boolean => acts(actor, 'DP') && of.planPartner !== null && of.planPartner === party(actor)
const signedIn = (actor: Actor): Verdict | null => (actor.person === null ? deny('plans.sign-in') : null)
const open = (of: Pick<Concerned, 'frozen'>): Verdict | null => (of.frozen ? deny('plans.frozen') : null)

/** Row 32: the desk and organisations propose; focal points and heads for their member; a lead shepherd in its area; a partner in its own work plan. */
export function canProposeActivity(actor: Actor, of: Concerned): Verdict {
  const not = signedIn(actor) ?? open(of)
  if (not) return not
  if (acts(actor, 'SD')) return allow('plans.because-desk')
  if (acts(actor, 'NF', 'HD')) return of.proponent === party(actor) ? allow('plans.because-own-member') : deny('plans.only-own-member')
  if (acts(actor, 'LS')) return ownArea(actor, of) ? allow('plans.because-area') : deny('plans.only-own-area')
  if (acts(actor, 'DP')) return ownPlan(actor, of) ? allow('plans.because-own-plan') : deny('plans.only-own-plan')
  return acts(actor, 'OB') && of.proponent === party(actor) ? allow('plans.because-proposes') : deny('plans.not-your-role')
}

/** Row 33: the desk all; a focal point what its member leads or proposed; a lead shepherd its area; a partner its own work plan. */
export function canEditActivity(actor: Actor, of: Concerned): Verdict {
  const not = signedIn(actor) ?? open(of)
  if (not) return not
  if (acts(actor, 'SD')) return allow('plans.because-desk')
  if (acts(actor, 'NF')) return party(actor) !== null && (of.lead === party(actor) || of.proponent === party(actor)) ? allow('plans.because-own-member') : deny('plans.only-own-member')
  if (acts(actor, 'LS')) return ownArea(actor, of) ? allow('plans.because-area') : deny('plans.only-own-area')
  if (acts(actor, 'DP')) return ownPlan(actor, of) ? allow('plans.because-own-plan') : deny('plans.only-own-plan')
  return deny('plans.not-your-role')
}

/** A table of activities may come back from whoever may change some of them; each row is judged by its own right. */
export function canTakeTable(actor: Actor, of: Pick<Concerned, 'planPartner' | 'frozen'>): Verdict {
  const not = signedIn(actor) ?? open(of)
  if (not) return not
  if (acts(actor, 'SD')) return allow('plans.because-desk')
  if (acts(actor, 'NF')) return allow('plans.because-own-member')
  if (acts(actor, 'LS')) return allow('plans.because-area')
  if (acts(actor, 'DP')) return ownPlan(actor, of) ? allow('plans.because-own-plan') : deny('plans.only-own-plan')
  return deny('plans.not-your-role')
}

/** Entered by decision (practice §3.3): the desk records them, with the decision. */
export const byDecision: readonly ActivityStatus[] = ['END', 'REJ', 'DEF', 'SUS', 'CAN', 'SUP', 'COV']

/** Row 33 and 34: completion is verified by the desk or the lead shepherd of the area, what a decision brings about is recorded by the desk, the rest by whoever carries it out. */
export function canStep(actor: Actor, of: Concerned, to: ActivityStatus): Verdict {
  const not = signedIn(actor) ?? open(of)
  if (not) return not
  if (acts(actor, 'SD')) return allow('plans.because-desk')
  if (to === 'COM') return ownArea(actor, of) ? allow('plans.because-area') : deny('plans.completion-verified-by')
  if (byDecision.includes(to)) return deny('plans.decision-recorded-by-desk')
  if (to === 'WDN') return acts(actor, 'NF', 'HD') && of.proponent === party(actor) ? allow('plans.because-proponent') : deny('plans.only-proponent')
  return canEditActivity(actor, of)
}

/** Whoever takes part may send proof of it. */
export function canSendEvidence(actor: Actor, of: Concerned): Verdict {
  const edit = canEditActivity(actor, of)
  if (edit.allowed || actor.person === null || of.frozen) return edit
  return acts(actor, 'NF') && (of.participants.includes('all') || of.participants.includes(party(actor) ?? '')) ? allow('plans.because-takes-part') : edit
}

/** A value of an indicator is said for a party, by whoever takes part; the desk says none for others. */
export function canReportValue(actor: Actor, of: Concerned): Verdict {
  const may = canSendEvidence(actor, of)
  return may.allowed && party(actor) === null ? deny('plans.no-party-reports') : may
}

/** Row 34 and: never whoever sent it, nor another of the same party. */
export function canVerify(actor: Actor, of: Concerned, evidence: { sentBy: string; sentParty: string | null }): Verdict {
  const not = signedIn(actor) ?? open(of)
  if (not) return not
  if (!acts(actor, 'SD') && !ownArea(actor, of)) return deny('plans.verified-by')
  if (actor.person?.id === evidence.sentBy) return deny('plans.not-own-proof')
  return evidence.sentParty !== null && evidence.sentParty === party(actor) ? deny('plans.not-own-party-proof') : allow(acts(actor, 'SD') ? 'plans.because-desk' : 'plans.because-area')
}

/** Rounds, amendments, closing, reviews: the desk keeps the programme. */
export function canKeepProgramme(actor: Actor): Verdict {
  return signedIn(actor) ?? (acts(actor, 'SD') ? allow('plans.because-desk') : deny('plans.only-desk'))
}

export interface ReportSubject {
  party: string
  reporter: 'member' | 'lead-shepherd' | 'implementing-agency' | 'partner'
  area: string | null
  planPartner: string | null
}

/** Rounds and reports are for those who report, judge or watch; a partner has those of the work plan with it. */
export const seesRounds = (actor: Actor, planPartner: string | null): boolean => acts(actor, 'SD', 'CH', 'NF', 'HD', 'DE', 'LS', 'AU') || (acts(actor, 'DP') && planPartner !== null && planPartner === party(actor))

/** The words of a report: accepted, all of these; before that its own party and those who judge or watch; a draft its own party alone. */
export function seesReport(actor: Actor, report: { party: string; state: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' }): boolean {
  if (report.party === party(actor) && acts(actor, 'NF', 'HD', 'DE', 'LS', 'DP')) return true
  return report.state === 'ACCEPTED' || (report.state !== 'DRAFT' && acts(actor, 'SD', 'CH', 'AU', 'LS'))
}

/** A member reports by its focal point, a lead shepherd on its area, a partner on its own plan. The desk writes for nobody. */
export function canReportProgress(actor: Actor, report: ReportSubject): Verdict {
  const not = signedIn(actor)
  if (not) return not
  if (report.party !== party(actor)) return deny('plans.only-own-member')
  switch (report.reporter) {
    case 'lead-shepherd': return acts(actor, 'LS') && actor.capacity?.area === report.area ? allow('plans.because-area') : deny('plans.only-own-area')
    case 'partner': return acts(actor, 'DP') && report.planPartner === party(actor) ? allow('plans.because-own-plan') : deny('plans.only-own-plan')
    default: return acts(actor, 'NF') ? allow('plans.because-own-member') : deny('plans.only-focal-point')
  }
}

/** accepted or returned by the desk, or by the lead shepherd for a member's report, never by the one who reported. */
export function canJudgeReport(actor: Actor, report: ReportSubject): Verdict {
  const not = signedIn(actor)
  if (not) return not
  if (report.party === party(actor)) return deny('plans.not-own-report')
  return acts(actor, 'SD') ? allow('plans.because-desk') : deny('plans.only-desk')
}

/** US-17 AC5: the lead shepherd of the area writes one text out of several; each report stays its member's. */
export function canMergeReports(actor: Actor, of: Pick<Concerned, 'area' | 'frozen'>): Verdict {
  return signedIn(actor) ?? open(of) ?? (ownArea(actor, of) ? allow('plans.because-area') : deny('merge.area-lead'))
}
