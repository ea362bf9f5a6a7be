import { dayInZone, formatDay } from '../../../kernel/calendar.ts'
import { actOf } from '../../../kernel/command.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { type Reply, router } from '../../../kernel/http.ts'
import type { Lang, Text } from '../../../kernel/languages.ts'
import { page } from '../../../kernel/page.tsx'
import { Button, Columns, DataTable, DateField, Dots, ErrorSummary, Form, Marks, numeral, PageTitle, Progress, Section, Status, Sub, SummaryList, TextArea, TextField, type Tone, UnitChart } from '../../../ui/index.ts'
import { findMandates } from '../../mandates/index.ts'
import { adoptReview, validateReview, writeReview } from '../commands.ts'
import type { Activity } from '../queries.ts'
import type { Review } from '../queries/reviews.ts'
import { canKeepProgramme } from '../rules/acts.ts'
import { canAnswerReview, canRate, type Counts } from '../rules/review.ts'
import { reviewRatings } from '../schema.ts'
import { activityHref, words } from '../wording.ts'
import { mandatesNamed } from './activity-parts.tsx'
import { dayField, sent, tryAct } from './asking.ts'
import { crumbsToReview, type OpenedReview, ownParty, reviewOf, type Standing, standingOf } from './review-of.ts'
import { reviewTone } from './reviews.tsx'

export const reviewPages = router()

export const ratingKeys = [...reviewRatings, 'unrated'] as const
export const ratingTone = { fully: 'done', largely: 'continuing', partly: 'part', not: 'rejected', 'not-assessable': 'superseded', unrated: 'none' } as const satisfies Record<keyof Counts, Tone>

/** "3 fully, 2 partly, 1 not yet rated": only what there is. */
export const countWords = (counts: Counts, lang: Lang): string => ratingKeys.filter((key) => counts[key] > 0).map((key) => words[lang]['plans.rating-count'](words[lang][`plans.rating-short.${key}`], numeral(lang, counts[key]))).join(lang === 'th' ? ' · ' : ', ')

interface Shown {
  act?: 'write' | 'validate' | 'adopt'
  errors?: Record<string, string>
  typed?: Record<string, string>
  status?: number
  refusal?: string | null
}

reviewPages.get('/plans/:body/:kind/:year/reviews/:review', async (c) => showReview(c, await reviewOf(c), {}))

async function showReview(c: Reply, opened: OpenedReview, shown: Shown): Promise<Response> {
  const { db, lang, actor, site } = c.var
  const { programme, review, href } = opened
  const m = words[lang]
  const standing = await standingOf(c, opened)
  const mandates = review.adoptedBy === null ? [] : await findMandates(db, actor, mandatesNamed([{ decision: review.adoptedBy }]))
  const own = standing.answers.find((answer) => answer.party === ownParty(actor))
  const rates = review.state === 'OPEN' && standing.activities.some((activity) => canRate(actor, { area: activity.area, lead: activity.lead, reviewerKind: review.reviewerKind }).allowed)
  const answers = review.state === 'OPEN' && canAnswerReview(actor, programme.partner).allowed && standing.asked.some((party) => party.code === ownParty(actor))
  const area = standing.areas.find((one) => one.area.slug === c.req.query('area'))
  const day = (instant: string) => formatDay(dayInZone(instant, site.config.zone), lang, 'short')
  const kind = m[`plans.review-kind.${review.kind}`]
  const { answered, of } = standing.response
  return page(
    c,
    { title: m['plans.review-of'](kind, programme.title[lang]), current: '/plans', status: shown.status, flash: shown.refusal ? { kind: 'error', text: shown.refusal } : undefined, breadcrumbs: crumbsToReview(c, programme, opened) },
    <>
      <ErrorSummary errors={Object.entries(shown.errors ?? {}).map(([field, message]) => ({ field: ['findings', 'recommendations'].includes(field) ? `${field}.en` : `${shown.act}-${field}`, message }))} />
      <Marks end={<Dots links={[...(answers ? [{ href: `${href}/answer`, label: own === undefined ? m['plans.answer-write'] : own.sentAt === null ? m['plans.answer-continue'] : m['plans.answer-change'] }] : []), ...(rates ? [{ href: `${href}/rate`, label: m['plans.rate'] }] : []), { href: `${href}/report.pdf?in=${lang}`, label: m['plans.review-print'] }]} />}><Status tone={reviewTone[review.state]}>{m[`plans.review-state.${review.state}`]}</Status></Marks>
      <PageTitle title={kind} lede={programme.title[lang]} />
      {review.origin === 'demonstration' && <p class="mf-example"><b>{m['plans.review-example']}</b> {m['plans.review-example-why']}</p>}
      <Columns kind="two-one">
        <div>
          <Section title={m['plans.review-answers']} kind="first" id="answers" lede={m['plans.review-silent-why']}>
            <Progress done={answered} of={of} text={m['plans.review-answered'](numeral(lang, answered), numeral(lang, of))} />
            <DataTable
              caption={m['plans.review-answers']} rows={standing.asked}
              columns={[
                { head: m['plans.review-member'], rowHeader: true, cell: (party) => party.name[lang] },
                { head: m['plans.review-answer'], cell: (party) => <AnswerCell c={c} standing={standing} review={review} party={party.code} href={href} day={day} /> },
              ]}
            />
          </Section>
        </div>
        <SummaryList
          label={kind}
          facts={[
            { term: m['plans.review-scope'], value: <Prose text={review.scope} lang={lang} /> }, { term: m['plans.review-terms'], value: <Prose text={review.terms} lang={lang} /> }, { term: m['plans.review-method'], value: review.method ?? <span class="muted">{m['plans.none-stated']}</span> },
            { term: m['plans.reviewer'], value: m[`plans.reviewer.${review.reviewerKind}`], sub: review.reviewer ?? undefined },
            { term: m['plans.review-opened'], value: day(review.openedAt) }, { term: m['plans.review-due'], value: review.dueOn ? formatDay(review.dueOn, lang) : m['plans.none-stated'] },
            { term: m['plans.review-validated'], value: review.validatedOn && review.validatedIn ? m['plans.review-validated-in'](review.validatedIn, formatDay(review.validatedOn, lang)) : <span class="muted">{m['plans.review-not-yet']}</span> },
            { term: m['plans.review-adopted'], value: review.adoptedOn && review.adoptedBy ? <>{formatDay(review.adoptedOn, lang)} {mandates[0] ? <a class="govuk-link sym" href={`/mandates/${mandates[0].id}`}>{review.adoptedBy}</a> : review.adoptedBy}</> : <span class="muted">{m['plans.review-not-yet']}</span> },
          ]}
        />
      </Columns>
      {standing.activities.length > 0 && (
        <Section title={m['plans.review-ratings']} id="ratings" lede={m['plans.review-ratings-lede']}>
          <UnitChart
            caption={m['plans.review-by-area']} heads={[m['plans.review-area'], m['plans.review-units'], m['plans.review-words']]}
            rows={standing.areas.map((one) => ({
              name: <a class="govuk-link" href={`${href}?area=${one.area.slug}#each`}>{one.area.name[lang]}</a>, words: countWords(one.counts, lang),
              units: sorted(one.activities, standing).map((activity) => { const key = standing.ratings.get(activity.id)?.rating ?? 'unrated'; return { tone: ratingTone[key], name: `${activity.code}: ${m[`plans.rating.${key}`]}`, href: activityHref(programme, activity.code) } }),
            }))}
            legend={ratingKeys.filter((key) => standing.counts[key] > 0).map((key) => ({ tone: ratingTone[key], label: m[`plans.rating.${key}`] }))}
          />
          <DataTable
            caption={m['plans.review-by-area']} noStack rows={[...standing.areas.map((one) => ({ name: one.area.name[lang], n: one.activities.length, counts: one.counts })), { name: m['plans.rating-all'], n: standing.activities.length, counts: standing.counts }]}
            columns={[{ head: m['plans.review-area'], rowHeader: true, cell: (row) => row.name }, ...ratingKeys.map((key) => ({ head: m[`plans.rating.${key}`], class: 'num', cell: (row: { counts: Counts }) => numeral(lang, row.counts[key]) })), { head: m['plans.all'], class: 'num', cell: (row) => numeral(lang, row.n) }]}
          />
        </Section>
      )}
      {area && <Section title={area.area.name[lang]} id="each"><EachRating c={c} opened={opened} standing={standing} activities={area.activities} /></Section>}
      <Section title={m['plans.review-findings']} id="findings"><Prose text={review.findings} lang={lang} unwritten /></Section>
      <Section title={m['plans.review-recommendations']} id="recommendations"><Prose text={review.recommendations} lang={lang} unwritten /></Section>
      {canKeepProgramme(actor).allowed && <DeskForms {...{ c, review, href, shown }} />}
    </>,
  )
}

const sorted = (activities: readonly Activity[], standing: Standing): Activity[] => { const rank = (activity: Activity) => ratingKeys.indexOf(standing.ratings.get(activity.id)?.rating ?? 'unrated'); return [...activities].sort((a, b) => rank(a) - rank(b)) }

function AnswerCell({ c, standing, review, party, href, day }: { c: Reply; standing: Standing; review: Review; party: string; href: string; day: (instant: string) => string }) {
  const { lang, site } = c.var
  const m = words[lang]
  const sentAt = standing.sentAt.get(party)
  if (sentAt === undefined) return standing.answers.some((answer) => answer.party === party) ? <Status tone="part">{m['plans.answer-draft']}</Status> : <Status tone="none">{m['plans.answer-none']}</Status>
  const late = review.dueOn !== null && dayInZone(sentAt, site.config.zone) > review.dueOn
  return (
    <>
      {standing.answers.some((answer) => answer.party === party && answer.sentAt !== null) ? <a class="govuk-link" href={`${href}/answers/${party}`}>{m['plans.answer-read']}<span class="vh"> {standing.asked.find((one) => one.code === party)?.name[lang]}</span></a> : <span class="muted">{m['plans.answer-not-shown']}</span>}
      <Sub>{late ? m['plans.answer-sent-late'](day(sentAt)) : m['plans.answer-sent-on'](day(sentAt))}</Sub>
    </>
  )
}

function EachRating({ c, opened, standing, activities }: { c: Reply; opened: OpenedReview; standing: Standing; activities: readonly Activity[] }) {
  const { lang } = c.var
  const m = words[lang]
  return (
    <DataTable
      caption={m['plans.review-each']} rows={activities}
      columns={[
        { head: m['plans.activity'], rowHeader: true, cell: (activity) => <><a class="govuk-link sym" href={activityHref(opened.programme, activity.code)}>{activity.code}</a> {activity.title[lang]}</> },
        { head: m['plans.rating'], cell: (activity) => { const key = standing.ratings.get(activity.id)?.rating ?? 'unrated'; return <Status tone={ratingTone[key]}>{m[`plans.rating.${key}`]}</Status> } },
        { head: m['plans.rating-basis'], cell: (activity) => { const rated = standing.ratings.get(activity.id); return <>{rated?.note}{rated && rated.evidence.length > 0 && <Sub><a class="govuk-link" href={`${activityHref(opened.programme, activity.code)}#proof`}>{m['plans.rating-proofs'](numeral(lang, rated.evidence.length))}</a></Sub>}</> } },
      ]}
    />
  )
}

/** A text as written, its lines kept. */
export function Prose({ text, lang, unwritten }: { text: Text | null; lang: Lang; unwritten?: boolean }) {
  const m = words[lang]
  if (text === null) return <span class="muted">{unwritten ? m['plans.review-unwritten'] : m['plans.none-stated']}</span>
  return <div class="mf-lines">{text[lang]}</div>
}

function DeskForms({ c, review, href, shown }: { c: Reply; review: Review; href: string; shown: Shown }) {
  const m = words[c.var.lang]
  const typed = (act: Shown['act'], name: string, kept = '') => (shown.act === act ? (shown.typed?.[name] ?? kept) : kept)
  const error = (act: Shown['act'], name: string) => (shown.act === act ? shown.errors?.[name] : undefined)
  if (review.state === 'OPEN')
    return (
      <>
        <Section title={m['plans.review-write']} id="write">
          <Form action={`${href}/write`} version={review.version}>
            {(['findings', 'recommendations'] as const).flatMap((name) => (['en', 'th'] as const).map((of) => <TextArea name={`${name}.${of}`} label={m['plans.review-field'](m[`plans.review-${name}`], m[`plans.lang.${of}`])} value={typed('write', `${name}.${of}`, review[name]?.[of] ?? '')} error={error('write', `${name}.${of}`) ?? (of === 'en' ? shown.errors?.[name] : undefined)} rows={5} lang={of} />))}
            <Button>{m['plans.review-write']}</Button>
          </Form>
        </Section>
        <Section title={m['plans.review-validate']} id="validate" lede={m['plans.review-validate-lede']}>
          <Form action={`${href}/validate`} version={review.version}>
            <TextField name="meeting" id="validate-meeting" label={m['plans.review-meeting']} value={typed('validate', 'meeting')} error={error('validate', 'meeting')} width={30} />
            <DateField name="on" id="validate-on" label={m['plans.review-on']} value={typed('validate', 'on')} error={error('validate', 'on')} />
            <Button kind="secondary">{m['plans.review-do-validate']}</Button>
          </Form>
        </Section>
      </>
    )
  if (review.state === 'VALIDATED')
    return (
      <Section title={m['plans.review-adopt']} id="adopt" lede={m['plans.review-adopt-lede']}>
        <Form action={`${href}/adopt`} version={review.version}>
          <TextField name="decision" id="adopt-decision" label={m['plans.field.decision']} hint={m['plans.field.decision-hint']} value={typed('adopt', 'decision')} error={error('adopt', 'decision')} width={30} />
          <DateField name="on" id="adopt-on" label={m['plans.review-on']} value={typed('adopt', 'on')} error={error('adopt', 'on')} />
          <Button>{m['plans.review-do-adopt']}</Button>
        </Form>
      </Section>
    )
  return null
}

reviewPages.post('/plans/:body/:kind/:year/reviews/:review/:act{write|validate|adopt}', async (c) => {
  const opened = await reviewOf(c)
  const { one } = await sent(c)
  const act = c.req.param('act') as 'write' | 'validate' | 'adopt'
  const faults: Fault[] = []
  const base = { review: opened.review.id, version: one['version'] }
  const text = (name: string) => ({ en: one[`${name}.en`] ?? '', th: one[`${name}.th`] ?? '' })
  const outcome =
    act === 'write' ? await tryAct(c, actOf(writeReview), { ...base, findings: text('findings'), recommendations: text('recommendations') }, one)
    : act === 'validate' ? await tryAct(c, actOf(validateReview), { ...base, meeting: one['meeting'] ?? '', on: dayField(one['on'], '/on', c.var.today, faults) }, one, faults)
    : await tryAct(c, actOf(adoptReview), { ...base, decision: one['decision'] ?? '', on: dayField(one['on'], '/on', c.var.today, faults) }, one, faults)
  return outcome.done ? c.redirect(opened.href, 303) : showReview(c, opened, { ...outcome, act })
})
