import { actOf } from '../../../kernel/command.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { requireAllowed } from '../../../kernel/policy.ts'
import { Actions, Button, Checkboxes, Empty, ErrorSummary, Form, Hidden, numeral, PageTitle, Progress, Radios, SideList, TextArea } from '../../../ui/index.ts'
import { rateActivity } from '../commands.ts'
import { listProofs } from '../queries/evidence.ts'
import { listSaid } from '../queries/reports.ts'
import { canRate } from '../rules/review.ts'
import { reviewRatings } from '../schema.ts'
import { activityHref, words } from '../wording.ts'
import { sent, tryAct } from './asking.ts'
import { crumbsToReview, type OpenedReview, reviewOf, standingOf } from './review-of.ts'

export const reviewRatePages = router()

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  evidence?: readonly string[]
  status?: number
  refusal?: string | null
  code?: string
}

reviewRatePages.get('/plans/:body/:kind/:year/reviews/:review/rate', async (c) => showRate(c, await reviewOf(c), {}))

/** One activity at a time beside what was reported of it and the proof; the list at the left says which are rated. */
async function showRate(c: Reply, opened: OpenedReview, shown: Shown): Promise<Response> {
  const { db, lang, actor, now } = c.var
  const m = words[lang]
  const { programme, review, href } = opened
  if (review.state !== 'OPEN') throw new AppError('conflict', review.state === 'ADOPTED' ? 'plans.review-adopted-before' : 'plans.review-validated-before')
  const standing = await standingOf(c, opened)
  const verdict = (activity: { area: string; lead: string | null }) => canRate(actor, { area: activity.area, lead: activity.lead, reviewerKind: review.reviewerKind })
  const mine = standing.activities.filter((activity) => verdict(activity).allowed)
  if (mine.length === 0 && standing.activities[0]) requireAllowed(verdict(standing.activities[0]))
  const current = mine.find((activity) => activity.code === (shown.code ?? c.req.query('activity'))) ?? mine.find((activity) => !standing.ratings.has(activity.id)) ?? mine[0]
  const [proofs, said] = current ? await Promise.all([listProofs(db, { actor, now }, current.id), listSaid(db, { actor, now }, current.id)]) : [[], []]
  const rated = current && standing.ratings.get(current.id)
  const errors = shown.errors ?? {}
  const done = mine.filter((activity) => standing.ratings.has(activity.id)).length
  return page(
    c,
    { title: m['plans.rate-title'], current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsToReview(c, programme, opened, m['plans.rate']) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageTitle over={m[`plans.review-kind.${review.kind}`]} title={m['plans.rate-title']} />
      {review.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.review-example']}</b> {m['plans.review-example-why']}</p>}
      <Progress done={done} of={mine.length} text={m['plans.rate-done'](numeral(lang, done), numeral(lang, mine.length))} />
      {!current ? <Empty title={m['plans.rate-none']} /> : (
        <div class="reportform reportform--last">
          <div>
            <h2 class="govuk-heading-m"><a class="govuk-link sym" href={activityHref(programme, current.code)}>{current.code}</a> {current.title[lang]}</h2>
            <h3 class="govuk-heading-s">{m['plans.rating-said']}</h3>
            {said.length === 0 ? <p class="muted">{m['plans.rating-said-none']}</p> : said.slice(-4).map((one) => <p class="small"><b>{standing.parties.find((party) => party.code === one.party)?.name[lang] ?? one.party}</b> {one.text ? <q lang={one.language}>{one.text}</q> : m['plans.nothing-said']}</p>)}
            <Form action={`${href}/rate`}>
              <Hidden name="activity" value={current.id} /><Hidden name="code" value={current.code} />
              <Radios name="rating" label={m['plans.rating']} value={shown.typed?.['rating'] ?? rated?.rating} error={errors['rating']} options={reviewRatings.map((rating) => ({ value: rating, label: m[`plans.rating.${rating}`] }))} />
              {proofs.length === 0 ? <p class="muted">{m['plans.rating-proof-none']}</p> : <Checkboxes name="evidence" label={m['plans.rating-proof']} small values={shown.evidence ?? rated?.evidence} error={errors['evidence']} options={proofs.map((proof) => ({ value: proof.id, label: proof.title[lang], hint: proof.verifiedAt === null ? m['plans.proof-not-yet'] : m['plans.proof-checked'] }))} />}
              <TextArea name="note" label={m['plans.rating-note']} value={shown.typed?.['note'] ?? rated?.note ?? ''} error={errors['note']} rows={4} lang={lang} />
              <Actions><Button>{m['plans.rate-save']}</Button></Actions>
            </Form>
          </div>
          <nav aria-label={m['plans.activities']}>
            <SideList title={m['plans.activities']} items={mine.map((activity) => ({ label: <a class="govuk-link" aria-current={activity.id === current.id ? 'true' : undefined} href={`${href}/rate?activity=${activity.code}`}><span class="sym">{activity.code}</span> {activity.title[lang]}</a>, value: standing.ratings.has(activity.id) ? m['plans.rated'] : m['plans.not-rated'] }))} />
          </nav>
        </div>
      )}
    </>,
  )
}

reviewRatePages.post('/plans/:body/:kind/:year/reviews/:review/rate', async (c) => {
  const opened = await reviewOf(c)
  const { one, many } = await sent(c)
  const outcome = await tryAct(c, actOf(rateActivity), { review: opened.review.id, activity: one['activity'] ?? '', rating: one['rating'], note: one['note'] ?? '', evidence: many('evidence') }, one)
  return outcome.done ? c.redirect(`${opened.href}/rate`, 303) : showRate(c, opened, { ...outcome, evidence: many('evidence'), code: one['code'] ?? '' })
})
