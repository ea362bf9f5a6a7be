import type { Actor } from '../../../kernel/actor.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { missing } from '../../../kernel/errors.ts'
import type { Reply } from '../../../kernel/http.ts'
import { listAreas, listParties, membersAt, type Area, type Party } from '../../mechanism/index.ts'
import { type Activity, listActivities, type Programme } from '../queries.ts'
import { type Answer, findReview, listAnswers, listRatings, type Rated, type Review } from '../queries/reviews.ts'
import { countRatings, type Counts, responseOf, seesAnswer, seesReviews } from '../rules/review.ts'
import { programmeHref, words } from '../wording.ts'
import { programmeOf } from './activity-of.ts'

export interface OpenedReview {
  programme: Programme
  review: Review
  href: string
}

/** The programme whose reviews this reader may know of: to others there are none. */
export async function reviewedProgramme(c: Reply): Promise<Programme> {
  const programme = await programmeOf(c)
  if (!seesReviews(c.var.actor, programme.partner)) throw missing()
  return programme
}

export async function reviewOf(c: Reply): Promise<OpenedReview> {
  const programme = await reviewedProgramme(c)
  const review = await findReview(c.var.db, c.req.param('review') ?? '')
  if (!review || review.programme !== programme.id) throw missing()
  return { programme, review, href: `${programmeHref(programme)}/reviews/${review.id}` }
}

/** The members of the day it was opened, and the partner whose work plan it is. */
export const askedOf = (review: Pick<Review, 'openedAt'>, programme: Programme, parties: readonly Party[], zone: string): Party[] => [...membersAt(parties, dayInZone(review.openedAt, zone)), ...parties.filter((party) => party.code === programme.partner)]

/** What was in the programme: a proposal, refused and withdrawn ones are not reviewed. */
export const reviewed = (activities: readonly Activity[]): Activity[] => activities.filter((activity) => !['PRO', 'REJ', 'WDN'].includes(activity.status))

export interface Standing {
  asked: Party[]
  response: ReturnType<typeof responseOf>
  /** Those this reader may read, and his own draft. */
  answers: Answer[]
  sentAt: Map<string, string>
  areas: { area: Area; activities: Activity[]; counts: Counts }[]
  activities: Activity[]
  ratings: Map<string, Rated>
  counts: Counts
  parties: readonly Party[]
}

/** Where a review stands for this reader, in as many statements whatever its size. */
export async function standingOf(c: Reply, { programme, review }: OpenedReview): Promise<Standing> {
  const { db, actor, now, site } = c.var
  const reader = { actor, now }
  const [parties, areas, all, answers, rated] = await Promise.all([listParties(db), listAreas(db), listActivities(db, reader, { programme: programme.id }), listAnswers(db, review.id, ownParty(actor)), listRatings(db, reader, review.id)])
  const asked = askedOf(review, programme, parties, site.config.zone)
  const activities = reviewed(all)
  const ratings = new Map(rated.map((one) => [one.activity, one]))
  const words = new Map(rated.map((one) => [one.activity, one.rating]))
  return {
    asked, parties, activities, ratings, response: responseOf(asked.map((party) => party.code), answers), answers: answers.filter((answer) => seesAnswer(actor, answer, review.state)),
    sentAt: new Map(answers.flatMap((answer) => (answer.sentAt === null ? [] : [[answer.party, answer.sentAt]]))),
    areas: areas.map((area) => { const own = activities.filter((activity) => activity.area === area.slug); return { area, activities: own, counts: countRatings(own, words) } }).filter((one) => one.activities.length > 0), counts: countRatings(activities, words),
  }
}

export const ownParty = (actor: Actor): string | null => actor.capacity?.party ?? null

export function crumbsToReview(c: Reply, programme: Programme, review: OpenedReview | null, here?: string) {
  const m = words[c.var.lang]
  return [
    { label: m['plans.nav'], href: '/plans' }, { label: programme.title[c.var.lang], href: programmeHref(programme) },
    ...(review === null ? [{ label: m['plans.reviews'] }] : [{ label: m['plans.reviews'], href: `${programmeHref(programme)}/reviews` }, here === undefined ? { label: m[`plans.review-kind.${review.review.kind}`] } : { label: m[`plans.review-kind.${review.review.kind}`], href: review.href }]),
    ...(here === undefined ? [] : [{ label: here }]),
  ]
}
