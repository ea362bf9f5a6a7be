import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, DataTable, DateField, Empty, ErrorSummary, Form, numeral, PageTitle, Radios, Section, Status, Sub, TextArea, TextField, type Tone } from '../../../ui/index.ts'
import { listParties } from '../../mechanism/index.ts'
import { openReview } from '../commands.ts'
import type { Programme } from '../queries.ts'
import { listReviews, type Review } from '../queries/reviews.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { reviewerKinds, reviewKinds } from '../schema/review.ts'
import { programmeHref, words } from '../wording.ts'
import { dayField, sent, tryAct } from './asking.ts'
import { askedOf, crumbsToReview, reviewedProgramme } from './review-of.ts'

export const reviewListPages = router()

export const reviewTone: Record<Review['state'], Tone> = { OPEN: 'part', VALIDATED: 'effect', ADOPTED: 'done' }

reviewListPages.get('/plans/:body/:kind/:year/reviews', async (c) => showReviews(c, await reviewedProgramme(c), {}))

interface Shown {
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

/** A review as one row, here and on the page of its programme. */
export function ReviewTable({ c, programme, reviews, parties }: { c: Reply; programme: Programme; reviews: readonly (Review & { sent: number })[]; parties: Awaited<ReturnType<typeof listParties>> }) {
  const { lang, site } = c.var
  const m = words[lang]
  return (
    <DataTable
      caption={m['plans.reviews']} rows={reviews}
      columns={[
        { head: m['plans.review-kind'], rowHeader: true, cell: (review) => <><a class="govuk-link" href={`${programmeHref(programme)}/reviews/${review.id}`}>{m[`plans.review-kind.${review.kind}`]}</a><Sub>{m['plans.review-opened']} {formatDay(dayInZone(review.openedAt, site.config.zone), lang, 'short')}</Sub></> },
        { head: m['plans.reviewer'], cell: (review) => <>{m[`plans.reviewer.${review.reviewerKind}`]}{review.reviewer && <Sub>{review.reviewer}</Sub>}</> },
        { head: m['plans.review-answers'], cell: (review) => <>{m['plans.review-answered'](numeral(lang, review.sent), numeral(lang, askedOf(review, programme, parties, site.config.zone).length))}{review.dueOn && <Sub>{m['plans.review-due']} {formatDay(review.dueOn, lang, 'short')}</Sub>}</> },
        { head: m['plans.filter.status'], noLabel: true, cell: (review) => <Status tone={reviewTone[review.state]}>{m[`plans.review-state.${review.state}`]}</Status> },
      ]}
    />
  )
}

async function showReviews(c: Reply, programme: Programme, shown: Shown): Promise<Response> {
  const { db, lang, actor } = c.var
  const m = words[lang]
  const [reviews, parties] = await Promise.all([listReviews(db, programme.id), listParties(db)])
  const typed = shown.typed ?? {}
  const errors = shown.errors ?? {}
  const inLanguages = (name: string, what: string, rows: number) => (['en', 'th'] as const).map((of) => <TextArea name={`${name}.${of}`} label={m['plans.review-field'](what, m[`plans.lang.${of}`])} value={typed[`${name}.${of}`]} error={errors[`${name}.${of}`] ?? (of === 'en' ? errors[name] : undefined)} rows={rows} lang={of} />)
  const usual = (of: 'en' | 'th') => ([1, 2, 3, 4, 5] as const).map((n) => words[of][`plans.question.${n}`]).join('\n')
  return page(
    c,
    { title: `${m['plans.reviews']} – ${programme.title[lang]}`, current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsToReview(c, programme, null) },
    <>
      <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field: ['scope', 'terms'].includes(field) ? `${field}.en` : field.startsWith('questions') ? 'questions-en' : field, message }))} />
      <PageTitle title={m['plans.reviews']} lede={programme.title[lang]} />
      {reviews.some((review) => review.origin === 'demonstration') && <p class="mf-example"><b>{m['plans.review-example']}</b> {m['plans.review-example-why']}</p>}
      {reviews.length === 0 ? <Empty title={m['plans.reviews-none']} /> : <ReviewTable c={c} programme={programme} reviews={reviews} parties={parties} />}
      {canKeepProgramme(actor).allowed && programme.supersededBy === null && (
        <Section title={m['plans.open-review']} id="open" lede={m['plans.open-review-lede']}>
          <Form action={`${programmeHref(programme)}/reviews`}>
            <Radios name="kind" label={m['plans.review-kind']} value={typed['kind'] ?? 'mid-term'} error={errors['kind']} options={reviewKinds.map((kind) => ({ value: kind, label: m[`plans.review-kind.${kind}`] }))} inline />
            {inLanguages('scope', m['plans.review-scope'], 2)}
            {inLanguages('terms', m['plans.review-terms'], 4)}
            <TextArea name="method" label={m['plans.review-method']} value={typed['method']} error={errors['method']} rows={2} lang={lang} />
            <Radios name="reviewerKind" label={m['plans.reviewer']} value={typed['reviewerKind'] ?? 'secretariat'} error={errors['reviewerKind']} options={reviewerKinds.map((kind) => ({ value: kind, label: m[`plans.reviewer.${kind}`] }))} />
            <TextField name="reviewer" label={m['plans.reviewer-name']} hint={m['plans.reviewer-name-hint']} value={typed['reviewer']} error={errors['reviewer']} width={30} />
            <DateField name="dueOn" label={m['plans.review-due']} value={typed['dueOn']} error={errors['dueOn']} />
            {(['en', 'th'] as const).map((of) => <TextArea name={`questions-${of}`} label={m['plans.questions-in'](m[`plans.lang.${of}`])} hint={m['plans.questions-hint']} value={typed[`questions-${of}`] ?? usual(of)} error={of === 'en' ? Object.entries(errors).find(([field]) => field.startsWith('questions'))?.[1] : undefined} rows={7} lang={of} />)}
            <Button>{m['plans.open-review']}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

/** Questions as typed, one a line, the same line in both languages. */
function questionsOf(en: string, th: string): { en: string; th: string }[] {
  const [first, second] = [en, th].map((text) => text.split(/\r?\n/).map((line) => line.trim()))
  return Array.from({ length: Math.max(first?.length ?? 0, second?.length ?? 0) }, (_, index) => ({ en: first?.[index] ?? '', th: second?.[index] ?? '' })).filter((question) => question.en !== '' || question.th !== '')
}

reviewListPages.post('/plans/:body/:kind/:year/reviews', async (c) => {
  const programme = await reviewedProgramme(c)
  const { one } = await sent(c)
  const faults: Fault[] = []
  const dueOn = dayField(one['dueOn'], '/dueOn', c.var.today, faults)
  const text = (name: string) => ({ en: one[`${name}.en`] ?? '', th: one[`${name}.th`] ?? '' })
  const outcome = await tryAct(c, actOf(openReview), { programme: programme.id, kind: one['kind'], scope: text('scope'), terms: text('terms'), method: one['method'] ?? '', reviewerKind: one['reviewerKind'], reviewer: one['reviewer'] ?? '', dueOn, questions: questionsOf(one['questions-en'] ?? '', one['questions-th'] ?? '') }, one, faults)
  return outcome.done ? c.redirect(`${programmeHref(programme)}/reviews/${(outcome.result as { id: string }).id}`, 303) : showReviews(c, programme, outcome)
})
