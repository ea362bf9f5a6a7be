import { randomUUID } from 'node:crypto'
import { type Actor, roleOf } from '../../../kernel/actor.ts'
import { type CommandContext, defineCommand } from '../../../kernel/command.ts'
import { AppError, type Fault, missing } from '../../../kernel/errors.ts'
import { both, type LockedActivity, lockActivity, type LockedProgramme, lockProgramme } from '../queries/acts.ts'
import { listProofs } from '../queries/evidence.ts'
import { listSaid } from '../queries/reports.ts'
import { addReview, lockReview, raiseReview, type Review, saveAnswer, saveRating } from '../queries/reviews.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { canAnswerReview, canRate, ratingFault, seesReviews } from '../rules/review.ts'
import { AdoptReview, AnswerReview, OpenReview, RateActivity, ValidateReview, WriteReview } from '../schema/review.ts'
import { todayOf } from './today.ts'

type Locked = Review & { planPartner: string | null }

const stale = () => new AppError('conflict', 'version.stale')
const invalidInput = (faults: Fault[]) => new AppError('invalid', 'input.invalid', { faults })
const words = (text: { en: string; th: string }) => (text.en === '' && text.th === '' ? null : both(text))
const changed = (review: { id: string; programme: string }, change: Record<string, unknown>) => ({ type: 'programme', id: review.programme, change: { review: review.id, ...change } })

async function opened({ tx, actor }: CommandContext, input: { review: string }): Promise<Locked> {
  const found = await lockReview(tx, input.review)
  if (!found || !seesReviews(actor, found.planPartner)) throw missing()
  return found
}

const requireState = (review: Locked, state: Review['state']) => {
  if (review.state !== state) throw new AppError('conflict', review.state === 'OPEN' ? 'plans.review-not-validated' : review.state === 'VALIDATED' ? 'plans.review-validated-before' : 'plans.review-adopted-before')
}

/** Practice §3.4: what the review is to look at, by whom and how; the questions go to every member at once. */
export const openReview = defineCommand({
  name: 'review.open',
  input: OpenReview,
  async load({ tx }, input): Promise<LockedProgramme> {
    const found = await lockProgramme(tx, input.programme)
    if (!found) throw missing()
    return found
  },
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, actor, now, emit }, programme: LockedProgramme, input) {
    if (programme.supersededBy !== null) throw new AppError('conflict', 'plans.frozen')
    const faults: Fault[] = []
    if (input.dueOn < (await todayOf(tx, now))) faults.push({ path: '/dueOn', code: 'plans.closes-in-the-past' })
    if (input.reviewerKind === 'consultant' && input.reviewer === '') faults.push({ path: '/reviewer', code: 'plans.reviewer-needed' })
    if (input.scope.en === '' && input.scope.th === '') faults.push({ path: '/scope', code: 'plans.scope-needed' })
    if (faults.length > 0) throw invalidInput(faults)
    const id = randomUUID()
    const added = await addReview(tx, {
      id, programme: programme.id, kind: input.kind, scope: words(input.scope), terms: words(input.terms), method: input.method || null, reviewerKind: input.reviewerKind, reviewer: input.reviewer || null, questions: input.questions.map((text, index) => ({ id: `q${index + 1}`, text: both(text) })),
      openedAt: now, openedBy: actor.person?.name ?? '', dueOn: input.dueOn, origin: 'desk',
    })
    if (!added) throw invalidInput([{ path: '/kind', code: 'plans.review-under-way' }])
    await emit('review.opened', { review: id })
    return { id }
  },
  audit: (programme, result, input) => changed({ id: result.id, programme: programme.id }, { opened: input.kind, dueOn: input.dueOn, reviewer: input.reviewerKind, questions: input.questions.length }),
  specimens: () => ({ 'a programme': {} as LockedProgramme }),
})

const specimen = (more: Partial<Locked> = {}): Locked => ({ planPartner: null, reviewerKind: 'secretariat', ...more }) as Locked

/** A member's words, by its focal point alone; a draft until sent. Sent again before the meeting validates the review, the later words stand. */
export const answerReview = defineCommand({
  name: 'review.answer',
  input: AnswerReview,
  load: opened,
  allow: (actor: Actor, review: Locked) => canAnswerReview(actor, review.planPartner),
  async run({ tx, actor, now, emit }, review: Locked, input) {
    requireState(review, 'OPEN')
    const known = new Set(review.questions.map((question) => question.id))
    const faults: Fault[] = Object.keys(input.answers).filter((id) => !known.has(id)).map((id) => ({ path: `/answers/${id}`, code: 'plans.question-unknown' }))
    const answers = Object.fromEntries(Object.entries(input.answers).filter(([, text]) => text !== ''))
    if (faults.length === 0 && input.send && Object.keys(answers).length === 0) faults.push({ path: `/answers/${review.questions[0]?.id ?? ''}`, code: 'plans.answer-something' })
    if (faults.length > 0) throw invalidInput(faults)
    const version = await saveAnswer(tx, { review: review.id, party: actor.capacity?.party ?? '', version: input.version, answers, language: input.language, by: actor.person?.name ?? '', at: now, send: input.send })
    if (version === null) throw stale()
    if (input.send) await emit('review.answered', { review: review.id, party: actor.capacity?.party ?? '' })
    return { version, party: actor.capacity?.party ?? '' }
  },
  audit: (review, result, input) => changed(review, { [input.send ? 'answered' : 'answerDrafted']: result.party, questions: Object.keys(input.answers).length }),
  specimens: () => ({ 'of a programme': specimen(), 'of the work plan with the own party': specimen({ planPartner: 'OWN' }) }),
})

interface ToRate {
  review: Locked
  activity: LockedActivity
}

/** One activity, one word, and what it rests on. */
export const rateActivity = defineCommand({
  name: 'review.rate',
  input: RateActivity,
  async load(context, input): Promise<ToRate> {
    const review = await opened(context, input)
    const activity = await lockActivity(context.tx, { actor: context.actor, now: context.now }, input.activity)
    if (!activity || activity.programme !== review.programme) throw missing()
    return { review, activity }
  },
  allow: (actor: Actor, { review, activity }: ToRate) => canRate(actor, { area: activity.area, lead: activity.lead, reviewerKind: review.reviewerKind }),
  async run({ tx, actor, now }, { review, activity }: ToRate, input) {
    requireState(review, 'OPEN')
    const reader = { actor, now }
    const [proofs, said] = [await listProofs(tx, reader, activity.id), await listSaid(tx, reader, activity.id)]
    const unknown = input.evidence.filter((id) => !proofs.some((proof) => proof.id === id))
    if (unknown.length > 0) throw invalidInput([{ path: '/evidence', code: 'plans.proof-unknown' }])
    const fault = ratingFault({ rating: input.rating, evidence: input.evidence.length, note: input.note, reports: said.length, proofs: proofs.length })
    if (fault) throw invalidInput([fault])
    await saveRating(tx, { review: review.id, activity: activity.id, rating: input.rating, note: input.note || null, evidence: input.evidence, by: actor.person?.name ?? '', role: roleOf(actor), at: now })
    return { activity: activity.code }
  },
  audit: ({ review }, result, input) => changed(review, { rated: result.activity, rating: input.rating, evidence: input.evidence }),
  specimens: () => Object.fromEntries((['secretariat', 'lead-shepherd'] as const).flatMap((reviewerKind) => [['an activity', 'other-area', 'OTHER'], ['one of the own area', 'own-area', 'OTHER'], ['one of the own area that the own member leads', 'own-area', 'OWN']].map(([label, area, lead]) => [`${label}, reviewer ${reviewerKind}`, { review: specimen({ reviewerKind }), activity: { area, lead } as LockedActivity }]))),
})

/** Findings and recommendations as they grow, until the meeting validates them. */
export const writeReview = defineCommand({
  name: 'review.write',
  input: WriteReview,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx }, review: Locked, input) {
    requireState(review, 'OPEN')
    if (!(await raiseReview(tx, review.id, input.version, { findings: words(input.findings), recommendations: words(input.recommendations) }))) throw stale()
    return { id: review.id }
  },
  audit: (review, _result, input) => changed(review, { findings: input.findings, recommendations: input.recommendations }),
  specimens: () => ({ 'a review': specimen() }),
})

/** The validation meeting: from then on no answer, rating or finding changes. */
export const validateReview = defineCommand({
  name: 'review.validate',
  input: ValidateReview,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, now }, review: Locked, input) {
    requireState(review, 'OPEN')
    const faults: Fault[] = []
    if (input.on > (await todayOf(tx, now))) faults.push({ path: '/on', code: 'plans.day-to-come' })
    if (input.on < (await todayOf(tx, review.openedAt))) faults.push({ path: '/on', code: 'plans.before-the-review' })
    if (review.findings === null) faults.push({ path: '/findings', code: 'plans.findings-needed' })
    if (review.recommendations === null) faults.push({ path: '/recommendations', code: 'plans.recommendations-needed' })
    if (faults.length > 0) throw invalidInput(faults)
    if (!(await raiseReview(tx, review.id, input.version, { state: 'VALIDATED', validatedOn: input.on, validatedIn: input.meeting }))) throw stale()
    return { id: review.id }
  },
  audit: (review, _result, input) => changed(review, { validatedOn: input.on, in: input.meeting }),
  specimens: () => ({ 'a review': specimen() }),
})

/** Adopted is what a body decided, never what the desk thinks: the decision is named. */
export const adoptReview = defineCommand({
  name: 'review.adopt',
  input: AdoptReview,
  load: opened,
  allow: (actor: Actor) => canKeepProgramme(actor),
  async run({ tx, now }, review: Locked, input) {
    requireState(review, 'VALIDATED')
    const faults: Fault[] = []
    if (input.on > (await todayOf(tx, now))) faults.push({ path: '/on', code: 'plans.day-to-come' })
    if (review.validatedOn !== null && input.on < review.validatedOn) faults.push({ path: '/on', code: 'plans.before-validation' })
    if (faults.length > 0) throw invalidInput(faults)
    if (!(await raiseReview(tx, review.id, input.version, { state: 'ADOPTED', adoptedOn: input.on, adoptedBy: input.decision }))) throw stale()
    return { id: review.id }
  },
  audit: (review, _result, input) => changed(review, { adoptedOn: input.on, decision: input.decision }),
  specimens: () => ({ 'a review': specimen() }),
})
